import { catalogue, describeOperation, powerOf, type Power } from "../../access/catalogue";
import { grantLike } from "../../access/catalogue/facts/grantLike";
import type { Certainty } from "../../access/certainty";
import { callsFor, isKnownType, namedDivisions, namedRoles, occasions, type Occasion, type PlanFacts, type ProviderCall } from "../../access/deployer/calls";
import type { PlannedObject } from "../../access/graph/planned";
import { needs } from "../../access/needs";
import { plannedObjects, type OrgFile } from "../../stacks/orgfile";

/** The two deployers that an org needs: one that only looks, and one that changes. */
export type DeployerKind = "read" | "apply";

/** A permission that a deployer needs, and what for. */
export interface DeployerPermission {
  readonly permission: string;
  readonly power: Power;
  /** When it is needed. */
  readonly on: readonly Occasion[];
  /** Calls that ask for it: `METHOD /path/template`. */
  readonly calls: readonly string[];
  /** The first of them that is missed, and when: at the first `up`, else at a removal, else at a change, else at a preview. */
  readonly missedFirst: { readonly on: Occasion; readonly call: string };
  readonly certainty: Certainty;
  /** Set when it makes the holder an administrator in effect: how. */
  readonly administrator?: string;
}

/** The smallest role of a deployer. */
export interface DeployerRole {
  readonly kind: DeployerKind;
  /** Name of the role and of the client that holds it. */
  readonly name: string;
  readonly permissions: readonly DeployerPermission[];
  /** Divisions in which it is granted, by name; also `all` and `home`. */
  readonly divisions: readonly string[];
  /** Why these divisions. */
  readonly divisionsBecause: string;
}

/** What deploying an org file takes. */
export interface DeployerNeeds {
  readonly org: string;
  readonly deployerRoles: PlanFacts["deployerRoles"];
  readonly read: DeployerRole;
  readonly apply: DeployerRole;
  /** Roles that the deployer hands out on clients, by name, with their divisions. Genesys Cloud asks that it holds them. */
  readonly handedOut: readonly { readonly role: string; readonly division: string; readonly made: boolean; readonly client: string }[];
  /** Every call that an update may make, by operation. */
  readonly operations: readonly string[];
  /** Permissions that neither role needs, with which `preflight` and `--live` can tell more, each with what it lets be read. */
  readonly tellMore: readonly { readonly permission: string; readonly what: string }[];
  /** Types of the plan whose calls are not known here; the roles may then be too small. */
  readonly unknownTypes: readonly string[];
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** What deploying an org file takes, from the calls that the provider makes for what the file declares. Pure. */
export function deployerNeeds(orgFile: OrgFile): DeployerNeeds {
  return needsOfObjects(orgFile.name, plannedObjects(orgFile), orgFile.org.deployerRoles ?? "borrow");
}

/** The same from planned resources. */
export function needsOfObjects(
  org: string,
  objects: readonly PlannedObject[],
  deployerRoles: PlanFacts["deployerRoles"],
): DeployerNeeds {
  const madeRoles = new Set(objects.filter(({ type }) => type.endsWith(":AuthRole")).map(({ inputs }) => String(inputs["name"])));
  const facts: PlanFacts = { madeRoles, deployerRoles };
  const calls = objects.flatMap((object) => callsFor(object, facts));
  const permissions = permissionsOf(calls);
  const { divisions, because } = divisionsOf(objects);
  return {
    org,
    deployerRoles,
    read: {
      kind: "read",
      name: deployerName(org, "read"),
      permissions: permissions.filter(({ on }) => on.includes("read")),
      divisions,
      divisionsBecause: because,
    },
    apply: { kind: "apply", name: deployerName(org, "apply"), permissions, divisions, divisionsBecause: because },
    handedOut: handedOut(objects, madeRoles),
    operations: [...new Set(calls.map(({ operation }) => operation))].sort(),
    tellMore: toldWith.flatMap(([operation, what]) =>
      needs([operation]).role.permissions.filter((permission) => permissions.every((held) => held.permission !== permission)).map((permission) => ({ permission, what })),
    ),
    unknownTypes: [...new Set(objects.map(({ type }) => type).filter((type) => !isKnownType(type)))].sort(),
  };
}

/** What a reading of the org asks beyond what the provider does (live/org/read). */
const toldWith: readonly (readonly [string, string])[] = [
  ["getAuthorizationPolicies", "access policies that may deny"],
  ["getAuthorizationRolesSettings", "whether grants are checked per division"],
  ["getOrganizationsAuthenticationSettings", "the allowed addresses; it administers the organization"],
  ["getOrgauthorizationTrustees", "trusts that this org gives"],
  ["getOrgauthorizationTrustors", "trusts that this org has"],
  ["getRecordingMediaretentionpolicies", "whether a policy records screens"],
  ["postUsersSearch", "people by their email address"],
];

/** Name of a deployer's role and client. */
export function deployerName(org: string, kind: DeployerKind): string {
  return `pulumi deployer ${org} (${kind})`;
}

function permissionsOf(calls: readonly ProviderCall[]): readonly DeployerPermission[] {
  const free = calls.filter(({ permission }) => permission === undefined);
  const operations = [...new Set(free.map(({ operation }) => operation))].sort();
  const found = new Map<string, { readonly calls: Set<string>; readonly certainty: Certainty }>();
  for (const { permission, reasons, certainty } of needs(operations).role.reasons) {
    found.set(permission, { calls: new Set(reasons.map((reason) => reason.call)), certainty });
  }
  for (const { operation, permission } of calls) {
    if (permission === undefined) continue;
    const entry = found.get(permission) ?? { calls: new Set<string>(), certainty: "confirmed" as const };
    entry.calls.add(operation);
    found.set(permission, entry);
  }
  const occasionsOf = (names: ReadonlySet<string>): readonly Occasion[] => {
    const on = new Set(calls.filter(({ operation }) => names.has(operation)).flatMap((one) => one.on));
    return occasions.filter((occasion) => on.has(occasion));
  };
  const missedFirst = (names: ReadonlySet<string>): DeployerPermission["missedFirst"] => {
    for (const on of ["first", "remove", "change"] as const) {
      const operation = calls.filter((one) => names.has(one.operation) && one.on.includes(on)).map((one) => one.operation).sort()[0];
      if (operation !== undefined) return { on, call: described(operation) };
    }
    return { on: "read", call: described([...names].sort()[0] ?? "") };
  };
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([permission, entry]) => {
      const administrator = grantLike.find((known) => known.permission === permission)?.reason;
      return {
        permission,
        power: powerOf(permission),
        on: occasionsOf(entry.calls),
        calls: [...entry.calls].map(described).sort(),
        missedFirst: missedFirst(entry.calls),
        certainty: entry.certainty,
        ...(administrator === undefined ? {} : { administrator }),
      };
    });
}

