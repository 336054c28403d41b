import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkout } from "./thread-pages";

/** Runs .ci/run where only these programs are found, and `npm` only says that it was called. */
function runWith(programs: Readonly<Record<string, string>>): { readonly code: number | null; readonly out: string; readonly err: string } {
  const folder = mkdtempSync(join(tmpdir(), "ci-"));
  try {
    const bash = spawnSync("sh", ["-c", "command -v bash; command -v dirname; command -v cat"], { encoding: "utf8" }).stdout.trim().split("\n");
    for (const path of bash) symlinkSync(path, join(folder, path.split("/").at(-1) ?? ""));
    const all = { npm: 'echo "npm $*, Python $GENESYS_ACCESS_PYTHON"', ...programs };
    for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), `#!${join(folder, "bash")}\n${text}\n`, { mode: 0o755 });
    const ended = spawnSync(join(folder, "bash"), [join(checkout, ".ci", "run")], { env: { PATH: folder }, encoding: "utf8" });
    return { code: ended.status, out: ended.stdout, err: ended.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe(".ci/run", () => {
  it("requires the Python code of the pages", () => {
    expect(runWith({ python3: "exit 0" })).toMatchObject({ code: 0, out: "npm test, Python required\n" });
  });

  it("says what is missing where there is no Python, and runs nothing", () => {
    const { code, out, err } = runWith({});
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("Python 3 with venv and pip is missing");
    expect(err).toContain("apt-get install python3 python3-venv");
  });

  it("says the same where Python cannot be installed either", () => {
    expect(runWith({ python3: "exit 1", "apt-get": "echo E: not root >&2; exit 100" }).err).not.toContain("not root");
    expect(runWith({ python3: "exit 1", "apt-get": "exit 100" }).code).toBe(2);
  });
});
