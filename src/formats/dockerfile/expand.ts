import type { Element, Range } from '../../model/element.ts';
import type { ShellParser } from '../shell/shell.ts';
import { type FlagWord, parseInstruction } from './ast.ts';
import { ElementBuilder } from '../builder.ts';
import type { Context } from './context.ts';
import { mountFacets, optionName } from './mount.ts';
import { PARTS, type Scope } from './parts.ts';
import { referenceFacets } from './reference.ts';
import type { Chunk } from './split.ts';

/** Longer instructions are not looked into: their keyword still answers. */
const MAX_LENGTH = 200_000;

/** The elements of one instruction, the instruction itself first. */
export function expandInstruction(text: string, chunk: Chunk, escape: string, context: Context, shell: ShellParser): Element[] {
  const out = new ElementBuilder(context.stage);
  expand({ text, chunk, escape, context, shell, out }, chunk.range, chunk.keywordRange, { os: context.os });
  return out.elements;
}

function expand(scope: Scope, range: Range, keywordRange: Range, facets: Record<string, string>): void {
  const { text, chunk, out } = scope;
  const keyword = text.slice(keywordRange.start, keywordRange.end).toUpperCase();
  const ast = range.end - range.start > MAX_LENGTH ? undefined : parseInstruction(text, range, scope.escape);
  const first = ast?.flags[0] ?? ast?.words[0];
  const valueRange = { start: first?.range.start ?? range.end, end: range.end };
  const runs = keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT';
  const form = ast?.strings ? 'exec' : chunk.heredocs.length > 0 && keyword === 'RUN' ? 'heredoc' : 'shell';
  const element = out.add({
    path: keyword,
    name: keyword,
    value: text.slice(valueRange.start, valueRange.end),
    range,
    nameRange: keywordRange,
    valueRange,
    hoverRange: keywordRange,
    facets: { ...facets, ...(runs && { form }) },
  });
  if (!ast) return;
  for (const flag of ast.flags) addFlag(scope, element, keyword, flag);
  PARTS[keyword]?.(scope, element, ast);
  const [trigger] = ast.words;
  if (keyword === 'ONBUILD' && trigger && !/^(ONBUILD|FROM|MAINTAINER)$/i.test(trigger.value)) {
    expand(scope, { start: trigger.range.start, end: range.end }, trigger.range, { ...facets, onbuild: 'true' });
  }
}

function addFlag({ out, text, context }: Scope, parent: Element, keyword: string, flag: FlagWord): void {
  const name = `--${flag.name}`;
  const nameRange = { start: flag.range.start, end: flag.nameRange.end };
  const isMount = keyword === 'RUN' && flag.name === 'mount';
  const namesImage = keyword === 'COPY' && flag.name === 'from';
  const element = out.add(
    {
      path: `${keyword}/${name}`,
      name,
      value: text.slice(flag.valueRange.start, flag.valueRange.end),
      range: flag.range,
      nameRange,
      valueRange: flag.valueRange,
      hoverRange: isMount ? nameRange : flag.range,
      facets: isMount ? mountFacets(flag.options) : namesImage ? referenceFacets(flag.value, context) : {},
    },
    parent,
  );
  if (!isMount) return;
  for (const option of flag.options) out.add({ ...option, path: `RUN/--mount/${optionName(option.name)}` }, element);
}
