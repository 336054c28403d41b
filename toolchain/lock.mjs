import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";

const heartbeatMilliseconds = 5_000;
const silenceMilliseconds = 60_000;
const held = new Set();

/**
 * Runs one thing at a time across processes. Whoever comes second waits, and `waiting` is called once with
 * the owner's process id. A lock whose owner no longer lives is taken over: at once when its process is gone
 * from this machine, after a minute without a sign of life when that cannot be seen (another machine on a
 * shared folder, or an id that another process has got since).
 */
export async function withLock(path, { waiting = () => {}, pollMilliseconds = 200, silence = silenceMilliseconds } = {}, body) {
  mkdirSync(dirname(path), { recursive: true });
  const token = randomUUID();
  let told = false;
  let watched = { sign: "", since: 0 };
  while (!take(path, token)) {
    const owner = readOwner(path);
    if (owner === undefined) continue;
    const sign = `${owner.token} ${owner.touched}`;
    if (sign !== watched.sign) watched = { sign, since: performance.now() };
    if (isGone(owner) || performance.now() - watched.since > silence) {
      discard(path, owner);
      continue;
    }
    if (!told) waiting(owner.pid);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
  held.add(token);
  const heartbeat = setInterval(() => touch(path), heartbeatMilliseconds);
  heartbeat.unref();
  try {
    return await body();
  } finally {
    clearInterval(heartbeat);
    if (readOwner(path)?.token === token) rmSync(path, { force: true });
    held.delete(token);
  }
}

/** Takes the lock or not, in one step; nobody sees it without its content. */
function take(path, token) {
  const draft = `${path}.${token}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, host: hostname(), token }));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Undefined when the lock has gone in the meantime. */
function readOwner(path) {
  try {
    const touched = statSync(path).mtimeMs;
    const { pid, host, token } = JSON.parse(readFileSync(path, "utf8"));
    return { pid, host, token, touched };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    if (error instanceof SyntaxError) return { pid: 0, host: hostname(), token: "", touched: 0 };
    throw error;
  }
}

function isGone({ pid, host, token }) {
  if (host !== hostname()) return false;
  if (!(pid > 0)) return true;
  if (pid === process.pid) return !held.has(token);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** Moves a dead owner's lock away, and puts it back when it turns out to be somebody else's. */
function discard(path, owner) {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (readOwner(aside)?.token !== owner.token) linkSync(aside, path);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function touch(path) {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Somebody removed the lock by hand; the end of the body notices that it is not ours any more.
  }
}
