import * as z from "zod";
import type { RetentionPolicyRecord } from "../state/entities";
import { newId } from "../state/ids";
import { listOf, param, read, type Call, type Handler } from "../server/call";
import { page } from "../server/paging";
import { ApiProblem, badRequest, notFound, ok } from "../server/reply";
import { exportIntegration } from "./integration-types";

const reference = z.looseObject({ id: z.string() });
const days = z.object({ days: z.int().min(0).nullish() }).loose().nullish();
const retention = z.looseObject({ archiveRetention: days, deleteRetention: days }).nullish();
const actions = z
  .looseObject({
    retainRecording: z.boolean().nullish(),
    deleteRecording: z.boolean().nullish(),
    alwaysDelete: z.boolean().nullish(),
    retentionDuration: retention,
    initiateScreenRecording: z.looseObject({ recordACW: z.boolean().nullish(), archiveRetention: days, deleteRetention: days }).nullish(),
    integrationExport: z.looseObject({ integration: reference.nullish(), shouldExportScreenRecordings: z.boolean().nullish() }).nullish(),
  })
  .nullish();
const conditions = z
  .looseObject({ forQueues: z.array(reference).nullish(), forUsers: z.array(reference).nullish(), directions: z.array(z.string()).nullish() })
  .nullish();
const part = z.looseObject({ actions, conditions }).nullish();
const shape = z.looseObject({
  name: z.string().nullish(),
  order: z.int().nullish(),
  description: z.string().nullish(),
  enabled: z.boolean().nullish(),
  mediaPolicies: z.looseObject({ callPolicy: part, chatPolicy: part, emailPolicy: part, messagePolicy: part }).nullish(),
  conditions,
  actions,
});
type Body = z.output<typeof shape>;

/** The two kinds of retention policies: of the recording service, and of several platforms at once. They do not see each other. */
const kinds = [
  { operations: "Mediaretentionpolic", path: "/api/v2/recording/mediaretentionpolicies", kind: "media" },
  { operations: "CrossplatformMediaretentionpolic", path: "/api/v2/recording/crossplatform/mediaretentionpolicies", kind: "crossplatform" },
] as const;
type Kind = (typeof kinds)[number];

/** Media retention policies: kept and given back as they were written, and acting on what is recorded from then on. */
export const retentionPolicyHandlers: Readonly<Record<string, Handler>> = Object.fromEntries(kinds.flatMap(handlersOf));

function handlersOf(kind: Kind): [string, Handler][] {
  const many = `Recording${kind.operations}ies`;
  const single = `Recording${kind.operations}y`;
  return [
    [`get${many}`, (call) => ok(page(call, listed(call, kind), (policy) => policy))],
    [`get${single}`, (call) => ok(one(call, kind))],
    [`post${many}`, (call) => ok(make(call, kind))],
    [`put${single}`, (call) => ok(change(call, kind, (before, body) => ({ createdDate: before["createdDate"], ...body })))],
    [`patch${single}`, (call) => ok(change(call, kind, (before, body) => ({ ...before, ...body })))],
    [
      `delete${single}`,
      (call) => {
        call.org.retentionPolicies.delete(key(kind, String(one(call, kind)["id"])));
        return ok({});
      },
    ],
    [
      `delete${many}`,
      (call) => {
        for (const id of listOf(call.query, "ids")) call.org.retentionPolicies.delete(key(kind, id));
        return ok({});
      },
    ],
  ];
}

function key(kind: Kind, id: string): string {
  return `${kind.kind} ${id}`;
}

function listed(call: Call, kind: Kind): RetentionPolicyRecord[] {
  const name = call.query.get("name") ?? "";
  const enabled = call.query.get("enabled");
  return all(call, kind).filter(
    (policy) => (name === "" || policy["name"] === name) && (enabled === null || String(policy["enabled"]) === enabled),
  );
}

function all(call: Call, kind: Kind): RetentionPolicyRecord[] {
  return [...call.org.retentionPolicies.entries()].filter(([id]) => id.startsWith(`${kind.kind} `)).map(([, policy]) => policy);
}

function one(call: Call, kind: Kind): RetentionPolicyRecord {
  const found = call.org.retentionPolicies.get(key(kind, param(call, "policyId")));
  if (found === undefined) throw notFound();
  return found;
}

function make(call: Call, kind: Kind): RetentionPolicyRecord {
  const body = read(call, shape);
  const name = checkName(call, kind, body.name);
  check(call, body);
  const at = new Date(call.now).toISOString();
  return put(call, kind, newId(), { order: 0, description: "", enabled: false, createdDate: at, modifiedDate: at, ...body, name });
}

function change(
  call: Call,
  kind: Kind,
  merge: (before: RetentionPolicyRecord, body: Body) => Record<string, unknown>,
): RetentionPolicyRecord {
  const before = one(call, kind);
  const body = read(call, shape);
  const id = String(before["id"]);
  const name = body.name == null ? String(before["name"]) : checkName(call, kind, body.name, id);
  check(call, body);
  return put(call, kind, id, { order: 0, description: "", enabled: false, ...merge(before, body), name, modifiedDate: iso(call) });
}

function iso(call: Call): string {
  return new Date(call.now).toISOString();
}

function put(call: Call, kind: Kind, id: string, policy: Record<string, unknown>): RetentionPolicyRecord {
  return call.org.retentionPolicies.put(key(kind, id), { ...policy, id, selfUri: `${kind.path}/${id}` });
}

function checkName(call: Call, kind: Kind, name: string | null | undefined, self?: string): string {
  if (name == null || name.trim() === "") throw badRequest("Policy name is required.");
  if (all(call, kind).some((other) => other["name"] === name && other["id"] !== self))
    throw new ApiProblem(409, "general.conflict", `A policy with the name ${name} already exists.`);
  return name;
}

/** What a policy refers to must be there: queues, users, and an integration to export through that is switched on. */
function check(call: Call, body: Body): void {
  const media = body.mediaPolicies;
  for (const entry of [body, media?.callPolicy, media?.chatPolicy, media?.emailPolicy, media?.messagePolicy]) {
    const queue = entry?.conditions?.forQueues?.find(({ id }) => !call.org.queues.has(id));
    if (queue !== undefined) throw badRequest(`The queue ${queue.id} was not found.`);
    const user = entry?.conditions?.forUsers?.find(({ id }) => !call.org.users.has(id));
    if (user !== undefined) throw badRequest(`The user ${user.id} was not found.`);
    const integration = entry?.actions?.integrationExport?.integration;
    if (integration != null) exportIntegration(call, integration.id);
  }
}
