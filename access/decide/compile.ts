import type { Catalogue } from "../catalogue/catalogue";
import type { Certainty } from "../certainty";
import type { Application, OAuthClient, SubjectRef, Trust } from "../graph/graph";
import type { GraphLookup } from "../graph/lookup";
import { type PolicyJudge, policyJudge } from "./accessPolicies";
import type { Decision, Reason } from "./decision";
import { type Holdings, type IdleRight, describeSubject, idleRightsOf } from "./holdings";
import type { Principal } from "./principal";
import { refuse } from "./refuse";

/** A principal prepared for decisions: everything about it that does not depend on the call. */
export interface CompiledPrincipal {
  readonly principal: Principal;
  readonly holdings: Holdings;
  readonly client: OAuthClient | undefined;
  /** True when the client itself is the principal, so that no user stands behind the token. */
  readonly machine: boolean;
  /** Key of the user that the token acts for. */
  readonly user: string | undefined;
  /** Scopes of the token; undefined when scopes do not count. */
  readonly scopes: ReadonlySet<string> | undefined;
  /** How sure it is that a missing scope refuses. */
  readonly scopesCertainty: Certainty;
  readonly judge: PolicyJudge | undefined;
  readonly idle: readonly IdleRight[];
  /** What is decided before any call is looked at. */
  readonly blocked: Decision | undefined;
  /** Trusts by which a user of another org is here; undefined for anybody of this org. */
  readonly trusts: readonly Trust[] | undefined;
  /** Reasons that belong to every answer about this principal. */
  readonly reasons: readonly Reason[];
  readonly certainty: Certainty;
  readonly applications: readonly Application[];
}

/** Prepares a principal. */
export function compilePrincipal(
  lookup: GraphLookup,
  catalogue: Catalogue,
  given: Principal,
  holdingsOf: (subject: SubjectRef) => Holdings,
): CompiledPrincipal {
  const principal = actingPrincipal(lookup, given);
  const subject: SubjectRef = { kind: principal.kind, key: principal.key };
  const client =
    principal.kind === "client" ? lookup.client(principal.key) : principal.via === undefined ? undefined : lookup.client(principal.via);
  const machine = principal.kind === "client";
  const user = principal.kind === "user" ? principal.key : undefined;
  const holdings = holdingsOf(subject);
  const scopesCount = !machine && client !== undefined && lookup.graph.org.scopesEnforced !== false;
  return {
    principal,
    holdings,
    client,
    machine,
    user,
    scopes: scopesCount ? new Set(client.scopes.map((use) => use.scope)) : undefined,
    scopesCertainty: lookup.graph.org.scopesEnforced === true ? "confirmed" : "likely",
    judge: policyJudge(lookup, subject),
    idle: idleElsewhere(lookup, principal, client),
    blocked: blockedFromTheStart(lookup, catalogue, principal, client),
    trusts: trustsOf(lookup, principal),
    reasons: standingReasons(lookup, principal, client),
    certainty: !machine && client !== undefined && lookup.graph.org.scopesEnforced === false ? "likely" : "confirmed",
    applications: client === undefined ? [] : lookup.applicationsOf(client.key),
  };
}

/** A client whose tokens act for users stands for its one user when the graph names exactly one. */
function actingPrincipal(lookup: GraphLookup, given: Principal): Principal {
  if (given.kind !== "client") return given;
  const client = lookup.client(given.key);
  if (client === undefined || client.grantType === "CLIENT-CREDENTIALS" || typeof client.grantType === "object") return given;
  const users = new Set(lookup.applicationsOf(given.key).map((application) => application.user));
  const [only] = users;
  return users.size === 1 && only !== undefined ? { kind: "user", key: only, via: given.key } : given;
}

