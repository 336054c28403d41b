/**
 * Breaks a text at spaces so that no line is wider than `columns`; lines after the first begin
 * with `indent` spaces. Text to paste (between backquotes) stays on one line where it fits, and a
 * word that is too long by itself stays whole: paths and permissions must stay copyable.
 */
export function wrap(text: string, columns: number, indent: number): readonly string[] {
  const room = columns - indent;
  const words = [...text.matchAll(/`[^`]*`[^\s`]*|\S+/g)].flatMap(([word]) => (word.length <= room ? [word] : word.split(/\s+/)));
  const lines: string[] = [];
  let line = "";
  for (const word of words.filter((each) => each !== "")) {
    const candidate = line === "" ? `${" ".repeat(indent)}${word}` : `${line} ${word}`;
    if (candidate.length <= columns || line === "") {
      line = candidate;
      continue;
    }
    lines.push(line);
    line = `${" ".repeat(indent)}${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
