import { type CauseModel, missing, noToken, tokenIsFine } from "../causeModel";
import { against, decisive, fair, strong, weak } from "../weights";

/** The evidence for and against causes about where a request goes and what it carries. */
export const addressEvidence = {
  "unknown-endpoint": {
    statuses: [400, 403, 404, 405],
    configuration: true,
    needs: ["the endpoint is unknown", "an endpoint beside is unknown"],
    weights: { "the endpoint is unknown": decisive, "an endpoint beside is unknown": strong, "the operation is real": against, "says: answers with less": -strong },
  },
  "wrong-region-host": {
    statuses: [400, 401, 403, 404],
    configuration: true,
    needs: ["the only host is unknown", "a host is unknown", "hosts of two regions", "the API is asked at another host", "says: region differs"],
    weights: {
      "the API is asked at another host": strong,
      "the only host is unknown": decisive,
      "a host is unknown": fair,
      "hosts of two regions": fair,
      "says: region differs": fair + weak,
      "401 without a code": weak,
      "says: several orgs": -weak,
      ...tokenIsFine,
    },
    explains: [...noToken, "token-expired-or-idle"],
  },
  "wrong-token-endpoint": {
    statuses: [400, 401, 403, 404, 405],
    configuration: true,
    needs: ["token asked at the wrong place", "a token request beside goes to the wrong place"],
    weights: {
      "token asked at the wrong place": strong + fair,
      "a token request beside goes to the wrong place": fair,
      "fails before there is a token": fair,
      ...tokenIsFine,
    },
    explains: noToken,
  },
  "invented-header": {
    statuses: [400, 401, 403, 404],
    configuration: true,
    neverAlone: true,
    needs: ["invented header"],
    weights: { "invented header": strong, "only configuration is given": strong },
  },
  "misleading-error-text": {
    statuses: [400, 403],
    needs: ["says: printed text is odd", "says: printed permission is wrong", "printed permission is not the operation's"],
    weights: {
      "says: printed text is odd": decisive + strong,
      "says: printed permission is wrong": fair + weak,
      "printed permission is not the operation's": strong,
      "says: has what is asked for": weak,
      "printed permission is said to be held": weak,
    },
    explains: missing,
  },
} as const satisfies Record<string, CauseModel>;
