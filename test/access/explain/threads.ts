import type { CauseId } from "../../../access/causes";
import type { Explanation } from "../../../access/explain";

/** One of the five situations of public threads, told in our own words, with what is right. */
export interface Thread {
  readonly id: string;
  readonly text: string;
  /** Causes that must be named; the first of them first. */
  readonly causes: readonly CauseId[];
  /** Everything in it that does not exist. */
  readonly invented: Partial<Record<keyof Explanation["unknown"], readonly string[]>>;
  /** Words of claims that must be called wrong. */
  readonly wrong: readonly RegExp[];
  /** Real names that must be among the nearest. */
  readonly nearest: readonly string[];
  /** An org file with which it works. */
  readonly orgFile: string;
}

/** The five threads, in our own words. */
export const threads: readonly Thread[] = [
  {
    id: "screen recordings for ServiceNow",
    text: `A ServiceNow data action of our UK production org is to get the addresses of screen recordings. Its OAuth token carries the scope screen_recording:read, but /api/v2/analytics/screenrecordings answers 403 although the headers are right.

What we were told: scopes are one thing, view rights on data in the Performance dashboards another. The service account of the data action has to be put into a group that may open the Screen Recording view of the Performance application. Go to Admin > Users > Groups, take the group of the ServiceNow service account and add this:

group_name: "ServiceNow accounts"
applications:
- name: "Performance"
  permissions:
  - "view_screen_recordings"
  - "view_agent_performance"

Then wait up to 15 minutes for it to propagate; if it is still refused, the audit logs show the RBAC denials.`,
    causes: ["unknown-endpoint", "client-in-group", "invalid-scope-name", "unknown-permission"],
    invented: {
      operations: ["/api/v2/analytics/screenrecordings"],
      scopes: ["screen_recording:read"],
      permissions: ["view_screen_recordings", "view_agent_performance"],
      menus: ["Admin > Users > Groups"],
    },
    wrong: [/must be in a group/, /Performance application/, /another scope/, /fifteen minutes/, /Audit logs/],
    nearest: [
      "GET /api/v2/conversations/{conversationId}/recordings",
      "recordings:readonly",
      "recording:screenRecording:view",
      "analytics:userAggregate:view",
    ],
    orgFile: `config:
  genesys-access:org:
    region: eu-west-2
    divisions: [UK Service Desk]
  genesys-access:applications:
    servicenow-screen-recordings:
      grant: client-credentials
      calls:
        - POST /api/v2/analytics/conversations/details/query
        - GET /api/v2/conversations/{conversationId}/recordingmetadata
        - GET /api/v2/conversations/{conversationId}/recordings
      recordings: [screen]
      divisions: [UK Service Desk]
`,
  },
  {
    id: "archiving desktop recordings",
    text: `Our premium app (AppFoundry) archives what is recorded of agents' desktops. POST /api/v2/interaction/screenrecordings is refused at once with 403, in all of several test organizations in the US-East region. The token comes from the client_credentials grant and carries the scope screen_recording:read.

First advice: reading is not writing, so request the other scope, and set it for the client in the admin console under API Keys:
{ "grant_type": "client_credentials", "scope": "screen_recording:write analytics:report-view" }

Second advice: besides the scope, the user behind the client counts. The service account needs the "Screen Recording Admin" role, or a custom one with the screen_recording:manage capability; give it to the default user of the application, and then regenerate the token. Test with curl -X POST "https://api.mypurecloud.com/api/v2/interaction/screenrecordings" -H "Authorization: Bearer <new_token>" -d '{"interactionId": "x"}'. A 403 may also mean that the interaction has been archived already.

Third advice: with BYOC trunks further permission layers intercept the request. The account wants the Agent Desktop role, best Agent Desktop Administrator, and the feature flag "Screen Recording Enabled". See Admin Center > Security > Roles.

Fourth advice: as long as the grant has no write scope, roles do not matter.`,
    causes: [
      "unknown-endpoint",
      "invalid-scope-name",
      "unknown-permission",
      "wrong-principal-roles",
      "client-credentials-ignores-scopes",
      "unknown-role-name",
    ],
    invented: {
      operations: ["POST /api/v2/interaction/screenrecordings"],
      scopes: ["screen_recording:read", "screen_recording:write", "analytics:report-view"],
      permissions: ["screen_recording:manage"],
      roles: ["Screen Recording Admin", "Agent Desktop", "Agent Desktop Administrator"],
      menus: ["API Keys", "Admin Center > Security > Roles"],
      fields: ["interactionId"],
    },
    wrong: [
      /another scope/,
      /user stands behind/,
      /made anew after a change of roles/,
      /BYOC/,
      /feature flag/,
      /takes JSON/,
      /archived already/,
    ],
    nearest: ["recordings", "recording:screenRecording:editRetention", "Quality Administrator"],
    orgFile: `config:
  genesys-access:org:
    region: us-east-1
  genesys-access:applications:
    desktop-archive:
      grant: client-credentials
      purpose: Archive of desktop recordings for compliance
      calls:
        - POST /api/v2/analytics/conversations/details/query
        - POST /api/v2/recording/batchrequests
        - GET /api/v2/recording/batchrequests/{jobId}
        - PUT /api/v2/conversations/{conversationId}/recordings/{recordingId}
      recordings: [screen]
      batchJobs:
        postedBy: desktop-archive
        readBy: desktop-archive
      divisions: [all]
`,
  },
  {
    id: "metadata of linked partner orgs",
    text: `A premium app asks /api/v2/analytics/screenrecordings for recording metadata, with the Python SDK. The multi-org OAuth token has the scope recording:view. In our primary organization it succeeds, in every linked partner organization it ends in 403.

Somebody says that the organization scope mapping of the client is wrong: the service account must be added to the 'Recording Analyst' role in each partner organization, where it needs the 'recording:view' permission; GET /api/v2/security/roles shows it. Also make sure that the account is not locked to the primary org in the Developer Console settings.

Somebody else: the client lacks the impersonate capability for the sub-tenants. Assign the admin:screen_recordings role in each partner org and send the organization's id as a header:
{ "Authorization": "Bearer <multi_org_token>", "X-GCC-Organization-Id": "<partner_org_id>" }
Check whether the partner orgs have the "Analytics" license feature, regenerate the client secret, and use client_credentials with explicit resource server permissions.`,
    causes: ["unknown-endpoint", "cross-org-client-credentials", "invalid-scope-name", "invented-header", "unknown-permission"],
    invented: {
      operations: ["/api/v2/analytics/screenrecordings", "GET /api/v2/security/roles"],
      scopes: ["recording:view"],
      permissions: ["recording:view", "impersonate"],
      roles: ["Recording Analyst", "admin:screen_recordings"],
      headers: ["X-GCC-Organization-Id"],
    },
    wrong: [
      /several organizations/,
      /header or a query parameter/,
      /right in the partner's organization/,
      /impersonate/,
      /new client secret/,
      /resource server/,
      /feature flag/,
    ],
    nearest: [
      "GET /api/v2/conversations/{conversationId}/recordings",
      "GET /api/v2/authorization/roles",
      "recordings:readonly",
      "Authorization",
    ],
    orgFile: `config:
  genesys-access:org:
    region: us-east-1
  genesys-access:applications:
    recording-metadata:
      grant: client-credentials
      calls:
        - POST /api/v2/analytics/conversations/details/query
        - GET /api/v2/conversations/{conversationId}/recordingmetadata
      recordings: [screen, audio]
      divisions: [all]
`,
  },
  {
    id: "recording addresses across tenants",
    text: `For quality assurance our premium app collects recording addresses in several tenants. It gets a token with client_credentials, checks at the introspection endpoint that screen-recording:read is in it, and calls GET /api/v2/analytics/screenrecordings/{screenRecordingId}. The answer is 403 with the message "Access denied". The same token works for other analytics calls, and the user associated with the OAuth client has the right roles.

Reply: with multi-org tokens the scope admin:recording is needed next to screen-recording:read and analytics:read. Look into the token payload for the org id, and give the client read access to the recording metadata bucket.

Reply: name the organization in the request:
GET /api/v2/recordings/screen/{recordingId}
X-Genesys-Application-Id: <app>
X-Genesys-Org-Id: <org>`,
    causes: ["unknown-endpoint", "cross-org-client-credentials", "invalid-scope-name", "invented-header"],
    invented: {
      operations: ["GET /api/v2/analytics/screenrecordings/{screenRecordingId}", "GET /api/v2/recordings/screen/{recordingId}"],
      scopes: ["screen-recording:read", "admin:recording", "analytics:read"],
      headers: ["X-Genesys-Application-Id", "X-Genesys-Org-Id"],
    },
    wrong: [/several organizations/, /user stands behind/, /claims/, /another scope/, /header or a query parameter/],
    nearest: ["GET /api/v2/conversations/{conversationId}/recordings", "recordings:readonly", "analytics:readonly"],
    orgFile: `config:
  genesys-access:org:
    region: us-east-1
  genesys-access:applications:
    quality-assurance:
      grant: client-credentials
      calls:
        - POST /api/v2/analytics/conversations/details/query
        - GET /api/v2/conversations/{conversationId}/recordings/{recordingId}
      recordings: [screen]
      divisions: [all]
`,
  },
  {
    id: "starting a screen recording in another org",
    text: `How does one start a screen recording for one agent from an app that serves several Genesys Cloud organizations? POST /api/v2/screenrecordings is refused with 403 everywhere: "Permission denied: insufficient scope for resource owner". The app is registered with the scope screenrecording:write for all target organizations, the bearer token comes from the multi-org flow, and the header x-gc-organization names the organization in which the agent is signed in. It looks as if only the organization of the token were considered.

One answer: use the header X-Genesys-Organization-Id with the organization's id, not the tenant's, as described on https://developer.genesys.cloud/apidocs/screenrecordings/post_screenrecordings, and the scope screenrecordings:write.

Another one: the scope is too broad, narrow the scope to screenrecordings:write. Body: { "agentId": "12345", "recordingType": "screen" }. And check the token's org_id claim.`,
    causes: ["unknown-endpoint", "cross-org-client-credentials", "invalid-scope-name", "invented-header"],
    invented: {
      operations: ["POST /api/v2/screenrecordings"],
      scopes: ["screenrecording:write", "screenrecordings:write"],
      headers: ["x-gc-organization", "X-Genesys-Organization-Id"],
      messages: ["Permission denied: insufficient scope for resource owner"],
      pages: ["developer.genesys.cloud/apidocs/screenrecordings/post_screenrecordings"],
      fields: ["recordingType"],
    },
    wrong: [/several organizations/, /header or a query parameter/, /too broad/, /claims/],
    nearest: ["POST /api/v2/recording/mediaretentionpolicies", "POST /api/v2/users/{userId}/screenmonitors/sessions", "recordings"],
    orgFile: `config:
  genesys-access:org:
    region: eu-west-1
  genesys-access:serviceUsers:
    screen-monitor:
      email: screen-monitor@example.com
      divisions: [all]
      permissions:
        - permission: realtimeMonitor:screen:monitorAgent
          reason: watches agents' screens during important interactions
  genesys-access:applications:
    screen-monitor:
      grant: code
      serviceUser: screen-monitor
      redirectUris: ["https://monitor.example.com/callback"]
      calls:
        - POST /api/v2/users/{userId}/screenmonitors/sessions
      scopes: [screen-monitoring]
    screen-policies:
      grant: client-credentials
      calls:
        - POST /api/v2/recording/mediaretentionpolicies
      divisions: [all]
`,
  },
];
