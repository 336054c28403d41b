import type { TrustedMember, TrustRecord } from "../../state/entities";
import type { Org } from "../../state/org";

/** A user of an org as another org sees it. */
export function renderOrgUser(home: Org, id: string): Record<string, unknown> {
  const user = home.users.get(id);
  return {
    id,
    name: user?.name,
    email: user?.email,
    state: user?.state,
    version: user?.version,
    organization: { id: home.id, name: home.record.name },
  };
}

/** A trusted user: the user, since when it is let in, and what it may do here. */
export function renderTrustUser(org: Org, home: Org, member: TrustedMember): unknown {
  return {
    ...renderOrgUser(home, member.id),
    authorization: renderAuthorization(org, member.id),
    trustUserDetails: { dateCreated: member.dateCreated, createdBy: { id: member.createdBy } },
  };
}

/** A trusted group. */
export function renderTrustGroup(home: Org, member: TrustedMember): unknown {
  const group = home.groups.get(member.id);
  return {
    id: member.id,
    name: group?.name,
    type: group?.type,
    visibility: group?.visibility,
    rulesVisible: group?.rulesVisible,
    rolesEnabled: group?.rolesEnabled,
    state: group?.state,
    memberCount: group?.memberIds.length,
    dateCreated: member.dateCreated,
    createdBy: { id: member.createdBy },
  };
}

/** The roles that a subject has been given in an org. */
export function renderAuthorization(org: Org, subjectId: string): unknown {
  const ids = [...new Set(org.grantsOf(subjectId).map((grant) => grant.roleId))];
  return { roles: ids.map((id) => ({ id, name: org.roles.get(id)?.name })), unusedRoles: [], permissions: [], permissionPolicies: [] };
}

/** A trust as the org sees it that trusts. */
export function renderTrustee(home: Org | undefined, trust: TrustRecord): unknown {
  return {
    id: trust.trusteeOrgId,
    enabled: trust.enabled,
    usesDefaultRole: false,
    hasFullAccess: false,
    dateCreated: trust.dateCreated,
    ...(trust.dateExpired === undefined ? {} : { dateExpired: trust.dateExpired }),
    createdBy: { id: trust.createdBy },
    organization: { id: trust.trusteeOrgId, name: home?.record.name ?? trust.trusteeOrgName },
    selfUri: `/api/v2/orgauthorization/trustees/${trust.trusteeOrgId}`,
  };
}

/** A trust as the org sees it that is trusted. */
export function renderTrustor(trustor: Org, trust: TrustRecord): unknown {
  return {
    id: trustor.id,
    enabled: trust.enabled,
    dateCreated: trust.dateCreated,
    createdBy: { id: trust.createdBy },
    organization: { id: trustor.id, name: trustor.record.name },
    authorization: { permissions: [] },
    selfUri: `/api/v2/orgauthorization/trustors/${trustor.id}`,
  };
}
