import type { Operation } from "../../access/catalogue";
import { callsFor, type PlanFacts } from "../../access/deployer/calls";
import type { PlannedObject } from "../../access/graph/planned";
import { needs } from "../../access/needs";
import { plannedFrom } from "./planned";
import type { Reading } from "./reading";

/** A call that deploying a graph takes, and for what. */
export interface DeployerCall {
  readonly operation: Operation;
  /** The permission that is meant, where the operation leaves a choice and not every choice would do. */
  readonly permission?: string;
  readonly what: string;
}

/** What people call the resources of a type, in the order in which they are named. */
const kinds: readonly (readonly [type: string, what: string])[] = [
  ["OauthClient", "clients"],
  ["AuthRole", "roles"],
  ["GroupRoles", "grants"],
  ["UserRoles", "grants"],
  ["Group", "groups"],
  ["User", "users"],
  ["AuthDivision", "divisions"],
  ["Integration", "integrations"],
  ["IntegrationCredential", "integration credentials"],
  ["RecordingMediaRetentionPolicy", "recording policies"],
  ["RecordingSettings", "recording settings"],
  ["ScreenRecording", "recording settings"],
  ["OrgauthorizationPairing", "pairings"],
];

/**
 * The calls that a deployer must be able to make for what the graph declares, apart from the deployer itself.
 *
 * @param unstated what the deployer does about roles that it hands out, where nobody says it
 */
export function deployerCalls(reading: Reading, unstated: PlanFacts["deployerRoles"]): readonly DeployerCall[] {
  const objects = deployed(reading);
  const facts: PlanFacts = {
    madeRoles: new Set(objects.filter(({ type }) => isOf(type, "AuthRole")).map(({ inputs }) => String(inputs["name"]))),
    deployerRoles: reading.graph.org.deployerRoles ?? unstated,
  };
  const found = new Map<string, DeployerCall>();
  for (const [kind, what] of kinds) {
    for (const object of objects.filter(({ type }) => isOf(type, kind))) {
      for (const { operation: id, permission } of callsFor(object, facts)) {
        const operation = reading.catalogue.operation(id);
        if (operation !== undefined) found.set(`${what} ${id}`, { operation, what, ...(permission === undefined ? {} : { permission }) });
      }
    }
  }
  return [...found.values()];
}

/** The least permissions with which all the calls can be made. */
export function leastPermissions(calls: readonly DeployerCall[]): ReadonlySet<string> {
  const free = calls.filter(({ permission }) => permission === undefined).map(({ operation }) => operation.id);
  return new Set([...calls.flatMap(({ permission }) => permission ?? []), ...needs([...new Set(free)].sort()).role.permissions]);
}

function isOf(type: string, kind: string): boolean {
  return type === kind || type.endsWith(`:${kind}`);
}

/** What is deployed: everything but the deployer and its own equipment. */
function deployed(reading: Reading): readonly PlannedObject[] {
  const { deployer } = reading.graph.org;
  const own = deployerOwn(reading);
  const ofDeployer = deployer?.kind === "client" ? ["OauthClient"] : deployer?.kind === "user" ? ["User", "UserRoles"] : [];
  return (reading.graph.planned ?? plannedFrom(reading.graph)).filter(({ type, key }) => {
    if (key === undefined) return true;
    if (isOf(type, "AuthRole")) return !own.has(key);
    return !(key === deployer?.key && ofDeployer.some((kind) => isOf(type, kind)));
  });
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
