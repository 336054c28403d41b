import type { Case } from "./cases";

/** Cases as they come in from the field, each of which was once answered wrongly. Made up here. */
export const fieldCases: readonly Case[] = [
  {
    name: "roles on oneself, for a client of the JavaScript SDK",
    text: `client.loginClientCredentialsGrant(id, secret).then(() => routingApi.patchRoutingQueueMembers(qid, body))
...
(node:18) UnhandledPromiseRejectionWarning: #<Object> { status: 403, statusText: 'Forbidden', body: { message: 'Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:edit, routing:queueMember:manage]', code: 'missing.any.permissions', status: 403, messageParams: {}, contextId: 'a1c3f5e7-1111-4222-8333-94949494a4a4', details: [], errors: [] } }
I've given my own user the Admin role already and it doesn't help`,
    first: "wrong-principal-roles",
    has: ["missing-permission-any"],
    certain: false,
  },
  {
    name: "a division message without its code, in French",
    text: `Bonjour, depuis que nous avons créé la division "Lyon", notre intégration (client credentials) reçoit 403 sur GET /api/v2/routing/queues/1b2c3d4e-aaaa-4bbb-8ccc-123456789012 : "You are missing the following permission 'routing:queue:view' in the provided division(s)". Pour les files de la division Home tout fonctionne.`,
    has: ["missing-division-grant"],
    not: ["missing-permission-all"],
    certain: false,
  },
  {
    name: "a frame of the Java SDK and scopes in a row",
    text: `Exception in thread "main" com.mypurecloud.sdk.v2.ApiException: API call failed, status 403
	at com.mypurecloud.sdk.v2.ApiClient.interpretConnectorResponse(ApiClient.java:812)
	at com.mypurecloud.sdk.v2.api.RecordingApi.postRecordingBatchrequests(RecordingApi.java:5120)
body={"message":"App not authorized to use scope [quality:readonly, quality]","code":"app.not.authorized.for.scope","status":403}
client: PKCE, scopes recordings recordings:readonly`,
    first: "wrong-scope-family",
    has: ["missing-scope"],
  },
  {
    name: "a newer wording beside a code of the API",
    text: `{"message":"The client IP address is not authorized.","code":"ip.not.authorized","status":401,"contextId":"7"}  happens only from our new Azure function, on prem servers ok`,
    first: "ip-not-allowlisted",
    certain: true,
    known: {"messages":["The client IP address is not authorized."]},
  },
  {
    name: "a scope with a dot on an invented host",
    text: `GET https://api.us.genesys.cloud/api/v2/recordings/screen/search?orgId=123
X-Genesys-Tenant: 123
Authorization: Bearer abc123
=> 403 Forbidden "insufficient_scope". My app has scopes screenrecording.read and recording:view`,
    first: "unknown-endpoint",
    unknown: {"operations":["GET /api/v2/recordings/screen/search"],"hosts":["api.us.genesys.cloud"],"headers":["X-Genesys-Tenant"],"scopes":["screenrecording.read","recording:view"]},
  },
  {
    name: "tokens older than the scope",
    text: `We added analytics:readonly to the Authorization Code client 10 minutes ago. Existing access tokens still get 403 App not authorized to use scope [analytics, analytics:readonly]. do we have to log in again?`,
    first: "stale-token-scope",
    certain: false,
  },
  {
    name: "green when it is run again",
    text: `tf apply creates role, grants it and immediatly calls a null_resource w/ curl GET /api/v2/routing/queues → 403 missing.any.permissions [routing:queue:view]. If I re-run the pipeline 10 minutes later without changing anyting it's green`,
    first: "propagation-delay",
    certain: false,
  },
  {
    name: "ticked scopes on client credentials",
    text: `Our service principal (grant type client credentials) has these scopes ticked: analytics, users, routing. POST /api/v2/analytics/users/aggregates/query returns 403 missing.any.permissions. Should I add more scopes?`,
    first: "missing-permission-any",
    has: ["client-credentials-ignores-scopes"],
  },
  {
    name: "3 of 41 queues",
    text: `no error at all, GET /api/v2/routing/queues with the integration's client credentials only returns 3 of our 41 queues. In the UI I see all 41 as master admin`,
    first: "home-division-only-grant",
  },
  {
    name: "one client for org A, B and C",
    text: `We have one OAuth client (CC) in org A and want to pull conversations details for org B and C with it: header 'X-Organization-Id: <orgB>' . get 404 conversation.not.found for B's conversation ids`,
    first: "cross-org-client-credentials",
    unknown: {"headers":["X-Organization-Id"]},
  },
  {
    name: "a data action that an administrator tests",
    text: `Architect data action "Get agent" test fails: {"message": "The request could not be completed: 403 Forbidden: REST request to https://api.mypurecloud.com/api/v2/users/search was refused: missing.permissions [directory:user:view]". The action uses a Genesys Cloud data actions integration; the person who tests is master admin`,
    first: "wrong-principal-roles",
  },
  {
    name: "flags: the token endpoint at the api host",
    flags: {"status":404,"calls":["POST https://api.mypurecloud.com/oauth/token"]},
    first: "wrong-token-endpoint",
  },
  {
    name: "a group whose name stands before its role",
    text: `We gave the group "QA Readers" the role Quality Evaluator, its members call the API with auth code tokens but keep getting missing.permissions. On the group's page it says roles are not enabled.`,
    first: "group-roles-disabled",
    known: {"roles":["QA Readers"]},
  },
  {
    name: "roles on the client of a PKCE app",
    text: `User logs in through our SPA (PKCE). 403 missing.permissions on POST /api/v2/conversations/callbacks. We put role "Callback Creator" on the OAuth client's Roles tab but not on users.`,
    first: "wrong-principal-roles",
    has: ["missing-permission-all"],
    certain: false,
  },
  {
    name: "a conversation of the other tenant",
    text: `GET https://api.mypurecloud.de/api/v2/conversations/6a1b2c3d-0000-4000-8000-aaaaaaaaaaaa → 404 {"code":"conversation.not.found"...}. The conversation exists, we see it in the other tenant's UI. We use the same client credentials for both tenants.`,
    first: "cross-org-client-credentials",
    known: {"codes":["conversation.not.found"]},
  },
  {
    name: "Azure API Management in front",
    text: `{ "statusCode": 401, "message": "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API." } we call Genesys through apim.contoso.com/genesys/api/v2/routing/queues`,
    first: "own-gateway-refusal",
    known: {"messages":["Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."]},
  },
  {
    name: "scopes with a colon and with a dot",
    text: `PKCE app, scopes requested: "conversations:read analytics.readonly users:readonly". Login page says invalid_scope`,
    first: "invalid-scope-name",
    unknown: {"scopes":["conversations:read","analytics.readonly"]},
  },
  {
    name: "list A but not list B",
    text: `Our API user can update contact list A (in "Marketing") but not list B, same role, same call POST /api/v2/outbound/contactlists/{contactListId}/contacts. B → 403`,
    first: "missing-division-grant",
  },
  {
    name: "one topic but not another",
    text: `Using client credentials: subscribing to v2.users.{id}.presence works, v2.routing.queues.{id}.conversations gives 403 not authorized for topic`,
    first: "notification-topic",
  },
  {
    name: "audio but never screen",
    text: `No error, 200. But GET /api/v2/conversations/{conversationId}/recordings returns only media type audio, never screen. The policy does record screens for these agents.`,
    has: ["recording-view-subpermission","agent-missing-participate"],
  },
  {
    name: "beeps over card numbers",
    text: `Downloaded recordings have beeps/silence where customers read their card numbers even though our quality lead hears it in the UI`,
    first: "sensitive-data-hidden",
  },
  {
    name: "a label that the role editor does not have",
    text: `We cannot find "Speech and Text Analytics > Data > View" in the role editor. The docs say it's needed for GET /api/v2/speechandtextanalytics/conversations/{conversationId}.`,
    first: "permission-unavailable-in-org",
    known: {"roles":["Speech and Text Analytics > Data > View"]},
  },
  {
    name: "a readonly scope for a write, in Italian",
    text: `Errore "App not authorized to use scope [users]" su PATCH /api/v2/users/{userId}, l'app ha users:readonly`,
    first: "readonly-scope-for-write",
  },
  {
    name: "a role that Terraform looks up",
    text: `Error: no authorization roles found with name: Screen Recording Admin
  with data.genesyscloud_auth_role.sr, on data.tf line 4`,
    first: "unknown-role-name",
    unknown: {"roles":["Screen Recording Admin"]},
  },
  {
    name: "an unsupported grant type in words",
    text: `OAuth error: unsupported grant type 'password' at login.mypurecloud.com`,
    first: "malformed-token-request",
  },
  {
    name: "a role on the user who owns the client",
    text: `User "integration-bot@acme.com" has role Admin and owns the oauth client (client credentials). Why 403 missing.permissions for PUT /api/v2/recording/jobs/{jobId}? needs: recording:job:edit, recording:recording:editRetention, recording:screenRecording:editRetention, recording:snippetRecording:editRetention`,
    first: "wrong-principal-roles",
    has: ["missing-permission-all"],
    certain: false,
  },
  {
    name: "right after the update, then fine",
    text: `intermittent 403s right after 'pulumi up' then OK`,
    first: "propagation-delay",
  },
  {
    name: "headers that prose quotes with their values",
    text: `We call https://api.mypurecloud.com/api/v2/conversations/{id}/recordings with the header "Genesys-Org: 4711" and "X-Application-Id: servicenow"; status 403`,
    first: "invented-header",
    unknown: {"headers":["Genesys-Org","X-Application-Id"]},
  },
  {
    name: "a code of Salesforce, which is none of Genesys and not invented",
    text: `Salesforce side: {"errorCode":"INSUFFICIENT_ACCESS_OR_READONLY","message":"insufficient access rights on object id"} in data action test`,
    first: "third-party-403",
    certain: true,
    known: {"codes":["INSUFFICIENT_ACCESS_OR_READONLY"]},
  },
  {
    name: "a role of one's own, in the Home division",
    text: `So we've been told that to list users we need "directory:user:view". We have given it to a custom role "DirReader", assigned role to the oauth client in the Roles tab (client credentials) but forgot divisions, it says "Home". GET /api/v2/users lists 12 people rather than 800.`,
    first: "home-division-only-grant",
    not: ["wrong-subject-type"],
    known: {"roles":["DirReader"]},
  },
  {
    name: "fine after the next login",
    text: `Changed scopes on our PKCE client, users still logged in get "App not authorized to use scope [presence, presence:readonly]". After logout/login works.`,
    first: "stale-token-scope",
    certain: false,
  },
  {
    name: "a wildcard that is no role",
    text: `A license question: role with wfm:* can't be saved - "Permission is not available for your product" `,
    first: "permission-unavailable-in-org",
    known: {"roles":["wfm:*"]},
  },
  {
    name: "a message that begins with a capital letter",
    text: `We created the OAuth client via API but got 400 {"message":"Invalid role divisions in request.","code":"bad.role.divisions","status":400}`,
    first: "schema-error",
    known: {"roles":["Invalid"]},
  },
  {
    name: "a setting that is no role",
    text: `we gave group "Supervisors-API" the right role but rolesEnabled:false`,
    first: "group-roles-disabled",
    known: {"roles":["rolesEnabled:false"]},
  },
  {
    name: "a permission that the org does not list",
    text: `Permission "recording:screenRecording:download" isn't in GET /api/v2/authorization/permissions of our org but docs mention it`,
    first: "permission-unavailable-in-org",
  },
  {
    name: "several role names, one of them invented",
    text: `Tried role names "Quality Evaluator", "Genesys Cloud User" and "Screen Admin" for the group, members still can't hear recordings (403 missing.any.permissions)`,
    first: "missing-permission-any",
    unknown: {"roles":["Screen Admin"]},
    known: {"roles":["Tried","Quality Evaluator"]},
  },
  {
    name: "a message that names nothing",
    text: `after Genesys switched to the new IAM: "You must have at least one of the following permissions assigned: [null]"`,
    first: "misleading-error-text",
    certain: true,
  },
  {
    name: "an id that is a word",
    text: `Our customer's admin installed our premium app from AppFoundry but integration type isn't listed; GET /api/v2/integrations/types/premium-app-acme 404`,
    first: "premium-app-not-enabled",
    known: {"operations":["GET /api/v2/integrations/types/premium-app-acme"]},
  },
  {
    name: "a query that is left out with dots",
    text: `I read somewhere to use scope "screen-recording:view" and header "X-Genesys-Org". Endpoint: GET /api/v2/recordings/screen?conversationId=...`,
    first: "unknown-endpoint",
    unknown: {"operations":["GET /api/v2/recordings/screen"],"scopes":["screen-recording:view"],"headers":["X-Genesys-Org"]},
  },
  {
    name: "works with a personal token, client creds do not",
    text: `the API works with my personal implicit token, but w/ client creds it's 403: GET /api/v2/quality/forms/evaluations`,
    first: "wrong-principal-roles",
    has: ["missing-permission-any"],
  },
  {
    name: "a menu that is said not to exist",
    text: `Where can we find the client's "API Keys" tab? Admin > Security > API Keys doesn't exist`,
    unknown: {"menus":["Admin > Security > API Keys"]},
  },
  {
    name: "a role edited minutes ago, whatever the code",
    text: `call POST /api/v2/analytics/conversations/details/query 403 missing.any.permissions (analytics:conversationDetail:view). Role on CC client contains analytics:conversationDetail:view for "All". Role was edited 3 minutes ago`,
    first: "propagation-delay",
    certain: false,
  },
  {
    name: "a wording that the specification no longer has",
    text: `GET /api/v2/conversations/{conversationId} with CC: 403 "Access to Conversation 5d0... is forbidden"`,
    known: {"messages":["Access to Conversation 5d0... is forbidden"]},
  },
  {
    name: "empty brackets and a division id without the word",
    text: `PROD: {"message":"Unable to perform the requested action. You must have at least one of the following permissions assigned: [] 8f7e6d5c-1234-4bcd-8123-0123456789ab","code":"missing.any.permissions","status":403}`,
    first: "missing-division-grant",
  },
  {
    name: "an org in Sydney and an SDK that asks in Virginia",
    text: `Our org is in Sydney. I use environment 'mypurecloud.com' in the SDK and loginClientCredentialsGrant rejects with 401 invalid_client`,
    first: "wrong-region-host",
  },
  {
    name: "an object of headers, and the head of a request",
    text: `r = requests.get(url, headers={"Authorization": f"Bearer {t}", "OrganizationId": org, "Content-Type": "application/json"}) # 403
GET /api/v2/users HTTP/1.1
Host: api.mypurecloud.com
Authorization: Bearer x
Genesys-Tenant: 77`,
    has: ["invented-header"],
    unknown: { headers: ["OrganizationId", "Genesys-Tenant"] },
  },
  {
    name: "words spelled wrong",
    text: "The quee works in home divison but not in the EMEA devision: GET /api/v2/routing/queues/{queueId} 403",
    has: ["home-division-only-grant", "missing-division-grant"],
  },
  {
    name: "a host spelled wrong",
    text: "api.mypurcloud.com not reachable: ENOTFOUND",
    first: "wrong-region-host",
    unknown: { hosts: ["api.mypurcloud.com"] },
  },
  {
    name: "a code of scopes beside words of client credentials",
    text: `{"message":"App not authorized to use scope [recordings:readonly, recordings]","code":"app.not.authorized.for.scope","status":403} Client type: Client Credentials?? I thought scopes don't matter`,
    has: ["missing-scope"],
    certain: false,
  },
  {
    name: "evaluators who open evaluations of one division and not of another",
    text: 'Quality evaluators from group "QA DE" can open evaluations of DE division, not of AT division: 403',
    first: "missing-division-grant",
    not: ["assignee-lacks-permission"],
  },
  {
    name: "a client in every customer's org",
    text: "We're a partner and every customer org gets its own CC client. At customer Delta all calls are 403 missing.permissions although the setup wizard ran. At Alpha same role works.",
    first: "missing-permission-all",
    not: ["cross-org-client-credentials"],
  },
  {
    name: "a permission that the API refuses as such",
    text: `pulumi up
  genesyscloud:index:AuthRole (recordingReader):
    error: sdk-v2/provider2.go: Failed to create role recordingReader: API Error: 400 - Invalid permission: recording:screen:read does not exist (b0a2c1f3-0000-4aaa-9bbb-111122223333)
what's the correct name??`,
    first: "unknown-permission",
    unknown: { permissions: ["recording:screen:read"] },
  },
  {
    name: "a role that is being made",
    text: `Error: Failed to create role AI Supervisor: API Error: 400 - The permission(s) speechAndTextAnalytics:topic:view are not available for this organization (a31c...)
  with genesyscloud_auth_role.ai,
Same code works in our production org with CX 3, this is the CX 1 sandbox.`,
    first: "permission-unavailable-in-org",
    known: { roles: ["AI Supervisor"] },
  },
  {
    name: "a message that says why under a code that does not",
    text: `GET https://api.usw2.pure.cloud/api/v2/users/me  400 {"message":"This request requires a user context. Client credentials cannot be used for requests to this resource.","code":"bad.request","status":400,"contextId":"..."}`,
    first: "user-context-required",
  },
  {
    name: "group members under a vague code",
    text: `POST https://api.euw2.pure.cloud/api/v2/groups/0c5e1a11-2222-4333-8444-555566667777/members
-> 400 {"message":"Group members were not found.","code":"bad.request","status":400}
3a7d... is the OAuth client for our reporting bot; the idea was to give it roles via the group`,
    first: "client-in-group",
  },
  {
    name: "colleagues who signed in again",
    text: `I ticked 'outbound' on the implicit grant client this morning, saved. The desktop app is still getting app.not.authorized.for.scope on GET /api/v2/outbound/campaigns; colleagues who signed out and in again don't.`,
    first: "stale-token-scope",
    has: ["missing-scope"],
  },
  {
    name: "a code of a family that the specification lists in part",
    text: `GET /api/v2/conversations/af.../recordings/bb... 403 {"message":"Screen recording view permission check failed","code":"recording.screen.view.permission.check.failed","status":403}. The client has recording:recording:view and can download audio ones`,
    first: "recording-view-subpermission",
  },
  {
    name: "the printed permission was added, to no effect",
    text: `GET /api/v2/routing/queues/{queueId}/members → "missing permission routing:queue:join" but the docs say routing:queue:view or routing:queueMember:manage. We added exactly the printed permission and it is still 403. Is the message wrong?`,
    first: "misleading-error-text",
  },
  {
    name: "a user who was disabled",
    text: `loginAuthorizationCodeGrant with refresh token: {"error":"invalid_grant","description":"user is not active","error_description":"user is not active"}; HR disabled that service user in Genesys last Friday`,
    first: "token-expired-or-idle",
    not: ["client-inactive", "malformed-token-request"],
    certain: false,
  },
  {
    name: "scopes among the parameters of the message",
    text: `Error calling GetUsersMe: {"message":"App not authorized to use scope [users:readonly, users]","code":"app.not.authorized.for.scope","status":403,"messageParams":{"scopes":"users:readonly, users"},"contextId":"8a1c"} ---> PureCloudPlatform.Client.V2.Client.ApiException. .NET WPF softphone using PKCE; OAuth client scope list: "conversations", "notifications"`,
    first: "missing-scope",
  },
  {
    name: "an org's region in short, beside a host of another",
    text: `We're on euc2 (Zurich). Python: PureCloudPlatformClientV2.configuration.host = "https://api.mypurecloud.de"; client.get_client_credentials_token(id, secret) -> 400 {"error":"invalid_client","description":"client not found: 7f.."}. id copy-pasted 3 times.`,
    first: "wrong-region-host",
    has: ["unknown-client-id"],
  },
  {
    name: "an argument that Terraform does not know",
    text: `terraform plan ok, apply: Error: Unsupported argument: An argument named "division_ids" is not expected here. on client.tf line 9, in resource "genesyscloud_oauth_client" "x"`,
    first: "schema-error",
  },
  {
    name: "a header with a value, in prose",
    text: `We send PureCloud-Org: acme-emea plus the bearer. The answer is always from acme-us. no errors. How can I switch org by header`,
    has: ["invented-header", "cross-org-client-credentials"],
    unknown: { headers: ["PureCloud-Org"] },
  },
  {
    name: "new people whose screens are not recorded",
    text: `Screen recording works for 30 agents, for the 6 new hires there's just audio. Policy is same, desktop app installed. Supervisor has all. no errors.`,
    first: "agent-missing-participate",
  },
  {
    name: "a page that is refused, without a status",
    text: `User sees "You do not have permission to view this page" under Performance > Workspace > Interactions. What permission?`,
    first: "missing-permission-any",
    certain: false,
  },
  {
    name: "a sleep that helps",
    text: `helm hook: create role → assign to client → call. call = 403 missing.any.permissions. If I sleep 300 in between, no error.`,
    first: "propagation-delay",
    certain: false,
  },
  {
    name: "the switch of a group as its page calls it",
    text: `members of group Supervisors don't get the role that we put on the group; group setting "Roles enabled" = No`,
    first: "group-roles-disabled",
  },
  {
    name: "a region as the .NET SDK's constants have it, and another in words",
    text: `Configuration.Default.ApiClient.setBasePath(PureCloudRegionHosts.us_east_1); PostToken: invalid_client ... our org was created in ap-southeast-2 (Sydney), ID & secret have been verified by 2 people`,
    has: ["wrong-region-host"],
    certain: false,
  },
  {
    name: "scopes of a URL, one with a dot",
    text: `https://login.mypurecloud.com/oauth/authorize?client_id=x&response_type=code&scope=openid%20profile%20recordings.read → error=invalid_scope`,
    first: "invalid-scope-name",
    unknown: { scopes: ["openid", "profile", "recordings.read"] },
  },
  {
    name: "users who are still logged in",
    text: `Added quality:readonly to the Code client an hour ago. Users that are still logged in get "App not authorized to use scope [quality:readonly, quality]", new users don't`,
    first: "stale-token-scope",
  },
  {
    name: "a job of a user, read by a machine",
    text: `analytics details job created with user token, results fetched w/ client credentials token: GET /api/v2/analytics/conversations/details/jobs/{jobId}/results 403`,
    first: "batch-job-other-principal",
    certain: false,
  },
  {
    name: "nobody from the subsidiaries",
    text: `Nightly job (client credentials) sees all users of HQ but nobody from the subsidiaries; role granted w/o naming a division. HTTP 200`,
    first: "home-division-only-grant",
  },
  {
    name: "half of the queues after a reorganization",
    text: `we split our org into BUs on Saturday. since then the wallboard integration sees queue stats for half of the queues only, and GET /api/v2/routing/queues/{id} for a Retail queue = 403. client cred, role in one division`,
    not: ["missing-permission-all"],
    has: ["missing-division-grant"],
  },
  {
    name: "a permission policy of a role",
    text: `role JSON {"permissionPolicies":[{"domain":"recordings","entityName":"screen","actionSet":["read"]}]} → 400`,
    first: "unknown-permission",
    unknown: { permissions: ["recordings:screen:read"] },
  },
  {
    name: "a call that answers with less than the pages show",
    text: `GET /api/v2/analytics/conversations/details/jobs yields 12k conversations rather than the 90k seen in the UI as admin. Client credentials. no division specified in genesyscloud_oauth_client roles`,
    has: ["home-division-only-grant"],
    certain: false,
    known: { roles: ["genesyscloud_oauth_client"] },
  },
  {
    name: "a body that is refused, in words",
    text: `PUT /api/v2/oauth/clients/{clientId}: "scope" array was sent for a client-credentials client: 400 "Invalid request body"`,
    first: "schema-error",
  },
  {
    name: "a role that was removed from a user, who is not disabled",
    text: `role was removed from the user yesterday by mistake, I re-added it today. 403 missing.any.permissions`,
    first: "missing-permission-any",
    not: ["token-expired-or-idle"],
  },
  {
    name: "one client for two organizations, as a question",
    text: `can a single client credentials client access two organisations? we get 404s for the second`,
    first: "cross-org-client-credentials",
  },
  {
    name: "four of fifty",
    text: `the flow export lists 4 of 50 flows`,
    has: ["home-division-only-grant"],
    certain: false,
  },
  {
    name: "a token issued before the change",
    text: `new scope analytics added to PKCE client; page uses token from sessionStorage issued before the change: app.not.authorized.for.scope`,
    first: "stale-token-scope",
  },
];
