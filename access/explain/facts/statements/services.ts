import { w } from "./words";

/** Wordings of what people say about services. */
export const servicesWordings = {
  "has the scope": [
    w(
      `\\b(?:client|app(?:lication)?|integration|it)\\b NEAR \\b(?:has|have|had|shows?|includes?|lists?|contains?) (?:the|that|this|all|every|these|those) (?:\\w+ )?scopes?\\b`,
    ),
    w(`\\bscopes?\\b NEAR \\b(?:is|are) (?:there|present|set|granted|assigned|ticked|selected|on the client|configured)\\b`),
  ],
  "job of somebody else": [
    w(
      `\\b(?:polls?|reads?|fetch(?:es)?|gets?|collects?|downloads?|retrieves?)\\b GAP \\b(?:with|using|under|by|from) (?:its|their|an?|the) (?:own|other|different|second|separate|another)\\b`,
    ),
    w(
      `\\b(?:job|batch ?request|download|export|query)\\b GAP \\b(?:another|different|second|other|separate|not the same|reader'?s?|own)\\b NEAR \\b(?:client|token|user|credentials|application|service|account|principal|app)\\b`,
    ),
    w(
      `\\b(?:posted|created|started|submitted|initiated|requested|launched|kicked off)\\b NEAR \\b(?:by|with|from|under)\\b GAP \\b(?:read|poll|fetch|get|collect|download|retriev)\\w*\\b GAP \\b(?:by|with|from|under)?\\b NEAR \\b(?:another|different|second|other|separate|B\\b)`,
    ),
    w(
      `\\b(?:jobs?|exports?|query|batch)\\b NEAR \\b(?:created|posted|started|submitted|launched)\\b NEAR \\b(?:with|by|under|using|as) (?:a |an |the |my |our )?(?:user|admin|code|implicit|human)\\b GAP \\b(?:fetch|read|poll|download|results?|collect|get)\\w*\\b GAP \\b(?:client[ _-]credentials?|service|machine|cc|daemon)\\b`,
    ),
    w(
      `\\b(?:jobs?|exports?|query|batch)\\b NEAR \\b(?:created|posted|started|submitted|launched)\\b NEAR \\b(?:with|by|under|using|as) (?:a |an |the |my |our )?(?:client[ _-]credentials?|service|machine|cc|daemon)\\b GAP \\b(?:fetch|read|poll|download|results?|collect|get)\\w*\\b GAP \\b(?:user|admin|code|implicit|human)\\b`,
    ),
    w(
      `\\b(?:one|first|a) (?:client|service|app(?:lication)?|user|token|job|process|lambda|function)\\b NEAR \\b(?:posts?|creates?|starts?|submits?|requests?)\\b GAP \\b(?:another|a second|the second|the other|different|second)\\b`,
    ),
  ],
  "batch job": [w(`\\bbatch ?(?:download|request)s?\\b`), w(`\\bbatchrequests\\b`), w(`\\bjob ?id\\b`)],
  "sensitive data": [
    w(`\\bredact(?:ed|ion|ing)?\\b`),
    w(`\\bsensitive\\b`),
    w(`\\b(?:muted|silenced|masked|beeped|blanked|bleeped|scrambled|silent (?:parts?|gaps?|sections?))\\b`),
    w(
      `\\b(?:beeps?|bleeps?|silen(?:ce|t)|tones?|gaps?|blank)\\b GAP \\b(?:card|credit|payment|cvv|iban|account numbers?|personal data)\\b|\\b(?:card|credit card|cvv|iban) (?:numbers?|data|details)\\b GAP \\b(?:beeps?|bleeps?|silen(?:ce|t)|missing|blank|gaps?)\\b`,
    ),
    w(`\\bPCI\\b|\\bPII\\b`),
    w(`\\bviewSensitiveData\\b`),
  ],
  "agent is the obstacle": [
    w(
      `\\bagents?\\b(?![^.!?\\n]{0,40}\\byou\\b) GAP \\b(?:lacks?|does(?:n't| not) have|do(?:n't| not) have|missing|needs?|without|has no|have no)\\b GAP \\b(?:participate|permission|role)`,
    ),
    w(`\\b(?:realtimeMonitor:screen:participate|recording:screenRecording:participate)\\b`),
    w(
      `\\b(?:some|certain|a few|these|this|one|new) agents?\\b GAP \\b(?:not recorded|never recorded|no (?:screen )?recordings?|cannot be monitored|can't be monitored|fails?|403)\\b`,
    ),
  ],
  "screens are not recorded": [
    w(`\\b(?:no|not any|zero) screen recordings?\\b`),
    w(`\\bscreens?\\b NEAR \\b(?:is|are|was|were) ?(?:not|n't|never) (?:being )?recorded\\b`),
    w(
      `\\bscreen recordings?\\b GAP \\b(?:missing|not (?:created|made|there|available|happening|started|produced|generated)|never (?:created|made|start)|do(?:es)?(?:n't| not) (?:exist|start|appear|show))`,
    ),
    w(
      `\\b(?:only|just)\\b NEAR \\b(?:audio|voice)\\b NEAR \\b(?:never|no|not|without|but no|instead of)\\b NEAR \\bscreens?\\b|\\b(?:never|no|not|without)\\b (?:any )?(?:media )?(?:type )?["']?screens?\\b["']? ?(?:media|recordings?|files?|$|[.,])`,
    ),
    w(`\\bscreen (?:recordings?|capture)\\b GAP \\b(?:just|only|nothing but)\\b (?:the )?(?:audio|voice)\\b`),
    w(`\\bscreens?\\b (?:is |are )?(?:never|not there|missing|absent)\\b`),
    w(`\\bonly (?:the )?(?:audio|voice)\\b NEAR \\b(?:recorded|recordings?|comes|is|are)`),
  ],
  "screen monitoring": [
    w(`\\bscreen[ -]?monitor(?:ing|s)?\\b`),
    w(`\\bscreenmonitors?\\b`),
    w(`\\bmonitor\\b NEAR \\b(?:agents?|screens?|desktop)`),
  ],
  "not a participant": [
    w(
      `\\bnot (?:an? )?(?:active |connected )*(?:participant|party|part of|on the (?:call|conversation)|connected|in the (?:call|conversation))\\b`,
    ),
    w(
      `\\bafter\\b NEAR \\b(?:the )?(?:call|conversation|agent|interaction|customer)\\b NEAR \\b(?:ended|ends|disconnect\\w*|left|hung up|wrapped|was over|is over)`,
    ),
    w(
      `\\b(?:someone else's|another agent'?s?|other agents?'?|a colleague'?s?|other people's) (?:call|conversation|email|draft|interaction|recording state)`,
    ),
    w(`\\bparty to (?:the|that|this) conversation`),
    w(`\\bhas already (?:left|ended|disconnected)`),
  ],
  "recording state": [w(`\\brecording ?state\\b`), w(`\\b(?:pause|resume)s?(?:d|ing)?\\b NEAR \\brecordings?\\b`)],
  wfm: [w(`\\b(?:management|business) units?\\b`), w(`\\bworkforce ?management\\b`), w(`\\bwfm\\b`), w(`\\bwem\\b`)],
  "wfm units or teams": [
    w(`\\b(?:management|business) units?\\b GAP \\b(?:not|no|other|only|division|lack|access|denied|403|outside|different)`),
    w(`\\bonly\\b NEAR \\b(?:specific |certain |my |own |their )?teams?\\b`),
    w(`\\bteams?\\b NEAR \\b(?:access|only|division|permission)`),
    w(`\\b(?:access|authori[sz]ed|division)\\b GAP \\b(?:management|business) units?\\b`),
  ],
  topic: [
    w(`\\bwss://\\S*(?:subscri|event|notification)`),
    w(`\\btopics?\\b GAP \\b(?:subscri|notification|channel|websocket|not authorized|403|denied|forbidden|refus|v2\\.)`),
    w(`\\bsubscri(?:be|bing|ption|ptions)\\b GAP \\b(?:topic|channel|event|notification|v2\\.|queue|conversation|presence|websocket)`),
    w(`\\bnotifications?\\b NEAR \\b(?:api|channel|service|topic|websocket|subscription)`),
    w(
      `\\bv2\\.(?:users|routing|conversations|detail|analytics|outbound|architect|operations|quality|system|process|audits|knowledge|taskmanagement|customerinteractioncenter|workforcemanagement)\\.`,
    ),
  ],
  "person named in the request": [
    w(
      `\\b(?:assignee|evaluator|owner|attendee|facilitator|reviewer|appointment participant|evaluated agent)s?\\b GAP \\b(?:lacks?|does(?:n't| not) have|do(?:n't| not) have|missing|needs?|without|no (?:such )?(?:permission|right|role)|not (?:permitted|allowed|entitled)|permission|insufficient|required)\\b`,
    ),
    w(
      `\\b(?:assign(?:ing|ed)?|own(?:er|ed)?)\\b NEAR \\b(?:to|by)\\b NEAR \\b(?:user|agent|someone|colleague|evaluator)\\b GAP \\b(?:permission|403|denied|fail|refus)`,
    ),
  ],
  "worked before, nothing changed": [
    w(
      `\\b(?:worked|working|ran|running|fine|ok)\\b GAP \\b(?:until|before|for (?:years|months|weeks|a long time)|till|up to|last (?:week|month|year))\\b`,
    ),
    w(
      `\\b(?:suddenly|all of a sudden|out of (?:the blue|nowhere)|since (?:dec(?:ember)?|last|this|1 dec|01 dec|the (?:weekend|update|release|1st))|starting (?:dec|on|from|this)|as of (?:dec|this|today))\\b`,
    ),
    w(
      `\\b(?:nothing|no ?one|nobody|we did(?:n't| not)|i did(?:n't| not)|without (?:any|us))\\b NEAR \\b(?:chang\\w+|touch\\w+|modif\\w+)\\b`,
    ),
    w(`\\b(?:stopped|quit|ceased) working\\b`),
    w(`\\bno longer (?:works?|allowed|possible|able)\\b`),
  ],
  "since December 2025": [
    w(
      `\\b(?:dec(?:ember)?\\.? ?(?:1(?:st)?|0?1|2025)|1(?:st)? (?:of )?dec(?:ember)?|2025-12|12/0?1/2025|0?1[./]12[./]2025|since (?:early )?december)\\b`,
    ),
    w(`\\b(?:stricter|tightened|new) (?:validation|enforcement|permission checks?)\\b`),
    w(`\\bPLUG-1002\\b`),
    w(`\\bpermission enforcement\\b`),
  ],
} as const;
