/** Characters of prose or log that are looked at in full; a longer input is first cut to its telling lines. */
const fullLength = 96 * 1024;

const longLine = 4000;

const tellingLine =
  /\b(?:40[013-7]|429|50[13])\b|error|denied|forbidden|unauthori|not.authori|permission|scope|invalid_|refus|missing\.|"code"|\/api\/v2|oauth\/token|division|correlation|login\.|mypurecloud|pure\.cloud|genesys/i;

/**
 * Brings the notations of logs, terminals, forums and SDKs to one: straight quotes, no colours, no
 * table borders, JSON that was escaped into JSON unescaped, HTML entities as characters.
 */
export function normalize(text: string): string {
  let result = text
    .replace(/\r\n?/g, "\n")
    // eslint-disable-next-line no-control-regex
    .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, "")
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/\u00a0/g, " ")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb\u2033]/g, '"')
    .replace(/[\u2018\u2019\u201a\u2032]/g, "'")
    .replace(/[\u2010-\u2013]/g, "-")
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;|&apos;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/^[ \t]*[│╷╵┃|] ?/gm, "");
  for (let depth = 0; depth < 3 && result.includes('\\"'); depth += 1) result = result.replace(/\\(["\\])/g, "$1");
  return result.replace(/\\n/g, "\n").replace(/\\t/g, " ").replace(/\\\//g, "/");
}

/** A long input cut to the lines that can tell something, each with the two around it. */
export function tellingPart(text: string): string {
  if (text.length <= fullLength) return text;
  const lines = text.split("\n").flatMap(pieces);
  const keep = new Set<number>();
  lines.forEach((line, index) => {
    if (tellingLine.test(line)) for (let near = index - 2; near <= index + 2; near += 1) keep.add(near);
  });
  let length = 0;
  const kept: string[] = [];
  // the end of a log is nearest to the trouble, so it is kept first
  for (let index = lines.length - 1; index >= 0 && length < fullLength; index -= 1) {
    if (!keep.has(index)) continue;
    const line = lines[index] ?? "";
    length += line.length + 1;
    kept.push(line);
  }
  return kept.reverse().join("\n");
}

/** A line that is too long to be one, in pieces: JSON without line ends, minified logs. */
function pieces(line: string): readonly string[] {
  if (line.length <= longLine) return [line];
  const result: string[] = [];
  for (let from = 0; from < line.length; from += longLine) result.push(line.slice(from, from + longLine));
  return result;
}

/** The sentences of a text: what is said in one breath. Line ends and full stops separate, dots in names do not. */
export function sentencesOf(text: string): readonly string[] {
  return (
    text
      // lines that a mail program or a forum has wrapped
      .replace(/([a-z0-9,'")])\n(?=[a-z(])/g, "$1 ")
      .split(/\n{1,}|(?<=[.!?])\s+(?=[A-Z"'`(])|(?<=[;])\s+/)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== "")
  );
}
