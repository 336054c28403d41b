import { type Wording, wording } from "./wording";

/** Things that people say about their case, each recognised in many wordings. */
export type StatementId = keyof typeof wordings;

const gap = "[^.!?\\n]{0,70}?";
const near = "[^.!?\\n]{0,35}?";
const w = (source: string): Wording => wording(source.replace(/ GAP /g, gap).replace(/ NEAR /g, near));

const actor = "(?:oauth )?(?:client|service account|integration(?: user)?|app(?:lication)?|machine user|data action)(?:'s)?";
const user =
  "(?:my|the|his|her|our|a|an|their|this)? ?(?:own |admin |service |super-?admin |api |integration |technical |dedicated |regular |underlying |associated |owning )*(?:user|account|login|profile|admin(?:istrator)?|person)(?:'s)?";
const granted =
  "(?:grant(?:ed|ing)?|assign(?:ed|ing)?|add(?:ed|ing)?|gave|given|giving|creat(?:ed|ing)?|updat(?:ed|ing)?|chang(?:ed|ing)?|enabl(?:ed|ing)?|attach(?:ed|ing)?|appl(?:ied|ying)|sav(?:ed|ing)|deploy(?:ed|ing)?)";
const rights = "(?:role|permission|grant|right|division|access|client)s?";

/**
 * Wordings by statement. `GAP` stands for a short stretch within a sentence. A match counts only
 * where no negation stands right before it, except for statements that are negative themselves.
 */
