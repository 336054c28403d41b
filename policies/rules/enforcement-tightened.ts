import { undeclaredFacts } from "../../access/catalogue/facts/undeclared";
import { pathOf } from "../../access/catalogue";
import { aboutCall, callerName } from "../reading/refusals";
import { addPermissions } from "../reading/permissionFix";
import type { KnownCall } from "../reading/reading";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

export const enforcementTightened: Rule = {
  id: "enforcement-tightened",
  title: "Calls that ask for an undeclared permission hold it",
  cause: "enforcement-tightened",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "missing.permissions" }],
  operations: Object.entries(undeclaredFacts).flatMap(([id, fact]) => (fact.permission === undefined ? [] : [id])),
  certainty: "confirmed",
  source: "community announcement: permission enforcement for user management APIs, in force since 2025-12-01",
  why:
    "That an operation declares no permission does not mean that it needs none. Since 1 December 2025 user management by clients asks for " +
    "directory:user:edit and its neighbours, also where the specification is silent.",
  fix: "Add the permission to the caller's role; in an org file it follows from the call.",
  needsCalls: true,
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Mover, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Mover, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Mover, calls: ["POST /api/v2/authorization/divisions/{divisionId}/objects/USER"] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Mover, permissionPolicies: [{ domain: directory, entityName: user, actionSets: [edit] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Mover, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Mover, calls: ["POST /api/v2/authorization/divisions/{divisionId}/objects/USER"] }
`,
  },
  check: (_graph, context) =>
    context.reading.knownCalls.flatMap((call): readonly RuleFinding[] => {
      const fact = undeclaredFacts[call.operation.id];
      const principal = context.reading.principal(call.application);
      if (fact?.permission === undefined || principal === undefined || !applies(call, fact.when)) return [];
      if (context.reading.decider.holds(principal, fact.permission) !== "no") return [];
      return [
        {
          kind: "violation",
          ...aboutCall(call, { status: 403, code: "missing.permissions" }),
          message: `The specification names no permission for this call, but it asks for ${fact.permission}, which ${callerName(context, call)} does not hold: ${fact.note}.`,
          fix: addPermissions(context.reading, call, [fact.permission]),
        },
      ];
    }),
};

/** Whether the call as written is one that the fact is about: with the parameter left open it may be. */
function applies(call: KnownCall, when: { readonly parameter: string; readonly value: RegExp } | undefined): boolean {
  if (when === undefined) return true;
  const written = pathOf(call.declared.call.replace(/^\s*[A-Za-z]+\s+/, ""))?.split("/") ?? [];
  const position = call.operation.path.split("/").indexOf(`{${when.parameter}}`);
  const value = written[position];
  return value === undefined || value.startsWith("{") || when.value.test(value);
}
