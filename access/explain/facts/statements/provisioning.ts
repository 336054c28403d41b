import { w } from "./words";

/** Wordings of what people say about provisioning. */
export const provisioningWordings = {
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
      `\\b(?:api|subjects?|bulkadd|terraform|post|put)\\b GAP \\b(?:grant(?:ing|ed)?|assign(?:ing|ed)?|add(?:ing|ed)?)\\b NEAR \\broles?\\b NEAR \\bto\\b NEAR \\b(?:an? |the |my |our )?(?:existing )?oauth client`,
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
    w(`\\b(?:unsupported|unexpected|unknown) argument\\b|\\bargument named\\b GAP \\bnot expected\\b`),
    w(`\\binvalid (?:request |json )?(?:body|payload|input)\\b|\\b(?:request )?(?:body|payload) (?:is|was) (?:invalid|not valid|rejected)\\b`),
    w(`\\b(?:malformed|schema|json parse|could not be (?:parsed|understood)|deseriali[sz]|validation (?:error|failed))`),
    w(`\\bdivisionIds?\\b NEAR \\b(?:in|on|of) (?:the )?(?:client|body|request)`),
  ],
} as const;
