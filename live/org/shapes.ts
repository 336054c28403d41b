import { record, text, texts } from "../api/client";

/** An organization as `GET /api/v2/organizations/me` names it. */
export interface ApiOrganization {
  readonly id: string;
  readonly name: string;
}

/** A division. */
export interface ApiDivision {
  readonly id: string;
  readonly name: string;
  readonly home: boolean;
}

/** One permission policy of a role. */
export interface ApiPolicy {
  readonly domain: string;
  readonly entityName: string;
  readonly actionSet: readonly string[];
  readonly condition?: ApiCondition;
}

/** A condition of a permission policy (specification, model DomainResourceConditionNode). */
export interface ApiCondition {
  readonly conjunction: string;
  readonly terms: readonly {
    readonly variable: string;
    readonly operator: string;
    readonly operands: readonly { readonly type: string; readonly value?: string }[];
  }[];
}

/** A role. `policies` is absent when the answer did not have them. */
export interface ApiRole {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly builtIn: boolean;
  /** Old permissions of one part. */
  readonly permissions: readonly string[];
  readonly policies?: readonly ApiPolicy[];
}

/** A role in a division; `*` is every division. */
export interface ApiPair {
  readonly roleId: string;
  readonly divisionId: string;
}

/** An OAuth client. `pairs` and `scopes` are absent when the answer did not have them. */
export interface ApiClient {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly grantType: string;
  readonly state: string;
  readonly scopes?: readonly string[];
  readonly pairs?: readonly ApiPair[];
  readonly redirectUris?: readonly string[];
  readonly tokenLifetimeSeconds?: number;
}

/** A grant of a subject, with the role as far as the answer describes it. */
export interface ApiGrant extends ApiPair {
  /** The holder: the subject itself, or a group through which it holds the grant. */
  readonly subjectId: string;
  readonly roleName?: string;
  readonly divisionName?: string;
  readonly policies?: readonly ApiPolicy[];
}

/** A queue. */
export interface ApiQueue {
  readonly id: string;
  readonly name: string;
}

/** An integration. */
export interface ApiIntegration {
  readonly id: string;
  readonly name: string;
  readonly notes?: string;
}

/** A group. */
export interface ApiGroup {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly rolesEnabled: boolean;
  readonly state: string;
}

/** A user. */
export interface ApiUser {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  /** Job title. */
  readonly title?: string;
  readonly state: string;
}

/** Somebody who holds a role, from `GET /api/v2/authorization/roles/{roleId}/subjectgrants`. */
export interface ApiHolder {
  readonly id: string;
  readonly name?: string;
  readonly type: string;
  readonly divisionIds: readonly string[];
}

/** A media retention policy, as far as screen recordings go. */
export interface ApiRetentionPolicy {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly enabled: boolean;
  /** Whether it starts a screen recording (`actions.initiateScreenRecording`, its own or of a medium). */
  readonly recordsScreens: boolean;
}

/** Recording settings of an org. */
export interface ApiRecordingSettings {
  readonly maxSimultaneousStreams?: number;
}

/** An attribute-based access policy (specification, model AuthorizationPolicy). */
export interface ApiAccessPolicy {
  readonly id: string;
  readonly name: string;
  readonly permission: string;
  readonly effect: string;
  readonly active: boolean;
  readonly applyToClients: boolean;
  /** Whether it depends on what the graph cannot evaluate: a subject or a condition. */
  readonly conditional: boolean;
}

/** A pairing with another organization. */
export interface ApiTrust {
  readonly id: string;
  readonly organization: string;
  readonly enabled: boolean;
  readonly expires?: string;
}

/** What `GET /api/v2/tokens/me` says of the token. */
export interface ApiToken {
  readonly clientId?: string;
  readonly clientName?: string;
  readonly scopes: readonly string[];
}

/** Reads an organization. */
export function organizationOf(body: unknown): ApiOrganization {
  const fields = record(body);
  return { id: text(fields["id"]) ?? "", name: text(fields["name"]) ?? "" };
}

/** Reads a division. */
export function divisionOf(body: unknown): ApiDivision {
  const fields = record(body);
  return { id: text(fields["id"]) ?? "", name: text(fields["name"]) ?? "", home: fields["homeDivision"] === true };
}

