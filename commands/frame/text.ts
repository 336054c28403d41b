/** Number of terminal columns of a text without control sequences; wide characters are not expected. */
export function displayWidth(text: string): number {
  return text.replace(/\u001b\[[0-9;]*m/g, "").length;
}

/**
 * Breaks a line at spaces so that no part is wider than `columns`. Lines after the first start
 * with `indent` spaces. A word that is too long by itself is left whole: paths and permissions
 * must stay copyable.
 */
export function wrap(line: string, columns: number, indent = 0): string[] {
  if (displayWidth(line) <= columns) return [line];
  const pad = " ".repeat(indent);
  const lead = /^\s*/.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = lead;
  let empty = true;
  for (const word of line.trim().split(/\s+/)) {
    const candidate = empty ? current + word : `${current} ${word}`;
    if (!empty && displayWidth(candidate) > columns) {
      lines.push(current);
      current = pad + word;
    } else {
      current = candidate;
    }
    empty = false;
  }
  lines.push(current);
  return lines;
}

/** Options of a table. */
export interface TableOptions {
  readonly headers?: readonly string[];
  readonly columns: number;
  readonly indent?: number;
}

const gap = "  ";

/**
 * Rows as aligned columns, without borders. A table that is too wide gives way in its widest
 * columns, which then wrap at spaces and after `/`, `:` and `,`.
 */
export function table(rows: readonly (readonly string[])[], options: TableOptions): string[] {
  const all = options.headers === undefined ? [...rows] : [options.headers, ...rows];
  if (all.length === 0) return [];
  const count = Math.max(...all.map((row) => row.length));
  const natural = Array.from({ length: count }, (_, i) => Math.max(...all.map((row) => displayWidth(row[i] ?? ""))));
  const indent = options.indent ?? 0;
  const room = fit(natural, options.columns - indent - gap.length * (count - 1));
  const broken = all.map((row) => room.map((width, i) => breakCell(row[i] ?? "", width)));
  const widths = room.map((_, i) => Math.max(...broken.flatMap((cells) => (cells[i] ?? []).map(displayWidth))));
  const pad = " ".repeat(indent);
  const lines = broken.flatMap((cells) => {
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      (pad + cells.map((cell, i) => padEnd(cell[line] ?? "", widths[i] ?? 0)).join(gap)).trimEnd(),
    );
  });
  if (options.headers === undefined) return lines;
  const headerHeight = Math.max(...(broken[0] ?? []).map((cell) => cell.length));
  const rule = (pad + widths.map((width) => "-".repeat(width)).join(gap)).trimEnd();
  return [...lines.slice(0, headerHeight), rule, ...lines.slice(headerHeight)];
}

function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

function fit(natural: readonly number[], available: number): number[] {
  const widths = [...natural];
  const minimum = 8;
  while (widths.reduce((a, b) => a + b, 0) > available) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= minimum) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function breakCell(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  for (const line of wrap(text, width)) {
    let rest = line;
    while (displayWidth(rest) > width) {
      const head = rest.slice(0, width);
      const cut = Math.max(head.lastIndexOf("/"), head.lastIndexOf(":"), head.lastIndexOf(","), head.lastIndexOf("-")) + 1;
      const at = cut > 1 ? cut : width;
      lines.push(rest.slice(0, at));
      rest = rest.slice(at);
    }
    lines.push(rest);
  }
  return lines;
}

/** `1 role`, `2 roles`. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], last = "and"): string {
  if (items.length <= 1) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${last} ${items[items.length - 1] ?? ""}`;
}

/** `45 s`, `6 min 30 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
}
