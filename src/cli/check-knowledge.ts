import { compileKnowledge } from '../compiler/compile.ts';
import { LAYERS, LOCALES } from '../model/vocabulary.ts';
import { readKnowledgeFiles } from './files.ts';

const { problems, raw } = compileKnowledge(readKnowledgeFiles());
for (const { file, line, message } of problems) console.error(`src/knowledge/${file}:${line}: ${message}`);

const notes = raw.notes.flatMap((file) => file.value.notes ?? []);
const counts = {
  technologies: raw.technologies.length,
  cells: raw.technologies.length * LAYERS.length,
  topics: raw.topics.value.flatMap((group) => group.topics).length,
  questions: raw.questions.value.length,
  terms: raw.glossary.value.length,
  sources: raw.sources.flatMap((file) => file.value).length,
  notes: notes.length,
  cases: notes.flatMap((note) => note.cases).length,
  neutral: raw.notes.flatMap((file) => file.value.neutral ?? []).length,
};
console.log(
  `${Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')}, in ${LOCALES.join(' and ')}`,
);
if (problems.length) {
  console.error(`${problems.length} problems`);
  process.exitCode = 1;
}
