import { isApiError, isUnclear, ProviderError } from "../api/errors";
import type { User } from "../genesys/model";
import { findUsers } from "../genesys/search";
import { findOwn, taken } from "../ownership/adopt";
import { markOf, withMark, withoutMark } from "../ownership/mark";
import { hasUnknown, textOf, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { checkNaming } from "./clientRoles";
import { definitionOf } from "./definition";
import { settleInputs } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";
import { retryingConflicts } from "./versions";

const definition = definitionOf(resourceDefinitions, "User");

function managerOf(user: User): string | undefined {
  return typeof user.manager === "string" ? user.manager : user.manager?.id;
}

/** The division's id when the program names a division. */
async function wantedDivision(operation: Operation, inputs: Values): Promise<string | undefined> {
  const name = textOf(inputs["divisionName"]);
  return textOf(inputs["divisionId"]) ?? (name === undefined ? undefined : operation.session.directory.divisionId(name));
}

function outputsOf(user: User, inputs: Values): Values {
  const divisionId = textOf(inputs["divisionId"]) ?? user.division?.id;
  return { ...inputs, id: user.id, userId: user.id, ...(divisionId === undefined ? {} : { divisionId }) };
}

function markedTitle(operation: Operation, inputs: Values): string {
  return withMark(textOf(inputs["title"]), markOf(operation.urn));
}

async function readUser(operation: Operation, id: string): Promise<User | undefined> {
  try {
    const user = await operation.session.api.call<User>({
      method: "GET",
      path: "/api/v2/users/{userId}",
      parameters: { userId: id },
      onWait: operation.onWait,
      lateLimitMs: 60_000,
      late: ({ status }) => (status === 404 && operation.session.directory.isMade(id) ? "the user was only just made" : undefined),
    });
    return user.state === "deleted" ? undefined : user;
  } catch (error) {
    if (isApiError(error, 404)) return undefined;
    throw error;
  }
}

async function setPassword(operation: Operation, id: string, password: string): Promise<void> {
  await operation.session.api.call({
    method: "POST",
    path: "/api/v2/users/{userId}/password",
    parameters: { userId: id },
    body: { newPassword: password },
    repeatable: true,
    onWait: operation.onWait,
    lateLimitMs: 60_000,
    late: ({ status }) => (status === 404 && operation.session.directory.isMade(id) ? "the user was only just made" : undefined),
  });
}

async function patch(operation: Operation, user: User, values: Record<string, unknown>): Promise<User> {
  const { api } = operation.session;
  let known: number | undefined = user.version;
  return retryingConflicts(api, operation.onWait, async () => {
    const version = known ?? (await readUser(operation, user.id))?.version;
    known = undefined;
    return api.call<User>({
      method: "PATCH",
      path: "/api/v2/users/{userId}",
      parameters: { userId: user.id },
      body: { ...values, version },
      repeatable: true,
      onWait: operation.onWait,
    });
  });
}

/** Brings a user to what the program says. Texts that the program does not set are left alone, the mark excepted. */
async function settle(operation: Operation, user: User, inputs: Values, before: Values, password: string | undefined): Promise<Outcome> {
  const divisionId = await wantedDivision(operation, inputs);
  const problems: string[] = [];
  const attempt = async (step: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      problems.push(`The user is there, but ${step}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const cleared = (name: string): string | undefined => textOf(inputs[name]) ?? (before[name] === undefined ? undefined : "");
  const values: Record<string, unknown> = {
    name: inputs["name"],
    email: inputs["email"],
    state: inputs["state"],
    title: markedTitle(operation, inputs),
    ...(cleared("department") === undefined ? {} : { department: cleared("department") }),
    ...(cleared("manager") === undefined ? {} : { manager: cleared("manager") }),
  };
  const current: Record<string, unknown> = {
    name: user.name,
    email: user.email,
    state: user.state ?? "active",
    title: user.title ?? "",
    department: user.department ?? "",
    manager: managerOf(user) ?? "",
  };
  let done = user;
  if (Object.entries(values).some(([name, value]) => value !== current[name])) done = await patch(operation, user, values);
  if (divisionId !== undefined && divisionId !== user.division?.id) {
    await attempt("it is not in its division", async () => {
      await operation.session.api.call({
        method: "POST",
        path: "/api/v2/authorization/divisions/{divisionId}/objects/{objectType}",
        parameters: { divisionId, objectType: "USER" },
        body: [user.id],
        repeatable: true,
        onWait: operation.onWait,
      });
    });
  }
  if (password !== undefined) await attempt("it does not have its password", () => setPassword(operation, user.id, password));
  return { id: user.id, outputs: outputsOf(done, { ...inputs, ...(divisionId === undefined ? {} : { divisionId }) }), problems };
}

async function make(operation: Operation, inputs: Values): Promise<Outcome> {
  const { api, directory } = operation.session;
  const divisionId = (await wantedDivision(operation, inputs)) ?? (await directory.home()).id;
  const made = await api.call<User>({
    method: "POST",
    path: "/api/v2/users",
    body: {
      name: inputs["name"],
      email: inputs["email"],
      state: inputs["state"],
      title: markedTitle(operation, inputs),
      ...(inputs["department"] === undefined ? {} : { department: inputs["department"] }),
      addresses: [],
      divisionId,
    },
    onWait: operation.onWait,
  });
  directory.noteMade(made.id);
  return settle(operation, { ...made, division: made.division ?? { id: divisionId } }, inputs, {}, textOf(inputs["password"]));
}

async function find(operation: Operation, inputs: Values): Promise<User[]> {
  return findUsers(operation.session.api, "email", [textOf(inputs["email"]) ?? ""], ["active", "inactive", "deleted"]);
}

async function takeUp(operation: Operation, found: readonly User[], inputs: Values): Promise<Outcome | undefined> {
  const own = findOwn(operation, "user", found, ({ title }) => title);
  return own === undefined ? undefined : settle(operation, own, inputs, {}, textOf(inputs["password"]));
}

async function create(operation: Operation, inputs: Values): Promise<Outcome> {
  const found = await find(operation, inputs);
  // A user that this resource made and deleted still holds the email address; making it again restores it.
  const own = await takeUp(operation, found, inputs);
  if (own !== undefined) return own;
  const [other] = found;
  if (other?.state === "deleted") {
    throw new ProviderError(
      `A deleted user holds the email address ${other.email} (${other.id}), and this resource did not make it. It was not touched.\n` +
        "Next: restore that user in the user interface and import it, or use another address.",
    );
  }
  if (other !== undefined) throw taken(operation, "User", "user", other);
  try {
    return await make(operation, inputs);
  } catch (error) {
    if (!isUnclear(error)) throw error;
    return (await takeUp(operation, await find(operation, inputs), inputs)) ?? make(operation, inputs);
  }
}

async function read(operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  const user = await readUser(operation, id);
  if (user === undefined) return undefined;
  const moved = state !== undefined && user.division?.id !== undefined && state["divisionId"] !== user.division.id;
  const named = inputs?.["divisionName"] !== undefined && !moved;
  const settled = settleInputs(definition.properties, inputs, {
    name: user.name,
    email: user.email,
    state: user.state ?? "active",
    title: withoutMark(user.title),
    ...(inputs === undefined || inputs["department"] !== undefined ? { department: user.department } : {}),
    ...(inputs === undefined || inputs["manager"] !== undefined ? { manager: managerOf(user) } : {}),
    ...(named || (inputs !== undefined && inputs["divisionId"] === undefined && !moved) ? {} : { divisionId: user.division?.id }),
  });
  if (moved) delete settled["divisionName"];
  return {
    id: user.id,
    inputs: settled,
    outputs: outputsOf(
      { ...user, email: user.email },
      { ...settled, ...(user.division?.id === undefined ? {} : { divisionId: user.division.id }) },
    ),
  };
}

async function update(operation: Operation, id: string, state: Values, before: Values, inputs: Values): Promise<Outcome> {
  const user = await readUser(operation, id);
  if (user === undefined)
    throw new ProviderError(
      `The user ${id} does not exist any more.\nNext: pulumi refresh takes it out of the state, and the next pulumi up makes it again.`,
    );
  const password = textOf(inputs["password"]);
  const unset = state["password"] !== inputs["password"];
  return settle(
    operation,
    user,
    inputs,
    before,
    password !== undefined && (unset || before["password"] !== password) ? password : undefined,
  );
}

async function remove(operation: Operation, id: string): Promise<void> {
  try {
    await operation.session.api.call({
      method: "DELETE",
      path: "/api/v2/users/{userId}",
      parameters: { userId: id },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
  }
}

/**
 * Users, as far as access is concerned. A user has no description: its mark of ownership stands at the end of the job title, the one
 * text that can be set in the request that makes the user and that nothing filters by.
 */
export const user: ResourceHandler = {
  definition,
  check: (inputs) => {
    const email = textOf(inputs["email"]);
    return [
      ...checkNaming("", inputs, "divisionId", "divisionName", false),
      ...(email === undefined || /^[^@\s]+@[^@\s]+$/.test(email) ? [] : [{ path: "email", reason: "must be an email address" }]),
    ];
  },
  same: (state) => ({
    divisionId: (_before, after) => after === undefined || after === state["divisionId"],
    divisionName: (before, after) => after === undefined && before !== undefined,
  }),
  unsettled: (before, after) => (before["divisionName"] !== after["divisionName"] || hasUnknown(after["divisionId"]) ? ["divisionId"] : []),
  create,
  read,
  update,
  delete: remove,
};
