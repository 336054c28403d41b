import { UserError } from "../access/errors";
import type { Invocation } from "./definition";
import { isFleet } from "./fleet/asked";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { wrap } from "./frame/text";
import { borrowed, countChanges, describeChanges, isReal, remarks, typeWord } from "./stack/changes";
import { connectOrg } from "./stack/connect";
import type { Deployment } from "./stack/deployment";
import { forgetDeliveries } from "./stack/delivery";
import { urnName } from "./stack/events";
import { openSession, readDeployment, type Session } from "./stack/session";
import { compareTarget, peekDeployment } from "./stack/state";
import { destroyStack } from "./stack/take-down";

/** `genesys-access destroy`: removes what a stack made, or what many made. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  if (isFleet(invocation, io)) return (await import("./fleet/run")).runFleet("destroy", invocation, io);
  const progress = new Progress(io, 4);
  const session = await openSession({ io, named: invocation.args[0], command: (org) => `destroy ${org}`, progress, changes: true });
  try {
    compareTarget(session, await peekDeployment(session));
    await connectOrg(session);
    const deployment = await readDeployment(session);
    if (!session.emulated && !invocation.flag("yes")) await askForName(session, deployment, progress);
    const { outcome, deleted } = await destroyStack(session, deployment, progress, invocation.flag("verbose"));
    forgetDeliveries(session.root, session.org);
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
