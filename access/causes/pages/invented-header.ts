import type { Cause } from "../cause";

/** Cause `invented-header`: A header is sent that Genesys Cloud does not know. */
export const inventedHeader: Cause = {
  id: "invented-header",
  title: "A header is sent that Genesys Cloud does not know",
  stage: "text",
  certainty: "confirmed",
  source:
    "All header parameters of the specification: Accept-Language, Authorization, Idempotency-Key, If-Match, If-None-Match, X-Journey-Session-Id, X-Journey-Session-Type; none of the invented names occurs in an SDK",
  detectable: "program",
  configuration:
    "The request carries a header that is to choose an organization, division, tenant or application, such as X-Genesys-Organization-Id.",
  seen: [{ note: "the header is ignored; the call acts in the org of the token and is refused, or not, for other reasons" }],
  beliefs: [
    {
      belief: "A header switches the token to another organization.",
      truth: "One token is for one org; nothing in the request chooses another.",
    },
    { belief: "A mismatch of the header causes the 403.", truth: "Nobody reads it." },
  ],
  fix: {
    sentence: "Remove the header; for another org use a client and a token of that org.",
    orgFile: `genesys-access:applications:
  recordings-reader:
    calls:
      - GET /api/v2/conversations/{conversationId}/recordings
    recordings: [screen]
    headers: [Accept-Language]`,
    menu: "Nothing to change in Genesys Cloud.",
  },
  prove: [
    "send the request without the header: the answer is the same",
    'curl -s https://api.DOMAIN/api/v2/tokens/me -H "Authorization: Bearer $TOKEN" (organization)',
  ],
  near: ["cross-org-client-credentials", "trust-disabled-or-expired"],
};
