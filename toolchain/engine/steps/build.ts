import { join } from "node:path";
import { engineIn, type Found } from "../candidate";
import type { EngineReport } from "../engine";
import { lastLine, publish, pulumiHome, sharedFolder, versionOf } from "../folder";
import type { Ended, Machine, RunOptions } from "../machine";
import { compareVersions, engineVersion, oldestGo } from "../version";

const engineModule = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const tags = "osusergo,grpcnotrace";

/** Everything about the build that is not in go.mod, go.sum and the sources. */
export const buildFlags = {
  // -mod=readonly: every module must be the one that go.sum names, or the build stops.
  environment: { CGO_ENABLED: "0", GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly", GOWORK: "off" },
  arguments: ["-trimpath", "-buildvcs=false", "-tags", tags],
  // Without its version the CLI prints an empty one, and the Automation API refuses it.
  engine: `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${engineVersion}`,
  languageHost: `-s -w -X main.version=v${engineVersion}`,
} as const;

/** What a build is made from, in a checkout or an installed package. */
export interface Sources {
  /** The module list, with the sources of the language host below it. */
  readonly folder: string;
  /** Digest of the sources, the module list and the flags. */
  readonly inputs: string;
}

/** Compiles the engine from the Go module and the language host from this project's source. */
export async function fromBuild(machine: Machine, sources: Sources, report: EngineReport): Promise<Found> {
  const go = await findGo(machine);
  if (go.command === undefined) return { why: go.why };

  const versions = join(pulumiHome(machine), "versions");
  await machine.makeFolder(versions);
  for (const name of await machine.list(versions)) {
    if (name.startsWith(".build-")) await machine.remove(join(versions, name));
  }
  const draft = await machine.temporaryFolder(join(versions, ".build-"));
  try {
    const build = new Build(machine, go.command, sources.folder, report);
    const trouble = await build.engine(join(draft, "pulumi")) ?? await build.languageHost(join(draft, "pulumi-language-nodejs"));
    if (trouble !== undefined) return { why: trouble };
    build.done();
    const said = await versionOf(machine, join(draft, "pulumi"));
    if (said.version !== engineVersion) return { why: said.version === undefined ? said.why : `the build says it is version ${said.version}` };
    await publish(machine, draft, sharedFolder(machine), { origin: "built", version: engineVersion, inputs: sources.inputs });
  } finally {
    await machine.remove(draft);
  }
  const found = await engineIn(machine, sharedFolder(machine), "built");
  return found.engine === undefined ? found : { ...found, why: `built with Go ${go.version} in ${sharedFolder(machine)}` };
}

async function findGo(
  machine: Machine,
): Promise<{ readonly command: string; readonly version: string } | { readonly command?: undefined; readonly why: string }> {
  const reasons: string[] = [];
  for (const command of ["go", "/usr/local/go/bin/go", "/opt/homebrew/bin/go"]) {
    const ended = await machine.run(command, ["version"], { env: { GOTOOLCHAIN: "local" }, timeout: 60_000 });
    const version = /go version go(\d+\.\d+(?:\.\d+)?)/.exec(ended.stdout)?.[1];
    if (ended.code !== 0 || version === undefined) continue;
    if (compareVersions(version, oldestGo) >= 0) return { command, version };
    reasons.push(`Go ${version} is too old to build it; ${oldestGo} or newer is needed`);
  }
  return { why: reasons[0] ?? `Go ${oldestGo} or newer is not installed` };
}

class Build {
  private readonly started: number;

  constructor(
    private readonly machine: Machine,
    private readonly go: string,
    private readonly folder: string,
    private readonly report: EngineReport,
  ) {
    this.started = machine.now();
  }

  /** Returns why it failed, if it did. */
  async engine(output: string): Promise<string | undefined> {
    const packages = await this.packagesToCompile();
    if (typeof packages === "string") return packages;
    if (packages > 100) {
      this.report.say(
        `Building the Pulumi engine ${engineVersion} from its Go module, once per machine: about ${this.expectedMinutes()} here `
        + `(${this.machine.cores} ${this.machine.cores === 1 ? "core" : "cores"}). It can be interrupted; the next start goes on from there.`,
      );
    }
    let compiled = 0;
    const compilingSince = this.machine.now();
    const ended = await this.command(
      ["build", ...buildFlags.arguments, "-v", "-ldflags", buildFlags.engine, "-o", output, engineModule],
      (line) => {
        if (!/^[\w./~-]+$/.test(line)) return;
        compiled += 1;
        const done = Math.min(compiled, packages);
        // Linking is the last twentieth, and no package.
        const fraction = packages === 0 ? 0.95 : (0.95 * done) / packages;
        this.progress(`Building the Pulumi engine: ${done} of ${packages} packages`, fraction, (this.machine.now() - compilingSince) / 1000);
      },
    );
    return ended.code === 0 ? undefined : whyGoFailed(ended.stderr);
  }

  async languageHost(output: string): Promise<string | undefined> {
    this.progress("Building the language host", 0.99);
    const ended = await this.command(
      ["build", ...buildFlags.arguments, "-ldflags", buildFlags.languageHost, "-o", output, "./pulumi-language-nodejs"],
    );
    return ended.code === 0 ? undefined : whyGoFailed(ended.stderr);
  }

  done(): void {
    this.progress("Building the Pulumi engine", 1);
  }

  /** How many packages are not in Go's cache; fetches the modules that are missing. A text says why it failed. */
  private async packagesToCompile(): Promise<number | string> {
    let modules = 0;
    const listed = await this.command(["list", "-deps", "-tags", tags, "-f", "{{.ImportPath}}", engineModule, "./pulumi-language-nodejs"], (line) => {
      if (!line.startsWith("go: downloading")) return;
      modules += 1;
      this.progress(`Fetching Go modules: ${modules}`);
    });
    if (listed.code !== 0) return whyGoFailed(listed.stderr);
    const planned = await this.command(["build", "-n", ...buildFlags.arguments, "-ldflags", buildFlags.engine, "-o", "/dev/null", engineModule]);
    return planned.code === 0 ? (planned.stderr.match(/^.*\/compile(\.exe)? -o .*$/gm) ?? []).length : whyGoFailed(planned.stderr);
  }

  private command(args: readonly string[], onLine?: RunOptions["onLine"]): Promise<Ended> {
    const env = { ...buildFlags.environment, HOME: this.machine.env["HOME"] ?? this.machine.home };
    return this.machine.run(this.go, args, { cwd: this.folder, env, ...(onLine === undefined ? {} : { onLine }) });
  }

  /** `spent` is how many seconds it took to come as far as `fraction`. */
  private progress(text: string, fraction?: number, spent = 0): void {
    const elapsedSeconds = (this.machine.now() - this.started) / 1000;
    // The first packages are small ones of the standard library and promise nothing.
    const left = fraction !== undefined && fraction >= 0.05 && spent >= 10 ? { leftSeconds: (spent / fraction) * (1 - fraction) } : {};
    this.report.progress({ text, elapsedSeconds, ...(fraction === undefined ? {} : { fraction }), ...left });
  }

  /** It takes eight to fourteen minutes of one core, whatever its make, most of which can be shared. */
  private expectedMinutes(): string {
    const cores = Math.min(this.machine.cores, 8);
    const least = Math.max(1, Math.round(8 / cores));
    const most = Math.max(2, Math.round(14 / cores));
    return `${least} to ${most} minutes`;
  }
}

/** One sentence out of what Go prints. */
export function whyGoFailed(stderr: string): string {
  const line = (pattern: RegExp): string | undefined => stderr.split("\n").find((text) => pattern.test(text))?.trim();
  const mismatch = line(/checksum mismatch|SECURITY ERROR/);
  if (mismatch !== undefined) return `a module is not the one that go.sum names, so nothing was built: ${mismatch}`;
  if (/signal: interrupt|ended by SIG(INT|TERM|HUP)/.test(stderr)) return "the build was interrupted; the next start goes on from there";
  const full = line(/no space left on device/);
  if (full !== undefined) return `the disk is full: ${full}`;
  const memory = line(/signal: killed|cannot allocate memory/);
  if (memory !== undefined) return `the machine ran out of memory: ${memory}`;
  const network = line(/dial tcp|no such host|i\/o timeout|connection refused|TLS handshake|proxyconnect|403 Forbidden|502 Bad Gateway|module lookup disabled/);
  if (network !== undefined) return `Go's module proxy cannot be used: ${network}`;
  return `go build failed: ${lastLine(stderr) ?? "no reason given"}`;
}
