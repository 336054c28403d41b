import { permissionParts } from "../catalogue/permissionName";
import type {
  AccessGraph,
  Application,
  Division,
  DivisionRef,
  Grant,
  Group,
  Membership,
  OAuthClient,
  PermissionPolicy,
  PolicyCondition,
  Role,
  SubjectRef,
  User,
} from "./graph";
import type { Place } from "./place";

/** A graph in which nothing is known but the org's name. */
export function emptyGraph(name = "org"): AccessGraph {
  return {
    org: { name },
    divisions: [],
    roles: [],
    clients: [],
    users: [],
    groups: [],
    memberships: [],
    grants: [],
    applications: [],
    accessPolicies: [],
    trusts: [],
  };
}

/** The lines of a role for a list of permissions, one per entity, sorted; wildcards and one-part names are taken as they are. */
export function policiesOf(permissions: readonly string[], place: Place, condition?: PolicyCondition): readonly PermissionPolicy[] {
  const byEntity = new Map<string, { domain: string; entity: string; actions: Set<string> }>();
  for (const permission of permissions) {
    const parts = permissionParts(permission) ?? { domain: permission, entity: "", action: "" };
    const key = `${parts.domain}\u0000${parts.entity}`;
    const entry = byEntity.get(key) ?? { domain: parts.domain, entity: parts.entity, actions: new Set<string>() };
    if (parts.action !== "") entry.actions.add(parts.action);
    byEntity.set(key, entry);
  }
  return [...byEntity]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { domain, entity, actions }]) => ({
      domain,
      entity,
      actions: [...actions].sort(),
      ...(condition === undefined ? {} : { condition }),
      place,
    }));
}

/**
 * Makes a graph step by step, with short forms for what is usual. Every step gives a new builder,
 * so that graphs can share a beginning. Every entity's place is the path by which it was added.
 */
export class GraphBuilder {
  readonly #graph: AccessGraph;

  constructor(name = "org", org: Partial<AccessGraph["org"]> = {}, graph: AccessGraph = emptyGraph(name)) {
    this.#graph = { ...graph, org: { ...graph.org, name, ...org } };
  }

  /** Adds a division. */
  division(key: string, more: Partial<Division> = {}): GraphBuilder {
    return this.#add("divisions", { key, name: key, home: false, place: at("divisions", key), ...more });
  }

  /** Adds a role that holds the given permissions. */
  role(key: string, permissions: readonly string[], more: Partial<Role> = {}): GraphBuilder {
    const place = at("roles", key);
    return this.#add("roles", { key, name: key, policies: policiesOf(permissions, place), place, ...more });
  }

  /** Adds an active client; with client credentials unless said otherwise. */
  client(key: string, more: Partial<Omit<OAuthClient, "scopes">> & { readonly scopes?: readonly string[] } = {}): GraphBuilder {
    const place = at("clients", key);
    const { scopes = [], ...rest } = more;
    return this.#add("clients", {
      key,
      name: key,
      grantType: "CLIENT-CREDENTIALS",
      state: "active",
      place,
      ...rest,
      scopes: scopes.map((scope) => ({ scope, place })),
    });
  }

  /** Adds an active user. */
  user(key: string, more: Partial<User> = {}): GraphBuilder {
    return this.#add("users", { key, email: `${key}@example.com`, state: "active", place: at("users", key), ...more });
  }

  /** Adds an active group with roles enabled, and its members. */
  group(key: string, members: readonly string[] = [], more: Partial<Group> = {}): GraphBuilder {
    const added = this.#add("groups", { key, name: key, rolesEnabled: true, state: "active", place: at("groups", key), ...more });
    return members.reduce((builder, member) => builder.member(key, { kind: "user", key: member }), added);
  }

  /** Puts somebody into a group. */
  member(group: string, member: Membership["member"]): GraphBuilder {
    return this.#add("memberships", { group, member, place: at("groups", `${group}/members/${member.key}`) });
  }

  /** Grants a role in a division: a key, `all`, `home` or a reference. */
  grant(subject: SubjectRef, role: string, division: DivisionRef | string = "all", more: Partial<Grant> = {}): GraphBuilder {
    const ref: DivisionRef =
      typeof division !== "string"
        ? division
        : division === "all" || division === "home"
          ? { kind: division }
          : { kind: "division", key: division };
    return this.#add("grants", {
      subject,
      role: { kind: "role", key: role },
      division: ref,
      place: at("grants", `${subject.key}/${role}`),
      ...more,
    });
  }

  /** Adds an application that uses a client. */
  application(key: string, client: string, calls: readonly string[] = [], more: Partial<Omit<Application, "calls">> = {}): GraphBuilder {
    const place = at("applications", key);
    return this.#add("applications", {
      key,
      name: key,
      client,
      calls: calls.map((call) => ({ call, place })),
      permissions: [],
      recordings: [],
      divisions: [],
      headers: [],
      hosts: [],
      topics: [],
      place,
      ...more,
    });
  }

  /** Changes or adds anything that has no short form. */
  with(more: Partial<AccessGraph>): GraphBuilder {
    const graph = { ...this.#graph, ...more };
    return new GraphBuilder(graph.org.name, graph.org, graph);
  }

  /** The graph as it is now. */
  build(): AccessGraph {
    return this.#graph;
  }

  #add<K extends "divisions" | "roles" | "clients" | "users" | "groups" | "memberships" | "grants" | "applications">(
    list: K,
    entry: AccessGraph[K][number],
  ): GraphBuilder {
    return this.with({ [list]: [...this.#graph[list], entry] });
  }
}

function at(kind: string, key: string): Place {
  return { kind: "live", path: `${kind}/${key}` };
}
