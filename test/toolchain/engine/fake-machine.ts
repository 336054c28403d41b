import { dirname, join } from "node:path";
import type { Ended, Machine, RunOptions } from "../../../toolchain/engine/machine";

/** A program that a fake machine can run: what it prints and how it ends. */
export type FakeProgram = (args: readonly string[], options: RunOptions) => Partial<Ended> | Promise<Partial<Ended>>;

interface FakeFile {
  readonly text: string;
  readonly executable: boolean;
}

/** A machine in memory. Files are texts; programs are functions by path or name. */
export class FakeMachine implements Machine {
  readonly env: Record<string, string | undefined> = { PATH: "/usr/bin" };
  readonly home = "/home/me";
  readonly cores = 2;
  readonly platform = "linux-x64";
  readonly files = new Map<string, FakeFile>();
  readonly links = new Map<string, string>();
  readonly programs = new Map<string, FakeProgram>();
  /** Every program that was run, with its arguments. */
  readonly ran: string[] = [];
  reachable: { readonly reached: true } | { readonly reached: false; readonly why: string } = { reached: false, why: "ENOTFOUND" };
  /** Folders below this cannot be made. */
  readOnly: string | undefined;
  /** What happens while this process waits for the lock. */
  whileWaiting: (() => void) | undefined;
  private clock = 0;
  private drafts = 0;

  addFile(path: string, text: string): void {
    this.files.set(path, { text, executable: false });
  }

  /** Adds a program of some size. */
  addProgram(path: string, program: FakeProgram, text = path): void {
    this.files.set(path, { text, executable: true });
    this.programs.set(path, program);
  }

  /** Adds a complete engine of Pulumi's own. */
  addEngine(folder: string, version: string): void {
    this.addProgram(join(folder, "pulumi"), () => ({ stdout: `v${version}\n` }));
    this.addProgram(join(folder, "pulumi-language-nodejs"), () => ({ code: 2, stderr: "flag provided but not defined: -version" }));
  }

  async run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    this.ran.push([command, ...args].join(" "));
    const program = this.programs.get(command);
    if (program === undefined) return { code: undefined, stdout: "", stderr: `spawn ${command} ENOENT` };
    const ended = { code: 0, stdout: "", stderr: "", ...(await program(args, options)) };
    if (options.onLine !== undefined) for (const line of (ended.stdout + ended.stderr).split("\n").slice(0, -1)) options.onLine(line);
    return ended;
  }

  async reach(): ReturnType<Machine["reach"]> {
    return this.reachable;
  }

  async executableSize(path: string): Promise<number | undefined> {
    const file = this.files.get(await this.realpath(path));
    return file?.executable === true ? file.text.length : undefined;
  }

  async realpath(path: string): Promise<string> {
    return this.links.get(path) ?? path;
  }

  async read(path: string): Promise<string | undefined> {
    return this.files.get(path)?.text;
  }

  async integrity(path: string): Promise<string | undefined> {
    return this.files.get(path)?.text;
  }

  async list(path: string): Promise<readonly string[]> {
    const names = [...this.files.keys()].filter((file) => file.startsWith(`${path}/`)).map((file) => file.slice(path.length + 1).split("/")[0] ?? "");
    return [...new Set(names)].sort();
  }

  async write(path: string, text: string): Promise<void> {
    this.addFile(path, text);
  }

  async makeFolder(path: string): Promise<void> {
    if (this.readOnly !== undefined && path.startsWith(this.readOnly)) throw new Error(`EACCES: permission denied, mkdir '${path}'`);
  }

  async temporaryFolder(prefix: string): Promise<string> {
    this.drafts += 1;
    return `${prefix}${this.drafts}`;
  }

  async move(from: string, to: string): Promise<void> {
    const file = this.files.get(from);
    if (file === undefined) throw new Error(`ENOENT: ${from}`);
    this.files.set(to, file);
    this.files.delete(from);
    const program = this.programs.get(from);
    if (program !== undefined) this.programs.set(to, program);
  }

  async remove(path: string): Promise<void> {
    for (const file of [...this.files.keys()]) if (file === path || file.startsWith(`${path}/`)) this.files.delete(file);
  }

  async lock<T>(path: string, waiting: (pid: number) => void, body: () => Promise<T>): Promise<T> {
    if (this.whileWaiting !== undefined) {
      waiting(4711);
      this.whileWaiting();
    }
    this.addFile(path, "");
    try {
      return await body();
    } finally {
      this.files.delete(path);
    }
  }

  now(): number {
    this.clock += 1000;
    return this.clock;
  }

  /** Folders that are left over from a build or a download. */
  leftOvers(): string[] {
    return [...this.files.keys()].filter((path) => /\/\.(build|download)-/.test(path) || path.endsWith(".lock")).map((path) => dirname(path));
  }
}
