import { describe, expect, it } from "vitest";
import { UserError } from "../../../access/errors";
import { describeEngine, ensureEngine, mayChangeRealOrg, type Engine, type EngineReport } from "../../../toolchain/engine";
import { FakeMachine, type FakeProgram } from "./fake-machine";

const shared = "/home/me/.pulumi/versions/3.259.0/bin";
const sources = { folder: "/repo/toolchain/golang", inputs: "digest-of-today" };

/** A Go that builds, unless told otherwise for one of its commands. */
function addGo(machine: FakeMachine, { version = "1.26.8", fail = {} as Readonly<Record<string, string>>, packages = 2 } = {}): void {
  const go: FakeProgram = (args, options) => {
    const [command = ""] = args;
    const dry = args.includes("-n");
    if (command === "version") return { stdout: `go version go${version} linux/amd64\n` };
    const trouble = fail[dry ? "plan" : command];
    if (trouble !== undefined) return { code: 1, stderr: trouble };
    expect(options.env).toMatchObject({ GOFLAGS: "-mod=readonly", GOTOOLCHAIN: "local", CGO_ENABLED: "0" });
    expect(options.cwd).toBe(sources.folder);
    if (command === "list") return { stderr: "go: downloading example.test/a v1.0.0\n" };
    if (dry) return { stderr: "/go/tool/compile -o a\n".repeat(packages) };
    const output = args[args.indexOf("-o") + 1] ?? "";
    const isHost = args.includes("./pulumi-language-nodejs");
    machine.addProgram(output, () => ({ stdout: isHost ? "language host of genesys-access\n" : "v3.259.0\n" }));
    return { stderr: isHost ? "" : "example.test/a\nexample.test/b\n" };
  };
  machine.programs.set("go", go);
}

function recorder(): EngineReport & { readonly said: string[]; readonly shown: { text: string; fraction?: number }[] } {
  const said: string[] = [];
  const shown: { text: string; fraction?: number }[] = [];
  return { said, shown, say: (text) => void said.push(text), progress: ({ text, fraction }) => void shown.push({ text, ...(fraction === undefined ? {} : { fraction }) }) };
}

