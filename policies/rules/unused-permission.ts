import * as z from "zod";
import { hasWildcard, namesOfPolicy } from "../../access/catalogue";
import { vendorSets } from "../../access/catalogue/facts/vendorSets";
import type { Role } from "../../access/graph/graph";
import { usefulPermissions } from "../reading/needed";
import { called, counted, few } from "../reading/words";
import type { RuleFinding } from "../finding";
import { ruleWithOptions } from "../rule";

/** Rule `unused-permission`: Roles of applications hold what their declared calls need, and no more. */
export const unusedPermission = ruleWithOptions({
  id: "unused-permission",
  title: "Roles of applications hold what their declared calls need, and no more",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "specification: permissions of the declared operations and of the checks behind them",
  why:
    "A permission that no declared call needs is there for somebody else to use: whoever gets hold of the client's secret. " +
    "Permissions that are asked for outright, with a reason, are not counted.",
  fix: "Remove the permission, or declare the call that needs it, or ask for it with a reason.",
  options: z.strictObject({
    allow: z.array(z.string()).default([]).describe("Permissions that are never reported."),
  }),
  needsCalls: true,
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view, delete] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Queue reader, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Queue reader, calls: ["GET /api/v2/routing/queues/{queueId}"] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Queue reader, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: Queue reader, calls: ["GET /api/v2/routing/queues/{queueId}"] }
`,
  },
  check: (graph, { options, reading }) => {
    const users = new Map<Role, { useful: Set<string>; names: string[] }>();
    for (const application of graph.applications) {
      const principal = reading.principal(application);
      if (principal === undefined || application.calls.length === 0) continue;
      const useful = usefulPermissions(reading, application);
      const asked = application.permissions.map(({ permission }) => permission);
      for (const { role: ref } of reading.grantsOf({ kind: principal.kind, key: principal.key })) {
        const role = ref.kind === "role" ? reading.role(ref.key) : undefined;
        if (role === undefined || role.builtIn === true || role.incomplete !== undefined) continue;
        const entry = users.get(role) ?? { useful: new Set(), names: [] };
        for (const permission of [...useful, ...asked]) entry.useful.add(permission);
        entry.names.push(application.name);
        users.set(role, entry);
      }
    }
    return [...users].flatMap(([role, { useful }]): readonly RuleFinding[] => {
      const extra = role.policies.filter((policy) => !hasWildcard(policy)).flatMap((policy) =>
        namesOfPolicy(policy)
          .filter((permission) => !useful.has(permission) && !options.allow.includes(permission))
          .map((permission) => ({ permission, place: policy.place })),
      );
      const first = extra[0];
      if (first === undefined) return [];
      const names = extra.map(({ permission }) => permission);
      const vendor = vendorSets.find((set) => names.every((name) => set.permissions.includes(name)));
      return [
        {
          kind: "violation",
          key: role.key,
          subject: called("role", role),
          place: first.place,
          message: `No declared call needs ${few(names)} (${counted(names.length, "permission")}).${vendor === undefined ? "" : ` ${vendor.vendor} asks for as much (${vendor.source}).`}`,
          fix: "Remove what is not needed, declare the call that needs it, or ask for it outright with a reason.",
          ...(vendor === undefined ? {} : { atMost: "advisory" as const }),
        },
      ];
    });
  },
});
