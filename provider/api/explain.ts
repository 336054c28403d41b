import type { Settings } from "../config/settings";
import { ApiError, ConnectionError, ProviderError } from "./errors";

/** Permissions of the calls that the provider makes, for answers that do not name them. From the API specification. */
const permissionsOf: Readonly<Record<string, readonly string[]>> = {
  "GET /api/v2/authorization/roles": ["authorization:role:view"],
  "GET /api/v2/authorization/roles/{roleId}": ["authorization:role:view"],
  "POST /api/v2/authorization/roles": ["authorization:role:add"],
  "PUT /api/v2/authorization/roles/{roleId}": ["authorization:role:edit"],
  "PUT /api/v2/authorization/roles/default": ["authorization:role:edit"],
  "DELETE /api/v2/authorization/roles/{roleId}": ["authorization:role:delete"],
  "POST /api/v2/authorization/divisions": ["authorization:division:add", "authorization:grant:add"],
  "PUT /api/v2/authorization/divisions/{divisionId}": ["authorization:division:edit"],
  "DELETE /api/v2/authorization/divisions/{divisionId}": ["authorization:division:delete"],
  "GET /api/v2/authorization/subjects/{subjectId}": ["authorization:grant:view"],
  "POST /api/v2/authorization/subjects/{subjectId}/bulkadd": ["authorization:grant:add"],
  "POST /api/v2/authorization/subjects/{subjectId}/bulkremove": ["authorization:grant:delete"],
  "GET /api/v2/oauth/clients": ["oauth:client:view"],
  "GET /api/v2/oauth/clients/{clientId}": ["oauth:client:view"],
  "POST /api/v2/oauth/clients": ["oauth:client:add"],
  "PUT /api/v2/oauth/clients/{clientId}": ["oauth:client:edit"],
  "DELETE /api/v2/oauth/clients/{clientId}": ["oauth:client:delete"],
  "POST /api/v2/oauth/clients/{clientId}/secret": ["oauth:client:edit"],
  "POST /api/v2/groups": ["directory:group:add"],
  "PUT /api/v2/groups/{groupId}": ["directory:group:edit"],
  "DELETE /api/v2/groups/{groupId}": ["directory:group:delete"],
  "POST /api/v2/groups/{groupId}/members": ["directory:group:edit"],
  "DELETE /api/v2/groups/{groupId}/members": ["directory:group:edit"],
  "POST /api/v2/users": ["directory:user:add"],
  "POST /api/v2/users/search": ["directory:user:view"],
  "PATCH /api/v2/users/{userId}": ["directory:user:edit"],
  "DELETE /api/v2/users/{userId}": ["directory:user:delete"],
  "POST /api/v2/users/{userId}/password": ["directory:user:setPassword"],
  "GET /api/v2/routing/queues": ["routing:queue:view"],
  "GET /api/v2/integrations": ["integrations:integration:view"],
  "POST /api/v2/integrations": ["integrations:integration:add"],
  "GET /api/v2/integrations/{integrationId}": ["integrations:integration:view"],
  "PATCH /api/v2/integrations/{integrationId}": ["integrations:integration:edit"],
  "DELETE /api/v2/integrations/{integrationId}": ["integrations:integration:delete"],
  "GET /api/v2/integrations/{integrationId}/config/current": ["integrations:integration:view"],
  "PUT /api/v2/integrations/{integrationId}/config/current": ["integrations:integration:edit"],
  "GET /api/v2/integrations/credentials/listing": ["integrations:integration:view"],
  "POST /api/v2/integrations/credentials": ["integrations:integration:add"],
  "GET /api/v2/integrations/credentials/{credentialId}": ["integrations:integration:view"],
  "PUT /api/v2/integrations/credentials/{credentialId}": ["integrations:integration:edit"],
  "DELETE /api/v2/integrations/credentials/{credentialId}": ["integrations:integration:delete"],
  "GET /api/v2/recording/mediaretentionpolicies": ["recording:retentionPolicy:view"],
  "POST /api/v2/recording/mediaretentionpolicies": ["recording:retentionPolicy:add"],
  "GET /api/v2/recording/mediaretentionpolicies/{policyId}": ["recording:retentionPolicy:view"],
  "PUT /api/v2/recording/mediaretentionpolicies/{policyId}": ["recording:retentionPolicy:edit"],
  "DELETE /api/v2/recording/mediaretentionpolicies/{policyId}": ["recording:retentionPolicy:delete"],
  "PUT /api/v2/recording/settings": ["recording:settings:editScreenRecordings"],
  "POST /api/v2/orgauthorization/pairings": ["authorization:orgTrustee:add"],
  "POST /api/v2/authorization/divisions/{divisionId}/objects/{objectType}": ["directory:user:edit"],
};

/** Permissions that a refusal's message names. */
export function permissionsIn(message: string): string[] {
  return [...new Set(message.match(/\b[A-Za-z][\w-]*:[\w*-]+:[\w*-]+/g) ?? [])];
}

