import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `ip-not-allowlisted`: The caller's address is not on the org's allow list. */
export const ipNotAllowlisted: Cause = {
  id: "ip-not-allowlisted",
  title: "The caller's address is not on the org's allow list",
  stage: "identity",
  certainty: "confirmed",
  source: "Specification: ip.not.authorized on every operation; help page on allowed IP addresses",
  detectable: "live",
  configuration:
    "The org (soon also the client) admits API calls from listed IPv4 ranges only, and the machine or CI runner calls from elsewhere. Genesys' own data actions are exempt.",
  seen: [{ status: 401, code: "ip.not.authorized", message: "Requests originating from this IP address are not authorized: [%s]" }],
  beliefs: [
    {
      belief: "It is a 401, so the token is bad.",
      truth: "The token is fine; the address is not. A new token from the same place fails the same.",
    },
    { belief: "It is a 403.", truth: "Genesys Cloud answers 401; a 403 by address comes from a firewall of your own." },
    { belief: "It works on my machine, so it is the code.", truth: "Your machine has another address than the runner." },
  ],
  fix: {
    sentence: "Add the caller's public address to the org's allow list, or call from an address that is on it.",
    orgFile: `genesys-access:org:
  region: eu-west-2
  allowedAddresses: [198.51.100.0/24]
genesys-access:applications:
  reporting:
    calls:
      - GET /api/v2/routing/queues
    allowedAddresses: [198.51.100.17]`,
    menu: `${menus.organizationSettings} (allowed IP addresses)`,
  },
  prove: [
    "curl -s https://checkip.amazonaws.com (the address that the API sees)",
    "run the same request from an address that is on the list",
  ],
  near: ["token-expired-or-idle", "own-gateway-refusal", "client-inactive"],
};
