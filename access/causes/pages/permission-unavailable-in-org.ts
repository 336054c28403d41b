import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `permission-unavailable-in-org`: The permission is real, but this org does not have it. */
export const permissionUnavailableInOrg: Cause = {
  id: "permission-unavailable-in-org",
  title: "The permission is real, but this org does not have it",
  stage: "permission",
  certainty: "likely",
  source:
    "Terraform provider issues 277, 340, 1133, 1182 (staff answers); GET /api/v2/authorization/products and /authorization/permissions",
  detectable: "live",
  configuration:
    "The call needs a permission that belongs to a product, licence or beta which the org lacks. Nobody can grant it there: the role editor does not offer it.",
  seen: [
    {
      status: 403,
      code: "missing.any.permissions",
      message: "Unable to perform the requested action. You must have at least one of the following permissions assigned: %s",
    },
    { status: 403, code: "missing.permissions" },
    { note: "the named permission is not to be found in the role editor, even for an administrator" },
  ],
  beliefs: [
    {
      belief: "A role with every permission ticked has every permission.",
      truth: "It has those of the org's products; others do not appear and cannot be ticked.",
    },
    {
      belief: "The API asks for a permission that was removed, so it is a bug.",
      truth: "It asks for one that other orgs, with another licence, do have.",
    },
    { belief: "Another grant type helps.", truth: "The org lacks the permission for everybody." },
  ],
  fix: {
    sentence: "Get the product or beta for the org, or drop the call (an export can skip such resources).",
    orgFile: `genesys-access:org:
  region: eu-west-2
  products: [collaborate, engage]`,
    menu: `${menus.subscription}; a licence or beta comes from Genesys or the partner who sold the org`,
  },
  prove: [
    'curl -s https://api.DOMAIN/api/v2/authorization/products -H "Authorization: Bearer $TOKEN"',
    'curl -s "https://api.DOMAIN/api/v2/authorization/permissions?queryType=domain&query=FAMILY" -H "Authorization: Bearer $TOKEN"',
  ],
  near: ["missing-permission-any", "unknown-permission", "premium-app-not-enabled", "feature-toggle-off"],
};
