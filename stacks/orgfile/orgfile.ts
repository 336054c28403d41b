import type { Place } from "../../access/graph/place";
import type { Merged } from "./merge";
import type {
  AccessPolicyEntry,
  ApplicationEntry,
  GroupEntry,
  OrgSection,
  PoliciesEntry,
  Requirements,
  RoleEntry,
  ScreenRecordingEntry,
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

/** The definition that an application of an org is made from. */
export interface DefinitionUse {
  readonly name: string;
  readonly version: string;
  /** Path of its file as it is shown to people. */
  readonly file: string;
  /** What it asks of the org. */
  readonly requires: Requirements;
  /** Where it asks for it. */
  readonly place: Place;
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
  /** How screens are recorded; absent when nothing is said about it. */
  readonly screenRecording?: ScreenRecordingEntry;
  /** The definition and version that an application is made from, by the application's key. */
  readonly definitions: Readonly<Record<string, DefinitionUse>>;
  /** Secrets of the provider's own configuration that stand in the file in clear: their names and places, never their values. */
  readonly plainSecrets?: readonly { readonly name: string; readonly place: Place }[];
  /** The sections exactly as they are written, before definitions. */
  readonly sections: Sections;
  /** Where something is written, by its path from the section on: `["applications", "servicenow", "calls", 0]`. */
  place(path: Path): Place;
}

/** Sections of the right shape, with defaults for absent sections and all waivers in one list. */
export function orgFileOf(written: Sections, { sections, positions, definitions }: Merged, file: string, name: string): OrgFile {
  const place = (path: Path): Place => positions.place(path);
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
    ...(sections.screenRecording === undefined ? {} : { screenRecording: sections.screenRecording }),
    waivers: waiversOf(sections, place),
    policies: sections.policies ?? {},
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([key, { name: definition, version, file: path, requires, positions: at }]) => [
        key,
        { name: definition, version, file: path, requires, place: at.place(["requires"]) },
      ]),
    ),
    sections: written,
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
