import type { Figure } from "./bench";

/** What a figure counts. */
export type Unit = "s" | "ms" | "times" | "calls" | "per second" | "MB";

/** Lowest, middle and highest of some values. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** How many values there were. */
  readonly count: number;
}

/** Throws when there is no value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => {
    const value = sorted[index];
    if (value === undefined) throw new Error("nothing was measured");
    return value;
  };
  const middle = (sorted.length - 1) / 2;
  return { min: at(0), median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, max: at(sorted.length - 1), count: sorted.length };
}

/** Whether a figure is what it should be; undefined when nothing is asked of it. */
export function isReached({ value, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return (target.atMost === undefined || value <= target.atMost) && (target.atLeast === undefined || value >= target.atLeast);
}

/** A figure as one line of at most 80 characters: name, value, target, and whether it is reached. */
export function formatRow(figure: Figure): string {
  const { target } = figure;
  const wanted = target?.atMost !== undefined ? `at most ${number(target.atMost)}` : target?.atLeast !== undefined ? `at least ${number(target.atLeast)}` : "";
  const verdict = { true: "reached", false: "MISSED", undefined: "" }[String(isReached(figure)) as "true" | "false" | "undefined"];
  return `  ${figure.name.padEnd(36)} ${`${number(figure.value)} ${figure.unit}`.padEnd(18)} ${wanted.padEnd(16)} ${verdict}`.trimEnd();
}

/** The values behind a figure. */
export function formatSpread({ min, median, max, count }: Spread, unit: Unit): string {
  return `    min ${number(min)}, median ${number(median)}, max ${number(max)} ${unit} of ${count}`;
}

function number(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString("en");
  return value.toPrecision(3).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}
