import {
  closeSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../../access/errors";
import type { Change } from "./table";

const header = { genesysAccessEmulator: 1 };

/**
 * An append-only file of transactions, one JSON array of changes a line.
 *
 * `append` returns after the kernel has the line, so a killed process loses nothing that anybody
 * has seen. `synced` resolves once the disk has it too; transactions that wait together share one
 * fdatasync. A line that a crash left unfinished at the end is cut off at the next open; damage
 * before intact lines is an error, because dropping it would lose acknowledged work.
 */
export class Journal {
  private fd: number;
  private length: number;
  private written = 0;
  private durable = 0;
  private syncing = false;
  private waiters: { upTo: number; resolve: () => void; reject: (error: Error) => void }[] = [];

  private constructor(
    readonly file: string,
    fd: number,
    length: number,
    public lines: number,
  ) {
    this.fd = fd;
    this.length = length;
  }

  /** Opens or creates the journal and hands every recorded change to `apply`, in order. */
  static open(file: string, apply: (change: Change) => void): Journal {
    const fd = openSync(file, "a+", 0o600);
    const text = readFileSync(file, "utf8");
    const { transactions, goodBytes } = parse(text, file);
    if (goodBytes < fstatSync(fd).size) ftruncateSync(fd, goodBytes);
    for (const transaction of transactions) for (const change of transaction) apply(change);
    const journal = new Journal(file, fd, goodBytes, transactions.length);
    if (goodBytes === 0) journal.write(`${JSON.stringify(header)}\n`);
    return journal;
  }

  append(changes: readonly Change[]): void {
    this.write(`${JSON.stringify(changes)}\n`);
    this.lines += 1;
    this.written += 1;
  }

  /** Resolves when everything appended so far is on the disk. */
  synced(): Promise<void> {
    if (this.durable >= this.written) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiters.push({ upTo: this.written, resolve, reject });
      this.sync();
    });
  }

  /** Replaces the file by one with only the given changes; the old one stays in force until the new one is complete. */
  rewrite(changes: Iterable<Change>): void {
    const fresh = `${this.file}.new`;
    const lines = [JSON.stringify(header)];
    for (const change of changes) lines.push(JSON.stringify([change]));
    writeFileSync(fresh, `${lines.join("\n")}\n`, { mode: 0o600 });
    const fd = openSync(fresh, "a");
    fsyncSync(fd);
    renameSync(fresh, this.file);
    syncFolder(dirname(this.file));
    const old = this.fd;
    this.fd = fd;
    this.length = fstatSync(fd).size;
    this.lines = lines.length - 1;
    this.durable = this.written;
    closeWhenIdle(old, () => this.syncing);
  }

  async close(): Promise<void> {
    await this.synced();
    closeSync(this.fd);
  }

  private write(text: string): void {
    const bytes = Buffer.from(text, "utf8");
    let done = 0;
    try {
      while (done < bytes.length) done += writeSync(this.fd, bytes, done);
    } catch (error) {
      ftruncateSync(this.fd, this.length);
      throw error;
    }
    this.length += bytes.length;
  }

  private sync(): void {
    if (this.syncing) return;
    this.syncing = true;
    const upTo = this.written;
    fdatasync(this.fd, (error) => {
      this.syncing = false;
      if (error === null) this.durable = Math.max(this.durable, upTo);
      const served = this.waiters.filter((waiter) => waiter.upTo <= upTo || waiter.upTo <= this.durable);
      this.waiters = this.waiters.filter((waiter) => !served.includes(waiter));
      for (const waiter of served) {
        if (error === null) waiter.resolve();
        else waiter.reject(error);
      }
      if (this.waiters.length > 0) this.sync();
    });
  }
}

function closeWhenIdle(fd: number, busy: () => boolean): void {
  if (busy()) setTimeout(() => closeWhenIdle(fd, busy), 50);
  else closeSync(fd);
}

/** A rename is on the disk only when its folder is. Windows cannot open folders, and needs no such step. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, "r");
    fsyncSync(fd);
    closeSync(fd);
  } catch {
    return;
  }
}

function parse(text: string, file: string): { transactions: Change[][]; goodBytes: number } {
  const transactions: Change[][] = [];
  let goodBytes = 0;
  let damagedLine: number | undefined;
  let start = 0;
  for (let line = 1; start < text.length; line += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    const parsed = parseLine(text.slice(start, end));
    if (parsed === undefined) {
      damagedLine ??= line;
    } else if (damagedLine !== undefined) {
      throw new UserError({
        what: `The emulator's data file is damaged at line ${damagedLine}, before lines that are intact.`,
        where: `${file}:${damagedLine}:1`,
        why: "Something other than the emulator has changed the file, or the disk is faulty.",
        next: "Restore the file from a copy, or delete its folder to start with empty organizations.",
      });
    } else {
      if (line === 1) checkHeader(parsed, file);
      else transactions.push(parsed as Change[]);
      goodBytes += Buffer.byteLength(text.slice(start, end + 1));
    }
    start = end + 1;
  }
  return { transactions, goodBytes };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function checkHeader(parsed: unknown, file: string): void {
  if (parsed !== null && typeof parsed === "object" && (parsed as { genesysAccessEmulator?: unknown }).genesysAccessEmulator === 1) return;
  throw new UserError({
    what: "This file is not the emulator's, or it is of another version.",
    where: file,
    next: "Name another state folder, or delete this one to start with empty organizations.",
  });
}
