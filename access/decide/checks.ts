import type { Catalogue } from "../catalogue/catalogue";
import { familyOfPath } from "../catalogue/facts/scopeFamilies";
import { type Operation, describeOperation } from "../catalogue/operation";
import { weakest } from "../certainty";
import type { CauseId } from "../causes/ids";
import { addressIn } from "./addresses";
import type { Reason } from "./decision";
import { type Part, type Question, ended } from "./question";
import { bracketed, refuse, scopesAsPrinted } from "./refuse";

/** The caller's address against the org's allow list and, for client credentials, the client's own. */
export function checkAddress({ scene, principal, circumstances }: Question): Part | undefined {
  const address = circumstances?.address;
  if (address === undefined) return undefined;
  const { org } = scene.graph;
  const outside = (list: readonly string[] | undefined): boolean =>
    list !== undefined && list.length > 0 && !list.some((cidr) => addressIn(address, cidr));
  const ofOrg = outside(org.allowedAddresses);
  const ofClient = principal.machine && outside(principal.client?.allowedAddresses);
  if (!ofOrg && !ofClient) return undefined;
  const certainty = ofOrg ? "confirmed" : "unsupported";
  const place = ofOrg ? org.place : principal.client?.place;
  return ended({
    decision: "refused",
    certainty,
    refusal: refuse(scene.catalogue, { status: 401, code: "ip.not.authorized", cause: "ip-not-allowlisted", certainty, fill: [address] }),
    reasons: [
      {
        kind: "org",
        text: `${address} is not on the ${ofOrg ? "org's" : "client's"} allow list`,
        ...(place === undefined ? {} : { place }),
      },
    ],
  });
}

/** Whether one of the trusts that admit a user of another org is still good on that day. */
export function checkTrust({ scene, principal, circumstances }: Question): Part | undefined {
  const { trusts } = principal;
  const on = circumstances?.on;
  if (trusts === undefined) return undefined;
  const good = trusts.find(
    (trust) => trust.enabled && (trust.expires === undefined || on === undefined || trust.expires.slice(0, 10) >= on.slice(0, 10)),
  );
  if (good !== undefined) {
    const until = good.expires === undefined ? "" : ` until ${good.expires.slice(0, 10)}`;
    return {
      reasons: [{ kind: "org", text: `admitted by the trust with ${good.otherOrg}${until}`, place: good.place }],
      certainty: "confirmed",
    };
  }
  const reasons = trusts.map((trust): Reason => ({
    kind: "org",
    text: `the trust with ${trust.otherOrg} is ${trust.enabled ? `expired since ${String(trust.expires)}` : "disabled"}`,
    place: trust.place,
  }));
  const refusal = refuse(scene.catalogue, {
    status: 403,
    code: "missing.trustor.permissions",
    cause: "trust-disabled-or-expired",
    certainty: "confirmed",
  });
  return ended({ decision: "refused", certainty: "confirmed", refusal, reasons });
}

/** Who may read a batch job: only the principal that posted it. */
export function checkJob({ scene, principal, plan, circumstances }: Question): Part | undefined {
  if (plan.operation.id !== "getRecordingBatchrequest") return undefined;
  const rule = "only the principal that posted the job may read it";
  const posted = circumstances?.jobPostedBy;
  if (posted !== undefined) {
    const same = posted.kind === principal.principal.kind && posted.key === principal.principal.key;
    return same
      ? { reasons: [{ kind: "operation", text: `${rule}, and it is the same` }], certainty: "confirmed" }
      : jobRefused(scene.catalogue, rule);
  }
  for (const application of principal.applications) {
    const jobs = application.batchJobs;
    if (jobs === undefined) continue;
    const reads = [application.key, application.name].includes(jobs.readBy);
    const poster = scene.graph.applications.find((other) => [other.key, other.name].includes(jobs.postedBy));
    if (!reads || jobs.postedBy === jobs.readBy || poster === undefined) continue;
    if (poster.client !== application.client || poster.user !== application.user) {
      const why: Reason = {
        kind: "operation",
        text: `application "${jobs.postedBy}" posts the jobs that application "${jobs.readBy}" reads, with another principal`,
        place: jobs.place,
      };
      return jobRefused(scene.catalogue, rule, why);
    }
  }
  return { reasons: [{ kind: "operation", text: rule }], certainty: "confirmed" };
}

function jobRefused(catalogue: Catalogue, rule: string, why?: Reason): Part {
  return ended({
    decision: "refused",
    certainty: "confirmed",
    refusal: refuse(catalogue, {
      status: 403,
      code: "batch.download.permission.denied",
      cause: "batch-job-other-principal",
      certainty: "confirmed",
    }),
    reasons: [...(why === undefined ? [] : [why]), { kind: "operation", text: rule }],
  });
}

