/** One changed row: table, key, and the new value; `null` means that the row is gone. */
export type Change = readonly [table: string, key: string, value: unknown];

/**
 * A map of rows, kept in memory and journaled by its store. Rows are values: replace them, never
 * change them in place.
 */
export class Table<T> {
  private readonly rows = new Map<string, T>();
  private changes = 0;

  constructor(
    readonly name: string,
    private readonly record: (table: string, key: string, before: unknown, after: unknown) => void,
  ) {}

  /** Grows with every change; equal versions mean equal contents. */
  get version(): number {
    return this.changes;
  }

  get size(): number {
    return this.rows.size;
  }

  get(key: string): T | undefined {
    return this.rows.get(key);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  values(): IterableIterator<T> {
    return this.rows.values();
  }

  entries(): IterableIterator<[string, T]> {
    return this.rows.entries();
  }

  find(matches: (row: T) => boolean): T | undefined {
    for (const row of this.rows.values()) if (matches(row)) return row;
    return undefined;
  }

  filter(matches: (row: T) => boolean): T[] {
    return [...this.rows.values()].filter(matches);
  }

  put(key: string, row: T): T {
    this.record(this.name, key, this.rows.get(key) ?? null, row);
    this.rows.set(key, row);
    this.changes += 1;
    return row;
  }

  delete(key: string): void {
    const before = this.rows.get(key);
    if (before === undefined) return;
    this.record(this.name, key, before, null);
    this.rows.delete(key);
    this.changes += 1;
  }

  /** Sets a row without journaling it: for reading a journal and for taking changes back. */
  restore(key: string, row: T | null): void {
    if (row === null) this.rows.delete(key);
    else this.rows.set(key, row);
    this.changes += 1;
  }
}
