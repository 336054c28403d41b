import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandDefinitions } from "../../../commands/definitions";
import { splitCommand } from "../examples";
import { Sandbox } from "./sandbox";

let sandbox: Sandbox;

beforeAll(() => {
  sandbox = new Sandbox();
});

afterAll(async () => {
  await sandbox.remove();
});

const examples = commandDefinitions.flatMap((definition) => definition.examples.map((example) => ({ ...example, command: definition.name })));
const engine = examples.filter((example) => example.needs === "engine");
const deployed = examples.filter((example) => example.needs === "deployed");
// What takes the deployment away comes last.
const ordered = [...engine, ...deployed.filter(({ command }) => command !== "destroy"), ...deployed.filter(({ command }) => command === "destroy")];

describe("examples of the help that need an engine or a deployed org", () => {
  it.each(ordered.map((example) => [example.run, example] as const))("genesys-access %s", async (_, example) => {
    const ended = await sandbox.run(splitCommand(example.run));
    expect(ended.code, ended.err + ended.out).toBe(example.exit ?? 0);
    expect(ended.out.trim()).not.toBe("");
  });
});
