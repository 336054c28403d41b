import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `premium-app-not-enabled`: The integration or premium app is not enabled for the org. */
export const premiumAppNotEnabled: Cause = {
  id: "premium-app-not-enabled",
  title: "The integration or premium app is not enabled for the org",
  stage: "service",
  certainty: "confirmed",
  source: "Specification: integrations.forbidden; Genesys' premium app wizard (integration:<app>:view)",
  detectable: "live",
  configuration:
    "The org has not subscribed to the AppFoundry app, its integration type is missing, or the person lacks integration:<app>:view.",
  seen: [{ status: 403, code: "integrations.forbidden", message: "This product is not enabled for your organization" }],
  beliefs: [
    { belief: "Consenting to the app installs it.", truth: "The org needs the product first; then its administrator installs it." },
    { belief: "The vendor's client lacks a scope.", truth: "A missing scope reads app.not.authorized.for.scope." },
  ],
  fix: {
    sentence: "Have the org subscribe to the app, add its integration, and give integration:<app>:view to those who open it.",
    menu: `AppFoundry for the subscription, then ${menus.integrations}`,
  },
  prove: [
    'curl -s "https://api.DOMAIN/api/v2/integrations/types?pageSize=100" -H "Authorization: Bearer $TOKEN" (is the app\'s type there)',
  ],
  near: ["permission-unavailable-in-org", "feature-toggle-off", "app-not-authorized-in-org"],
};
