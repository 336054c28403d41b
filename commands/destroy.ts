import { UserError } from "../access/errors";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { wrap } from "./frame/text";
import { borrowed, countChanges, describeChanges, isReal, remarks, typeWord } from "./stack/changes";
import { connectOrg } from "./stack/connect";
import type { Deployment } from "./stack/deployment";
import { urnName } from "./stack/events";
import { engineMistake } from "./stack/mistakes";
import { clearPending, openSession, readDeployment, runOnStack, type Session } from "./stack/session";
import { stepProgress } from "./stack/step-progress";

/** `genesys-access destroy ORG`: removes what the stack made. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const progress = new Progress(io, 4);
  const session = await openSession({ io, named: invocation.args[0], command: (org) => `destroy ${org}`, progress, changes: true });
  try {
    await connectOrg(session);
    const deployment = await readDeployment(session);
    if (!session.emulated && !invocation.flag("yes")) await askForName(session, deployment, progress);
    const follow = stepProgress(progress, io, ["Preview", "Destroy"]);
    const outcome = await runOnStack(session, ["destroy", "--yes", "--ignore-protect"], { events: true, verbose: invocation.flag("verbose"), onEvent: follow.onEvent });
    if (outcome.exitCode !== 0) {
      follow.abandon(outcome.view);
      throw engineMistake(outcome, session.context);
    }
    follow.end(outcome.view);
    if (deployment.pending.length > 0) await clearPending(session);
    const deleted = countChanges(outcome.view.update, true)["delete"] ?? 0;
    if (invocation.flag("json")) {
      say(io, JSON.stringify({ org: session.org, result: deleted === 0 ? "nothing" : "destroyed", changes: countChanges(outcome.view.update, true), deployerRoles: borrowed(outcome.view), remarks: remarks(outcome.view) }, null, 2));
      return exit.good;
    }
    say(io);
    say(io, deleted === 0 ? `There was nothing to destroy: ${session.org} holds nothing of this stack.` : `${session.org} is destroyed: ${describeChanges(outcome.view.update, "past")}. Nothing else was touched.`);
    for (const text of borrowed(outcome.view)) for (const line of wrap(`Deployer: ${text}`, io.columns, 10)) say(io, line);
    for (const text of remarks(outcome.view)) for (const line of wrap(`Note: ${text.replace(/\s*\n\s*/g, " ")}`, io.columns, 6)) say(io, line);
    say(io, `Next: npx genesys-access up ${session.org} makes it again.`);
    return exit.good;
  } finally {
    progress.stop();
    session.close();
  }
}

async function askForName(session: Session, deployment: Deployment, progress: Progress): Promise<void> {
  const { io, org } = session;
  progress.stop();
  const own = deployment.resources.filter((resource) => isReal(resource.type) && resource.custom);
  const guarded = own.filter((resource) => resource.protect);
  if (own.length === 0) return;
  note(io, `This deletes ${own.length} objects of the real org ${org}${guarded.length === 0 ? "." : `; ${guarded.length} of them are protected:`}`);
  for (const resource of guarded) note(io, `  ${typeWord(resource.type)} ${urnName(resource.urn)}`);
  const answer = await io.ask(`Type the org's name to go on: `);
  if (answer === undefined) {
    throw new UserError({
      what: `nobody is here to confirm that ${org} is destroyed`,
      why: guarded.length === 0 ? "it is a real org." : `it is a real org, and ${guarded.length} protected objects would go.`,
      next: `npx genesys-access destroy ${org} --yes, if that is meant. Nothing was changed.`,
    });
  }
  if (answer.trim() !== org) throw new UserError({ what: "not done", why: `${JSON.stringify(answer.trim())} is not ${org}.`, next: "nothing was changed." });
}
