import { UserError } from "../../access/errors";
import { describePlace } from "../../access/graph/place";
import { isCustomers } from "../stack/customer";
import { passphraseVariable, sharesPassphrase } from "../stack/passphrase";
import { isEmulated } from "../stack/session";
import type { Candidate } from "./select";

/** Keeps many real orgs from being taken for one another. */
export interface OrgGuard {
  /** Throws a `UserError` for an org whose secrets would be encrypted with a passphrase that holds for every org, where several real orgs are brought up. */
  passphrase(candidate: Candidate, env: Readonly<Record<string, string | undefined>>, backendUrl: string | undefined): void;
  /** Throws a `UserError` for an org that has no credentials of its own and no pinned id, where several real orgs are worked on. */
  credentials(candidate: Candidate): void;
  /** Throws a `UserError` when an organization that is about to be pinned is another org file's already. */
  pin(candidate: Candidate, organization: { readonly id: string; readonly name: string }): void;
}

/**
 * The worst mistake with many orgs is the right file with another org's credentials. A pinned id
 * stops it; before an org is pinned, credentials that every org would take, or an organization that
 * another file is about, are refused.
 *
 * @param all Every org file of the project.
 * @param chosen Those of this run.
 */
export function useOneOrg(all: readonly Candidate[], chosen: readonly Candidate[]): OrgGuard {
  const real = chosen.filter(({ orgFile }) => orgFile !== undefined && !isEmulated(orgFile));
  const owners = new Map(all.flatMap(({ org, orgFile }) => (orgFile?.org.orgId === undefined || isEmulated(orgFile) ? [] : [[orgFile.org.orgId.toLowerCase(), org] as const])));
  return {
    credentials: ({ org, orgFile }) => {
      if (orgFile === undefined || isEmulated(orgFile) || real.length < 2) return;
      const { credentials, orgId } = orgFile.org;
      if (orgId !== undefined || credentials?.environment !== undefined || credentials?.command !== undefined || orgFile.sections.deployer !== undefined) return;
      throw new UserError({
        what: `${org} has no credentials of its own`,
        where: describePlace(orgFile.place(["org"])),
        why: "several real orgs are worked on, its organization is not pinned yet, and variables that hold for all of them could be those of another org.",
        next: `say org.credentials in its file, or bring it up alone first: npx genesys-access up ${org}. Nothing was changed.`,
      });
    },
    passphrase: ({ org, path, orgFile }, env, backendUrl) => {
      if (orgFile === undefined || isEmulated(orgFile) || isCustomers(orgFile) || real.filter((each) => each.orgFile === undefined || !isCustomers(each.orgFile)).length < 2) return;
      if (!sharesPassphrase(org, path, env, backendUrl)) return;
      const own = passphraseVariable(org);
      throw new UserError({
        what: `${org} has no key of its own for its secrets`,
        where: describePlace(orgFile.place(["org"])),
        why: "several real orgs are brought up, and PULUMI_CONFIG_PASSPHRASE would be the key of all of them: whoever has it could read the clients' secrets of every org.",
        next: `set ${own} or ${own}_FILE, or name a secrets provider in its file (docs/secrets.md). Nothing was changed.`,
      });
    },
    pin: ({ org, orgFile }, organization) => {
      const id = organization.id.toLowerCase();
      const owner = owners.get(id);
      if (owner !== undefined && owner !== org) {
        throw new UserError({
          what: `the credentials of ${org} belong to the organization of ${owner}`,
          ...(orgFile === undefined ? {} : { where: describePlace(orgFile.place(["org"])) }),
          why: `${organization.name === "" ? organization.id : `${organization.name} (${organization.id})`} is pinned in the file of ${owner}. Nothing was changed.`,
          next: `use the credentials of ${org}. If both files are meant to be about this organization, write orgId: ${organization.id} into this one by hand.`,
        });
      }
      owners.set(id, org);
    },
  };
}
