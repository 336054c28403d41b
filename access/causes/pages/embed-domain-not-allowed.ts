import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `embed-domain-not-allowed`: The page that embeds Genesys Cloud is not on an allowed domain. */
export const embedDomainNotAllowed: Cause = {
  id: "embed-domain-not-allowed",
  title: "The page that embeds Genesys Cloud is not on an allowed domain",
  stage: "outside",
  certainty: "confirmed",
  source:
    "Help page on managing Genesys Cloud embedding (off by default); Messenger deployments have allowed domains; specification: origin.not.allowed",
  detectable: "run",
  configuration:
    "A web page shows Genesys Cloud in a frame, or loads Messenger or web chat, from a domain that the org or the deployment does not list.",
  seen: [
    { note: "the browser refuses: frame-ancestors, X-Frame-Options, refused to connect, or a CORS message; the widget does not load" },
    { status: 403, code: "origin.not.allowed", message: "Not allowed to create an ACD chat conversation from an external customer." },
  ],
  beliefs: [
    { belief: "The user or the client lacks a permission.", truth: "The domain of the page decides, whoever is signed in." },
    { belief: "A header in the request allows it.", truth: "The list is kept in the org." },
  ],
  fix: {
    sentence: "Add the page's domain to the allowed embeddable domains of the org, or to the deployment's allowed domains.",
    menu: `embedding: ${menus.organizationSettings} (Restrict Genesys Cloud Embedding); Messenger: ${menus.messengerDeployments}`,
  },
  prove: ["the browser's console on that page, and the same widget on a domain that is listed"],
  near: ["own-gateway-refusal", "redirect-uri-mismatch"],
};
