import { type CauseModel, noToken, tokenIsFine } from "../causeModel";
import { against, fair, strong, weak } from "../weights";

/** The evidence for and against causes about getting a token. */
export const tokenEvidence = {
  "client-inactive": {
    statuses: [400, 401],
    needs: ["says: client is inactive", "401 without a code"],
    weights: {
      "says: client is inactive": strong + weak,
      "says: user is inactive": against,
      "401 without a code": weak,
      "fails before there is a token": weak,
      ...tokenIsFine,
    },
    explains: [...noToken, "token-expired-or-idle"],
  },
  "wrong-client-secret": {
    statuses: [400, 401],
    needs: ["says: secret was replaced"],
    weights: { "says: secret was replaced": fair, "fails before there is a token": fair, "401 without a code": weak, ...tokenIsFine },
  },
  "unknown-client-id": {
    statuses: [400, 401],
    needs: ["says: client was deleted"],
    weights: { "says: client was deleted": fair + weak, "fails before there is a token": weak + weak, ...tokenIsFine },
  },
  "wrong-grant-type": {
    statuses: [400, 401],
    needs: ["says: other grant asked"],
    weights: { "says: other grant asked": fair + weak, "fails before there is a token": weak + weak },
  },
  "malformed-token-request": {
    statuses: [400, 401, 415],
    needs: ["token request as JSON", "says: grant type is missing", "says: token body as JSON", "says: credentials in the body"],
    weights: {
      "token request as JSON": fair + weak,
      "says: grant type is missing": strong,
      "says: token body as JSON": weak,
      "says: credentials in the body": weak,
      "fails before there is a token": weak + weak,
      "415": fair,
      ...tokenIsFine,
    },
  },
  "redirect-uri-mismatch": {
    statuses: [400, 401],
    needs: ["says: redirect differs", "says: redirect address"],
    weights: {
      "says: redirect differs": strong,
      "says: redirect address": weak + weak,
      "fails before there is a token": weak,
      "client credentials": against,
    },
  },
} as const satisfies Record<string, CauseModel>;
