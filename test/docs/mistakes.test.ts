import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(__dirname, "..", "..");
const sources = ["commands", "stacks", "emulator", "toolchain"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(root, folder, name), "utf8")),
);

describe("the page of mistakes", () => {
  it("quotes only what the program says", () => {
    const page = readFileSync(join(root, "docs", "mistakes.md"), "utf8");
    const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| mistake"));
    const quoted = rows.flatMap((row) => [...(row.split("|")[2] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "")).filter((text) => text.includes(" "));
    expect(quoted.length).toBeGreaterThan(12);
    expect(quoted.filter((text) => !sources.some((source) => source.includes(text)))).toEqual([]);
  });
});
