import { type CauseModel } from "../causeModel";
import { against, decisive, excludes, fair, strong, weak } from "../weights";

/** The evidence for and against causes about scopes. */
export const scopeEvidence = {
  "invalid-scope-name": {
    statuses: [400, 403],
    configuration: true,
    needs: ["scope unknown"],
    weights: { "scope unknown": strong, "only unknown scopes are given": weak, "user token": fair, "only configuration is given": strong },
    explains: ["missing-scope"],
  },
  "missing-scope": {
    statuses: [403],
    needs: ["scopes given are not the operation's", "user token", "message is not Genesys'"],
    weights: {
      "scopes given are not the operation's": strong,
      "403 without a code": weak,
      "user token": weak + weak,
      "client credentials": excludes,
      "scopes given suffice": against,
      "only readonly is given, full is wanted": -fair,
      "the path's scope is given, another is wanted": -fair,
      "nothing is refused": against,
      "says: scope added to old token": -fair,
      "says: has the scope": -fair,
    },
  },
  "readonly-scope-for-write": {
    statuses: [403],
    needs: ["only readonly is given, full is wanted", "only full scopes are accepted"],
    weights: { "only readonly is given, full is wanted": decisive, "only full scopes are accepted": weak, "client credentials": excludes },
    explains: ["missing-scope"],
  },
  "wrong-scope-family": {
    statuses: [403],
    needs: ["the path's scope is given, another is wanted", "another family's scope is wanted"],
    weights: {
      "the path's scope is given, another is wanted": decisive,
      "another family's scope is wanted": weak + weak,
      "user token": weak,
      "client credentials": excludes,
      "only readonly is given, full is wanted": against,
      "scopes given suffice": against,
    },
    explains: ["missing-scope"],
  },
  "stale-token-scope": {
    statuses: [403],
    needs: ["says: scope added to old token", "refused although the scope is given", "a new token helps against a scope refusal"],
    weights: {
      "says: scope added to old token": strong,
      "a new token helps against a scope refusal": strong,
      "refused although the scope is given": fair,
      "says: has the scope": weak,
      "user token": weak,
      "client credentials": excludes,
    },
    explains: ["missing-scope"],
  },
  "client-credentials-ignores-scopes": {
    statuses: [400, 403],
    configuration: true,
    neverAlone: true,
    needs: ["scopes on client credentials"],
    weights: { "scopes on client credentials": strong, "says: no roles on the client": weak, "scope unknown": -weak },
  },
  "app-not-authorized-in-org": {
    statuses: [400, 403],
    needs: ["says: consent", "says: vendor's client"],
    weights: {
      "says: consent": fair,
      "says: vendor's client": fair,
      "refused although the scope is given": fair,
      "says: has the scope": weak,
      "says: several orgs": weak,
      "client credentials": against,
    },
    explains: ["missing-scope"],
  },
} as const satisfies Record<string, CauseModel>;
