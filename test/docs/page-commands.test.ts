import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandDefinitions } from "../../commands/definitions";
import { commandModules } from "../../commands/load";
import { runProgram } from "../../commands/program";
import { splitCommand } from "../commands/examples";
import { memoryIo } from "../commands/memory-io";
import { checkout } from "./thread-pages";

let project = "";

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "page-commands-"));
  for (const name of ["stacks", "Pulumi.yaml", "package.json"]) cpSync(join(checkout, name), join(project, name), { recursive: true });
  for (const name of ["policies", "docs", "node_modules"]) symlinkSync(join(checkout, name), join(project, name));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

async function run(line: string): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const io = memoryIo({ cwd: project });
  const code = await runProgram(splitCommand(line), commandDefinitions, { version: "0", docs: "docs/" }, async (definition, invocation) => {
    const load = commandModules[definition.module ?? definition.name];
    if (load === undefined) throw new Error(`no module for ${definition.name}`);
    return (await load()).run(invocation, io);
  }, io);
  return { code, out: io.out(), err: io.err() };
}

/** Commands of a page's code blocks that need no engine and no org. */
function commandsOf(page: string): readonly string[] {
  const offline = /^(needs|can|explain|search|check|onboard|new-org|causes|catalogue|rules|who|what)\b(?!.*--live)/;
  const blocks = [...readFileSync(join(checkout, page), "utf8").matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((match) => (match[1] ?? "").split("\n"));
  return blocks.flatMap((line) => /^npx genesys-access (.*?)(?:\s{2,}#.*)?$/.exec(line)?.[1] ?? []).filter((line) => offline.test(line));
}

describe.each(["README.md", join("docs", "onboard.md")])("the commands of %s", (page) => {
  it.each(commandsOf(page))("genesys-access %s", async (line) => {
    const { code, out, err } = await run(line);
    expect(code, err + out).toBe(0);
    expect(out.trim()).not.toBe("");
  });
});

describe("the org file of a customer who sets it up himself", () => {
  const yaml = /```yaml\n([\s\S]*?)```/.exec(readFileSync(join(checkout, "docs", "onboard.md"), "utf8"))?.[1] ?? "";

  it("is accepted, and onboard says what to ask that customer for", async () => {
    writeFileSync(join(project, "stacks", "orgs", "Pulumi.acme.yaml"), yaml);
    const { code, out, err } = await run("onboard recording-archive");
    expect(code, err).toBe(0);
    expect(out).toMatch(/acme +the customer +1\.0\.0 +1 right to ask for/);
    expect(out.replace(/\s+/g, " ")).toContain("onboard recording-archive --org acme --print html");
    const checked = await run("check acme");
    expect([0, 1]).toContain(checked.code);
    expect(checked.out).not.toContain("Error");
  });
});
