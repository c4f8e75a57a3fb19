import { DockerfileParser, type Instruction, type JSONInstruction, type ModifiableInstruction, type PropertyInstruction } from 'dockerfile-ast';
import type { Range } from '../../model/element.ts';
import type { SplitFile } from './split.ts';

/** A word of an instruction: as it means, and where it stands. */
export interface Word {
  readonly value: string;
  readonly range: Range;
}

export interface FlagWord {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range;
  readonly options: readonly { readonly name: string; readonly value: string; readonly range: Range; readonly nameRange: Range; readonly valueRange: Range }[];
}

export interface Property {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly valueRange: Range;
}

/** One instruction as dockerfile-ast reads it, with UTF-16 offsets of the whole file. */
export interface Ast {
  readonly flags: readonly FlagWord[];
  /** The words after the flags. */
  readonly words: readonly Word[];
  /** The strings of the exec form; undefined in the shell form. */
  readonly strings?: readonly Word[];
  readonly properties: readonly Property[];
}

type LspRange = ReturnType<Instruction['getRange']>;

/**
 * Parses one instruction that starts at `range.start`. dockerfile-ast sees nothing else of the file, so its time
 * does not grow with the file.
 * @returns undefined when it finds no instruction there
 */
export function parseInstruction(text: string, range: Range, escape: SplitFile['escape']): Ast | undefined {
  const prefix = escape === '`' ? '# escape=`\n' : '';
  const source = prefix + text.slice(range.start, range.end);
  const instruction = DockerfileParser.parse(source).getInstructions()[0] as
    | (Partial<ModifiableInstruction & JSONInstruction & PropertyInstruction> & Instruction)
    | undefined;
  if (!instruction) return undefined;

  const lineStarts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const offset = (line: number, character: number) => range.start - prefix.length + (lineStarts[line] ?? source.length) + character;
  const toRange = (lsp: LspRange): Range => ({ start: offset(lsp.start.line, lsp.start.character), end: offset(lsp.end.line, lsp.end.character) });
  const orEnd = (lsp: LspRange | null, of: Range): Range => (lsp ? toRange(lsp) : { start: of.end, end: of.end });

  const flags =
    instruction.getFlags?.().map((flag): FlagWord => {
      const whole = toRange(flag.getRange());
      return {
        name: flag.getName(),
        value: flag.getValue() ?? '',
        range: whole,
        nameRange: toRange(flag.getNameRange()),
        valueRange: orEnd(flag.getValueRange(), whole),
        options: flag.getOptions().map((option) => {
          const optionRange = toRange(option.getRange());
          return {
            name: option.getName(),
            value: option.getValue() ?? 'true',
            range: optionRange,
            nameRange: toRange(option.getNameRange()),
            valueRange: orEnd(option.getValueRange(), optionRange),
          };
        }),
      };
    }) ?? [];
  const words = instruction.getArguments().map((word): Word => ({ value: word.getValue(), range: toRange(word.getRange()) }));
  const strings = instruction.getOpeningBracket?.()
    ? instruction.getJSONStrings?.().map((string): Word => {
        const quoted = toRange(string.getRange());
        const closed = quoted.end - quoted.start > 1 && text[quoted.end - 1] === '"';
        const inner = { start: quoted.start + 1, end: quoted.end - (closed ? 1 : 0) };
        return { value: unescapeJson(text.slice(inner.start, inner.end)), range: inner };
      })
    : undefined;
  const properties =
    instruction.getProperties?.().map((property): Property => {
      const whole = toRange(property.getRange());
      return {
        name: property.getName(),
        value: property.getValue() ?? '',
        range: whole,
        nameRange: toRange(property.getNameRange()),
        valueRange: orEnd(property.getValueRange(), whole),
      };
    }) ?? [];
  return { flags, words, properties, ...(strings && { strings }) };
}

/** The value of a JSON string's inside; a broken one as it stands. dockerfile-ast leaves out its blanks. */
function unescapeJson(inner: string): string {
  try {
    return String(JSON.parse(`"${inner}"`));
  } catch {
    return inner;
  }
}
