import * as z from "zod";
import type { SubjectType, TrustedMember, TrustRecord } from "../../state/entities";
import type { Org } from "../../state/org";
import { trusteeOf } from "../../state/partners";
import { param, read, type Call, type Handlers } from "../../server/call";
import { page } from "../../server/paging";
import { ApiProblem, badRequest, noContent, notFound, ok } from "../../server/reply";
import { findPairing, maxTrusted } from "./pairings";
import { renderAuthorization, renderTrustee, renderTrustGroup, renderTrustUser } from "./render";

const grants = z.object({ grants: z.array(z.object({ roleId: z.string(), divisionId: z.string() })) });
const member = z.object({ id: z.string(), roleIds: z.array(z.string()).nullish(), roleDivisions: grants.nullish() });
type Member = z.output<typeof member>;
const create = z.object({
  pairingId: z.string().nullish(),
  enabled: z.boolean(),
  users: z.array(member).nullish(),
  groups: z.array(member).nullish(),
  dateExpired: z.iso.datetime().nullish(),
});
const update = z.object({ enabled: z.boolean(), dateExpired: z.iso.datetime().nullish() });

/** The side of the org that trusts: whom it lets in, until when, and with which roles. */
export const trusteeHandlers: Handlers = {
  getOrgauthorizationTrustees: (call) =>
    ok(page(call, [...call.org.trusts.values()], (trust) => renderTrustee(trusteeOf(call.org, trust), trust))),

  postOrgauthorizationTrustees: (call) => {
    const body = read(call, create);
    if (body.pairingId == null) throw badRequest("The pairing id is required.");
    const found = findPairing(call, body.pairingId);
    if (found === undefined) throw notFound();
    const { home, pairing } = found;
    if (home.id === call.org.id)
      throw badRequest(
        "The pairing trustee organization id cannot match the creator of the trust's organization id.",
        "self.trust.not.allowed",
      );
    const users = body.users ?? [];
    const groups = body.groups ?? [];
    if (users.length === 0 && groups.length === 0) throw badRequest("Trustee user or group required", "trustee.user.or.group.required");
    const stranger =
      users.find(({ id }) => !pairing.userIds.includes(id)) ?? groups.find(({ id }) => !pairing.groupIds.includes(id));
    if (stranger !== undefined) throw badRequest(`The pairing does not name ${stranger.id}.`);
    if (call.org.trusts.has(home.id)) throw new ApiProblem(409, "general.conflict", `The organization ${home.id} is trusted already.`);
    const at = iso(call);
    const since = (entry: Member): TrustedMember => ({ id: entry.id, dateCreated: at, createdBy: call.caller.id });
    const made: TrustRecord = {
      trusteeOrgId: home.id,
      trusteeOrgName: home.name,
      enabled: body.enabled,
      dateCreated: at,
      createdBy: call.caller.id,
      ...(body.dateExpired == null ? {} : { dateExpired: body.dateExpired }),
      users: users.map(since),
      groups: groups.map(since),
    };
    call.org.trusts.put(home.id, made);
    for (const entry of users) give(call, entry.id, "PC_TRUSTEE_USER", pairsOf(call, entry));
    for (const entry of groups) give(call, entry.id, "PC_TRUSTEE_GROUP", pairsOf(call, entry));
    return ok(renderTrustee(home, made));
  },

  getOrgauthorizationTrustee: (call) => {
    const { trust, home } = one(call);
    return ok(renderTrustee(home, trust));
  },

  putOrgauthorizationTrustee: (call) => {
    const { trust, home } = one(call);
    const { enabled, dateExpired } = read(call, update);
    const { dateExpired: _, ...kept } = trust;
    return ok(renderTrustee(home, put(call, { ...kept, enabled, ...(dateExpired == null ? {} : { dateExpired }) })));
  },

  deleteOrgauthorizationTrustee: (call) => {
    endTrust(call.org, one(call).trust);
    return noContent;
  },

  getOrgauthorizationTrusteeUsers: (call) => {
    const { trust, home } = one(call);
    return ok(page(call, trust.users, (entry) => renderTrustUser(call.org, home, entry)));
  },

  postOrgauthorizationTrusteeUsers: (call) => {
    const { trust, home } = one(call);
    const body = read(call, member);
    if (home.users.get(body.id)?.state !== "active") throw badRequest(`The user ${body.id} was not found.`);
    const added = letIn(call, trust, "users", body.id);
    give(call, body.id, "PC_TRUSTEE_USER", pairsOf(call, body));
    return ok(renderTrustUser(call.org, home, added));
  },

  getOrgauthorizationTrusteeUser: (call) => {
    const { home } = one(call);
    return ok(renderTrustUser(call.org, home, memberOf(call, "users")));
  },

  deleteOrgauthorizationTrusteeUser: (call) => {
    letOut(call.org, one(call).trust, "users", memberOf(call, "users").id);
    return noContent;
  },

  getOrgauthorizationTrusteeUserRoles: (call) => ok(renderAuthorization(call.org, memberOf(call, "users").id)),
  putOrgauthorizationTrusteeUserRoles: (call) => ok(setRoles(call, "users")),
  putOrgauthorizationTrusteeUserRoledivisions: (call) => ok(setRoleDivisions(call, "users")),
  deleteOrgauthorizationTrusteeUserRoles: (call) => takeRoles(call, "users"),

  getOrgauthorizationTrusteeGroups: (call) => {
    const { trust, home } = one(call);
    return ok(page(call, trust.groups, (entry) => renderTrustGroup(home, entry)));
  },

  postOrgauthorizationTrusteeGroups: (call) => {
    const { trust, home } = one(call);
    const body = read(call, member);
    if (!home.groups.has(body.id)) throw badRequest(`The group ${body.id} was not found.`);
    const added = letIn(call, trust, "groups", body.id);
    give(call, body.id, "PC_TRUSTEE_GROUP", pairsOf(call, body));
    return ok(renderTrustGroup(home, added));
  },

  getOrgauthorizationTrusteeGroup: (call) => ok(renderTrustGroup(one(call).home, memberOf(call, "groups"))),

  deleteOrgauthorizationTrusteeGroup: (call) => {
    letOut(call.org, one(call).trust, "groups", memberOf(call, "groups").id);
    return noContent;
  },

  getOrgauthorizationTrusteeGroupRoles: (call) => ok(renderAuthorization(call.org, memberOf(call, "groups").id)),
  putOrgauthorizationTrusteeGroupRoles: (call) => ok(setRoles(call, "groups")),
  putOrgauthorizationTrusteeGroupRoledivisions: (call) => ok(setRoleDivisions(call, "groups")),
  deleteOrgauthorizationTrusteeGroupRoles: (call) => takeRoles(call, "groups"),
};

