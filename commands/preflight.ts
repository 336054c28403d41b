import { describePlace } from "../access/graph/place";
import { readOrg, toGraph } from "../live";
import { deployerNeeds } from "../live/deployer/roles";
import type { PreflightItem } from "../live/preflight/item";
import { preflight, preflightInterest } from "../live/preflight/preflight";
import { orgFileToGraph, type OrgFile } from "../stacks/orgfile";
import { labelled } from "./ask/lines";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { count, wrap } from "./frame/text";
import { callLimit, connectLive, type Asked } from "./live/connect";

/** `genesys-access preflight ORG`: what is missing in the org before anything is changed. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const connection = await connectLive(invocation.args[0], io, { command: "preflight", ...callLimit(invocation.number("calls")) });
  try {
    const { orgFile, target, api } = connection;
    const file = orgFileToGraph(orgFile);
    const reading = await readOrg(api, preflightInterest(orgFile, file));
    const asked = connection.identify(reading.organization);
    const { graph, unread } = toGraph(reading, { name: orgFile.name, region: target.region, target: target.kind });
    const items = preflight(orgFile, file, deployerNeeds(orgFile), reading, graph);
    const ready = !items.some(({ status }) => status === "missing");
    if (invocation.flag("json")) {
      const { kind, id, name } = reading.caller;
      const answer = { org: orgFile.name, ready, asked: { ...asked, calls: reading.calls }, deployer: { kind, id, name }, items: items.map(itemJson), unread };
      say(io, JSON.stringify(answer, null, 2));
    } else for (const line of preflightText(orgFile, items, asked, reading.calls, io.columns)) say(io, line);
    return ready ? exit.good : exit.findings;
  } finally {
    connection.close();
  }
}

const titles: Readonly<Record<PreflightItem["status"], string>> = {
  missing: "Missing: up would fail, or leave out or break an application",
  warning: "Up would work, but",
  unknown: "Not known, because the deployer may not read it",
  good: "In order",
};

function preflightText({ name: org, org: { managedBy } }: OrgFile, items: readonly PreflightItem[], asked: Asked, calls: number, columns: number): string[] {
  const of = (status: PreflightItem["status"]): readonly PreflightItem[] => items.filter((item) => item.status === status);
  const missing = of("missing").length;
  const lines = wrap(
    missing === 0 ? `${org}: nothing is missing that ${managedBy === "customer" ? "its applications need; its customer provisions it" : "up needs"}${of("unknown").length === 0 ? "" : ", as far as it can be read"}` : `${org}: ${count(missing, "thing")} ${missing === 1 ? "is" : "are"} missing. Nothing was changed`,
    columns,
  );
  for (const status of ["missing", "warning", "unknown", "good"] as const) {
    const found = of(status);
    if (found.length === 0) continue;
    lines.push("", titles[status]);
    // What helps against a whole row of things is said once, after the last of them.
    for (const [index, item] of found.entries()) lines.push(...itemLines(item, columns, item.fix !== found[index + 1]?.fix));
  }
  lines.push("", ...wrap(`Asked: ${asked.text}, ${count(calls, "call")}.`, columns, 7));
  return lines;
}

function itemLines({ about, text, fix, refusal, certainty, place, status }: PreflightItem, columns: number, withFix: boolean): string[] {
  const width = 12;
  const marks = [...(refusal === undefined ? [] : [`${refusal.status} ${refusal.code}`]), ...(certainty === undefined || certainty === "confirmed" ? [] : [certainty])];
  return [
    ...labelled(about, `${text}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}`, width, columns),
    ...(place === undefined || status === "good" ? [] : [`${" ".repeat(width + 2)}${describePlace(place)}`]),
    ...(fix === undefined || !withFix ? [] : labelled("", `Fix: ${fix}`, width, columns)),
  ];
}

function itemJson({ place, ...item }: PreflightItem): object {
  return { ...item, ...(place === undefined ? {} : { at: describePlace(place) }) };
}
