import type { Catalogue } from "../../catalogue";

/** Real scopes for a name that is none, best first: the family that is meant, readonly first when only reading is. */
export function nearestScopes(name: string, catalogue: Catalogue): readonly string[] {
  const lower = name.toLowerCase();
  const reads =
    /(?:^|[:_.-])(?:read|readonly|view|get|list|query|report-view|search)(?:$|[:_.-])|^view|^read/.test(lower) &&
    !/write|edit|manage|admin|create|delete/.test(lower);
  const family = families.find(([pattern]) => pattern.test(lower))?.[1];
  const wanted: string[] = [];
  if (family !== undefined) {
    const both = [family, `${family}:readonly`].filter((scope) => catalogue.isScope(scope));
    wanted.push(...(reads ? both.reverse() : both));
    return wanted;
  }
  const near = catalogue.nearestScopes(name, 6);
  const rest = near.filter((scope) => !wanted.includes(scope) && !(scope.startsWith("user-recordings") && !/user/.test(lower)));
  // the catalogue finds the family; whether a read or a write is meant decides which of the two is first
  const first = rest[0]?.replace(/:readonly$/, "");
  if (first !== undefined) {
    const both = [first, `${first}:readonly`].filter((scope) => catalogue.isScope(scope));
    wanted.push(...(reads ? both.reverse() : both));
  }
  return [...new Set([...wanted, ...rest])].slice(0, 3);
}

/** Which scope family is meant by words that people use for it. */
const families: readonly (readonly [RegExp, string])[] = [
  [/screen.?monitor/, "screen-monitoring"],
  [/user.?recording/, "user-recordings"],
  [/recording|^screen/, "recordings"],
  [/evaluation|quality|survey|calibration/, "quality"],
  [/^messaging|^message/, "conversations"],
  [/conversation|interaction|\bcalls?\b|webchat:read/, "conversations"],
  [/analytic|report|dashboard|metric/, "analytics"],
  [/speech|transcript|sentiment|topic/, "speech-and-text-analytics"],
  [/wfm|wem|workforce|schedule|adherence|forecast/, "workforce-management"],
  [/outbound|campaign|dialer|dnc|contact.?list/, "outbound"],
  [/external.?contact|customer/, "external-contacts"],
  [/queue|routing|skill|wrap.?up/, "routing"],
  [/flow|architect|ivr|prompt|data.?table/, "architect"],
  [/oauth|client/, "oauth"],
  [/role|permission|division|grant|authoriz/, "authorization"],
  [/group|team/, "groups"],
  [/presence|status/, "presence"],
  [/notification|subscri|event|websocket/, "notifications"],
  [/user|agent|profile|directory|login/, "users"],
  [/integration|data.?action|webhook/, "integrations"],
  [/script/, "scripts"],
  [/trunk|byoc|edge|phone|station|telephony|site/, "telephony"],
  [/knowledge/, "knowledge"],
  [/journey|predictive/, "journey"],
  [/audit/, "audits"],
  [/voicemail/, "voicemail"],
  [/licen[sc]e/, "license"],
  [/\borg(?:anization)?\b|tenant/, "organization"],
  [/workitem|task/, "workitems"],
  [/web.?deploy|messenger|widget/, "webdeployments"],
];

/** Real permissions for a name that is none, best first. */
export function nearestPermissions(name: string, catalogue: Catalogue): readonly string[] {
  const lower = name.toLowerCase().replace(/[^a-z]+/g, " ");
  const known = meant.find(([pattern]) => pattern.test(lower))?.[1] ?? [];
  const real = known.filter((permission) => catalogue.isPermission(permission));
  return real.length >= 2 ? real : [...new Set([...real, ...catalogue.nearestPermissions(name, 3)])].slice(0, 3);
}

/** What people mean by permissions that they make up, where words alone lead astray. */
const meant: readonly (readonly [RegExp, readonly string[]])[] = [
  [/screen ?record.*(?:manage|admin|edit|write|archive)/, ["recording:screenRecording:editRetention", "recording:screenRecording:view"]],
  [/screen ?record/, ["recording:screenRecording:view", "recording:recording:view"]],
  [/agent ?performance/, ["analytics:userAggregate:view", "analytics:userObservation:view", "analytics:conversationAggregate:view"]],
  [/export ?recordings?|recordings? ?export/, ["recording:job:add", "recording:recording:view"]],
  [/^(?:view )?recordings?(?: view| read)?$|^recordings? (?:view|read)/, ["recording:recording:view", "recording:screenRecording:view"]],
  [/impersonat/, ["authorization:orgTrusteeUser:add"]],
  [
    /^(?:analytics )?conversation (?:view|read)$|analytics conversation (?:view|read)/,
    ["analytics:conversationDetail:view", "conversation:communication:view"],
  ],
  [/scripting|^script/, ["scripter:script:add", "scripter:script:edit", "scripter:script:view"]],
];