function described(operation: string): string {
  const found = catalogue().operation(operation);
  return found === undefined ? operation : describeOperation(found);
}

/** Types that are about people or groups, who may lie in any division. */
const aboutPeople = /:(Group|User|UserRoles|OrgauthorizationPairing|RecordingMediaRetentionPolicy)$/;

/** The least divisions that will do: those in which something is granted or made, all of them when people must be found wherever they are. */
function divisionsOf(objects: readonly PlannedObject[]): { readonly divisions: readonly string[]; readonly because: string } {
  const named = [...new Set(objects.flatMap(namedDivisions))].sort();
  if (objects.some(({ type, inputs }) => aboutPeople.test(type) && (!type.endsWith(":Group") || inputs["memberEmails"] !== undefined))) {
    return { divisions: ["all"], because: "people are looked up, and they may lie in any division" };
  }
  if (named.includes("all")) return { divisions: ["all"], because: "a role is granted in all divisions" };
  if (named.length === 0) return { divisions: ["home"], because: "nothing that the file makes lies in a division" };
  return { divisions: named, because: "these are the divisions in which roles are granted" };
}

function handedOut(objects: readonly PlannedObject[], made: ReadonlySet<string>): DeployerNeeds["handedOut"] {
  return objects
    .filter(({ type }) => type.endsWith(":OauthClient"))
    .flatMap((client) =>
      namedRoles(client).flatMap((role) =>
        [...new Set(divisionsOfRole(client, role))].map((division) => ({ role, division, made: made.has(role), client: String(client.inputs["name"] ?? client.name) })),
      ),
    )
    .sort((a, b) => (`${a.role} ${a.division} ${a.client}` < `${b.role} ${b.division} ${b.client}` ? -1 : 1));
}

function divisionsOfRole(client: PlannedObject, role: string): readonly string[] {
  const roles = client.inputs["roles"];
  const found = (Array.isArray(roles) ? roles : []).find((one: unknown) => field(one, "roleName") === role) as unknown;
  const divisions = field(found, "divisions");
  return Array.isArray(divisions) && divisions.length > 0 ? divisions.map(String) : ["home"];
}
