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

export interface ConditionNode {
  conjunction?: string;
  variableName?: string;
  operator?: string;
  operands?: ConditionOperand[];
  terms?: ConditionNode[];
}

export interface PermissionPolicy {
  domain?: string;
  entityName?: string;
  actionSet?: string[];
  allowConditions?: boolean;
  resourceConditionNode?: ConditionNode | null;
}

export interface Role {
  id: string;
  name: string;
  description?: string;
  defaultRoleId?: string;
  permissions?: string[];
  permissionPolicies?: PermissionPolicy[] | null;
  default?: boolean;
}

export interface Division {
  id: string;
  name: string;
  description?: string;
  homeDivision?: boolean;
}

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

export interface Grant {
  subjectId?: string;
  division?: { id?: string; name?: string };
  role?: { id?: string; name?: string; description?: string };
}

export interface Subject {
  id: string;
  name?: string;
  grants?: Grant[];
}

export type SubjectType = "PC_USER" | "PC_GROUP" | "PC_OAUTH_CLIENT";

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

export interface Product {
  id: string;
}

export interface Queue {
  id: string;
  name: string;
}

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

export interface Credential {
  id: string;
  name: string;
  type?: { id?: string; name?: string };
}

/** A media retention policy, with everything that the API says about it. */
export type RetentionPolicy = { id: string; name: string; description?: string } & Record<string, unknown>;

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
