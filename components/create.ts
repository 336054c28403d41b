import * as genesyscloud from "@pulumi/genesyscloud";
import * as pulumi from "@pulumi/pulumi";
import type { Plan, Planned, PlannedGrant, PlannedPolicy, tokens } from "./plan";

/** Ids of roles that the same program makes, by the roles' names. Grants of other roles find them by name. */
export type RoleIds = Readonly<Record<string, pulumi.Input<string>>>;

/** Creates a planned role below a component. */
export function createRole(planned: Planned<typeof tokens.role>, parent: pulumi.Resource): genesyscloud.AuthRole {
  const { inputs } = planned;
  return new genesyscloud.AuthRole(
    planned.name,
    {
      name: inputs.name,
      description: inputs.description,
      ...(inputs.permissions === undefined ? {} : { permissions: [...inputs.permissions] }),
      permissionPolicies: inputs.permissionPolicies.map(permissionPolicy),
      exclusive: inputs.exclusive,
    },
    { parent, protect: planned.protect },
  );
}

/** Creates a planned client below a component. Its secret stays in the state, encrypted, for `verify` and for its consumers. */
export function createClient(planned: Planned<typeof tokens.client>, roleIds: RoleIds, parent: pulumi.Resource): genesyscloud.OauthClient {
  const { inputs } = planned;
  return new genesyscloud.OauthClient(
    planned.name,
    {
      name: inputs.name,
      description: inputs.description,
      authorizedGrantType: inputs.authorizedGrantType,
      accessTokenValiditySeconds: inputs.accessTokenValiditySeconds,
      registeredRedirectUris: [...inputs.registeredRedirectUris],
      scopes: [...inputs.scopes],
      roles: inputs.roles.flatMap((grant) =>
        grant.divisions.map((division) => ({ ...roleOf(grant, roleIds), ...clientDivision(division) })),
      ),
      exposeClientSecret: true,
      ...(inputs.secretVersion === undefined ? {} : { secretVersion: inputs.secretVersion }),
    },
    { parent, protect: planned.protect },
  );
}

/** Creates a planned group below a component. */
export function createGroup(planned: Planned<typeof tokens.group>, parent: pulumi.Resource): genesyscloud.Group {
  const { memberEmails, ...inputs } = planned.inputs;
  return new genesyscloud.Group(
    planned.name,
    { ...inputs, ...(memberEmails === undefined ? {} : { memberEmails: [...memberEmails] }) },
    { parent, protect: planned.protect },
  );
}

/** Creates the planned grants of a group: of the one that is made here, or of the one of that name. */
export function createGroupRoles(
  planned: Planned<typeof tokens.groupRoles>,
  group: genesyscloud.Group | undefined,
  roleIds: RoleIds,
  parent: pulumi.Resource,
): genesyscloud.GroupRoles {
  return new genesyscloud.GroupRoles(
    planned.name,
    {
      ...(group === undefined ? { groupName: planned.inputs.groupName } : { groupId: group.id }),
      roles: planned.inputs.roles.flatMap((grant) => subjectRoles(grant, roleIds)),
    },
    { parent, protect: planned.protect },
  );
}

/** Creates a planned user below a component. */
export function createUser(planned: Planned<typeof tokens.user>, parent: pulumi.Resource): genesyscloud.User {
  const { division, ...inputs } = planned.inputs;
  return new genesyscloud.User(
    planned.name,
    { ...inputs, ...(division === "home" ? {} : { divisionName: division }) },
    { parent, protect: planned.protect },
  );
}

/** Creates the planned grants of a user: of the one with the given id, or of the one with that email. */
export function createUserRoles(
  planned: Planned<typeof tokens.userRoles>,
  userId: pulumi.Input<string> | undefined,
  roleIds: RoleIds,
  parent: pulumi.Resource,
): genesyscloud.UserRoles {
  return new genesyscloud.UserRoles(
    planned.name,
    {
      ...(userId === undefined ? { userEmail: planned.inputs.userEmail } : { userId }),
      roles: planned.inputs.roles.flatMap((grant) => subjectRoles(grant, roleIds)),
    },
    { parent, protect: planned.protect },
  );
}

/** Creates a planned credential below a component, with its secret fields. */
export function createCredential(
  planned: Planned<typeof tokens.credential>,
  fields: Readonly<Record<string, pulumi.Input<string>>>,
  secretVersion: string | undefined,
  parent: pulumi.Resource,
): genesyscloud.IntegrationCredential {
  return new genesyscloud.IntegrationCredential(
    planned.name,
    { ...planned.inputs, fields: pulumi.secret(fields), ...(secretVersion === undefined ? {} : { secretVersion }) },
    { parent, protect: planned.protect, additionalSecretOutputs: ["fields"] },
  );
}

