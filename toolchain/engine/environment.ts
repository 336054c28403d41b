import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "../../access/errors";
import { describeEngine, type Engine } from "./engine";
import { preloadFile } from "./root";

/**
 * Passphrase of the secrets of emulated orgs. It is public on purpose: it protects nothing but made-up data, and
 * lets a fresh clone work without a question.
 */
export const emulatorPassphrase = "genesys-access-emulator";

/** Setting that allows a self-built engine to change a real org. */
export const allowBuiltEngineSetting = "GENESYS_ACCESS_ALLOW_BUILT_ENGINE";

/** What the environment of an engine depends on. */
export interface EnvironmentOptions {
  /** Folder of the Pulumi project; its state is kept below it unless a backend is set. */
  readonly root: string;
  /** Where the org is. A real org never gets the public passphrase. */
  readonly orgTarget: "emulator" | "cloud";
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
}

/** Where the state of the stacks is kept, and who said so. */
export interface Backend {
  /** Undefined when Pulumi itself knows (a login). */
  readonly url?: string;
  readonly chosenBy: "PULUMI_BACKEND_URL" | "Pulumi.yaml" | "pulumi login" | "PULUMI_ACCESS_TOKEN" | "genesys-access";
}

/** The user's own backend, however it was set, else the folder in the project. */
export function backendOf(options: Pick<EnvironmentOptions, "root" | "env" | "home">): Backend {
  const env = options.env ?? process.env;
  const set = env["PULUMI_BACKEND_URL"];
  if (set !== undefined && set !== "") return { url: set, chosenBy: "PULUMI_BACKEND_URL" };
  const inProject = /^backend:\s*\n(?:\s*#.*\n)*\s+url:\s*["']?([^"'\s#]+)/m.exec(textOf(join(options.root, "Pulumi.yaml")))?.[1];
  if (inProject !== undefined) return { url: inProject, chosenBy: "Pulumi.yaml" };
  const login = loginOf(env, options.home ?? homedir());
  if (login !== undefined) return { url: login, chosenBy: "pulumi login" };
  if ((env["PULUMI_ACCESS_TOKEN"] ?? "") !== "") return { chosenBy: "PULUMI_ACCESS_TOKEN" };
  // Without `metadata=skip` a file of attributes lies beside every file, and a kill between the two leaves a state that cannot be read.
  return { url: `${pathToFileURL(stateFolder(options.root)).href}?metadata=skip`, chosenBy: "genesys-access" };
}

/** Folder of the embedded backend. It must exist before Pulumi is run. */
export function stateFolder(root: string): string {
  return join(root, ".genesys-access", "state");
}

function loginOf(env: Readonly<Record<string, string | undefined>>, home: string): string | undefined {
  const folder = env["PULUMI_CREDENTIALS_PATH"] || env["PULUMI_HOME"] || join(home, ".pulumi");
  try {
    const { current } = JSON.parse(textOf(join(folder, "credentials.json"))) as { current?: unknown };
    return typeof current === "string" && current !== "" ? current : undefined;
  } catch {
    return undefined;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/**
 * What to add to the environment of every run of the engine. What the user has set is kept: his backend, his
 * login, his passphrase, his Node.js options. Throws a `UserError` when a real org would be kept under the public
 * passphrase of emulated orgs.
 */
export function engineEnvironment(engine: Pick<Engine, "binDir">, options: EnvironmentOptions): Record<string, string> {
  const env = options.env ?? process.env;
  const backend = backendOf(options);
  const result: Record<string, string> = {
    PATH: pathWith(engine.binDir, env["PATH"] ?? ""),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The secrets of a stack whose file has no salt are read with the salt in its state.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: env["PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER"] || "true",
    GENESYS_ACCESS_CODE_CACHE: env["GENESYS_ACCESS_CODE_CACHE"] || join(options.root, ".genesys-access", "code-cache"),
    NODE_OPTIONS: nodeOptionsWith(preloadFile(), env["NODE_OPTIONS"] ?? ""),
  };
  const policies = env["GENESYS_ACCESS_POLICIES"] || join(options.root, "policies");
  if (env["GENESYS_ACCESS_POLICIES"] || existsSync(policies)) result["GENESYS_ACCESS_POLICIES"] = policies;
  if (backend.chosenBy === "genesys-access" && backend.url !== undefined) result["PULUMI_BACKEND_URL"] = backend.url;
  if (options.orgTarget === "emulator") {
    if (env["PULUMI_CONFIG_PASSPHRASE"] === undefined && env["PULUMI_CONFIG_PASSPHRASE_FILE"] === undefined) {
      result["PULUMI_CONFIG_PASSPHRASE"] = emulatorPassphrase;
    }
  } else if (env["PULUMI_CONFIG_PASSPHRASE"] === emulatorPassphrase) {
    throw new UserError({
      what: "PULUMI_CONFIG_PASSPHRASE is the public passphrase of emulated orgs; the secrets of a real org need one of your own",
      next: "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE, or a secrets provider in the org file.",
    });
  }
  return result;
}

function pathWith(folder: string, path: string): string {
  const others = path.split(delimiter).filter((entry) => entry !== "" && entry !== folder);
  return [folder, ...others].join(delimiter);
}

function nodeOptionsWith(file: string, options: string): string {
  const quoted = `--require ${JSON.stringify(file)}`;
  if (options.includes(quoted)) return options;
  return options === "" ? quoted : `${options} ${quoted}`;
}

/** A shell that `genesys-access env` can speak to. */
export type Shell = "sh" | "fish";

/** The environment as lines that a shell evaluates. Variables that already have their value are left out. */
export function shellLines(
  variables: Readonly<Record<string, string>>,
  shell: Shell = "sh",
  env: Readonly<Record<string, string | undefined>> = process.env,
): string[] {
  return Object.entries(variables)
    .filter(([name, value]) => env[name] !== value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      if (shell === "sh") return `export ${name}='${value.replaceAll("'", "'\\''")}'`;
      const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
      const values = name === "PATH" ? value.split(delimiter).map(quote).join(" ") : quote(value);
      return `set -gx ${name} ${values}`;
    });
}

/**
 * Stops before a real org is changed by an engine that was compiled on this machine, unless somebody has said
 * that this is wanted: by the setting or by `allowed`.
 */
export function mayChangeRealOrg(
  engine: Engine,
  options: { readonly allowed?: boolean; readonly env?: Readonly<Record<string, string | undefined>> } = {},
): void {
  const setting = (options.env ?? process.env)[allowBuiltEngineSetting] ?? "";
  if (engine.languageHost !== "built" && engine.origin !== "built") return;
  if (options.allowed === true || /^(1|true|yes)$/i.test(setting)) return;
  throw new UserError({
    what: "a real org is not changed by a self-built engine unless you say so",
    where: engine.pulumi,
    why: `The engine is ${describeEngine(engine)}. Pulumi has not tested it.`,
    next: `Install Pulumi's own release so that it is on the PATH, or set ${allowBuiltEngineSetting}=yes.`,
  });
}
