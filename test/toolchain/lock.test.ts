import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withLock } from "../../toolchain/lock.mjs";

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "genesys-access-lock-"));
  lock = join(folder, "below", "the.lock");
});

afterEach(() => rmSync(folder, { recursive: true }));

const own = (pid: number, host = hostname()): void => {
  spawnSync("mkdir", ["-p", join(folder, "below")]);
  writeFileSync(lock, JSON.stringify({ pid, host, token: "somebody" }));
};

/** The id of a process that has ended. */
const endedPid = (): number => spawnSync(process.execPath, ["-e", ""]).pid;

describe("a lock", () => {
  it("lets one body run at a time and loses no update", async () => {
    let running = 0;
    let count = 0;
    await Promise.all(Array.from({ length: 5 }, () => withLock(lock, { pollMilliseconds: 1 }, async () => {
      running += 1;
      expect(running).toBe(1);
      const before = count;
      await new Promise((resolve) => setTimeout(resolve, 2));
      count = before + 1;
      running -= 1;
    })));
    expect(count).toBe(5);
    expect(existsSync(lock)).toBe(false);
  });

  it("holds between processes", async () => {
    const counter = join(folder, "counter");
    writeFileSync(counter, "0");
    const script = `
      import { readFileSync, writeFileSync } from "node:fs";
      import { withLock } from ${JSON.stringify(pathToFileURL(join(__dirname, "..", "..", "toolchain", "lock.mjs")).href)};
      for (let i = 0; i < 20; i += 1) await withLock(${JSON.stringify(lock)}, { pollMilliseconds: 1 }, async () => {
        const value = Number(readFileSync(${JSON.stringify(counter)}, "utf8"));
        await new Promise((resolve) => setTimeout(resolve, 1));
        writeFileSync(${JSON.stringify(counter)}, String(value + 1));
      });`;
    const codes = await Promise.all(Array.from({ length: 3 }, () => new Promise((resolve) => {
      spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" }).on("close", resolve);
    })));
    expect(codes).toEqual([0, 0, 0]);
    expect(readFileSync(counter, "utf8")).toBe("60");
  });

  it("tells once whom it waits for", async () => {
    const told: number[] = [];
    let release = (): void => undefined;
    const first = withLock(lock, {}, () => new Promise<void>((resolve) => (release = resolve)));
    const second = withLock(lock, { pollMilliseconds: 1, waiting: (pid) => void told.push(pid) }, () => "second");
    await new Promise((resolve) => setTimeout(resolve, 20));
    release();
    await first;
    expect(await second).toBe("second");
    expect(told).toEqual([process.pid]);
  });

  it("is given back when the body fails", async () => {
    await expect(withLock(lock, {}, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(existsSync(lock)).toBe(false);
  });

  it.each([
    ["its owner has ended", () => own(endedPid())],
    ["its owner had this process' id in an earlier life", () => own(process.pid)],
    ["it is half a file", () => (own(1), writeFileSync(lock, `{"pid":`))],
  ])("is taken over at once when %s", async (_, prepare) => {
    prepare();
    expect(await withLock(lock, { waiting: () => expect.unreachable("it does not wait") }, () => "done")).toBe("done");
  });

  it.each([
    ["another machine's process", () => own(1, "another-machine")],
    ["a process that got the owner's id", () => own(process.ppid)],
  ])("is taken over from %s when it gives no sign of life", async (_, prepare) => {
    prepare();
    expect(await withLock(lock, { pollMilliseconds: 1, silence: 20 }, () => "done")).toBe("done");
  });

  it("is not taken from an owner that gives signs of life", async () => {
    own(1, "another-machine");
    let done = false;
    const waiting = withLock(lock, { pollMilliseconds: 1, silence: 1000 }, () => (done = true));
    for (let beat = 0; beat < 10; beat += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      writeFileSync(lock, JSON.stringify({ pid: 1, host: "another-machine", token: `beat ${beat}` }));
    }
    expect(done).toBe(false);
    rmSync(lock);
    expect(await waiting).toBe(true);
  });
});