async function mistake(promise: Promise<unknown>): Promise<UserError> {
  const error = await promise.then(() => undefined, (caught: unknown) => caught);
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

const tried = (engine: Engine): string[] => engine.steps.map(({ step, taken }) => `${step} ${taken ? "taken" : "not taken"}`);

describe("an engine that the setting names", () => {
  it("is taken, and nothing else is looked at", async () => {
    const machine = new FakeMachine();
    machine.addEngine("/opt/pulumi", "3.300.1");
    machine.env["GENESYS_ACCESS_ENGINE"] = "/opt/pulumi";
    const engine = await ensureEngine({ machine, sources });
    expect(engine).toMatchObject({ pulumi: "/opt/pulumi/pulumi", version: "3.300.1", origin: "setting", languageHost: "official" });
    expect(tried(engine)).toEqual(["setting taken"]);
  });

  it("may be the executable itself", async () => {
    const machine = new FakeMachine();
    machine.addEngine("/opt/pulumi", "3.259.0");
    machine.env["GENESYS_ACCESS_ENGINE"] = "/opt/pulumi/pulumi";
    expect((await ensureEngine({ machine, sources })).binDir).toBe("/opt/pulumi");
  });

  it("stops the search when it cannot be used, even if another engine could", async () => {
    const machine = new FakeMachine();
    machine.addEngine("/usr/bin", "3.259.0");
    machine.env["GENESYS_ACCESS_ENGINE"] = "/opt/nothing";
    const error = await mistake(ensureEngine({ machine, sources }));
    expect(error.message).toContain("/opt/nothing: GENESYS_ACCESS_ENGINE names an engine that cannot be used");
    expect(error.message).toContain("/opt/nothing/pulumi is not there");
    expect(error.exitCode).toBe(2);
  });
});

describe("pulumi on the PATH", () => {
  it("is taken when it is new enough and has its language host beside it", async () => {
    const machine = new FakeMachine();
    machine.addEngine("/usr/bin", "3.256.0");
    const engine = await ensureEngine({ machine, sources });
    expect(engine).toMatchObject({ binDir: "/usr/bin", origin: "path", languageHost: "official" });
    expect(tried(engine)).toEqual(["setting not taken", "path taken"]);
    expect(describeEngine(engine)).toBe("Pulumi 3.256.0, your own (/usr/bin/pulumi)");
  });

  it("is taken when its language host is beside the file that it links to", async () => {
    const machine = new FakeMachine();
    machine.addEngine("/cellar/pulumi/bin", "3.260.0");
    machine.links.set("/usr/bin/pulumi", "/cellar/pulumi/bin/pulumi");
    machine.programs.set("/usr/bin/pulumi", () => ({ stdout: "v3.260.0\n" }));
    expect((await ensureEngine({ machine, sources })).binDir).toBe("/cellar/pulumi/bin");
  });

  it.each([
    ["is of another major version", "4.0.0", "version 4.0.0 is of another major version than 3.259.0"],
    ["is too old", "3.255.9", "version 3.255.9 is older than 3.256.0"],
  ])("is not taken when it %s", async (_, version, why) => {
    const machine = new FakeMachine();
    machine.addEngine("/usr/bin", version);
    expect((await mistake(ensureEngine({ machine, sources }))).message).toContain(`PATH: ${why}`);
  });

  it("is not taken without a language host", async () => {
    const machine = new FakeMachine();
    machine.addProgram("/usr/bin/pulumi", () => ({ stdout: "v3.259.0\n" }));
    expect((await mistake(ensureEngine({ machine, sources }))).message).toContain("PATH: /usr/bin has pulumi, but no pulumi-language-nodejs beside it");
  });

  it("is not taken when it does not run, and the reason is what it prints", async () => {
    const machine = new FakeMachine();
    machine.addEngine("/usr/bin", "3.259.0");
    machine.programs.set("/usr/bin/pulumi", () => ({ code: 126, stderr: "cannot execute binary file\n" }));
    expect((await mistake(ensureEngine({ machine, sources }))).message).toContain("/usr/bin/pulumi does not run: cannot execute binary file");
  });

  it("is called self-built when it is, whatever folder it was copied to", async () => {
    const machine = new FakeMachine();
    machine.addEngine("/usr/bin", "3.259.0");
    machine.programs.set("/usr/bin/pulumi-language-nodejs", () => ({ stdout: "language host of genesys-access for Pulumi v3.259.0\n" }));
    expect(await ensureEngine({ machine, sources })).toMatchObject({ origin: "built", languageHost: "built" });
  });
});

describe("the shared folder", () => {
  it("serves what was built for this checkout without running anything", async () => {
    const machine = new FakeMachine();
    addGo(machine);
    await ensureEngine({ machine, sources });
    machine.ran.length = 0;
    const engine = await ensureEngine({ machine, sources });
    expect(engine).toMatchObject({ binDir: shared, origin: "built", languageHost: "built", version: "3.259.0" });
    expect(tried(engine)).toEqual(["setting not taken", "path not taken", "installed taken"]);
    expect(machine.ran).toEqual([]);
  });

  it("is left alone by the PATH step, so that a build of other sources is noticed", async () => {
    const machine = new FakeMachine();
    addGo(machine);
    await ensureEngine({ machine, sources });
    machine.env["PATH"] = shared;
    const engine = await ensureEngine({ machine, sources: { ...sources, inputs: "digest-of-tomorrow" } });
    expect(engine.steps.map(({ why }) => why)).toEqual([
      "GENESYS_ACCESS_ENGINE is not set",
      `${shared} is the shared folder, which is looked at next`,
      `${shared} was built from other sources of the language host or another module list`,
      "Pulumi's download server cannot be reached (ENOTFOUND)",
      `built with Go 1.26.8 in ${shared}`,
    ]);
  });

  it("serves an engine that was installed in another way, and asks it for its version only once", async () => {
    const machine = new FakeMachine();
    machine.addEngine(shared, "3.259.0");
    expect(await ensureEngine({ machine, sources })).toMatchObject({ origin: "installed", languageHost: "official" });
    machine.ran.length = 0;
    expect(await ensureEngine({ machine, sources })).toMatchObject({ origin: "installed", languageHost: "official" });
    expect(machine.ran).toEqual([]);
  });

  it("is not trusted when one of its files was replaced after the build", async () => {
    const machine = new FakeMachine();
    addGo(machine);
    await ensureEngine({ machine, sources });
    machine.addProgram(`${shared}/pulumi`, () => ({ code: 1, stderr: "half a file\n" }), "half");
    const engine = await ensureEngine({ machine, sources });
    expect(engine.steps.at(-1)).toMatchObject({ step: "built", taken: true });
    expect(engine.steps.find(({ step }) => step === "installed")?.why).toContain("half a file");
  });

  it("is found below PULUMI_HOME", async () => {
    const machine = new FakeMachine();
    machine.env["PULUMI_HOME"] = "/srv/pulumi";
    machine.addEngine("/srv/pulumi/versions/3.259.0/bin", "3.259.0");
    expect((await ensureEngine({ machine, sources })).binDir).toBe("/srv/pulumi/versions/3.259.0/bin");
  });
});

describe("the download", () => {
  const known = "sha512-INXMyZQmNg0wvjaaTBzbQE5zQUSx3jdMx7NBl2poNfTASMF11jjAyGzICWbquvqZVlALIaBbK/hbuvwdyPuuXQ==";

  function addDownloader(machine: FakeMachine, { integrity = known, version = "3.259.0" } = {}): void {
    machine.reachable = { reached: true };
    machine.programs.set("npm", (args) => {
      machine.addFile(`${args[args.indexOf("--pack-destination") + 1]}/pulumi-3.259.0.tgz`, integrity);
      return {};
    });
    machine.programs.set("tar", () => ({}));
    machine.programs.set(process.execPath, (_, options) => {
      machine.addEngine(`${options.env?.["PULUMI_HOME"]}/versions/3.259.0/bin`, version);
      return { stderr: "Downloading pulumi...\n" };
    });
  }

  it("is put into the shared folder, and nothing is left of it elsewhere", async () => {
    const machine = new FakeMachine();
    addDownloader(machine);
    const engine = await ensureEngine({ machine, sources });
    expect(engine).toMatchObject({ binDir: shared, origin: "downloaded", languageHost: "official" });
    expect(machine.leftOvers()).toEqual([]);
    expect(await ensureEngine({ machine, sources })).toMatchObject({ origin: "downloaded" });
  });

  it("is refused when the downloader is not the known one", async () => {
    const machine = new FakeMachine();
    addDownloader(machine, { integrity: "sha512-other" });
    const error = await mistake(ensureEngine({ machine, sources }));
    expect(error.message).toContain("download: the npm package pulumi@3.259.0 is not the one that is known here (sha512-other)");
    expect(machine.ran.some((command) => command.startsWith(process.execPath))).toBe(false);
  });

  it("is refused when it brought another version", async () => {
    const machine = new FakeMachine();
    addDownloader(machine, { version: "3.258.0" });
    expect((await mistake(ensureEngine({ machine, sources }))).message).toContain("download: Pulumi's installer brought version 3.258.0");
  });

  it("can be switched off", async () => {
    const machine = new FakeMachine();
    addDownloader(machine);
    machine.env["GENESYS_ACCESS_ENGINE_DOWNLOAD"] = "no";
    expect((await mistake(ensureEngine({ machine, sources }))).message).toContain("download: GENESYS_ACCESS_ENGINE_DOWNLOAD says no");
  });
});

describe("the build", () => {
  it("says how long it takes, how far it is, and leaves nothing half-written", async () => {
    const machine = new FakeMachine();
    addGo(machine, { packages: 200 });
    const report = recorder();
    const engine = await ensureEngine({ machine, sources, report });
    expect(engine).toMatchObject({ binDir: shared, origin: "built", languageHost: "built" });
    expect(describeEngine(engine)).toBe("Pulumi 3.259.0, built on this machine from the Go module");
    expect(report.said).toEqual([
      "Building the Pulumi engine 3.259.0 from its Go module, once per machine: about 4 to 7 minutes here (2 cores). "
      + "It can be interrupted; the next start goes on from there.",
    ]);
    expect(report.shown).toEqual([
      { text: "Fetching Go modules: 1" },
      { text: "Building the Pulumi engine: 1 of 200 packages", fraction: 0.95 / 200 },
      { text: "Building the Pulumi engine: 2 of 200 packages", fraction: 1.9 / 200 },
      { text: "Building the language host", fraction: 0.99 },
      { text: "Building the Pulumi engine", fraction: 1 },
    ]);
    expect(await machine.list(shared)).toEqual(["genesys-access.json", "pulumi", "pulumi-language-nodejs"]);
    expect(machine.leftOvers()).toEqual([]);
  });

  it("promises no minutes when Go has nearly everything already", async () => {
    const machine = new FakeMachine();
    addGo(machine);
    const report = recorder();
    await ensureEngine({ machine, sources, report });
    expect(report.said).toEqual([]);
  });

  it("removes what a killed build left", async () => {
    const machine = new FakeMachine();
    machine.addFile("/home/me/.pulumi/versions/.build-old/pulumi", "half");
    addGo(machine);
    await ensureEngine({ machine, sources });
    expect(machine.leftOvers()).toEqual([]);
  });

  it.each([
    ["Go is too old", { version: "1.24.9" }, "build: Go 1.24.9 is too old to build it; 1.25.11 or newer is needed"],
    ["the module proxy cannot be reached", { fail: { list: "go: example.test/a: dial tcp: lookup proxy: no such host" } }, "build: Go's module proxy cannot be used: go: example.test/a: dial tcp"],
    ["a module was tampered with", { fail: { build: "verifying module: checksum mismatch\n\nSECURITY ERROR" } }, "build: a module is not the one that go.sum names, so nothing was built"],
    ["the disk is full", { fail: { build: "write /tmp/x: no space left on device" } }, "build: the disk is full"],
    ["there is too little memory", { fail: { build: "compile: signal: killed" } }, "build: the machine ran out of memory"],
    ["it is interrupted", { fail: { build: "\nended by SIGINT" } }, "build: the build was interrupted; the next start goes on from there"],
    ["anything else fails", { fail: { plan: "something odd\n" } }, "build: go build failed: something odd"],
  ])("says so when %s, and leaves the shared folder empty", async (_, go, text) => {
    const machine = new FakeMachine();
    addGo(machine, go);
    expect((await mistake(ensureEngine({ machine, sources }))).message).toContain(text);
    expect(await machine.list(shared)).toEqual([]);
    expect(machine.leftOvers()).toEqual([]);
  });
});

describe("two searches at once", () => {
  it("build once: the second waits, says so, and takes what the first has made", async () => {
    const machine = new FakeMachine();
    addGo(machine);
    machine.whileWaiting = () => machine.addEngine(shared, "3.259.0");
    const report = recorder();
    const engine = await ensureEngine({ machine, sources, report });
    expect(report.said).toEqual(["Another process (4711) is getting the Pulumi engine ready; waiting for it."]);
    expect(engine.steps.at(-1)).toEqual({ step: "installed", taken: true, why: "another process has made it meanwhile" });
    expect(machine.ran.some((command) => command.startsWith("go build"))).toBe(false);
  });
});

describe("no engine at all", () => {
  it("lists what was tried and why each failed, and what would help", async () => {
    const error = await mistake(ensureEngine({ machine: new FakeMachine(), sources }));
    expect(error.message).toBe([
      "no Pulumi engine could be found or made (version 3.259.0, linux-x64)",
      "Why: each of these was tried:",
      "  setting: GENESYS_ACCESS_ENGINE is not set",
      "  PATH: there is no pulumi on the PATH",
      `  shared folder: ${shared}/pulumi is not there or may not be executed`,
      "  download: Pulumi's download server cannot be reached (ENOTFOUND)",
      "  build: Go 1.25.11 or newer is not installed",
      "Next: Do one of these: install Pulumi (pulumi.com/docs/install) so that it is on the PATH; install Go 1.25.11 or newer; "
      + "set GENESYS_ACCESS_ENGINE to the folder of an engine.",
    ].join("\n"));
  });

  it("says when the shared folder cannot be written", async () => {
    const machine = new FakeMachine();
    machine.readOnly = "/home/me";
    const error = await mistake(ensureEngine({ machine, sources }));
    expect(error.message).toContain(`${shared}: the folder for the Pulumi engine cannot be written`);
    expect(error.message).toContain("Set PULUMI_HOME");
  });
});

describe("a real org", () => {
  const built = { pulumi: "/x/pulumi", binDir: "/x", version: "3.259.0", languageHost: "built", origin: "built", steps: [] } as const;

  it("is not changed by a self-built engine", async () => {
    expect(() => mayChangeRealOrg(built, { env: {} })).toThrow("a real org is not changed by a self-built engine unless you say so");
  });

  it.each([[{ env: { GENESYS_ACCESS_ALLOW_BUILT_ENGINE: "yes" } }], [{ env: {}, allowed: true }]])("is, once somebody says yes: %o", (options) => {
    expect(() => mayChangeRealOrg(built, options)).not.toThrow();
  });

  it("is not, when the setting says no", () => {
    expect(() => mayChangeRealOrg(built, { env: { GENESYS_ACCESS_ALLOW_BUILT_ENGINE: "no" } })).toThrow(UserError);
  });

  it("is changed by Pulumi's own release without a question", () => {
    expect(() => mayChangeRealOrg({ ...built, origin: "path", languageHost: "official" }, { env: {} })).not.toThrow();
  });
});
