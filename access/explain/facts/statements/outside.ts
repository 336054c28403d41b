import { w } from "./words";

/** Wordings of what people say about outside. */
export const outsideWordings = {
  "own proxy": [
    w(`\\b(?:our|the|a|corporate|company|forward|outbound|egress|http|web|internal|squid|reverse) (?:\\w+ )?prox(?:y|ies)\\b`),
    w(`\\b(?:zscaler|netskope|forcepoint|bluecoat|blue coat|fortigate|palo alto|squid|websense)\\b`),
    w(
      `\\b(?:our|own|corporate|company(?:'s)?|internal|employer's) (?:own |api |network |security |corporate |company(?:'s)? )*(?:gateway|firewall|waf|network|load balancer|dmz)\\b`,
    ),
    w(`\\b(?:behind|through|via) (?:a|our|the) (?:corporate |company )?(?:proxy|firewall|gateway|vpn|waf)\\b`),
    w(
      `\\b(?:kong|apigee|apim|api management|istio|envoy|nginx|haproxy|mulesoft)\\b NEAR \\b(?:gateway|proxy|in front|policy|route|returns?|answers?|layer)?`,
    ),
    w(`\\bHTTP code 40[37] from proxy\\b|\\bCONNECT tunnel failed\\b`),
  ],
  "not Genesys' answer": [
    w(`\\bhtml (?:page|body|response|error)?\\b`),
    w(
      `\\b(?:no|without|missing|lacks?|does(?:n't| not) (?:have|contain|include))\\b NEAR \\b(?:inin-)?(?:correlation(?:[ -]?id)?|contextId|context id)\\b`,
    ),
    w(`\\b(?:returns?|get|got|receive|see|shows?)\\b NEAR \\b(?:an? )?html\\b`),
  ],
  "signed URL": [
    w(`\\b(?:pre-?signed|signed) (?:url|uri|link|s3)`),
    w(`\\bmedia ?uris?\\b`),
    w(`\\bresult ?urls?\\b`),
    w(`\\bX-Amz-\\w+|\\bKey-Pair-Id\\b`),
    w(
      `\\b(?:download|fetch|get|open|play)(?:ing|ed)?\\b GAP \\b(?:media|recording|file|audio|video)\\b GAP \\b(?:url|uri|link|s3|bucket)\\b`,
    ),
    w(`\\b(?:url|link|uri)\\b NEAR \\b(?:expired|stopped working|no longer works|valid for|ttl)`),
    w(`\\bs3\\b NEAR \\b(?:bucket|url|returns|403|denied|access)`),
    w(`\\bamazonaws\\.com\\b`),
  ],
  "another system answers": [
    w(
      `\\b(?:servicenow|service-now|salesforce|zendesk|dynamics|aws lambda|lambda|s3|azure function|google cloud|facebook|instagram|whatsapp|hubspot|twilio|sap|jira|crm|external (?:api|service|endpoint|system|web service)|third[- ]party (?:api|service|endpoint)|remote (?:server|endpoint|service)|target (?:system|api))\\b NEAR \\b(?:returns?|returned|answers?|answered|responds?|responded|rejects?|rejected|refuses?|denies|denied|gives?|side|sent|403|forbidden|says)\\b`,
    ),
    w(`\\b(?:web services|aws lambda|lambda|salesforce|servicenow|google|dynamics|custom) data ?actions?\\b`),
    w(
      `\\bdata ?action\\b GAP \\b(?:to|calls?|against|calling|into|on) (?:our|an?|the|their)? ?(?:own |external |third[- ]party |custom |remote )*(?:crm|servicenow|salesforce|api|endpoint|web ?service|lambda|backend|server|system)\\b`,
    ),
    w(`\\b(?:missing|lacks?) (?:facebook|instagram|meta) permissions?\\b|\\b(?:facebook|instagram) permissions? for this feature\\b`),
    w(`\\b(?:remote|target|external|third[- ]party) (?:server|service|system|endpoint|api) (?:returned|responded|answered)\\b`),
  ],
  embedding: [
    w(`\\biframes?\\b`),
    w(`\\bframe-ancestors\\b|\\bX-Frame-Options\\b|\\brefused to connect\\b|\\brefused to (?:frame|display)\\b`),
    w(
      `\\bembed(?:ded|ding|dable)?\\b GAP \\b(?:page|site|domain|portal|crm|framework|web ?site|browser|genesys|widget|frame|allowed|web app)\\b`,
    ),
    w(
      `\\b(?:messenger|widget|web ?chat|chat widget|web messaging|deployment snippet)\\b GAP \\b(?:domain|load|site|website|allowed|origin|blocked|not show|refus|403|page)\\b`,
    ),
    w(`\\b(?:allowed|permitted|listed|allow-?listed) (?:embeddable )?domains?\\b`),
    w(`\\borigin\\b NEAR \\bnot allowed\\b`),
  ],
  cors: [w(`\\bCORS\\b`), w(`\\bAccess-Control-Allow-Origin\\b`), w(`\\bpreflight\\b`)],
  "too many requests": [
    w(`\\btoo many requests\\b`),
    w(`\\brate[ -]?limit(?:s|ed|ing)?\\b`),
    w(`\\bthrottl(?:e|ed|ing)\\b`),
    w(`\\b(?:\\d{3,}|hundreds|thousands)(?: of)? (?:requests|calls)\\b NEAR \\b(?:per|a|every|each) (?:minute|second)`),
    w(`\\bRetry-After\\b`),
  ],
  "still transcoding": [w(`\\btranscod\\w+\\b`), w(`\\b202\\b`)],
  "printed text is odd": [
    w(`\\bcom\\.inin\\.[\\w.]+`),
    w(`\\bcom\\.mypurecloud\\.(?!sdk)[\\w.]+\\.\\w+permission`),
    w(`\\bjava\\.(?:lang|util)\\.\\w+`),
    w(`\\b[\\w.$]+permission@[0-9a-f]{4,}`),
    w(`\\[object object\\]`),
    w(`permissions?(?:\\(s\\))?(?: assigned)?:? ?\\[ ?(?:null|undefined|%s)`),
    w(`permission\\(s\\)(?: assigned)?:?\\s*(?:null|undefined|\\{\\}|%s|\\$\\{)`),
  ],
  "printed permission is wrong": [
    w(
      `\\b(?:message|error|hint|api|it|text)\\b GAP \\b(?:wrong|misleading|different|incorrect|unrelated|garbled|another|odd|strange|nonsense)\\b NEAR \\bpermission`,
    ),
    w(
      `\\bpermission\\b NEAR \\b(?:in the (?:message|error)|named|mentioned|printed|shown|suggested|hinted)\\b GAP \\b(?:wrong|misleading|does(?:n't| not) help|not the (?:right|one)|no effect|irrelevant|unrelated|incorrect)`,
    ),
    w(`\\b(?:wrong|misleading|garbled|incorrect) (?:error|permission|hint|message|text)\\b`),
    w(
      `\\b(?:error|permission|hint|message|text)s? (?:in the (?:error|message) )?(?:is|was|are|seems?|turned out to be|proved) (?:\\w+ )?(?:wrong|misleading|garbled|incorrect|nonsense)\\b`,
    ),
    w(`\\b(?:granted|added|gave)\\b GAP \\bpermission\\b GAP \\b(?:exact same|same) (?:error|message|403)\\b`),
    w(
      `\\b(?:granted|added|gave|assigned|ticked)\\b NEAR \\b(?:printed|named|mentioned|shown|listed|reported|suggested|demanded|quoted) permissions?\\b GAP \\b(?:still|no (?:effect|change|difference)|same|403|nothing)`,
    ),
    w(`\\b(?:is|was|are|can) (?:the|this|that) (?:error |printed |api'?s? )?(?:message|hint|permission|text) (?:be )?(?:wrong|misleading|incorrect|a lie|outdated|a bug)\\b`),
  ],
  "endpoint of a user": [w(`/users/me\\b|/me\\b(?=[/?\\s"']|$)`)],
  "user context asked": [
    w(`\\buser context\\b`),
    w(`\\bon behalf of (?:a|the|an) (?:user|agent)`),
    w(`\\b(?:impersonat\\w+|act as (?:a|the|an) (?:user|agent))\\b`),
  ],
  "terraform deployer": [w(`\\b(?:terraform|cx[- ]as[- ]code|pulumi|genesyscloud_\\w+|tf_export)\\b`)],
  "data action": [w(`\\bdata ?actions?\\b`)],
} as const;
