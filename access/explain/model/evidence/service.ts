import { type CauseModel } from "../causeModel";
import { against, fair, strong, weak } from "../weights";

/** The evidence for and against causes about what services check themselves. */
export const serviceEvidence = {
  "abac-policy-denied": {
    statuses: [403],
    needs: ["says: access policy"],
    weights: { "says: access policy": fair + weak, "403 without a code": weak, "says: has what is asked for": weak },
  },
  "premium-app-not-enabled": {
    statuses: [400, 403],
    needs: ["says: app not installed"],
    weights: { "says: app not installed": fair + weak, "says: premium app": weak + weak, "says: licence or beta": weak },
  },
  "feature-toggle-off": {
    statuses: [400, 403, 405, 501],
    needs: ["says: feature is off", "501"],
    weights: { "says: feature is off": fair + weak, "501": strong, "says: licence or beta": weak, "the endpoint is unknown": against },
  },
  "recording-view-subpermission": {
    statuses: [403],
    needs: ["held recording permission is of another kind", "says: screens are not recorded"],
    weights: {
      "held recording permission is of another kind": strong,
      "reads recordings": weak,
      "says: screens are not recorded": weak + weak,
      "the endpoint is unknown": -weak,
    },
  },
  "batch-job-other-principal": {
    statuses: [403, 404],
    needs: ["says: job of somebody else", "reads a batch job"],
    weights: {
      "says: job of somebody else": fair + weak,
      "says: batch job": weak,
      "reads a batch job": fair,
      "403 without a code": weak + weak,
    },
  },
  "sensitive-data-hidden": {
    statuses: [403],
    needs: ["says: sensitive data"],
    weights: { "says: sensitive data": fair + weak, "nothing is refused": weak + weak, "reads recordings": weak, "says: batch job": weak },
  },
  "agent-missing-participate": {
    statuses: [403],
    needs: ["says: agent is the obstacle", "says: screens are not recorded", "monitors screens"],
    weights: {
      "says: agent is the obstacle": fair,
      "says: screens are not recorded": fair,
      "monitors screens": weak + weak,
      "says: screen monitoring": weak + weak,
      "403 without a code": weak,
      "nothing is refused": weak,
    },
  },
  "not-active-participant": {
    statuses: [400, 403],
    needs: ["says: not a participant", "acts in a conversation"],
    weights: {
      "says: not a participant": fair + weak,
      "acts in a conversation": weak,
      "acts in a conversation with client credentials": fair,
      "says: recording state": weak + weak,
      "403 without a code": weak,
      "client credentials": -weak,
      "user token": weak,
    },
  },
  "notification-topic": {
    statuses: [403],
    needs: ["says: topic", "subscribes to topics"],
    weights: { "says: topic": fair + weak + weak, "subscribes to topics": fair, "403 without a code": weak, "the endpoint is unknown": -weak },
  },
  "assignee-lacks-permission": {
    statuses: [400, 403],
    needs: ["says: person named in the request"],
    weights: { "says: person named in the request": fair + weak + weak, "403 without a code": weak },
  },
  "schema-error": {
    statuses: [400, 415, 422],
    configuration: true,
    needs: ["says: body is refused", "invented field"],
    weights: { "says: body is refused": fair, "invented field": fair, "400 without a code": fair, "writes a client": weak },
  },
} as const satisfies Record<string, CauseModel>;
