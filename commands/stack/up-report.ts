import { describeEngine } from "../../toolchain/engine";
import { exit } from "../frame/exit";
import { wrap } from "../frame/text";
import { proofExit, proofJson } from "../proof/report";
import type { BroughtUp } from "./bring-up";
import { borrowed, changedSteps, countChanges, remarks } from "./changes";
import type { Delivery } from "./delivery";
import { findingsJson } from "./findings";
import { readOutputs } from "./outputs";
import type { Session } from "./session";

/** Exit code of an `up`: 1 for a rejection, a refused call or something degraded, 2 for a secret that could not be delivered. The higher one counts. */
export function upExit({ rejected, proof, degraded, deliveries }: Pick<BroughtUp, "rejected" | "proof" | "degraded" | "deliveries">): number {
  return Math.max(
    rejected || degraded.length > 0 ? exit.findings : exit.good,
    deliveries.some(({ result }) => result === "failed") ? exit.failed : exit.good,
    proof === undefined ? exit.good : proofExit(proof),
  );
}

/** How secrets were delivered, for people. */
export function deliveriesText(deliveries: readonly Delivery[], org: string, columns: number): string[] {
  if (deliveries.length === 0) return [];
  const lines = deliveries.flatMap(({ application, program, result, why }) => {
    const said = {
      delivered: `Secret of ${application}: delivered to ${program}.`,
      kept: `Secret of ${application}: ${program} has it already.`,
      failed: `Secret of ${application}: not delivered to ${program}: ${why ?? "it failed"}. The client stays; npx genesys-access up ${org} delivers again.`,
    } as const;
    return wrap(said[result], columns, 2);
  });
  return [...lines, ""];
}

/** What `up` did, for scripts. */
export function upJson(session: Session, { outcome, proof, deployment, degraded, deliveries, rejected }: BroughtUp): Readonly<Record<string, unknown>> {
  const outputs = readOutputs(deployment?.outputs ?? {});
  const { engine } = session;
  return {
    org: session.org,
    target: session.emulated ? "emulator" : "cloud",
    result: rejected ? "rejected" : changedSteps(outcome.view.update).length === 0 ? "unchanged" : "changed",
    changes: countChanges(outcome.view.update, true),
    applications: Object.fromEntries(
      Object.entries(outputs.applications).map(([key, { clientId, clientName, grantType, roleName, roleId, permissions, divisions, version }]) => [
        key,
        { clientId, clientName, grantType, roleName, roleId, permissions, divisions, ...(version === undefined ? {} : { version }) },
      ]),
    ),
    groups: Object.fromEntries(
      Object.entries(outputs.groups).map(([key, group]) => [key, { groupId: group.groupId, groupName: group.groupName, roleName: group.roleName, permissions: group.permissions, performanceViews: session.orgFile.groups[key]?.performanceViews ?? [] }]),
    ),
    serviceUsers: Object.fromEntries(Object.entries(outputs.serviceUsers).map(([key, { email, userId }]) => [key, { email, userId }])),
    ...(degraded.length === 0 ? {} : { degraded }),
    ...(deliveries.length === 0 ? {} : { deliveries }),
    findings: findingsJson(outcome.view.violations),
    deployerRoles: borrowed(outcome.view),
    remarks: remarks(outcome.view),
    ...(proof === undefined ? {} : { proof: proofJson(proof) }),
    engine: { version: engine.version, origin: engine.origin, languageHost: engine.languageHost, description: describeEngine(engine) },
    state: session.context.backend,
  };
}
