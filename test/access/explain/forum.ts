import type { Case } from "./cases";

/** Cases of the kind that forums are full of: real needs, invented names, confident advice. Made up here. */
export const forumCases: readonly Case[] = [
  {
    name: "a token from the api host, and scopes that nobody has",
    text: `Pipeline wants a token. It sends POST /api/v2/oauth/token with {"grant_type": "client_credentials", "client_id": "abc", "client_secret": "placeholder"} and is refused with 403.
One reader says: open Admin > Integrations > Applications, tab Permissions, and add flows:read and analytics:reports:read. Another one appends &scope=flows:read to the curl of https://api.mypurecloud.com/api/v2/oauth/token.`,
    first: "wrong-token-endpoint",
    has: ["invalid-scope-name"],
    unknown: {
      operations: ["POST /api/v2/oauth/token"],
      scopes: ["flows:read", "analytics:reports:read"],
      menus: ["Admin > Integrations > Applications"],
    },
  },
  {
    name: "a user's token without the scope for clients",
    text: `An audit script reads GET /api/v2/oauth/clients: 403, body {"errors": [{"code": "forbidden", "message": "You do not have permission to perform this action"}]}. With the same token GET /api/v2/users/me is fine. Scopes on the app: admin:oauth, view:oauth. Advice was to look the token up at GET /api/v2/oauth/tokeninfo.`,
    has: ["invalid-scope-name"],
    unknown: { scopes: ["admin:oauth", "view:oauth"], operations: ["GET /api/v2/oauth/tokeninfo"], codes: [] },
  },
  {
    name: "one client for the campaigns of many tenants",
    text: `We run campaigns for several organizations with a shared OAuth client (client credentials). POST /api/v2/outbound/campaigns ends in 403 for every tenant but ours. Scopes: outbound:campaign:write. The user behind it holds the Outbound Manager role there.`,
    first: "cross-org-client-credentials",
    has: ["invalid-scope-name", "wrong-principal-roles"],
    unknown: { scopes: ["outbound:campaign:write"], roles: ["Outbound Manager"] },
  },
  {
    name: "an invented report endpoint on an invented host",
    text: `curl -X POST https://api.eu-gene.com/api/v2/analytics/report/queue/summary -H "Authorization: Bearer x"
403 {"errorCode": "insufficient_scope", "message": "Token missing required scope: report:execute"}
The client credentials grant asked for analytics:view and report:execute.`,
    first: "unknown-endpoint",
    has: ["wrong-region-host"],
    unknown: {
      operations: ["POST /api/v2/analytics/report/queue/summary"],
      hosts: ["api.eu-gene.com"],
      scopes: ["report:execute", "analytics:view"],
      codes: ["insufficient_scope"],
    },
  },
  {
    name: "a header for the tenant",
    text: `The second tenant answers 401 on /api/v2/analytics/conversations/details/export. We set 'x-genesys-tenant-id' and the scope 'analytics:conversation:read' was consented to.`,
    has: ["unknown-endpoint", "invented-header", "cross-org-client-credentials"],
    unknown: { headers: ["x-genesys-tenant-id"], scopes: ["analytics:conversation:read"] },
  },
  {
    name: "a real path with another method",
    text: "GET /api/v2/analytics/conversations/details/query gives us 405.",
    first: "unknown-endpoint",
    certain: true,
    unknown: { operations: ["GET /api/v2/analytics/conversations/details/query"] },
  },
  {
    name: "permissions with underscores for recordings",
    text: `resource "x" { permissions = ["view_recordings", "export_recordings"] }. Then curl https://api.mypurecloud.us/v2/conversations/recording/1 with a client credentials token: 403.`,
    has: ["unknown-endpoint", "unknown-permission", "wrong-region-host"],
    unknown: { permissions: ["view_recordings", "export_recordings"], hosts: ["api.mypurecloud.us"] },
  },
  {
    name: "a websocket with an invented address",
    text: `The socket wss://api.mypurecloud.com/v2/analytics/events/subscribe?events=conversation:created is refused with 403. They say the token needs notifications:subscribe.`,
    has: ["unknown-endpoint", "notification-topic"],
    unknown: { scopes: ["notifications:subscribe"] },
  },
  {
    name: "nothing invented at all",
    text: `Our client (client credentials, region eu-west-2, https://api.euw2.pure.cloud) calls GET /api/v2/conversations/{conversationId}/recordings and gets 403. Its role has Recording > Screen Recording > View, granted in the "Claims" division under Admin > Integrations > OAuth.`,
    has: ["missing-division-grant"],
    not: ["unknown-endpoint", "unknown-permission", "invalid-scope-name", "wrong-region-host"],
  },
];
