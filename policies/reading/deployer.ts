import type { Operation } from "../../access/catalogue";
import type { Reading } from "./reading";

/** A call that deploying a graph takes, and for what. */
export interface DeployerCall {
  readonly operation: Operation;
  readonly what: string;
}

/** Operations by what they are for: making, changing, reading and removing each kind of resource. */
const operationsFor = {
  clients: ["postOauthClients", "getOauthClient", "putOauthClient", "deleteOauthClient"],
  roles: ["postAuthorizationRoles", "getAuthorizationRole", "putAuthorizationRole", "deleteAuthorizationRole"],
  grants: ["postAuthorizationSubjectBulkadd", "getAuthorizationSubject", "deleteAuthorizationSubjectDivisionRole"],
  groups: ["postGroups", "getGroup", "putGroup", "deleteGroup"],
  users: ["postUsers", "getUser", "patchUser", "deleteUser"],
} as const;

/** The calls that a deployer must be able to make for what the graph declares, apart from the deployer itself. */
export function deployerCalls(reading: Reading): readonly DeployerCall[] {
  const { graph } = reading;
  const { deployer } = graph.org;
  const isDeployer = (kind: string, key: string): boolean => deployer?.kind === kind && deployer.key === key;
  const counts = {
    clients: graph.clients.filter(({ key }) => !isDeployer("client", key)).length,
    roles: graph.roles.filter((role) => role.builtIn !== true && role.incomplete === undefined && !deployerOwn(reading).has(role.key)).length,
    grants: graph.grants.filter(({ subject }) => subject.kind !== "client").length,
    groups: graph.groups.filter((group) => group.existing !== true).length,
    users: graph.users.filter((user) => user.incomplete === undefined && !isDeployer("user", user.key)).length,
  };
  return (Object.keys(operationsFor) as (keyof typeof operationsFor)[]).flatMap((kind) =>
    counts[kind] === 0
      ? []
      : operationsFor[kind].flatMap((id) => {
          const operation = reading.catalogue.operation(id);
          return operation === undefined ? [] : [{ operation, what: kind }];
        }),
  );
}

/** Roles that only the deployer holds: they are its own equipment, not what it deploys. */
function deployerOwn(reading: Reading): ReadonlySet<string> {
  const { deployer } = reading.graph.org;
  if (deployer === undefined) return new Set();
  const own = new Set(reading.grantsOf(deployer).flatMap(({ role }) => (role.kind === "role" ? [role.key] : [])));
  for (const { subject, role } of reading.graph.grants) {
    if (subject.key !== deployer.key && role.kind === "role") own.delete(role.key);
  }
  return own;
}
