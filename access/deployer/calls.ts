import type { PlannedObject } from "../graph/planned";

/**
 * When a deployer makes a call: `read` in a preview or a refresh; `first` when an object is made;
 * `change` when it is changed, or taken up again after a run that was interrupted; `remove` when it
 * leaves the org file or the stack is destroyed.
 */
export type Occasion = "read" | "first" | "change" | "remove";

/** The occasions in the order in which they come in the life of an object. */
export const occasions: readonly Occasion[] = ["read", "first", "change", "remove"];

/** A call that the provider makes for a resource, by the name of its operation. */
export interface ProviderCall {
  readonly operation: string;
  readonly on: readonly Occasion[];
  /** The permission that is meant, where the operation leaves a choice and not every choice would do. */
  readonly permission?: string;
}

/** What is known of the plan beside the resource. */
export interface PlanFacts {
  /** Names of the roles that the plan makes. */
  readonly madeRoles: ReadonlySet<string>;
  /** What the deployer does about roles that it hands out and does not hold. */
  readonly deployerRoles: "borrow" | "keep" | "never";
}

const call = (operation: string, ...on: readonly Occasion[]): ProviderCall => ({ operation, on });

/** What the provider calls, by type of resource (provider/resources, one file for each type). */
const callsByType: Readonly<Record<string, (object: PlannedObject, facts: PlanFacts) => readonly ProviderCall[]>> = {
  AuthRole: () => [
    call("getAuthorizationRoles", "first", "change"),
    call("postAuthorizationRoles", "first"),
    call("getAuthorizationRole", "read", "change"),
    call("putAuthorizationRole", "change"),
    call("deleteAuthorizationRole", "remove"),
  ],

  AuthDivision: () => [
    call("getAuthorizationDivisions", "first"),
    call("postAuthorizationDivisions", "first"),
    call("getAuthorizationDivision", "read"),
    call("putAuthorizationDivision", "change"),
    call("deleteAuthorizationDivision", "remove"),
  ],

  OauthClient: (object, facts) => [
    call("getOauthClients", "first"),
    call("postOauthClients", "first"),
    call("getOauthClient", "read", "change", "remove"),
    call("putOauthClient", "change", "remove"),
    call("postOauthClientSecret", "change"),
    call("deleteOauthClient", "remove"),
    ...(namedRoles(object).length === 0 ? [] : lending(object, facts)),
  ],

  Group: (object) => [
    call("postGroupsSearch", "first"),
    call("postGroups", "first"),
    call("getGroup", "read", "change"),
    call("putGroup", "change"),
    call("deleteGroup", "remove"),
    ...(object.inputs["memberEmails"] === undefined ? [] : [call("postUsersSearch", "first", "change")]),
    ...(object.inputs["memberEmails"] === undefined && object.inputs["memberIds"] === undefined
      ? []
      : [
          call("getGroupIndividuals", "read", "first", "change"),
          call("postGroupMembers", "first", "change"),
          call("deleteGroupMembers", "change"),
        ]),
  ],

  GroupRoles: (object, facts) => [call("postGroupsSearch", "first"), ...granting(object, facts)],

  User: () => [
    call("postUsersSearch", "first"),
    call("getAuthorizationDivisions", "first"),
    call("postUsers", "first"),
    call("getUser", "read", "change"),
    call("patchUser", "change"),
    { operation: "postAuthorizationDivisionObject", on: ["change"], permission: "directory:user:edit" },
    call("deleteUser", "remove"),
  ],

  UserRoles: (object, facts) => [call("postUsersSearch", "first"), ...granting(object, facts)],

  Integration: () => [
    call("getIntegrations", "first"),
    call("postIntegrations", "first"),
    call("getIntegration", "read", "first", "change"),
    call("getIntegrationConfigCurrent", "read", "first", "change"),
    call("putIntegrationConfigCurrent", "first", "change"),
    call("patchIntegration", "first", "change"),
    call("deleteIntegration", "remove"),
  ],

  IntegrationCredential: () => [
    call("getIntegrationsCredentialsListing", "first"),
    call("postIntegrationsCredentials", "first"),
    call("getIntegrationsCredential", "read", "change"),
    call("putIntegrationsCredential", "change"),
    call("deleteIntegrationsCredential", "remove"),
  ],

  RecordingMediaRetentionPolicy: ({ inputs }) => [
    call("getRecordingMediaretentionpolicies", "first"),
    call("postRecordingMediaretentionpolicies", "first"),
    call("getRecordingMediaretentionpolicy", "read", "change"),
    call("putRecordingMediaretentionpolicy", "change"),
    call("deleteRecordingMediaretentionpolicy", "remove"),
    ...(names(inputs, "conditions", "forQueueNames") ? [call("getRoutingQueues", "first", "change")] : []),
    ...(names(inputs, "conditions", "forUserEmails") ? [call("postUsersSearch", "first", "change")] : []),
    ...(names(inputs, "actions", "integrationExport") ? [call("getIntegrations", "first", "change")] : []),
  ],

  RecordingSettings: () => [
    call("getRecordingSettings", "read", "first", "change", "remove"),
    // The operation takes any of five; each lets its own settings be changed.
    { operation: "putRecordingSettings", on: ["first", "change", "remove"], permission: "recording:settings:editScreenRecordings" },
  ],

  // The component reads how the org records screens, also where it manages nothing.
  ScreenRecording: () => [call("getRecordingSettings", "read", "first")],

  OrgauthorizationPairing: ({ inputs }) => [
    ...(isEmpty(inputs["userEmails"]) ? [] : [call("postUsersSearch", "first")]),
    ...(isEmpty(inputs["groupNames"]) ? [] : [call("postGroupsSearch", "first")]),
    call("postOrgauthorizationPairings", "first"),
    call("getOrgauthorizationPairing", "read"),
  ],
};

