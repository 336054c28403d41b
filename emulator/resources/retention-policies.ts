import * as z from "zod";
import { newId } from "../state/ids";
import { listOf, param, read, type Call, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { ApiProblem, badRequest, noContent, notFound, ok } from "../server/reply";

const shape = z.looseObject({ name: z.string().optional() });
const prefix = "retention-policy ";

/** Media retention policies: kept and given back as they were written. */
export const retentionPolicyHandlers: Handlers = {
  getRecordingMediaretentionpolicies: (call) => {
    const name = call.query.get("name") ?? "";
    const found = all(call).filter((policy) => name === "" || policy["name"] === name);
    return ok(page(call, found, (policy) => policy));
  },

  getRecordingMediaretentionpolicy: (call) => ok(one(call)),

  postRecordingMediaretentionpolicies: (call) => {
    const body = read(call, shape);
    if (body.name === undefined || body.name.trim() === "") throw badRequest("Policy name is required.");
    if (all(call).some((policy) => policy["name"] === body.name))
      throw new ApiProblem(409, "general.conflict", `A policy with the name ${body.name} already exists.`);
    return ok(put(call, newId(), { order: 0, description: "", enabled: false, ...body, dateCreated: new Date(call.now).toISOString() }));
  },

  putRecordingMediaretentionpolicy: (call) => {
    const before = one(call);
    return ok(
      put(call, String(before["id"]), {
        ...read(call, shape),
        dateCreated: before["dateCreated"],
        modifiedDate: new Date(call.now).toISOString(),
      }),
    );
  },

  patchRecordingMediaretentionpolicy: (call) => {
    const before = one(call);
    return ok(put(call, String(before["id"]), { ...before, ...read(call, shape), modifiedDate: new Date(call.now).toISOString() }));
  },

  deleteRecordingMediaretentionpolicy: (call) => {
    call.org.documents.delete(prefix + String(one(call)["id"]));
    return noContent;
  },

  deleteRecordingMediaretentionpolicies: (call) => {
    for (const id of listOf(call.query, "ids")) call.org.documents.delete(prefix + id);
    return noContent;
  },
};

function all(call: Call): Record<string, unknown>[] {
  return [...call.org.documents.entries()].filter(([key]) => key.startsWith(prefix)).map(([, policy]) => policy);
}

function one(call: Call): Record<string, unknown> {
  const found = call.org.documents.get(prefix + param(call, "policyId"));
  if (found === undefined) throw notFound();
  return found;
}

function put(call: Call, id: string, policy: Record<string, unknown>): Record<string, unknown> {
  return call.org.documents.put(prefix + id, { ...policy, id, selfUri: `/api/v2/recording/mediaretentionpolicies/${id}` });
}
