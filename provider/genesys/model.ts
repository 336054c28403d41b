/** A role × division, by ids; the division `*` stands for all of them. */
export interface Pair {
  readonly roleId: string;
  readonly divisionId: string;
}

/** All divisions. */
export const everyDivision = "*";

/** Text that identifies a pair. */
export function pairKey(pair: Pair): string {
  return `${pair.roleId}/${pair.divisionId}`;
}

/** Pairs without repetition, sorted. */
export function distinct(pairs: Iterable<Pair>): Pair[] {
  const byKey = new Map([...pairs].map((pair) => [pairKey(pair), { roleId: pair.roleId, divisionId: pair.divisionId }]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as Pair);
}

/** The pairs that are not among `others`. */
export function without(pairs: Iterable<Pair>, others: Iterable<Pair>): Pair[] {
  const keys = new Set([...others].map(pairKey));
  return distinct(pairs).filter((pair) => !keys.has(pairKey(pair)));
}

/** The pairs that are among `others` too. */
export function within(pairs: Iterable<Pair>, others: Iterable<Pair>): Pair[] {
  const keys = new Set([...others].map(pairKey));
  return distinct(pairs).filter((pair) => keys.has(pairKey(pair)));
}

/** Shapes of the Platform API, as far as they are used here. From the API specification. */
export interface ConditionOperand {
  type?: string;
  value?: string;
  user?: { id?: string };
  queue?: { id?: string };
}

/** A condition on a permission policy (specification, DomainResourceConditionNode). */
export interface ConditionNode {
  conjunction?: string;
  variableName?: string;
  operator?: string;
  operands?: ConditionOperand[];
  terms?: ConditionNode[];
}

/** A permission policy of a role (specification, DomainPermissionPolicy). */
export interface PermissionPolicy {
  domain?: string;
  entityName?: string;
  actionSet?: string[];
  allowConditions?: boolean;
  resourceConditionNode?: ConditionNode | null;
}

/** A role (specification, DomainOrganizationRole). */
export interface Role {
  id: string;
  name: string;
  description?: string;
  defaultRoleId?: string;
  permissions?: string[];
  permissionPolicies?: PermissionPolicy[] | null;
  default?: boolean;
}

/** A division (specification, AuthzDivision). */
export interface Division {
  id: string;
  name: string;
  description?: string;
  homeDivision?: boolean;
}

/** An OAuth client (specification, OAuthClient). */
export interface OAuthClient {
  id: string;
  name: string;
  description?: string;
  accessTokenValiditySeconds?: number;
  registeredRedirectUri?: string[];
  secret?: string;
  authorizedGrantType: string;
  scope?: string[];
  roleDivisions?: Pair[];
  state?: string;
}

/** A grant of a role in a division (specification, AuthzGrant). */
export interface Grant {
  subjectId?: string;
  division?: { id?: string; name?: string };
  role?: { id?: string; name?: string; description?: string };
}

/** A subject with its grants (specification, AuthzSubject). */
export interface Subject {
  id: string;
  name?: string;
  grants?: Grant[];
}

/** What kind of subject a grant is for (specification, `subjectType` of the bulk grants). */
export type SubjectType = "PC_USER" | "PC_GROUP" | "PC_OAUTH_CLIENT";

/** A group (specification, Group). */
export interface Group {
  id: string;
  name: string;
  description?: string;
  type?: string;
  visibility?: string;
  rulesVisible?: boolean;
  rolesEnabled?: boolean;
  callsEnabled?: boolean;
  includeOwners?: boolean;
  owners?: { id: string }[];
  addresses?: unknown[];
  images?: unknown[];
  state?: string;
  version?: number;
}

/** A user (specification, User). */
export interface User {
  id: string;
  name: string;
  email: string;
  title?: string;
  department?: string;
  state?: string;
  version?: number;
  division?: { id?: string; name?: string };
  manager?: { id?: string } | string;
}

/** A product of the org (specification, DomainOrganizationProduct). */
export interface Product {
  id: string;
}

/** A queue (specification, Queue); only what a lookup needs. */
export interface Queue {
  id: string;
  name: string;
}

/** An integration (specification, Integration). */
export interface Integration {
  id: string;
  name: string;
  notes?: string;
  intendedState?: string;
  integrationType?: { id?: string; name?: string };
}

/** What `/integrations/{id}/config/current` gives and takes. */
export interface IntegrationConfig {
  id: string;
  name: string;
  version: number;
  notes?: string;
  properties?: Record<string, unknown> | null;
  advanced?: Record<string, unknown> | null;
  credentials?: Record<string, { id?: string }> | null;
}

/** A credential of integrations (specification, Credential); never its fields. */
export interface Credential {
  id: string;
  name: string;
  type?: { id?: string; name?: string };
}

/** A media retention policy, with everything that the API says about it. */
export type RetentionPolicy = { id: string; name: string; description?: string } & Record<string, unknown>;

/** A trust between two orgs as it was asked for (specification, TrustRequest). */
export interface Pairing {
  id: string;
  users?: { id: string }[];
  groups?: { id: string }[];
}

/** The grants that a subject holds itself, without those that it inherits. */
export function ownGrants(subject: Subject): Pair[] {
  const pairs: Pair[] = [];
  for (const { subjectId, role, division } of subject.grants ?? []) {
    if (subjectId !== undefined && subjectId !== subject.id) continue;
    if (role?.id !== undefined && division?.id !== undefined) pairs.push({ roleId: role.id, divisionId: division.id });
  }
  return distinct(pairs);
}
