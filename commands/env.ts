import { UserError } from "../access/errors";
import { describeEngine, engineEnvironment, ensureEngine, shellLines } from "../toolchain/engine";
import { backendOf } from "../toolchain/engine/environment";
import { progressLine } from "../toolchain/engine/report";
import { listOrgs, loadOrgFile, orgFilePath } from "../stacks/orgfile";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { startKeptEmulator } from "./stack/emulator-keeper";
import { chooseOrg, projectRoot } from "./stack/project";
import { describeBackend } from "./stack/session";

/** `genesys-access env`: the engine and its settings as shell lines, for plain Pulumi. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const shell = invocation.flag("json") ? "json" : (invocation.text("shell") ?? "sh");
  if (shell !== "sh" && shell !== "fish" && shell !== "json") {
    throw new UserError({ what: `there is no shell ${JSON.stringify(shell)} here`, next: "--shell sh (also bash and zsh), fish or json." });
  }
  const root = projectRoot(io);
  const orgTarget = targetOf(root, invocation.args[0], io);
  const progress = new Progress(io, 1);
  progress.begin("Engine", "looking for Pulumi");
  const engine = await ensureEngine({ report: { say: (text) => progress.line(text), progress: (state) => progress.update(progressLine(state)) } });
  progress.stop();
  const backend = backendOf({ root, env: io.env });
  if (backend.chosenBy === "genesys-access" && backend.url !== undefined) mkdirSync(fileURLToPath(backend.url), { recursive: true });
  const variables = engineEnvironment(engine, { root, orgTarget, env: io.env });
  note(io, `${describeEngine(engine)}; state: ${describeBackend(backend)}`);
  if (orgTarget === "emulator" && invocation.flag("emulator")) {
    const { url, started } = await startKeptEmulator(root, io.env);
    note(io, `The emulator ${started ? "runs in the background" : "was running already"} at ${url}; end it with: npx genesys-access emulator --stop`);
    variables["GENESYS_ACCESS_EMULATOR"] = url;
  }
  if (shell === "json") say(io, JSON.stringify(variables, null, 2));
  else for (const line of shellLines(variables, shell, io.env)) say(io, line);
  return exit.good;
}

/** `emulator` when the org, or any org if none is named, is an emulated one. */
function targetOf(root: string, named: string | undefined, io: Io): "emulator" | "cloud" {
  const orgs = named === undefined ? listOrgs(root) : [chooseOrg(root, named, io)];
  const targets = orgs.map((org) => {
    try {
      return loadOrgFile(orgFilePath(root, org)).org.target ?? "emulator";
    } catch (error) {
      if (named !== undefined) throw error;
      return undefined;
    }
  });
  return targets.includes("emulator") || !targets.includes("cloud") ? "emulator" : "cloud";
}
