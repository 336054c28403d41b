import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkout, Sandbox } from "../commands/e2e/sandbox";

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

/** The engine's origin, the port and ids differ from machine to machine, and with them where lines break; the rest may not. */
function comparable(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/(Engine:? Pulumi )[\d.]+, .*?(?= \[2\/5\]| State:)/g, "$1VERSION")
    .replace(/127\.0\.0\.1:(\d+|PORT)/g, "127.0.0.1:PORT")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
    .trim();
}

describe("what the README shows of up", () => {
  it("is what up prints", async () => {
    const recorded = /<!-- recorded: npm run up -->\n```\n([\s\S]*?)```/.exec(readFileSync(join(checkout, "README.md"), "utf8"))?.[1] ?? "";
    const up = await sandbox.run(["up"]);
    expect(up.code).toBe(0);
    expect(comparable(up.err + up.out)).toBe(comparable(recorded));
  });
});
