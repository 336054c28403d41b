import type { Cause } from "../cause";

/** Cause `feature-toggle-off`: The feature is not switched on for the org. */
export const featureToggleOff: Cause = {
  id: "feature-toggle-off",
  title: "The feature is not switched on for the org",
  stage: "service",
  certainty: "confirmed",
  source:
    "Specification: feature.toggle.disabled, feature.forbidden (403), not.implemented, organization.forbidden (501), feature.not.enabled (400)",
  detectable: "run",
  configuration:
    "The operation belongs to a feature that Genesys has not switched on for this org (beta, staged roll-out), or that the queue or org has switched off.",
  seen: [
    { status: 403, code: "feature.toggle.disabled", message: "Feature Toggle is not enabled for the organization." },
    { status: 403, code: "feature.forbidden", message: "This feature is not enabled for this organization." },
    { status: 501, code: "not.implemented", message: "Feature toggle is not enabled" },
    { status: 400, code: "feature.not.enabled", message: "Manual assignment not enabled for queue" },
  ],
  beliefs: [
    { belief: "501 means that the endpoint is not written yet.", truth: "It exists; for this org it is switched off." },
    { belief: "An administrator can tick it in a role.", truth: "No permission switches a feature on." },
  ],
  fix: {
    sentence: "Ask Genesys to switch the feature on for the org, or leave the call out there.",
    menu: "A case with Genesys Cloud Customer Care, or the partner who looks after the org",
  },
  prove: [
    "make the same call in an org that has the feature",
    'curl -s https://api.DOMAIN/api/v2/authorization/products -H "Authorization: Bearer $TOKEN"',
  ],
  near: ["permission-unavailable-in-org", "premium-app-not-enabled", "unknown-endpoint"],
};
