import { spawn } from "node:child_process";
import { join } from "node:path";
import { build, targets } from "../build.mjs";
import { root } from "../build/files.mjs";
import { Trouble } from "../bootstrap/trouble.mjs";

/** Gets the Pulumi engine onto this machine, showing how far it is, and returns what is known about it. */
export async function ensureEngine() {
  const bundle = join(root, targets.find(({ name }) => name === "engine").output);
  const failures = await build({ only: ["engine"] });
  if (failures.length > 0) throw new Trouble({ what: "the search for the engine could not be built", why: failures.join("\n") });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bundle, "--json"], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(output));
      else reject(new Trouble({ what: "There is no Pulumi engine to go on with.", exitCode: code ?? 2 }));
    });
  });
}
