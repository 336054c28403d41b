import { type CauseModel, missing } from "../causeModel";
import { against, fair, strong, weak } from "../weights";

/** The evidence for and against causes about making clients, roles and grants. */
export const grantsEvidence = {
  "client-in-group": {
    statuses: [400, 403],
    needs: ["says: client in a group"],
    weights: { "says: client in a group": strong, "client credentials": weak, "user token": -weak },
    explains: missing,
  },
  "wrong-subject-type": {
    statuses: [400, 403, 404],
    needs: ["says: subject type"],
    weights: { "says: subject type": strong, "says: granting": weak, "grants roles": weak },
    explains: [...missing, "wrong-principal-roles"],
  },
  "missing-client-roles": {
    statuses: [400],
    needs: ["says: no roles on the client"],
    weights: {
      "says: no roles on the client": fair,
      "says: making a client": fair,
      "writes a client": fair,
      "client credentials": weak,
      "user token": against,
    },
  },
  "missing-client-scope": {
    statuses: [400],
    needs: ["says: no scopes on the client"],
    weights: {
      "says: no scopes on the client": fair,
      "says: making a client": fair,
      "writes a client": fair,
      "user token": weak,
      "client credentials": against,
    },
  },
  "unknown-role-name": {
    statuses: [400, 403, 404],
    configuration: true,
    neverAlone: true,
    needs: ["role unknown", "role not found by name"],
    weights: { "role unknown": fair + weak, "role not found by name": strong, "only configuration is given": strong },
  },
  "deployer-lacks-role": {
    statuses: [400],
    needs: ["says: role made in the same run", "writes a client", "says: making a client"],
    weights: {
      "says: making a client": weak,
      "writes a client": weak,
      "says: role made in the same run": fair + weak,
      "400 without a code": weak,
      "says: terraform deployer": weak,
      "says: no roles on the client": against,
    },
  },
  "division-aware-granting": {
    statuses: [403],
    needs: ["says: grants are division aware", "grants roles", "says: granting", "the right to grant is missing"],
    weights: {
      "the right to grant is missing": strong,
      "says: grants are division aware": strong + fair + weak,
      "grants roles": fair,
      "says: granting": weak + weak,
      "says: another division": weak,
    },
    explains: ["missing-division-grant"],
  },
  "role-limit": {
    statuses: [400],
    needs: ["says: limit"],
    weights: { "says: limit": fair + weak, "400 without a code": weak, "says: granting": weak },
  },
} as const satisfies Record<string, CauseModel>;