/** Reads a role of a listing or by itself. */
export function roleOf(body: unknown): ApiRole {
  const fields = record(body);
  const policies = fields["permissionPolicies"];
  return {
    id: text(fields["id"]) ?? "",
    name: text(fields["name"]) ?? "",
    description: text(fields["description"]) ?? "",
    builtIn: text(fields["defaultRoleId"]) !== undefined,
    permissions: texts(fields["permissions"]),
    ...(Array.isArray(policies) ? { policies: policies.map(policyOf) } : {}),
  };
}

function policyOf(body: unknown): ApiPolicy {
  const fields = record(body);
  const condition = conditionOf(fields["resourceConditionNode"]) ?? writtenCondition(fields["condition"]);
  return {
    domain: text(fields["domain"]) ?? "",
    entityName: text(fields["entityName"]) ?? "",
    actionSet: texts(fields["actionSet"] ?? fields["actions"]),
    ...(condition === undefined ? {} : { condition }),
  };
}

/** A condition that a grant's answer has as text only: it is there, and nobody can evaluate it. */
function writtenCondition(condition: unknown): ApiCondition | undefined {
  const written = text(condition);
  return written === undefined ? undefined : { conjunction: "AND", terms: [{ variable: written, operator: "EQ", operands: [] }] };
}

function conditionOf(body: unknown): ApiCondition | undefined {
  const node = record(body);
  const listed = Array.isArray(node["terms"]) ? node["terms"].map(record) : [];
  const terms = listed.length > 0 ? listed : text(node["variableName"]) === undefined ? [] : [node];
  if (terms.length === 0) return undefined;
  return {
    conjunction: text(node["conjunction"]) ?? "AND",
    terms: terms.map((term) => ({
      variable: text(term["variableName"]) ?? "",
      operator: text(term["operator"]) ?? "EQ",
      operands: (Array.isArray(term["operands"]) ? term["operands"].map(record) : []).map((operand) => {
        const value = text(record(operand["user"])["id"]) ?? text(record(operand["queue"])["id"]) ?? text(operand["value"]);
        return { type: text(operand["type"]) ?? "SCALAR", ...(value === undefined ? {} : { value }) };
      }),
    })),
  };
}

/** Reads an OAuth client of a listing or by itself. */
export function clientOf(body: unknown): ApiClient {
  const fields = record(body);
  const pairs = fields["roleDivisions"];
  const lifetime = fields["accessTokenValiditySeconds"];
  return {
    id: text(fields["id"]) ?? "",
    name: text(fields["name"]) ?? "",
    description: text(fields["description"]) ?? "",
    grantType: text(fields["authorizedGrantType"]) ?? "",
    state: text(fields["state"]) ?? "active",
    ...(Array.isArray(fields["scope"]) ? { scopes: texts(fields["scope"]) } : {}),
    ...(Array.isArray(pairs) ? { pairs: pairs.map(pairOf) } : {}),
    ...(Array.isArray(fields["registeredRedirectUri"]) ? { redirectUris: texts(fields["registeredRedirectUri"]) } : {}),
    ...(typeof lifetime === "number" ? { tokenLifetimeSeconds: lifetime } : {}),
  };
}

function pairOf(body: unknown): ApiPair {
  const fields = record(body);
  return { roleId: text(fields["roleId"]) ?? "", divisionId: text(fields["divisionId"]) ?? "*" };
}

/** Reads the grants of a subject, inherited ones among them. */
export function grantsOf(body: unknown): readonly ApiGrant[] {
  const fields = record(body);
  const own = text(fields["id"]) ?? "";
  return (Array.isArray(fields["grants"]) ? fields["grants"].map(record) : []).map((grant) => {
    const role = record(grant["role"]);
    const division = record(grant["division"]);
    const roleName = text(role["name"]);
    const divisionName = text(division["name"]);
    return {
      subjectId: text(grant["subjectId"]) ?? own,
      roleId: text(role["id"]) ?? "",
      divisionId: text(division["id"]) ?? "*",
      ...(roleName === undefined ? {} : { roleName }),
      ...(divisionName === undefined ? {} : { divisionName }),
      ...(Array.isArray(role["policies"]) ? { policies: role["policies"].map(policyOf) } : {}),
    };
  });
}

/** Reads a queue. */
export function queueOf(body: unknown): ApiQueue {
  const fields = record(body);
  return { id: text(fields["id"]) ?? "", name: text(fields["name"]) ?? "" };
}

/** Reads an integration. */
export function integrationOf(body: unknown): ApiIntegration {
  const fields = record(body);
  const notes = text(fields["notes"]);
  return { id: text(fields["id"]) ?? "", name: text(fields["name"]) ?? "", ...(notes === undefined ? {} : { notes }) };
}

