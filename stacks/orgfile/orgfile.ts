import type { Place } from "../../access/graph/place";
import type {
  AccessPolicyEntry,
  ApplicationEntry,
  GroupEntry,
  OrgSection,
  PoliciesEntry,
  RoleEntry,
  Sections,
  ServiceUserEntry,
  TrustEntry,
  WaiverEntry,
} from "./schema";
import type { Path } from "./source";

/** A waiver with its place; `within` names the entry that it was written beside. */
export interface OrgWaiver extends WaiverEntry {
  readonly place: Place;
  readonly within?: string;
}

/** An org file that was read and found to be of the right shape: what it says, and where it says it. */
export interface OrgFile {
  /** Path as it is shown to people. */
  readonly file: string;
  /** Name of the org: the stack's name. */
  readonly name: string;
  readonly org: OrgSection;
  readonly applications: Readonly<Record<string, ApplicationEntry>>;
  readonly groups: Readonly<Record<string, GroupEntry>>;
  readonly serviceUsers: Readonly<Record<string, ServiceUserEntry>>;
  readonly roles: Readonly<Record<string, RoleEntry>>;
  readonly accessPolicies: Readonly<Record<string, AccessPolicyEntry>>;
  readonly trusts: Readonly<Record<string, TrustEntry>>;
  /** All waivers: those of the file and those beside its entries. */
  readonly waivers: readonly OrgWaiver[];
  /** Levels and options of rules, by rule id or `all`. */
  readonly policies: PoliciesEntry;
  /** The sections exactly as they are written. */
  readonly sections: Sections;
  /** Where something is written, by its path from the section on: `["applications", "servicenow", "calls", 0]`. */
  place(path: Path): Place;
}

/** Sections of the right shape, with defaults for absent sections and all waivers in one list. */
export function orgFileOf(sections: Sections, file: string, name: string, place: (path: Path) => Place): OrgFile {
  return {
    file,
    name,
    org: sections.org,
    applications: sections.applications ?? {},
    groups: sections.groups ?? {},
    serviceUsers: sections.serviceUsers ?? {},
    roles: sections.roles ?? {},
    accessPolicies: sections.accessPolicies ?? {},
    trusts: sections.trusts ?? {},
    waivers: waiversOf(sections, place),
    policies: sections.policies ?? {},
    sections,
    place,
  };
}

const singular = { applications: "application", groups: "group", serviceUsers: "service user", roles: "role" } as const;

function waiversOf(sections: Sections, place: (path: Path) => Place): readonly OrgWaiver[] {
  const own = (sections.waivers ?? []).map((waiver, index) => ({ ...waiver, place: place(["waivers", index]) }));
  const beside = (Object.keys(singular) as (keyof typeof singular)[]).flatMap((section) =>
    Object.entries<{ readonly waivers?: readonly WaiverEntry[] | undefined }>(sections[section] ?? {}).flatMap(([key, entry]) =>
      (entry.waivers ?? []).map((waiver, index) => ({
        ...waiver,
        place: place([section, key, "waivers", index]),
        within: `${singular[section]} ${key}`,
      })),
    ),
  );
  return [...own, ...beside];
}
