import type { Cause } from "../cause";

/** Cause `third-party-403`: The 403 comes from another system that is called. */
export const thirdParty403: Cause = {
  id: "third-party-403",
  title: "The 403 comes from another system that is called",
  stage: "outside",
  certainty: "likely",
  source:
    "Shape of Genesys' errors (message, code, status, contextId); signed media URLs live in storage, not in the API; refusals of Facebook and Instagram integrations",
  detectable: "run",
  configuration:
    "The refused request went to storage (a signed recording URL that has expired), to ServiceNow, Salesforce, AWS or another service, or a data action reports its target's refusal.",
  seen: [
    {
      status: 403,
      note: "a body that is not Genesys': XML with AccessDenied, another product's JSON; no contextId, no ININ-Correlation-Id header",
    },
    {
      status: 400,
      code: "missing.permissions",
      message: "The provided access token is missing Facebook permissions for this feature.",
      note: "the permission is Facebook's",
    },
  ],
  beliefs: [
    {
      belief: "The recording URL needs the Authorization header, or a better role.",
      truth: "It is signed and short-lived (2 to 60 minutes); get a new one and send no token to storage.",
    },
    {
      belief: "Every 403 in a data action is about Genesys permissions.",
      truth: "It often is the answer of the system that the action calls.",
    },
  ],
  fix: {
    sentence: "Look in the system that answered: its credentials, its roles, or the age of the signed URL.",
    menu: "Not in Genesys Cloud, except for the credentials of the integration: Admin > Integrations > Integrations > the integration > Configuration > Credentials",
  },
  prove: [
    "curl -v the same URL: who answers (Server header), and is there an ININ-Correlation-Id header",
    "fetch the recording again for a new media URL and use it at once",
  ],
  near: ["own-gateway-refusal", "missing-permission-any"],
};
