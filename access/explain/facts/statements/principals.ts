import { actor, granted, user, w } from "./words";

/** Wordings of what people say about principals. */
export const principalsWordings = {
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
    w(`\\broles?[_ ]?Enabled\\b["']?\\s*(?:[:=]|is|was|set to|stands? at)\\s*["']?(?:false|off|no|0|disabled|not)`),
    w(`\\b(?:disabled|(?:switched|turned) off|unticked|unchecked|cleared|removed)\\b NEAR \\broles?[_ ]?enabled\\b`),
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
    w(
      `\\b(?:(?:person|user|colleague|someone|admin|account|tester|developer|whoever|i|we) (?:who |that )?(?:\\w+ ){0,3}?|my (?:own )?)(?:is|am|are|'m|has)\\b (?:a |an |the )?(?:master|org(?:ani[sz]ation)?|full|global|super|genesys)[ -]?(?:wide )?admin`,
    ),
    w(`\\b(?:user|account)\\b ["']?[^\\s"']*["']? ?(?:has|holds|with|got|is given|was given|carries)\\b NEAR \\broles?\\b`),
    w(`\\b(?:user|account|person|admin)\\b GAP \\b(?:owns|owner of|created) (?:the|our|this) (?:oauth )?(?:client|integration)\\b`),
    w(`\\bmade myself (?:an? )?(?:master |org )?admin`),
    w(`\\b(?:created|made|owned) by (?:a|an|the|our) (?:master )?admin`),
    w(`\\buser (?:who|that) (?:created|owns|made) (?:the|this) (?:oauth )?client`),
    w(`\\bgenesyscloud_user_roles\\b`),
  ],
  "works as a user": [
    w(
      `\\b(?:works?|worked|working|succeed(?:s|ed)?|fine|ok|no problem|passes|returns? 200)\\b GAP \\b(?:when (?:i|we)(?:'m| am| are)? (?:logged|signed|log|sign)|(?:as|with|for|using|under) (?:my|a|an|the|our) (?:own |regular |logged[ -]in |normal |admin |personal |implicit |auth(?:orization)?[ -]code |pkce )*(?:user|login|account|credentials|admin|user token|token|session)|in the (?:ui|gui|browser|web ?app|admin|admin ui|portal|desktop)|(?:from|in|with|via|through|using) (?:the )?(?:api explorer|developer (?:center|tools|centre)|dev(?:eloper)? tools|postman with my)|manually|with (?:an? )?(?:implicit|auth(?:orization)?[ -]code|pkce|user|code)[ -]?(?:grant|token|flow)?)`,
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
} as const;
