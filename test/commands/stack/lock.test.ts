import { spawn } from "node:child_process";
import { describe, expect, it, vi } from "vitest";
import { allLeftBehind, isAlive, isEngineAlive, parseLocks } from "../../../commands/stack/lock";

const text = [
  "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
  "  file:///srv/project/.genesys-access/state/.pulumi/locks/organization/genesys-access/uk/0c9.json: created by root@build-7 (pid 4242) at 2026-11-21T09:12:44Z",
].join("\n");

describe("a lock", () => {
  it("is read from what the engine says", () => {
    expect(parseLocks(`${text}\n${text}`)).toEqual([{ user: "root", host: "build-7", pid: 4242, since: "2026-11-21T09:12:44Z" }]);
  });

  it("is not seen where the engine complains about something else", () => {
    expect(parseLocks("error: created by root@build-7 (pid 1) at noon")).toEqual([]);
  });

  it("is left behind only when its process was of this machine and is gone", () => {
    const locks = parseLocks(text);
    expect(allLeftBehind(locks, "build-7", () => false)).toBe(true);
    expect(allLeftBehind(locks, "build-7", () => true)).toBe(false);
    expect(allLeftBehind(locks, "another", () => false)).toBe(false);
    expect(allLeftBehind([], "build-7", () => false)).toBe(false);
  });
});

describe("a process", () => {
  it("that has ended but was not noticed by its parent is not alive", async () => {
    // The shell becomes a program that never looks after its child.
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 30"], { stdio: ["ignore", "pipe", "ignore"] });
    const pid = await new Promise<number>((resolve) => parent.stdout.once("data", (text: Buffer) => resolve(Number(text.toString().trim()))));
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
    parent.kill("SIGKILL");
  });

  it("of another program is no engine, even when it has the id of one", () => {
    expect(isEngineAlive(process.pid)).toBe(false);
  });

  it("that runs is alive, one that cannot be is not", () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(2 ** 30)).toBe(false);
  });
});
