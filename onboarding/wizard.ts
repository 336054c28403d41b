import type { PlannedCondition } from "../components/plan";
import { postCustomSetup } from "./wizard-steps";
import type { Setup, SetupRole } from "./setup";

/**
 * One line of a role as the wizard hands it to `POST /api/v2/authorization/roles` (specification,
 * model DomainPermissionPolicy).
 */
export interface WizardPolicy {
  readonly domain: string;
  readonly entityName: string;
  readonly actionSet: readonly string[];
  readonly allowConditions: boolean;
  readonly resourceConditionNode?: unknown;
}

/** The part of the premium-app wizard's `provisioningInfo` that is about access (config.js of Genesys' purecloud-premium-app). */
export interface ProvisioningInfo {
  readonly role: readonly { readonly name: string; readonly description: string; readonly permissionPolicies: readonly WizardPolicy[] }[];
  readonly group: readonly { readonly name: string; readonly description: string }[];
  readonly "oauth-client": readonly { readonly name: string; readonly description: string; readonly roles: readonly string[]; readonly authorizedGrantType: string }[];
}

/** What the wizard's own modules cannot do, for the step after them: divisions, groups' roles, scopes, users. */
export interface WizardSteps {
  readonly divisions: readonly string[];
  readonly roles: readonly { readonly name: string; readonly description: string; readonly permissions: readonly string[]; readonly permissionPolicies: readonly WizardPolicy[] }[];
  readonly clients: readonly {
    readonly name: string;
    readonly description: string;
    readonly authorizedGrantType: string;
    readonly accessTokenValiditySeconds: number;
    readonly registeredRedirectUri: readonly string[];
    readonly scope: readonly string[];
    readonly grants: readonly WizardGrant[];
    /** Whether the wizard's own module makes it; it makes clients with client credentials only. */
    readonly made: boolean;
  }[];
  readonly groups: readonly { readonly name: string; readonly existing: boolean; readonly rolesEnabled: boolean; readonly grants: readonly WizardGrant[] }[];
  readonly users: readonly { readonly email: string; readonly name: string; readonly division: string; readonly existing: boolean; readonly grants: readonly WizardGrant[] }[];
}

/** A role in a division, both by name; `*` is every division and the empty text the Home division. */
export interface WizardGrant {
  readonly role: string;
  readonly division: string;
}

/** The wizard's configuration for a setup: roles, groups and clients. */
export function provisioningInfo(setup: Setup): ProvisioningInfo {
  return {
    role: setup.roles.map((role) => ({ name: role.name, description: role.description, permissionPolicies: policies(role) })),
    group: setup.groups.filter((group) => !group.existing).map((group) => ({ name: group.name, description: group.description })),
    "oauth-client": setup.clients.filter(isAlone).map((client) => ({
      name: client.name,
      description: client.description,
      roles: client.roles.map((grant) => grant.roleName).filter((name) => setup.roles.some((role) => role.name === name)),
      authorizedGrantType: client.grantType,
    })),
  };
}

/** What the step after the wizard's own modules does. */
export function wizardSteps(setup: Setup): WizardSteps {
  const grants = (roles: Setup["clients"][number]["roles"]): readonly WizardGrant[] =>
    roles.flatMap((grant) => grant.divisions.map((division) => ({ role: grant.roleName, division: divisionWord(division) })));
  return {
    divisions: setup.divisions,
    roles: setup.roles.map((role) => ({ name: role.name, description: role.description, permissions: role.onePart, permissionPolicies: policies(role) })),
    clients: setup.clients.map((client) => ({
      name: client.name,
      description: client.description,
      authorizedGrantType: client.grantType,
      accessTokenValiditySeconds: client.tokenLifetimeSeconds,
      registeredRedirectUri: client.redirectUris,
      scope: client.scopes,
      grants: grants(client.roles),
      made: isAlone(client),
    })),
    groups: setup.groups.map((group) => ({ name: group.name, existing: group.existing, rolesEnabled: group.rolesEnabled, grants: grants(group.roles) })),
    users: setup.users.map((user) => ({ email: user.email, name: user.name, division: divisionWord(user.division), existing: user.existing, grants: grants(user.roles) })),
  };
}

