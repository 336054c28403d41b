import * as z from "zod";
import type { AccessPolicyRecord } from "../state/entities";
import { newId } from "../state/ids";
import { listOf, param, read, type Call, type Handlers } from "../server/call";
import { badRequest, noContent, notFound, ok } from "../server/reply";

const shape = z.object({
  name: z.string().nullish(),
  description: z.string().nullish(),
  targetResource: z.string().nullish(),
  subject: z.object({ type: z.string().nullish(), id: z.string().nullish() }),
  effect: z.enum(["ALLOW", "DENY"]),
  condition: z.unknown().optional(),
  presetAttributes: z.unknown().optional(),
  active: z.boolean().nullish(),
  applyToClients: z.boolean().nullish(),
});
type Body = z.output<typeof shape>;

/**
 * Attribute based access policies. They act on decisions once the org has them switched on; a policy
 * with a condition lets the call through, since no source says how its attributes are found.
 */
export const accessPolicyHandlers: Handlers = {
  getAuthorizationPolicies: (call) => {
    const targets = listOf(call.query, "targetName");
    return ok(listing(call, (policy) => targets.length === 0 || targets.includes(policy.targetResource)));
  },

  getAuthorizationPoliciesSubjectSubjectId: (call) => ok(listing(call, (policy) => policy.subject.id === param(call, "subjectId"))),

  getAuthorizationPoliciesTargets: (call) => {
    const names = [...new Set([...call.org.accessPolicies.values()].map((policy) => policy.targetResource))].sort();
    return ok({ baseAttributes: [], targetAttributes: Object.fromEntries(names.map((name) => [name, { attributes: [] }])) });
  },

  getAuthorizationPoliciesTarget: (call) => ok(listing(call, (policy) => policy.targetResource === param(call, "targetName"))),

  postAuthorizationPoliciesTarget: (call) => {
    const body = read(call, shape);
    return ok(render(put(call, newId(), param(call, "targetName"), body)));
  },

  putAuthorizationPoliciesTarget: (call) => {
    const target = param(call, "targetName");
    const body = read(call, shape);
    const before = call.org.accessPolicies.find(
      (policy) => policy.targetResource === target && policy.subject.id === (body.subject.id ?? undefined),
    );
    return ok(render(put(call, before?.id ?? newId(), target, body)));
  },

  getAuthorizationPoliciesTargetSubjectSubjectId: (call) => ok(render(ofSubject(call))),

  deleteAuthorizationPoliciesTargetSubjectSubjectId: (call) => {
    call.org.accessPolicies.delete(ofSubject(call).id);
    return noContent;
  },

  getAuthorizationPolicy: (call) => ok(render(one(call))),

  putAuthorizationPolicy: (call) => {
    const before = one(call);
    const body = read(call, shape);
    return ok(render(put(call, before.id, body.targetResource ?? before.targetResource, body)));
  },
};

function listing(call: Call, which: (policy: AccessPolicyRecord) => boolean): unknown {
  const found = call.org.accessPolicies.filter(which).sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  return { entities: found.map(render), selfUri: call.operation.path };
}

function one(call: Call): AccessPolicyRecord {
  const found = call.org.accessPolicies.get(param(call, "policyId"));
  if (found === undefined) throw notFound();
  return found;
}

function ofSubject(call: Call): AccessPolicyRecord {
  const found = call.org.accessPolicies.find(
    (policy) => policy.targetResource === param(call, "targetName") && policy.subject.id === param(call, "subjectId"),
  );
  if (found === undefined) throw notFound();
  return found;
}

function put(call: Call, id: string, targetResource: string, body: Body): AccessPolicyRecord {
  if (!/^[A-Za-z0-9*]+(:[A-Za-z0-9*]+){2}$/.test(targetResource)) throw badRequest(`${targetResource} is not the name of a permission.`);
  const policy: AccessPolicyRecord = {
    id,
    name: body.name ?? targetResource,
    ...(body.description == null ? {} : { description: body.description }),
    targetResource,
    subject: {
      ...(body.subject.type == null ? {} : { type: body.subject.type }),
      ...(body.subject.id == null ? {} : { id: body.subject.id }),
    },
    effect: body.effect,
    ...(body.condition == null ? {} : { condition: body.condition }),
    ...(body.presetAttributes == null ? {} : { presetAttributes: body.presetAttributes }),
    active: body.active ?? false,
    applyToClients: body.applyToClients ?? false,
    dateModified: new Date(call.now).toISOString(),
  };
  if (locksOut(call, policy)) throw badRequest("Policy would lock out current user.", "authz.policy.lockout.check.failed");
  return call.org.accessPolicies.put(id, policy);
}

/** Whether a policy would deny its own author to change policies from now on. */
function locksOut(call: Call, policy: AccessPolicyRecord): boolean {
  if (policy.effect !== "DENY" || !policy.active || policy.condition !== undefined) return false;
  if (call.caller.kind === "client" && !policy.applyToClients) return false;
  const [domain, entity, action] = policy.targetResource.split(":");
  const covers = [domain, entity].every((part, index) => part === "*" || part === ["authorization", "policy"][index]);
  const writes = action === "*" || action === "add" || action === "edit";
  const { id } = policy.subject;
  return covers && writes && (id === undefined || id === "*" || id === call.caller.id);
}

function render(policy: AccessPolicyRecord): unknown {
  return { ...policy, selfUri: `/api/v2/authorization/policies/${policy.id}` };
}
