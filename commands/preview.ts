import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { wrap } from "./frame/text";
import { changedSteps, countChanges, describeChanges, describeStep, remarks } from "./stack/changes";
import { connectOrg } from "./stack/connect";
import { findingsJson, findingsText, placed, stoppedByPolicy } from "./stack/findings";
import { engineMistake } from "./stack/mistakes";
import { ensureStack, openSession, policyPackArgs, runOnStack } from "./stack/session";
import { stepProgress } from "./stack/step-progress";

/** `genesys-access preview ORG`: what `up` would change, and what the policy pack says about it. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const progress = new Progress(io, 3);
  const session = await openSession({ io, named: invocation.args[0], command: (org) => `preview ${org}`, progress, changes: false });
  try {
    await connectOrg(session);
    await ensureStack(session);
    const follow = stepProgress(progress, io, ["Preview"]);
    const args = ["preview", ...policyPackArgs(), ...(invocation.flag("diff") ? ["--diff"] : [])];
    const outcome = await runOnStack(session, args, { events: true, verbose: invocation.flag("verbose"), onEvent: follow.onEvent });
    progress.stop();
    const rejected = outcome.exitCode !== 0;
    if (rejected && !stoppedByPolicy(outcome.view)) throw engineMistake(outcome, session.context);
    const steps = changedSteps(outcome.view.preview);
    const violations = placed(outcome.view.violations, session.orgFile);
    if (invocation.flag("json")) {
      const result = rejected ? "rejected" : steps.length === 0 ? "unchanged" : "changes";
      say(io, JSON.stringify({ org: session.org, result, changes: countChanges(outcome.view.preview), steps: steps.map(({ urn, type, name, operation, properties }) => ({ urn, type, name, operation, properties })), findings: findingsJson(violations), remarks: remarks(outcome.view) }, null, 2));
    } else {
      say(io, `${session.org}: ${describeChanges(outcome.view.preview, "future")}`);
      for (const step of steps) say(io, `  ${describeStep(step)}`);
      if (invocation.flag("diff")) say(io, `\n${outcome.stdout.trim()}`);
      say(io);
      for (const line of findingsText(violations, session.org, io.columns)) say(io, line);
      for (const text of remarks(outcome.view)) for (const line of wrap(`Note: ${text.replace(/\s*\n\s*/g, " ")}`, io.columns, 6)) say(io, line);
      say(io, rejected ? "Rejected: `up` would stop here." : steps.length === 0 ? "`up` would change nothing." : `Next: npx genesys-access up ${session.org}`);
    }
    if (rejected) return exit.findings;
    return invocation.flag("expectNoChanges") && steps.length > 0 ? exit.findings : exit.good;
  } finally {
    progress.stop();
    session.close();
  }
}