/** Creates a planned integration below a component, with its credential. */
export function createIntegration(
  planned: Planned<typeof tokens.integration>,
  credential: genesyscloud.IntegrationCredential,
  parent: pulumi.Resource,
): genesyscloud.Integration {
  const { name, notes, credentialKey, integrationType, intendedState } = planned.inputs;
  return new genesyscloud.Integration(
    planned.name,
    { integrationType, intendedState, config: { name, notes, credentials: { [credentialKey]: credential.integrationCredentialId } } },
    { parent, protect: planned.protect },
  );
}

/** Creates the planned recording settings below a component. */
export function createRecordingSettings(
  planned: Planned<typeof tokens.recordingSettings>,
  parent: pulumi.Resource,
): genesyscloud.RecordingSettings {
  return new genesyscloud.RecordingSettings(planned.name, { ...planned.inputs }, { parent, protect: planned.protect });
}

/** Creates a planned policy below a component, once the settings allow what it starts. */
export function createRecordingPolicy(
  planned: Planned<typeof tokens.retentionPolicy>,
  settings: genesyscloud.RecordingSettings,
  parent: pulumi.Resource,
): genesyscloud.RecordingMediaRetentionPolicy {
  const { conditions, ...inputs } = planned.inputs;
  const { forQueueNames, forUserEmails, directions, mediaTypes } = conditions;
  return new genesyscloud.RecordingMediaRetentionPolicy(
    planned.name,
    {
      ...inputs,
      conditions: {
        mediaTypes: [...mediaTypes],
        ...(forQueueNames === undefined ? {} : { forQueueNames: [...forQueueNames] }),
        ...(forUserEmails === undefined ? {} : { forUserEmails: [...forUserEmails] }),
        ...(directions === undefined ? {} : { directions: [...directions] }),
      },
    },
    { parent, protect: planned.protect, dependsOn: [settings] },
  );
}

/** Creates a planned pairing below a component. */
export function createPairing(planned: Planned<typeof tokens.pairing>, parent: pulumi.Resource): genesyscloud.OrgauthorizationPairing {
  const { userEmails, groupNames } = planned.inputs;
  return new genesyscloud.OrgauthorizationPairing(
    planned.name,
    {
      ...(userEmails.length === 0 ? {} : { userEmails: [...userEmails] }),
      ...(groupNames.length === 0 ? {} : { groupNames: [...groupNames] }),
    },
    { parent, protect: planned.protect },
  );
}

/** A plan as a component registers it: plain data without undefined values. */
export function registered(plan: Plan): Plan {
  return JSON.parse(JSON.stringify({ resources: plan.resources, access: plan.access, permissions: plan.permissions })) as Plan;
}

function permissionPolicy(policy: PlannedPolicy): genesyscloud.types.input.AuthRolePermissionPolicyArgs {
  return {
    domain: policy.domain,
    entityName: policy.entityName,
    actionSets: [...policy.actionSets],
    ...(policy.conditions === undefined
      ? {}
      : {
          conditions: {
            conjunction: policy.conditions.conjunction,
            terms: policy.conditions.terms.map((term) => ({ ...term, operands: [...term.operands] })),
          },
        }),
  };
}

function roleOf(grant: PlannedGrant, roleIds: RoleIds): { roleId: pulumi.Input<string> } | { roleName: string } {
  const roleId = roleIds[grant.roleName];
  return roleId === undefined ? { roleName: grant.roleName } : { roleId };
}

function clientDivision(division: string): { divisionId?: string; divisionName?: string } {
  if (division === "home") return {};
  return division === "all" ? { divisionId: "*" } : { divisionName: division };
}

/** The provider takes no divisions for Home, so Home is an entry of its own. */
function subjectRoles(grant: PlannedGrant, roleIds: RoleIds): genesyscloud.types.input.GroupRolesRoleArgs[] {
  const role = roleOf(grant, roleIds);
  if (grant.divisions.includes("all")) return [{ ...role, divisionIds: ["*"] }];
  const named = grant.divisions.filter((division) => division !== "home");
  return [...(grant.divisions.includes("home") ? [role] : []), ...(named.length === 0 ? [] : [{ ...role, divisionNames: named }])];
}
