import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { commandDefinitions } from "../../../commands/definitions";
import { commandModules } from "../../../commands/load";
import { runProgram } from "../../../commands/program";
import { reportFailure } from "../../../commands/frame/failure";
import { memoryIo } from "../memory-io";

/** The checkout. */
export const checkout = join(__dirname, "..", "..", "..");

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A project with these org files (the text below `config:`), gone after the test. Returns its folder. */
export function project(orgs: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "genesys-access-live-"));
  ends.push(() => rmSync(root, { recursive: true, force: true }));
  cpSync(join(checkout, "Pulumi.yaml"), join(root, "Pulumi.yaml"));
  mkdirSync(join(root, "stacks", "orgs"), { recursive: true });
  for (const [name, text] of Object.entries(orgs)) writeFileSync(join(root, "stacks", "orgs", `Pulumi.${name}.yaml`), text);
  return root;
}

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process. */
export async function run(args: readonly string[], options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly stdin?: string } = {}): Promise<Ended> {
  const io = memoryIo({ cwd: options.cwd ?? checkout, ...(options.env === undefined ? {} : { env: options.env }), ...(options.stdin === undefined ? {} : { stdin: options.stdin }) });
  let code: number;
  try {
    code = await runProgram(
      [...args],
      commandDefinitions,
      { version: "0", docs: "docs/" },
      async (definition, invocation) => {
        const load = commandModules[definition.module ?? definition.name];
        if (load === undefined) throw new Error(`no module for ${definition.name}`);
        return (await load()).run(invocation, io);
      },
      io,
    );
  } catch (error) {
    code = reportFailure(error, { version: "0", command: args.join(" "), reportTo: "nobody" }, io, args.includes("--json"));
  }
  return { code, out: io.out(), err: io.err() };
}
