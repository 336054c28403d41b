import { ProviderError } from "../api/errors";
import { distinct, ownGrants, within, without, type Pair, type Subject, type SubjectType } from "../genesys/model";
import { findGroup, findUsers } from "../genesys/search";
import { addGrants, readSubject, removeGrants } from "../genesys/subjects";
import { readMark, stackMark } from "../ownership/mark";
import type { Failure } from "../plan/check";
import { canonical, hasUnknown, objects, textOf, texts, type Value, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { checkNaming, pairsOf, samePairs } from "./clientRoles";
import { definitionOf } from "./definition";
import type { Outcome, Reading, ResourceHandler } from "./resource";

/** The two resources that grant roles to a holder differ in this only. */
interface Kind {
  readonly definition: "GroupRoles" | "UserRoles";
  readonly noun: "group" | "user";
  readonly subjectType: SubjectType;
  /** Input with the holder's id, and the one by which it is looked up. */
  readonly id: "groupId" | "userId";
  readonly name: "groupName" | "userEmail";
  readonly output: "groupRolesId" | "userRolesId";
  readonly find: (operation: Operation, name: string) => Promise<readonly { id: string }[]>;
}

/** Roles as written, each with the ids of its role and divisions. */
async function resolve(operation: Operation, roles: Value | undefined): Promise<Values[]> {
  const { directory } = operation.session;
  const resolved: Values[] = [];
  for (const entry of objects(roles)) {
    const roleId = textOf(entry["roleId"]) ?? (await directory.roleId(textOf(entry["roleName"]) ?? ""));
    const divisionIds = [...texts(entry["divisionIds"])];
    for (const name of texts(entry["divisionNames"])) divisionIds.push(name === "*" ? "*" : await directory.divisionId(name));
    if (divisionIds.length === 0) divisionIds.push((await directory.home()).id);
    resolved.push({ ...entry, roleId, divisionIds: [...new Set(divisionIds)] });
  }
  return resolved;
}

function pairsOfRoles(resolved: Value | undefined): Pair[] {
  return distinct(
    objects(resolved).flatMap((entry) => {
      const roleId = textOf(entry["roleId"]);
      return roleId === undefined ? [] : texts(entry["divisionIds"]).map((divisionId) => ({ roleId, divisionId }));
    }),
  );
}

function grantValues(pairs: readonly Pair[]): Values[] {
  return distinct(pairs).map(({ roleId, divisionId }) => ({ roleId, divisionId }));
}

/** What the resource owns and what it found, of the grants that the program writes. */
interface Holding {
  readonly own: readonly Pair[];
  readonly others: readonly Pair[];
}

function outputsOf(kind: Kind, subjectId: string, inputs: Values, resolved: Values[], holding: Holding): Values {
  return {
    ...inputs,
    ...(inputs["roles"] === undefined ? {} : { roles: resolved }),
    id: subjectId,
    [kind.id]: subjectId,
    [kind.output]: subjectId,
    grants: grantValues(holding.own),
    grantsOfOthers: grantValues(holding.others),
  };
}

async function subjectIdOf(operation: Operation, kind: Kind, inputs: Values): Promise<string> {
  const id = textOf(inputs[kind.id]);
  if (id !== undefined) return id;
  const name = textOf(inputs[kind.name]) ?? "";
  const found = await kind.find(operation, name);
  const [only] = found;
  if (only === undefined)
    throw new ProviderError(`There is no ${kind.noun} "${name}" in the organization (${operation.session.api.settings.target}).`);
  if (found.length > 1)
    throw new ProviderError(`Several objects match the ${kind.noun} "${name}": ${found.map((one) => one.id).join(", ")}. Use ${kind.id}.`);
  return only.id;
}

/** The holder, which must exist. Not asked when it was made in this run: then it holds nothing yet. */
async function subject(operation: Operation, kind: Kind, id: string): Promise<Subject> {
  const { api, directory } = operation.session;
  const found = await readSubject(api, id, { justMade: directory.isMade(id), onWait: operation.onWait });
  if (found === undefined) throw new ProviderError(`There is no ${kind.noun} with the id ${id}.`);
  return found;
}

/** Pairs whose role this stack made: a grant of such a role that an interrupted run left is this stack's own. */
function ofOwnRoles(operation: Operation, holder: Subject, pairs: readonly Pair[]): Pair[] {
  const stack = stackMark(operation.urn);
  const own = new Set(
    (holder.grants ?? []).flatMap(({ role }) => (role?.id !== undefined && readMark(role.description)?.stack === stack ? [role.id] : [])),
  );
  return pairs.filter(({ roleId }) => own.has(roleId));
}

/** Takes grants from a holder. The deployer never loses its last one. */
async function take(operation: Operation, kind: Kind, id: string, held: readonly Pair[], pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const { api, loans } = operation.session;
  if (
    kind.subjectType === "PC_USER" &&
    without(held, pairs).length === 0 &&
    api.settings.accessToken !== undefined &&
    (await loans.deployer()).id === id
  ) {
    throw new ProviderError(
      "This would take the last role from the user who deploys. Nothing was taken.\nNext: leave that user one role, or deploy as somebody else.",
    );
  }
  await removeGrants(api, id, pairs, { onWait: operation.onWait });
}

function nameAll(pairs: readonly Pair[]): string {
  return pairs.map(({ roleId, divisionId }) => `role ${roleId} in division ${divisionId}`).join(", ");
}

async function create(kind: Kind, operation: Operation, inputs: Values): Promise<Outcome> {
  const { session, onWait } = operation;
  const id = await subjectIdOf(operation, kind, inputs);
  const resolved = await resolve(operation, inputs["roles"]);
  const wanted = pairsOfRoles(resolved);
  const exclusive = inputs["exclusive"] === true;
  const justMade = session.directory.isMade(id) || wanted.some(({ roleId }) => session.directory.isMade(roleId));
  // Nobody can hold a role that was made in this run.
  if (!exclusive && wanted.every(({ roleId }) => session.directory.isMade(roleId))) {
    await addGrants(session.api, id, kind.subjectType, wanted, { justMade, onWait });
    return { id, outputs: outputsOf(kind, id, inputs, resolved, { own: wanted, others: [] }), problems: [] };
  }
  const holder = await subject(operation, kind, id);
  const held = ownGrants(holder);
  const found = within(wanted, held);
  const own = exclusive ? wanted : distinct([...without(wanted, held), ...ofOwnRoles(operation, holder, found)]);
  await addGrants(session.api, id, kind.subjectType, without(wanted, held), { justMade, onWait });
  if (exclusive) await take(operation, kind, id, distinct([...held, ...wanted]), without(held, wanted));
  return { id, outputs: outputsOf(kind, id, inputs, resolved, { own, others: without(found, own) }), problems: [] };
}

async function update(kind: Kind, operation: Operation, id: string, state: Values, _before: Values, inputs: Values): Promise<Outcome> {
  const { session, onWait } = operation;
  const resolved = await resolve(operation, inputs["roles"]);
  const wanted = pairsOfRoles(resolved);
  const holder = await subject(operation, kind, id);
  const held = ownGrants(holder);
  const owned = within(pairsOf(state["grants"]), held);
  const exclusive = inputs["exclusive"] === true;
  const justMade = wanted.some(({ roleId }) => session.directory.isMade(roleId));
  const found = without(within(wanted, held), owned);
  const own = exclusive ? wanted : distinct([...within(wanted, owned), ...without(wanted, held), ...ofOwnRoles(operation, holder, found)]);
  // Granted before taken, so that nobody who keeps a right in another form is without it in between.
  await addGrants(session.api, id, kind.subjectType, without(wanted, held), { justMade, onWait });
  await take(operation, kind, id, distinct([...held, ...wanted]), without(exclusive ? held : owned, wanted));
  return { id, outputs: outputsOf(kind, id, inputs, resolved, { own, others: without(within(wanted, held), own) }), problems: [] };
}

/** Roles as the program would write them to describe what the holder has: its own entries as far as they hold, then the rest by ids. */
function describe(
  inputs: Value | undefined,
  resolved: Value | undefined,
  held: readonly Pair[],
  rest: readonly Pair[],
): { inputs: Values[]; resolved: Values[] } {
  const written = objects(inputs);
  const described: { inputs: Values[]; resolved: Values[] } = { inputs: [], resolved: [] };
  objects(resolved).forEach((entry, index) => {
    const pairs = pairsOfRoles([entry]);
    const there = within(pairs, held);
    if (there.length === 0) return;
    const roleId = there[0]?.roleId ?? "";
    const partial: Values = { roleId, divisionIds: there.map(({ divisionId }) => divisionId) };
    const whole = there.length === pairs.length;
    described.inputs.push(whole ? (written[index] ?? partial) : partial);
    described.resolved.push(whole ? entry : partial);
  });
  const byRole = new Map<string, string[]>();
  for (const { roleId, divisionId } of rest) byRole.set(roleId, [...(byRole.get(roleId) ?? []), divisionId]);
  for (const [roleId, divisionIds] of byRole) {
    described.inputs.push({ roleId, divisionIds });
    described.resolved.push({ roleId, divisionIds });
  }
  return described;
}

async function read(
  kind: Kind,
  operation: Operation,
  id: string,
  state: Values | undefined,
  inputs: Values | undefined,
): Promise<Reading | undefined> {
  const holder = await readSubject(operation.session.api, id, { onWait: operation.onWait });
  if (holder === undefined) return undefined;
  const held = ownGrants(holder);
  const known = pairsOfRoles(state?.["roles"]);
  const takeAll = inputs === undefined || inputs["exclusive"] === true;
  const described = describe(inputs?.["roles"], state?.["roles"], held, takeAll ? without(held, known) : []);
  const settled: Values = { ...inputs };
  if (inputs?.[kind.id] === undefined && inputs?.[kind.name] === undefined) settled[kind.id] = id;
  if (takeAll || inputs["roles"] !== undefined) {
    const same = inputs?.["roles"] !== undefined && samePairs(pairsOfRoles(described.resolved), known);
    settled["roles"] = same ? (inputs["roles"] ?? []) : described.inputs;
  }
  const owned = takeAll ? pairsOfRoles(described.resolved) : within(pairsOf(state?.["grants"]), held);
  const others = takeAll ? [] : within(pairsOf(state?.["grantsOfOthers"]), held);
  return { id, inputs: settled, outputs: outputsOf(kind, id, settled, described.resolved, { own: owned, others }) };
}

async function remove(kind: Kind, operation: Operation, id: string, state: Values): Promise<void> {
  const owned = pairsOf(state["grants"]);
  if (owned.length === 0) return;
  const holder = await readSubject(operation.session.api, id, { onWait: operation.onWait });
  if (holder === undefined) return;
  const held = ownGrants(holder);
  await take(operation, kind, id, held, within(owned, held));
  const others = within(pairsOf(state["grantsOfOthers"]), held);
  if (others.length > 0) {
    operation.session.log.info(operation.urn, `The ${kind.noun} keeps what it held before this resource was made: ${nameAll(others)}.`);
  }
}

function check(kind: Kind, inputs: Values): Failure[] {
  return [
    ...checkNaming("", inputs, kind.id, kind.name, true),
    ...objects(inputs["roles"]).flatMap((entry, index) => checkNaming(`roles[${index}].`, entry, "roleId", "roleName", true)),
  ];
}

/** Whether roles as written mean what was resolved before, as far as that can be told without asking. */
function sameMeaning(resolved: Value | undefined, after: Value | undefined): boolean {
  const [known, wanted] = [objects(resolved), objects(after)];
  if (hasUnknown(after) || known.length === 0 || known.length !== wanted.length) return false;
  const means = (entry: Values, old: Values): boolean => {
    const role = entry["roleId"] !== undefined ? entry["roleId"] === old["roleId"] : entry["roleName"] === old["roleName"];
    const ids = [...texts(entry["divisionIds"])].sort();
    const names = texts(entry["divisionNames"]);
    return (
      role &&
      (names.length === 0
        ? ids.length > 0 && canonical(ids) === canonical([...texts(old["divisionIds"])].sort())
        : canonical([...names].sort()) === canonical([...texts(old["divisionNames"])].sort()) &&
          ids.every((id) => texts(old["divisionIds"]).includes(id)))
    );
  };
  return wanted.every((entry) => known.some((old) => means(entry, old))) && known.every((old) => wanted.some((entry) => means(entry, old)));
}

function handler(kind: Kind): ResourceHandler {
  return {
    definition: definitionOf(resourceDefinitions, kind.definition),
    check: (inputs) => check(kind, inputs),
    same: (state) => ({
      roles: (_before, after) => sameMeaning(state["roles"], after),
      // The holder may be named the other way now; its id is in the state.
      [kind.id]: (_before, after) => after === undefined || after === state[kind.id],
      [kind.name]: (before, after) => after === undefined || (before === undefined && after === state[kind.name]),
    }),
    unsettled: (before, after) =>
      canonical([before["roles"] ?? null, before["exclusive"] ?? null]) ===
        canonical([after["roles"] ?? null, after["exclusive"] ?? null]) && !hasUnknown(after["roles"])
        ? []
        : ["grants", "grantsOfOthers"],
    create: (operation, inputs) => create(kind, operation, inputs),
    read: (operation, id, state, inputs) => read(kind, operation, id, state, inputs),
    update: (operation, id, state, before, inputs) => update(kind, operation, id, state, before, inputs),
    delete: (operation, id, state) => remove(kind, operation, id, state),
  };
}

/** Roles granted to a group. */
export const groupRoles: ResourceHandler = handler({
  definition: "GroupRoles",
  noun: "group",
  subjectType: "PC_GROUP",
  id: "groupId",
  name: "groupName",
  output: "groupRolesId",
  find: (operation, name) => findGroup(operation.session.api, name),
});

/** Roles granted to a user. */
export const userRoles: ResourceHandler = handler({
  definition: "UserRoles",
  noun: "user",
  subjectType: "PC_USER",
  id: "userId",
  name: "userEmail",
  output: "userRolesId",
  find: (operation, email) => findUsers(operation.session.api, "email", [email], ["active", "inactive"]),
});
