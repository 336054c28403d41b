import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `cross-org-client-credentials`: One client is used for several organizations. */
export const crossOrgClientCredentials: Cause = {
  id: "cross-org-client-credentials",
  title: "One client is used for several organizations",
  stage: "identity",
  certainty: "confirmed",
  source:
    "Specification: OAuth clients belong to one org; trusts name users and groups only; premium app guide and wizard (a client per customer org)",
  detectable: "program",
  configuration:
    'A client of one org, with its token, is to read or change data of other orgs, by a header, a query parameter, a trust or a "multi-org token".',
  seen: [
    { status: 404, code: "not.found", note: "ids of another org are unknown" },
    { status: 403, note: "or refused" },
    { note: "it works in the client's own org and fails in every other" },
  ],
  beliefs: [
    {
      belief: "There are multi-org tokens and multi-org scopes.",
      truth: "One token is for one org; there is no header, parameter or scope that changes it.",
    },
    { belief: "A trust between orgs admits the client.", truth: "It admits users and groups of the other org, never its OAuth clients." },
    { belief: "The partner org must give a role to our client.", truth: "It cannot; it needs a client of its own." },
  ],
  fix: {
    sentence: "Make a client in each org, each with its own secret, roles and host; one definition, one org file per org.",
    orgFile: `genesys-access:org:
  region: us-east-1
genesys-access:applications:
  recordings-reader:
    grant: client-credentials
    calls:
      - GET /api/v2/conversations/{conversationId}/recordings
    recordings: [screen]
    divisions: [all]`,
    menu: `${menus.oauthClients}, in each org`,
  },
  prove: [
    'curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN" (organization)',
    'curl -s https://api.DOMAIN/api/v2/organizations/me -H "Authorization: Bearer $TOKEN"',
  ],
  near: ["invented-header", "trust-disabled-or-expired", "wrong-region-host", "unknown-client-id"],
};
