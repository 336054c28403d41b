import type { OrgFile } from "../../stacks/orgfile";
import { planOrgFile } from "../../stacks/orgfile/plan";
import { wrap } from "../frame/text";
import type { Deployment } from "./deployment";
import { readOutputs } from "./outputs";

/** Added and removed, each sorted. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** How the access of an application or a group would change. */
export interface AccessChange {
  readonly section: "applications" | "groups";
  readonly name: string;
  /** The version that is deployed and the one that the file takes, where they differ. */
  readonly version?: { readonly from?: string; readonly to?: string };
  readonly permissions: Difference;
  /** Divisions of an application; a group's are not known from the state. */
  readonly divisions: Difference;
}

interface Access {
  readonly version?: string | undefined;
  readonly permissions: readonly string[];
  readonly divisions: readonly string[];
}

const none: Access = { permissions: [], divisions: [] };

/**
 * What a deployment would change about access: permissions, divisions and versions, by what the
 * stack made and what the file asks for. Nothing for a stack that was never brought up: there
 * everything is new.
 */
export function accessChanges(orgFile: OrgFile, before: Pick<Deployment, "outputs"> | undefined): readonly AccessChange[] {
  if (before === undefined || Object.keys(before.outputs).length === 0) return [];
  const { applications, groups } = readOutputs(before.outputs);
  const plans = planOrgFile(orgFile);
  const wantedApplications = new Map(
    plans.applications.map(({ name, plan }): [string, Access] => [name, { version: orgFile.definitions[name]?.version, permissions: plan.permissions, divisions: plan.divisions }]),
  );
  const wantedGroups = new Map(plans.groups.map(({ name, plan }): [string, Access] => [name, { permissions: plan.permissions, divisions: [] }]));
  return [
    ...compare("applications", new Map(Object.entries(applications)), wantedApplications),
    ...compare("groups", new Map(Object.entries(groups).map(([name, group]) => [name, { ...group, divisions: [] }])), wantedGroups),
  ];
}

function compare(section: AccessChange["section"], before: ReadonlyMap<string, Access>, after: ReadonlyMap<string, Access>): readonly AccessChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name): readonly AccessChange[] => {
    const [old, wanted] = [before.get(name) ?? none, after.get(name) ?? none];
    const change = { section, name, permissions: difference(old.permissions, wanted.permissions), divisions: difference(old.divisions, wanted.divisions) };
    const otherVersion = old.version !== wanted.version;
    if (!otherVersion && [change.permissions, change.divisions].every(({ added, removed }) => added.length + removed.length === 0)) return [];
    return [{ ...change, ...(otherVersion ? { version: { ...(old.version === undefined ? {} : { from: old.version }), ...(wanted.version === undefined ? {} : { to: wanted.version }) } } : {}) }];
  });
}

function difference(before: readonly string[], after: readonly string[]): Difference {
  return { added: after.filter((one) => !before.includes(one)).sort(), removed: before.filter((one) => !after.includes(one)).sort() };
}

/** The changes for people: an entry, then a line for each permission and division that comes or goes. */
export function accessText(changes: readonly AccessChange[], columns: number): string[] {
  return changes.flatMap(({ section, name, version, permissions, divisions }) => {
    const from = version?.from === undefined ? "" : ` from version ${version.from}`;
    const to = version?.to === undefined ? "" : ` to version ${version.to}`;
    const lines = [
      ...permissions.removed.map((one) => `- ${one}`),
      ...permissions.added.map((one) => `+ ${one}`),
      ...divisions.removed.map((one) => `- division ${one}`),
      ...divisions.added.map((one) => `+ division ${one}`),
    ];
    const head = `Access of ${section === "applications" ? "application" : "group"} ${name}${from}${to}:${lines.length === 0 ? " the same" : ""}`;
    return [...wrap(head, columns, 2), ...lines.flatMap((line) => wrap(`  ${line}`, columns, 4))];
  });
}
