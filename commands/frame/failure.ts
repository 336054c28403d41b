import { UserError } from "../../access/errors";
import { exit } from "./exit";
import type { Io } from "./io";
import { redact } from "./redact";
import { wrap } from "./text";

/** Facts about the run that a bug report needs. */
export interface RunFacts {
  readonly version: string;
  readonly command: string;
  readonly reportTo: string;
}

/**
 * The last resort: tells why a command ended and returns its exit code. A `UserError` is told in
 * its own words. Anything else is a bug of the product: only then a stack is shown, with an
 * invitation to report it and without secrets.
 */
export function reportFailure(error: unknown, facts: RunFacts, io: Io, json: boolean): number {
  if (error instanceof UserError) {
    const { what, where, why, next } = error.parts;
    if (json) {
      io.stdout.write(`${JSON.stringify({ error: { what, where, why, next } }, null, 2)}\n`);
    }
    const told = [where === undefined ? what : `${where}: ${what}`];
    if (why !== undefined) told.push(`Why: ${why}`);
    if (next !== undefined) told.push(`Next: ${next}`);
    const [first = "", ...rest] = told.join("\n").split("\n");
    const lines = [`Error: ${first}`, ...rest].flatMap((line) => wrap(line, io.columns, hangingIndent(line)));
    io.stderr.write(`${redact(lines.join("\n"), io.env)}\n`);
    return error.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
  const text = [
    "This is a bug in genesys-access, not a mistake of yours.",
    `Please report it with the lines below at ${facts.reportTo}`,
    "Nothing secret is printed here; look before you send it all the same.",
    "",
    `genesys-access ${facts.version}, Node.js ${process.version}, ${process.platform} ${process.arch}`,
    `command: ${facts.command}`,
    stack,
  ].join("\n");
  io.stderr.write(`${redact(text, io.env)}\n`);
  return exit.bug;
}

function hangingIndent(line: string): number {
  const label = /^(Error|Why|Next): /.exec(line);
  if (label !== null) return label[0].length;
  return /^\s*/.exec(line)?.[0].length ?? 0;
}
