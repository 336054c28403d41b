import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandDefinitions } from "../../commands/definitions";
import { commandModules } from "../../commands/load";
import { runProgram } from "../../commands/program";
import { splitCommand } from "./examples";
import { memoryIo } from "./memory-io";

const checkout = join(__dirname, "..", "..");
const offline = commandDefinitions.flatMap((definition) => definition.examples.filter((example) => (example.needs ?? "nothing") === "nothing").map((example) => [example.run, example] as const));

describe("examples of the help that need nothing but a clone", () => {
  it.each(offline)("genesys-access %s", async (_, example) => {
    const io = memoryIo({ cwd: checkout, ...(example.stdin === undefined ? {} : { stdin: example.stdin }) });
    const code = await runProgram(splitCommand(example.run), commandDefinitions, { version: "0", docs: "docs/" }, async (definition, invocation) => {
      const load = commandModules[definition.module ?? definition.name];
      if (load === undefined) throw new Error(`no module for ${definition.name}`);
      return (await load()).run(invocation, io);
    }, io);
    expect(code, io.err()).toBe(example.exit ?? 0);
    expect(io.out().trim()).not.toBe("");
  });

  it("are there for every command", () => {
    expect(commandDefinitions.filter((definition) => definition.examples.length === 0).map((definition) => definition.name)).toEqual([]);
  });
});
