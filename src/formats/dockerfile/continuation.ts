/** Whether the line ends in the escape character, trailing blanks apart (BuildKit allows them). */
export function isContinued(content: string, escape: string): boolean {
  return content.trimEnd().endsWith(escape);
}

export function isBlank(content: string): boolean {
  return content.trim() === '';
}

export function isComment(content: string): boolean {
  return content.trimStart().startsWith('#');
}

/** Turns continued lines into one line of the same length: continuations, and blank and comment lines between them, become blanks. */
export function joinLines(text: string, escape: string): string {
  if (!text.includes('\n')) return text;
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const last = index === lines.length - 1;
      if (index > 0 && (isBlank(line) || isComment(line))) return ' '.repeat(line.length + (last ? 0 : 1));
      const trimmed = line.trimEnd();
      if (!trimmed.endsWith(escape)) return last ? line : `${line} `;
      return trimmed.slice(0, -1) + ' '.repeat(line.length - trimmed.length + 1 + (last ? 0 : 1));
    })
    .join('');
}
