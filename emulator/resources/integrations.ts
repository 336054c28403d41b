import * as z from "zod";
import { hashOf, newId } from "../state/ids";
import { param, read, type Call, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { ApiProblem, badRequest, noContent, notFound, ok } from "../server/reply";
import { integrationTypeHandlers, requireFields, requireType } from "./integration-types";

const integration = "integration ";
const credential = "credential ";

/** Integrations and their credentials. Fields of a credential are never given back. */
export const integrationHandlers: Handlers = {
  ...integrationTypeHandlers,

  getIntegrations: (call) => ok(page(call, all(call, integration), renderIntegration)),
  getIntegration: (call) => ok(renderIntegration(one(call, integration, "integrationId"))),

  postIntegrations: (call) => {
    const body = read(call, z.object({ integrationType: z.looseObject({ id: z.string() }), name: z.string().nullish() }));
    const type = requireType(call, body.integrationType.id);
    const id = newId();
    return ok(
      renderIntegration(
        put(call, integration, id, {
          id,
          integrationType: { ...type, selfUri: `/api/v2/integrations/types/${type.id}` },
          intendedState: "DISABLED",
          config: { name: body.name ?? type.name, notes: "", properties: {}, advanced: {}, credentials: {}, version: 1 },
        }),
      ),
    );
  },

  patchIntegration: (call) => {
    const before = one(call, integration, "integrationId");
    const { intendedState } = read(call, z.object({ intendedState: z.enum(["ENABLED", "DISABLED", "DELETED"]) }));
    return ok(renderIntegration(put(call, integration, String(before["id"]), { ...before, intendedState })));
  },

  deleteIntegration: (call) => {
    const gone = one(call, integration, "integrationId");
    call.org.documents.delete(integration + String(gone["id"]));
    return ok(renderIntegration(gone));
  },

  getIntegrationConfigCurrent: (call) => ok(config(one(call, integration, "integrationId"))),

  putIntegrationConfigCurrent: (call) => {
    const before = one(call, integration, "integrationId");
    const current = before["config"] as Record<string, unknown>;
    const body = read(
      call,
      z.object({
        name: z.string().nullish(),
        notes: z.string().nullish(),
        version: z.int(),
        properties: z.unknown().optional(),
        advanced: z.unknown().optional(),
        credentials: z.record(z.string(), z.looseObject({ id: z.string() })).nullish(),
      }),
    );
    if (body.version !== current["version"])
      throw new ApiProblem(
        409,
        "general.conflict",
        `The version ${body.version} does not match the current version ${String(current["version"])}.`,
      );
    const unknown = Object.values(body.credentials ?? {}).find((reference) => !call.org.documents.has(credential + reference.id));
    if (unknown !== undefined) throw badRequest("The credential was not found.");
    const after = put(call, integration, String(before["id"]), {
      ...before,
      config: {
        name: body.name ?? current["name"],
        notes: body.notes ?? "",
        properties: body.properties ?? {},
        advanced: body.advanced ?? {},
        credentials: body.credentials ?? {},
        version: body.version + 1,
      },
    });
    return ok(config(after));
  },

  getIntegrationsCredentials: (call) => ok(page(call, all(call, credential), renderCredential)),

  getIntegrationsCredentialsListing: (call) => {
    const after = call.query.get("after");
    const credentials = all(call, credential);
    const start = after === null || after === "" ? 0 : credentials.findIndex((entry) => entry["id"] === after) + 1;
    const shown = credentials.slice(start, start + Number(call.query.get("pageSize") ?? 100));
    const last = shown.at(-1);
    return ok({
      entities: shown.map(renderCredential),
      ...(start + shown.length < credentials.length && last !== undefined
        ? { nextUri: `/api/v2/integrations/credentials/listing?after=${String(last["id"])}` }
        : {}),
    });
  },

  getIntegrationsCredential: (call) => ok(renderCredential(one(call, credential, "credentialId"))),

  postIntegrationsCredentials: (call) => {
    const id = newId();
    return ok(renderCredential(put(call, credential, id, { id, ...credentialOf(call) })));
  },

  putIntegrationsCredential: (call) => {
    const before = one(call, credential, "credentialId");
    return ok(renderCredential(put(call, credential, String(before["id"]), { id: before["id"], ...credentialOf(call) })));
  },

  deleteIntegrationsCredential: (call) => {
    call.org.documents.delete(credential + String(one(call, credential, "credentialId")["id"]));
    return noContent;
  },
};

/**
 * Of the fields of a credential only their names are kept, and of an OAuth client's also its id and
 * the hash of its secret: enough to tell whether it works, never enough to use it.
 */
function credentialOf(call: Call): Record<string, unknown> {
  const body = read(
    call,
    z.object({
      name: z.string().nullish(),
      type: z.looseObject({ name: z.string() }),
      credentialFields: z.record(z.string(), z.string()).nullish(),
    }),
  );
  const fields = body.credentialFields ?? {};
  requireFields(body.type.name, fields);
  const { clientId, clientSecret } = fields;
  return {
    name: body.name ?? "",
    type: { name: body.type.name },
    fieldNames: Object.keys(fields).sort(),
    ...(clientId === undefined || clientSecret === undefined ? {} : { clientId, secretHash: hashOf(clientSecret) }),
  };
}

function all(call: Call, kind: string): Record<string, unknown>[] {
  return [...call.org.documents.entries()].filter(([key]) => key.startsWith(kind)).map(([, document]) => document);
}

function one(call: Call, kind: string, parameter: string): Record<string, unknown> {
  const found = call.org.documents.get(kind + param(call, parameter));
  if (found === undefined) throw notFound();
  return found;
}

function put(call: Call, kind: string, id: string, document: Record<string, unknown>): Record<string, unknown> {
  return call.org.documents.put(kind + id, document);
}

function config(of: Record<string, unknown>): unknown {
  const current = of["config"] as Record<string, unknown>;
  return { id: of["id"], ...current, selfUri: `/api/v2/integrations/${String(of["id"])}/config/current` };
}

function renderIntegration(of: Record<string, unknown>): Record<string, unknown> {
  const current = of["config"] as Record<string, unknown>;
  return {
    id: of["id"],
    name: current["name"],
    integrationType: of["integrationType"],
    notes: current["notes"],
    intendedState: of["intendedState"],
    config: current,
    reportedState: { code: of["intendedState"] === "ENABLED" ? "ACTIVE" : "INACTIVE" },
    selfUri: `/api/v2/integrations/${String(of["id"])}`,
  };
}

function renderCredential(of: Record<string, unknown>): Record<string, unknown> {
  return { id: of["id"], name: of["name"], type: of["type"], selfUri: `/api/v2/integrations/credentials/${String(of["id"])}` };
}
