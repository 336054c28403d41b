import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { buildSync } from "esbuild";

/** What a run of the engine said. */
export interface EngineRun {
  readonly exitCode: number;
  readonly output: string;
  readonly violations: readonly { readonly policy: string; readonly level: string; readonly urn: string; readonly message: string }[];
}

const here = resolve(__dirname);
const root = resolve(here, "../../..");
const engineFolder = join(process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "versions", "3.259.0", "bin");

/** How a run differs from the usual: another pack, a pack configuration, more environment. */
export interface RunOptions {
  readonly pack?: string;
  readonly config?: unknown;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * A scratch project for the real engine, with a provider that only echoes. Its program is one of
 * described resources, or the components of an org file.
 */
export class EngineProject {
  readonly folder = mkdtempSync(join(tmpdir(), "genesys-access-pack-"));

  constructor(private readonly program: "resources" | "org-file" = "resources") {
    const provider = join(this.folder, "provider");
    mkdirSync(provider);
    mkdirSync(join(this.folder, "state"));
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
    const launcher = join(provider, "pulumi-resource-genesyscloud");
    writeFileSync(launcher, `#!/bin/sh\nNODE_PATH='${join(root, "node_modules")}' exec '${process.execPath}' '${join(here, "echo-provider", "provider.cjs")}' "$@"\n`);
    chmodSync(launcher, 0o755);
    writeFileSync(
      join(this.folder, "Pulumi.yaml"),
      JSON.stringify({
        name: "program",
        runtime: { name: "nodejs", options: { typescript: false } },
        main: program === "resources" ? join(here, "program", "index.cjs") : this.bundleOrgProgram(),
        plugins: { providers: [{ name: "genesyscloud", path: provider }] },
      }),
    );
    this.pulumi(["stack", "init", "test", "--non-interactive"]);
  }

  /** The program of an org file as one file, as the real program is built. */
  private bundleOrgProgram(): string {
    const output = join(this.folder, "program", "index.js");
    buildSync({
      entryPoints: [join(here, "org-program.ts")],
      bundle: true,
      platform: "node",
      outfile: output,
      external: ["@pulumi/pulumi"],
      absWorkingDir: root,
      logLevel: "silent",
    });
    return output;
  }

  /** `pulumi preview` with the pack. */
  preview(program: string, options: RunOptions = {}): EngineRun {
    return this.run("preview", program, options);
  }

  /** `pulumi up` with the pack, without a preview before it unless asked for. */
  up(program: string, options: RunOptions & { readonly preview?: boolean } = {}): EngineRun {
    return this.run("up", program, options, ["--yes", ...(options.preview === true ? [] : ["--skip-preview"])]);
  }

  /** `pulumi policy analyze` with the pack, of the stack as it is or of an exported state. */
  analyze(options: RunOptions & { readonly state?: string } = {}): EngineRun {
    const args = ["policy", "analyze", "--json", "--policy-pack", options.pack ?? join(root, "policies"), ...this.configuration(options)];
    args.push(...(options.state === undefined ? ["--stack", "test"] : ["--file", options.state]));
    const { status, output } = this.pulumi(args, options.environment);
    return { exitCode: status, output, violations: eventsOf(output) };
  }

  /** The environment of the engine: the project's own backend, nothing of the caller's. */
  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      ...(process.env as Record<string, string>),
      CI: "",
      NODE_OPTIONS: "",
      PATH: `${engineFolder}${delimiter}${process.env["PATH"] ?? ""}`,
      NODE_PATH: join(root, "node_modules"),
      PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_COMMANDS: "1",
      ...more,
    };
  }

  /** Runs the CLI in the project's folder. */
  pulumi(args: readonly string[], environment: Readonly<Record<string, string>> = {}): { readonly status: number; readonly output: string } {
    const result = spawnSync(join(engineFolder, "pulumi"), [...args, "--color", "never"], {
      cwd: this.folder,
      encoding: "utf8",
      env: this.environment(environment),
    });
    return { status: result.status ?? -1, output: `${result.stdout}${result.stderr}` };
  }

  /** Removes the project with its state. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private configuration({ config }: RunOptions): readonly string[] {
    if (config === undefined) return [];
    const file = join(this.folder, "policy-config.json");
    writeFileSync(file, JSON.stringify(config));
    return ["--policy-pack-config", file];
  }

  private run(command: string, program: string, options: RunOptions, more: readonly string[] = []): EngineRun {
    const resources = join(this.folder, "described.yaml");
    const events = join(this.folder, "events.json");
    writeFileSync(resources, program);
    rmSync(events, { force: true });
    const args = [command, "--stack", "test", "--non-interactive", "--event-log", events, "--policy-pack", options.pack ?? join(root, "policies"), ...more];
    args.push(...this.configuration(options));
    const { status, output } = this.pulumi(args, { ...options.environment, [this.program === "resources" ? "PROGRAM_RESOURCES" : "PROGRAM_ORG_FILE"]: resources });
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
  return eventsOf(text);
}

function eventsOf(text: string): EngineRun["violations"] {
  return text
    .split("\n")
    .filter((line) => line.includes("policyEvent"))
    .map((line) => (JSON.parse(line) as { policyEvent?: { policyName: string; enforcementLevel: string; resourceUrn: string; message: string } }).policyEvent)
    .filter((event) => event !== undefined)
    .map((event) => ({ policy: event.policyName, level: event.enforcementLevel, urn: event.resourceUrn, message: event.message }));
}
