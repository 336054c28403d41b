import { exit } from "../frame/exit";
import type { OrgResult } from "./result";
import { byRing, ringOf, type Candidate } from "./select";

/**
 * Works through orgs ring by ring: all orgs of a ring side by side, and the next ring only when
 * every org of the one before opened it. What is not begun is reported as such.
 *
 * @param one Works on an org; never throws.
 * @param blocked Why not even the first ring may start, if so.
 */
export async function runRings<Org extends Pick<Candidate, "org" | "orgFile">>(orgs: readonly Org[], one: (org: Org) => Promise<OrgResult>, blocked?: string): Promise<readonly OrgResult[]> {
  const results: OrgResult[] = [];
  let reason = blocked;
  for (const { ring, orgs: members } of byRing(orgs)) {
    const why = reason;
    const ended = why === undefined ? await Promise.all(members.map(one)) : members.map((member) => notStarted(member, why));
    results.push(...ended);
    reason ??= closedBy(ring, ended);
  }
  return results;
}

/** Why a ring keeps the next one from starting, if it does. */
export function closedBy(ring: number, results: readonly OrgResult[]): string | undefined {
  const closing = results.filter(({ opensNextRing }) => !opensNextRing).map(({ org }) => org);
  return closing.length === 0 ? undefined : `ring ${ring} is not up and verified (${closing.join(", ")})`;
}

/** An org that was not begun. */
export function notStarted(org: Pick<Candidate, "org" | "orgFile">, why: string): OrgResult {
  return { org: org.org, ring: ringOf(org), state: "not started", summary: why, exitCode: exit.findings, opensNextRing: false };
}