const wordings = {
  // time
  "just granted": [
    w(`\\b(?:just|only just|freshly|newly|moments? ago) (?:now )?${granted}\\b GAP \\b${rights}\\b`),
    w(
      `\\b${granted}\\b GAP \\b(?:just now|(?:a|one|two|three|1|2|3|4|a few|a couple(?: of)?|some|30|10|20|several)[ -](?:seconds?|minutes?|moments?|mins?|secs?) (?:ago|before|earlier)|seconds ago|minutes ago|moments ago)`,
    ),
    w(
      `\\b(?:immediately|right|straight|directly|seconds|instantly|shortly|moments|a (?:few )?(?:seconds?|minutes?|moment)) (?:after|afterwards|later|following)\\b GAP \\b(?:${granted}|role|permission|grant|client|creat|provision|apply)`,
    ),
    w(
      `\\b${granted}\\b GAP \\b(?:role|permission|client|grant)s?\\b GAP \\b(?:immediately|right away|straight away|in the next (?:step|line|call)|directly|within (?:a few )?seconds)\\b`,
    ),
    w(`\\b(?:just|newly) (?:created|provisioned|made) (?:oauth )?(?:client|role|integration)\\b`),
  ],
  "goes away by itself": [
    w(
      `\\b(?:works?|worked|working|succeed(?:s|ed)?|passes|fine|ok)\\b NEAR (?:after (?:waiting|a (?:few|couple)|some|\\d+|several|two|three|five|a) ?(?:of )?(?:minutes?|mins?|seconds?|while|moments?)|(?:a few |some |several |\\d+ )?(?:minutes?|moments?|seconds?) later|on (?:the )?(?:second|next|retry|re-?run)|when (?:i|we) (?:retry|try again|re-?run|run it again)|the second time|if (?:i|we) wait)`,
    ),
    w(`\\b(?:second|next|later) (?:apply|run|attempt|try|up)\\b NEAR (?:works?|succeed|passes|fine|goes through)`),
    w(`\\b(?:re-?run(?:ning)?|retry(?:ing)?)\\b GAP \\b(?:works|succeeds|passes|goes through|fixes|helps)`),
    w(`\\b(?:error|403|it|problem|failure) (?:goes away|disappears|vanishes|resolves itself|clears up|clears)`),
    w(`\\bthen (?:suddenly )?(?:it )?(?:started|began) (?:to work|working)\\b`),
  ],
  "long ago": [
    w(
      `\\b(?:since|for) (?:the past |the last |more than |over )?(?:yesterday|an hour|hours|days|weeks|months|a day|a week|last (?:week|month|year)|\\d+ (?:hours?|days?|weeks?|months?))\\b`,
    ),
    w(`\\b(?:an hour|hours|days|weeks|months|\\d+ (?:hours?|days?|weeks?|months?)|yesterday|last week|last month) ago\\b`),
    w(`\\bwaited (?:for )?(?:more than |over )?(?:an|\\d+|several|two|a few|many|half an)? ?(?:hours?|days?|the night|overnight)\\b`),
    w(`\\b(?:still|even) GAP after (?:24|48|\\d+|an|several|two|a few) ?(?:hours?|hrs?|days?)\\b`),
    w(`\\b${granted}\\b GAP \\b(?:yesterday|last week|last month|hours ago|days ago)\\b`),
  ],
  "scope added to old token": [
    w(
      `\\b(?:added|granted|enabled|ticked|included|updated)\\b NEAR \\bscopes?\\b GAP \\b(?:but|still|same token|without|and the (?:old|same|existing)|yet)\\b`,
    ),
    w(`\\b(?:same|old|existing|cached|current|previous|previously issued|stored) (?:access |refresh |bearer )?token\\b GAP \\bscopes?\\b`),
    w(
      `\\btoken (?:was|is|had been)? ?(?:issued|minted|generated|obtained|created|requested|from)? ?(?:before|prior to|older)\\b GAP \\bscope`,
    ),
    w(
      `\\bscope\\b GAP \\b(?:without|did(?:n't| not)|have(?:n't| not)) (?:re-?authenticat|logg?(?:ed|ing)? (?:out|in|back)|sign(?:ed|ing)? (?:out|in)|a new token|request(?:ed|ing)? a new token|refresh)`,
    ),
    w(`\\b(?:added|new) GAP scopes? GAP (?:token from|users? (?:are|is) still (?:logged|signed) in|session)`),
  ],

  // principals
  "client in a group": [
    w(
      `\\b${actor}\\b GAP \\b(?:added to|member of|assigned to|put (?:it )?in(?:to)?|placed in|is in|must be in|belongs? to|part of|into|join(?:ed)?)\\b NEAR \\bgroups?\\b`,
    ),
    w(
      `\\b(?:add(?:ed|ing)?|assign(?:ed|ing)?|put(?:ting)?|make|made|plac(?:e|ed|ing))\\b NEAR \\b${actor}(?: id)?\\b GAP \\b(?:to|in|into|a member of)\\b NEAR \\bgroups?\\b`,
    ),
    w(`\\bgroups?\\b NEAR \\b(?:assigned to|of|containing|with) (?:your |the |our |my )?${actor}\\b`),
    w(`\\b(?:client|application) ids?\\b GAP \\bmember`),
  ],
  "role on a group": [
    w(
      `\\b(?:role|permission)s?\\b GAP \\b(?:to|on|via|through|from|by way of|inherited from|granted to|assigned to|at)\\b NEAR \\b(?:the |a |our |my )?(?:\\w+ )?groups?\\b`,
    ),
    w(`\\bgroups?\\b GAP \\b(?:has|have|holds?|with|carries|was given|got|is granted)\\b NEAR \\b(?:role|permission)`),
  ],
  "roles of the group are off": [
    w(`\\broles?_?Enabled\\b["']?\\s*(?:[:=]|is|was|set to|stands? at)\\s*["']?(?:false|off|no|0|disabled|not)`),
    w(
      `\\broles?\\b NEAR \\b(?:disabled|not enabled|off|switched off|turned off|inactive)\\b NEAR \\b(?:for|on|of|in) (?:the |this |that |our )?(?:\\w+ )?group`,
    ),
    w(
      `\\bgroup\\b GAP \\b(?:roles? (?:are |is )?(?:disabled|not enabled|off)|is (?:inactive|deleted)|does(?:n't| not) (?:pass|allow|have roles)|not enabled for roles|(?:roles|role) (?:toggle|switch)[^.]{0,20}off)`,
    ),
  ],
  "role on a user": [
    w(`\\b${granted}\\b GAP \\b(?:roles?|permissions?)\\b GAP \\b(?:to|on|for)\\b ${user}\\b`),
    w(`\\b(?:roles?|permissions?)\\b NEAR \\b(?:${granted}|is|are|sits?|lies?|was|were|put)\\b NEAR \\b(?:to|on|with)\\b ${user}\\b`),
    w(
      `\\b${granted}\\b (?:my|the|our|his|her) (?:own |admin |service |api |integration )*(?:user|account|login|profile)\\b GAP \\broles?\\b`,
    ),
    w(
      `\\b(?:user|account)\\b NEAR \\b(?:associated|linked|tied|connected|bound|attached)\\b NEAR \\b(?:with|to)\\b NEAR \\b(?:oauth|client|token|integration|app)`,
    ),
    w(`\\b(?:user|account)\\b (?:behind|under|beneath) (?:it|the (?:\\w+ )?(?:client|token|grant|integration|app))\\b`),
    w(
      `\\b(?:default|underlying|associated|backing|api|integration|technical|owning|machine) user\\b GAP \\b(?:has|have|holds?|with|role|permission|admin|is)\\b`,
    ),
    w(
      `\\b(?:my|our|the) (?:own |user |admin )*(?:user|account|login|profile)\\b (?:has|is|holds|already has|does have)\\b GAP \\b(?:admin|role|permission|master|all)`,
    ),
    w(
      `\\bservice (?:account|user)\\b GAP \\b(?:has|have|holds?|with|lacks|needs?|requires?|is|assigned|roles?)\\b GAP \\b(?:role|permission|admin|rights?|privileges?)`,
    ),
    w(`\\b(?:i am|i'm|we are) (?:a |an |the )?(?:master |org(?:anization)? |full )?admin`),
    w(
      `\\b(?:have|has|inherits?|gets?|uses?|share)\\b (?:all |the same )?(?:of )?(?:my|our) (?:own |user |admin )*(?:rights|permissions|roles?|access|privileges)\\b`,
    ),
    w(`\\bmade myself (?:an? )?(?:master |org )?admin`),
    w(`\\b(?:created|made|owned) by (?:a|an|the|our) (?:master )?admin`),
    w(`\\buser (?:who|that) (?:created|owns|made) (?:the|this) (?:oauth )?client`),
    w(`\\bgenesyscloud_user_roles\\b`),
  ],
  "works as a user": [
    w(
      `\\b(?:works?|worked|working|succeed(?:s|ed)?|fine|ok|no problem|passes|returns? 200)\\b GAP \\b(?:when (?:i|we)(?:'m| am| are)? (?:logged|signed|log|sign)|(?:as|with|for|using|under) (?:my|a|an|the|our) (?:own |regular |logged[ -]in |normal |admin |personal )*(?:user|login|account|credentials|admin|user token|session)|in the (?:ui|gui|browser|web ?app|admin|admin ui|portal|desktop)|(?:from|in|with|via|through|using) (?:the )?(?:api explorer|developer (?:center|tools|centre)|dev(?:eloper)? tools|postman with my)|manually|with (?:an? )?(?:implicit|auth(?:orization)?[ -]code|pkce|user|code)[ -]?(?:grant|token|flow)?)`,
    ),
    w(
      `\\b(?:api explorer|developer (?:center|tools|centre)|in the ui|via the ui|as (?:a|my|the) user|user token|logged in)\\b GAP \\b(?:works?|succeeds|fine|no (?:problem|error|issue)|200)\\b`,
    ),
    w(`\\bsame (?:call|request|endpoint|query)\\b GAP \\b(?:works|succeeds)\\b GAP \\b(?:user|logged|explorer|my)\\b`),
  ],
  "works for a client": [
    w(`\\b(?:works?|worked|succeed(?:s|ed)?|fine)\\b GAP \\b(?:with|using|via) (?:a |the )?client[ _-]credentials?\\b`),
  ],
  "roles on a code client": [
    w(
      `\\b(?:roles?|roleDivisions|permissions?)\\b GAP \\b(?:on|to|of|for|with|in)\\b NEAR \\b(?:the |my |our |this )?(?:oauth |code |pkce |implicit )*(?:client|app(?:lication)?)\\b`,
    ),
    w(`\\b(?:oauth )?client\\b GAP \\b(?:has|holds|with|got|carries)\\b NEAR \\broles?\\b`),
  ],
  "has what is asked for": [
    w(`\\b(?:already|definitely|clearly|certainly) (?:has|have|had|includes?|holds?|contains?|got)\\b GAP \\b(?:permission|role|that|it)`),
    w(
      `\\b(?:role|client|it|user|token)\\b NEAR \\b(?:does have|do have|has exactly|already has|has that|includes that|has this|has the (?:exact |same |required |named |mentioned )?permission)`,
    ),
    w(
      `\\b(?:granted|added|assigned|gave)\\b NEAR \\b(?:exactly )?(?:that|this|the (?:named|mentioned|required|same|exact|listed)) permissions?\\b GAP \\b(?:still|same|no (?:effect|change|difference)|but)`,
    ),
  ],

  // orgs
  "several orgs": [
    w(`\\bmulti[ -]?(?:org|organi[sz]ation|tenant)(?:s|al|ed)?\\b`),
    w(`\\bcross[ -](?:org|organi[sz]ation|tenant)\\w*`),
    w(
      `\\bacross\\b NEAR \\b(?:multiple|several|all|our|different|both|two|three|many|\\d+|customer|partner)\\b NEAR \\b(?:orgs?|organi[sz]ations?|tenants?)\\b`,
    ),
    w(
      `\\b(?:several|multiple|different|two|three|both|all(?: the| our)?|other|many|various|\\d+) (?:\\w+ ){0,3}(?:orgs|organi[sz]ations|tenants)\\b`,
    ),
    w(
      `\\b(?:other|another|second|secondary|partner|linked|child|sub-?|sister|target|customer'?s?|client'?s) (?:orgs?|organi[sz]ations?|tenants?)\\b`,
    ),
  ],
  "one client for several orgs": [
    w(
      `\\b(?:one|single|same|shared|a single|this) (?:oauth )?(?:client|token|credentials?|client ?id|app(?:lication)?|set of credentials)\\b GAP \\b(?:orgs|organi[sz]ations|tenants|(?:other|second|another|both|all|each|every|partner|customer) (?:\\w+ )?(?:orgs?|organi[sz]ations?|tenants?))`,
    ),
    w(
      `\\b(?:works?|succeeds?|fine|worked)\\b GAP \\b(?:primary|main|own|first|home|parent|our|dev|test|one) (?:org|organi[sz]ation|tenant)\\b GAP \\b(?:fails?|403|40[014]|not|refus|denied|error|other|partner|linked)`,
    ),
    w(
      `\\b(?:fails?|403|404|refused|denied|not found)\\b GAP \\b(?:all |every |any |the )?(?:other|partner|linked|second|secondary|child|sub-?|customer|another|target) (?:\\w+ )?(?:orgs?|organi[sz]ations?|tenants?)\\b`,
    ),
    w(
      `\\b(?:orgs|organi[sz]ations|tenants)\\b NEAR \\b(?:with|by|using|through|via|share|sharing)\\b NEAR \\b(?:one|a single|the same|single|shared|a shared|same)\\b NEAR \\b(?:client|token|credentials?|app)`,
    ),
    w(`\\bmulti[ -]?org(?:ani[sz]ation)? (?:oauth |access |bearer |session )*(?:token|scope|flow|oauth|auth)`),
    w(
      `\\b(?:switch(?:ing)?|select|choose|pick|target|specify)\\b NEAR \\b(?:org|organi[sz]ation|tenant)(?: context)?\\b NEAR \\b(?:with|by|via|through|using|in)\\b NEAR \\b(?:header|parameter|query|token)`,
    ),
    w(
      `\\b(?:pass|send|give|specify|set|provide|use|include|tell)\\b NEAR \\b(?:customer|partner|target|other|tenant|their|second|sub)\\S*\\b NEAR \\b(?:organi[sz]ation|org|tenant)(?:'s)?[ _-]?(?:id|name)\\b`,
    ),
    w(`\\bour (?:oauth )?client\\b GAP \\b(?:partner|customer|other|second)'?s? (?:orgs?|organi[sz]ations?|tenants?)\\b`),
  ],
  "separate clients per org": [
    w(
      `\\beach (?:org|organi[sz]ation|tenant|of (?:them|which))?\\b NEAR \\b(?:with|has|having|uses) (?:its|their) own (?:oauth )?(?:client|credentials)`,
    ),
    w(
      `\\b(?:separate|own|different|distinct|dedicated) (?:oauth )?(?:clients?|client ids?|credentials)\\b NEAR \\b(?:per|for each|in each|for every)\\b NEAR \\b(?:org|tenant)`,
    ),
  ],
  "other org refuses": [w(`\\bmissing in (?:the )?(?:other|partner) org`)],
  trust: [
    w(`\\btrust(?:ee|or|ed org)\\w*\\b`),
    w(`\\b(?:pair(?:ed|ing)|authorized) (?:with |of )?(?:the )?(?:orgs?|organi[sz]ations?)\\b`),
    w(`\\borg(?:ani[sz]ation)? (?:pairing|trust|authorization|span)\\b`),
    w(`\\borgauthorization\\b`),
    w(`\\bcloned user`),
  ],
  "trust ended": [
    w(
      `\\b(?:trust|pairing|trustee|trustor)\\b GAP \\b(?:expired|disabled|revoked|ended|removed|inactive|no longer|turned off|switched off|never (?:completed|accepted)|suspended)`,
    ),
    w(`\\b(?:expired|disabled|revoked|suspended)\\b NEAR \\b(?:trust|pairing)`),
    w(`\\b(?:consultant|partner|reseller|support)\\b GAP \\b(?:no longer|suddenly|since)\\b GAP \\b(?:customer|org)`),
  ],

  // permissions and products
  "permission is not offered": [
    w(
      `\\bpermissions?\\b GAP \\b(?:does(?:n't| not) (?:exist|appear|show(?: up)?)|do(?:n't| not) (?:exist|appear|show(?: up)?)|is(?:n't| not) (?:listed|available|visible|shown|there|in the (?:list|ui|org|role)|selectable|an option|present)|are(?:n't| not) (?:listed|available|visible|shown|there|in the)|can(?:not|'t| not) be (?:found|added|selected|ticked|assigned|seen)|nowhere|unavailable|not (?:available|listed|visible|exist))`,
    ),
    w(
      `\\b(?:can(?:not|'t)|unable to|do(?:n't| not)|could(?:n't| not)|nowhere to|no way to|did(?:n't| not)) (?:even )?(?:find|see|add|locate|select|tick|assign)\\b GAP \\bpermission`,
    ),
    w(
      `\\b(?:there is|there's|there are|i see|we see|shows?|has|have)\\b NEAR \\bno\\b GAP \\b(?:entry|check ?box|box|section|option|item|line|row|category)\\b`,
    ),
    w(
      `\\b(?:there is|there's|we have|i have|has) no such permission\\b|\\bno (?:such )?permission (?:with that name|like that|called|named)`,
    ),
    w(
      `\\b(?:every|all|all the) (?:single )?(?:available )?permissions?\\b NEAR \\b(?:applied|assigned|ticked|selected|granted|enabled|added|checked|in the role)`,
    ),
    w(
      `\\b(?:role|client)\\b GAP \\b(?:with|has|holds?|having) (?:literally )?(?:every|all|all the)(?: single)?(?: available| possible)? permissions?\\b`,
    ),
  ],
  "licence or beta": [
    w(`\\blicen[cs](?:e|es|ed|ing)\\b`),
    w(`\\b(?:genesys cloud |gc|cloud )?CX ?[1234]\\b(?! ?as)`),
    w(`\\b(?:closed |open |limited )?beta\\b`),
    w(`\\badd-?on\\b`),
    w(`\\bsubscri(?:ption|bed to)\\b(?! (?:request|to (?:the )?(?:topic|notification|channel|event)))`),
    w(`\\bnot (?:part of|included in) (?:our|the|your) (?:plan|contract|package|product)`),
    w(`\\b(?:product|feature) (?:is )?not (?:purchased|bought|licensed|provisioned)`),
    w(`\\bpermissions?\\b GAP \\b(?:only|other) (?:exists?|available) in\\b`),
  ],
  "feature is off": [
    w(`\\bfeature (?:toggle|flag|switch)\\b`),
    w(`\\bfeature\\b NEAR \\b(?:not enabled|disabled|turned off|switched off|not available|not activated|off)\\b`),
    w(`\\bnot enabled (?:for|in|on) (?:the|this|our|your) (?:org|organi[sz]ation|tenant)`),
    w(`\\bnot (?:yet )?(?:rolled out|released|switched on)\\b`),
  ],
  "premium app": [
    w(`\\bpremium (?:app|client)`),
    w(`\\bappfoundry\\b`),
    w(`\\bintegration type\\b`),
    w(`\\bmarketplace\\b`),
    w(`\\bintegration:\\w+:view\\b`),
  ],
  "app not installed": [
    w(
      `\\b(?:integration|premium app|app|product|application)(?: type)?\\b GAP \\b(?:not (?:installed|enabled|available|activated|listed|subscribed|purchased)|missing|does(?:n't| not) (?:show|appear|exist)|isn't (?:there|listed|available|installed|enabled))\\b`,
    ),
    w(`\\b(?:not|never) (?:subscribed|purchased|installed|enabled|activated)\\b GAP \\b(?:app|integration|product)`),
    w(`\\bproduct is not (?:enabled|available)\\b`),
  ],

  // divisions
  "answers with less": [
    w(
      `\\bused to (?:see|get|return|list|find|give|show)\\b NEAR \\d+ GAP \\b(?:sees?|gets?|returns?|lists?|finds?|gives?|shows?|now)\\b NEAR \\d+`,
    ),
    w(
      `\\b(?:fewer|less|only (?:some|part|a few|half|\\d+|a subset|a handful|one)|incomplete|partial|not all|missing (?:some|most|many|half|a lot|several|queues|users|conversations|data|rows|records|flows)|a subset of)\\b GAP \\b(?:queues?|users?|conversations?|results?|recordings?|rows|records|entities|items|flows?|data|interactions?|agents?|skills?|campaigns?|contacts?|calls)\\b`,
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
      `\\bafter (?:logging|signing) (?:out|in|back|off)\\b GAP \\b(?:gone|works?|fine|ok|helps|disappears|fixed|solved|no (?:more )?(?:problem|error))`,
    ),
    w(`\\b(?:new|fresh|another) (?:token|login|sign-?in|session)\\b NEAR \\b(?:helps|works|fixes|solves|cures)`),
    w(`\\b(?:signed|logged) in (?:earlier|before|previously|yesterday)\\b`),
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

  // conditions and policies
  conditional: [
    w(`\\b(?:permission|role|policy|grant)s?(?:'s)?\\b GAP \\bcondition(?:s|al|ed)?\\b`),
    w(`\\bcondition(?:s|al|ed)?\\b GAP \\b(?:permission|role|policy|grant|user|queue|team)`),
    w(`\\bcurrent user\\b`),
    w(`\\bresourceConditionNode\\b`),
    w(`\\brestricted to (?:queues?|teams?|the current user|own)`),
    w(`\\bown recordings? only\\b|\\bonly (?:his|their|my|the agent's) own (?:recordings?|interactions?|conversations?|evaluations?)`),
  ],
  "works for own objects": [
    w(
      `\\b(?:his|her|their|my|the agent's|the user's) own\\b GAP \\b(?:but not|not)\\b NEAR \\b(?:others?|anybody else|someone else|colleagues?|other people)`,
    ),
    w(
      `\\b(?:own|my|his|their)\\b NEAR \\b(?:recordings?|conversations?|evaluations?|queues?|interactions?)\\b GAP \\b(?:works?|fine|ok|succeed|can)\\b GAP \\b(?:other|others|someone else|colleagues?|not)`,
    ),
    w(
      `\\b(?:other|someone else's|others'|colleagues'?) (?:agents?'? |users?'? )?(?:recordings?|conversations?|evaluations?|interactions?)\\b GAP \\b(?:fail|403|denied|refus|not)`,
    ),
  ],
  "access policy": [
    w(`\\baccess polic(?:y|ies)\\b`),
    w(`\\bABAC\\b`),
    w(`\\battribute[ -]based\\b`),
    w(`\\bpolicy ids?\\b`),
    w(`\\bsecurity polic(?:y|ies) (?:of|in) (?:the|our|your) org`),
  ],

  // token and identity
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
    w(`\\b(?:vendor|third[- ]party|external|partner|our customers?|customer)(?:'s)?\\b NEAR \\b(?:client|app|application|integration)\\b`),
    w(`\\b(?:another|different|other|customer'?s) org(?:ani[sz]ation)?'?s? (?:oauth )?client`),
    w(`\\bclient (?:from|of|defined in) (?:another|a different|the vendor'?s?|our) org`),
  ],

  // services
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
      `\\b(?:one|first|a) (?:client|service|app(?:lication)?|user|token|job|process|lambda|function)\\b NEAR \\b(?:posts?|creates?|starts?|submits?|requests?)\\b GAP \\b(?:another|a second|the second|the other|different|second)\\b`,
    ),
  ],
  "batch job": [w(`\\bbatch ?(?:download|request)s?\\b`), w(`\\bbatchrequests\\b`), w(`\\bjob ?id\\b`)],
  "sensitive data": [
    w(`\\bredact(?:ed|ion|ing)?\\b`),
    w(`\\bsensitive\\b`),
    w(`\\b(?:muted|silenced|masked|beeped|blanked|bleeped|scrambled|silent (?:parts?|gaps?|sections?))\\b`),
    w(`\\bPCI\\b|\\bPII\\b`),
    w(`\\bviewSensitiveData\\b`),
  ],
  "agent is the obstacle": [
    w(
      `\\bagents?\\b GAP \\b(?:lacks?|does(?:n't| not) have|do(?:n't| not) have|missing|needs?|without|has no|have no)\\b GAP \\b(?:participate|permission|role)`,
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
      `\\b(?:assignee|evaluator|owner|attendee|facilitator|reviewer|appointment participant|evaluated agent)s?\\b GAP \\b(?:lacks?|does(?:n't| not) have|do(?:n't| not) have|missing|needs?|without|no|not|permission|insufficient|required)\\b`,
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

  // provisioning
  "making a client": [
    w(
      `\\b(?:creat(?:e|es|ing|ed)|provision(?:ing|s|ed)?|deploy(?:ing|s|ed)?|updat(?:e|ing|ed)|edit(?:ing|ed)?|regenerat\\w+|mak(?:e|ing)|modif\\w+)\\b GAP \\b(?:oauth )?clients?\\b`,
    ),
    w(`\\bgenesyscloud_oauth_client\\b|\\bOauthClient\\b|\\bFailed to (?:create|update) oauth client\\b`),
    w(`\\b(?:POST|PUT) /(?:api/v2/)?oauth/clients\\b`),
    w(`\\bpostOauthClients\\b|\\bputOauthClient\\b`),
  ],
  "role made in the same run": [
    w(
      `\\b(?:role|auth_role)\\b GAP \\b(?:same (?:run|apply|stack|plan|deployment|program|config|module)|just created|newly created|new|created (?:right )?before|in one go)\\b`,
    ),
    w(
      `\\b(?:terraform|pulumi|cx as code|deploy(?:er|ing|ment)|automation|pipeline)\\b GAP \\b(?:client|user|credential)s?\\b GAP \\b(?:does(?:n't| not) (?:have|hold)|lacks?|without|not hold|missing|not assigned)\\b GAP \\broles?\\b`,
    ),
    w(
      `\\b(?:caller|i|we|deployer|terraform|it) (?:do(?:es)?(?:n't| not) (?:have|hold|own)|lacks?)\\b NEAR \\b(?:that|the|this|those|these|all(?: the)?) roles?\\b`,
    ),
  ],
  granting: [
    w(`\\b(?:grant(?:ing|s)?|assign(?:ing|s)?|remov(?:e|ing)|bulk ?add(?:ing)?|bulk ?replac(?:e|ing))\\b NEAR \\broles?\\b`),
    w(`\\bbulk(?:add|replace|remove)\\b`),
    w(`\\bauthorization/(?:subjects|roles)/`),
    w(`\\bgenesyscloud_(?:user|group)_roles\\b|\\b(?:user|group) roles\\b`),
    w(`\\bauthorization:grant:\\w+\\b`),
  ],
  "grants are division aware": [
    w(`\\bauthorizationGrantDivisionAware\\b`),
    w(`\\bdivision[ -]aware\\b NEAR \\bgrant`),
    w(`\\bgrant(?:ing|s)?\\b NEAR \\bdivision[ -]aware\\b`),
  ],
  "subject type": [
    w(`\\bPC_(?:USER|GROUP|OAUTH_CLIENT)\\b`),
    w(`\\bsubject ?type\\b`),
    w(
      `\\b(?:grant(?:ing|ed)?|assign(?:ing|ed)?|add(?:ing|ed)?)\\b NEAR \\broles?\\b NEAR \\bto\\b NEAR \\b(?:an? |the |my |our )?(?:existing )?oauth client`,
    ),
    w(`\\bgenesyscloud_user_roles\\b GAP \\b(?:client|oauth)`),
  ],
  limit: [
    w(
      `\\b(?:too many|max(?:imum)?(?: number)?(?: of)?|limit (?:of|on|for)|exceed(?:s|ed|ing)?)\\b NEAR \\b(?:roles?|grants?|divisions?|(?:oauth )?clients?|role assignments?)\\b`,
    ),
  ],
  "no roles on the client": [
    w(
      `\\b(?:without|no|empty|missing|omit(?:ted|ting)?|forgot(?: the)?|does(?:n't| not) have any)\\b (?:any |an? |the |oauth |client )*(?:roles?|roleDivisions|role_?divisions)\\b(?! (?:in|for|that))`,
    ),
    w(`\\brole(?:Divisions|s)\\b["']?\\s*[:=]\\s*\\[\\s*\\]`),
    w(`\\broles? (?:later|afterwards)\\b`),
  ],
  "no scopes on the client": [
    w(`\\b(?:without|no|empty|missing|omit(?:ted|ting)?|forgot(?: the)?)\\b NEAR \\bscopes?\\b(?! (?:mismatch|error))`),
    w(`\\bscopes?\\b["']?\\s*[:=]\\s*\\[\\s*\\]`),
  ],
  "body is refused": [
    w(
      `\\b(?:unrecogni[sz]ed|unknown|unexpected|invalid|additional|extra|unsupported) (?:field|property|propert(?:y|ies)|parameter|key|attribute)s?\\b`,
    ),
    w(`\\b(?:malformed|schema|json parse|could not be (?:parsed|understood)|deseriali[sz]|validation (?:error|failed))`),
    w(`\\bdivisionIds?\\b NEAR \\b(?:in|on|of) (?:the )?(?:client|body|request)`),
  ],

  // outside
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
  ],
  "endpoint of a user": [w(`/users/me\\b|/me\\b(?=[/?\\s"']|$)`)],
  "user context asked": [
    w(`\\buser context\\b`),
    w(`\\bon behalf of (?:a|the|an) (?:user|agent)`),
    w(`\\b(?:impersonat\\w+|act as (?:a|the|an) (?:user|agent))\\b`),
  ],
  "terraform deployer": [w(`\\b(?:terraform|cx[- ]as[- ]code|pulumi|genesyscloud_\\w+|tf_export)\\b`)],
  "data action": [w(`\\bdata ?actions?\\b`)],
} as const satisfies Record<string, readonly Wording[]>;

