import { catalogue, describeOperation } from "../../access/catalogue";
import { undeclaredFacts } from "../../access/catalogue/facts/undeclared";
import { createDecider, mayHandOut, type Decider, type Principal } from "../../access/decide";
import type { AccessGraph, DivisionRef } from "../../access/graph/graph";
import type { DeployerNeeds, DeployerPermission } from "../deployer/roles";
import type { LiveReading } from "../org/read";
import type { PreflightItem } from "./item";

/** Whether the deployer may make the calls of an update, and hand out what it hands out. */
export function checkDeployer(needed: DeployerNeeds, reading: LiveReading, graph: AccessGraph): readonly PreflightItem[] {
  const decider = createDecider(graph);
  const { caller } = reading;
  const deployer: Principal = { kind: caller.kind, key: caller.id };
  return [
    callerItem(reading),
    ...checkPermissions(needed, decider, deployer),
    ...checkScopes(needed, reading),
    ...checkHandOut(needed, reading, decider, deployer),
    ...needed.unknownTypes.map((type): PreflightItem => ({
      status: "unknown",
      about: "deployer",
      text: `what making a ${type} calls is not known here, so whether the deployer may is not either`,
    })),
  ];
}

/** Who asks, in which organization. */
export function callerItem({ caller, organization }: LiveReading): PreflightItem {
  return { status: "good", about: "deployer", text: `${caller.kind} ${caller.name} (${caller.id}) of ${organization.name} (${organization.id})` };
}

function checkPermissions(needed: DeployerNeeds, decider: Decider, deployer: Principal): readonly PreflightItem[] {
  const items = needed.apply.permissions.map((permission): PreflightItem => {
    const held = holds(decider, deployer, permission);
    const { on, call } = permission.missedFirst;
    const purpose = `${{ first: "up", remove: "removal and destroy", change: "a later up", read: "previews" }[on]}: ${call}`;
    if (held === "yes") return { status: "good", about: "deployer", text: `holds ${permission.permission}` };
    if (held === "unknown") {
      return { status: "unknown", about: "deployer", text: `whether it holds ${permission.permission} (for ${purpose}) cannot be read`, certainty: permission.certainty };
    }
    return {
      status: "missing",
      about: "deployer",
      text: `the deployer lacks ${permission.permission}, for ${purpose}`,
      fix: `add it to a role of the deployer; npx genesys-access deployer ${needed.org} prints the whole role.`,
      refusal: { status: 403, code: "missing.any.permissions" },
      certainty: permission.certainty,
    };
  });
  const good = items.filter(({ status }) => status === "good").length;
  return [
    ...items.filter(({ status }) => status !== "good"),
    ...(good === 0 ? [] : [{ status: "good", about: "deployer", text: `holds ${good} of the ${items.length} permissions that up, preview and destroy need` } as const]),
  ];
}

/** Whether the deployer holds the permission, or another one with which every call that asks for it goes through. */
function holds(decider: Decider, deployer: Principal, { permission, calls }: DeployerPermission): "yes" | "no" | "unknown" {
  const held = decider.holds(deployer, permission);
  if (held === "yes") return "yes";
  const operations = calls.flatMap((call) => {
    const resolved = decider.catalogue.resolve(call);
    return resolved.known ? [resolved.operation] : [];
  });
  // An operation that declares nothing asks all the same: only the permission itself will do.
  const declared = operations.length > 0 && operations.every((operation) => operation.mode !== "none" && undeclaredFacts[operation.id]?.asks === undefined);
  if (declared && operations.every((operation) => decider.decide(deployer, operation).decision === "allowed")) return "yes";
  return held === "no" ? "no" : "unknown";
}

function checkScopes(needed: DeployerNeeds, { caller }: LiveReading): readonly PreflightItem[] {
  if (caller.kind !== "user" || caller.scopes.length === 0) return [];
  const held = new Set(caller.scopes);
  return needed.operations.flatMap((id): readonly PreflightItem[] => {
    const operation = catalogue().operation(id);
    if (operation === undefined || operation.scopes.length === 0 || operation.scopes.some((scope) => held.has(scope))) return [];
    return [
      {
        status: "missing",
        about: "deployer",
        text: `the deployer's token has none of the scopes ${operation.scopes.join(", ")}, for ${describeOperation(operation)}`,
        fix: "get a token of a client with that scope, or deploy with client credentials.",
        refusal: { status: 403, code: "app.not.authorized.for.scope" },
      },
    ];
  });
}

function checkHandOut(needed: DeployerNeeds, reading: LiveReading, decider: Decider, deployer: Principal): readonly PreflightItem[] {
  const { graph } = decider;
  const items: PreflightItem[] = [];
  for (const { role, division, made, client } of needed.handedOut) {
    const found = graph.roles.find(({ name }) => name === role);
    const where = divisionRef(graph, division);
    if (!made && found === undefined) {
      items.push(
        reading.roles.known
          ? { status: "missing", about: "role", text: `the org has no role ${JSON.stringify(role)}, which client ${client} is to hold`, fix: "correct the name, or declare the role under genesys-access:roles." }
          : { status: "unknown", about: "role", text: `whether the org has the role ${JSON.stringify(role)} cannot be read: ${reading.roles.unread.why}` },
      );
      continue;
    }
    if (needed.deployerRoles === "never") {
      const decision = found === undefined ? undefined : mayHandOut(decider, deployer, [{ role: found.key, division: where }]);
      if (decision?.decision === "allowed") continue;
      items.push({
        status: reading.caller.grants.known || decision?.decision === "refused" ? "missing" : "unknown",
        about: "role",
        text: `the deployer does not hold role ${JSON.stringify(role)} in ${division}, which it is to put on client ${client}${found === undefined ? "; the role is made by this very update" : ""}`,
        fix: "have an administrator grant it to the deployer first, or let the provider do so for the moment: deployerRoles: borrow.",
        refusal: { status: 400, code: "bad.client.role" },
      });
    } else if (reading.divisionAwareGranting.known && reading.divisionAwareGranting.value && decider.holds(deployer, "authorization:grant:add", where) === "no") {
      items.push({
        status: "missing",
        about: "role",
        text: `this org checks grants per division, and the deployer lacks authorization:grant:add in ${division}, where it lends itself role ${JSON.stringify(role)}`,
        fix: `grant the deployer's role in ${division} too.`,
        refusal: { status: 403, code: "missing.division.permissions" },
      });
    }
  }
  if (needed.deployerRoles !== "never" && needed.handedOut.length > 0) {
    items.push({ status: "good", about: "role", text: `the ${needed.handedOut.length === 1 ? "role" : "roles"} that it puts on clients it lends itself (deployerRoles: ${needed.deployerRoles})` });
  }
  return items;
}

function divisionRef(graph: AccessGraph, name: string): DivisionRef {
  if (name === "all" || name === "home") return { kind: name };
  const found = graph.divisions.find((division) => division.name === name);
  return found === undefined ? { kind: "unknown", why: `the org shows no division ${JSON.stringify(name)}` } : { kind: "division", key: found.key };
}