/** Whether a part of a resource names something that must be looked up. */
function names(inputs: PlannedObject["inputs"], part: string, field: string): boolean {
  const value = inputs[part];
  return typeof value === "object" && value !== null && !isEmpty((value as Readonly<Record<string, unknown>>)[field]);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/**
 * The calls that the provider makes for a planned resource. A type that is not known here has none,
 * and `isKnownType` says so.
 */
export function callsFor(object: PlannedObject, facts: PlanFacts): readonly ProviderCall[] {
  return callsByType[typeName(object.type)]?.(object, facts) ?? [];
}

/** Whether the calls of a type are known here. */
export function isKnownType(type: string): boolean {
  return typeName(type) in callsByType;
}

/** `AuthRole` of `genesyscloud:index/authRole:AuthRole`. */
function typeName(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}

/** Names of the roles that a resource hands out. */
export function namedRoles({ inputs }: PlannedObject): readonly string[] {
  const roles = inputs["roles"];
  if (!Array.isArray(roles)) return [];
  return roles.flatMap((role: unknown) => {
    const name = typeof role === "object" && role !== null ? (role as { readonly roleName?: unknown }).roleName : undefined;
    return typeof name === "string" ? [name] : [];
  });
}

/** Names of the divisions in which a resource hands out roles, or in which it is made; also `all` and `home`. */
export function namedDivisions({ inputs }: PlannedObject): readonly string[] {
  const roles = Array.isArray(inputs["roles"]) ? (inputs["roles"] as readonly unknown[]) : [];
  const granted = roles.flatMap((role) => {
    const divisions = typeof role === "object" && role !== null ? (role as { readonly divisions?: unknown }).divisions : undefined;
    return Array.isArray(divisions) ? divisions.filter((one): one is string => typeof one === "string") : [];
  });
  const own = inputs["division"];
  return [...granted, ...(typeof own === "string" ? [own] : [])];
}

/**
 * What lending roles to the deployer takes (provider/deployer/loans.ts). Roles that the plan makes
 * carry a mark; for others a ledger is kept, a role without permissions.
 */
function lending(object: PlannedObject, { madeRoles, deployerRoles }: PlanFacts): readonly ProviderCall[] {
  const lookingUp = [call("getAuthorizationRoles", "first", "change"), call("getAuthorizationDivisions", "first", "change")];
  if (deployerRoles === "never") return lookingUp;
  const others = namedRoles(object).some((role) => !madeRoles.has(role));
  const held = call("getAuthorizationSubject", ...(others ? (["first", "change", "remove"] as const) : (["change", "remove"] as const)));
  const lend = call("postAuthorizationSubjectBulkadd", "first", "change", "remove");
  if (deployerRoles === "keep") return [...lookingUp, held, lend];
  const ledger = others
    ? [
        call("postAuthorizationRoles", "first", "change", "remove"),
        call("putAuthorizationRole", "first", "change", "remove"),
        call("deleteAuthorizationRole", "first", "change", "remove"),
      ]
    : [];
  return [...lookingUp, held, lend, call("postAuthorizationSubjectBulkremove", "first", "change", "remove"), ...ledger];
}

/** What granting roles to a group or a user takes. A holder of nothing but roles that are made in the same run is not looked at. */
function granting(object: PlannedObject, { madeRoles }: PlanFacts): readonly ProviderCall[] {
  const others = namedRoles(object).some((role) => !madeRoles.has(role));
  return [
    call("getAuthorizationRoles", "first", "change"),
    call("getAuthorizationDivisions", "first", "change"),
    call("getAuthorizationSubject", "read", ...(others ? (["first"] as const) : []), "change", "remove"),
    call("postAuthorizationSubjectBulkadd", "first", "change"),
    call("postAuthorizationSubjectBulkremove", "change", "remove"),
  ];
}