/** Statements that negate by themselves, so that a `not` before them is part of them or beside the point. */
const negationIsPart = new Set<string>([
  "permission is not offered",
  "answers with less",
  "not a participant",
  "worked before, nothing changed",
  "feature is off",
  "app not installed",
  "roles of the group are off",
  "screens are not recorded",
  "redirect differs",
  "grant type is missing",
  "no roles on the client",
  "no scopes on the client",
  "not Genesys' answer",
  "printed text is odd",
]);

/** All statements, in the order in which they are looked for. */
export const statementIds = Object.keys(wordings) as StatementId[];

/** Statements that a text makes, each with the words that make it. */
export function statementsOf(sentences: readonly string[]): ReadonlyMap<StatementId, string> {
  const found = new Map<StatementId, string>();
  const units = sentences.slice(-200).map((sentence) => {
    const piece = sentence.length > 1500 ? sentence.slice(0, 1500) : sentence;
    return { piece, lower: piece.toLowerCase() };
  });
  for (const id of statementIds) {
    const minding = !negationIsPart.has(id);
    search: for (const one of wordings[id] as readonly Wording[]) {
      for (const { piece, lower } of units) {
        const match = one.find(piece, lower);
        if (
          match === null ||
          (id === "roles on a code client" && /\bnot\b/i.test(match[0])) ||
          (minding && negated(piece.slice(Math.max(0, match.index - 40), match.index)))
        )
          continue;
        found.set(id, shorten(match[0]));
        break search;
      }
    }
  }
  return found;
}

const negation =
  /\b(?:not|never|no|neither|nor|without|isn't|wasn't|aren't|doesn't|didn't|don't|haven't|hasn't|rules? out|ruling out|excluded?|rather than|instead of|no longer)\s+(?:\w+\s+){0,3}$/i;

function negated(before: string): boolean {
  return negation.test(before);
}

function shorten(words: string): string {
  const clean = words.replace(/\s+/g, " ").trim();
  return clean.length > 90 ? `${clean.slice(0, 87)}...` : clean;
}
