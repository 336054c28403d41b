import { spawn } from "node:child_process";
import { join } from "node:path";
import { isBuilt } from "../build.mjs";
import { root } from "../build/files.mjs";
import { Trouble } from "./trouble.mjs";

/** Builds when a source is newer than what was built. A process of its own keeps the compilers out of this one. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  process.stderr.write("Building genesys-access, a few seconds after every change of its sources.\n");
  const { code, output } = await new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "toolchain", "build.mjs"), "--if-needed"], { stdio: ["ignore", "inherit", "pipe"] });
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => resolve({ code, output }));
  });
  if (code !== 0) {
    throw new Trouble({ what: "genesys-access could not be built from its sources", why: output.trim(), next: "Correct the sources, or fetch them again." });
  }
}
