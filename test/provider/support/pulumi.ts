import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Values } from "../../../provider/rpc/values";
import { ensureEngine } from "../../../toolchain/engine";
import { scratch } from "./org";

const root = join(import.meta.dirname, "..", "..", "..");

/** What a command printed, standard output and error as they came, and how it ended. */
export interface Run {
  readonly code: number | null;
  readonly text: string;
}

/** A Pulumi project of its own, on the real engine, with its state in a scratch folder. */
export class PulumiProject {
  readonly folder: string;
  private readonly environment: NodeJS.ProcessEnv;
  private readonly pulumi: string;

  private constructor(folder: string, pulumi: string, environment: NodeJS.ProcessEnv) {
    this.folder = folder;
    this.pulumi = pulumi;
    this.environment = environment;
  }

  /**
   * @param program JavaScript with `g` (the SDK), `settings` (of the provider) and `input` (of the run) in scope
   */
  static async create(settings: Values, program: string): Promise<PulumiProject> {
    const engine = await ensureEngine();
    const folder = scratch();
    for (const name of ["home", "state"]) mkdirSync(join(folder, name));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "try", main: "index.js" }));
    writeFileSync(
      join(folder, "Pulumi.yaml"),
      [
        "name: try",
        "runtime:",
        "  name: nodejs",
        "  options: { typescript: false }",
        "plugins:",
        "  providers:",
        "    - name: genesyscloud",
        `      path: ${join(root, "provider", "bin")}`,
        "",
      ].join("\n"),
    );
    writeFileSync(
      join(folder, "index.js"),
      [
        'const g = require("@pulumi/genesyscloud");',
        "const settings = JSON.parse(process.env.SETTINGS);",
        "const input = JSON.parse(process.env.INPUT);",
        program,
      ].join("\n"),
    );
    const project = new PulumiProject(folder, engine.pulumi, {
      HOME: folder,
      PATH: `${engine.binDir}${delimiter}${process.env["PATH"] ?? ""}`,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "for-this-test-only",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_AUTOMATION_API: "true",
      SETTINGS: JSON.stringify(settings),
      INPUT: "{}",
    });
    await project.run(["stack", "init", "dev"]);
    return project;
  }

  start(args: readonly string[], input: Values = {}): { child: ChildProcess; ended: Promise<Run> } {
    const child = spawn(
      this.pulumi,
      [...args, "--non-interactive", ...(args[0] === "stack" && args[1] === "init" ? [] : ["--stack", "dev"])],
      {
        cwd: this.folder,
        env: { ...this.environment, INPUT: JSON.stringify(input) },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
    return { child, ended: new Promise((resolve) => child.once("exit", (code) => setTimeout(() => resolve({ code, text }), 50))) };
  }

  run(args: readonly string[], input: Values = {}): Promise<Run> {
    return this.start(args, input).ended;
  }

  /** Runs a command that must succeed. */
  async must(args: readonly string[], input: Values = {}): Promise<string> {
    const { code, text } = await this.run(args, input);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${text}`);
    return text;
  }

  async up(input: Values = {}): Promise<string> {
    return this.must(["up", "--yes", "--skip-preview"], input);
  }

  /** The stack's outputs, secrets in clear. */
  async outputs(): Promise<Record<string, string>> {
    return JSON.parse(await this.must(["stack", "output", "--json", "--show-secrets"])) as Record<string, string>;
  }
}
