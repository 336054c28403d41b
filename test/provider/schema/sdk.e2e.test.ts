import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..", "..");

describe("the checked-in SDK", () => {
  it("is what Pulumi's generator makes of the schema", () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "provider", "sdk.mjs"), "--check"], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});
