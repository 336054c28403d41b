import { w } from "./words";

/** Wordings of what people say about orgs. */
export const orgsWordings = {
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
      `\\b(?:one|single|same|shared|a single|this) (?:oauth |client[ -]credentials |cc )*(?:client|token|credentials?|client ?id|app(?:lication)?|set of credentials)\\b GAP \\b(?:orgs|organi[sz]ations|tenants|(?:other|second|another|both|all|each|every|partner|customer) (?:\\w+ )?(?:orgs?|organi[sz]ations?|tenants?))`,
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
    w(
      `\\b(?:one|single|same|shared|this|our) (?:oauth )?(?:client|token|credentials?|app(?:lication)?)\\b GAP \\b(?:orgs?|organi[sz]ations?|tenants?) ["']?(?:[A-D]|[0-9])["']?\\b GAP \\b(?:orgs?|organi[sz]ations?|tenants?) ["']?(?:[A-D]|[0-9])\\b`,
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
      `\\b(?:each|every|per) (?:\\w+ )?(?:org|organi[sz]ation|tenant)\\b NEAR \\b(?:gets?|has|with|having|uses?|own)\\b NEAR \\b(?:own|separate|dedicated) (?:\\w+ ){0,3}?(?:client|credentials)`,
    ),
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
} as const;
