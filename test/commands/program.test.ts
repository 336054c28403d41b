import { describe, expect, it } from "vitest";
import { commandDefinitions } from "../../commands/definitions";
import type { Invocation } from "../../commands/definition";
import { commandModules } from "../../commands/load";
import { runProgram } from "../../commands/program";
import { UserError } from "../../access/errors";
import { memoryIo } from "./memory-io";

const facts = { version: "1.2.3", docs: "docs/" };

async function parse(...argv: string[]) {
  const io = memoryIo();
  let ran: { name: string; invocation: Invocation } | undefined;
  const code = await runProgram(argv, commandDefinitions, facts, async (definition, invocation) => {
    ran = { name: definition.name, invocation };
    return 0;
  }, io);
  return { code, ran, out: io.out(), err: io.err() };
}

describe("the command line", () => {
  it("prints the help without arguments and names every command", async () => {
    const { code, out } = await parse();
    expect(code).toBe(0);
    for (const { name } of commandDefinitions) expect(out).toContain(`\n  ${name.split(" ")[0] ?? ""}`);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("prints the version", async () => {
    expect(await parse("--version")).toMatchObject({ code: 0, out: "1.2.3\n" });
  });

  it("passes arguments, flags and values", async () => {
    const { ran } = await parse("up", "acme", "--no-verify", "--wait", "7", "--json");
    expect(ran?.name).toBe("up");
    expect(ran?.invocation.args).toEqual(["acme"]);
    expect(ran?.invocation.flag("verify")).toBe(false);
    expect(ran?.invocation.flag("json")).toBe(true);
    expect(ran?.invocation.number("wait")).toBe(7);
  });

  it("collects options that may be repeated", async () => {
    const { ran } = await parse("explain", "--scope", "a", "--scope", "b");
    expect(ran?.invocation.texts("scope")).toEqual(["a", "b"]);
  });

  it("knows commands of two words", async () => {
    expect((await parse("catalogue", "check")).ran?.name).toBe("catalogue check");
  });

  it("refuses a number that is none", async () => {
    const { ran } = await parse("up", "--wait", "soon");
    expect(() => ran?.invocation.number("wait")).toThrow(UserError);
  });

  it.each([
    [["upp"], "Did you mean up?"],
    [["up", "--jsn"], "Did you mean --json?"],
    [["can", "application:x"], "missing required argument 'call'"],
    [["up", "a", "b"], "too many arguments"],
    [["up", "--wait"], "argument missing"],
  ])("tells the mistake in %j with the nearest right word and where the help is", async (argv, said) => {
    const { code, err, ran } = await parse(...argv);
    expect(code).toBe(2);
    expect(ran).toBeUndefined();
    expect(err).toContain(said);
    expect(err).toMatch(/^Error: /);
    expect(err).toMatch(/See: genesys-access .*--help/);
  });
});

describe("help", () => {
  it.each(commandDefinitions.map((definition) => [definition.name, definition] as const))("of %s fits 80 columns and says how it ends", async (name, definition) => {
    const { out } = await parse(...name.split(" "), "--help");
    for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(/^ {2}(genesys-access|echo)/.test(line) ? 200 : 80);
    expect(out).toContain("Exit codes: 0 good");
    for (const example of definition.examples) expect(out).toContain(`genesys-access ${example.run}`);
    for (const option of definition.options ?? []) expect(out.includes(option.flags)).toBe(option.hidden !== true);
  });

  it("describes every command that can be run, and no other", () => {
    const modules = new Set(commandDefinitions.map((definition) => definition.module ?? definition.name));
    expect([...modules].sort()).toEqual(Object.keys(commandModules).sort());
  });

  it("offers JSON with every command that prints an answer", () => {
    const without = commandDefinitions.filter((definition) => !(definition.options ?? []).some((option) => option.flags === "--json"));
    expect(without.map((definition) => definition.name)).toEqual([]);
  });
});
