import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandDefinitions } from "../../commands/definitions";
import { runProgram } from "../../commands/program";
import { memoryIo } from "../commands/memory-io";

async function help(...argv: string[]): Promise<string> {
  const io = memoryIo();
  await runProgram(argv, commandDefinitions, { version: "0", docs: "docs/" }, async () => 0, io);
  return io.out().trimEnd();
}

describe("the page of the commands", () => {
  it("is the help of every command", async () => {
    const groups = [...new Set(commandDefinitions.map((definition) => definition.group))];
    const sections: string[] = [
      "# Commands",
      "",
      "`npx genesys-access COMMAND` in a clone or wherever the package is installed; `npm run up`,",
      "`preview`, `destroy`, `verify`, `check` and `emulator` are short names that work before anything",
      "is installed (`npm run up -- ORG --json`). This page is the help of the program; a test keeps it so.",
    ];
    for (const group of groups) {
      sections.push("", `## ${group}`);
      for (const definition of commandDefinitions.filter((each) => each.group === group)) {
        sections.push("", `### ${definition.name}`, "", "```", await help(...definition.name.split(" "), "--help"), "```");
      }
    }
    await expect(`${sections.join("\n")}\n`).toMatchFileSnapshot(join(__dirname, "..", "..", "docs", "commands.md"));
  });
});
