import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/** What a run of the engine said. */
export interface EngineRun {
  readonly exitCode: number;
  readonly output: string;
  readonly violations: readonly { readonly policy: string; readonly level: string; readonly urn: string; readonly message: string }[];
}

const here = resolve(__dirname);
const root = resolve(here, "../../..");
const engineFolder = join(process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "versions", "3.259.0", "bin");

/** A scratch project for the real engine: a program of described resources and a provider that only echoes. */
export class EngineProject {
  readonly folder = mkdtempSync(join(tmpdir(), "genesys-access-pack-"));

  constructor() {
    const provider = join(this.folder, "provider");
    mkdirSync(provider);
    mkdirSync(join(this.folder, "state"));
    const launcher = join(provider, "pulumi-resource-genesyscloud");
    writeFileSync(launcher, `#!/bin/sh\nNODE_PATH='${join(root, "node_modules")}' exec '${process.execPath}' '${join(here, "echo-provider", "provider.cjs")}' "$@"\n`);
    chmodSync(launcher, 0o755);
    writeFileSync(
      join(this.folder, "Pulumi.yaml"),
      JSON.stringify({
        name: "program",
        runtime: { name: "nodejs", options: { typescript: false } },
        main: join(here, "program", "index.cjs"),
        plugins: { providers: [{ name: "genesyscloud", path: provider }] },
      }),
    );
    this.pulumi(["stack", "init", "test", "--non-interactive"]);
  }

  /** `pulumi preview` of the described resources, with the pack at a path. */
  preview(program: string, options: { readonly pack?: string; readonly config?: unknown; readonly environment?: Readonly<Record<string, string>> } = {}): EngineRun {
    return this.run("preview", program, options);
  }

  /** `pulumi up` of the described resources, with the pack at a path. */
  up(program: string, options: { readonly pack?: string; readonly config?: unknown; readonly environment?: Readonly<Record<string, string>> } = {}): EngineRun {
    return this.run("up", program, options, ["--yes"]);
  }

  /** Runs the CLI in the project's folder. */
  pulumi(args: readonly string[], environment: Readonly<Record<string, string>> = {}): { readonly status: number; readonly output: string } {
    const result = spawnSync(join(engineFolder, "pulumi"), [...args, "--color", "never"], {
      cwd: this.folder,
      encoding: "utf8",
      env: {
        ...process.env,
        CI: "",
        PATH: `${engineFolder}${delimiter}${process.env["PATH"] ?? ""}`,
        NODE_PATH: join(root, "node_modules"),
        PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DEBUG_COMMANDS: "1",
        ...environment,
      },
    });
    return { status: result.status ?? -1, output: `${result.stdout}${result.stderr}` };
  }

  /** Removes the project with its state. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(command: string, program: string, options: { readonly pack?: string; readonly config?: unknown; readonly environment?: Readonly<Record<string, string>> }, more: readonly string[] = []): EngineRun {
    const resources = join(this.folder, "resources.yaml");
    const events = join(this.folder, "events.json");
    writeFileSync(resources, program);
    rmSync(events, { force: true });
    const args = [command, "--stack", "test", "--non-interactive", "--event-log", events, "--policy-pack", options.pack ?? join(root, "policies"), ...more];
    if (options.config !== undefined) {
      const config = join(this.folder, "policy-config.json");
      writeFileSync(config, JSON.stringify(options.config));
      args.push("--policy-pack-config", config);
    }
    const { status, output } = this.pulumi(args, { ...options.environment, PROGRAM_RESOURCES: resources });
    return { exitCode: status, output, violations: readEvents(events) };
  }
}

function readEvents(file: string): EngineRun["violations"] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  return text
    .split("\n")
    .filter((line) => line.includes("policyEvent"))
    .map((line) => (JSON.parse(line) as { policyEvent?: { policyName: string; enforcementLevel: string; resourceUrn: string; message: string } }).policyEvent)
    .filter((event) => event !== undefined)
    .map((event) => ({ policy: event.policyName, level: event.enforcementLevel, urn: event.resourceUrn, message: event.message }));
}
