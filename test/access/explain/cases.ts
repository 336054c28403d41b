import type { CauseId } from "../../../access/causes";
import type { ExplainFlags, Explanation } from "../../../access/explain";

/** A case as somebody brings it, and what the answer must say. */
export interface Case {
  readonly name: string;
  readonly text?: string;
  readonly flags?: ExplainFlags;
  /** The cause that must come first. */
  readonly first?: CauseId;
  readonly has?: readonly CauseId[];
  readonly not?: readonly CauseId[];
  /** Whether the first cause must be called certain (true) or must not be (false). */
  readonly certain?: boolean;
  /** Names that must be told not to exist. */
  readonly unknown?: Partial<Record<keyof Explanation["unknown"], readonly string[]>>;
  /** Names that must not be told not to exist. */
  readonly known?: Partial<Record<keyof Explanation["unknown"], readonly string[]>>;
}

/** Cases in the forms that people have them in, made up after what is seen in public. */
export const cases: readonly Case[] = [
  {
    name: "an exception of the JavaScript SDK as the console prints it",
    text: `Unhandled rejection {
  status: 403,
  statusText: 'Forbidden',
  headers: { 'content-type': 'application/json', 'inin-correlation-id': '7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11' },
  body: {
    message: 'Unable to perform the requested action. You must have at least one of the following permissions assigned: [analytics:conversationDetail:view, analytics:agentConversationDetail:view]',
    code: 'missing.any.permissions',
    status: 403,
    messageParams: { permissions: '[analytics:conversationDetail:view]' },
    contextId: '7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11',
    details: [],
    errors: []
  },
  text: '{"message":"Unable to..."}',
  error: Error: Request failed with status code 403
      at AnalyticsApi.postAnalyticsConversationsDetailsQuery (/app/node_modules/purecloud-platform-client-v2/dist/node/purecloud-platform-client-v2.js:1:1)
}`,
    first: "missing-permission-any",
    certain: true,
  },
  {
    name: "an exception of the Python SDK",
    text: `Traceback (most recent call last):
  File "export.py", line 41, in <module>
    resp = routing_api.get_routing_queue(queue_id)
PureCloudPlatformClientV2.rest.ApiException: (403)
Reason: Forbidden
HTTP response headers: HTTPHeaderDict({'Content-Type': 'application/json', 'ININ-Correlation-Id': '7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11'})
HTTP response body: {"message":"Unable to perform the requested action. You are missing the following permission 'routing:queue:view' in the provided division(s).","code":"missing.division.permission","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "missing-division-grant",
    certain: true,
  },
  {
    name: "an exception of the Java SDK",
    text: `com.mypurecloud.sdk.v2.ApiException: API call failed, status 400
{"message":"This request requires a user context. Client credentials cannot be used for requests to this resource.","code":"not.a.user","status":400,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11"}`,
    first: "user-context-required",
    certain: true,
  },
  {
    name: "an exception of the .NET SDK",
    text: `PureCloudPlatform.Client.V2.Client.ApiException: Error calling PostToken: {"error":"invalid_client","description":"authentication failed","error_description":"authentication failed"}`,
    first: "wrong-client-secret",
  },
  {
    name: "Terraform without a token",
    text: `Error: failed to authorize Genesys Cloud client credentials: Auth Error: 401 - invalid_client (authentication failed)

  with provider["registry.terraform.io/mypurecloud/genesyscloud"]`,
    first: "wrong-client-secret",
  },
  {
    name: "Terraform asking for tokens too fast",
    text: "Error: failed to authorize Genesys Cloud client credentials: Auth Error: 400 - invalid_request (rate limit exceeded; please wait 12 seconds)",
    first: "rate-limited",
    certain: true,
  },
  {
    name: "Terraform granting roles to a group",
    text: `│ Error: Failed to update group role 6f2c: API Error: 403 - Unable to perform the requested action. You must have at least one of the following permissions assigned: [authorization:grant:add] (7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11)
│
│   with genesyscloud_group_roles.reviewers,
│   on main.tf line 12`,
    first: "missing-permission-any",
  },
  {
    name: "a line of pulumi up",
    text: `  genesyscloud:index:OauthClient (reporting):
    error: Failed to create oauth client reporting error: API Error: 400 - The caller does not have all the roles assigned to this client. (7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11)`,
    first: "deployer-lacks-role",
    certain: true,
  },
  {
    name: "a log line with a body",
    text: `2026-03-01T02:11:09Z WARN export GET /api/v2/analytics/conversations/details/jobs/1b/results HTTP/1.1" 401 {"message":"Invalid login credentials.","code":"bad.credentials","status":401} (job started 26 hours ago, same token)`,
    first: "token-expired-or-idle",
  },
  {
    name: "a line of an access log",
    text: `10.0.0.4 - - [01/Mar/2026:10:11:12 +0000] "GET /api/v2/users HTTP/1.1" 403 412 "-" "python-requests/2.31" client_credentials`,
    first: "missing-permission-any",
    certain: false,
  },
  {
    name: "JSON escaped into JSON",
    text: `{"level":"error","msg":"call failed","body":"{\\"message\\":\\"Unable to perform the requested action. You are missing the following permission(s): [oauth:client:view]\\",\\"code\\":\\"missing.permissions\\",\\"status\\":403}"}`,
    first: "missing-permission-all",
    certain: true,
  },
  {
    name: "curl -v of a scope refusal",
    text: `curl -sv -H 'Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789ABCDEF' https://api.mypurecloud.de/api/v2/users/me
< HTTP/2 403
< inin-correlation-id: 7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11
{"message":"App not authorized to use scope [users:readonly, users, user-basic-info]","code":"app.not.authorized.for.scope","status":403}`,
    first: "missing-scope",
  },
  {
    name: "an HTML page of nginx",
    text: `HTTP/1.1 403 Forbidden
Server: nginx/1.18.0
Content-Type: text/html

<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx/1.18.0</center></body></html>`,
    first: "own-gateway-refusal",
  },
  {
    name: "a page of Zscaler",
    text: `curl -v https://api.euw2.pure.cloud/api/v2/tokens/me
< HTTP/1.1 403 Forbidden
< Server: Zscaler/6.2
<html>Your organization has selected Zscaler to protect you from internet threats. Website blocked</html>`,
    first: "own-gateway-refusal",
    certain: true,
  },
  {
    name: "an expired S3 address",
    text: `Downloading mediaUri failed: 403
<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>3600</X-Amz-Expires></Error>`,
    first: "third-party-403",
    certain: true,
  },
  {
    name: "a signed link in the evening",
    text: "The recording downloaded fine at noon, but opening the same mediaUris link in the evening gives 403. The link starts with https://api-downloads.mypurecloud.com/... and carries Key-Pair-Id and Signature.",
    first: "third-party-403",
  },
  {
    name: "a token sent to storage",
    text: "POST batchrequests works and the job completes. Fetching resultUrl (an S3 presigned URL) with our Authorization header gives 403 SignatureDoesNotMatch.",
    first: "third-party-403",
  },
  {
    name: "a division id as a fourth part of the permission",
    text: `{"message":"Unable to perform the requested action. You are missing the following permission(s): [routing:queue:view:1a2b3c4d-1111-2222-3333-444455556666]","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11"}`,
    first: "missing-division-grant",
  },
  {
    name: "the older wording on a domain",
    text: `{"message":"Permission is forbidden on domain routing","status":403}`,
    has: ["missing-permission-any"],
  },
  {
    name: "the older wording on a conversation",
    text: "403 - Access to Conversation 1a2b3c4d-1111-2222-3333-444455556666 is forbidden",
    has: ["missing-division-grant"],
  },
  {
    name: "empty brackets beside a division id",
    text: `"message": "You are missing the following permission(s): [] in division 1a2b3c4d-1111-2222-3333-444455556666", "status": 403`,
    first: "missing-division-grant",
  },
  {
    name: "nothing but 401",
    text: "401 Unauthorized",
    has: ["token-expired-or-idle"],
    certain: false,
  },
  {
    name: "nothing but 403",
    text: "403",
    has: ["missing-permission-any"],
    certain: false,
  },
  {
    name: "nothing but 429",
    text: `HTTP/1.1 429 Too Many Requests
Retry-After: 34`,
    first: "rate-limited",
    certain: true,
  },
  {
    name: "404 on an invented path",
    text: `GET https://api.mypurecloud.ie/api/v2/agents/list -> 404 {"code":"not.found","message":"The requested resource was not found.","status":404}`,
    first: "unknown-endpoint",
  },
  {
    name: "501",
    text: `{"message":"Feature toggle is not enabled","code":"not.implemented","status":501}`,
    first: "feature-toggle-off",
    certain: true,
  },
  {
    name: "a data action that acts in a conversation",
    text: `Our Genesys Cloud data action PATCH /api/v2/conversations/emails/{conversationId}/participants/{participantId} fails:
{ "status": 403, "code": "not.authorized", "message": "You are not authorized to perform the requested action.", "messageParams": {} }`,
    has: ["user-context-required", "not-active-participant"],
    certain: false,
  },
  {
    name: "a data action that reports its target's refusal",
    text: `{"message":"REST call for web services data actions failed. Message:Request not executed because the remote server returned 403 Forbidden [ActionId:custom_-_x]","code":"bad.request","status":400}`,
    first: "third-party-403",
  },
  {
    name: "a permission of Facebook",
    text: `POST /api/v2/conversations/messaging/integrations/facebook -> 400 {"code":"missing.permissions","message":"The provided access token is missing Facebook permissions for this feature."}`,
    first: "third-party-403",
    certain: true,
  },
  {
    name: "a refusal of ServiceNow",
    text: `Genesys data action calling our ServiceNow: {"error":{"message":"User Not Authorized","detail":"Failed API level ACL Validation"},"status":"failure"} 403`,
    first: "third-party-403",
  },
  {
    name: "users/me with client credentials",
    text: "I get an error when calling GET /api/v2/users/me with my client credentials token. Other endpoints work.",
    first: "user-context-required",
    certain: true,
  },
  {
    name: "an agentless message with a user's token",
    text: "postConversationsMessagesAgentless fails from our web app, where the supervisor is logged in (PKCE).",
    first: "non-user-context-required",
  },
  {
    name: "works in the API Explorer only",
    text: "POST /api/v2/analytics/conversations/details/query returns 403 from my script that uses client credentials. In the API Explorer with my login the very same body works. My account is admin.",
    first: "wrong-principal-roles",
  },
  {
    name: "works when signed in only",
    text: "The call to /api/v2/routing/queues works when I'm logged in to the developer center but my machine to machine app gets 403 Forbidden. I have the Master Admin role.",
    first: "wrong-principal-roles",
  },
  {
    name: "works after a few minutes",
    text: "Our pipeline creates a role and an OAuth client, then immediately calls GET /api/v2/routing/queues and gets a 403. If we wait a few minutes and re-run the step it works.",
    first: "propagation-delay",
  },
  {
    name: "a permission added two minutes ago",
    text: "I just added routing:queue:view to the role of the client two minutes ago, still getting missing.any.permissions for that permission.",
    first: "propagation-delay",
  },
  {
    name: "an export of the Home division",
    text: "tf export only returns objects of the Home division although we have eight divisions. The OAuth client has the Admin role.",
    first: "home-division-only-grant",
    has: ["home-division-only-grant"],
  },
  {
    name: "a list with fewer queues",
    text: "GET /api/v2/routing/queues with client credentials returns only 12 of our 80 queues, no error at all. The missing ones belong to other divisions.",
    first: "home-division-only-grant",
  },
  {
    name: "a permission that the role editor lacks",
    text: "The error says recording:crossPlatformRetentionPolicy:view is needed, but I can't find that permission anywhere in the role editor. We have CX 2 licences.",
    first: "permission-unavailable-in-org",
  },
  {
    name: "a permission of a beta",
    text: "genesyscloud_tf_export: failed to get page of process automation triggers: API Error: 403 - Unable to perform the requested action. You must have at least one of the following permissions assigned: [processautomation:trigger:view] (7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11). This permission does not exist in our org.",
    first: "permission-unavailable-in-org",
  },
  {
    name: "works from the laptop, not from the runner",
    text: "Same credentials: from my laptop everything works, from the GitHub Actions runner every call returns 401 since security turned on the IP allowlist.",
    first: "ip-not-allowlisted",
  },
  {
    name: "fails after a day",
    text: "After about 24 hours our service starts to get 401 on all endpoints until we restart it.",
    first: "token-expired-or-idle",
  },
  {
    name: "idle for fifteen minutes",
    text: "In our HIPAA org the token stops working after 15 minutes of inactivity: 401 bad.credentials.",
    first: "token-expired-or-idle",
  },
  {
    name: "a regenerated secret",
    text: "Since the admin regenerated the client secret the token request fails with invalid_client.",
    first: "wrong-client-secret",
  },
  {
    name: "a login host of another region",
    text: "Token request to https://login.mypurecloud.com/oauth/token returns invalid_client. Id and secret were copied from the org, which is in Sydney (mypurecloud.com.au).",
    first: "wrong-region-host",
  },
  {
    name: "unauthorized_client",
    text: `{"error":"unauthorized_client","description":"","error_description":""}`,
    first: "wrong-grant-type",
    certain: true,
  },
  {
    name: "a token request in JSON by requests",
    text: `requests.post("https://login.euw2.pure.cloud/oauth/token", json={"grant_type":"client_credentials"}, auth=(id, secret)) -> 400 {"error":"invalid_request"}`,
    first: "malformed-token-request",
  },
  {
    name: "a token asked at the api host",
    text: "POST https://api.mypurecloud.com/api/v2/oauth/token keeps returning 403 Forbidden for grant_type=client_credentials although id and secret are right.",
    first: "wrong-token-endpoint",
  },
  {
    name: "an invalid redirect address",
    text: `The login page shows "invalid redirect uri" as soon as the browser is sent to /oauth/authorize?response_type=code&redirect_uri=http://localhost:3000`,
    first: "redirect-uri-mismatch",
  },
  {
    name: "a frame that is refused",
    text: "The embeddable framework in our CRM stays white. Browser console: Refused to display 'https://apps.mypurecloud.de/' in a frame because an ancestor violates frame-ancestors.",
    first: "embed-domain-not-allowed",
  },
  {
    name: "Messenger on another domain",
    text: "Messenger does not load on staging.example.com, only on www.example.com. The deployment restricts domains.",
    first: "embed-domain-not-allowed",
  },
  {
    name: "an AppFoundry app that is not enabled",
    text: `Customer opens our AppFoundry app and sees 403 integrations.forbidden "This product is not enabled for your organization".`,
    first: "premium-app-not-enabled",
  },
  {
    name: "a topic without its right",
    text: "Subscribing the channel to v2.routing.queues.{id}.users returns 403 Not authorized for this topic.",
    first: "notification-topic",
  },
  {
    name: "a business unit",
    text: "GET /api/v2/workforcemanagement/businessunits/{businessUnitId}/activityplans 403 wfm.permission.failure",
    first: "wfm-scope-of-access",
    certain: true,
  },
  {
    name: "a job read by another function",
    text: "Lambda A posts /api/v2/recording/batchrequests, Lambda B polls GET /api/v2/recording/batchrequests/{jobId} with its own OAuth client and always gets 403.",
    first: "batch-job-other-principal",
  },
  {
    name: "the message of an access policy",
    text: "Unable to perform the requested action. Your organization's security policies have denied access. Policy ID(s): [1a2b3c4d-1111-2222-3333-444455556666]",
    first: "abac-policy-denied",
    certain: true,
  },
  {
    name: "refused since December 2025",
    text: "Our provisioning script (client credentials) updated users with PATCH /api/v2/users/{userId} for three years. Since early December 2025 it gets 403 and nobody touched it.",
    first: "enforcement-tightened",
  },
  {
    name: "a service account in a group",
    text: `We added the service account of the integration to the "API Users" group, which has the role, but the OAuth client still gets 403.`,
    first: "client-in-group",
  },
  {
    name: "screens that are not recorded",
    text: "Audio recordings are there but no screen recordings are created for some agents, although the policy is on.",
    has: ["agent-missing-participate"],
  },
  {
    name: "silent gaps",
    text: "Recordings downloaded by our archive client have silent gaps where card numbers were spoken; in the UI the supervisor hears everything.",
    first: "sensitive-data-hidden",
  },
  {
    name: "a role that cannot be found",
    text: "data.genesyscloud_auth_role.x: no authorization roles found with name Screen Recording Admin",
    first: "unknown-role-name",
  },
  {
    name: "user_roles for a client",
    text: "genesyscloud_user_roles with user_id set to the id of our OAuth client fails: the provider sends subjectType=PC_USER.",
    first: "wrong-subject-type",
  },
  {
    name: "an organization id that is passed",
    text: "Same client id and secret work for our main org. For the customer's org we pass their organization id but always get 404/403.",
    first: "cross-org-client-credentials",
  },
  {
    name: "a trust",
    text: "Our consultants worked in the customer org through a trust (authorized organizations). Since yesterday they get 403 missing.trustor.permissions.",
    first: "trust-disabled-or-expired",
  },
  {
    name: "an app that nobody approved",
    text: `User sees "App not authorized to use scope [users]". The client has the scope. It belongs to a vendor and nobody approved it under Authorized Applications in our org.`,
    first: "app-not-authorized-in-org",
  },
  {
    name: "flags any",
    flags: { status: 403, code: "missing.any.permissions", calls: ["GET /api/v2/routing/queues"], grant: "client-credentials" },
    first: "missing-permission-any",
    certain: true,
  },
  {
    name: "flags any + scopes",
    flags: {
      status: 403,
      code: "missing.any.permissions",
      calls: ["getConversationRecordings"],
      grant: "client-credentials",
      scopes: ["recordings"],
    },
    first: "missing-permission-any",
    has: ["client-credentials-ignores-scopes"],
  },
  {
    name: "flags me",
    flags: { calls: ["getUsersMe"], grant: "client_credentials" },
    first: "user-context-required",
    certain: true,
  },
  {
    name: "flags recordingstate",
    flags: { calls: ["PATCH /api/v2/conversations/{conversationId}/recordingstate"], grant: "client-credentials", status: 400 },
    first: "user-context-required",
  },
  {
    name: "flags agentless",
    flags: { calls: ["POST /api/v2/conversations/emails/agentless"], grant: "pkce" },
    first: "non-user-context-required",
    certain: true,
  },
  {
    name: "flags ro",
    flags: { status: 403, calls: ["PUT /api/v2/routing/queues/{queueId}"], grant: "code", scopes: ["routing:readonly"] },
    first: "readonly-scope-for-write",
  },
  {
    name: "flags query ro ok",
    flags: { status: 403, calls: ["POST /api/v2/analytics/conversations/details/query"], grant: "code", scopes: ["analytics:readonly"] },
    not: ["readonly-scope-for-write", "missing-scope"],
  },
  {
    name: "flags family",
    flags: {
      status: 403,
      code: "app.not.authorized.for.scope",
      calls: ["POST /api/v2/recording/batchrequests"],
      grant: "authorization-code",
      scopes: ["recordings"],
    },
    first: "wrong-scope-family",
  },
  {
    name: "flags header",
    flags: { headers: ["X-Organization-Id: 123"] },
    first: "invented-header",
    unknown: { headers: ["X-Organization-Id"] },
  },
  {
    name: "flags host",
    flags: { hosts: ["api.mypurecloud.us"] },
    first: "wrong-region-host",
    unknown: { hosts: ["api.mypurecloud.us"] },
  },
  {
    name: "flags role",
    flags: { roles: ["Agent Desktop Administrator"] },
    first: "unknown-role-name",
    unknown: { roles: ["Agent Desktop Administrator"] },
  },
  {
    name: "flags perm lower",
    flags: { permissions: ["recording:screenrecording:view"] },
    first: "unknown-permission",
    unknown: { permissions: ["recording:screenrecording:view"] },
  },
  {
    name: "flags held any lacks",
    flags: {
      status: 403,
      calls: ["GET /api/v2/conversations/{conversationId}/recordings"],
      grant: "cc",
      permissions: ["analytics:conversationDetail:view"],
    },
    first: "missing-permission-any",
  },
  {
    name: "flags region mix",
    flags: { status: 401, region: "eu-central-1", hosts: ["api.mypurecloud.com"] },
    first: "wrong-region-host",
  },
  {
    name: "flags 401 bad.credentials only",
    flags: { status: 401, code: "bad.credentials" },
    has: ["token-expired-or-idle", "wrong-region-host"],
    certain: false,
  },
  {
    name: "flags 403 only",
    flags: { status: 403 },
    certain: false,
  },
  {
    name: "flags invalid_client",
    flags: { status: 401, code: "invalid_client" },
    has: ["wrong-client-secret", "unknown-client-id", "wrong-region-host"],
    certain: false,
  },
  {
    name: "flags 400 missing fb",
    flags: {
      status: 400,
      code: "missing.permissions",
      message: "The provided access token is missing Instagram permissions for this feature.",
    },
    first: "third-party-403",
  },
  {
    name: "flags sdk snake",
    flags: { calls: ["get_users_me"], grant: "client-credentials" },
    first: "user-context-required",
  },
  {
    name: "flags url",
    flags: {
      status: 403,
      code: "missing.any.permissions",
      calls: ["https://api.euw2.pure.cloud/api/v2/conversations/1a2b3c4d-1111-2222-3333-444455556666/recordings?formatId=WEBM"],
      grant: "client-credentials",
    },
    first: "missing-permission-any",
  },
  {
    name: "flags wildcard perm held",
    flags: { status: 403, calls: ["GET /api/v2/routing/queues"], grant: "cc", permissions: ["routing:*:view"] },
    not: ["missing-permission-any"],
  },
  {
    name: "not.authorized bare",
    text: `{"message":"You are not authorized to perform the requested action.","code":"not.authorized","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    has: ["missing-permission-any", "missing-division-grant"],
    certain: false,
  },
  {
    name: "forbidden bare",
    text: `{"message":"You are not authorized to perform the requested action.","code":"forbidden","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    certain: false,
  },
  {
    name: "404 cross",
    text: `GET /api/v2/conversations/1a2b3c4d-1111-2222-3333-444455556666 {"message":"The requested resource was not found.","code":"not.found","status":404,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    certain: false,
  },
  {
    name: "auth required",
    text: `{"message":"No authentication bearer token specified in authorization header.","code":"authentication.required","status":401,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    certain: false,
  },
  {
    name: "access.denied.to.field",
    text: `POST /api/v2/architect/ivrs {"message":"You are not authorized to view one or more of the referenced entities.","code":"access.denied.to.field","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "missing-division-grant",
    certain: false,
  },
  {
    name: "quality view check",
    text: `{"message":"Failed to check required view permission.","code":"quality.evaluation.view.permission.check.failed","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    has: ["missing-permission-any", "conditional-permission-mismatch"],
    certain: false,
  },
  {
    name: "voicemail other",
    text: `{"message":"You are not authorized to access the voicemail message.","code":"voicemail.not.authorized.voicemail.message","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    certain: false,
  },
  {
    name: "invalid_scope",
    text: `{"error":"invalid_scope","error_description":"requested scope is invalid"}`,
    first: "invalid-scope-name",
  },
  {
    name: "grant implied",
    text: `POST /api/v2/authorization/subjects/x/bulkadd {"message":"User does not have access permissions for this division.","code":"missing.division.permission.implied","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "division-aware-granting",
    certain: true,
  },
  {
    name: "grant op division",
    text: `POST /api/v2/authorization/subjects/1a2b3c4d-1111-2222-3333-444455556666/bulkadd fails: {"message":"Unable to perform the requested action. You are missing the following permission 'authorization:grant:add' in the provided division(s).","code":"missing.division.permission","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "division-aware-granting",
    has: ["missing-division-grant"],
  },
  {
    name: "owner",
    text: `{"message":"Owner must have required permissions in the case division.","code":"owner.missing.any.division.permissions","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "assignee-lacks-permission",
    certain: true,
  },
  {
    name: "coaching",
    text: `{"message":"Some participants are missing the 'coaching:appointment:participate' permission.","code":"participate.permission.missing","status":400,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "assignee-lacks-permission",
    certain: true,
  },
  {
    name: "postino",
    text: `{"message":"User is not an active participant on the conversation.","code":"postino.error.forbidden","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "not-active-participant",
    certain: true,
  },
  {
    name: "annotation",
    text: `{"message":"Failed to verify view annotation permission","code":"recording.annotation.view.permission.check.failed","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "recording-view-subpermission",
    certain: true,
  },
  {
    name: "segment",
    text: `{"message":"Request forbidden due to recording segment view permissions check failing.","code":"recording.recordingsegment.view.permission.check.failed","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "recording-view-subpermission",
    certain: true,
  },
  {
    name: "wfm 400",
    text: `{"message":"You are only authorized to call this route for specific teams","code":"wfm.only.authorized.for.team.access","status":400,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "wfm-scope-of-access",
    certain: true,
  },
  {
    name: "case",
    text: `{"message":"User is missing the required permission in one or more divisions.","code":"case.missing.permission.in.divisions","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "missing-division-grant",
    certain: true,
  },
  {
    name: "workitem",
    text: `{"message":"No permission in any division to perform the query.","code":"workitem.missing.any.division.permissions","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "missing-division-grant",
    certain: true,
  },
  {
    name: "job owner",
    text: `{"message":"Invalid User Operation. User does not have permission to access this job","code":"not.job.owner","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "batch-job-other-principal",
    certain: true,
  },
  {
    name: "org forbidden 501",
    text: `{"message":"Access denied to external events for this organization","code":"organization.forbidden","status":501,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "feature-toggle-off",
  },
  {
    name: "too many clients",
    text: `{"message":"Too many clients exist in this organization.","code":"auth.too.many.clients","status":400,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "role-limit",
    certain: true,
  },
  {
    name: "policy lockout",
    text: `{"message":"Policy would lock out current user.","code":"authz.policy.lockout.check.failed","status":400,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "abac-policy-denied",
  },
  {
    name: "cannot delete",
    text: `{"message":"Clients must be marked as inactive to be eligible for deletion.","code":"cannot.delete.client","status":400,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    not: ["missing-permission-any", "client-inactive"],
  },
  {
    name: "flow blocked",
    text: `{"message":"Flow ID x has been temporarily blocked.","code":"flow.blocked","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    not: ["missing-permission-any", "third-party-403", "own-gateway-refusal"],
  },
  {
    name: "origin",
    text: `{"message":"Not allowed to create an ACD chat conversation from an external customer.","code":"origin.not.allowed","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "embed-domain-not-allowed",
  },
  {
    name: "bad grant type",
    text: `{"message":"Invalid grant type.","code":"bad.grant.type","status":400,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "schema-error",
  },
  {
    name: "presence on queue",
    text: `{"message":"Not authorized to update presence to ON_QUEUE","code":"presence.not.authorized.update.on.queue","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    has: ["missing-permission-any"],
  },
  {
    name: "any + group",
    text: `The OAuth client (client credentials) is a member of the group that holds the role. {"message":"Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:view]","code":"missing.any.permissions","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "client-in-group",
  },
  {
    name: "any + licence",
    text: `This permission is not available in our org (CX 1), the role editor doesn't show it. {"message":"Unable to perform the requested action. You must have at least one of the following permissions assigned: [wfm:schedule:view]","code":"missing.any.permissions","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "permission-unavailable-in-org",
  },
  {
    name: "division + home",
    text: `The role was given to the client without a division, so it's only in the Home division. {"message":"Unable to perform the requested action. You are missing the following permission 'routing:queue:edit' in the provided division(s).","code":"missing.division.permission","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "home-division-only-grant",
    has: ["missing-division-grant"],
  },
  {
    name: "scope stale",
    text: `We added the scope yesterday but users are still logged in with the old token. {"message":"App not authorized to use scope [presence, presence:readonly]","code":"app.not.authorized.for.scope","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "stale-token-scope",
  },
  {
    name: "invented scope + code",
    text: `Our PKCE client requests the scope presence:read. {"message":"App not authorized to use scope [presence, presence:readonly]","code":"app.not.authorized.for.scope","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "invalid-scope-name",
    has: ["missing-scope"],
  },
  {
    name: "deny waited",
    text: `Role was granted three days ago. {"message":"Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:view]","code":"missing.any.permissions","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "missing-permission-any",
    not: ["propagation-delay"],
  },
  {
    name: "disabled client token",
    text: `The client is shown as inactive in Admin > Integrations > OAuth. {"error":"invalid_client","description":"authentication failed"}`,
    first: "client-inactive",
  },
  {
    name: "deleted client",
    text: `Someone deleted the OAuth client last week. {"error":"invalid_client","description":"client not found"}`,
    first: "unknown-client-id",
  },
  {
    name: "copy typo",
    text: `{"error":"invalid_client","error_description":"client not found"} with HTTP 400`,
    first: "unknown-client-id",
  },
  {
    name: "token html 403 login host",
    text: "POST https://login.mypurecloud.com/oauth/token -> 403, body is an HTML page of our corporate proxy",
    first: "own-gateway-refusal",
  },
  {
    name: "garbled 2",
    text: "API Error: 403 - Unable to perform the requested action. You are missing the following permission(s): com.inin.iam.ResourcePermission@6d06d69c (7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11)",
    first: "misleading-error-text",
  },
  {
    name: "wrong printed",
    text: `PATCH /api/v2/voicemail/groups/1a2b3c4d-1111-2222-3333-444455556666/policy
{"message":"Unable to perform the requested action. You must have at least one of the following permissions assigned: [directory:group:view]","code":"missing.any.permissions","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "misleading-error-text",
  },
  {
    name: "german",
    text: `Fehler 403 beim Abruf: {"message":"Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:view]","code":"missing.any.permissions","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    first: "missing-permission-any",
  },
  {
    name: "two errors",
    text: `First call: {"message":"You must have at least one of the following permissions assigned: [routing:queue:view]","code":"missing.any.permissions","status":403,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}
Second: {"message":"This request requires a user context. Client credentials cannot be used for requests to this resource.","code":"not.a.user","status":400,"contextId":"7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11","details":[],"errors":[]}`,
    has: ["missing-permission-any", "user-context-required"],
  },
  {
    name: "ok",
    text: `HTTP/1.1 200 OK
{"entities":[{"id":"1"}],"total":1}`,
    not: ["missing-permission-any"],
  },
  {
    name: "202",
    text: "GET /api/v2/conversations/1a2b3c4d-1111-2222-3333-444455556666/recordings returns 202 and an empty body",
    not: ["missing-permission-any", "home-division-only-grant"],
  },
  {
    name: "nonsense",
    text: "The quick brown fox jumps over the lazy dog.",
  },
  {
    name: "unknown-endpoint, told one way",
    text: "Is there something special about GET /api/v2/routing/agents? It keeps telling me 404 although the documentation bot told me to use it.",
    first: "unknown-endpoint",
  },
  {
    name: "unknown-permission, told one way",
    text: `We ticked "conversation:recording:read" for the role (our vendor's PDF names it) and conversations still come back forbidden.`,
    first: "unknown-permission",
  },
  {
    name: "permission-unavailable-in-org, told one way",
    text: "Vendor asks us to grant speechAndTextAnalytics:topic:view but when I edit the role there is no Speech and Text Analytics section at all. Do we need another subscription?",
    first: "permission-unavailable-in-org",
  },
  {
    name: "missing-permission-any, told one way",
    text: "Service principal with client_credentials, brand new role with nothing but Directory > User > View. GET /api/v2/routing/queues -> 403 missing.any.permissions.",
    first: "missing-permission-any",
  },
  {
    name: "missing-permission-all, told one way",
    text: "DELETE on /api/v2/oauth/clients/{clientId} answers 403, code missing.permissions, message lists oauth:client:delete.",
    first: "missing-permission-all",
  },
  {
    name: "missing-division-grant, told one way",
    text: `Reading queue A works. Reading queue B, which was moved to the "Claims" division last month, gives 403 with the same client credentials token.`,
    first: "missing-division-grant",
  },
  {
    name: "home-division-only-grant, told one way",
    text: "The nightly job lists users. It used to see 400, after the reorganisation into divisions it sees 35. Nothing fails. The grant of the client is Home.",
    first: "home-division-only-grant",
  },
  {
    name: "wrong-principal-roles, told one way",
    text: "I made myself Master Admin, created an OAuth client with grant type Client Credentials and its calls are refused with 403. Why doesn't it have my rights?",
    first: "wrong-principal-roles",
  },
  {
    name: "client-in-group, told one way",
    text: `To give our integration access we made the application a member of the group "Report Readers". The token (client credentials) is refused as before.`,
    first: "client-in-group",
  },
  {
    name: "group-roles-disabled, told one way",
    text: `Agents are in the Supervisors group, the group was granted the role, yet members are denied. In the group's settings the switch "Roles" is off: rolesEnabled=false.`,
    first: "group-roles-disabled",
  },
  {
    name: "wrong-subject-type, told one way",
    text: "bulkadd on /api/v2/authorization/subjects/{id} with the id of an OAuth client returns not found. I left subjectType at its default.",
    first: "wrong-subject-type",
  },
  {
    name: "missing-client-roles, told one way",
    text: `POST /api/v2/oauth/clients {"name":"x","authorizedGrantType":"CLIENT-CREDENTIALS","scope":["users"]} -> 400 Client roles and divisions are missing.`,
    first: "missing-client-roles",
  },
  {
    name: "missing-client-scope, told one way",
    text: `Creating a Code Authorization client by API: 400 "Client scope is missing."`,
    first: "missing-client-scope",
  },
  {
    name: "invalid-scope-name, told one way",
    text: "Which scope do I need? I configured conversation:read and recordings:view on my PKCE client but the authorize page complains.",
    first: "invalid-scope-name",
  },
  {
    name: "missing-scope, told one way",
    text: "Authorization code client with scope users. GET /api/v2/routing/queues answers 403 App not authorized to use scope [routing, routing:readonly].",
    first: "missing-scope",
  },
  {
    name: "readonly-scope-for-write, told one way",
    text: "Our implicit grant client has conversations:readonly. Reading is fine, PATCH /api/v2/conversations/calls/{conversationId} gives app.not.authorized.for.scope.",
    first: "readonly-scope-for-write",
  },
  {
    name: "wrong-scope-family, told one way",
    text: `Token of a logged in user with scope "users". PUT /api/v2/users/{subjectId}/roles is refused: App not authorized to use scope [authorization].`,
    first: "wrong-scope-family",
  },
  {
    name: "stale-token-scope, told one way",
    text: `Added "presence" to the client's scopes ten minutes ago. Users who signed in earlier still get App not authorized to use scope [presence]; after logging out and in it is gone.`,
    first: "stale-token-scope",
  },
  {
    name: "client-credentials-ignores-scopes, told one way",
    text: "My client uses client credentials. I enabled the scopes analytics and recordings for it, which ones are still missing? Calls keep being refused with 403.",
    first: "client-credentials-ignores-scopes",
  },
  {
    name: "app-not-authorized-in-org, told one way",
    text: "We installed a third-party app. At sign-in users see that an administrator has to approve the application first.",
    first: "app-not-authorized-in-org",
  },
  {
    name: "user-context-required, told one way",
    text: "Pausing the recording with PATCH /api/v2/conversations/{conversationId}/recordingstate from our backend (client credentials) is rejected.",
    first: "user-context-required",
  },
  {
    name: "non-user-context-required, told one way",
    text: "From the agent desktop (user token) I want to send an SMS with POST /api/v2/conversations/messages/agentless. It is rejected with 400.",
    first: "non-user-context-required",
  },
  {
    name: "conditional-permission-mismatch, told one way",
    text: "The evaluators' role lets them see only their own recordings (User equals Current User). We gave the same role to the export client and it sees nothing: 403.",
    first: "conditional-permission-mismatch",
  },
  {
    name: "abac-policy-denied, told one way",
    text: "Everybody with the role may delete users, except that since we switched on attribute-based access control it is denied: there is an access policy on directory:user:delete.",
    first: "abac-policy-denied",
  },
  {
    name: "ip-not-allowlisted, told one way",
    text: "We moved the integration to a new data centre with another egress IP. Since then all requests are 401. The org restricts IP addresses.",
    first: "ip-not-allowlisted",
  },
  {
    name: "client-inactive, told one way",
    text: "Someone deactivated the OAuth client in the admin UI. The job cannot get a token any more.",
    first: "client-inactive",
  },
  {
    name: "wrong-region-host, told one way",
    text: "We use https://api.genesys.cloud/api/v2/users and the DNS name does not even resolve.",
    first: "wrong-region-host",
  },
  {
    name: "wrong-token-endpoint, told one way",
    text: `axios.post("https://api.mypurecloud.de/oauth/token", "grant_type=client_credentials", {auth}) -> 404`,
    first: "wrong-token-endpoint",
  },
  {
    name: "invented-header, told one way",
    text: "Do I have to send X-PureCloud-Tenant with each request? Without it and with it I get 403.",
    first: "invented-header",
  },
  {
    name: "unknown-role-name, told one way",
    text: `The manual says to assign the role "Recording API Reader" but I can't find it in the list of roles.`,
    first: "unknown-role-name",
  },
  {
    name: "cross-org-client-credentials, told one way",
    text: "Is it possible to use one OAuth client to read conversations of all our three organizations? It only works for the one in which it was created.",
    first: "cross-org-client-credentials",
  },
  {
    name: "trust-disabled-or-expired, told one way",
    text: "Our reseller's support users can't get into our org since the pairing was disabled.",
    first: "trust-disabled-or-expired",
  },
  {
    name: "premium-app-not-enabled, told one way",
    text: "Opening the premium app: this product is not enabled for your organization.",
    first: "premium-app-not-enabled",
  },
  {
    name: "feature-toggle-off, told one way",
    text: "PUT on case management answers 403 feature.toggle.disabled",
    first: "feature-toggle-off",
  },
  {
    name: "recording-view-subpermission, told one way",
    text: "GET /api/v2/conversations/{conversationId}/recordings passes for voice but for screen we get recording.recording.view.permission.check.failed",
    first: "recording-view-subpermission",
  },
  {
    name: "batch-job-other-principal, told one way",
    text: "The worker that reads the batch download job uses a different OAuth client than the one that created it and gets 403 on the job id.",
    first: "batch-job-other-principal",
  },
  {
    name: "sensitive-data-hidden, told one way",
    text: "Transcripts and audio in our archive are redacted; auditors want the full thing. Permissions look fine.",
    first: "sensitive-data-hidden",
  },
  {
    name: "agent-missing-participate, told one way",
    text: "Starting a screen monitoring session for one particular agent gives 403, for all others it works. Agent does not have required permission.",
    first: "agent-missing-participate",
  },
  {
    name: "not-active-participant, told one way",
    text: "Securing the call fails with 403 when the agent has already left the conversation: he is not an active participant any more.",
    first: "not-active-participant",
  },
  {
    name: "wfm-scope-of-access, told one way",
    text: `Planner can open the schedules of his own teams only; for the whole business unit the API says "You are only authorized to call this route for specific teams".`,
    first: "wfm-scope-of-access",
  },
  {
    name: "notification-topic, told one way",
    text: "Websocket: subscribing to topic v2.users.{id}.conversations for another user returns 403.",
    first: "notification-topic",
  },
  {
    name: "assignee-lacks-permission, told one way",
    text: "Assigning the evaluation to Bob fails: the evaluator does not have the required permission. I am admin.",
    first: "assignee-lacks-permission",
  },
  {
    name: "enforcement-tightened, told one way",
    text: "POST /api/v2/users/{userId}/invite from our onboarding tool (client credentials) suddenly returns 403; it ran without changes until the end of November.",
    first: "enforcement-tightened",
  },
  {
    name: "deployer-lacks-role, told one way",
    text: "pulumi up: the role is created, then creating the OAuth client that uses it fails with 400 because the client Pulumi runs with doesn't hold the new role.",
    first: "deployer-lacks-role",
  },
  {
    name: "division-aware-granting, told one way",
    text: `Granting roles to users of the "Claims" division fails for our local admin: authorizationGrantDivisionAware is switched on and he may grant in "Home" only.`,
    first: "division-aware-granting",
  },
  {
    name: "role-limit, told one way",
    text: "Cannot grant another role to the user: too many roles granted.",
    first: "role-limit",
  },
  {
    name: "token-expired-or-idle, told one way",
    text: "The export job runs overnight and always dies with 401 at about the same point, halfway through. Restarting with a new token helps.",
    first: "token-expired-or-idle",
  },
  {
    name: "propagation-delay, told one way",
    text: "Right after assigning the role in the UI the API still says missing permission; a few minutes later it worked without any change.",
    first: "propagation-delay",
  },
  {
    name: "misleading-error-text, told one way",
    text: "The error names permission voicemail:policy:view, which we have granted, but the message is wrong: what was missing was something else.",
    first: "misleading-error-text",
  },
  {
    name: "schema-error, told one way",
    text: `400 when creating the client: unknown field "divisionIds" in the body`,
    first: "schema-error",
  },
  {
    name: "third-party-403, told one way",
    text: "Playing back: the media URI from the recordings response returns 403 from S3 an hour after we fetched it.",
    first: "third-party-403",
  },
  {
    name: "wrong-client-secret, told one way",
    text: `Get token: {"error":"invalid_client","description":"authentication failed"}; the secret has a trailing newline in our vault.`,
    first: "wrong-client-secret",
  },
  {
    name: "unknown-client-id, told one way",
    text: "Token endpoint says client not found.",
    first: "unknown-client-id",
  },
  {
    name: "wrong-grant-type, told one way",
    text: `We try client_credentials with an OAuth client that was created as "Code Authorization". The token endpoint refuses: unauthorized_client.`,
    first: "wrong-grant-type",
  },
  {
    name: "malformed-token-request, told one way",
    text: `fetch(login + "/oauth/token", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({grant_type: "client_credentials"})}) gives 400 invalid_request`,
    first: "malformed-token-request",
  },
  {
    name: "redirect-uri-mismatch, told one way",
    text: "After the user clicks login: redirect_uri does not match. It is https://app.example.com/cb/ in the code and https://app.example.com/cb at the client.",
    first: "redirect-uri-mismatch",
  },
  {
    name: "rate-limited, told one way",
    text: "Bulk update of 5000 users: after some 300 requests we get Too Many Requests with Retry-After 30.",
    first: "rate-limited",
  },
  {
    name: "embed-domain-not-allowed, told one way",
    text: `Since "Restrict Genesys Cloud Embedding" was enabled our Salesforce page shows a grey box: apps.mypurecloud.com refused to connect.`,
    first: "embed-domain-not-allowed",
  },
  {
    name: "own-gateway-refusal, told one way",
    text: "Calls go through our company's API gateway. 403 with an HTML body and no correlation id; from home it works.",
    first: "own-gateway-refusal",
  },
  {
    name: "missing-permission-any, told another way",
    text: `Hello, a newbie question. Our middleware authenticates with client credentials and calls GET /api/v2/conversations/{conversationId}/recordings. Result: "Unable to perform the requested action. You must have at least one of the following permissions assigned: [recording:recording:view, recording:recordingSegment:view]". Which box do I have to tick?`,
    first: "missing-permission-any",
  },
  {
    name: "missing-division-grant, told another way",
    text: `The API responds "You are missing the following permission 'outbound:campaign:edit' in the provided division(s)." although the role contains it.`,
    first: "missing-division-grant",
  },
  {
    name: "user-context-required, told another way",
    text: `Error in Postman: "This request requires a user context." I used the client credentials flow.`,
    first: "user-context-required",
  },
  {
    name: "wrong-principal-roles, told another way",
    text: "Token from client_credentials; /api/v2/users/search is refused with 403. I checked: my own user has all the roles (Admin, Supervisor, Quality Administrator).",
    first: "wrong-principal-roles",
  },
  {
    name: "wrong-principal-roles, told another way (2)",
    text: `Data action "Get queue details" returns 403. I assigned the needed permissions to the user who created the integration.`,
    first: "wrong-principal-roles",
  },
  {
    name: "missing-scope, told another way",
    text: `Java client, auth code grant. "App not authorized to use scope [analytics:readonly, analytics]"`,
    first: "missing-scope",
  },
  {
    name: "home-division-only-grant, told another way",
    text: "CX as Code export: only the flows of the default division end up in the files. Everything else is missing. No errors.",
    first: "home-division-only-grant",
  },
  {
    name: "propagation-delay, told another way",
    text: "Integration test: 1) create role 2) create client with role 3) get token 4) call. Step 4 fails in about half of the runs with 403; adding a sleep of two minutes before step 4 makes it pass.",
    first: "propagation-delay",
  },
  {
    name: "third-party-403, told another way",
    text: `Our Salesforce data action in Genesys Cloud returns 403: [{"message":"insufficient access rights on cross-reference id","errorCode":"INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"}]`,
    first: "third-party-403",
  },
  {
    name: "third-party-403, told another way (2)",
    text: `AWS Lambda data action: 403 "User: arn:aws:sts::765628985471:assumed-role/x is not authorized to perform: lambda:InvokeFunction on resource"`,
    first: "third-party-403",
  },
  {
    name: "own-gateway-refusal, told another way",
    text: `Behind the corporate firewall requests to api.mypurecloud.com give "403 Forbidden - Blocked by Fortinet FortiGuard Web Filter".`,
    first: "own-gateway-refusal",
  },
  {
    name: "token-expired-or-idle, told another way",
    text: `{"message":"Invalid login credentials.","code":"bad.credentials","status":401} - it starts exactly 24 hours after the service was started.`,
    first: "token-expired-or-idle",
  },
  {
    name: "wrong-region-host, told another way",
    text: "bad.credentials on https://api.mypurecloud.com/api/v2/users/me, token fetched from https://login.euw2.pure.cloud/oauth/token",
    first: "wrong-region-host",
  },
  {
    name: "ip-not-allowlisted, told another way",
    text: `"Requests originating from this IP address are not authorized: [20.50.1.2]" from an Azure function`,
    first: "ip-not-allowlisted",
  },
  {
    name: "rate-limited, told another way",
    text: "Rate limit exceeded the maximum [300] requests within [60] seconds",
    first: "rate-limited",
  },
  {
    name: "deployer-lacks-role, told another way",
    text: "terraform apply: Error: Failed to update oauth client 1a2b error: API Error: 400 - Client role is invalid. (7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11)",
    first: "deployer-lacks-role",
  },
  {
    name: "missing-permission-any, told another way (2)",
    text: "Error: Failed to create group reviewers: API Error: 403 - Unable to perform the requested action. You must have at least one of the following permissions assigned: [directory:group:add] (7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11)",
    first: "missing-permission-any",
  },
  {
    name: "feature-toggle-off, told another way",
    text: `HTTP 501 {"message":"Feature toggle is not enabled","code":"not.implemented"} on GET /api/v2/flows/divisionviews`,
    first: "feature-toggle-off",
  },
  {
    name: "unknown-endpoint, told another way",
    text: "We call PUT /api/v2/agents/{agentId}/status and receive 403",
    first: "unknown-endpoint",
  },
  {
    name: "unknown-endpoint, told another way (2)",
    text: `POST https://api.mypurecloud.de/api/v2/screenrecordings/start {"agentId":"1"} -> 404 not.found`,
    first: "unknown-endpoint",
  },
  {
    name: "invalid-scope-name, told another way",
    text: "Implicit grant web app requesting scopes users:read routing:read. Login shows invalid_scope.",
    first: "invalid-scope-name",
  },
  {
    name: "client-credentials-ignores-scopes, told another way",
    text: "I keep adding scopes to my client credentials client (analytics, conversations, users, recordings), none of them removes the 403 on POST /api/v2/analytics/conversations/details/query.",
    first: "client-credentials-ignores-scopes",
  },
  {
    name: "cross-org-client-credentials, told another way",
    text: "We are an AppFoundry vendor with one OAuth client. How do I pass the customer's organization id so that our token reads their users? Right now GET /api/v2/users shows only ours.",
    first: "cross-org-client-credentials",
  },
  {
    name: "app-not-authorized-in-org, told another way",
    text: `At the customer's org the login to our premium app ends with "access_denied": their admin has not approved the application.`,
    first: "app-not-authorized-in-org",
  },
  {
    name: "premium-app-not-enabled, told another way",
    text: `The integration type of our app doesn't show up in the customer's org, opening it gives "This product is not enabled for your organization".`,
    first: "premium-app-not-enabled",
  },
  {
    name: "batch-job-other-principal, told another way",
    text: `"Only user that initiated the job can request results"`,
    first: "batch-job-other-principal",
  },
  {
    name: "recording-view-subpermission, told another way",
    text: `"Failed to verify recording view permission." on /api/v2/conversations/{conversationId}/recordingmetadata`,
    first: "recording-view-subpermission",
  },
  {
    name: "sensitive-data-hidden, told another way",
    text: "Our QA vendor complains that recordings are muted in places. The bulk download leaves some recordings out completely. We turned on sensitive data masking last month.",
    first: "sensitive-data-hidden",
  },
  {
    name: "notification-topic, told another way",
    text: `POST /api/v2/notifications/channels/{channelId}/subscriptions [{"id":"v2.routing.queues.x.conversations"}] 403`,
    first: "notification-topic",
  },
  {
    name: "wfm-scope-of-access, told another way",
    text: `Time off requests of management unit A: fine. Of management unit B: "You are not authorized for the division of the business unit nor for the requested management units".`,
    first: "wfm-scope-of-access",
  },
  {
    name: "not-active-participant, told another way",
    text: `PATCH recordingstate with the supervisor's token: "User is not active on call and cannot alter recordingState"`,
    first: "not-active-participant",
  },
  {
    name: "agent-missing-participate, told another way",
    text: `Screen monitoring of an agent fails: "Agent does not have required permission: realtimeMonitor:screen:participate". My supervisor role has everything.`,
    first: "agent-missing-participate",
  },
  {
    name: "abac-policy-denied, told another way",
    text: `Since last week "Your organization's security policies have denied access" for our integration only`,
    first: "abac-policy-denied",
  },
  {
    name: "redirect-uri-mismatch, told another way",
    text: `OAuth login page: "redirect_uri not registered for this client"`,
    first: "redirect-uri-mismatch",
  },
  {
    name: "wrong-grant-type, told another way",
    text: "Token endpoint: unauthorized_client when refreshing with grant_type=refresh_token for our client credentials client",
    first: "wrong-grant-type",
  },
  {
    name: "malformed-token-request, told another way",
    text: `Power Automate HTTP action: POST login.mypurecloud.ie/oauth/token, body {"grant_type":"client_credentials"}, header Content-Type application/json: 400 bad request`,
    first: "malformed-token-request",
  },
  {
    name: "wrong-token-endpoint, told another way",
    text: `POST https://api.mypurecloud.com.au/oauth/token -> "No authentication bearer token specified in authorization header."`,
    first: "wrong-token-endpoint",
  },
  {
    name: "unknown-client-id, told another way",
    text: `{"error":"invalid_client","description":"client not found: 1a2b3c4d-1111-2222-3333-444455556666","error_description":"client not found: 1a2b3c4d-1111-2222-3333-444455556666"}`,
    first: "unknown-client-id",
  },
  {
    name: "schema-error, told another way",
    text: `POST /api/v2/oauth/clients: 400 {"message":"Invalid grant type.","code":"bad.grant.type"} for "authorizedGrantType":"client_credentials"`,
    first: "schema-error",
  },
  {
    name: "missing-client-roles, told another way",
    text: "Failed to create oauth client x error: API Error: 400 - Client roles and divisions are missing. (7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11)",
    first: "missing-client-roles",
  },
  {
    name: "division-aware-granting, told another way",
    text: "API Error: 403 - User does not have access permissions for this division. (7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11) while granting roles with genesyscloud_user_roles",
    first: "division-aware-granting",
  },
  {
    name: "role-limit, told another way",
    text: "API Error: 400 - Too many roles granted to a subject (7f0b5a0e-2b7a-4d5b-9a1e-0b9f3d3b1a11)",
    first: "role-limit",
  },
  {
    name: "embed-domain-not-allowed, told another way",
    text: "We host the agent UI in an iframe on our intranet. After the security team restricted embedding, the frame stays empty.",
    first: "embed-domain-not-allowed",
  },
  {
    name: "trust-disabled-or-expired, told another way",
    text: "Trustee user gets 403 in the trustor org; the trust is shown as disabled.",
    first: "trust-disabled-or-expired",
  },
  {
    name: "misleading-error-text, told another way",
    text: "403 - You are missing the following permission(s): null",
    first: "misleading-error-text",
  },
  {
    name: "enforcement-tightened, told another way",
    text: "PUT /api/v2/users/{userId}/profile via client credentials: 403 since 1 December 2025. Before, no permission was necessary.",
    first: "enforcement-tightened",
  },
  {
    name: "invented-header, told another way",
    text: `We send "X-Genesys-Division: Sales" to limit the call to one division, but the list still contains everything.`,
    first: "invented-header",
  },
  {
    name: "unknown-role-name, told another way",
    text: `Which default role contains the right to read transcripts? The vendor says "Speech Analyst Pro", I do not see such a role.`,
    first: "unknown-role-name",
  },
  {
    name: "permission-unavailable-in-org, told another way",
    text: `API says recording:screenRecording:view is missing. In Roles/Permissions under Recording there's no "Screen Recording" entry to tick. We are on Genesys Cloud CX 1.`,
    first: "permission-unavailable-in-org",
  },
  {
    name: "conditional-permission-mismatch, told another way",
    text: "Evaluation can be opened by the evaluator for his own evaluations, not for those of others: quality.evaluation.view.permission.check.failed",
    first: "conditional-permission-mismatch",
  },
  {
    name: "a body that the log cut off inside a permission",
    text: `ERROR sync - Genesys replied 403: {"message":"Unable to perform the requested action. You must have at least one of the following permissions assigned: [recording:recording:view, recording:recordingSegment:view, recording:screenRec`,
    first: "missing-permission-any",
    not: ["unknown-permission"],
  },
  {
    name: "a permission of authorization, which is no authorization header",
    flags: { status: 403, calls: ["POST /api/v2/authorization/divisions"], grant: "CLIENT-CREDENTIALS", permissions: ["authorization:division:add"] },
    first: "missing-permission-all",
    not: ["unknown-permission"],
  },
  {
    name: "a code of workforce management that the specification does not list",
    text: `GET /api/v2/workforcemanagement/businessunits/9/weeks/2026-11-02/schedules -> 403 {"code":"wfm.not.authorized","message":"The user is not authorized"}`,
    first: "wfm-scope-of-access",
  },
  {
    name: "roles on a service user with an address, beside client credentials",
    text: `We gave the service user svc-genesys@acme.example the Quality Administrator role. Our integration uses a client credentials OAuth client. GET /api/v2/quality/forms/evaluations returns 403 missing.permissions`,
    has: ["wrong-principal-roles"],
  },
  {
    name: "a client that was set to inactive",
    text: "Since the admin set the OAuth client to inactive we get invalid_client on token requests",
    first: "client-inactive",
  },
  {
    name: "the right to grant missing in a division",
    text: `bulkadd: {"code":"missing.division.permission","message":"You are missing the following permission 'authorization:grant:add' in the provided division(s)"}`,
    first: "division-aware-granting",
  },
  {
    name: "a message of the API that speaks of client credentials",
    text: `400 {"message":"This request requires a non-user context. Only client credentials can be used for requests to this resource.","code":"not.a.client"}`,
    first: "non-user-context-required",
    certain: true,
  },
  {
    name: "the API of somebody else",
    text: "GET https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json 403 Forbidden",
    first: "third-party-403",
  },
  {
    name: "a page of a proxy that names a real call",
    text: `<html><body><h1>Access Denied</h1><p>Blocked by Zscaler. URL: https://api.mypurecloud.com/api/v2/users</p></body></html>`,
    first: "own-gateway-refusal",
    not: ["unknown-endpoint"],
  },
  {
    name: "the API asked at the host of the pages",
    text: "GET https://apps.mypurecloud.ie/api/v2/users 404",
    first: "wrong-region-host",
  },
  {
    name: "a role with a permission in wrong case",
    text: "role with recording:screenrecording:view gets 403",
    has: ["unknown-permission"],
    not: ["unknown-role-name"],
    unknown: { permissions: ["recording:screenrecording:view"] },
  },
  {
    name: "a path that is only hinted at",
    text: "Just assigned the role 30 seconds ago; GET /api/v2/analytics/... returns missing.any.permissions",
    has: ["propagation-delay"],
    not: ["unknown-endpoint"],
  },
  {
    name: "a vendor's client in a customer's org",
    text: "We're an AppFoundry vendor. Customer's admin logs in with our authorization code client: App not authorized to use scope [recordings, recordings:readonly]. It works in our own org.",
    first: "app-not-authorized-in-org",
  },
];