/** What is meant by paths that people make up, where words alone lead astray. */
const meantCalls: readonly (readonly [path: RegExp, method: RegExp, calls: readonly string[]])[] = [
  [
    /screen-?_?recordings?|recordings\/screen|recording\/screen/i,
    /^(?:POST|PUT|PATCH)$/,
    [
      "POST /api/v2/recording/mediaretentionpolicies",
      "POST /api/v2/users/{userId}/screenmonitors/sessions",
      "PUT /api/v2/conversations/{conversationId}/recordings/{recordingId}",
      "POST /api/v2/recording/batchrequests",
      "GET /api/v2/conversations/{conversationId}/recordings",
    ],
  ],
  [
    /screen-?_?recordings?|recordings\/screen|recording\/screen/i,
    /^(?:GET|)$/,
    [
      "GET /api/v2/conversations/{conversationId}/recordings",
      "GET /api/v2/conversations/{conversationId}/recordings/{recordingId}",
      "GET /api/v2/conversations/{conversationId}/recordingmetadata",
    ],
  ],
  [/recordings?\/(?:exports?|downloads?)|media\/exports?/i, /./, ["POST /api/v2/recording/jobs", "POST /api/v2/recording/batchrequests"]],
  [
    /\/recordings?(?:\/\{?\w*\}?)?$/i,
    /^(?:GET|)$/,
    ["GET /api/v2/conversations/{conversationId}/recordings", "GET /api/v2/conversations/{conversationId}/recordings/{recordingId}"],
  ],
  [/(?:security|admin|users?)\/roles/i, /^(?:GET|)$/, ["GET /api/v2/authorization/roles"]],
  [/token-?info|introspect|oauth\/(?:me|validate|verify)|auth\/me/i, /./, ["GET /api/v2/tokens/me"]],
  [/apitokens?|api-?keys?/i, /./, ["POST /api/v2/oauth/clients"]],
  [/oauth\/clients\/search/i, /./, ["GET /api/v2/oauth/clients"]],
  [/analytics\/events|audit-?logs?|\/audit(?:$|\/)/i, /./, ["POST /api/v2/audits/query/realtime", "POST /api/v2/audits/query"]],
  [
    /analytics\/(?:interactions?|conversations?)\b/i,
    /./,
    ["POST /api/v2/analytics/conversations/details/query", "POST /api/v2/analytics/conversations/aggregates/query"],
  ],
  [
    /analytics\/(?:queues?|report)\b/i,
    /./,
    ["POST /api/v2/analytics/conversations/aggregates/query", "POST /api/v2/analytics/queues/observations/query"],
  ],
  [
    /notifications?\/(?:subscribe|events)|events\/subscribe/i,
    /./,
    ["POST /api/v2/notifications/channels", "POST /api/v2/notifications/channels/{channelId}/subscriptions"],
  ],
  [/interactions?\/scripts?|\/scripts?\//i, /./, ["GET /api/v2/scripts/{scriptId}", "GET /api/v2/scripts"]],
  [/\/interactions?(?:$|\/)/i, /^POST$/, ["POST /api/v2/conversations/calls", "POST /api/v2/conversations/emails"]],
  [
    /\/interactions?(?:$|\/)/i,
    /^(?:GET|)$/,
    ["GET /api/v2/conversations/{conversationId}", "POST /api/v2/analytics/conversations/details/query"],
  ],
  [/messaging\b.*conversations/i, /./, ["POST /api/v2/conversations/messages/agentless", "POST /api/v2/conversations/messages"]],
  [
    /byoc|trunkregistration/i,
    /./,
    ["GET /api/v2/telephony/providers/edges/trunks", "POST /api/v2/telephony/providers/edges/trunkbasesettings"],
  ],
];

/** Real calls for one that is none, best first: what is meant by it, then what the words lead to. */
export function nearestCalls(
  method: string | undefined,
  path: string,
  byWords: () => readonly string[],
  catalogue: Catalogue,
): readonly string[] {
  const meant = meantCalls.find(([pattern, methods]) => pattern.test(path) && methods.test(method ?? ""))?.[2] ?? [];
  const known = meant.filter((call) => catalogue.resolve(call).known);
  return known.length > 0 ? known : byWords();
}
