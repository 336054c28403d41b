import { UserError } from "../../access/errors";
import { emptyFragment } from "../../access/graph/fragment";
import { tokens, type Plan, type Planned } from "../plan";
import type { PartnerOrgsArgs } from "./args";

/** The pairings that are asked for here, by the trust's name. */
export interface PartnerOrgsPlan extends Plan {
  readonly pairings: Readonly<Record<string, Planned<typeof tokens.pairing>>>;
}

/**
 * The pairings of managed trusts, sorted by name. Throws a UserError for one that cannot be asked for
 * here: from the trustor's side, or for nobody.
 */
export function planPartnerOrgs(args: PartnerOrgsArgs): PartnerOrgsPlan {
  const managed = Object.entries(args.trusts)
    .filter(([, trust]) => trust.manage === true)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const pairings: Record<string, Planned<typeof tokens.pairing>> = {};
  for (const [name, trust] of managed) {
    const [users, groups] = [sorted(trust.users?.map((email) => email.toLowerCase())), sorted(trust.groups)];
    if (trust.direction !== "trustor") {
      throw new UserError({ where: `trust '${name}'`, what: "a pairing is asked for by the trustee, and here the other org is the trustee", next: "declare it in that org's program." });
    }
    if (users.length + groups.length === 0) {
      throw new UserError({ where: `trust '${name}'`, what: "a pairing needs users or groups of this org that the other org admits", next: "add 'users' or 'groups'." });
    }
    pairings[name] = { type: tokens.pairing, name, protect: false, inputs: { userEmails: users, groupNames: groups } };
  }
  return { pairings, resources: Object.values(pairings), permissions: [], access: emptyFragment };
}

function sorted(words: readonly string[] | undefined): readonly string[] {
  return [...new Set(words ?? [])].sort();
}
