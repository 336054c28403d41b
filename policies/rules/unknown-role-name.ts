import { defaultRole, inventedRoles } from "../../access/catalogue/facts/defaultRoles";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `unknown-role-name`: Roles that are granted by name exist. */
export const unknownRoleName: Rule = {
  id: "unknown-role-name",
  title: "Roles that are granted by name exist",
  cause: "unknown-role-name",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [{ status: 404, code: "not.found" }],
  certainty: "confirmed",
  source: "help: roles and permissions overview; names that public threads invent are known as such",
  why:
    "A role that is granted by its name must be in the org. Advice on forums names roles such as Screen Recording Admin or Recording Analyst, " +
    "which Genesys Cloud does not bring along.",
  fix: "Declare the role under `genesys-access:roles`, or describe it there with `existing: true` when the org has it.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive: { roles: [Screen Recording Admin] }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive: { roles: [Archive reader] }
genesys-access:roles:
  Archive reader:
    existing: true
    permissions: [{ permission: "recording:screenRecording:view", reason: as the org has it }]
`,
  },
  check: (graph) =>
    graph.roles
      .filter((role) => role.incomplete !== undefined && role.policies.length === 0 && role.place.kind === "file" && defaultRole(role.name) === undefined)
      .map((role): RuleFinding => {
        const invented = inventedRoles.some((name) => name.toLowerCase() === role.name.toLowerCase());
        return {
          kind: "violation",
          key: role.key,
          subject: `role ${role.name}`,
          place: role.place,
          message: invented
            ? `Genesys Cloud brings no role "${role.name}": the name comes from forums. The default role with rights on screen recordings is Quality Administrator.`
            : `The role "${role.name}" is neither one that Genesys Cloud brings along nor described in this file; if the org does not have it, the grant fails.`,
          fix: `Declare it: \`${role.name}: { permissions: [{ permission: …, reason: … }] }\` under \`genesys-access:roles\`, with \`existing: true\` if the org has it.`,
          ...(invented ? {} : { atMost: "advisory" as const }),
        };
      }),
};
