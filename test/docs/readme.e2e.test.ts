import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkout, Sandbox } from "../commands/e2e/sandbox";

const sandbox = new Sandbox();
afterAll(() => sandbox.remove());

/** The engine's origin and the port differ from machine to machine; the rest may not. */
function comparable(text: string): readonly string[] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.replace(/(\[1\/5\] Engine {4}Pulumi )[\d.]+, .*/, "$1VERSION").replace(/127\.0\.0\.1:(\d+|PORT)/, "127.0.0.1:PORT").trimEnd());
}

describe("what the README shows of up", () => {
  it("is what up prints", async () => {
    const recorded = /<!-- recorded: npm run up -->\n```\n([\s\S]*?)```/.exec(readFileSync(join(checkout, "README.md"), "utf8"))?.[1] ?? "";
    const up = await sandbox.run(["up"]);
    expect(up.code).toBe(0);
    expect(comparable(up.err)).toEqual(comparable(recorded));
  });
});
