import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { proofJson, proofSummary, proofText, proofVerdict, type Proof } from "./proof/report";
import { openSession, readDeployment } from "./stack/session";
import { addressesFor, verifyStack } from "./stack/verify";

/** `genesys-access verify ORG`: makes every declared call with the clients' own tokens. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const named = invocation.args[0];
  const progress = new Progress(io, 3);
  const wait = invocation.number("wait");
  const session = await openSession({ io, named, command: (org) => `verify ${org}`, progress, changes: false });
  try {
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

/** Exit code of a proof. */
export function proofExit(proof: Pick<Proof, "applications" | "strict">): number {
  switch (proofVerdict(proof)) {
    case "good":
      return exit.good;
    case "refused":
    case "unproven":
      return exit.findings;
    case "unanswered":
      return exit.failed;
  }
}
