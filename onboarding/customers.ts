import { UserError } from "../access/errors";
import { orgFileOfValues, type Definition, type Definitions, type OrgFile } from "../stacks/orgfile";
import { changesBetween, type Changes } from "./changes";
import { setupOfOrg, type Setup } from "./setup";

/** An org that has an application. */
export interface Customer {
  readonly org: string;
  /** Key of the application in the org's file. */
  readonly application: string;
  readonly managedBy: "us" | "customer";
  /** The version that the org has. */
  readonly has: string;
  /** False where the org's file names no version and so follows the current one; for a customer's org `has` is then a guess. */
  readonly versionNamed: boolean;
  readonly region: string;
  /** What the new version asks of the org, and what it needs there; absent when the org's file does not fit it. */
  readonly next?: { readonly changes: Changes; readonly setup: Setup };
  /** Why the org's file does not fit the new version. */
  readonly problem?: string;
}

/** Every org that has an application, sorted, with what the version `next` of it asks of that org. */
export function customersOf(orgs: readonly OrgFile[], next: Definition, definitions: Definitions): readonly Customer[] {
  return orgs
    .flatMap((org) =>
      Object.entries(org.definitions)
        .filter(([, use]) => use.name === next.name)
        .map(([key, use]): Customer => {
          const known = { org: org.name, application: key, managedBy: org.org.managedBy ?? "us", has: use.version, versionNamed: org.sections.applications?.[key]?.version !== undefined, region: org.org.region };
          try {
            const current = definitions.find(use.name, use.version) ?? next;
            const setup = setupOfOrg(withVersion(org, key, next, definitions), key, next);
            return { ...known, next: { changes: changesBetween(setupOfOrg(org, key, current), setup), setup } };
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            return { ...known, problem: error.message };
          }
        }),
    )
    .sort((a, b) => (a.org < b.org ? -1 : a.org > b.org ? 1 : a.application < b.application ? -1 : 1));
}

/** An org as its file would be read if it took another version: what the org file says itself still wins. Throws a UserError. */
export function withVersion(org: OrgFile, key: string, next: Definition, definitions: Definitions): OrgFile {
  const written = org.sections.applications ?? {};
  const values = { ...org.sections, applications: { ...written, [key]: { ...written[key], from: next.name, version: next.version } } };
  return orgFileOfValues(values, org.file, org.name, org, definitions);
}
