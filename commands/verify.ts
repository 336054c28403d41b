import type { Invocation } from "./definition";
import { say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { isFleet } from "./fleet/asked";
import { proofExit, proofJson, proofSummary, proofText } from "./proof/report";
import { openSession, readDeployment } from "./stack/session";
import { compareTarget, peekDeployment } from "./stack/state";
import { addressesFor, verifyStack } from "./stack/verify";

/** `genesys-access verify`: makes every declared call with the clients' own tokens, in one org or in many at once. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  if (isFleet(invocation, io)) return (await import("./fleet/run")).runFleet("verify", invocation, io);
  const named = invocation.args[0];
  const progress = new Progress(io, 3);
  const wait = invocation.number("wait");
  const session = await openSession({ io, named, command: (org) => `verify ${org}`, progress, changes: false });
  try {
    compareTarget(session, await peekDeployment(session));
    const deployment = await readDeployment(session);
    progress.begin("Proof", "asking");
    const proof = await verifyStack(session, deployment, addressesFor(session), {
      strict: invocation.flag("strict"),
      probeData: invocation.flag("probeData"),
      progress,
      ...(wait === undefined ? {} : { wait }),
    });
    progress.end(proofSummary(proof));
    if (invocation.flag("json")) say(io, JSON.stringify(proofJson(proof), null, 2));
    else {
      say(io);
      for (const line of proofText(proof, io.columns)) say(io, line);
    }
    return proofExit(proof);
  } finally {
    progress.stop();
    session.close();
  }
}
