import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { countChanges, changedSteps, describeStep } from "./stack/changes";
import { connectOrg } from "./stack/connect";
import { engineMistake } from "./stack/mistakes";
import { openSession, runOnStack } from "./stack/session";
import { stepProgress } from "./stack/step-progress";

/** `genesys-access refresh ORG`: what was changed in the org by hand. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const accept = invocation.flag("accept");
  const progress = new Progress(io, 3);
  const session = await openSession({ io, named: invocation.args[0], command: (org) => `refresh ${org}`, progress, changes: false });
  try {
    await connectOrg(session);
    const follow = stepProgress(progress, io, ["Refresh"]);
    const args = ["refresh", "--run-program", ...(accept ? ["--yes", "--skip-preview"] : ["--preview-only"])];
    const outcome = await runOnStack(session, args, { events: true, verbose: invocation.flag("verbose"), onEvent: follow.onEvent });
    progress.stop();
    if (outcome.exitCode !== 0) throw engineMistake(outcome, session.context);
    const phase = changedSteps(outcome.view.update).length > 0 ? outcome.view.update : outcome.view.preview;
    const steps = changedSteps(phase).filter((step) => step.operation !== "refresh" || step.properties.length > 0);
    if (invocation.flag("json")) {
      say(io, JSON.stringify({ org: session.org, result: steps.length === 0 ? "same" : accept ? "accepted" : "differs", changes: countChanges(phase), steps: steps.map(({ urn, type, name, operation, properties }) => ({ urn, type, name, operation, properties })) }, null, 2));
    } else if (steps.length === 0) say(io, `${session.org}: the org is as the state says.`);
    else {
      say(io, `${session.org}: the org differs from the state${accept ? "; the state now says what the org has" : ""}:`);
      for (const step of steps) say(io, `  ${describeStep(step)}`);
      say(io);
      say(io, accept ? `Next: npx genesys-access preview ${session.org} shows what up would put right.` : `Next: npx genesys-access refresh ${session.org} --accept, then npx genesys-access up ${session.org} puts it right.`);
    }
    return steps.length > 0 && !accept ? exit.findings : exit.good;
  } finally {
    progress.stop();
    session.close();
  }
}
