import { aboutCall, callerName, refusedCalls } from "../reading/refusals";
import { list } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `abac-policy-denied`: No access policy denies a declared call. */
export const abacPolicyDenied: Rule = {
  id: "abac-policy-denied",
  title: "No access policy denies a declared call",
  cause: "abac-policy-denied",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "authz.policy.denied" }],
  certainty: "likely",
  source: "specification, model AuthorizationPolicy and refusal authz.policy.denied; that DENY wins over ALLOW is likely",
  why:
    "Access policies decide on top of roles and divisions. One that denies the permission of a call, or allows it to others only, refuses the call " +
    "although every role is right, and the answer names the policy and not the permission.",
  fix: "Change the policy: leave the caller out of it, switch `applyToClients` off, or drop the call.",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, accessPoliciesEnabled: true }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
genesys-access:accessPolicies:
  no-machines: { permission: "routing:queue:view", effect: DENY, applyToClients: true }
`,
    good: `
genesys-access:org: { region: eu-west-2, accessPoliciesEnabled: true }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
genesys-access:accessPolicies:
  no-machines: { permission: "routing:queue:view", effect: DENY }
`,
  },
  check: (_graph, { reading }) => {
    const policies = reading.graph.accessPolicies;
    return refusedCalls(reading, ["abac-policy-denied"]).map(({ call, refusal }) => {
      const keys = policies.filter(({ permission }) => refusal.permissions.includes(permission)).map(({ key }) => key);
      return {
        kind: "violation",
        ...aboutCall(call, refusal),
        message: `${keys.length === 1 ? "Access policy" : "Access policies"} ${list(keys)} ${keys.length === 1 ? "denies" : "deny"} ${callerName({ reading }, call)} ${list(refusal.permissions, "or")}, which the call needs.`,
        fix: `Take the caller out of ${list(keys)}, or switch \`applyToClients\` off there; \`POST /api/v2/authorization/policies/{policyId}/simulate\` shows the effect beforehand.`,
      };
    });
  },
};