/** Reads a group. */
export function groupOf(body: unknown): ApiGroup {
  const fields = record(body);
  const description = text(fields["description"]);
  return {
    id: text(fields["id"]) ?? "",
    name: text(fields["name"]) ?? "",
    ...(description === undefined ? {} : { description }),
    rolesEnabled: fields["rolesEnabled"] === true,
    state: text(fields["state"]) ?? "active",
  };
}

/** Reads a user. */
export function userOf(body: unknown): ApiUser {
  const fields = record(body);
  const name = text(fields["name"]);
  const email = text(fields["email"]);
  const title = text(fields["title"]);
  return {
    id: text(fields["id"]) ?? "",
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email: email.toLowerCase() }),
    ...(title === undefined ? {} : { title }),
    state: text(fields["state"]) ?? "active",
  };
}

/** Reads a holder of a role. */
export function holderOf(body: unknown): ApiHolder {
  const fields = record(body);
  const name = text(fields["name"]);
  return {
    id: text(fields["id"]) ?? "",
    ...(name === undefined ? {} : { name }),
    type: text(fields["type"]) ?? "PC_USER",
    divisionIds: (Array.isArray(fields["divisions"]) ? fields["divisions"] : []).map((division) => text(record(division)["id"]) ?? "*"),
  };
}

/** Reads the ids of a listing. */
export function idsOf(body: unknown): readonly string[] {
  const { entities } = record(body);
  return (Array.isArray(entities) ? entities : []).flatMap((entity) => text(record(entity)["id"]) ?? []);
}

/** Reads what a search found. */
export function resultsOf<Entity>(convert: (entity: unknown) => Entity): (body: unknown) => readonly Entity[] {
  return (body) => {
    const { results } = record(body);
    return (Array.isArray(results) ? results : []).map(convert);
  };
}

/** Reads a media retention policy. */
export function retentionPolicyOf(body: unknown): ApiRetentionPolicy {
  const fields = record(body);
  const description = text(fields["description"]);
  const media = Object.values(record(fields["mediaPolicies"])).map((policy) => record(policy)["actions"]);
  return {
    id: text(fields["id"]) ?? "",
    name: text(fields["name"]) ?? "",
    ...(description === undefined ? {} : { description }),
    enabled: fields["enabled"] === true,
    recordsScreens: [fields["actions"], ...media].some((actions) => {
      const start = record(actions)["initiateScreenRecording"];
      return typeof start === "object" && start !== null;
    }),
  };
}

/** Reads the recording settings. */
export function recordingSettingsOf(body: unknown): ApiRecordingSettings {
  const { maxSimultaneousStreams } = record(body);
  return typeof maxSimultaneousStreams === "number" ? { maxSimultaneousStreams } : {};
}

/** Reads an access policy. Its field names are those of the specification; what else it says makes it one that depends. */
export function accessPolicyOf(body: unknown): ApiAccessPolicy {
  const fields = record(body);
  const hasSubject = Object.keys(record(fields["subject"])).length > 0;
  const hasCondition = Object.keys(record(fields["condition"])).length > 0;
  return {
    id: text(fields["id"]) ?? "",
    name: text(fields["name"]) ?? text(fields["id"]) ?? "",
    permission: text(fields["targetResource"]) ?? "*:*:*",
    effect: text(fields["effect"]) ?? "DENY",
    active: fields["active"] !== false,
    applyToClients: fields["applyToClients"] === true,
    conditional: hasSubject || hasCondition,
  };
}

/** Reads a pairing. */
export function trustOf(body: unknown): ApiTrust {
  const fields = record(body);
  const organization = record(fields["organization"]);
  const expires = text(fields["dateExpired"]);
  const id = text(fields["id"]) ?? text(organization["id"]) ?? "";
  return {
    id,
    organization: text(organization["name"]) ?? text(organization["id"]) ?? id,
    enabled: fields["enabled"] !== false,
    ...(expires === undefined ? {} : { expires }),
  };
}

/** Reads what a token says of itself. */
export function tokenOf(body: unknown): ApiToken {
  const fields = record(body);
  const client = record(fields["OAuthClient"]);
  const clientId = text(client["id"]);
  const clientName = text(client["name"]);
  return {
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientName === undefined ? {} : { clientName }),
    scopes: texts(fields["authorizedScope"]),
  };
}
