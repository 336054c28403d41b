import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `trust-disabled-or-expired`: The trust between the two orgs does not carry this. */
export const trustDisabledOrExpired: Cause = {
  id: "trust-disabled-or-expired",
  title: "The trust between the two orgs does not carry this",
  stage: "identity",
  certainty: "confirmed",
  source: "Specification: organization authorization API and missing.trustor.permissions; help page on pairing organizations",
  detectable: "live",
  configuration:
    "A user of one org works in another over a pairing that is disabled, expired or never completed, or in which he or his group has no role in the other org.",
  seen: [
    { status: 403, code: "missing.trustor.permissions", message: "Missing required permission(s)" },
    { status: 403, code: "missing.any.permissions", note: "when the trustor gave no role" },
    {
      status: 403,
      code: "trustee.forbidden",
      message: "Forbidden due to trustee from deleting query content.",
      note: "what no trustee may do",
    },
  ],
  beliefs: [
    { belief: "Pairing gives rights.", truth: "It only lets the other org grant them; the trustor assigns the roles." },
    { belief: "It works for OAuth clients too.", truth: "Only users and groups can be named." },
  ],
  fix: {
    sentence: "Renew or enable the pairing, and have the trustor give the user or group a role.",
    orgFile: `genesys-access:trusts:
  partner:
    direction: trustee
    otherOrg: Partner GmbH
    enabled: true
    users: [consultant@example.com]`,
    menu: `${menus.authorizedOrganizations}, in both orgs`,
  },
  prove: [
    'curl -s https://api.DOMAIN/api/v2/orgauthorization/trustees -H "Authorization: Bearer $TOKEN" (enabled, dateExpired)',
    'curl -s https://api.DOMAIN/api/v2/orgauthorization/trustors -H "Authorization: Bearer $TOKEN"',
  ],
  near: ["cross-org-client-credentials", "missing-permission-any"],
};
