import type { Call, Handlers } from "../server/call";
import { param } from "../server/call";
import { page } from "../server/paging";
import { ApiProblem, badRequest, notFound, ok } from "../server/reply";

interface IntegrationType {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  /** Names of the credentials that its configuration takes, with the types that fit. */
  readonly credentials: Readonly<Record<string, readonly string[]>>;
}

/**
 * Types that every org of the emulator has. The ids of the first three are in the Terraform provider's
 * documentation; the name of the export type is a likeness. Premium apps come with the seed.
 */
const everywhere: readonly IntegrationType[] = [
  {
    id: "purecloud-data-actions",
    name: "Genesys Cloud Data Actions",
    category: "Data Actions",
    credentials: { pureCloudOAuthClient: ["pureCloudOAuthClient"] },
  },
  {
    id: "custom-rest-actions",
    name: "Web Services Data Actions",
    category: "Data Actions",
    credentials: { basicAuth: ["basicAuth", "userDefined", "userDefinedOAuth"] },
  },
  { id: "embedded-client-app", name: "Client Application", category: "Client Apps", credentials: {} },
  { id: "aws-s3-recording-bulk-actions", name: "AWS S3 Recording Bulk Actions", category: "Recording", credentials: {} },
];

/** Fields without which a credential of a type is refused. */
const requiredFields: Readonly<Record<string, readonly string[]>> = {
  pureCloudOAuthClient: ["clientId", "clientSecret"],
  basicAuth: ["userName", "password"],
};

/** The types of integrations and of their credentials. */
export const integrationTypeHandlers: Handlers = {
  getIntegrationsTypes: (call) => ok(page(call, typesOf(call), render)),

  getIntegrationsType: (call) => {
    const found = typesOf(call).find((type) => type.id === param(call, "typeId"));
    if (found === undefined) throw notFound();
    return ok(render(found));
  },

  getIntegrationsCredentialsTypes: () =>
    ok({
      entities: Object.entries(requiredFields).map(([name, required]) => ({ id: name, name, properties: {}, required })),
    }),
};

/** The type of a new integration; 403 when the org does not have it, as a premium app that is not subscribed to. */
export function requireType(call: Call, id: string): { id: string; name: string } {
  const found = typesOf(call).find((type) => type.id === id);
  if (found === undefined) throw new ApiProblem(403, "integrations.forbidden", "This product is not enabled for your organization");
  return { id: found.id, name: found.name };
}

/** Refuses a credential that lacks a field of its type. */
export function requireFields(type: string, fields: Readonly<Record<string, string>>): void {
  const missing = (requiredFields[type] ?? []).find((name) => (fields[name] ?? "") === "");
  if (missing !== undefined) throw badRequest(`The credential field ${missing} is required.`);
}

/** Refuses an integration that can't be exported through: it is not there, or not switched on. */
export function exportIntegration(call: Call, id: string): void {
  const found = call.org.documents.get(`integration ${id}`);
  if (found === undefined)
    throw badRequest("The specified export integration is not a valid integration.", "recording.policy.export.integration.invalid");
  if (found["intendedState"] !== "ENABLED")
    throw badRequest("The specified export integration is not in active state.", "recording.policy.export.integration.disabled");
}

function typesOf(call: Call): readonly IntegrationType[] {
  const own = (call.org.record.integrationTypes ?? []).map((id): IntegrationType => ({ id, name: id, category: "Premium Apps", credentials: {} }));
  return [...everywhere, ...own];
}

function render(type: IntegrationType): unknown {
  return {
    id: type.id,
    name: type.name,
    category: type.category,
    credentials: Object.fromEntries(
      Object.entries(type.credentials).map(([name, types]) => [name, { required: true, credentialTypes: types }]),
    ),
    nonInstallable: false,
    selfUri: `/api/v2/integrations/types/${type.id}`,
  };
}
