import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The checkout. */
export const checkout = join(__dirname, "..", "..", "..");

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Options of a run. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with the process as soon as it runs. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Called with everything that was written to standard error so far. */
  readonly onProgress?: (text: string, child: ChildProcess) => void;
  readonly input?: string;
}

/** A project of its own on the checkout's program, provider, pack and SDK: with its own org files, state and emulator. */
export class Sandbox {
  readonly root = mkdtempSync(join(tmpdir(), "genesys-access-e2e-"));

  constructor() {
    for (const name of ["dist", "provider", "policies", "sdks", "node_modules", "package.json"]) symlinkSync(join(checkout, name), join(this.root, name));
    cpSync(join(checkout, "Pulumi.yaml"), join(this.root, "Pulumi.yaml"));
    mkdirSync(join(this.root, "stacks", "orgs"), { recursive: true });
    cpSync(join(checkout, "stacks", "orgs", "Pulumi.servicenow-uk.yaml"), this.orgFile("servicenow-uk"));
  }

  /** Takes over every example org of the checkout, with the definitions and commands that they name. */
  takeExamples(): void {
    for (const folder of ["orgs", "applications", "delivery"]) cpSync(join(checkout, "stacks", folder), join(this.root, "stacks", folder), { recursive: true });
  }

  /** Path of an org file. */
  orgFile(org: string): string {
    return join(this.root, "stacks", "orgs", `Pulumi.${org}.yaml`);
  }

  /** Writes an org file, or changes one. */
  edit(org: string, change: (text: string) => string): void {
    const file = this.orgFile(org);
    writeFileSync(file, change(existsSync(file) ? readFileSync(file, "utf8") : ""));
  }

  /** Runs `genesys-access` with the arguments. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return this.spawn(process.execPath, [join(checkout, "dist", "cli.js"), ...args], options);
  }

  /** Runs a program in the project's folder. */
  spawn(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const env: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...process.env, ...options.env })) {
      if (value !== undefined && !/^(NODE_OPTIONS|VITEST.*|PULUMI_(?!HOME).*|GENESYS.*|COLUMNS|FORCE_COLOR)$/.test(name)) env[name] = value;
    }
    for (const [name, value] of Object.entries(options.env ?? {})) if (value !== undefined) env[name] = value;
    const child = spawn(program, args, { cwd: this.root, env, stdio: ["pipe", "pipe", "pipe"] });
    options.onStart?.(child);
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
      options.onProgress?.(err, child);
    });
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve({ code, signal, out, err }));
    });
  }

  /** Starts the emulator so that it stays, and returns its address. */
  async startEmulator(): Promise<string> {
    const { code, out, err } = await this.run(["emulator", "--background", "--json"]);
    if (code !== 0) throw new Error(`the emulator did not start: ${err}`);
    return (JSON.parse(out) as { url: string }).url;
  }

  /** Ends the emulator, if one runs, and removes the folder. */
  async remove(): Promise<void> {
    await this.run(["emulator", "--stop"]);
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Calls of an emulated org's API with the rights of its deployer, who may do everything. */
export interface Deployer {
  readonly clientId: string;
  call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
}

/** The deployer of an org of the emulator. The org is made when it does not exist yet. */
export async function deployerOf(emulator: string, org: string): Promise<Deployer> {
  const seeded = await json(await fetch(`${emulator}/emulator/orgs`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: org, region: "eu-west-2" }) }));
  const { clientId, clientSecret } = seeded["deployer"] as { clientId: string; clientSecret: string };
  const base = `${emulator}/orgs/${org}`;
  const token = await tokenOf(base, clientId, clientSecret);
  return {
    clientId,
    call: async (method, path, body) => {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${token ?? ""}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return response.status === 204 ? {} : json(response);
    },
  };
}

/** A token by client credentials; undefined when the token endpoint says no. */
export async function tokenOf(base: string, clientId: string, clientSecret: string): Promise<string | undefined> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const answer = await json(await fetch(`${base}/oauth/token`, { method: "POST", headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" }, body: "grant_type=client_credentials" }));
  return typeof answer["access_token"] === "string" ? answer["access_token"] : undefined;
}

/** What an org of the emulator holds: roles, clients and groups by name, grants of groups and of the deployer. */
export async function contentsOf(emulator: string, org: string): Promise<OrgContents> {
  const deployer = await deployerOf(emulator, org);
  const list = async (path: string): Promise<Entity[]> => {
    const { entities } = await deployer.call("GET", `${path}?pageSize=200`);
    return ((entities ?? []) as Entity[]).map(({ id, name }) => ({ id, name })).sort(byName);
  };
  const groups = await list("/api/v2/groups");
  const subjects = await Promise.all(
    [...groups, { id: deployer.clientId, name: "deployer" }].map(async ({ id, name }) => {
      const { grants } = await deployer.call("GET", `/api/v2/authorization/subjects/${id}`);
      return ((grants ?? []) as { role: Entity; division: Entity }[]).map((grant) => `${name}: ${grant.role.name} in ${grant.division.name}`);
    }),
  );
  return { roles: await list("/api/v2/authorization/roles"), clients: await list("/api/v2/oauth/clients"), groups, grants: subjects.flat().sort() };
}

/** What an org of the emulator holds beside that: users, integrations, credentials, retention policies, trusts and recording settings. */
export async function restOf(emulator: string, org: string): Promise<Record<string, unknown>> {
  const { call } = await deployerOf(emulator, org);
  const paths = ["/api/v2/users", "/api/v2/integrations", "/api/v2/integrations/credentials", "/api/v2/recording/mediaretentionpolicies", "/api/v2/orgauthorization/trustees"];
  const lists = await Promise.all(
    paths.map(async (path) => {
      const { entities } = await call("GET", `${path}?pageSize=100`);
      return [path, ((entities ?? []) as Entity[]).map(({ id, name }) => ({ id, name })).sort(byName)] as const;
    }),
  );
  return { ...Object.fromEntries(lists), settings: await call("GET", "/api/v2/recording/settings") };
}

/** Kills a process and the engine that it runs, as a power cut would; what the engine started must end by itself. */
export function killTree(pid: number): void {
  const children = execFileSync("ps", ["-eo", "pid=,ppid=,comm="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, name]) => parent === String(pid) && name === "pulumi")
    .map(([child]) => Number(child));
  process.kill(pid, "SIGKILL");
  for (const child of children) process.kill(child, "SIGKILL");
}

/** What {@link contentsOf} returns. */
export interface OrgContents {
  readonly roles: readonly Entity[];
  readonly clients: readonly Entity[];
  readonly groups: readonly Entity[];
  readonly grants: readonly string[];
}

interface Entity {
  readonly id: string;
  readonly name: string;
}

function byName(a: Entity, b: Entity): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1;
}

async function json(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}
