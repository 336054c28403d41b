import type { PlannedObject } from "../../access/graph/planned";
import type { Interest } from "../org/read";

/** What a plan looks up in the org by name and cannot do without. */
export interface Wanted {
  /** Queues, each with the policies that name it. */
  readonly queues: ReadonlyMap<string, readonly string[]>;
  /** Users by email address in lower case, each with what names it. */
  readonly users: ReadonlyMap<string, readonly string[]>;
  /** Groups that a pairing names and the plan does not make. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Integrations that the plan does not make. */
  readonly integrations: ReadonlyMap<string, readonly string[]>;
}

/** What a plan makes by a name that may be taken already. */
export type Made = Readonly<Record<"AuthRole" | "OauthClient" | "Group" | "User" | "Integration" | "RecordingMediaRetentionPolicy", readonly string[]>>;

type Inputs = PlannedObject["inputs"];

const isOf = ({ type }: PlannedObject, name: string): boolean => type.endsWith(`:${name}`);
const part = (inputs: Inputs, name: string): Inputs => (typeof inputs[name] === "object" && inputs[name] !== null ? (inputs[name] as Inputs) : {});
const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);
const one = (value: unknown): readonly string[] => (typeof value === "string" ? [value] : []);

/** What the objects of a plan look up by name. Without it the provider stops: left out, a policy could be about everybody. */
export function wantedBy(objects: readonly PlannedObject[]): Wanted {
  const made = madeBy(objects);
  const found = (names: (object: PlannedObject) => readonly string[], own: readonly string[] = []): ReadonlyMap<string, readonly string[]> => {
    const by = new Map<string, string[]>();
    for (const object of objects) {
      const label = `${labels.find(([type]) => isOf(object, type))?.[1] ?? object.type} ${object.name}`;
      for (const name of names(object)) if (!own.includes(name)) by.set(name, [...(by.get(name) ?? []), label]);
    }
    return by;
  };
  const lower = (names: readonly string[]): readonly string[] => names.map((name) => name.toLowerCase());
  const exported = (inputs: Inputs): readonly string[] => one(part(part(inputs, "actions"), "integrationExport")["integrationName"]);
  return {
    queues: found((object) => (isOf(object, "RecordingMediaRetentionPolicy") ? listed(part(object.inputs, "conditions")["forQueueNames"]) : [])),
    users: found((object) => {
      if (isOf(object, "RecordingMediaRetentionPolicy")) return lower(listed(part(object.inputs, "conditions")["forUserEmails"]));
      if (isOf(object, "OrgauthorizationPairing")) return lower(listed(object.inputs["userEmails"]));
      return isOf(object, "UserRoles") ? lower(one(object.inputs["userEmail"])) : [];
    }, lower(made.User)),
    groups: found((object) => (isOf(object, "OrgauthorizationPairing") ? listed(object.inputs["groupNames"]) : []), made.Group),
    integrations: found((object) => (isOf(object, "RecordingMediaRetentionPolicy") ? exported(object.inputs) : []), made.Integration),
  };
}

const labels: readonly (readonly [string, string])[] = [
  ["RecordingMediaRetentionPolicy", "the policy"],
  ["OrgauthorizationPairing", "the pairing"],
  ["UserRoles", "the service user"],
];

/** Names that a plan takes. */
export function madeBy(objects: readonly PlannedObject[]): Made {
  const named = (type: string, field = "name"): readonly string[] => objects.filter((object) => isOf(object, type)).flatMap(({ inputs }) => one(inputs[field]));
  return {
    AuthRole: named("AuthRole"),
    OauthClient: named("OauthClient"),
    Group: named("Group"),
    User: named("User", "email"),
    Integration: named("Integration"),
    RecordingMediaRetentionPolicy: named("RecordingMediaRetentionPolicy"),
  };
}

/** What must be read of an org to know whether a plan finds what it looks up, and whether its names are free. */
export function interestOfPlan(objects: readonly PlannedObject[]): Interest {
  const wanted = wantedBy(objects);
  const made = madeBy(objects);
  return {
    queues: [...wanted.queues.keys()],
    users: [...wanted.users.keys(), ...made.User],
    groups: [...wanted.groups.keys(), ...made.Group],
    integrations: wanted.integrations.size > 0 || made.Integration.length > 0,
    recording: made.RecordingMediaRetentionPolicy.length > 0,
  };
}
