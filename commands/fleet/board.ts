import type { Io } from "../frame/io";
import type { Steps } from "../frame/progress";
import { count, duration, list } from "../frame/text";
import { isTrouble, stateWords, type OrgResult } from "./result";

/** An org as the table of progress shows it. */
export interface BoardRow {
  readonly org: string;
  readonly ring: number;
  /** `waiting` until its turn comes. */
  readonly phase: "waiting" | "working" | "done";
  /** What it is at: `Preview`, `Update`, `Proof`; afterwards its state. */
  readonly title: string;
  readonly detail: string;
  /** Milliseconds since 1970. */
  readonly started?: number;
  readonly ended?: number;
  readonly trouble?: boolean;
}

/** The room that the table has. */
export interface BoardSize {
  readonly columns: number;
  /** Lines of the terminal. */
  readonly rows: number;
}

/** One line above the table: how many orgs are done, at work and waiting. */
export function boardSummary(rows: readonly BoardRow[], seconds: number): string {
  const done = rows.filter(({ phase }) => phase === "done").length;
  const trouble = rows.filter((row) => row.trouble === true).length;
  const working = rows.filter(({ phase }) => phase === "working").length;
  const waiting = rows.length - done - working;
  const parts = [
    `${done} of ${count(rows.length, "org")} done${trouble === 0 ? "" : ` (${trouble} with something to look at)`}`,
    ...(working === 0 ? [] : [`${working} at work`]),
    ...(waiting === 0 ? [] : [`${waiting} waiting`]),
    duration(seconds),
  ];
  return parts.join(", ");
}

/**
 * The table of progress as lines that fit the terminal. Where there are more orgs than lines, those
 * at work come first, then those to look at, then those that ended last; the last line counts the rest.
 */
export function boardLines(rows: readonly BoardRow[], size: BoardSize, now: number, seconds: number): string[] {
  const room = Math.max(3, size.rows - 3);
  const shown = rows.length <= room ? rows : chosen(rows, room - 1);
  const withRings = new Set(rows.map(({ ring }) => ring)).size > 1;
  const name = Math.min(Math.max(3, ...shown.map(({ org }) => org.length)), Math.floor(size.columns * 0.4));
  const title = Math.max(7, ...shown.map((row) => row.title.length));
  const lines = shown.map((row) => {
    const time = row.started === undefined ? "" : duration(((row.ended ?? now) - row.started) / 1000);
    const head = `${fit(row.org, name)}  ${withRings ? `${String(row.ring).padStart(4)}  ` : ""}${row.title.padEnd(title)}  `;
    const width = Math.max(4, size.columns - 1 - head.length - 10);
    return `${head}${fit(row.detail, width)}  ${time.padStart(8)}`.trimEnd().slice(0, size.columns - 1);
  });
  const rest = rows.length - shown.length;
  return [boardSummary(rows, seconds), ...lines, ...(rest === 0 ? [] : [`and ${count(rest, "more org")}`])];
}

function chosen(rows: readonly BoardRow[], room: number): readonly BoardRow[] {
  const order = (row: BoardRow): number => (row.phase === "working" ? 0 : row.trouble === true ? 1 : row.phase === "done" ? 2 : 3);
  const picked = new Set([...rows].sort((a, b) => order(a) - order(b) || (b.ended ?? 0) - (a.ended ?? 0)).slice(0, room));
  return rows.filter((row) => picked.has(row));
}

function fit(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, Math.max(0, width - 1))}…`;
}

const redrawMilliseconds = 250;
const heartbeatMilliseconds = 30_000;

/**
 * The progress of many orgs on standard error. On a terminal a table that is drawn again in its
 * place; elsewhere a line for every org that ends, and every half minute one on who is at work.
 */
export class Board {
  private readonly rows = new Map<string, BoardRow>();
  private readonly started: number;
  private timer: NodeJS.Timeout | undefined;
  private drawn = 0;
  private lastTold: number;

  constructor(
    private readonly io: Io,
    orgs: readonly { readonly org: string; readonly ring: number }[],
    private readonly now: () => number = Date.now,
  ) {
    for (const { org, ring } of orgs) this.rows.set(org, { org, ring, phase: "waiting", title: "waiting", detail: "" });
    this.started = now();
    this.lastTold = this.started;
  }

  /** Begins to show. */
  start(): void {
    this.timer = setInterval(() => this.tick(), redrawMilliseconds);
    this.timer.unref();
    this.draw();
  }

  /** The steps of one org, as those who work on it tell them. */
  steps(org: string): Steps {
    return {
      begin: (title, detail = "") => this.change(org, { title: title.toLowerCase(), detail }),
      update: (detail) => this.change(org, { detail: detail.trim() }),
      line: () => undefined,
      end: (detail) => this.change(org, { detail }),
      stop: () => undefined,
    };
  }

  /** The turn of an org has come. */
  begin(org: string, title: string): void {
    this.change(org, { phase: "working", title, started: this.now() });
  }

  /** An org has ended. */
  end(result: OrgResult): void {
    this.change(result.org, { phase: "done", title: result.lookedAt === true ? "looked at" : stateWords[result.state], detail: result.summary, ended: this.now(), trouble: isTrouble(result) });
    if (this.io.isTTY) return;
    const rows = [...this.rows.values()];
    const done = rows.filter(({ phase }) => phase === "done").length;
    const row = this.rows.get(result.org);
    const time = row?.started === undefined ? "" : ` (${duration((this.now() - row.started) / 1000)})`;
    this.lastTold = this.now();
    this.io.stderr.write(`[${String(done).padStart(String(rows.length).length)}/${rows.length}] ${result.org}: ${row?.title ?? result.state}${result.summary === "" ? "" : `: ${result.summary}`}${time}\n`);
  }

  /** A line that stays, above the table. */
  line(text: string): void {
    this.erase();
    this.io.stderr.write(`${text}\n`);
    this.draw();
  }

  /** Ends the table; what it showed last is taken away, since the report says it all. */
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.erase();
  }

  private change(org: string, changed: Partial<BoardRow>): void {
    const row = this.rows.get(org);
    if (row !== undefined) this.rows.set(org, { ...row, ...changed });
  }

  private seconds(): number {
    return (this.now() - this.started) / 1000;
  }

  private tick(): void {
    if (this.io.isTTY) {
      this.draw();
      return;
    }
    const now = this.now();
    if (now - this.lastTold < heartbeatMilliseconds) return;
    this.lastTold = now;
    const working = [...this.rows.values()].filter(({ phase }) => phase === "working").map(({ org, title }) => `${org} (${title})`);
    const named = working.length > 4 ? [...working.slice(0, 4), `${working.length - 4} more`] : working;
    this.io.stderr.write(`${boardSummary([...this.rows.values()], this.seconds())}${named.length === 0 ? "" : `: ${list(named)}`}\n`);
  }

  private draw(): void {
    if (!this.io.isTTY || this.timer === undefined) return;
    const lines = boardLines([...this.rows.values()], { columns: this.io.columns, rows: this.io.rows ?? 24 }, this.now(), this.seconds());
    this.io.stderr.write(`${this.up()}${lines.map((line) => `${line}\u001b[K\n`).join("")}\u001b[J`);
    this.drawn = lines.length;
  }

  private erase(): void {
    if (this.drawn === 0) return;
    this.io.stderr.write(`${this.up()}\u001b[J`);
    this.drawn = 0;
  }

  private up(): string {
    return this.drawn === 0 ? "" : `\r\u001b[${this.drawn}A`;
  }
}
