import type { CauseId } from "../../../access/causes";
import type { ExplainFlags } from "../../../access/explain";
import { GraphBuilder } from "../../../access/graph/build";
import type { AccessGraph } from "../../../access/graph/graph";

/** An input of `explain`, with the org's graph where the wrong configuration stands in one. */
export interface Given {
  readonly text?: string;
  readonly flags?: ExplainFlags;
  readonly graph?: AccessGraph;
  readonly application?: string;
}

/** The three tests of one cause. */
export interface Row {
  /** The configuration that leads to it; absent where there is none of its own. */
  readonly wrong?: Given;
  /** The refusal as the API sends it, with the words around it that a shared refusal needs. */
  readonly refused: Given;
  /** Something close to it that is another cause. */
  readonly nearMiss: Given;
}

const correlation = "c5fad4cb-d540-4913-be4a-761b3dec1281";

/** An error body as the Platform API sends it. */
export function body(status: number, code: string, message: string, more: object = {}): string {
  return JSON.stringify({ message, code, status, messageParams: {}, contextId: correlation, details: [], errors: [], ...more });
}

/** A token endpoint's refusal. */
export function tokenError(error: string, description: string): string {
  return JSON.stringify({ error, description, error_description: description });
}

const any = (permissions: string): string =>
  body(
    403,
    "missing.any.permissions",
    `Unable to perform the requested action. You must have at least one of the following permissions assigned: [${permissions}]`,
  );
const all = (permissions: string): string =>
  body(403, "missing.permissions", `Unable to perform the requested action. You are missing the following permission(s): [${permissions}]`);
const division = (permission: string): string =>
  body(
    403,
    "missing.division.permission",
    `Unable to perform the requested action. You are missing the following permission '${permission}' in the provided division(s).`,
  );
const scope = (scopes: string): string => body(403, "app.not.authorized.for.scope", `App not authorized to use scope [${scopes}]`);
const curl = (method: string, path: string, answer: string, status = 403): string =>
  `> ${method} ${path} HTTP/1.1\n> Host: api.euw2.pure.cloud\n> Accept: */*\n\n< HTTP/1.1 ${status}\n< content-type: application/json\n< inin-correlation-id: ${correlation}\n\n${answer}`;

const recordings = "GET /api/v2/conversations/{conversationId}/recordings";
const queues = "GET /api/v2/routing/queues";

/** An org in which one client-credentials client makes one call. */
function org(call: string, permissions: readonly string[], more: (builder: GraphBuilder) => GraphBuilder = (builder) => builder): Given {
  const builder = new GraphBuilder("uk", { region: "eu-west-2" })
    .division("home", { home: true })
    .division("service-desk", { name: "Service Desk" })
    .role("app", permissions)
    .client("app")
    .application("app", "app", [call]);
  return { graph: more(builder).build(), application: "app", text: `The application gets a refusal for ${call}.` };
}

