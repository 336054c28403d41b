import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `abac-policy-denied`: An access policy of the org denies it. */
export const abacPolicyDenied: Cause = {
  id: "abac-policy-denied",
  title: "An access policy of the org denies it",
  stage: "service",
  certainty: "confirmed",
  source: "Specification: AuthorizationPolicy and the code authz.policy.denied; help pages on attribute-based access control",
  detectable: "live",
  configuration:
    "Attribute-based access control is on, and an active policy on this permission denies the subject, or allows only others. Policies with applyToClients hold for OAuth clients too.",
  seen: [
    {
      status: 403,
      code: "authz.policy.denied",
      message: "Unable to perform the requested action. Your organization's security policies have denied access. Policy ID(s): [%s]",
    },
  ],
  beliefs: [
    { belief: "Another role gets past it.", truth: "A policy works on top of roles and divisions; no role overrides it." },
    { belief: "It is the company's network policy.", truth: "The message's policy ids are objects of the Genesys Cloud org." },
  ],
  fix: {
    sentence: "Change, narrow or deactivate the policy whose id the message names, or exempt the client from it.",
    orgFile: `genesys-access:accessPolicies:
  recordings-lockdown:
    permission: recording:recording:view
    effect: DENY
    active: true
    applyToClients: false`,
    menu: menus.accessPolicies,
  },
  prove: ['curl -s https://api.DOMAIN/api/v2/authorization/policies/POLICY_ID -H "Authorization: Bearer $TOKEN"'],
  near: ["conditional-permission-mismatch", "ip-not-allowlisted", "missing-permission-any"],
};
