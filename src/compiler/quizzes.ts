/**
 * Checks the `quiz` blocks of a topic page: every question has one right option or more and one wrong, each with its
 * reason. @returns how many questions it asks
 */
export function checkQuizzes(text: string, problem: (line: number, message: string) => void): number {
  let asked = 0;
  for (const match of text.matchAll(/^```quiz\n([\s\S]*?)^```/gm)) {
    let line = text.slice(0, match.index).split('\n').length + 1;
    for (const part of (match[1] ?? '').split(/\n(?=\s*\n)/)) {
      const lines = part.split('\n').filter((each) => each.trim());
      const options = lines.filter((each) => /^[+-] /.test(each));
      if (lines.length > 0) {
        asked++;
        if (options.length === lines.length) problem(line, 'a question without its text');
        if (!options.some((each) => each.startsWith('+')) || !options.some((each) => each.startsWith('-')))
          problem(line, 'a question needs a right and a wrong option');
        if (options.some((each) => !each.includes(' => '))) problem(line, 'every option needs its reason: "+ option => why"');
      }
      line += part.split('\n').length;
    }
  }
  return asked;
}
