import { hasWildcard, namesOfPolicy, openFamilies, permissionParts } from "../../access/catalogue";
import type { PermissionPolicy } from "../../access/graph/graph";
import { isGeneral } from "../program/roles";
import { called } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `unknown-permission`: Permissions of roles exist. */
export const unknownPermission: Rule = {
  id: "unknown-permission",
  title: "Permissions of roles exist",
  cause: "unknown-permission",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 400, code: "bad.request" },
    { status: 403, code: "missing.any.permissions" },
  ],
  certainty: "likely",
  source: "specification, permissions of all operations; it is not a closed list, so a well-formed unknown name is only warned about",
  why:
    "A permission is `domain:entity:action` in Genesys' own spelling. A name that does not exist makes the role fail, or is stored and never matches, " +
    "so that the call stays refused although the role seems to have it.",
  fix: "Write the permission as the specification spells it; the finding names the nearest ones. A live org settles what exists: GET /api/v2/authorization/permissions.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    permissions:
      - { permission: view_screen_recordings, reason: somebody said so }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    permissions:
      - { permission: "recording:screenRecording:view", reason: the archive's own page shows them }
`,
  },
  check: (graph, { reading }) => {
    const { catalogue } = reading;
    const existing = graph.org.permissions === undefined ? undefined : new Set(graph.org.permissions);
    const isOpen = (name: string): boolean => openFamilies.some(({ prefix }) => name.startsWith(prefix));
    const exists = (name: string): boolean => existing?.has(name) ?? (catalogue.isPermission(name) || isOpen(name));
    const undocumented = (name: string, role: (typeof graph.roles)[number], policy: PermissionPolicy): RuleFinding => ({
      kind: "violation",
      key: `${role.key} ${name}`,
      subject: called("role", role),
      place: policy.place,
      message: `"${name}" is a general permission that no list names, and no call is gated by general permissions.`,
      fix: "Write what calls need under `permissionPolicies`: `{ domain, entityName, actionSets }`.",
      atMost: "advisory",
    });
    const everything = (role: (typeof graph.roles)[number], policy: PermissionPolicy): RuleFinding => ({
      kind: "violation",
      key: `${role.key} ${nameOf(policy)}`,
      subject: called("role", role),
      place: policy.place,
      message: `"${nameOf(policy)}" names no domain: entity and action may be *, the domain may not. Either the role is refused, or it may do everything.`,
      fix: "List the permissions that are needed; `genesys-access needs` says which a call needs.",
    });
    const describe = (name: string, role: (typeof graph.roles)[number], policy: PermissionPolicy, wellFormed: boolean): RuleFinding => {
      const near = catalogue.nearestPermissions(name, 3);
      return {
        kind: "violation",
        key: `${role.key} ${name}`,
        subject: called("role", role),
        place: policy.place,
        message: wellFormed
          ? `${existing === undefined ? "No operation of the specification names" : "This org does not have"} the permission "${name}".`
          : `"${name}" is no permission: permissions have three parts, domain:entity:action.`,
        fix: near.length === 0 ? `Remove "${name}".` : `Write "${near[0] ?? ""}" if that is what is meant.${near.length > 1 ? ` Also near: ${near.slice(1).join(", ")}.` : ""}`,
        ...(wellFormed && existing === undefined ? { atMost: "advisory" as const } : {}),
      };
    };
    return graph.roles.flatMap((role) =>
      role.policies.flatMap((policy): readonly RuleFinding[] => {
        if (policy.domain === "*") return [everything(role, policy)];
        if (isGeneral(policy)) return [undocumented(policy.domain, role, policy)];
        const names = policy.actions.length === 0 ? [nameOf(policy)] : namesOfPolicy(policy);
        if (hasWildcard(policy)) {
          const covers = catalogue.permissionsMatching(policy).length > 0 || isOpen(nameOf(policy));
          return covers ? [] : names.map((name) => describe(name, role, policy, true));
        }
        return names.filter((name) => !exists(name)).map((name) => describe(name, role, policy, permissionParts(name)?.entity !== "" && permissionParts(name) !== undefined));
      }),
    );
  },
};

function nameOf(policy: PermissionPolicy): string {
  return [policy.domain, policy.entity, ...policy.actions].filter((part) => part !== "").join(":");
}