/** The three tests for each of the causes. */
export const table: Readonly<Record<CauseId, Row>> = {
  "unknown-endpoint": {
    wrong: { flags: { calls: ["GET /api/v2/recordings/screens"] } },
    refused: { text: `GET /api/v2/recordings/screens\n${body(404, "not.found", "The requested resource was not found.")}` },
    nearMiss: {
      text: `GET /api/v2/conversations/8a3f1f0e-1f4e-4b7e-9c89-c5d6b7a8e9f0\n${body(404, "not.found", "The requested resource was not found.")}`,
    },
  },
  "unknown-permission": {
    wrong: { flags: { permissions: ["recording:screens:read"], calls: [recordings] } },
    refused: {
      text: `Our role has the permission recording:screens:read, still:\n${any("recording:recording:view, recording:screenRecording:view")}`,
    },
    nearMiss: {
      text: `Our role has the permission routing:queue:view, still:\n${any("recording:recording:view, recording:screenRecording:view")}`,
    },
  },
  "permission-unavailable-in-org": {
    wrong: {
      text: "The call asks for journey:actionmap:view, but that permission does not exist in our org: the role editor does not list it.",
    },
    refused: {
      text: `Error: failed to get page of journey action maps error: API Error: 403 - Unable to perform the requested action. You must have at least one of the following permissions assigned: [journey:actionmap:view] (${correlation})\nI cannot find this permission in the role editor, although the role has every permission ticked.`,
    },
    nearMiss: { text: any("journey:actionmap:view") },
  },
  "missing-permission-any": {
    wrong: org(recordings, ["routing:queue:view"], (builder) => builder.grant({ kind: "client", key: "app" }, "app")),
    refused: {
      text: any(
        "recording:recording:view, recording:recordingSegment:view, recording:snippetRecording:view, recording:screenRecording:view",
      ),
    },
    nearMiss: { text: division("recording:recording:view") },
  },
  "missing-permission-all": {
    wrong: org("GET /api/v2/recording/jobs", ["routing:queue:view"], (builder) => builder.grant({ kind: "client", key: "app" }, "app")),
    refused: { text: all("authorization:role:view") },
    nearMiss: { text: body(400, "missing.permissions", "The provided access token is missing Facebook permissions for this feature.") },
  },
  "missing-division-grant": {
    wrong: {
      ...org("GET /api/v2/routing/queues/{queueId}", ["routing:queue:view"], (builder) =>
        builder.grant({ kind: "client", key: "app" }, "app", "home"),
      ),
      flags: { divisions: ["Service Desk"] },
    },
    refused: { text: division("routing:queue:view") },
    nearMiss: { text: any("routing:queue:view") },
  },
  "home-division-only-grant": {
    wrong: {
      text: "Terraform makes our client credentials client with a role and no division_id, so it is granted in the Home division only. GET /api/v2/routing/queues then lists fewer queues than the org has.",
    },
    refused: {
      text: `GET /api/v2/routing/queues with client credentials answers HTTP/1.1 200 OK and an empty list: {"entities": [], "total": 0}. The queues are there; the role has the default division.`,
    },
    nearMiss: { text: `GET /api/v2/routing/queues\n${any("routing:queue:view")}` },
  },
  "wrong-principal-roles": {
    wrong: {
      text: "We use a client credentials client. The role was assigned to my user account, not to the client. GET /api/v2/routing/queues gives 403.",
    },
    refused: {
      text: `The admin role is granted to the service user that owns the client; the client uses client credentials.\n${any("routing:queue:view")}`,
    },
    nearMiss: { text: `The role is on the OAuth client, which uses client credentials.\n${any("routing:queue:view")}` },
  },
  "client-in-group": {
    wrong: {
      text: "We put the OAuth client into the group 'Integrations', which holds the role, so that it inherits it. The client credentials token gets 403 on GET /api/v2/routing/queues.",
    },
    refused: {
      text: `We add the client id to the group.\nPOST /api/v2/groups/2f6b1f7e-90a1-4c5e-8a0c-8d0a5a1c0b11/members\n${body(400, "general.resource.not.found", "Group members were not found.")}`,
    },
    nearMiss: {
      text: "A user was added to the group 'Integrations', which holds the role. He still gets 403 on GET /api/v2/routing/queues with his user token.",
    },
  },
  "group-roles-disabled": {
    wrong: {
      graph: new GraphBuilder("uk")
        .role("viewer", ["routing:queue:view"])
        .client("desk", { grantType: "CODE", scopes: ["routing"] })
        .user("anna")
        .group("desk", ["anna"], { rolesEnabled: false })
        .grant({ kind: "group", key: "desk" }, "viewer")
        .application("desk", "desk", [queues], { user: "anna" })
        .build(),
      application: "desk",
      text: `403 on ${queues}`,
    },
    refused: { text: `The role is granted to the group, and rolesEnabled is false for it. Its members get:\n${any("routing:queue:view")}` },
    nearMiss: { text: `The role is granted to the user himself.\n${any("routing:queue:view")}` },
  },
  "wrong-subject-type": {
    wrong: { text: "POST /api/v2/authorization/subjects/{subjectId}/bulkadd grants a role to our OAuth client with subjectType=PC_USER." },
    refused: {
      text: `We grant a role to an OAuth client with the default subject type PC_USER.\nPOST /api/v2/authorization/subjects/2f6b1f7e-90a1-4c5e-8a0c-8d0a5a1c0b11/bulkadd\n${body(404, "not.found", "The requested resource was not found.")}`,
    },
    nearMiss: {
      text: `POST /api/v2/authorization/subjects/2f6b1f7e-90a1-4c5e-8a0c-8d0a5a1c0b11/bulkadd\n${any("authorization:grant:add")}`,
    },
  },
  "missing-client-roles": {
    wrong: { text: "We create an OAuth client with client credentials and roleDivisions: [] and want to add the roles later." },
    refused: { text: body(400, "missing.client.roles", "Client roles and divisions are missing.") },
    nearMiss: { text: body(400, "missing.client.scope", "Client scope is missing.") },
  },
  "missing-client-scope": {
    wrong: { text: "We create an OAuth client for the authorization code grant without any scope." },
    refused: { text: body(400, "missing.client.scope", "Client scope is missing.") },
    nearMiss: { text: body(400, "missing.client.roles", "Client roles and divisions are missing.") },
  },
  "invalid-scope-name": {
    wrong: { flags: { grant: "code", scopes: ["recordings:read"] } },
    refused: { text: body(400, "auth.invalid.scope", "Client has invalid scope") },
    nearMiss: { flags: { grant: "code", scopes: ["recordings:readonly"], calls: [recordings] } },
  },
  "missing-scope": {
    wrong: { flags: { grant: "code", scopes: ["users:readonly"], calls: [recordings] } },
    refused: { text: curl("GET", "/api/v2/routing/queues", scope("routing, routing:readonly")) },
    nearMiss: { text: curl("GET", "/api/v2/routing/queues", any("routing:queue:view")) },
  },
  "readonly-scope-for-write": {
    wrong: { flags: { grant: "code", scopes: ["routing:readonly"], calls: ["POST /api/v2/routing/queues"] } },
    refused: {
      text: `The token of the authorization code client has the scope routing:readonly.\n${curl("POST", "/api/v2/routing/queues", scope("routing"))}`,
    },
    nearMiss: {
      text: `The token of the authorization code client has the scope users:readonly.\n${curl("POST", "/api/v2/routing/queues", scope("routing"))}`,
    },
  },
  "wrong-scope-family": {
    wrong: { flags: { grant: "pkce", scopes: ["recordings"], calls: ["POST /api/v2/recording/batchrequests"] } },
    refused: {
      text: `The user token has the recordings scope.\n${curl("POST", "/api/v2/recording/batchrequests", scope("quality, quality:readonly"))}`,
    },
    nearMiss: { flags: { grant: "pkce", scopes: ["quality"], calls: ["POST /api/v2/recording/batchrequests"] } },
  },
  "stale-token-scope": {
    wrong: { text: "I added the scope routing to the authorization code client, but the program still uses the same token as before." },
    refused: {
      text: `We added the scope to the client an hour ago, but the access token was issued before.\n${curl("GET", "/api/v2/routing/queues", scope("routing, routing:readonly"))}`,
    },
    nearMiss: { text: `The role was changed a minute ago, the token is from before.\n${any("routing:queue:view")}` },
  },
  "client-credentials-ignores-scopes": {
    wrong: { flags: { grant: "client-credentials", scopes: ["recordings"], calls: [recordings] } },
    refused: {
      text: `The client credentials client has the scope recordings, and the token request asks for scope=recordings. Still 403 on ${recordings}.`,
    },
    nearMiss: { text: `The authorization code client has the scope recordings. Still 403 on ${recordings}.` },
  },
  "app-not-authorized-in-org": {
    wrong: {
      text: "A vendor's client is to be used in our org, which enforces scopes; no administrator has approved the application yet.",
    },
    refused: {
      text: `The vendor's application has the scope, but our admin has not authorized the app in Authorized Applications.\n${scope("users, users:readonly")}`,
    },
    nearMiss: { text: `The client credentials client lacks a role.\n${any("directory:user:view")}` },
  },
  "user-context-required": {
    wrong: org("GET /api/v2/users/me", [], (builder) => builder.grant({ kind: "client", key: "app" }, "app")),
    refused: {
      text: body(
        400,
        "not.a.user",
        "This request requires a user context. Client credentials cannot be used for requests to this resource.",
      ),
    },
    nearMiss: {
      text: body(400, "not.a.client", "This request requires a non-user context. User token cannot be used for requests to this resource."),
    },
  },
  "non-user-context-required": {
    wrong: { flags: { grant: "code", scopes: ["conversations"], calls: ["POST /api/v2/conversations/messages/agentless"] } },
    refused: {
      text: body(400, "not.a.client", "This request requires a non-user context. User token cannot be used for requests to this resource."),
    },
    nearMiss: { flags: { grant: "client-credentials", calls: ["POST /api/v2/conversations/messages/agentless"] } },
  },
  "conditional-permission-mismatch": {
    wrong: {
      text: "The role has recording:recording:view with the condition User equals Current User, and it is held by a client credentials client.",
    },
    refused: { text: `The role's permission carries a condition on the queue.\n${any("recording:recording:view")}` },
    nearMiss: { text: any("recording:recording:view") },
  },
  "abac-policy-denied": {
    wrong: {
      graph: new GraphBuilder("uk", { accessPoliciesEnabled: true })
        .role("app", ["routing:queue:view"])
        .client("app")
        .grant({ kind: "client", key: "app" }, "app")
        .application("app", "app", [queues])
        .with({
          accessPolicies: [
            {
              key: "lock",
              permission: "routing:queue:view",
              effect: "DENY",
              active: true,
              applyToClients: true,
              conditional: false,
              place: { kind: "live", path: "policies/lock" },
            },
          ],
        })
        .build(),
      application: "app",
      text: `403 on ${queues}`,
    },
    refused: {
      text: body(
        403,
        "authz.policy.denied",
        "Unable to perform the requested action. Your organization's security policies have denied access. Policy ID(s): [8a3f1f0e-1f4e-4b7e-9c89-c5d6b7a8e9f0]",
      ),
    },
    nearMiss: { text: any("routing:queue:view") },
  },
  "ip-not-allowlisted": {
    wrong: { text: "The org has an IP allow list; the CI runner calls from another address and gets 401." },
    refused: { text: body(401, "ip.not.authorized", "Requests originating from this IP address are not authorized: [198.51.100.7]") },
    nearMiss: { text: body(401, "bad.credentials", "Invalid login credentials.") },
  },
  "client-inactive": {
    wrong: { text: "The OAuth client was set to inactive by an administrator; since then no token is to be had." },
    refused: { text: `The client is disabled.\n${body(401, "bad.credentials", "Invalid login credentials.")}` },
    nearMiss: { text: body(401, "credentials.expired", "The supplied credentials are expired and cannot be used.") },
  },
  "wrong-region-host": {
    wrong: { flags: { hosts: ["api.eu.genesys.cloud"] } },
    refused: {
      text: `Our org is in Frankfurt (mypurecloud.de). curl https://login.mypurecloud.com/oauth/token -d grant_type=client_credentials\n${tokenError("invalid_client", "client not found")}`,
    },
    nearMiss: { text: `curl https://api.mypurecloud.de/api/v2/routing/queues\n${any("routing:queue:view")}` },
  },
  "wrong-token-endpoint": {
    wrong: { text: 'curl -X POST https://api.mypurecloud.ie/api/v2/oauth/token -d "grant_type=client_credentials"' },
    refused: {
      text: `POST https://api.mypurecloud.ie/api/v2/oauth/token\n${body(401, "authentication.required", "No authentication bearer token specified in authorization header.")}`,
    },
    nearMiss: { text: `POST https://login.mypurecloud.ie/oauth/token\n${tokenError("invalid_client", "authentication failed")}` },
  },
  "invented-header": {
    wrong: { flags: { headers: ["X-Genesys-Org"] } },
    refused: { text: `curl -H "X-Genesys-Org: other" https://api.mypurecloud.ie/api/v2/routing/queues answers 403.` },
    nearMiss: {
      text: `curl -H "Accept-Language: de" -H "X-Request-Id: 1" https://api.mypurecloud.ie/api/v2/routing/queues\n${any("routing:queue:view")}`,
    },
  },
  "unknown-role-name": {
    wrong: { flags: { roles: ["Screen Recording Admin"] } },
    refused: { text: `Error: no authorization roles found with name Recording Analyst` },
    nearMiss: { text: `The client has the role "Quality Administrator".\n${any("routing:queue:view")}` },
  },
  "cross-org-client-credentials": {
    wrong: { text: "One client credentials client of our org is used for the orgs of all partners." },
    refused: {
      text: `The same client works in our primary org and fails in the partner org.\nGET /api/v2/conversations/8a3f1f0e-1f4e-4b7e-9c89-c5d6b7a8e9f0\n${body(404, "not.found", "The requested resource was not found.")}`,
    },
    nearMiss: { text: `GET /api/v2/conversations/8a3f1f0e-1f4e-4b7e-9c89-c5d6b7a8e9f0\n${division("conversation:communication:view")}` },
  },
  "trust-disabled-or-expired": {
    wrong: { text: "The trust between the two orgs has expired; the consultant (trustee user) gets 403 in the customer's org." },
    refused: { text: body(403, "missing.trustor.permissions", "Missing required permission(s)") },
    nearMiss: { text: all("authorization:orgTrustor:view") },
  },
  "premium-app-not-enabled": {
    wrong: { text: "The premium app is not installed in the customer's org: its integration type is missing." },
    refused: { text: body(403, "integrations.forbidden", "This product is not enabled for your organization") },
    nearMiss: { text: body(403, "feature.toggle.disabled", "Feature Toggle is not enabled for the organization.") },
  },
  "feature-toggle-off": {
    refused: { text: body(501, "not.implemented", "Feature toggle is not enabled") },
    nearMiss: { text: body(403, "integrations.forbidden", "This product is not enabled for your organization") },
  },
  "recording-view-subpermission": {
    wrong: {
      flags: {
        grant: "client-credentials",
        permissions: ["recording:recording:view"],
        calls: [recordings],
        message: "screen recordings are wanted",
      },
    },
    refused: { text: body(403, "recording.recording.view.permission.check.failed", "Failed to verify recording view permission.") },
    nearMiss: { text: any("recording:recording:view, recording:screenRecording:view") },
  },
  "batch-job-other-principal": {
    wrong: { text: "One client posts the batch download request, and another client reads the job." },
    refused: { text: body(403, "batch.download.permission.denied", "Only user that initiated the job can request results") },
    nearMiss: { text: curl("POST", "/api/v2/recording/batchrequests", any("recording:recording:view")) },
  },
  "sensitive-data-hidden": {
    wrong: {
      text: "The org redacts sensitive data, and the client's role has no recording:recording:viewSensitiveData: recordings come back with silenced parts.",
    },
    refused: {
      text: `GET /api/v2/conversations/8a3f1f0e-1f4e-4b7e-9c89-c5d6b7a8e9f0/recordings answers 200, but the audio is redacted where card numbers are spoken.`,
    },
    nearMiss: {
      text: `GET /api/v2/conversations/8a3f1f0e-1f4e-4b7e-9c89-c5d6b7a8e9f0/recordings\n${division("recording:recording:view")}`,
    },
  },
  "agent-missing-participate": {
    wrong: { text: "The supervisor may monitor, but the monitored agent does not have the permission realtimeMonitor:screen:participate." },
    refused: { text: body(403, "agent.permission.denied", "Agent does not have required permission: realtimeMonitor:screen:participate") },
    nearMiss: {
      text: curl(
        "POST",
        "/api/v2/users/2f6b1f7e-90a1-4c5e-8a0c-8d0a5a1c0b11/screenmonitors/sessions",
        all("realtimeMonitor:screen:monitorAgent"),
      ),
    },
  },
  "not-active-participant": {
    wrong: { text: "A user pauses the recording state of another agent's call, in which he is not an active participant." },
    refused: {
      text: body(
        403,
        "conversation.error.forbidden.not.active.participant",
        "User is not active on conversation and cannot alter recordingState",
      ),
    },
    nearMiss: {
      text: body(
        400,
        "not.a.user",
        "This request requires a user context. Client credentials cannot be used for requests to this resource.",
      ),
    },
  },
  "wfm-scope-of-access": {
    wrong: {
      text: "The role is granted for one team only, but the request names a whole business unit: workforce management refuses with 403.",
    },
    refused: {
      text: body(
        403,
        "wfm.permission.failure",
        "The user is not authorized to make the request because they are not authorized for the division of the business unit nor for the requested management units",
      ),
    },
    nearMiss: { text: division("routing:queue:view") },
  },
  "notification-topic": {
    wrong: { text: "The channel subscribes to the topic v2.users.{id}.presence, but the client may not see that user." },
    refused: { text: body(403, "notification.unauthorized.topic", "Not authorized for this topic.") },
    nearMiss: { text: curl("POST", "/api/v2/notifications/channels", scope("notifications")) },
  },
  "assignee-lacks-permission": {
    wrong: { text: "The work item is to be assigned to a user, but the assignee lacks the permission for it." },
    refused: { text: body(403, "assignee.missing.any.permissions", "Assignee does not have permissions assigned") },
    nearMiss: { text: body(403, "workitem.missing.any.division.permissions", "User has no permission access to the division.") },
  },
  "enforcement-tightened": {
    wrong: {
      flags: {
        grant: "client-credentials",
        calls: ["PATCH /api/v2/users/{userId}"],
        permissions: ["directory:user:view"],
        message: "worked until December 2025, nothing was changed",
      },
    },
    refused: {
      text: `Our client credentials sync worked for years and nothing was changed; since December 2025:\nPATCH /api/v2/users/2f6b1f7e-90a1-4c5e-8a0c-8d0a5a1c0b11\n${body(403, "insufficient.permissions", "Insufficient permissions to update a user")}`,
    },
    nearMiss: { text: `GET /api/v2/users\n${any("directory:user:view")}` },
  },
  "deployer-lacks-role": {
    wrong: {
      text: "Terraform makes an auth_role and an oauth_client with it in the same run; Terraform's own client does not have the role. Creating the client fails with 400.",
    },
    refused: { text: `Error: Failed to create oauth client reporting error: API Error: 400 - Client role is invalid. (${correlation})` },
    nearMiss: {
      text: `Error: Failed to create oauth client reporting error: API Error: 403 - Unable to perform the requested action. You must have at least one of the following permissions assigned: [oauth:client:add] (${correlation})`,
    },
  },
  "division-aware-granting": {
    wrong: { text: "authorizationGrantDivisionAware is on, and our deployer holds authorization:grant:add in the Home division only." },
    refused: { text: body(403, "missing.division.permission.implied", "User does not have access permissions for this division.") },
    nearMiss: { text: curl("GET", "/api/v2/routing/queues/2f6b1f7e-90a1-4c5e-8a0c-8d0a5a1c0b11", division("routing:queue:view")) },
  },
  "role-limit": {
    refused: { text: body(400, "max.role.assignments.exceeded", "Too many roles granted to a subject") },
    nearMiss: { text: body(429, "too.many.requests", "Rate limit exceeded the maximum [300] requests within [60] seconds") },
  },
  "token-expired-or-idle": {
    wrong: {
      text: "The nightly export runs for ten hours with one token, whose lifetime is eight hours; after eight hours every call gets 401.",
    },
    refused: { text: body(401, "credentials.expired", "The supplied credentials are expired and cannot be used.") },
    nearMiss: { text: body(401, "ip.not.authorized", "Requests originating from this IP address are not authorized: [198.51.100.7]") },
  },
  "propagation-delay": {
    refused: { text: `The role was granted to the client a minute ago.\n${any("routing:queue:view")}` },
    nearMiss: { text: `The role was granted to the client last week.\n${any("routing:queue:view")}` },
  },
  "misleading-error-text": {
    refused: {
      text: `Error: Failed to get page of IVR configs: API Error: 403 - Unable to perform the requested action. You are missing the following permission(s): com.inin.pubapi.iam.util.ResourcePermission`,
    },
    nearMiss: { text: curl("GET", "/api/v2/architect/ivrs", all("routing:callRoute:view")) },
  },
  "schema-error": {
    wrong: {
      text: 'We create the OAuth client with {"name": "x", "authorizedGrantType": "CLIENT-CREDENTIALS", "divisionIds": ["1"]} and get 400: unrecognized field.',
    },
    refused: { text: body(400, "invalid.division.id", "The division id was invalid.") },
    nearMiss: { text: body(400, "missing.client.roles", "Client roles and divisions are missing.") },
  },
  "third-party-403": {
    refused: {
      text: `GET https://prod-recordings.s3.eu-west-2.amazonaws.com/a.webm?X-Amz-Signature=abc\n<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>`,
    },
    nearMiss: {
      text: curl("GET", "/api/v2/conversations/8a3f1f0e-1f4e-4b7e-9c89-c5d6b7a8e9f0/recordings", any("recording:recording:view")),
    },
  },
  "wrong-client-secret": {
    refused: { text: tokenError("invalid_client", "authentication failed") },
    nearMiss: { text: tokenError("invalid_client", "client not found") },
  },
  "unknown-client-id": {
    refused: { text: tokenError("invalid_client", "client not found") },
    nearMiss: { text: tokenError("invalid_client", "authentication failed") },
  },
  "wrong-grant-type": {
    wrong: { text: "The client is configured for the authorization code grant, but the program asks for a token with client_credentials." },
    refused: { text: tokenError("unauthorized_client", "client is not authorized to use this grant type") },
    nearMiss: { text: tokenError("invalid_client", "authentication failed") },
  },
  "malformed-token-request": {
    wrong: {
      text: `curl https://login.mypurecloud.ie/oauth/token -H "Content-Type: application/json" -d '{"grant_type": "client_credentials"}'`,
    },
    refused: { text: tokenError("invalid_request", "grant_type is missing") },
    nearMiss: { text: tokenError("invalid_request", "rate limit exceeded; retry later") },
  },
  "redirect-uri-mismatch": {
    wrong: { text: "The program sends redirect_uri=http://localhost:3000/cb; that redirect URI is not registered at the client." },
    refused: { text: tokenError("invalid_request", "redirect_uri is not registered") },
    nearMiss: { text: tokenError("invalid_request", "grant_type is missing") },
  },
  "rate-limited": {
    refused: { text: body(429, "too.many.requests", "Rate limit exceeded the maximum [300] requests within [60] seconds") },
    nearMiss: { text: body(400, "max.roles.exceeded", "Cannot create role because maximum number of role is exceeded.") },
  },
  "embed-domain-not-allowed": {
    wrong: {
      text: "Our portal shows Genesys Cloud in an iframe; the domain is not among the allowed embeddable domains. The browser says: refused to connect (frame-ancestors).",
    },
    refused: { text: body(403, "origin.not.allowed", "Not allowed to create an ACD chat conversation from an external customer.") },
    nearMiss: { text: body(403, "not.authorized", "You are not authorized to perform the requested action.") },
  },
  "own-gateway-refusal": {
    refused: { text: `curl: (56) Received HTTP code 403 from proxy after CONNECT` },
    nearMiss: { text: curl("GET", "/api/v2/routing/queues", any("routing:queue:view")) },
  },
};

