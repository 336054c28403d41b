import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emulator } from "../../emulator/support";
import { splitCommand } from "../examples";
import { checkout, run } from "./support";

it("every command of the page about the live org works as it stands there", async () => {
  const env = { GENESYS_ACCESS_EMULATOR: (await emulator()).url };
  const page = readFileSync(join(checkout, "docs", "live.md"), "utf8");
  const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = ""]) => block.trim().split("\n"));
  expect(commands.length).toBeGreaterThan(6);
  for (const command of commands) {
    const [npx, name, ...args] = splitCommand(command);
    expect([npx, name], command).toEqual(["npx", "genesys-access"]);
    const ended = await run(args, { env });
    expect(ended.code, `${command}\n${ended.err}`).toBe(0);
    expect(ended.out.trim()).not.toBe("");
  }
});
