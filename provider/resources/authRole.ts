import { isApiError, isUnclear, ProviderError } from "../api/errors";
import type { PermissionPolicy, Role } from "../genesys/model";
import { findOwn, taken } from "../ownership/adopt";
import { markOf, readMark, withMark, withoutMark, type Mark } from "../ownership/mark";
import {
  divide,
  filterPolicies,
  keysOf,
  mergePolicies,
  permissionKey,
  permissionsOf,
  policiesFromInputs,
  policiesToInputs,
  type Contents,
} from "../plan/permissions";
import { canonical, hasUnknown, textOf, texts, type Value, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { sameTexts, settleInputs } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";
import { definitionOf } from "./definition";

const definition = definitionOf(resourceDefinitions, "AuthRole");

function contentsOf(role: Role): Contents {
  return { policies: role.permissionPolicies ?? [], legacy: role.permissions ?? [] };
}

function written(inputs: Values): Contents {
  return { policies: policiesFromInputs(inputs["permissionPolicies"]), legacy: texts(inputs["permissions"]) };
}

function outputsOf(role: Role, inputs: Values, stored: ReadonlySet<string>): Values {
  const { own, foreign } = divide(contentsOf(role), written(inputs), stored);
  return { ...inputs, id: role.id, authRoleId: role.id, storedPermissions: [...own], foreignPermissions: [...foreign] };
}

/** The mark of a role: it names the deployer too when the deployer lends the role to itself only for moments. */
async function roleMark(operation: Operation): Promise<Mark> {
  const lender = await operation.session.loans.lenderMark();
  return { ...markOf(operation.urn), ...(lender === undefined ? {} : { lender }) };
}

function body(inputs: Values, mark: Mark | undefined, contents: Contents, description?: string): object {
  const text = textOf(inputs["description"]) ?? description;
  return {
    name: inputs["name"],
    description: mark === undefined ? (text ?? "") : withMark(text, mark),
    permissions: contents.legacy,
    permissionPolicies: contents.policies,
  };
}

async function put(operation: Operation, role: Role, inputs: Values, stored: ReadonlySet<string>): Promise<Outcome> {
  const { session, urn, onWait } = operation;
  const live = contentsOf(role);
  const wanted = written(inputs);
  const { foreign } = divide(live, wanted, stored);
  const keep = new Set(inputs["exclusive"] === true ? [] : foreign);
  if (foreign.length > 0) {
    const names = foreign.join(", ");
    if (keep.size > 0)
      session.log.info(
        urn,
        `Role "${role.name}" also holds what this program did not put there; it is kept: ${names}. Set exclusive to remove it.`,
      );
    else session.log.warn(urn, `Role "${role.name}" loses what this program did not put there, because it is exclusive: ${names}.`);
  }
  // A default role is told by its own id; it keeps its description and gets no mark. A mark names the lender only if this deployer
  // made the role: one that was imported, or made by somebody else, the deployer may hold by right.
  const isDefault = role.defaultRoleId !== undefined && role.defaultRoleId !== "";
  const lending = await roleMark(operation);
  const mark = isDefault ? undefined : readMark(role.description)?.lender === lending.lender ? lending : markOf(urn);
  const changed = await session.api.call<Role>({
    method: "PUT",
    path: "/api/v2/authorization/roles/{roleId}",
    parameters: { roleId: role.id },
    body: body(
      inputs,
      mark,
      {
        policies: mergePolicies([
          ...wanted.policies,
          ...filterPolicies(live.policies, (permission) => keep.has(permissionKey(permission))),
        ]),
        legacy: [...new Set([...wanted.legacy, ...live.legacy.filter((name) => keep.has(name))])],
      },
      isDefault ? role.description : undefined,
    ),
    onWait,
  });
  await session.directory.roles.put(changed);
  // What was foreign stays foreign; everything else is what Genesys Cloud made of the program's own.
  const own = keysOf(contentsOf(changed)).filter((key) => !foreign.includes(key));
  return { id: role.id, outputs: outputsOf(changed, inputs, new Set(own)), problems: [] };
}

async function make(operation: Operation, inputs: Values): Promise<Outcome> {
  const { session, onWait } = operation;
  const policies = policiesFromInputs(inputs["permissionPolicies"]);
  const made = await session.api.call<Role>({
    method: "POST",
    path: "/api/v2/authorization/roles",
    body: body(inputs, await roleMark(operation), { policies, legacy: texts(inputs["permissions"]) }),
    onWait,
  });
  const role: Role = { ...made, permissionPolicies: made.permissionPolicies ?? policies };
  session.directory.noteMade(role.id);
  await session.directory.roles.put(role);
  return { id: role.id, outputs: outputsOf(role, inputs, new Set(keysOf(contentsOf(role)))), problems: [] };
}

/** A role that has the mark and was left by an interrupted run, brought to what the program says now. */
async function adopt(operation: Operation): Promise<Role | undefined> {
  return findOwn(operation, "role", await operation.session.directory.roles.all(), ({ description }) => description);
}

async function create(operation: Operation, inputs: Values): Promise<Outcome> {
  const { session, urn, onWait } = operation;
  const roles = await session.directory.roles.all();
  const defaultRoleId = textOf(inputs["defaultRoleId"]);
  if (defaultRoleId !== undefined) {
    const standard = roles.find((role) => role.defaultRoleId === defaultRoleId);
    if (standard === undefined) throw new ProviderError(`There is no default role "${defaultRoleId}" in this organization.`);
    return put(operation, standard, inputs, new Set());
  }
  const what = `role "${String(inputs["name"])}"`;
  await session.loans.cleanUp({ urn, what, onWait });
  const own = await adopt(operation);
  if (own !== undefined) return put(operation, own, inputs, new Set(keysOf(contentsOf(own))));
  const name = textOf(inputs["name"]) ?? "";
  const existing = roles.find((role) => role.name.toLowerCase() === name.toLowerCase());
  if (existing !== undefined) throw taken(operation, "AuthRole", "role", existing);
  try {
    return await make(operation, inputs);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    session.directory.roles.forget();
    const left = await adopt(operation);
    return left === undefined ? make(operation, inputs) : put(operation, left, inputs, new Set(keysOf(contentsOf(left))));
  }
}

async function readRole(operation: Operation, id: string): Promise<Role | undefined> {
  try {
    return await operation.session.api.call<Role>({
      method: "GET",
      path: "/api/v2/authorization/roles/{roleId}",
      parameters: { roleId: id },
      query: { userCount: false },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (isApiError(error, 404)) return undefined;
    throw error;
  }
}

/** Inputs that describe a role: as the program wrote them while the role holds what they mean, else what of it the role holds. */
function inputsOf(role: Role, state: Values | undefined, inputs: Values | undefined): Values {
  const live = contentsOf(role);
  const known = state === undefined ? undefined : new Set(texts(state["storedPermissions"]));
  const isDefault = role.defaultRoleId !== undefined && role.defaultRoleId !== "";
  const others: Readonly<Record<string, Value | undefined>> = {
    name: role.name,
    ...(isDefault && inputs !== undefined && inputs["description"] === undefined ? {} : { description: withoutMark(role.description) }),
    ...(isDefault ? { defaultRoleId: role.defaultRoleId } : {}),
  };
  const settled = settleInputs(definition.properties, inputs, others);
  const takeAll = known === undefined || inputs?.["exclusive"] === true;
  const mine = (key: string): boolean => takeAll || known.has(key);
  const policies = filterPolicies(live.policies, (permission) => mine(permissionKey(permission)));
  const legacy = live.legacy.filter(mine);
  const held = keysOf({ policies, legacy });
  if (known !== undefined && sameTexts(held, [...known])) return settled;
  const wanted = inputs === undefined ? undefined : written(inputs);
  const settle = (name: string, value: Value[], same: boolean): void => {
    if (same) return;
    if (value.length > 0 || settled[name] !== undefined) settled[name] = value;
  };
  settle(
    "permissionPolicies",
    policiesToInputs(policies),
    sameTexts(policyKeys(policies), wanted === undefined ? [] : policyKeys(wanted.policies)),
  );
  settle("permissions", legacy, sameTexts(legacy, wanted?.legacy ?? []));
  return settled;
}

function policyKeys(policies: readonly PermissionPolicy[]): string[] {
  return permissionsOf(policies).map(permissionKey);
}

async function read(operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  const role = await readRole(operation, id);
  if (role === undefined) return undefined;
  const settled = inputsOf(role, state, inputs);
  const stored = state === undefined ? keysOf(contentsOf(role)) : texts(state["storedPermissions"]);
  return { id: role.id, inputs: settled, outputs: outputsOf(role, settled, new Set(stored)) };
}

async function update(operation: Operation, id: string, state: Values, _before: Values, inputs: Values): Promise<Outcome> {
  const role = await readRole(operation, id);
  if (role === undefined)
    throw new ProviderError(
      `The role ${id} does not exist any more.\nNext: pulumi refresh takes it out of the state, and the next pulumi up makes it again.`,
    );
  return put(operation, role, inputs, new Set(texts(state["storedPermissions"])));
}

async function remove(operation: Operation, id: string, state: Values): Promise<void> {
  const { api, directory } = operation.session;
  try {
    if (textOf(state["defaultRoleId"]) !== undefined) {
      await api.call({ method: "PUT", path: "/api/v2/authorization/roles/default", body: [{ id }], onWait: operation.onWait });
      directory.roles.forget();
      return;
    }
    await api.call({
      method: "DELETE",
      path: "/api/v2/authorization/roles/{roleId}",
      parameters: { roleId: id },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
  }
  if (directory.roles.isLoaded) await directory.roles.remove(id);
}

/**
 * Roles. The API stores a wildcard as the list of what it means; that list is kept in the state beside what was written, so that an
 * expansion equals what was written, and a change inside it does not go unseen.
 */
export const authRole: ResourceHandler = {
  definition,
  check: (inputs) =>
    texts(inputs["permissions"]).flatMap((name, index) =>
      name.includes(":")
        ? [{ path: `permissions[${index}]`, reason: `"${name}" belongs into permissionPolicies: as domain, entityName and actionSets` }]
        : [],
    ),
  same: (state) => ({
    permissionPolicies: (before, after) => {
      if (canonical(policyKeys(policiesFromInputs(before)).sort()) === canonical(policyKeys(policiesFromInputs(after)).sort())) return true;
      // The program now spells out what Genesys Cloud had made of a wildcard: nothing would change.
      const stored = texts(state["storedPermissions"]).filter((key) => key.includes(":"));
      return stored.length > 0 && sameTexts(policyKeys(policiesFromInputs(after)), stored);
    },
  }),
  unsettled: (before, after) =>
    hasUnknown(after["permissionPolicies"]) ||
    canonical(before["permissionPolicies"]) !== canonical(after["permissionPolicies"]) ||
    canonical(before["permissions"]) !== canonical(after["permissions"]) ||
    before["exclusive"] !== after["exclusive"]
      ? ["storedPermissions", "foreignPermissions"]
      : [],
  create,
  read,
  update,
  delete: remove,
};
