import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/**
 * Asks one question on a terminal. With `hidden` nothing of what is typed is shown, which is how a secret is asked for.
 * Resolves to undefined when the person ends it (Ctrl-C, Ctrl-D).
 */
export function askOn(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
  { hidden = false }: { readonly hidden?: boolean } = {},
): Promise<string | undefined> {
  // The reader writes each key that is typed.
  const shown = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : output;
  const reader = createInterface({ input, output: shown, terminal: true });
  if (hidden) output.write(question);
  return new Promise((resolve) => {
    reader.question(hidden ? "" : question, (answer) => {
      resolve(answer);
      reader.close();
    });
    reader.on("close", () => {
      if (hidden) output.write("\n");
      resolve(undefined);
    });
  });
}