type Kind = "users" | "groups";
type Pair = { readonly roleId: string; readonly divisionId: string };
const subjectTypes = { users: "PC_TRUSTEE_USER", groups: "PC_TRUSTEE_GROUP" } as const;

function iso(call: Call): string {
  return new Date(call.now).toISOString();
}

function one(call: Call): { readonly trust: TrustRecord; readonly home: Org } {
  const trust = call.org.trusts.get(param(call, "trusteeOrgId"));
  const home = trust === undefined ? undefined : trusteeOf(call.org, trust);
  if (trust === undefined || home === undefined) throw notFound();
  return { trust, home };
}

function memberOf(call: Call, kind: Kind): TrustedMember {
  const id = param(call, kind === "users" ? "trusteeUserId" : "trusteeGroupId");
  const found = one(call).trust[kind].find((entry) => entry.id === id);
  if (found === undefined) throw notFound();
  return found;
}

function put(call: Call, trust: TrustRecord): TrustRecord {
  return call.org.trusts.put(trust.trusteeOrgId, trust);
}

/** Adds a user or group of the other org to a trust; the same one again is no mistake. */
export function letIn(call: Call, trust: TrustRecord, kind: Kind, id: string, org: Org = call.org): TrustedMember {
  const known = trust[kind].find((entry) => entry.id === id);
  if (known !== undefined) return known;
  if (trust.users.length + trust.groups.length >= maxTrusted)
    throw badRequest(`At most ${maxTrusted} users and groups of an organization can be trusted.`);
  const added: TrustedMember = { id, dateCreated: iso(call), createdBy: call.caller.id };
  org.trusts.put(trust.trusteeOrgId, { ...trust, [kind]: [...trust[kind], added] });
  return added;
}

/** Takes a user or group out of a trust, with its roles and tokens. */
export function letOut(org: Org, trust: TrustRecord, kind: Kind, id: string): void {
  org.trusts.put(trust.trusteeOrgId, { ...trust, [kind]: trust[kind].filter((entry) => entry.id !== id) });
  org.removeGrants((grant) => grant.subjectId === id && grant.subjectType === subjectTypes[kind]);
}

/** Ends a trust: nobody of the other org is let in any more. */
export function endTrust(org: Org, trust: TrustRecord): void {
  const ids = new Set([...trust.users, ...trust.groups].map((entry) => entry.id));
  org.removeGrants((grant) => ids.has(grant.subjectId) && grant.subjectType.startsWith("PC_TRUSTEE"));
  org.trusts.delete(trust.trusteeOrgId);
}

/** Roles as they are asked for; without divisions they hold in the Home division. */
function pairsOf(call: Call, body: Omit<Member, "id">): Pair[] {
  return [...(body.roleIds ?? []).map((roleId) => ({ roleId, divisionId: call.org.home.id })), ...(body.roleDivisions?.grants ?? [])];
}

function give(call: Call, subjectId: string, subjectType: SubjectType, pairs: readonly Pair[]): void {
  for (const { roleId, divisionId } of pairs) {
    if (!call.org.roles.has(roleId) || (divisionId !== "*" && !call.org.divisions.has(divisionId)))
      throw badRequest("Invalid role divisions in request.", "bad.role.divisions");
    call.org.addGrant({ subjectId, subjectType, roleId, divisionId, madeAt: call.now });
  }
}

function setRoles(call: Call, kind: Kind): unknown {
  const roleIds = read(call, z.array(z.string()));
  return replaceRoles(call, kind, pairsOf(call, { roleIds }));
}

function setRoleDivisions(call: Call, kind: Kind): unknown {
  return replaceRoles(call, kind, read(call, grants).grants);
}

function replaceRoles(call: Call, kind: Kind, pairs: readonly Pair[]): unknown {
  const { id } = memberOf(call, kind);
  call.org.removeGrants((grant) => grant.subjectId === id && grant.subjectType === subjectTypes[kind]);
  give(call, id, subjectTypes[kind], pairs);
  return renderAuthorization(call.org, id);
}

function takeRoles(call: Call, kind: Kind): typeof noContent {
  const { id } = memberOf(call, kind);
  call.org.removeGrants((grant) => grant.subjectId === id && grant.subjectType === subjectTypes[kind]);
  return noContent;
}
