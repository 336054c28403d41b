import type { GroupRecord, TrustRecord, UserRecord } from "./entities";
import { Org } from "./org";

/** How long a pairing can be taken up: 48 hours (specification, Organization Authorization API). */
export const pairingLifetimeMs = 48 * 3_600_000;

/** The other orgs of this emulator, sorted by name. */
export function otherOrgs(org: Org): Org[] {
  return org.store
    .names("/org")
    .filter((name) => name !== org.name)
    .sort()
    .map((name) => new Org(org.store, name));
}

/** An org of this emulator by its id, this one included. */
export function orgById(org: Org, id: string): Org | undefined {
  return org.id === id ? org : otherOrgs(org).find((other) => other.id === id);
}

/** The org that a trust lets in; undefined when it is gone from the emulator. */
export function trusteeOf(org: Org, trust: TrustRecord): Org | undefined {
  const other = new Org(org.store, trust.trusteeOrgName);
  return other.info.has("me") ? other : undefined;
}

/** Whether a trust lets anybody in at a moment. */
export function isGood(trust: TrustRecord, now: number): boolean {
  return trust.enabled && (trust.dateExpired === undefined || Date.parse(trust.dateExpired) > now);
}

/** A user of another org whom a trust names, directly or by a group, whether the trust is good or not. */
export interface TrustedPerson {
  readonly user: UserRecord;
  readonly home: Org;
  readonly trust: TrustRecord;
}

/** The trusted user of another org with this id. */
export function trustedPerson(org: Org, userId: string): TrustedPerson | undefined {
  for (const trust of org.trusts.values()) {
    const home = trusteeOf(org, trust);
    const user = home?.users.get(userId);
    if (home !== undefined && user !== undefined && names(home, trust, userId)) return { user, home, trust };
  }
  return undefined;
}

/** The trusted user of another org with this email. */
export function trustedByEmail(org: Org, email: string): TrustedPerson | undefined {
  const wanted = email.toLowerCase();
  for (const trust of org.trusts.values()) {
    const home = trusteeOf(org, trust);
    const user = home?.users.find((candidate) => candidate.email.toLowerCase() === wanted && candidate.state !== "deleted");
    if (home !== undefined && user !== undefined && names(home, trust, user.id)) return { user, home, trust };
  }
  return undefined;
}

/** Every user and group of other orgs that the org's trusts name. */
export function trustedSubjects(org: Org): { users: UserRecord[]; groups: GroupRecord[] } {
  const users = new Map<string, UserRecord>();
  const groups = new Map<string, GroupRecord>();
  for (const trust of org.trusts.values()) {
    const home = trusteeOf(org, trust);
    if (home === undefined) continue;
    for (const { id } of trust.groups) {
      const group = home.groups.get(id);
      if (group === undefined) continue;
      groups.set(id, group);
      for (const memberId of group.memberIds) {
        const member = home.users.get(memberId);
        if (member !== undefined) users.set(memberId, member);
      }
    }
    for (const { id } of trust.users) {
      const user = home.users.get(id);
      if (user !== undefined) users.set(id, user);
    }
  }
  return { users: [...users.values()], groups: [...groups.values()] };
}

/** Changes whenever something changes in the orgs that the org trusts that matters to who is let in. */
export function partnersVersion(org: Org): number {
  let version = 0;
  if (org.trusts.size === 0) return version;
  for (const trust of org.trusts.values()) {
    const home = trusteeOf(org, trust);
    version += home === undefined ? 0 : home.users.version + home.groups.version;
  }
  return version;
}

function names(home: Org, trust: TrustRecord, userId: string): boolean {
  return (
    trust.users.some((member) => member.id === userId) ||
    trust.groups.some((member) => home.groups.get(member.id)?.memberIds.includes(userId) === true)
  );
}