/** Causes that no configuration makes: they lie in time, in a typed-in secret, in what answers, or in what others have decided. */
export const withoutConfiguration: readonly CauseId[] = [
  "feature-toggle-off",
  "role-limit",
  "propagation-delay",
  "misleading-error-text",
  "third-party-403",
  "wrong-client-secret",
  "unknown-client-id",
  "rate-limited",
  "own-gateway-refusal",
];

/** Causes that no refusal shows by itself: their refusal is another cause's, and other evidence tells them apart. */
export const withoutOwnRefusal: readonly CauseId[] = [
  "unknown-endpoint",
  "unknown-permission",
  "permission-unavailable-in-org",
  "home-division-only-grant",
  "wrong-principal-roles",
  "client-in-group",
  "group-roles-disabled",
  "wrong-subject-type",
  "readonly-scope-for-write",
  "wrong-scope-family",
  "stale-token-scope",
  "client-credentials-ignores-scopes",
  "app-not-authorized-in-org",
  "conditional-permission-mismatch",
  "client-inactive",
  "wrong-region-host",
  "wrong-token-endpoint",
  "invented-header",
  "unknown-role-name",
  "cross-org-client-credentials",
  "sensitive-data-hidden",
  "enforcement-tightened",
  "misleading-error-text",
  "propagation-delay",
  "own-gateway-refusal",
];
