import type { Invocation } from "./definition";
import { isFleet } from "./fleet/asked";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { wrap } from "./frame/text";
import { changedSteps, countChanges, describeChanges, describeStep, remarks } from "./stack/changes";
import { findingsJson, findingsText, placed } from "./stack/findings";
import { makeReady, previewOrg } from "./stack/bring-up";
import { peekDeployment } from "./stack/state";
import { accessChanges, accessText } from "./stack/access-change";
import { ensureStack, openSession } from "./stack/session";
import { degradedName } from "./stack/degraded";

/** `genesys-access preview`: what `up` would change, and what the policy pack says about it, in one org or in many at once. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  if (isFleet(invocation, io)) return (await import("./fleet/run")).runFleet("preview", invocation, io);
  const progress = new Progress(io, 3);
  const session = await openSession({ io, named: invocation.args[0], command: (org) => `preview ${org}`, progress, changes: false });
  try {
    const access = accessChanges(session.orgFile, await peekDeployment(session));
    const ready = await makeReady(session);
    await ensureStack(session);
    const outcome = await previewOrg(session, ready, progress, io, { diff: invocation.flag("diff"), verbose: invocation.flag("verbose") });
    progress.stop();
    const rejected = outcome.exitCode !== 0;
    const steps = changedSteps(outcome.view.preview);
    const violations = placed(outcome.view.violations, session.orgFile);
    if (invocation.flag("json")) {
      const result = rejected ? "rejected" : steps.length === 0 ? "unchanged" : "changes";
      say(io, JSON.stringify({ org: session.org, result, changes: countChanges(outcome.view.preview), steps: steps.map(({ urn, type, name, operation, properties }) => ({ urn, type, name, operation, properties })), ...(access.length === 0 ? {} : { access }), ...(ready.screens.length === 0 ? {} : { screenRecording: ready.screens }), ...(ready.degraded.length === 0 ? {} : { degraded: ready.degraded }), findings: findingsJson(violations), remarks: remarks(outcome.view) }, null, 2));
    } else {
      say(io, `${session.org}: ${describeChanges(outcome.view.preview, "future")}`);
      for (const step of steps) say(io, `  ${describeStep(step)}`);
      for (const line of accessText(access, io.columns - 2)) say(io, `  ${line}`);
      for (const { section, name, reason } of ready.degraded) for (const line of wrap(`Degraded: ${degradedName({ section, name })}: ${reason}. It would be left exactly as it is.`, io.columns, 10)) say(io, line);
      if (invocation.flag("diff")) say(io, `\n${outcome.stdout.trim()}`);
      say(io);
      for (const line of findingsText(violations, session.org, io.columns)) say(io, line);
      for (const text of remarks(outcome.view)) for (const line of wrap(`Note: ${text.replace(/\s*\n\s*/g, " ")}`, io.columns, 6)) say(io, line);
      say(io, rejected ? "Rejected: `up` would stop here." : steps.length === 0 ? "`up` would change nothing." : `Next: npx genesys-access up ${session.org}`);
    }
    if (rejected || ready.degraded.length > 0) return exit.findings;
    return invocation.flag("expectNoChanges") && steps.length > 0 ? exit.findings : exit.good;
  } finally {
    progress.stop();
    session.close();
  }
}
