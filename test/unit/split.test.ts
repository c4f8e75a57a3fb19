import { describe, expect, test } from 'vitest';
import { splitDockerfile } from '../../src/formats/dockerfile/split.ts';

/** Keyword and text of every instruction, here-document bodies in brackets. */
function chunks(text: string): string[] {
  return splitDockerfile(text).chunks.map(({ keyword, range, heredocs }) =>
    [keyword, text.slice(range.start, range.end), ...heredocs.map(({ delimiter, body }) => `${delimiter}[${text.slice(body.start, body.end)}]`)].join('|'),
  );
}

describe('splitting a Dockerfile', () => {
  test.each([
    ['instructions, comments and blank lines', 'FROM a\n\n# c\nRUN b\n', ['FROM|FROM a', 'RUN|RUN b']],
    ['lower case and indentation', '  from a\n\trun b', ['FROM|from a', 'RUN|run b']],
    ['a continuation, trailing blanks after the escape included', 'RUN a \\  \n  b\nCMD c', ['RUN|RUN a \\  \n  b', 'CMD|CMD c']],
    ['comments and blank lines between continued lines', 'RUN a \\\n# c\n\n  b\nCMD c', ['RUN|RUN a \\\n# c\n\n  b', 'CMD|CMD c']],
    ['CRLF', 'FROM a\r\nRUN b \\\r\n c\r\n', ['FROM|FROM a', 'RUN|RUN b \\\r\n c']],
    ['a byte order mark', '\ufeffFROM a', ['FROM|FROM a']],
    ['the escape directive', '# escape=`\nRUN dir C:\\\nRUN b `\n c', ['RUN|RUN dir C:\\', 'RUN|RUN b `\n c']],
    ['a here-document', 'RUN <<EOF\nFROM x\nEOF\nCMD c', ['RUN|RUN <<EOF|EOF[FROM x\n]', 'CMD|CMD c']],
    ['two here-documents', 'COPY <<a <<"b" /\n1\na\n2\nb\nCMD c', ['COPY|COPY <<a <<"b" /|a[1\n]|b[2\n]', 'CMD|CMD c']],
    ['a here-document without leading tabs', 'RUN <<-EOF\n\tx\n\tEOF\nCMD c', ['RUN|RUN <<-EOF|EOF[\tx\n]', 'CMD|CMD c']],
    ['a here-document under ONBUILD', 'ONBUILD RUN <<E\nx\nE\nCMD c', ['ONBUILD|ONBUILD RUN <<E|E[x\n]', 'CMD|CMD c']],
    ['an unclosed here-document', 'RUN <<EOF\nx\nCMD c', ['RUN|RUN <<EOF|EOF[x\nCMD c]']],
    ['no here-document where none can be', 'CMD echo <<EOF\nRUN x', ['CMD|CMD echo <<EOF', 'RUN|RUN x']],
    ['a shift that only looks like one', 'RUN echo $((1 <<2))\nCMD c', ['RUN|RUN echo $((1 <<2))', 'CMD|CMD c']],
    ['no here-document inside quotes', 'RUN bash -c "cat <<EOF > x"\nCMD c', ['RUN|RUN bash -c "cat <<EOF > x"', 'CMD|CMD c']],
    ['no here-document inside a comment', 'RUN a \\\n# see <<EOF\n b\nCMD c', ['RUN|RUN a \\\n# see <<EOF\n b', 'CMD|CMD c']],
    ['a file that ends in a continuation', 'RUN a \\', ['RUN|RUN a \\']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(chunks(text)).toEqual(expected);
  });

  test('directives end at the first other line, and each counts once', () => {
    const { directives, escape } = splitDockerfile('# Syntax = docker/dockerfile:1\n#escape=`\n# escape=\\\nFROM a');
    expect(directives.map(({ name, value }) => [name, value])).toEqual([
      ['syntax', 'docker/dockerfile:1'],
      ['escape', '`'],
    ]);
    expect(escape).toBe('`');
    expect(splitDockerfile('\n# escape=`\nFROM a').escape).toBe('\\');
  });
});
