import { w } from "./words";

/** Wordings of what people say about permissions and products. */
export const permissionsWordings = {
  "permission is not offered": [
    w(
      `\\bpermissions?\\b GAP \\b(?:does(?:n't| not) (?:exist|appear|show(?: up)?)|do(?:n't| not) (?:exist|appear|show(?: up)?)|is(?:n't| not) (?:listed|available|visible|shown|there|in (?:the (?:list|ui|org|role|answer|response)|our org|GET\\b|/api|authorization)|selectable|an option|present)|are(?:n't| not) (?:listed|available|visible|shown|there|in the)|can(?:not|'t| not) be (?:found|added|selected|ticked|assigned|seen)|nowhere|unavailable|not (?:available|listed|visible|exist))`,
    ),
    w(
      `\\b(?:can(?:not|'t)|unable to|do(?:n't| not)|could(?:n't| not)|nowhere to|no way to|did(?:n't| not)) (?:even )?(?:find|see|add|locate|select|tick|assign)\\b GAP \\bpermission`,
    ),
    w(
      `\\b(?:can(?:not|'t)|unable to|do(?:n't| not)|could(?:n't| not)|did(?:n't| not)|never) (?:even )?(?:find|see|add|locate|select|tick|assign)\\b GAP \\bin (?:the |our |my )?(?:role editor|roles? (?:ui|page|screen|dialog|form)|permissions? (?:list|tab|page|tree)|list of permissions|admin ui)\\b`,
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
  "a page is refused": [
    w(
      `\\b(?:you|users?|she|he|they|i|we) (?:currently )?do(?:es)?(?:n't| not) have (?:the )?(?:required |necessary |sufficient |appropriate |proper )?permissions? to (?:view|access|see|open|use|perform|edit)\\b`,
    ),
    w(`\\b(?:access denied|not (?:authori[sz]ed|permitted|allowed)|insufficient (?:permissions?|privileges|rights)) to (?:view|access|see|open|use) (?:this|the) (?:page|view|feature|content|section|area)`),
    w(`\\b(?:page|view|menu|tab|button|section)s?\\b NEAR \\b(?:is|are|stays?) (?:greyed|grayed|hidden|locked|missing|not visible|empty)\\b GAP \\b(?:permission|role|right|access)`),
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
} as const;
