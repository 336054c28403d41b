import { join } from "node:path";
import { isOurLanguageHost, readStamp, versionOf } from "./folder";
import type { Engine, Origin } from "./engine";
import type { Machine } from "./machine";
import { compareVersions, engineVersion, oldestEngine } from "./version";

/** An engine that a step found, or why it found none. */
export type Found = { readonly engine: Omit<Engine, "steps">; readonly why: string } | { readonly engine?: undefined; readonly why: string };

/**
 * Looks whether a folder holds an engine that can be used: `pulumi` of the same major version and new enough,
 * and a language host for Node.js beside it (or beside the file that it links to).
 */
export async function engineIn(machine: Machine, folder: string, origin: Origin): Promise<Found> {
  const pulumi = join(folder, "pulumi");
  if ((await machine.executableSize(pulumi)) === undefined) return { why: `${pulumi} is not there or may not be executed` };
  const home = await folderWithHost(machine, folder);
  if (home === undefined) return { why: `${folder} has pulumi, but no pulumi-language-nodejs beside it` };

  const stamp = await readStamp(machine, home);
  const said = stamp === undefined ? await versionOf(machine, pulumi) : { version: stamp.version };
  if (said.version === undefined) return { why: said.why };
  const misfit = whyNotVersion(said.version);
  if (misfit !== undefined) return { why: misfit };

  const built = stamp === undefined ? await isOurLanguageHost(machine, join(home, "pulumi-language-nodejs")) : stamp.origin === "built";
  return {
    engine: {
      pulumi,
      binDir: home,
      version: said.version,
      languageHost: built ? "built" : "official",
      origin: built ? "built" : origin,
    },
    why: `${pulumi} is version ${said.version}`,
  };
}

/** Undefined for a version that will do. */
function whyNotVersion(version: string): string | undefined {
  const major = (text: string): string | undefined => text.split(".")[0];
  if (major(version) !== major(engineVersion)) return `version ${version} is of another major version than ${engineVersion}`;
  if (compareVersions(version, oldestEngine) < 0) return `version ${version} is older than ${oldestEngine}`;
  return undefined;
}

async function folderWithHost(machine: Machine, folder: string): Promise<string | undefined> {
  const linked = join(await machine.realpath(join(folder, "pulumi")), "..");
  for (const candidate of [folder, linked]) {
    if ((await machine.executableSize(join(candidate, "pulumi-language-nodejs"))) !== undefined) return candidate;
  }
  return undefined;
}
