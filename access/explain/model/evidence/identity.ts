import { type CauseModel, missing, tokenIsFine } from "../causeModel";
import { against, decisive, excludes, fair, strong, weak } from "../weights";

/** The evidence for and against causes about who calls, and from where. */
export const identityEvidence = {
  "user-context-required": {
    statuses: [400, 403],
    needs: [
      "users only, client credentials",
      "users only, grant unknown",
      "/me with client credentials",
      "acts in a conversation",
      "says: user context asked",
    ],
    weights: {
      "users only, client credentials": decisive + strong,
      "users only, grant unknown": fair,
      "/me with client credentials": fair + weak,
      "acts in a conversation": weak,
      "acts in a conversation with client credentials": fair,
      "says: user context asked": weak,
      "client credentials": weak + weak,
      "403 without a code": weak,
      "user token": excludes,
    },
    explains: missing,
  },
  "non-user-context-required": {
    statuses: [400],
    needs: ["clients only, user token", "clients only, grant unknown"],
    weights: { "clients only, user token": decisive + strong, "clients only, grant unknown": fair, "client credentials": excludes },
  },
  "ip-not-allowlisted": {
    statuses: [401, 403],
    needs: ["says: address restricted", "401 without a code"],
    weights: {
      "says: address restricted": fair,
      "401 without a code": fair,
      "403 without a code": -weak,
      "body is HTML": against,
      "says: fails after hours": -weak,
      ...tokenIsFine,
    },
  },
  "cross-org-client-credentials": {
    statuses: [400, 401, 403, 404],
    configuration: true,
    needs: ["says: one client for several orgs", "says: several orgs", "header for an organization"],
    weights: {
      "says: one client for several orgs": strong,
      "says: several orgs": fair,
      "header for an organization": fair,
      "says: trust": -weak,
      "says: separate clients per org": against,
      "client credentials": weak,
    },
    explains: [...missing, "invented-header"],
  },
  "trust-disabled-or-expired": {
    statuses: [403],
    needs: ["says: trust", "says: trust ended"],
    weights: { "says: trust": fair, "says: trust ended": strong, "403 without a code": weak, "client credentials": against },
    explains: missing,
  },
  "token-expired-or-idle": {
    statuses: [400, 401],
    needs: ["says: fails after hours", "says: user is inactive", "401 without a code"],
    weights: {
      "says: fails after hours": fair,
      "says: user is inactive": fair,
      "401 without a code": fair,
      "says: new token helps": weak,
      "says: worked before, nothing changed": weak,
      "nothing is refused": -weak,
      ...tokenIsFine,
    },
  },
  "rate-limited": {
    statuses: [400, 429],
    needs: ["429", "says: too many requests"],
    weights: { "429": decisive, "says: too many requests": fair },
  },
} as const satisfies Record<string, CauseModel>;
