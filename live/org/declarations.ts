import type { AccessGraph, Application, DivisionRef, OAuthClient, Role } from "../../access/graph/graph";

/** A live graph with the applications of an org file, and what could not be matched. */
export interface Matched {
  readonly graph: AccessGraph;
  /** Remarks for a person: an application whose client is not there, or is there twice. */
  readonly remarks: readonly string[];
}

/**
 * The org as it is, with the calls that an org file declares: each application is matched to the
 * live client of its client's name, its user by email address, its divisions by name. An
 * application whose client is not in the org is left out; where clients may not be listed, or two
 * have its name, it keeps a client that nobody knows, so that answers about it are open, never wrong.
 *
 * @param allClients whether the live graph has every client of the org
 */
export function withDeclarations(live: AccessGraph, file: AccessGraph, allClients: boolean): Matched {
  const remarks: string[] = [];
  const applications = file.applications.flatMap((application): readonly Application[] => {
    const declared = file.clients.find(({ key }) => key === application.client);
    const name = declared?.name ?? application.name;
    const client = clientNamed(live.clients, name);
    if (client === undefined) remarks.push(`application ${application.key}: ${allClients ? "the org has no client" : "no client can be seen that is"} named ${JSON.stringify(name)}`);
    else if ("several" in client) remarks.push(`application ${application.key}: ${client.several} clients are named ${JSON.stringify(name)}; which one is meant is not known`);
    if (client === undefined && allClients) return [];
    const user = application.user === undefined ? undefined : userKey(live, application.user);
    return [
      {
        ...application,
        client: client === undefined || "several" in client ? name : client.key,
        ...(user === undefined ? {} : { user }),
        divisions: application.divisions.map((division) => liveDivision(live, division)),
      },
    ];
  });
  const { scopesEnforced, accessPoliciesEnabled, sensitiveDataRedaction } = file.org;
  return {
    graph: {
      ...live,
      org: {
        ...live.org,
        // Neither is readable over the API, so the file's word is all there is.
        ...(scopesEnforced === undefined ? {} : { scopesEnforced }),
        ...(accessPoliciesEnabled === undefined ? {} : { accessPoliciesEnabled }),
        ...(sensitiveDataRedaction === undefined ? {} : { sensitiveDataRedaction }),
      },
      applications,
    },
    remarks: remarks.sort(),
  };
}

function clientNamed(clients: readonly OAuthClient[], name: string): OAuthClient | { readonly several: number } | undefined {
  const named = clients.filter((client) => client.name === name);
  const active = named.filter(({ state }) => state === "active");
  const candidates = active.length > 0 ? active : named;
  return candidates.length > 1 ? { several: candidates.length } : candidates[0];
}

function userKey(live: AccessGraph, email: string): string {
  return live.users.find((user) => user.email.toLowerCase() === email.toLowerCase())?.key ?? email;
}

function liveDivision(live: AccessGraph, division: DivisionRef): DivisionRef {
  if (division.kind !== "division") return division;
  const found = live.divisions.find(({ name }) => name === division.key);
  return found === undefined ? { kind: "unknown", why: `the org shows no division ${JSON.stringify(division.key)}` } : { kind: "division", key: found.key };
}

/**
 * What an org file would make in the org as it is: the file's graph with the facts that only the
 * org has in the place of those that the file states or leaves out. Roles that the file only names
 * hold what they hold in the org; existing groups and users are in the state in which they are.
 */
export function completed(file: AccessGraph, live: AccessGraph): AccessGraph {
  const { org } = live;
  const { scopesEnforced, accessPoliciesEnabled, sensitiveDataRedaction } = file.org;
  const stated = new Set(file.divisions.map(({ name }) => name));
  return {
    ...file,
    org: {
      ...file.org,
      ...(org.id === undefined ? {} : { id: org.id }),
      ...(org.products === undefined ? {} : { products: org.products }),
      ...(org.permissions === undefined ? {} : { permissions: org.permissions }),
      ...(org.divisionAwarePermissions === undefined ? {} : { divisionAwarePermissions: org.divisionAwarePermissions }),
      ...(org.allowedAddresses === undefined ? {} : { allowedAddresses: org.allowedAddresses }),
      ...(org.divisionAwareGranting === undefined ? {} : { divisionAwareGranting: org.divisionAwareGranting }),
      ...(org.maxScreenRecordingStreams === undefined ? {} : { maxScreenRecordingStreams: org.maxScreenRecordingStreams }),
      ...(scopesEnforced === undefined ? {} : { scopesEnforced }),
      ...(accessPoliciesEnabled === undefined ? {} : { accessPoliciesEnabled }),
      ...(sensitiveDataRedaction === undefined ? {} : { sensitiveDataRedaction }),
    },
    divisions: [
      ...file.divisions,
      ...live.divisions.filter((division) => !division.home && !stated.has(division.name)).map((division) => ({ ...division, key: division.name })),
    ],
    roles: file.roles.map((role) => completedRole(role, live)),
    groups: file.groups.map((group) => {
      const found = group.existing === true ? live.groups.find(({ name }) => name.toLowerCase() === group.name.toLowerCase()) : undefined;
      return found === undefined ? group : { ...group, rolesEnabled: found.rolesEnabled, state: found.state };
    }),
    users: file.users.map((user) => {
      const found = live.users.find(({ email }) => email.toLowerCase() === user.email.toLowerCase());
      return found === undefined ? user : { ...user, state: found.state };
    }),
    accessPolicies: live.accessPolicies.length === 0 ? file.accessPolicies : live.accessPolicies,
  };
}

/** A role that the file only names, as the org has it. */
function completedRole(role: Role, live: AccessGraph): Role {
  if (role.incomplete === undefined || role.policies.length > 0) return role;
  const found = live.roles.find(({ name }) => name === role.name);
  if (found === undefined || found.incomplete !== undefined) return role;
  const { incomplete: _, ...rest } = role;
  return { ...rest, policies: found.policies, ...(found.builtIn === true ? { builtIn: true } : {}) };
}
