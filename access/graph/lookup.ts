import type {
  AccessGraph,
  Application,
  Division,
  DivisionRef,
  Grant,
  Group,
  Membership,
  OAuthClient,
  Role,
  SubjectRef,
  User,
} from "./graph";

/** Finds entities of a graph by key and follows references. Built on first use, so that a graph that changes often costs nothing until it is asked. */
export interface GraphLookup {
  readonly graph: AccessGraph;
  readonly role: (key: string) => Role | undefined;
  readonly client: (key: string) => OAuthClient | undefined;
  readonly user: (key: string) => User | undefined;
  readonly group: (key: string) => Group | undefined;
  readonly division: (key: string) => Division | undefined;
  readonly grantsOf: (subject: SubjectRef) => readonly Grant[];
  readonly membershipsOf: (member: { readonly kind: "user" | "client"; readonly key: string }) => readonly Membership[];
  readonly applicationsOf: (client: string) => readonly Application[];
  /** The key by which decisions know a division: `all`, a division's key, or undefined when it is unknown before the update. */
  readonly divisionKey: (division: DivisionRef) => string | undefined;
  /** A division's name for people, from the key that {@link divisionKey} gives. */
  readonly divisionName: (key: string) => string;
}

/** Stands for every division in the keys that decisions use. */
export const allDivisions = "*";

/** Stands for the home division when the graph does not list it. */
const unlistedHome = "(home)";

/** Prepares a graph for look-ups. */
export function lookUp(graph: AccessGraph): GraphLookup {
  const roles = lazyMap(() => graph.roles);
  const clients = lazyMap(() => graph.clients);
  const users = lazyMap(() => graph.users);
  const groups = lazyMap(() => graph.groups);
  const divisions = lazyMap(() => graph.divisions);
  const grants = lazyGroups(
    () => graph.grants,
    (grant) => `${grant.subject.kind} ${grant.subject.key}`,
  );
  const memberships = lazyGroups(
    () => graph.memberships,
    (membership) => `${membership.member.kind} ${membership.member.key}`,
  );
  const applications = lazyGroups(
    () => graph.applications,
    (application) => application.client,
  );
  let home: string | undefined;
  return {
    graph,
    role: (key) => roles().get(key),
    client: (key) => clients().get(key),
    user: (key) => users().get(key),
    group: (key) => groups().get(key),
    division: (key) => divisions().get(key),
    grantsOf: (subject) => grants().get(`${subject.kind} ${subject.key}`) ?? [],
    membershipsOf: (member) => memberships().get(`${member.kind} ${member.key}`) ?? [],
    applicationsOf: (client) => applications().get(client) ?? [],
    divisionKey: (division) => {
      switch (division.kind) {
        case "all":
          return allDivisions;
        case "home":
          return (home ??= graph.divisions.find((entry) => entry.home)?.key ?? unlistedHome);
        case "division":
          return division.key;
        case "unknown":
          return undefined;
      }
    },
    divisionName: (key) => {
      if (key === allDivisions) return "all divisions";
      if (key === unlistedHome) return "the Home division";
      return `division "${divisions().get(key)?.name ?? key}"`;
    },
  };
}

function lazyMap<T extends { readonly key: string }>(list: () => readonly T[]): () => ReadonlyMap<string, T> {
  let map: ReadonlyMap<string, T> | undefined;
  return () => (map ??= new Map(list().map((entry) => [entry.key, entry])));
}

function lazyGroups<T>(list: () => readonly T[], keyOf: (entry: T) => string): () => ReadonlyMap<string, readonly T[]> {
  let map: Map<string, T[]> | undefined;
  return () => {
    if (map === undefined) {
      map = new Map();
      for (const entry of list()) {
        const key = keyOf(entry);
        const others = map.get(key);
        if (others === undefined) map.set(key, [entry]);
        else others.push(entry);
      }
    }
    return map;
  };
}
