import type { AccessPolicy, SubjectRef } from "../graph/graph";
import type { GraphLookup } from "../graph/lookup";

/** What the org's access policies say about one permission for one principal. */
export type PolicyVerdict =
  { readonly verdict: "pass" } | { readonly verdict: "deny" | "depends"; readonly policies: readonly AccessPolicy[] };

/** Judges a permission by the access policies that apply to a principal; undefined when none can apply, so that nothing need be asked. */
export type PolicyJudge = (permission: string) => PolicyVerdict;

const pass: PolicyVerdict = { verdict: "pass" };

/**
 * The judge for one principal. Policies work on top of roles and divisions and only where the org
 * has switched them on. A client's own token is judged only by policies with `applyToClients`.
 * That DENY beats ALLOW, and that an unmet ALLOW denies, is likely, not confirmed.
 */
export function policyJudge(lookup: GraphLookup, subject: SubjectRef): PolicyJudge | undefined {
  const { org, accessPolicies } = lookup.graph;
  if (org.accessPoliciesEnabled === false) return undefined;
  const applicable = accessPolicies
    .filter((policy) => policy.active && (subject.kind !== "client" || policy.applyToClients))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  if (applicable.length === 0) return undefined;
  const own = new Set([
    `${subject.kind} ${subject.key}`,
    ...(subject.kind === "user"
      ? lookup.membershipsOf({ kind: "user", key: subject.key }).map((membership) => `group ${membership.group}`)
      : []),
  ]);
  const names = (policy: AccessPolicy): boolean =>
    policy.subjects === undefined || policy.subjects.some((entry) => own.has(`${entry.kind} ${entry.key}`));
  const settled = org.accessPoliciesEnabled === true;

  return (permission) => {
    const about = applicable.filter((policy) => policy.permission === permission || covers(policy.permission, permission));
    if (about.length === 0) return pass;
    const denying = about.filter((policy) => policy.effect === "DENY" && names(policy));
    const allowing = about.filter((policy) => policy.effect === "ALLOW");
    const sure = denying.filter((policy) => !policy.conditional);
    const met = allowing.filter(names);
    const unmet = allowing.length > 0 && met.length === 0;
    if (sure.length > 0 || unmet) {
      return { verdict: settled ? "deny" : "depends", policies: sure.length > 0 ? sure : allowing };
    }
    const open = [...denying, ...(met.some((policy) => !policy.conditional) ? [] : met)];
    return open.length === 0 ? pass : { verdict: "depends", policies: open };
  };
}

function covers(target: string, permission: string): boolean {
  if (!target.includes("*")) return false;
  const wanted = permission.split(":");
  const written = target.split(":");
  return written.length === wanted.length && written.every((part, index) => part === "*" || part === wanted[index]);
}
