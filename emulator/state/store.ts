import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../access/errors";
import { Journal } from "./journal";
import { lockFolder } from "./lock";
import { type Change, Table } from "./table";

const compactAfterLines = 20_000;

/** All tables of the emulator, journaled in one folder that belongs to this process while it is open. */
export class Store {
  private readonly tables = new Map<string, Table<unknown>>();
  private pending: { table: string; key: string; before: unknown; after: unknown }[] = [];
  private compactAt = compactAfterLines;

  private constructor(
    readonly folder: string,
    /** Key of this folder: what is derived from it need not be stored. */
    readonly key: Buffer,
    private readonly unlock: () => void,
    private journal: Journal | undefined,
  ) {}

  /** Opens the folder, making it when it is not there. Throws a `UserError` when it can't be written or is in use. */
  static open(folder: string): Store {
    const unlock = prepare(folder);
    try {
      const store = new Store(folder, readKey(join(folder, "key")), unlock, undefined);
      const journal = Journal.open(join(folder, "journal.jsonl"), ([table, key, value]) => store.table(table).restore(key, value));
      store.journal = journal;
      if (journal.lines > 2 * store.rowCount() + 100) store.compact();
      return store;
    } catch (error) {
      unlock();
      throw readable(error, folder);
    }
  }

  table<T>(name: string): Table<T> {
    let table = this.tables.get(name);
    if (table === undefined) {
      table = new Table<unknown>(name, (tableName, key, before, after) => this.pending.push({ table: tableName, key, before, after }));
      this.tables.set(name, table);
    }
    return table as Table<T>;
  }

  /** What comes before `suffix` in the names of the tables that have it, for tables with rows. */
  names(suffix: string): string[] {
    return [...this.tables]
      .filter(([name, table]) => name.endsWith(suffix) && table.size > 0)
      .map(([name]) => name.slice(0, -suffix.length));
  }

  /** True when something was changed since the last commit. */
  get dirty(): boolean {
    return this.pending.length > 0;
  }

  /** Records the changes since the last commit as one transaction: after a kill either all of them are there or none. */
  commit(): void {
    if (this.pending.length === 0) return;
    const changes = this.pending.map(({ table, key, after }): Change => [table, key, after]);
    try {
      this.open().append(changes);
    } catch (error) {
      this.rollback();
      throw error;
    }
    this.pending = [];
    if (this.open().lines > this.compactAt) this.compact();
  }

  /** Takes back the changes since the last commit. */
  rollback(): void {
    for (const { table, key, before } of this.pending.reverse()) this.table(table).restore(key, before);
    this.pending = [];
  }

  /** Resolves when every commit so far would survive a loss of power. */
  durable(): Promise<void> {
    return this.open().synced();
  }

  async close(): Promise<void> {
    await this.open().close();
    this.unlock();
  }

  private compact(): void {
    this.open().rewrite(this.rows());
    this.compactAt = Math.max(compactAfterLines, 2 * this.rowCount());
  }

  private *rows(): Generator<Change> {
    for (const [name, table] of this.tables) for (const [key, row] of table.entries()) yield [name, key, row];
  }

  private rowCount(): number {
    let count = 0;
    for (const table of this.tables.values()) count += table.size;
    return count;
  }

  private open(): Journal {
    if (this.journal === undefined) throw new Error("The store is not open.");
    return this.journal;
  }
}

function prepare(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return lockFolder(folder);
  } catch (error) {
    throw readable(error, folder);
  }
}

function readKey(file: string): Buffer {
  try {
    const key = Buffer.from(readFileSync(file, "utf8").trim(), "hex");
    if (key.length === 32) return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const key = randomBytes(32);
  writeFileSync(file, `${key.toString("hex")}\n`, { mode: 0o600 });
  return key;
}

function readable(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof UserError || code === undefined) return error;
  const reasons: Record<string, string> = {
    EACCES: "This user may not write there.",
    EPERM: "This user may not write there.",
    EROFS: "The file system is read-only.",
    ENOTDIR: "A part of the path is a file.",
    EEXIST: "There is a file of that name.",
    ENOSPC: "The disk is full.",
    ENOENT: "The path cannot be made.",
  };
  return new UserError({
    what: "The emulator cannot write its state folder.",
    where: folder,
    why: reasons[code] ?? `The system says ${code}.`,
    next: "Make the folder writable or name another one.",
  });
}
