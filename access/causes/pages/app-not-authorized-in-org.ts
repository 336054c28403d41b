import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `app-not-authorized-in-org`: The org has not authorised the application. */
export const appNotAuthorizedInOrg: Cause = {
  id: "app-not-authorized-in-org",
  title: "The org has not authorised the application",
  stage: "scope",
  certainty: "confirmed",
  source:
    "Help pages on authorising an OAuth client and on enforcing scopes; specification: OAuthAuthorization (unauthorized, requested, authorized, revoked)",
  detectable: "live",
  configuration:
    "The client belongs to another org (a vendor's), or the org enforces scopes, and no administrator has approved it with these scopes, or the approval was revoked.",
  seen: [
    {
      status: 403,
      code: "app.not.authorized.for.scope",
      message: "App not authorized to use scope %s",
      note: "although the client has the scope",
    },
    { status: 403, code: "access_denied", note: "or the consent page refuses and says that an administrator has to approve" },
  ],
  beliefs: [
    {
      belief: "The user may consent for himself.",
      truth: "Where scopes are enforced, an administrator with oauth:client:authorize approves the application first.",
    },
    { belief: "The vendor can fix it in his own org.", truth: "The approval lies in the customer's org." },
  ],
  fix: {
    sentence: "An administrator of the org in which the call is made approves the application with these scopes.",
    menu: menus.authorizedApplications,
  },
  prove: ['curl -s https://api.DOMAIN/api/v2/oauth/authorizations/CLIENT_ID -H "Authorization: Bearer $TOKEN" (state, scope)'],
  near: ["missing-scope", "stale-token-scope", "premium-app-not-enabled"],
};
