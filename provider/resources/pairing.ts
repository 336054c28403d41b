import { isApiError, ProviderError } from "../api/errors";
import type { Pairing } from "../genesys/model";
import { findGroup, findUsers } from "../genesys/search";
import type { Failure } from "../plan/check";
import { hasUnknown, texts, type Value, type Values } from "../rpc/values";
import { resourceDefinitions } from "../schema/resources";
import type { Operation } from "../session";
import { definitionOf } from "./definition";
import { sameTexts } from "./reading";
import type { Outcome, Reading, ResourceHandler } from "./resource";

const definition = definitionOf(resourceDefinitions, "OrgauthorizationPairing");

/** Most users, and most groups, that a trust may name. From Genesys' help page on authorized organizations. */
const most = 25;

/** The inputs that name somebody. */
const lists = ["userIds", "userEmails", "groupIds", "groupNames"];

/** Order means nothing, and an empty list is as none. */
function sameSet(before: Value | undefined, after: Value | undefined): boolean {
  return !hasUnknown(before) && sameTexts(texts(before), texts(after));
}

function outputsOf(id: string, inputs: Values): Values {
  return { ...inputs, id, orgauthorizationPairingId: id };
}

function check(inputs: Values): Failure[] {
  const count = (...names: string[]): number => names.reduce((sum, name) => sum + texts(inputs[name]).length, 0);
  const failures: Failure[] = [];
  if (lists.every((name) => !hasUnknown(inputs[name])) && count(...lists) === 0)
    failures.push({ path: "userIds", reason: "a pairing names at least one user or group: userIds, userEmails, groupIds or groupNames" });
  for (const [path, other] of [
    ["userIds", "userEmails"],
    ["groupIds", "groupNames"],
  ] as const) {
    if (count(path, other) > most) failures.push({ path, reason: `at most ${most} may be named, ${other} included` });
  }
  return failures;
}

async function userIds(operation: Operation, inputs: Values): Promise<string[]> {
  const { api } = operation.session;
  const emails = texts(inputs["userEmails"]);
  const users = emails.length === 0 ? [] : await findUsers(api, "email", emails, ["active", "inactive"]);
  const found = emails.map((email) => {
    const user = users.find((candidate) => candidate.email.toLowerCase() === email.toLowerCase());
    if (user === undefined) throw new ProviderError(`There is no user "${email}" in the organization (${api.settings.target}).`);
    return user.id;
  });
  return [...new Set([...texts(inputs["userIds"]), ...found])];
}

async function groupIds(operation: Operation, inputs: Values): Promise<string[]> {
  const { api } = operation.session;
  const found: string[] = [];
  for (const name of texts(inputs["groupNames"])) {
    const [group] = await findGroup(api, name);
    if (group === undefined) throw new ProviderError(`There is no group "${name}" in the organization (${api.settings.target}).`);
    found.push(group.id);
  }
  return [...new Set([...texts(inputs["groupIds"]), ...found])];
}

async function create(operation: Operation, inputs: Values): Promise<Outcome> {
  const { id } = await operation.session.api.call<Pairing>({
    method: "POST",
    path: "/api/v2/orgauthorization/pairings",
    body: { userIds: await userIds(operation, inputs), groupIds: await groupIds(operation, inputs) },
    onWait: operation.onWait,
  });
  return { id, outputs: outputsOf(id, inputs), problems: [] };
}

async function read(operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined): Promise<Reading | undefined> {
  let live: Pairing;
  try {
    live = await operation.session.api.call<Pairing>({
      method: "GET",
      path: "/api/v2/orgauthorization/pairings/{pairingId}",
      parameters: { pairingId: id },
      onWait: operation.onWait,
    });
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
    if (state === undefined || inputs === undefined) return undefined;
    operation.session.log.warn(
      operation.urn,
      `The pairing ${id} is not there any more: it was accepted, or it expired. A trust that came of it stays. ` +
        `It is kept in the state, so that no new one is asked for by itself; to ask again: pulumi up --replace '${operation.urn}'`,
    );
    return { id, inputs, outputs: outputsOf(id, inputs) };
  }
  // A pairing cannot change, so what the program wrote describes it still.
  const ids = (entries: readonly { id: string }[] | undefined): string[] => (entries ?? []).map((entry) => entry.id);
  const [users, groups] = [ids(live.users), ids(live.groups)];
  const described: Values = inputs ?? { ...(users.length > 0 ? { userIds: users } : {}), ...(groups.length > 0 ? { groupIds: groups } : {}) };
  return { id, inputs: described, outputs: outputsOf(id, described) };
}

/** Pairings with other organizations. There is no operation that changes or deletes one. */
export const pairing: ResourceHandler = {
  definition,
  check,
  same: () => Object.fromEntries(lists.map((name) => [name, sameSet])),
  create,
  read,
  update: (_operation, id, _state, _before, inputs) => Promise.resolve({ id, outputs: outputsOf(id, inputs), problems: [] }),
  delete: (operation, id) => {
    operation.session.log.info(
      operation.urn,
      `Genesys Cloud has no operation that deletes a pairing: ${id} expires by itself. A trust that came of it is ended by the other organization.`,
    );
    return Promise.resolve();
  },
};
