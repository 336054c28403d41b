/** What people mean by names that they make up, where words and letters alone lead astray. The catalogue checks that each is real. */

/** The scope family that a made-up scope is about; undefined when its words say nothing. */
export function meantFamily(name: string): string | undefined {
  const lower = name.toLowerCase();
  return families.find(([pattern]) => pattern.test(lower))?.[1];
}

/** Whether a made-up scope asks for reading only. */
export function meansReading(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    /(?:^|[:_.-])(?:read|readonly|view|get|list|query|report-view|search)(?:$|[:_.-])|^view|^read/.test(lower) &&
    !/write|edit|manage|admin|create|delete/.test(lower)
  );
}

/** Permissions that are meant by a made-up one, best first. */
export function meantPermissions(name: string): readonly string[] {
  const words = name.toLowerCase().replace(/[^a-z]+/g, " ");
  return permissions.find(([pattern]) => pattern.test(words))?.[1] ?? [];
}

/** Calls that are meant by a made-up path, as `METHOD path`, best first. */
export function meantCalls(method: string | undefined, path: string): readonly string[] {
  return calls.find(([pattern, methods]) => pattern.test(path) && methods.test(method ?? ""))?.[2] ?? [];
}

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

const permissions: readonly (readonly [RegExp, readonly string[]])[] = [
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

const calls: readonly (readonly [path: RegExp, method: RegExp, calls: readonly string[]])[] = [
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
      "GET /api/v2/recordings/screensessions/details",
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
