import { parse } from "yaml";
import { readFileSync } from "node:fs";

type Env = Readonly<Record<string, string | undefined>>;

const everyones = ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"] as const;

/** Name of the variable that holds the passphrase of one org alone; with `_FILE` behind it, of one that names a file. */
export function passphraseVariable(org: string): string {
  return `GENESYS_ACCESS_PASSPHRASE_${org.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}`;
}

/** Whether an org has a passphrase of its own. */
export function hasOwnPassphrase(org: string, env: Env): boolean {
  const name = passphraseVariable(org);
  return [name, `${name}_FILE`].some((variable) => (env[variable] ?? "") !== "");
}

/** The environment as the engine sees it for one org: the org's own passphrase, where there is one, in place of everyone's. */
export function withOwnPassphrase(org: string, env: Env): Env {
  if (!hasOwnPassphrase(org, env)) return env;
  const name = passphraseVariable(org);
  const file = env[`${name}_FILE`];
  const { [everyones[0]]: _text, [everyones[1]]: _file, ...rest } = env;
  const direct = env[name] ?? "";
  return { ...rest, ...(direct !== "" ? { [everyones[0]]: direct } : { [everyones[1]]: file }) };
}

/** Whether the secrets of an org's stack are encrypted with the passphrase that holds for every org of the run. */
export function sharesPassphrase(org: string, path: string, env: Env, backendUrl: string | undefined): boolean {
  if (hasOwnPassphrase(org, env) || everyones.every((variable) => (env[variable] ?? "") === "")) return false;
  const provider = secretsProviderOf(path);
  if (provider !== undefined) return provider === "passphrase";
  // Pulumi Cloud has keys of its own, one for each stack.
  return backendUrl !== undefined && !/^https?:/.test(backendUrl);
}

/** The secrets provider that an org file names. */
export function secretsProviderOf(path: string): string | undefined {
  const file: unknown = parse(readFileSync(path, "utf8"));
  const provider = typeof file === "object" && file !== null ? (file as { secretsprovider?: unknown }).secretsprovider : undefined;
  return typeof provider === "string" ? provider : undefined;
}
