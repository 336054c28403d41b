import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(__dirname, "..", "..", "emulator");

test("the page of the emulator names every call of the control API, and no other", () => {
  const source = readFileSync(join(folder, "server", "control.ts"), "utf8");
  const routes = [...source.matchAll(/case "([A-Z]+) ([^"]+)":/g)].map(([, method = "", path = ""]) => `${method} /emulator/${path}`).sort();
  const rows = readFileSync(join(folder, "README.md"), "utf8").split("\n").filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((row) => {
    const calls = [...(row.split(" | ")[0] ?? "").matchAll(/`([A-Z]+)(?: (\/emulator\/[^`]*))?`/g)];
    const last = calls.map(([, , path]) => path).filter((path) => path !== undefined).at(-1);
    return calls.map(([, method = "", path]) => `${method} ${path ?? last ?? ""}`);
  });
  expect(named.sort()).toEqual(routes);
  expect(routes.length).toBeGreaterThan(10);
});
