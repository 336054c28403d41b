import { UserError } from "../access/errors";
import { describeEngine } from "../toolchain/engine";
import type { Invocation } from "./definition";
import { isFleet } from "./fleet/asked";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { list, table, wrap } from "./frame/text";
import { proofText, type Proof } from "./proof/report";
import { bringUp, type BroughtUp } from "./stack/bring-up";
import { borrowed, changedSteps, describeChanges, describeStep, remarks } from "./stack/changes";
import { degradedName, degradedText } from "./stack/degraded";
import type { Deployment } from "./stack/deployment";
import type { EngineOutcome } from "./stack/engine-run";
import { findingsJson, findingsText, isUnstated, placed, stoppedByPolicy } from "./stack/findings";
import { engineMistake } from "./stack/mistakes";
import { readOutputs } from "./stack/outputs";
import { exampleOrg } from "./stack/project";
import { openSession, policyPackArgs, runOnStack, type Session } from "./stack/session";
import { stepProgress } from "./stack/step-progress";
import { deliveriesText, upExit, upJson } from "./stack/up-report";

/** `genesys-access up`: one org, or many at once. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  if (isFleet(invocation, io)) return (await import("./fleet/run")).runFleet("up", invocation, io);
  const json = invocation.flag("json");
  const verifying = invocation.flag("verify");
  const wait = invocation.number("wait");
  const progress = new Progress(io, verifying ? 5 : 4);
  const session = await openSession({ io, named: invocation.args[0], command: (org) => `up ${org}`, progress, changes: true });
  try {
    const result = await bringUp(session, {
      verify: verifying,
      strict: invocation.flag("strict"),
      probeData: invocation.flag("probeData"),
      verbose: invocation.flag("verbose"),
      steps: progress,
      ...(wait === undefined ? {} : { wait }),
      ...(session.emulated || invocation.flag("yes") ? {} : { confirm: (exclude: readonly string[]) => askBeforeChange(session, progress, exclude) }),
    });
    if (result.rejected || result.deployment === undefined) return tellViolations(session, result.outcome, json);
    if (json) say(io, JSON.stringify(upJson(session, result), null, 2));
    else for (const line of asText(session, result, result.deployment)) say(io, line);
    return upExit(result);
  } finally {
    progress.stop();
    session.close();
  }
}

async function askBeforeChange(session: Session, progress: Progress, exclude: readonly string[]): Promise<void> {
  const { io, org } = session;
  if (!io.isTTY) return;
  const follow = stepProgress(progress, io, ["Plan"]);
  const outcome = await runOnStack(session, ["preview", ...policyPackArgs(), ...exclude], { events: true, onEvent: follow.onEvent });
  if (outcome.exitCode !== 0) {
    progress.stop();
    if (!stoppedByPolicy(outcome.view)) throw engineMistake(outcome, session.context);
    return;
  }
  follow.end(outcome.view);
  const steps = changedSteps(outcome.view.preview);
  if (steps.length === 0) return;
  for (const step of steps) note(io, `      ${describeStep(step)}`);
  const answer = await io.ask(`Change the real org ${org} like this? (yes/no) `);
  if (answer?.trim().toLowerCase() !== "yes") {
    throw new UserError({ what: "not done", why: "you did not say yes.", next: `npx genesys-access up ${org} --yes does not ask.` });
  }
}

function tellViolations(session: Session, outcome: EngineOutcome, json: boolean): number {
  const { io, org } = session;
  const violations = placed(outcome.view.violations, session.orgFile);
  if (json) {
    say(io, JSON.stringify({ org, result: "rejected", findings: findingsJson(violations) }, null, 2));
    return exit.findings;
  }
  say(io, `Rejected by the policy pack. Nothing was changed.`);
  say(io);
  for (const line of findingsText(violations, org, io.columns)) say(io, line);
  for (const line of wrap(`Next: change ${session.context.orgFile}, then npx genesys-access check ${org} (no engine needed), then npx genesys-access up ${org}.`, io.columns, 6)) say(io, line);
  return exit.findings;
}

function asText(session: Session, { outcome, proof, degraded, deliveries }: BroughtUp, deployment: Deployment): string[] {
  const { io, org, orgFile } = session;
  const { columns } = io;
  const outputs = readOutputs(deployment.outputs);
  const changed = describeChanges(outcome.view.update, "past");
  const without = degraded.length === 0 ? "" : ` without ${list(degraded.map(degradedName))}`;
  const headline = changed === "nothing changed" ? `Nothing changed: ${org} is as its file says${without}.` : `${org} is up${without}: ${changed}.`;
  const lines = ["", ...wrap(headline, columns), ""];

  const rows: string[][] = [];
  const row = (label: string, ...values: string[]): void => values.forEach((value, index) => rows.push([index === 0 ? label : "", value]));
  for (const [key, application] of Object.entries(outputs.applications).sort(byKey)) {
    row("Application", key);
    row("  client", `${application.clientName} (${application.grantType})`, application.clientId);
    if (application.roleName !== "") row("  role", application.roleName, ...application.permissions);
    row("  granted in", application.divisions.map(divisionWord).join(", ") || "Home");
  }
  for (const [key, group] of Object.entries(outputs.groups).sort(byKey)) {
    const entry = orgFile.groups[key];
    row("Group", `${group.groupName || key}${entry?.existing === false ? "" : " (its members are left alone)"}`);
    if (group.roleName !== "") row("  role", group.roleName, ...group.permissions);
    row("  granted in", (entry?.divisions ?? []).map(divisionWord).join(", ") || "Home");
    if (entry?.performanceViews !== undefined && entry.performanceViews.length > 0) row("  views", entry.performanceViews.join(", "));
  }
  for (const [key, user] of Object.entries(outputs.serviceUsers).sort(byKey)) row("Service user", `${key} (${user.email})`);
  lines.push(...table(rows, { columns, indent: 2 }), "");

  lines.push(...(proof === undefined ? degradedText(degraded, columns) : []), ...deliveriesText(deliveries, org, columns));
  if (proof !== undefined) lines.push(...proofText(proof, columns));
  const said = placed(outcome.view.violations, orgFile);
  if (said.some((violation) => !isUnstated(violation))) lines.push("The policy pack remarks:", "");
  lines.push(...findingsText(said, org, columns));

  for (const text of borrowed(outcome.view)) lines.push(...wrap(`Deployer: ${text}`, columns, 10));
  for (const text of remarks(outcome.view)) lines.push(...wrap(`Note: ${text.replace(/\s*\n\s*/g, " ")}`, columns, 6));
  lines.push(...wrap(`Engine: ${describeEngine(session.engine)}`, columns, 8));
  lines.push(...wrap(`State: ${session.context.backend}`, columns, 7));
  lines.push("", ...nextSteps(session, proof, columns));
  return lines;
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

function divisionWord(name: string): string {
  return name === "all" ? "all divisions" : name === "home" ? "Home" : name;
}

function nextSteps(session: Session, proof: Proof | undefined, columns: number): string[] {
  const { org, emulated, orgFile } = session;
  const [application = "NAME"] = Object.keys(orgFile.applications);
  const rows = [
    ...(proof === undefined ? [[`npx genesys-access verify ${org}`, "prove it"]] : []),
    [session.context.orgFile, "change what the application calls, then run up again"],
    [`npx genesys-access what application:${application}${org === exampleOrg ? "" : ` --org ${org}`}`, "everything a client may do"],
    emulated ? ["docs/real-org.md", "from the emulator to a real org"] : [`npx genesys-access verify ${org}`, "the same proof, nightly"],
    [`npx genesys-access destroy ${org}`, "remove it all"],
  ];
  return ["Next:", ...rows.flatMap(([command = "", why = ""]) => [`  ${command}`, ...wrap(`      ${why}`, columns, 6)])];
}
