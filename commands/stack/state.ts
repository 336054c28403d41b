import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../../access/errors";
import { describePlace } from "../../access/graph/place";
import { parse } from "yaml";
import { parseDeployment, type Deployment } from "./deployment";
import { runEngine } from "./engine-run";
import { engineMistake } from "./mistakes";
import type { Session } from "./session";

/** File that holds the state of a stack, when the backend is a folder of this machine. */
export function stateFile(session: Pick<Session, "backend" | "root" | "org">): string | undefined {
  const { url } = session.backend;
  if (url?.startsWith("file://") !== true) return undefined;
  return join(folderOf(url), ".pulumi", "stacks", projectName(session.root), `${session.org}.json`);
}

/** The folder of a `file://` address. */
export function folderOf(url: string): string {
  const plain = url.replace(/\?.*$/, "");
  try {
    return fileURLToPath(plain);
  } catch {
    return plain.slice("file://".length);
  }
}

/** Name of the Pulumi project in a folder. */
export function projectName(root: string): string {
  const project: unknown = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8"));
  const name = typeof project === "object" && project !== null ? (project as { name?: unknown }).name : undefined;
  return typeof name === "string" ? name : "genesys-access";
}

/**
 * What the state of a stack holds, secrets left encrypted; undefined for a stack that does not
 * exist. A state in a folder of this machine is read without the engine.
 */
export async function peekDeployment(session: Session): Promise<Deployment | undefined> {
  const file = stateFile(session);
  if (file !== undefined) {
    try {
      const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as { checkpoint?: { latest?: unknown } };
      return parseDeployment(JSON.stringify({ deployment: checkpoint?.latest ?? null }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" && !(error instanceof SyntaxError)) throw error;
    }
  }
  const outcome = await runEngine(session.call, ["stack", "export", "--stack", session.org], { io: session.io });
  if (outcome.exitCode === 0) return parseDeployment(outcome.stdout);
  if (/no stack named/.test(outcome.stderr)) return undefined;
  throw engineMistake(outcome, session.context);
}

/**
 * Stops when the state is of an emulated org and the org file is about a real one, or the other
 * way round: the engine would take the ids of one for those of the other.
 */
export function compareTarget(session: Pick<Session, "org" | "orgFile" | "emulated">, deployment: Pick<Deployment, "outputs" | "resources"> | undefined): void {
  const org = deployment?.outputs["org"];
  const made = typeof org === "object" && org !== null ? (org as { target?: unknown }).target : undefined;
  if (made !== "emulator" && made !== "cloud") return;
  const wanted = session.emulated ? "emulator" : "cloud";
  if (made === wanted) return;
  const words = { emulator: "the emulator", cloud: "a real org" } as const;
  throw new UserError({
    what: `${session.org} was brought up on ${words[made]}, and its file now says target: ${wanted}`,
    where: describePlace(session.orgFile.place(["org", "target"])),
    why: `its state holds the ids of objects of ${words[made]}; on ${words[wanted]} they mean nothing. Nothing was changed.`,
    next: `put target: ${made} back and run npx genesys-access destroy ${session.org}, then set target: ${wanted} again. Or give the other one an org file of its own.`,
  });
}
