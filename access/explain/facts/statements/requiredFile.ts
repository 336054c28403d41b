import { requiredWords, type Wording } from "../wording";
import { wordings, statementIds } from ".";

/** Between words of which one must occur, and between such choices. */
const wordSeparator = "|";
const choiceSeparator = " & ";

/** The text of required.ts, computed from the wordings. */
export function requiredFile(): string {
  const lines = statementIds.map((id) => {
    const rows = (wordings[id] as readonly Wording[]).map((one) => JSON.stringify(requiredText(requiredWords(one.source))));
    return `  ${JSON.stringify(id)}: [\n${rows.map((row) => `    ${row},\n`).join("")}  ],\n`;
  });
  return `/** Made by write-required.mjs: for each wording the words that it cannot do without. */\nexport const required: Readonly<Record<string, readonly string[]>> = {\n${lines.join("")}};\n`;
}

/** Choices of words as one line. */
function requiredText(choices: readonly (readonly string[])[]): string {
  return choices.map((words) => words.join(wordSeparator)).join(choiceSeparator);
}