function blockedFromTheStart(
  lookup: GraphLookup,
  catalogue: Catalogue,
  principal: Principal,
  client: OAuthClient | undefined,
): Decision | undefined {
  const open = (unknown: string, place?: Reason["place"]): Decision => ({
    decision: "undecided",
    certainty: "confirmed",
    unknown,
    reasons: [{ kind: "unknown", text: unknown, ...(place === undefined ? {} : { place }) }],
  });
  const noToken = (text: string, certainty: Certainty, place?: Reason["place"]): Decision => ({
    decision: "refused",
    certainty,
    refusal: refuse(catalogue, { status: 401, code: "bad.credentials", cause: "client-inactive", certainty }),
    reasons: [{ kind: "state", text, ...(place === undefined ? {} : { place }) }],
  });
  if (principal.kind === "client" && client === undefined)
    return open(`client "${principal.key}" is not known in ${lookup.graph.org.name}`);
  if (principal.via !== undefined && client === undefined)
    return open(`client "${principal.via}" is not known in ${lookup.graph.org.name}`);
  if (client !== undefined) {
    if (client.state === "disabled")
      return noToken(`client "${client.name}" is disabled: its tokens are invalid and no new one is made`, "confirmed", client.place);
    if (client.state === "inactive")
      return noToken(
        `client "${client.name}" is inactive: no new token is made for it; what an old one still gets is not documented`,
        "likely",
        client.place,
      );
    if (typeof client.grantType === "object")
      return open(`the grant type of client "${client.name}": ${client.grantType.unknown}`, client.place);
    if (principal.kind === "client" && client.grantType !== "CLIENT-CREDENTIALS") {
      return open(`tokens of client "${client.name}" act for a user (grant type ${client.grantType}): say which user`, client.place);
    }
    if (principal.kind === "user" && client.grantType === "CLIENT-CREDENTIALS") {
      return {
        decision: "refused",
        certainty: "confirmed",
        refusal: {
          status: 400,
          code: "unauthorized_client",
          message: "",
          cause: "wrong-grant-type",
          certainty: "confirmed",
          permissions: [],
          mode: "none",
          scopes: [],
          divisions: [],
        },
        reasons: [
          {
            kind: "grant-type",
            text: `client "${client.name}" has grant type CLIENT-CREDENTIALS: no user gets a token through it`,
            place: client.place,
          },
        ],
      };
    }
    if (principal.kind === "user" && client.authorization !== undefined && client.authorization !== "authorized") {
      return {
        decision: "refused",
        certainty: "likely",
        refusal: refuse(catalogue, {
          status: 403,
          code: "app.not.authorized.for.scope",
          cause: "app-not-authorized-in-org",
          certainty: "likely",
          fill: ["[]"],
        }),
        reasons: [
          {
            kind: "state",
            text: `client "${client.name}" is ${client.authorization} in this org: an administrator has to authorise it`,
            place: client.place,
          },
        ],
      };
    }
  }
  if (principal.kind === "user") {
    const user = lookup.user(principal.key);
    if (user === undefined) return open(`user "${principal.key}" is not known in ${lookup.graph.org.name}`);
    if (user.state !== "active") return noToken(`user ${user.email} is ${user.state}: no token acts for it`, "likely", user.place);
  }
  if (principal.kind === "group" && lookup.group(principal.key) === undefined)
    return open(`group "${principal.key}" is not known in ${lookup.graph.org.name}`);
  return undefined;
}

/** Rights that lie with somebody who is not the principal of these tokens. */
function idleElsewhere(lookup: GraphLookup, principal: Principal, client: OAuthClient | undefined): readonly IdleRight[] {
  if (client === undefined) return [];
  if (principal.kind === "user") {
    return idleRightsOf(
      lookup,
      { kind: "client", key: client.key },
      (role) => `role "${role.name}" is granted to client "${client.name}", whose tokens act for users: roles on such a client do nothing`,
    );
  }
  return lookup.applicationsOf(client.key).flatMap((application) => {
    if (application.user === undefined) return [];
    const subject: SubjectRef = { kind: "user", key: application.user };
    return idleRightsOf(
      lookup,
      subject,
      (role) =>
        `role "${role.name}" is granted to ${describeSubject(lookup, subject)}, but client "${client.name}" acts for itself (client credentials)`,
    );
  });
}

function trustsOf(lookup: GraphLookup, principal: Principal): readonly Trust[] | undefined {
  if (principal.kind === "client") return undefined;
  const groups = new Set(
    principal.kind === "group"
      ? [principal.key]
      : lookup.membershipsOf({ kind: "user", key: principal.key }).map((membership) => membership.group),
  );
  const trusts = lookup.graph.trusts.filter(
    (trust) =>
      trust.direction === "trustor" &&
      ((principal.kind === "user" && trust.users.includes(principal.key)) || trust.groups.some((group) => groups.has(group))),
  );
  return trusts.length === 0 ? undefined : trusts;
}

function standingReasons(lookup: GraphLookup, principal: Principal, client: OAuthClient | undefined): readonly Reason[] {
  const reasons: Reason[] = [];
  const { org } = lookup.graph;
  if (principal.kind === "client" && client !== undefined) {
    reasons.push({
      kind: "grant-type",
      text: `client "${client.name}" acts for itself (CLIENT-CREDENTIALS): only its own roles count, scopes do not`,
      place: client.place,
    });
  }
  if (principal.kind === "user") {
    reasons.push(
      client === undefined
        ? {
            kind: "grant-type",
            text: `${describeSubject(lookup, principal)} with all rights of the user; no client is named, so scopes are not looked at`,
          }
        : {
            kind: "grant-type",
            text: `tokens of client "${client.name}" act for ${describeSubject(lookup, principal)}: the user's rights, cut down by the client's scopes`,
            place: client.place,
          },
    );
    if (client !== undefined && org.scopesEnforced === false) {
      reasons.push({
        kind: "scope",
        text: "the org is declared not to enforce scopes, so a missing scope is not counted",
        ...(org.place === undefined ? {} : { place: org.place }),
      });
    }
  }
  if (principal.kind === "group")
    reasons.push({ kind: "membership", text: `a member of ${describeSubject(lookup, principal)} who has nothing else` });
  if (org.allowedAddresses !== undefined && org.allowedAddresses.length > 0) {
    reasons.push({
      kind: "org",
      text: "only from an address on the org's allow list",
      ...(org.place === undefined ? {} : { place: org.place }),
    });
  }
  return reasons;
}
