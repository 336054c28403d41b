import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../../access/errors";
import { lockFolder } from "../../../emulator/state/lock";
import { Store } from "../../../emulator/state/store";
import { scratch } from "../support";

test("a folder is locked once, and free again afterwards", () => {
  const folder = scratch();
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(UserError);
  unlock();
  lockFolder(folder)();
  expect(existsSync(join(folder, "lock"))).toBe(false);
});

test("names the process that holds the folder", async () => {
  const folder = scratch();
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  try {
    const stat = process.platform === "linux" ? readFileSync(`/proc/${other.pid}/stat`, "utf8") : undefined;
    const boot = process.platform === "linux" ? readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim() : "";
    const started = stat === undefined ? "" : `${boot}/${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
    writeFileSync(join(folder, "lock"), JSON.stringify({ pid: other.pid, started }));
    expect(() => lockFolder(folder)).toThrow(new RegExp(`Process ${other.pid} holds it`));
  } finally {
    other.kill("SIGKILL");
  }
});

test("takes over the lock of a process that is gone", async () => {
  const folder = scratch();
  const other = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => other.once("exit", resolve));
  writeFileSync(join(folder, "lock"), JSON.stringify({ pid: other.pid, started: "whatever" }));
  const unlock = lockFolder(folder);
  expect(JSON.parse(readFileSync(join(folder, "lock"), "utf8"))).toMatchObject({ pid: process.pid });
  unlock();
});

test.runIf(process.platform === "linux")("takes over the lock of a process whose id has been given to another one", () => {
  const folder = scratch();
  writeFileSync(join(folder, "lock"), JSON.stringify({ pid: 1, started: "an earlier boot/17" }));
  lockFolder(folder)();
});

test("takes over a lock that nobody can read", () => {
  const folder = scratch();
  writeFileSync(join(folder, "lock"), "");
  lockFolder(folder)();
});

test("a state folder that cannot be made is the user's mistake, with what to do", () => {
  const file = join(scratch(), "file");
  writeFileSync(file, "");
  expect(() => Store.open(join(file, "state"))).toThrow(UserError);
  expect(() => Store.open(file)).toThrow(/cannot write its state folder[\s\S]*Next: /);
});

test("an open store keeps a second one out", async () => {
  const folder = join(scratch(), "deep", "state");
  const store = Store.open(folder);
  expect(() => Store.open(folder)).toThrow(/Another emulator works on this state folder/);
  await store.close();
  mkdirSync(folder, { recursive: true });
  await Store.open(folder).close();
});
