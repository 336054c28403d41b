/** Columns of a plain text answer. */
export const columns = 80;

/** A heading of a plain text answer. */
export function heading(text: string): string {
  return `${text}:`;
}

/** Text broken at spaces into lines of at most 80 columns. A word that is longer stands alone. */
export function paragraph(text: string, width = columns): readonly string[] {
  return hanging("", text, true, width);
}

/**
 * Text with something before its first line; the other lines are indented as far. Commands are not
 * broken, so that they can be copied: set `breaks` to false.
 */
export function hanging(before: string, text: string, breaks = true, width = columns): readonly string[] {
  if (!breaks) return [`${before}${text}`];
  const indent = " ".repeat(before.length);
  const lines: string[] = [];
  let line = before;
  let empty = true;
  for (const word of text.split(/\s+/)) {
    if (word === "") continue;
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    if (empty) line += word;
    else line += ` ${word}`;
    empty = false;
    while (line.length > width && indent.length + 20 < width) {
      // names without a space (lists of paths, ids) are broken where a reader can follow
      const at = breakPoint(line, width, indent.length);
      if (at === -1) break;
      lines.push(line.slice(0, at));
      line = indent + line.slice(at);
    }
  }
  if (!empty || lines.length === 0) lines.push(line);
  return lines;
}

function breakPoint(line: string, width: number, from: number): number {
  for (let at = width; at > from + 10; at -= 1) if (/[/,:&?]/.test(line.charAt(at - 1))) return at;
  return -1;
}
