import { w } from "./words";

/** Wordings of what people say about divisions. */
export const divisionsWordings = {
  "answers with less": [
    w(
      `\\bused to (?:see|get|return|list|find|give|show)\\b NEAR \\d+ GAP \\b(?:sees?|gets?|returns?|lists?|finds?|gives?|shows?|now)\\b NEAR \\d+`,
    ),
    w(
      `\\b(?:fewer|less|only (?:some|part|a few|half|\\d+|a subset|a handful|one)|incomplete|partial|not all|missing (?:some|most|many|half|a lot|several|queues|users|conversations|data|rows|records|flows)|a subset of)\\b GAP \\b(?:queues?|users?|conversations?|results?|recordings?|rows|records|entities|items|flows?|data|interactions?|agents?|skills?|campaigns?|contacts?|calls)\\b`,
    ),
    w(
      `\\b(?:lists?|returns?|shows?|sees?|gets?|gives?|exports?|finds?|contains?|has) (?:\\w+ ){0,2}?\\d[\\d,.]* (?:out )?of (?:our |the |my |their |all |about |some |roughly |over |more than )*\\d+ \\w+`,
    ),
    w(`\\b(?:sees?|returns?|gets?|lists?|finds?)\\b NEAR \\b(?:but|and) (?:nobody|none|nothing|no one|not (?:a single )?one) (?:from|of|in)\\b`),
    w(`\\d[\\d,.]*k?\\b NEAR \\b(?:rather than|instead of|versus|vs|not|while|but)\\b NEAR \\d[\\d,.]*k?\\b NEAR \\b(?:in the (?:ui|gui|admin|page|browser)|as (?:an? )?admin|exist|in total|overall)\\b`),
    w(`\\b(?:half|some|part|a third|a quarter|\\d+ ?%) of (?:our |the |my |their |all )*(?:queues?|users?|conversations?|results?|recordings?|flows|agents?|interactions?|campaigns|contacts|calls) only\\b`),
    w(
      `\\b(?:only|just) (?:\\w+ ){0,3}?\\d+ (?:out )?of (?:our |the |my |their |all |about |some |roughly |over |more than )*\\d+`,
    ),
    w(
      `\\b(?:most|half|some|many|a lot|several|the rest|two thirds|\\d+ ?%) of (?:our |the |my |their |all )*(?:queues?|users?|conversations?|results?|recordings?|flows|agents?|interactions?|campaigns|contacts|calls)\\b NEAR \\b(?:missing|not (?:returned|listed|there|shown|included|in)|absent|invisible|never)\\b`,
    ),
    w(
      `\\b(?:queues|users|conversations|results|recordings|flows|agents|interactions|campaigns|ones|objects)\\b GAP \\b(?:are|is|were) (?:missing|left out|not (?:returned|listed|shown|included|in the (?:list|result))|absent|invisible)\\b`,
    ),
    w(
      `\\b(?:empty|blank|zero|no) (?:list|array|results?|entities|page|response list|conversations|data|queues|users|recordings|records|rows|totals?)\\b`,
    ),
    w(
      `\\b(?:returns?|returned|get|gets|got|shows?|gives?|sees?|lists?|export(?:s|ed|ing)?)\\b NEAR \\b(?:nothing|an empty|0 (?:results|entities|items|queues)|zero|fewer|less|only)\\b`,
    ),
    w(`\\b(?:entities|conversations|results)["']?\\s*[:=]\\s*\\[\\s*\\]|\\b(?:total|totalHits)["']?\\s*[:=]\\s*0\\b`),
  ],
  "one object works, another not": [
    w(
      `\\b(?:can|could|able to|works?|fine|ok|succeeds?)\\b GAP \\b(?:queue|user|conversation|recording|flow|agent|campaign|object|item|contact|contact list|list|skill|script|schedule|table|prompt|team)s? ["']?[\\w-]+["']?(?: \\([^)]{1,40}\\))? ?,? \\b(?:but|and) (?:not|can(?:not|'t)|never|fails?|no)\\b`,
    ),
    w(
      `\\b(?:queue|user|conversation|recording|flow|agent|campaign|object|item|contact)s? (?:\\w+ )?(?:works?|is fine|are fine|succeeds?|can be (?:read|opened|fetched))\\b`,
    ),
    w(
      `\\b(?:works?|fine|succeeds?|ok)\\b NEAR \\b(?:for|with|on) (?:some|one|certain|most|a few|many|the first|this) (?:\\w+ )?(?:queue|user|conversation|recording|flow|agent|campaign|object|item|contact)s?\\b`,
    ),
    w(
      `\\b(?:only|just) (?:some|one|certain|a few|specific|particular|this|these|those) (?:\\w+ )?(?:queue|user|conversation|recording|flow|campaign|object|item|contact)s?\\b`,
    ),
  ],
  "new token helps": [
    w(
      `\\bafter (?:an? |the )?(?:(?:logging|signing) (?:out|in|back|off)|(?:re-?)?log-?(?:out|in|off)|sign-?(?:out|in))\\b GAP \\b(?:gone|works?|fine|ok|helps|disappears|fixed|solved|no (?:more )?(?:problem|error))`,
    ),
    w(`\\b(?:new|fresh|another) (?:token|login|sign-?in|session)\\b NEAR \\b(?:helps|works|fixes|solves|cures)`),
    w(`\\b(?:users?|people|agents?|those|sessions?)\\b NEAR \\b(?:still|already) (?:logged|signed) (?:in|on)\\b`),
    w(`\\b(?:signed|logged) in (?:earlier|before|previously|yesterday)\\b`),
    w(
      `\\b(?:those|users?|colleagues?|people|others?|everyone|anyone|agents?) (?:\\w+ )?(?:who |that )?(?:\\w+ )?(?:signed|logged|sign|log) (?:out|off|in)\\b GAP \\b(?:do(?:n't| not)|does(?:n't| not)|works?|fine|ok|gone|no longer|no (?:more )?(?:problem|error))\\b`,
    ),
    w(`\\b(?:session|token|login)s? (?:\\w+ ){0,2}from (?:last (?:week|month)|yesterday|before)\\b`),
    w(`\\b(?:restart(?:ing|ed)?|re-?login|re-?authenticat\\w+|logging in again)\\b NEAR \\b(?:helps|works|fixes|solves|cures)`),
  ],
  "home division": [
    w(`\\bhome division\\b`),
    w(`\\bdefault division\\b`),
    w(`\\b(?:only|just) (?:the )?["']?home["']?\\b`),
    w(
      `\\b(?:grant(?:s|ed)?|roles?|divisions?|assigned)\\b NEAR \\b(?:in|is|are|for|to|=|:)? ?["']?home["']?\\b(?! page| office| screen| directory| folder)`,
    ),
    w(`\\bwithout\\b NEAR \\b(?:naming |specifying |giving |setting )?(?:a |any )?division(?:_?id)?\\b`),
    w(`\\bno division(?:_?id)?\\b NEAR \\b(?:set|given|specified|named|configured|in)`),
    w(`\\bdivision(?:_?id)?\\b NEAR \\b(?:is |was )?(?:omitted|left out|not (?:set|specified|given)|empty|blank|missing from)`),
  ],
  "another division": [
    w(`\\b(?:other|another|different|second|new|non-home|specific|certain|own|separate) divisions?\\b`),
    w(`\\bin (?:the|a|our|its) ["']?[A-Z][\\w &-]{1,40}["']? division\\b`),
    w(`\\b(?:moved|belongs?|lives?|sits?|is|are|was|resides?|assigned)\\b NEAR \\b(?:to|in|into)\\b NEAR \\bdivision\\b`),
    w(`\\bonly (?:for|in|on|with)\\b NEAR \\bdivisions?\\b`),
    w(`\\bdivisions?\\b`),
  ],
  "in the division himself": [
    w(`\\buser\\b NEAR \\b(?:is|are|belongs?|sits?)\\b NEAR \\b(?:in|to) (?:the|that|this|our|same|correct)\\b NEAR \\bdivision\\b`),
  ],
} as const;
