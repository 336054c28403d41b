import * as z from "zod";
import { grantKey } from "../state/org";
import type { DivisionRecord } from "../state/entities";
import { newId } from "../state/ids";
import { listOf, param, read, type Call, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { ApiProblem, badRequest, noContent, notFound, ok } from "../server/reply";
import { wildcard } from "./name-filter";

const shape = z.object({ name: z.string().optional(), description: z.string().nullish() });

/** Divisions of the org and what lies in them. */
export const divisionHandlers: Handlers = {
  getAuthorizationDivisions: (call) => {
    const name = call.query.get("name")?.toLowerCase() ?? "";
    const ids = listOf(call.query, "id");
    const found = [...call.org.divisions.values()]
      .filter((division) => (name === "" || wildcard(name).test(division.name)) && (ids.length === 0 || ids.includes(division.id)))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    return ok(page(call, found, (division) => render(call, division)));
  },

  getAuthorizationDivisionsHome: (call) => ok(render(call, call.org.home)),

  getAuthorizationDivisionsLimit: () => ok(maxDivisions),

  getAuthorizationDivision: (call) => ok(render(call, division(call))),

  postAuthorizationDivisions: (call) => {
    const { name = "", description } = read(call, shape);
    checkName(call, name);
    if (call.org.divisions.size >= maxDivisions) throw badRequest("Too many divisions for organization.", "max.scopes.exceeded");
    const made = { id: newId(), name, description: description ?? "", home: false };
    call.org.divisions.put(made.id, made);
    return ok(render(call, made));
  },

  putAuthorizationDivision: (call) => {
    const before = division(call);
    const { name = before.name, description } = read(call, shape);
    checkName(call, name, before.id);
    return ok(render(call, call.org.divisions.put(before.id, { ...before, name, description: description ?? "" })));
  },

  deleteAuthorizationDivision: (call) => {
    const { org } = call;
    const gone = division(call);
    if (gone.home) throw badRequest("The home division cannot be deleted.", "precondition.failure");
    const users = org.users.filter((user) => user.divisionId === gone.id && user.state !== "deleted");
    const queues = org.queues.filter((queue) => queue.divisionId === gone.id);
    if (users.length + queues.length > 0 && call.query.get("force") !== "true") {
      throw badRequest(`The division still holds ${users.length + queues.length} object(s).`, "precondition.failure");
    }
    for (const user of users) org.users.put(user.id, { ...user, divisionId: org.home.id, version: user.version + 1 });
    for (const queue of queues) org.queues.put(queue.id, { ...queue, divisionId: org.home.id });
    for (const grant of org.grants.filter((held) => held.divisionId === gone.id)) org.grants.delete(grantKey(grant));
    org.divisions.delete(gone.id);
    return noContent;
  },

  getAuthorizationDivisionGrants: (call) => {
    const { id } = division(call);
    const grants = call.org.grants.filter((grant) => grant.divisionId === id || grant.divisionId === "*");
    return ok(
      page(call, grants, (grant) => ({
        subjectId: grant.subjectId,
        division: render(call, division(call)),
        role: { id: grant.roleId, name: call.org.roles.get(grant.roleId)?.name },
        grantMadeAt: new Date(grant.madeAt).toISOString(),
      })),
    );
  },

  postAuthorizationDivisionObject: (call) => {
    const { id } = division(call);
    const ids = read(call, z.array(z.string()));
    const type = param(call, "objectType").toUpperCase();
    for (const objectId of ids) {
      if (type === "USER") {
        const user = call.org.users.get(objectId);
        if (user === undefined) throw notFound();
        if (!call.access.holds([moveUsers], [user.divisionId]) || !call.access.holds([moveUsers], [id])) {
          throw new ApiProblem(
            403,
            "missing.division.permission",
            `Unable to perform the requested action. You are missing the following permission '${moveUsers}' in the provided division(s).`,
          );
        }
        call.org.users.put(user.id, { ...user, divisionId: id, version: user.version + 1 });
      } else if (type === "QUEUE") {
        const queue = call.org.queues.get(objectId);
        if (queue === undefined) throw notFound();
        call.org.queues.put(queue.id, { ...queue, divisionId: id });
      } else {
        throw new ApiProblem(501, "emulator.no.data", `The emulator keeps no objects of the type ${type}.`);
      }
    }
    return noContent;
  },
};

const maxDivisions = 70;

/** Not declared by the specification, but enforced since December 2025. */
const moveUsers = "directory:user:edit";

/** A division by id, or 404. */
function division(call: Call): DivisionRecord {
  const found = call.org.divisions.get(param(call, "divisionId"));
  if (found === undefined) throw notFound();
  return found;
}

function checkName(call: Call, name: string, self?: string): void {
  if (name.trim() === "" || name.length > 200) throw badRequest("The division name is invalid.", "division.name.invalid");
  if (call.org.divisions.find((other) => other.id !== self && other.name.toLowerCase() === name.toLowerCase()) !== undefined) {
    throw new ApiProblem(409, "resource.already.exists", `A division with the name ${name} already exists.`);
  }
}

function render(call: Call, division: DivisionRecord): unknown {
  const counts =
    call.query.get("objectCount") === "true"
      ? { objectCounts: { USER: call.org.users.filter((user) => user.divisionId === division.id && user.state !== "deleted").length } }
      : {};
  return {
    id: division.id,
    name: division.name,
    description: division.description,
    homeDivision: division.home,
    ...counts,
    selfUri: `/api/v2/authorization/divisions/${division.id}`,
  };
}
