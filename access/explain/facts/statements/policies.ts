import { w } from "./words";

/** Wordings of what people say about conditions and policies. */
export const policiesWordings = {
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
} as const;
