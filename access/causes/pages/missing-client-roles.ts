import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `missing-client-roles`: A client-credentials client was to be made without a role. */
export const missingClientRoles: Cause = {
  id: "missing-client-roles",
  title: "A client-credentials client was to be made without a role",
  stage: "grants",
  certainty: "confirmed",
  source: "Specification: POST and PUT /api/v2/oauth/clients",
  detectable: "program",
  configuration: "authorizedGrantType is CLIENT-CREDENTIALS and roleDivisions is missing or empty (scopes in its place do not count).",
  seen: [{ status: 400, code: "missing.client.roles", message: "Client roles and divisions are missing." }],
  beliefs: [
    {
      belief: "A client can be made first and get its roles later.",
      truth: "A client-credentials client is refused without at least one role in a division.",
    },
    { belief: "Scopes are its rights.", truth: "Scopes are for the other grants; a client-credentials client has roles." },
  ],
  fix: {
    sentence: "Give the client at least one role in a division when it is made.",
    orgFile: `genesys-access:applications:
  reporting:
    grant: client-credentials
    calls:
      - GET /api/v2/routing/queues
    divisions: [all]`,
    menu: menus.oauthClientRoles,
  },
  prove: ["genesys-access check ORG"],
  near: ["missing-client-scope", "client-credentials-ignores-scopes", "schema-error"],
};
