import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunningEmulator } from "../../emulator";
import { root } from "../runner/workspace";
import { MemoryWatch } from "./memory";

const division = "UK Service Desk";

/** An application as the example of the README, taken from a definition. */
const definition = `version: "1.0.0"
description: Reads screen recordings of service desk conversations
owner: service-desk-platform
purpose: Quality review of service desk calls
reviewBy: "2099-12-31"
grant: client-credentials
calls:
  - POST /api/v2/analytics/conversations/details/query
  - GET /api/v2/conversations/{conversationId}/recordingmetadata
  - GET /api/v2/conversations/{conversationId}/recordings
recordings: [screen]
`;

/** How a run of the command line ended. */
export interface Ran {
  readonly seconds: number;
  /** Peak of the command and everything it started, in megabytes. */
  readonly megabytes: number;
  readonly out: string;
}

/** A project with so many orgs that are real as far as the program can tell: reached over HTTP, each with credentials of its own. */
export class FleetProject {
  readonly folder = mkdtempSync(join(tmpdir(), "genesys-access-fleet-"));
  readonly orgs: readonly string[];
  private readonly env: Record<string, string> = {};

  constructor(
    private readonly emulator: RunningEmulator,
    prefix: string,
    count: number,
  ) {
    this.orgs = Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, "0")}`);
    for (const name of ["dist", "provider", "policies", "sdks", "node_modules", "package.json"]) symlinkSync(join(root, name), join(this.folder, name));
    cpSync(join(root, "Pulumi.yaml"), join(this.folder, "Pulumi.yaml"));
    mkdirSync(join(this.folder, "stacks", "orgs"), { recursive: true });
    mkdirSync(join(this.folder, "stacks", "applications"));
    writeFileSync(join(this.folder, "stacks", "applications", "screen-recordings.yaml"), definition);
  }

  /** Makes the orgs, each with a deployer, and their files. */
  async prepare(): Promise<void> {
    for (const org of this.orgs) {
      const variables = org.toUpperCase().replaceAll("-", "_");
      const seed = { name: org, region: "eu-west-2", divisions: [division], deployer: { roles: "admin" } };
      const response = await fetch(`${this.emulator.url}/emulator/orgs`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(seed) });
      const { deployer } = (await response.json()) as { deployer: { clientId: string; clientSecret: string } };
      this.env[`${variables}_OAUTHCLIENT_ID`] = deployer.clientId;
      this.env[`${variables}_OAUTHCLIENT_SECRET`] = deployer.clientSecret;
      this.env[`GENESYS_ACCESS_PASSPHRASE_${variables}`] = `of ${org}`;
      const file = `config:
  genesys-access:org:
    target: cloud
    region: eu-west-2
    gateway: ${this.emulator.url}/orgs/${org}
    credentials: { environment: ${variables} }
    divisions: [${division}]
  genesys-access:applications:
    screen-recordings: { from: screen-recordings, divisions: [${division}] }
`;
      writeFileSync(join(this.folder, "stacks", "orgs", `Pulumi.${org}.yaml`), file);
    }
  }

  /** Runs command lines one after another. Throws with what they printed when one fails. */
  async run(commands: readonly (readonly string[])[]): Promise<Ran> {
    let out = "";
    let megabytes = 0;
    const started = performance.now();
    for (const args of commands) {
      const child = spawn(process.execPath, [join(root, "dist", "cli.js"), ...args], { cwd: this.folder, env: this.environment(), stdio: ["ignore", "pipe", "pipe"] });
      const memory = new MemoryWatch(child.pid ?? 0);
      let printed = "";
      let told = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (told += text));
      const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
      megabytes = Math.max(megabytes, await memory.end());
      if (code !== 0) throw new Error(`${args.join(" ")} ended with ${String(code)}:\n${told}${printed}`);
      out += printed;
    }
    return { seconds: (performance.now() - started) / 1000, megabytes, out };
  }

  /** Removes the folder. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private environment(): NodeJS.ProcessEnv {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GENESYS|PULUMI_(?!HOME)|NODE_OPTIONS$|COLUMNS$|FORCE_COLOR$)/.test(name)));
    return { ...inherited, ...this.env, GENESYS_ACCESS_ALLOW_BUILT_ENGINE: "yes", NO_COLOR: "1" };
  }
}

/** The calls that an org got. */
export interface Calls {
  readonly count: number;
  /** The most in any one second. */
  readonly inASecond: number;
}

/** What the emulator noted of an org's calls. */
export async function callsOf(emulator: RunningEmulator, org: string): Promise<Calls> {
  const { requests } = (await (await fetch(`${emulator.url}/emulator/orgs/${org}/requests`)).json()) as { requests: { at: string }[] };
  const times = requests.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
  const inASecond = times.reduce((most, time, index) => {
    let end = index;
    while (end < times.length && (times[end] ?? 0) < time + 1000) end += 1;
    return Math.max(most, end - index);
  }, 0);
  return { count: times.length, inASecond };
}
