import { catalogue, type Operation } from "../../access/catalogue";
import {
  createDecider,
  refuse,
  type Circumstances,
  type Decider,
  type Decision,
  type Principal,
  type Refusal,
  type RefusalParts,
} from "../../access/decide";
import type { DivisionRef } from "../../access/graph/graph";
import { ApiProblem } from "../server/reply";
import type { ClientRecord, TokenRecord } from "../state/entities";
import type { Org } from "../state/org";
import { partnersVersion, trustedSubjects } from "../state/partners";
import { graphOf, lateUntil, tokenClientKey } from "./graph";

/** Who a token acts for. */
export interface Caller {
  readonly kind: "client" | "user";
  /** Id of the client or user that is the principal. */
  readonly id: string;
  /** Under which the token is kept. */
  readonly tokenKey: string;
  readonly token: TokenRecord;
  readonly client: ClientRecord;
}

/** What is known of the object that a call is about. */
export interface About extends Circumstances {
  /** Divisions that the object lies in or has touched; access to one of them is enough. */
  readonly divisions?: readonly string[];
}

/** Where a permission is held: everywhere, or in these divisions by id. */
export type Divisions = "all" | ReadonlySet<string>;

/** What the caller may do inside one call, after the operation itself was allowed. */
export interface CallAccess {
  /** Whether the call is allowed on this object. */
  allows(about: About): boolean;
  /** Whether another call would be allowed on this object. */
  allowsCall(operationId: string, about: About): boolean;
  /** Refuses the call as the API does when it is not allowed on this object. */
  require(about: About): void;
  /** Whether the caller holds one of the permissions, somewhere or in one of the divisions. */
  holds(permissions: readonly string[], divisions?: readonly string[]): boolean;
  /** Whether somebody else, a user of the org, holds a permission anywhere. */
  userHolds(userId: string, permission: string): boolean;
  /** Divisions in which the caller holds one of the call's own permissions. */
  divisions(): Divisions;
  /** Divisions in which the caller holds one of the permissions. */
  divisionsOf(permissions: readonly string[]): Divisions;
  /** Whether the caller holds the role in a division (`*`: in all of them). */
  holdsRole(roleId: string, divisionId: string): boolean;
}

/** When a decision is made, and how late grants act by then. */
export interface Moment {
  readonly now: number;
  readonly lateGrantsSeconds: number;
}

/** Decides the calls of one org. The graph is made anew only after something that matters to it has changed. */
export class OrgAccess {
  private decider: Decider | undefined;
  private version = -1;
  private tokenVersion = 0;
  private validUntil = Number.POSITIVE_INFINITY;
  private lateSeconds = 0;

  constructor(private readonly org: Org) {}

  /** The decision about a call. */
  decide(caller: Caller, operation: Operation, at: Moment, about?: About): Decision {
    const divisions = about?.divisions?.map((key): DivisionRef => (key === "*" ? { kind: "all" } : { kind: "division", key }));
    return this.current(at).decide(principalOf(caller), operation, divisions, about);
  }

  /** The view of one call. */
  forCall(caller: Caller, operation: Operation, at: Moment): CallAccess {
    const decider = this.current(at);
    const principal = principalOf(caller);
    const divisionsOf = (permissions: readonly string[]): Divisions => {
      const divisions = decider.divisionsOf(principal, permissions);
      return divisions === "all" ? "all" : new Set(divisions);
    };
    return {
      allows: (about) => this.decide(caller, operation, at, about).decision !== "refused",
      allowsCall: (operationId, about) => {
        const other = decider.catalogue.operation(operationId);
        return other !== undefined && this.decide(caller, other, at, about).decision !== "refused";
      },
      require: (about) => throwIfRefused(this.decide(caller, operation, at, about)),
      holds: (permissions, divisions) =>
        permissions.some(
          (permission) =>
            decider.holds(
              principal,
              permission,
              divisions?.map((key): DivisionRef => ({ kind: "division", key })),
            ) === "yes",
        ),
      userHolds: (userId, permission) => decider.holds({ kind: "user", key: userId }, permission) === "yes",
      divisions: () => (operation.permissions.length === 0 ? "all" : divisionsOf(operation.permissions)),
      divisionsOf,
      holdsRole: (roleId, divisionId) =>
        rolesHeld(this.org, caller, at).some(
          (held) => held.roleId === roleId && (held.divisionId === "*" || held.divisionId === divisionId),
        ),
    };
  }

  /** Whether a user of the org holds a permission anywhere. */
  userHolds(userId: string, permission: string, at: Moment): boolean {
    return this.current(at).holds({ kind: "user", key: userId }, permission) === "yes";
  }

  private current(at: Moment): Decider {
    const { org } = this;
    const version =
      org.info.version +
      org.divisions.version +
      org.roles.version +
      org.clients.version +
      org.users.version +
      org.groups.version +
      org.grants.version +
      org.trusts.version +
      org.accessPolicies.version +
      partnersVersion(org);
    if (
      this.decider === undefined ||
      version !== this.version ||
      at.now >= this.validUntil ||
      at.lateGrantsSeconds !== this.lateSeconds ||
      this.hasNewUserTokens()
    ) {
      this.decider = createDecider(graphOf(org, at));
      this.version = version;
      this.lateSeconds = at.lateGrantsSeconds;
      this.validUntil = lateUntil(org, at);
    }
    return this.decider;
  }

  /** A user's token is in the graph as a client with the token's scopes, so a new one matters to it. */
  private hasNewUserTokens(): boolean {
    if (this.org.tokens.version === this.tokenVersion) return false;
    this.tokenVersion = this.org.tokens.version;
    return this.org.tokens.find((token) => token.userId !== undefined) !== undefined;
  }
}

/** Throws the refusal of a decision as the API words it. What can't be decided is let through: the emulator knows its own org in full. */
export function throwIfRefused(decision: Decision): void {
  if (decision.decision === "refused") throw problemOf(decision.refusal);
}

/** A refusal that a service makes by itself after the gate, in the words of the catalogue. */
export function refusedByService(parts: RefusalParts): ApiProblem {
  return problemOf(refuse(catalogue(), parts));
}

function problemOf({ status, code, message, permissions, scopes }: Refusal): ApiProblem {
  const params: Record<string, string> = {};
  if (permissions.length > 0) params["permissions"] = `[${permissions.join(", ")}]`;
  if (scopes.length > 0) params["scope"] = `[${scopes.join(", ")}]`;
  return new ApiProblem(status, code, message, params);
}

function principalOf(caller: Caller): Principal {
  if (caller.kind === "client") return { kind: "client", key: caller.id };
  return { kind: "user", key: caller.id, via: tokenClientKey(caller.token, caller.client) };
}

/** Grants that act for the caller: its own, and for a user those of its groups. */
function rolesHeld(org: Org, caller: Caller, at: Moment): { roleId: string; divisionId: string }[] {
  const subjects = new Set([caller.id]);
  if (caller.kind === "user") {
    for (const group of [...org.groups.values(), ...trustedSubjects(org).groups])
      if (group.rolesEnabled && group.state === "active" && group.memberIds.includes(caller.id)) subjects.add(group.id);
  }
  return org.grants.filter((grant) => subjects.has(grant.subjectId) && grant.madeAt + at.lateGrantsSeconds * 1000 <= at.now);
}