/** Who deploys, for messages. */
export function deployerLabel(settings: Settings): string {
  if (settings.accessToken !== undefined) return "the owner of accessToken";
  return `the deploying client ${settings.clientId ?? "(none)"}`;
}

function permissionAdvice(error: ApiError, deployer: string): string[] {
  const named = permissionsIn(error.apiMessage);
  const permissions = named.length > 0 ? named : [...(permissionsOf[error.call] ?? [])];
  const all = error.code === "missing.permissions" || named.length === 0;
  const list = permissions.join(", ");
  const need =
    permissions.length === 0
      ? "a permission"
      : permissions.length === 1
        ? `the permission ${list}`
        : `${all ? "these permissions" : "one of these permissions"}: ${list}`;
  if (error.code.includes("division")) {
    return [
      `${deployer} lacks ${need}, in a division that this touches.`,
      "Next: grant the deployer a role with it in that division, or in all divisions.",
    ];
  }
  return [`${deployer} lacks ${need}.`, "Next: grant the deployer a role with it; a new grant needs up to five minutes to act."];
}

/** What a refusal means and what to do, by the API's code. */
function advice(error: ApiError, settings: Settings): string[] {
  const deployer = deployerLabel(settings);
  switch (error.code) {
    case "invalid_client":
    case "invalid_request":
      return [
        `Genesys Cloud does not accept the credentials of ${deployer} in ${settings.target}.`,
        "Next: check the client's id, its secret and the region; a client is known in its own region only.",
      ];
    case "missing.permissions":
    case "missing.any.permissions":
    case "missing.division.permission":
    case "missing.division.permissions":
    case "missing.division.permission.implied":
    case "missing.any.division.permissions":
    case "insufficient.permissions":
      return permissionAdvice(error, deployer);
    case "app.not.authorized.for.scope":
      return [
        `The token of ${deployer} does not have the scope for this call.`,
        "Next: add the scope to the client that the token was made with, and get a new token.",
      ];
    case "integrations.forbidden":
    case "feature.forbidden":
    case "feature.toggle.disabled":
      return [
        "The organization does not have the product or feature that this needs; no permission helps.",
        "Next: order it for the organization (Admin > Account settings, AppFoundry), or take this out of the program.",
      ];
    case "authz.policy.denied":
      return [
        `An access policy of the organization denies this to ${deployer}.`,
        "Next: look at the policy under Admin > People & Permissions, or ask its owner.",
      ];
    case "ip.not.authorized":
      return [
        "The organization does not allow calls from this machine's address.",
        "Next: run this where the address is allowed, or add the address to the organization's allow list.",
      ];
    case "bad.credentials":
    case "authentication.required":
    case "credentials.expired":
      return [`The token of ${deployer} is not valid (any more).`, "Next: get a new token, or use the id and secret of a client."];
    case "bad.client.role":
      return [
        `${deployer} does not have every role of the client, each in the same division.`,
        settings.deployerRoles === "never"
          ? "Next: grant those roles to the deployer, or set deployerRoles to borrow or keep on the provider."
          : "Next: if the grant was only just made, run again in some minutes.",
      ];
    case "missing.client.roles":
      return ["A client with the grant type client credentials needs at least one role.", "Next: give it roles."];
    case "missing.client.scope":
      return ["A client that is not used with client credentials needs at least one scope.", "Next: give it scopes."];
    case "auth.invalid.scope":
      return ["One of the client's scopes does not exist.", "Next: correct the scopes."];
    case "auth.too.many.clients":
      return ["The organization has as many OAuth clients as it may have.", "Next: delete clients that nobody uses."];
    default:
      if (error.status === 403) return permissionAdvice(error, deployer);
      if (error.status === 429)
        return ["Genesys Cloud limits requests to 300 a minute and still refuses after several waits.", "Next: run again later."];
      if (error.status >= 500) return ["Genesys Cloud fails.", "Next: run again; what was made until now is kept."];
      return [];
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An error as a user reads it: what was tried, what it means, what to do next, and the API's own words for Genesys' support. */
export function explain(error: unknown, doing: string, settings: Settings): string {
  if (error instanceof ApiError) {
    const correlation = error.correlationId === "" ? "" : `, correlation id ${error.correlationId}`;
    const own = [error.code, error.apiMessage].filter((part) => part !== "").join(": ");
    return [
      `${doing}: Genesys Cloud refused it.`,
      ...advice(error, settings).map(sentence),
      `Answer: ${error.status}${own === "" ? "" : ` ${own}`} (${error.call}${correlation})`,
    ].join("\n");
  }
  if (error instanceof ConnectionError) {
    return [
      `${doing}: no answer from ${error.host}: ${error.reason}.`,
      `Next: check the network, and the provider's region or gateway (${settings.target}). Running again is safe: nothing is made twice.`,
      `Call: ${error.call}`,
    ].join("\n");
  }
  if (error instanceof ProviderError) return `${doing}: ${error.message}`;
  return `${doing}: a bug of the provider: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
