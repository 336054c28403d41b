import { w } from "./words";

/** Wordings of what people say about token and identity. */
export const tokenWordings = {
  "fails after hours": [
    w(`\\b(?:after|every) (?:about |around |roughly |exactly )?(?:\\d+|a few|some|several|24|twelve|an|two|a) ?(?:hours?|hrs?|h|days?)\\b`),
    w(
      `\\b(?:overnight|next (?:day|morning)|long[- ]running|in the middle of (?:the|a) (?:job|run|export|night)|partway|half ?way through|mid-?run)\\b`,
    ),
    w(`\\b(?:token|session)\\b NEAR \\b(?:expire[sd]?|expiring|expiry|idle|timed? ?out|stale|too old|lifetime|ttl)\\b`),
    w(`\\bidle (?:for|timeout)\\b|\\b15[- ]minutes?(?: of)? (?:idle|inactivity)|\\bHIPAA\\b`),
    w(`\\b(?:stops?|stopped) working\\b GAP \\b(?:hours?|while|day|night)\\b`),
  ],
  "address restricted": [
    w(`\\b(?:ip|address)\\b NEAR \\b(?:allow|white|block|restrict|filter|range|list)`),
    w(`\\b(?:allow|white)[ -]?list`),
    w(
      `\\b(?:works?|fine|ok|succeeds?)\\b GAP \\b(?:from|on|in) (?:my|our|the) (?:own )?(?:laptop|machine|office|vpn|pc|desk|workstation|local|home)\\b`,
    ),
    w(
      `\\b(?:from|on|in) (?:my|our|the) (?:own )?(?:laptop|machine|office|vpn|pc|desk|workstation)\\b (?:\\w+ ){0,3}?(?:works?|is (?:fine|ok)|succeeds?|ok|fine|no (?:problem|error))\\b`,
    ),
    w(`\\b(?:works? |worked )?locally\\b GAP \\b(?:fails?|not|403|401|but)\\b`),
    w(
      `\\b(?:fails?|401|403|refused)\\b GAP \\b(?:from|on|in) (?:the |our |a )?(?:ci|runner|github actions?|lambda|pipeline|azure|aws|cloud|server|container|docker|kubernetes|data ?center|new network)\\b`,
    ),
    w(`\\b(?:new|different|changed|another) (?:ip|egress|public|nat|network)\\b`),
  ],
  "client is inactive": [
    w(
      `\\b(?:oauth )?(?:client|integration|app(?:lication)?)\\b NEAR \\b(?:is|was|has been|had been|set to|shows?|marked(?: as)?|state|status)\\b NEAR \\b(?:inactive|disabled|deactivated|suspended|locked)\\b`,
    ),
    w(`\\b(?:deactivated|disabled|suspended|inactivated)\\b NEAR \\b(?:oauth )?(?:client|integration|app)`),
    w(`["']?state["']?\\s*[:=]\\s*["']?(?:inactive|disabled)`),
    w(
      `\\b(?:set|put|switch(?:ed)?|turn(?:ed)?|mark(?:ed)?|mov(?:ed|ing))\\b NEAR \\b(?:oauth )?(?:client|integration|app(?:lication)?)\\b NEAR \\b(?:inactive|disabled|off)\\b`,
    ),
  ],
  "user is inactive": [
    w(
      `(?<!service )\\b(?:user|account|person|employee|colleague)\\b(?:'s (?:state|status|account))?(?: ["'(]?[\\w.+-]+@[\\w.-]+["')]?| ["']\\w+["'])? (?:is|was|has been|had been|got|shows?|state|status)(?: is| was| now| set to| marked(?: as)?| shown as)* ["']?(?:inactive|disabled|deactivated|not active|suspended|deleted)\\b`,
    ),
    w(
      `\\b(?:deactivated|disabled|inactivated|suspended|deleted) (?:that |the |this |our |his |her |my |a |an |service |genesys |cloud |api |technical )*(?:user|(?<!service )account|person|employee|colleague)\\b(?!'s? (?:role|group|permission))`,
    ),
    w(`\\b(?:set|put|marked|switched) (?:that |the |this |our |his |her |my )?(?:service |api |technical )*(?:user|(?<!service )account|person|employee)(?: \\w+)? (?:to|as) ["']?(?:inactive|disabled|deactivated)\\b`),
    w(`\\b(?:inactive|deactivated|disabled) (?:user|person|employee)\\b|\\buser (?:is )?(?:not active|inactive|disabled)\\b`),
  ],
  "secret was replaced": [
    w(
      `\\b(?:regenerat(?:ed|ing)|rotat(?:ed|ing)|replac(?:ed|ing)|reset|renew(?:ed|ing)|chang(?:ed|ing)|new|generated a new)\\b NEAR \\b(?:client )?secrets?\\b`,
    ),
    w(
      `\\bsecrets?\\b NEAR \\b(?:was |were |been |has |is )*(?:regenerated|rotated|replaced|reset|changed|truncated|mistyped|wrong|old|cut off|encoded|copied wrong|whitespace|trailing)`,
    ),
    w(`\\b(?:typo|whitespace|trailing (?:space|newline))\\b NEAR \\bsecret`),
  ],
  "client was deleted": [
    w(`\\b(?:oauth )?client\\b NEAR \\b(?:was|were|has been|had been|got|is)\\b NEAR \\b(?:deleted|removed|recreated)\\b`),
    w(`\\b(?:deleted|removed)\\b NEAR \\b(?:the |our )?(?:oauth )?client\\b`),
    w(`\\b(?:client[ _]?id|id)\\b NEAR \\b(?:typo|mistyped|wrong|does(?:n't| not) exist|unknown)`),
  ],
  "region differs": [
    w(
      `\\b(?:wrong|different|another|other|incorrect|not the (?:right|same)) (?:aws )?(?:region|environment|data ?cent(?:er|re)|cluster|pod)\\b`,
    ),
    w(
      `\\borg(?:ani[sz]ation)?\\b NEAR \\b(?:is|lives?|sits?|hosted|located|runs?|based)\\b NEAR \\b(?:in|on)\\b NEAR \\b(?:frankfurt|dublin|ireland|london|uk|sydney|australia|tokyo|osaka|seoul|mumbai|canada|brazil|sao paulo|zurich|oregon|virginia|mexico|uae|dubai|singapore|jakarta|europe|emea|apac|eu|us[- ]?west|us[- ]?east|mypurecloud\\.\\w+|\\w+\\.pure\\.cloud|[a-z]{2}-[a-z]+-\\d)`,
    ),
    w(`\\bregion\\b NEAR \\b(?:mismatch|mix|confus|switch)`),
  ],
  "other calls work": [
    w(
      `\\b(?:same|this|the) (?:access |bearer |exact )?(?:token|credentials?|client)\\b GAP \\b(?:works?|working|worked|succeeds?|fine|ok|perfectly|flawlessly|successfully)\\b NEAR \\b(?:for|on|with|against|in|to|when) (?:\\w+ ){0,2}(?:other|another|different|most|all|GET|POST|standard|endpoints?|calls?|apis?|reading|read|list|users|queues)`,
    ),
    w(
      `\\b(?:other|all other|most|standard|different|some|many) (?:\\w+ ){0,2}(?:endpoints?|calls?|apis?|requests?|api calls|resources)\\b NEAR \\b(?:work|working|worked|fine|ok|succeed|return|are fine|respond)`,
    ),
    w(
      `\\b(?:works?|working|succeed(?:s|ed)?|fine)\\b NEAR \\b(?:for|on|with) (?:other|all other|standard|most|every other|GET|reading|different|the rest)\\b`,
    ),
    w(`\\btoken is (?:valid|fine|ok|good)\\b GAP \\b(?:other|works|for)`),
  ],
  "in the token request": [
    w(
      `\\b(?:get|getting|request(?:ing|ed)?|obtain(?:ing)?|fetch(?:ing)?|acquir(?:e|ing)|generat(?:e|ing)|retriev(?:e|ing)|issu(?:e|ing)|refresh(?:ing)?|ask(?:ing)? for|exchang(?:e|ing))\\b NEAR \\b(?:an? |the |my |our )?(?:new |access |oauth |bearer |long-lived |api |auth |refresh )*tokens?\\b`,
    ),
    w(`\\btoken (?:request|endpoint|call|exchange|generation|refresh|retrieval)\\b`),
    w(`\\boauth2?/token\\b`),
    w(`\\b(?:cannot|can't|unable to|fails? to) (?:log ?in|authenticate|authorize)\\b`),
    w(`\\bPostToken\\b|\\bloginClientCredentialsGrant\\b|\\bget_client_credentials_token\\b`),
  ],
  "token body as JSON": [
    w(`\\bjson\\b NEAR \\b(?:body|payload|format|object)\\b`),
    w(`\\b(?:body|payload|credentials|grant_type)\\b NEAR \\b(?:as|in|is) json\\b`),
    w(`\\bapplication/json\\b`),
    w(`\\bJSON\\.stringify\\(\\s*\\{[^}]{0,80}grant`),
    w(`\\{\\s*["']grant_type["']`),
  ],
  "credentials in the body": [
    w(`\\bclient_id=\\S+&client_secret=`),
    w(
      `\\b(?:id and secret|credentials|client_id and client_secret|client secret)\\b NEAR \\b(?:in|as|inside) (?:the )?(?:body|form|query|parameters?|url|payload)`,
    ),
    w(`\\bgrant_type=client_credentials&client_id=`),
  ],
  "grant type is missing": [
    w(`\\b(?:without|missing|no|forgot(?: the)?|omitt(?:ed|ing)|left out)\\b NEAR \\bgrant_?type\\b`),
    w(`\\bgrant_?type\\b NEAR \\b(?:missing|not (?:sent|set|given|present)|omitted|required|empty)`),
  ],
  "redirect address": [w(`\\bredirect[ _-]?(?:uri|url|address)`), w(`\\bcallback (?:url|uri|address)\\b`)],
  "redirect differs": [
    w(
      `\\b(?:redirect[ _-]?(?:uri|url)|callback (?:url|uri|address))s?\\b GAP \\b(?:mismatch|not (?:registered|allowed|valid|match(?:ing)?|listed|authorized|the same)|invalid|does(?:n't| not) match|differs?|different|unregistered|isn't (?:registered|listed|on)|unknown)`,
    ),
    w(`\\b(?:invalid|mismatch(?:ed|ing)?|unregistered|wrong|different|unknown|bad) (?:redirect[ _-]?(?:uri|url)|callback)`),
    w(`\\b(?:not|isn't|is not|never) registered\\b GAP \\b(?:redirect|callback)`),
  ],
  "other grant asked": [
    w(
      `\\b(?:client|it|app|integration) (?:is|was) (?:a |an |created (?:as|with|for)|configured (?:as|for|with)|set up (?:as|for|with)|of type|registered (?:as|for))[^.!?\\n]{0,40}\\b(?:code|implicit|token|saml2?|pkce|client[ _-]credentials?)\\b[^.!?\\n]{0,80}\\b(?:but|and (?:i|we)|while|although|yet|however)\\b`,
    ),
    w(`\\bclient (?:is|was)? ?not (?:allowed|authorized|permitted|configured|enabled) (?:to use|for) (?:this|that|the) (?:grant|flow)`),
    w(`\\bwrong grant type\\b|\\bgrant type (?:mismatch|does(?:n't| not) match|of the client is)\\b`),
    w(
      `\\b(?:code|pkce|implicit|authorization code) (?:grant )?client\\b GAP \\bclient[ _-]credentials?\\b|\\bclient[ _-]credentials? client\\b GAP \\b(?:authorization[ _]code|auth code|pkce|refresh token|implicit)\\b`,
    ),
  ],
  consent: [
    w(`\\bconsent(?:ed|ing|s)?\\b`),
    w(`\\b(?:authori[sz]ed applications?|enforces? (?:oauth )?scopes?|scope enforcement|application approval)\\b`),
    w(`\\bno (?:one|body|admin(?:istrator)?)\\b NEAR \\b(?:approved|authori[sz]ed|consented)`),
    w(`\\badmin(?:istrator)? (?:must |has to |needs to |should |did(?:n't| not) |has(?:n't| not) )?(?:approv|authori[sz]|consent)`),
    w(
      `\\b(?:approv(?:e|al|ed)|authori[sz]e) (?:the |our |this )?(?:external |vendor'?s? |third[- ]party )?(?:app|application|client|integration)`,
    ),
    w(`\\b(?:revoked|unauthorized|requested|not approved|unapproved|pending approval)\\b NEAR \\b(?:app|application|client|state)`),
  ],
  "vendor's client": [
    w(`\\b(?:vendor|third[- ]party|external|partner|our customers?|customer)(?:'s)?\\b GAP \\b(?:client|app|application|integration)\\b`),
    w(`\\b(?:another|different|other|customer'?s) org(?:ani[sz]ation)?'?s? (?:oauth )?client`),
    w(`\\bclient (?:from|of|defined in) (?:another|a different|the vendor'?s?|our) org`),
  ],
} as const;
