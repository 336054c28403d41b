import { type CauseModel } from "../causeModel";
import { against, decisive, fair, strong, weak } from "../weights";

/** The evidence for and against causes about answers of others. */
export const outsideEvidence = {
  "third-party-403": {
    statuses: [400, 403],
    needs: [
      "says: signed URL",
      "says: another system answers",
      "body of another system",
      "body of somebody else",
      "another host refuses",
      "body is HTML",
      "body is foreign",
    ],
    weights: {
      "body of another system": decisive,
      "body of somebody else": fair,
      "another host refuses": strong,
      "says: signed URL": strong,
      "says: another system answers": fair + weak,
      "body is HTML": weak,
      "body is foreign": weak + weak,
      "no correlation id among the headers": weak + weak,
      "the answer is Genesys'": -8,
      "the endpoint is unknown": -weak,
    },
  },
  "embed-domain-not-allowed": {
    statuses: [403],
    needs: ["says: embedding", "says: cors"],
    weights: { "says: embedding": strong, "says: cors": fair + weak },
  },
  "own-gateway-refusal": {
    statuses: [403, 407, 401, 502, 503],
    needs: [
      "body of a gateway",
      "body of a gateway that says so",
      "body of somebody else",
      "407",
      "says: own proxy",
      "body is HTML",
      "says: not Genesys' answer",
      "no correlation id among the headers",
      "body is foreign",
    ],
    weights: {
      "body of a gateway that says so": decisive,
      "body of a gateway": strong,
      "body of somebody else": fair,
      "407": decisive,
      "says: own proxy": fair + weak,
      "says: not Genesys' answer": fair,
      "body is HTML": fair,
      "body is foreign": weak,
      "no correlation id among the headers": weak + weak,
      "says: signed URL": against,
      "another host refuses": against,
      "the answer is Genesys'": -8,
      "the endpoint is unknown": -weak,
    },
  },
} as const satisfies Record<string, CauseModel>;
