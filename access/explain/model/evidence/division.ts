import { type CauseModel } from "../causeModel";
import { against, decisive, fair, strong, weak } from "../weights";

/** The evidence for and against causes about divisions. */
export const divisionEvidence = {
  "missing-division-grant": {
    statuses: [403, 404],
    needs: [
      "says: another division",
      "a division is glued to the permission",
      "a division stands beside empty brackets",
      "access to one object is forbidden",
      "says: answers with less",
      "says: one object works, another not",
      "held permissions suffice",
    ],
    weights: {
      "says: another division": fair,
      "says: one object works, another not": fair,
      "a division is glued to the permission": decisive,
      "a division stands beside empty brackets": strong,
      "access to one object is forbidden": fair,
      "says: answers with less": weak,
      "held permissions suffice": weak,
      "403 without a code": weak,
      "says: home division": weak,
      "printed permission is said to be held": weak,
      "says: screens are not recorded": -fair,
    },
  },
  "home-division-only-grant": {
    statuses: [403],
    needs: ["says: home division", "says: answers with less"],
    weights: {
      "says: home division": strong,
      "says: answers with less": fair,
      "nothing is refused": fair,
      "says: another division": weak,
      "client credentials": weak,
      "says: terraform deployer": weak,
      "lists things": weak,
      "says: sensitive data": against,
      "says: conditional": against,
      "says: screens are not recorded": against,
      "says: still transcoding": against,
    },
    explains: ["missing-division-grant"],
  },
  "wfm-scope-of-access": {
    statuses: [400, 403],
    needs: ["says: wfm units or teams", "workforce management call"],
    weights: {
      "says: wfm units or teams": fair + weak,
      "workforce management call": weak + weak,
      "says: wfm": weak,
      "403 without a code": weak,
      "says: another division": weak,
    },
  },
} as const satisfies Record<string, CauseModel>;
