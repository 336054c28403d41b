import type { Cause } from "../cause";

/** Cause `schema-error`: The request's body has the wrong shape. */
export const schemaError: Cause = {
  id: "schema-error",
  title: "The request's body has the wrong shape",
  stage: "service",
  certainty: "confirmed",
  source: "Specification: request models; 400 codes on invalid divisions, grant types and missing parameters",
  detectable: "program",
  configuration:
    "The body names fields that the operation does not have (divisions or scopes on a client-credentials client, agentId and recordingType to start a recording), leaves required ones out, or refers to a division or grant type that does not exist.",
  seen: [
    { status: 400, code: "bad.request", message: "The request could not be understood by the server due to malformed syntax." },
    { status: 400, code: "invalid.division.id", message: "The division id was invalid." },
    { status: 400, code: "bad.grant.type", message: "Invalid grant type." },
    { status: 400, code: "bad.role.divisions", message: "Invalid role divisions in request." },
  ],
  beliefs: [
    { belief: "A 400 with a division in it is a missing right.", truth: "The division's id is wrong or of another org." },
    { belief: "Divisions are set on the client by divisionIds.", truth: "roleDivisions: [{roleId, divisionId}]." },
  ],
  fix: {
    sentence: "Send the fields that the operation has; for a client roleDivisions with client credentials, scope with every other grant.",
    orgFile: `genesys-access:org:
  region: eu-west-2
  divisions: [UK Service Desk]
genesys-access:applications:
  reporting:
    grant: client-credentials
    calls:
      - GET /api/v2/routing/queues
    divisions: [UK Service Desk]`,
    menu: "Nothing to change in Genesys Cloud; the request is wrong.",
  },
  prove: ["send the smallest body that the API Explorer of developer.genesys.cloud shows for the operation"],
  near: ["missing-client-roles", "missing-client-scope", "malformed-token-request"],
};
