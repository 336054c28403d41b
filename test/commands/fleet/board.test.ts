import { describe, expect, it, vi } from "vitest";
import { Board, boardLines, type BoardRow } from "../../../commands/fleet/board";
import type { OrgResult } from "../../../commands/fleet/result";
import { memoryIo } from "../memory-io";

const now = 100_000;
const rows: readonly BoardRow[] = [
  { org: "archive-alpine", ring: 0, phase: "done", title: "changed", detail: "4 created; 3 of 7 declared calls proven, 2 gate passed, 2 not probed", started: 60_000, ended: 68_000 },
  { org: "quality-tenant", ring: 0, phase: "done", title: "failed", detail: "the deployer gets no token", started: 61_000, ended: 62_000, trouble: true },
  { org: "servicenow-uk", ring: 0, phase: "working", title: "update", detail: "create OAuth client servicenow-screen-recordings", started: 90_000 },
  { org: "metadata-partner-east", ring: 1, phase: "waiting", title: "waiting", detail: "" },
];

describe("the table of progress", () => {
  it("shows at 80 columns who is done, at work and waiting", () => {
    const lines = boardLines(rows, { columns: 80, rows: 24 }, now, 41);
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "2 of 4 orgs done (1 with something to look at), 1 at work, 1 waiting, 41 s
      archive-alpine            0  changed  4 created; 3 of 7 declared cal…       8 s
      quality-tenant            0  failed   the deployer gets no token            1 s
      servicenow-uk             0  update   create OAuth client servicenow…      10 s
      metadata-partner-east     1  waiting"
    `);
    for (const line of lines) expect(line.length).toBeLessThan(80);
  });

  it("fits any terminal, those at work first where not all fit", () => {
    const many = Array.from({ length: 60 }, (_, index): BoardRow => ({ org: `org-${index}`, ring: 0, phase: index === 40 ? "working" : index < 40 ? "done" : "waiting", title: "x", detail: "y".repeat(200), started: 0, ended: 1 }));
    const lines = boardLines(many, { columns: 60, rows: 12 }, now, 1);
    expect(lines.length).toBeLessThan(12);
    expect(lines.some((line) => line.startsWith("org-40 "))).toBe(true);
    expect(lines.at(-1)).toMatch(/^and \d+ more orgs$/);
    for (const line of lines) expect(line.length).toBeLessThan(60);
  });
});

describe("the board", () => {
  const ended: OrgResult = { org: "b", ring: 0, state: "unchanged", summary: "nothing changed", exitCode: 0, opensNextRing: true };

  it("without a terminal tells each org that ends in one line, and nothing that rewrites", () => {
    const io = memoryIo();
    let time = 0;
    const board = new Board(io, [{ org: "a", ring: 0 }, { org: "b", ring: 0 }], () => time);
    board.start();
    board.begin("b", "starting");
    board.steps("b").begin("Preview", "starting");
    time = 12_000;
    board.end(ended);
    board.stop();
    expect(io.err()).toBe("[1/2] b: unchanged: nothing changed (12 s)\n");
  });

  it("without a terminal is heard of every half minute", () => {
    vi.useFakeTimers();
    try {
      const io = memoryIo();
      const board = new Board(io, [{ org: "a", ring: 0 }], Date.now);
      board.start();
      board.begin("a", "proof");
      vi.advanceTimersByTime(61_000);
      board.stop();
      expect(io.err()).toBe("0 of 1 org done, 1 at work, 30 s: a (proof)\n0 of 1 org done, 1 at work, 1 min: a (proof)\n");
    } finally {
      vi.useRealTimers();
    }
  });

  it("on a terminal draws in its place, and takes itself away at the end", () => {
    vi.useFakeTimers();
    try {
      const io = memoryIo({ isTTY: true });
      const board = new Board(io, [{ org: "a", ring: 0 }, { org: "b", ring: 0 }], Date.now);
      board.start();
      vi.advanceTimersByTime(250);
      board.line("a line that stays");
      board.stop();
      expect(io.err().split("\u001b[3A")).toHaveLength(4);
      expect(io.err().endsWith("\r\u001b[3A\u001b[J")).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
