import { describeEngine, type Engine } from "../../toolchain/engine";
import type { Backend } from "../../toolchain/engine/environment";
import { count, table, wrap } from "../frame/text";
import { describeStep } from "../stack/changes";
import { describeBackend } from "../stack/session";
import { isTrouble, stateWords, type OrgResult, type OrgState } from "./result";
import type { FleetCommand } from "./work";

/** What the text of a report needs beside the results. */
export interface ReportFrame {
  readonly columns: number;
  /** The command line that goes on from here. */
  readonly again: string;
  readonly engine?: Engine;
  readonly backend?: Backend;
}

/** The report for people: a table, then whatever needs words, then what to do next. */
export function fleetText(command: FleetCommand, results: readonly OrgResult[], frame: ReportFrame): string[] {
  const { columns } = frame;
  const rings = new Set(results.map(({ ring }) => ring)).size > 1;
  const rows = results.map((result) => [result.org, ...(rings ? [String(result.ring)] : []), result.lookedAt === true ? `(${stateWords[result.state]})` : stateWords[result.state], result.summary]);
  const lines = ["", ...table(rows, { headers: ["Org", ...(rings ? ["Ring"] : []), "State", "What"], columns }), ""];
  if (command === "preview") {
    for (const result of results) {
      if (result.steps === undefined || result.steps.length === 0) continue;
      lines.push(`${result.org} would change:`, ...result.steps.flatMap((step) => wrap(`  ${describeStep(step)}`, columns, 4)), "");
    }
  }
  for (const result of results) lines.push(...told(result, columns));
  const trouble = results.filter(isTrouble);
  lines.push(...wrap(headline(command, results), columns, 2));
  if (frame.engine !== undefined) lines.push(...wrap(`Engine: ${describeEngine(frame.engine)}`, columns, 8));
  if (frame.backend !== undefined) lines.push(...wrap(`State: ${describeBackend(frame.backend)}`, columns, 7));
  lines.push(...wrap(next(command, results, trouble, frame.again), columns, 6));
  return lines;
}

function told(result: OrgResult, columns: number): string[] {
  const details = (result.details ?? []).filter((line) => line.trim() !== "");
  if (result.error === undefined && details.length === 0) return [];
  const { what, where, why, next: then } = result.error ?? { what: "" };
  const error = result.error === undefined ? [] : [where === undefined ? `Error: ${what}` : `Error: ${where}: ${what}`, ...(why === undefined ? [] : [`Why: ${why}`]), ...(then === undefined ? [] : [`Next: ${then}`])];
  const lines = [...error.flatMap((text) => text.split("\n")), ...details];
  return [`${result.org}:`, ...lines.flatMap((line) => wrap(`  ${line}`, columns, 2 + hanging(line))), ""];
}

function hanging(line: string): number {
  return /^(Error|Why|Next|Note|Degraded|Screen recording): /.exec(line)?.[0].length ?? 2 + (/^\s*/.exec(line)?.[0].length ?? 0);
}

const done: Readonly<Record<FleetCommand, string>> = { up: "up as their files say", preview: "previewed", verify: "verified", destroy: "destroyed" };

/** `7 of 8 orgs up as their files say; 1 failed.` Orgs that their customers manage, and that were not verified, are counted apart. */
export function headline(command: FleetCommand, results: readonly OrgResult[]): string {
  const own = results.filter(({ lookedAt }) => lookedAt !== true);
  const customers = own.filter(({ state }) => state === "reported").length;
  const ours = own.filter(({ state }) => state !== "reported");
  const good = ours.filter((result) => !isTrouble(result));
  const others = (Object.keys(stateWords) as OrgState[]).flatMap((state) => {
    const n = ours.filter((result) => isTrouble(result) && result.state === state).length;
    return n === 0 ? [] : [`${n} ${stateWords[state]}`];
  });
  const unchanged = command === "up" && ours.length > 0 && ours.every(({ state }) => state === "unchanged");
  const counted = `${good.length} of ${count(ours.length, "org")} ${ours.length === 1 && command === "up" ? "up as its file says" : done[command]}`;
  return [
    ...(ours.length === 0 && customers > 0 ? [] : [counted, ...(unchanged ? ["nothing changed"] : [])]),
    ...(others.length === 0 ? [] : [others.join(", ")]),
    ...(customers === 0 ? [] : [`${count(customers, "org")} of customers left alone`]),
  ].join("; ") + ".";
}

function next(command: FleetCommand, results: readonly OrgResult[], trouble: readonly OrgResult[], again: string): string {
  if (trouble.length > 0) return `Next: put right what is said above, then ${again} goes on from here${command === "up" ? ": what is up already is not touched" : ""}.`;
  switch (command) {
    case "up":
      return `Next: ${again.replace(" up ", " verify ")} proves it again, nightly.`;
    case "preview":
      return results.some(({ state }) => state === "changes") ? `Next: ${again.replace(" preview ", " up ")}` : "`up` would change nothing.";
    case "verify":
      return `Next: ${again} --strict wants every call proven.`;
    case "destroy":
      return `Next: ${again.replace(" destroy ", " up ")} makes it again.`;
  }
}

/** The report for scripts. */
export function fleetJson(command: FleetCommand, results: readonly OrgResult[], exitCode: number): unknown {
  const counts: Record<string, number> = {};
  for (const { state } of [...results].sort((a, b) => (a.state < b.state ? -1 : 1))) counts[state] = (counts[state] ?? 0) + 1;
  return {
    command,
    exitCode,
    counts,
    orgs: results.map(({ org, ring, state, summary, exitCode: code, error, lookedAt, data }) => ({
      ...data,
      org,
      ring,
      state,
      summary,
      exitCode: code,
      ...(lookedAt === true ? { lookedAt } : {}),
      ...(error === undefined ? {} : { error }),
    })),
  };
}