/** The two files that a vendor puts into the wizard's folder, by name. */
export function wizardFiles(setup: Setup): Readonly<Record<string, string>> {
  const info = provisioningInfo(setup);
  const head = `${setup.name} ${setup.version}`;
  return {
    "provisioning-info.js": [
      `// ${head}. In the wizard's config.js:`,
      "//",
      "//   import { prefix, provisioningInfo } from './provisioning-info.js';",
      "//   export default { ..., prefix, provisioningInfo: provisioningInfo(sendToBackend), enableCustomSetupStepAfterInstall: true }",
      "//",
      "// sendToBackend(client) gets { id, name, secret } of each new client and returns a promise; the secret is not shown again.",
      "",
      "// Begins the name of everything that the wizard makes. Uninstalling removes whatever begins with it, so it must never be empty.",
      `export const prefix = ${JSON.stringify(wizardPrefix(setup))};`,
      "",
      `const info = ${JSON.stringify(info, null, 2)};`,
      "",
      "export function provisioningInfo(deliver) {",
      '  return { ...info, "oauth-client": info["oauth-client"].map((client) => ({ ...client, finally: (made) => deliver({ id: made.id, name: made.name, secret: made.secret }) })) };',
      "}",
      "",
      "// What the administrator who runs the wizard needs, and which scopes the vendor's own client needs.",
      `export const installPermissions = ${JSON.stringify(installPermissions(setup), null, 2)};`,
      `export const installScopes = ${JSON.stringify(["authorization", "groups", "integrations", "oauth", "user-basic-info", "users"], null, 2)};`,
      "",
    ].join("\n"),
    "provisioning-info.json": `${JSON.stringify(info, null, 2)}\n`,
    "post-custom-setup.js": postCustomSetup(head, wizardPrefix(setup), wizardSteps(setup)),
  };
}

/** What the names of everything begin with that the wizard makes. */
export function wizardPrefix(setup: Pick<Setup, "name">): string {
  return `${setup.name.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}_`;
}

function installPermissions(setup: Setup): readonly string[] {
  return [
    "authorization:grant:add",
    "authorization:grant:delete",
    "authorization:role:add",
    "authorization:role:edit",
    "authorization:role:view",
    "directory:group:add",
    "integrations:integration:edit",
    "integrations:integration:view",
    "oauth:client:add",
    "oauth:client:edit",
    "oauth:client:view",
    ...(setup.users.some((user) => !user.existing) ? ["directory:user:add"] : []),
  ].sort();
}

function policies(role: SetupRole): readonly WizardPolicy[] {
  return role.policies.map((policy) => ({
    domain: policy.domain,
    entityName: policy.entityName,
    actionSet: policy.actionSets,
    allowConditions: policy.conditions !== undefined,
    ...(policy.conditions === undefined ? {} : { resourceConditionNode: conditionNode(policy.conditions) }),
  }));
}

/** A condition as the API takes it (specification, models DomainResourceConditionNode and DomainResourceConditionValue). */
function conditionNode(condition: PlannedCondition): unknown {
  return {
    conjunction: condition.conjunction,
    terms: condition.terms.map((term) => ({
      variableName: term.variableName,
      operator: term.operator,
      operands: term.operands.map(({ type, value, userId, queueId }) => ({
        type,
        ...(value === undefined ? {} : { value }),
        ...(userId === undefined ? {} : { user: { id: userId } }),
        ...(queueId === undefined ? {} : { queue: { id: queueId } }),
      })),
    })),
  };
}

function isAlone(client: Setup["clients"][number]): boolean {
  return client.grantType === "CLIENT-CREDENTIALS";
}

function divisionWord(division: string): string {
  return division === "all" ? "*" : division === "home" ? "" : division;
}
