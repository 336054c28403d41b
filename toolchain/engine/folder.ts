import { dirname, join } from "node:path";
import type { Machine } from "./machine";
import { engineVersion } from "./version";

/** Where Pulumi keeps what belongs to the user: `PULUMI_HOME`, else `.pulumi` in the home folder. */
export function pulumiHome(machine: Pick<Machine, "env" | "home">): string {
  const set = machine.env["PULUMI_HOME"];
  return set === undefined || set === "" ? join(machine.home, ".pulumi") : set;
}

/**
 * The folder in which all checkouts of this machine share one engine. `npx pulumi` and the Automation API
 * look there too.
 */
export function sharedFolder(machine: Pick<Machine, "env" | "home">): string {
  return join(pulumiHome(machine), "versions", engineVersion, "bin");
}

/** What was compiled or checked in a folder, written last, so that it is only true of complete files. */
export interface Stamp {
  readonly origin: "built" | "downloaded" | "installed";
  readonly version: string;
  /** Digest of everything that a build was made from; empty for what was not built here. */
  readonly inputs: string;
  /** Size of each executable in bytes, to notice when somebody else has replaced one. */
  readonly sizes: Readonly<Record<string, number>>;
}

/** Names of the two executables of an engine. */
export const executables = ["pulumi", "pulumi-language-nodejs"] as const;

const stampName = "genesys-access.json";

/** The stamp of a folder, unless an executable has changed since. */
export async function readStamp(machine: Machine, folder: string): Promise<Stamp | undefined> {
  const text = await machine.read(join(folder, stampName));
  if (text === undefined) return undefined;
  let stamp: Stamp;
  try {
    stamp = JSON.parse(text) as Stamp;
  } catch {
    return undefined;
  }
  const now = await sizesIn(machine, folder);
  return executables.every((name) => now[name] !== undefined && now[name] === stamp.sizes?.[name]) ? stamp : undefined;
}

/** Describes the executables that are in a folder now. */
export async function writeStamp(machine: Machine, folder: string, stamp: Omit<Stamp, "sizes">): Promise<void> {
  const sizes = await sizesIn(machine, folder);
  await machine.write(join(folder, stampName), `${JSON.stringify({ ...stamp, sizes }, null, 2)}\n`);
}

async function sizesIn(machine: Machine, folder: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const name of executables) {
    const size = await machine.executableSize(join(folder, name));
    if (size !== undefined) sizes[name] = size;
  }
  return sizes;
}

/** Moves finished files into a folder, each in one step, and then writes the stamp that makes them count. */
export async function publish(machine: Machine, from: string, folder: string, stamp: Omit<Stamp, "sizes">): Promise<void> {
  await machine.makeFolder(folder);
  for (const name of await machine.list(from)) await machine.move(join(from, name), join(folder, name));
  await writeStamp(machine, folder, stamp);
}

/** What a `pulumi` executable says it is. */
export type Version = { readonly version: string } | { readonly version?: undefined; readonly why: string };

/** Asks a `pulumi` executable for its version, without the v. */
export async function versionOf(machine: Machine, pulumi: string): Promise<Version> {
  const ended = await machine.run(pulumi, ["version"], {
    env: { PULUMI_SKIP_UPDATE_CHECK: "true", NO_COLOR: "1" },
    cwd: dirname(pulumi),
    timeout: 60_000,
  });
  const version = /^v?(\d+\.\d+\.\d+)/.exec(ended.stdout.trim())?.[1];
  if (ended.code === 0 && version !== undefined) return { version };
  return { why: `${pulumi} does not run: ${lastLine(ended.stderr) ?? (ended.stdout.trim() || "it prints no version")}` };
}

/** True when a language host is the one of this project. Pulumi's own knows no such question. */
export async function isOurLanguageHost(machine: Machine, host: string): Promise<boolean> {
  const ended = await machine.run(host, ["-version"], { timeout: 5_000 });
  return ended.code === 0 && ended.stdout.includes("genesys-access");
}

/** The last line of a text that says something. */
export function lastLine(text: string): string | undefined {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "").at(-1);
}