/** Operations that refuse client credentials, or that refuse users. */
export function checkContext({ scene, principal, plan: { operation } }: Question): Part | undefined {
  if (operation.context === undefined) return undefined;
  const refused = operation.context === "user" ? principal.machine : !principal.machine;
  if (!refused) return undefined;
  const user = operation.context === "user";
  const code = user ? "not.a.user" : "not.a.client";
  const cause = user ? "user-context-required" : "non-user-context-required";
  return ended({
    decision: "refused",
    certainty: "confirmed",
    refusal: refuse(scene.catalogue, { status: 400, code, cause, certainty: "confirmed" }),
    reasons: [
      ...principal.reasons,
      {
        kind: "grant-type",
        text: user ? "no user stands behind a client-credentials token" : "a user stands behind this token",
        ...placeOf(principal.client ?? {}),
      },
      { kind: "operation", text: `${describeOperation(operation)} ${user ? "refuses client credentials" : "refuses a user's token"}` },
    ],
  });
}

/** What the sources leave open about the operation, as far as it touches this principal. */
export function checkDoubts({ principal, plan }: Question): Part | undefined {
  const ownPath = principal.machine && plan.ownPath;
  if (!ownPath && plan.doubts.length === 0) return undefined;
  const found = plan.doubts.filter((doubt) => doubt.about === "permission" || (doubt.about === "grant-type" && principal.machine));
  const reasons = found.map((doubt) => doubt.reason);
  if (ownPath)
    reasons.push({
      kind: "grant-type",
      text: "the path is about the caller's own person; whether a client without a user can be asked is not documented",
    });
  return { reasons, certainty: weakest(...found.map((doubt) => doubt.certainty), ownPath ? "unsupported" : "confirmed") };
}

/** Scopes of a token that acts for a user: alternatives, of which the client needs one. */
export function checkScopes({ scene, principal, plan }: Question): Part | undefined {
  const { scopes, client } = principal;
  const { operation } = plan;
  if (scopes === undefined) return undefined;
  if (operation.scopes.length === 0) {
    return {
      reasons: [{ kind: "scope", text: "the specification states no scope for this operation; what a user's token needs is not known" }],
      certainty: "unsupported",
    };
  }
  const held = operation.scopes.find((scope) => scopes.has(scope));
  if (held !== undefined) {
    const use = client?.scopes.find((entry) => entry.scope === held);
    return {
      reasons: [{ kind: "scope", text: `client "${client?.name ?? ""}" has scope ${held}`, ...placeOf(use ?? {}) }],
      certainty: "confirmed",
    };
  }
  const printed = scopesAsPrinted(operation.scopes);
  const text = `client "${client?.name ?? ""}" has none of the scopes ${printed.join(", ")}`;
  if (client?.incomplete !== undefined) {
    const why: Reason = { kind: "unknown", text: client.incomplete, place: client.place };
    return ended({ decision: "undecided", certainty: "confirmed", unknown: `${text}: ${client.incomplete}`, reasons: [why] });
  }
  const doubt = plan.doubts.find((entry) => entry.about === "scope");
  const certainty = weakest(principal.scopesCertainty, doubt?.certainty ?? "confirmed");
  const cause = scopeCause(scene.catalogue, scopes, operation);
  return ended({
    decision: "refused",
    certainty,
    refusal: refuse(scene.catalogue, {
      status: 403,
      code: "app.not.authorized.for.scope",
      cause,
      certainty,
      fill: [bracketed(printed)],
      scopes: printed,
    }),
    reasons: [
      ...principal.reasons,
      { kind: "scope", text, ...placeOf(client ?? {}) },
      { kind: "operation", text: `${describeOperation(operation)} asks a user's token for one of the scopes ${printed.join(", ")}` },
      ...(doubt === undefined ? [] : [doubt.reason]),
    ],
  });
}

/** Why a client lacks every scope of an operation: it has only invented ones, only the read-only one, those of the family that the path suggests, or none that fits. */
function scopeCause(catalogue: Catalogue, scopes: ReadonlySet<string>, operation: Operation): CauseId {
  const family = (scope: string): string => scope.replace(/:readonly$/, "");
  const wanted = new Set(operation.scopes.map(family));
  const held = [...scopes];
  if (held.some((scope) => catalogue.isScope(scope) && wanted.has(family(scope)))) return "readonly-scope-for-write";
  if (held.length > 0 && !held.some((scope) => catalogue.isScope(scope))) return "invalid-scope-name";
  const suggested = familyOfPath(operation.path, catalogue.isScope);
  if (suggested !== undefined && !wanted.has(suggested) && held.some((scope) => family(scope) === suggested)) return "wrong-scope-family";
  const bare = (scope: string): string => scope.replace(/[^a-z]/gi, "").toLowerCase();
  const misspelt = held.filter((scope) => !catalogue.isScope(scope));
  if (misspelt.some((scope) => [...wanted].some((name) => bare(scope).startsWith(bare(name))))) return "invalid-scope-name";
  return "missing-scope";
}

function placeOf(entity: { readonly place?: Reason["place"] }): { readonly place?: NonNullable<Reason["place"]> } {
  return entity.place === undefined ? {} : { place: entity.place };
}
