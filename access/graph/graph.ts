import type { Place } from "./place";
import type { PlannedObject } from "./planned";

/** The value of `authorizedGrantType` of an OAuth client, in Genesys' own spelling (specification, model OAuthClient). PKCE is CODE with a challenge. */
export type GrantType = "CLIENT-CREDENTIALS" | "CODE" | "TOKEN" | "SAML2-BEARER" | "PASSWORD";

/** What an application reads of a recording. `screen` and `audio` decide which second check of the recording service applies. */
export type RecordingMedia = "screen" | "audio";

/**
 * Everything about one org that decides who may make which call: one plain value with four
 * sources (an org file, the resources of a Pulumi program, a live org, a Pulumi state).
 *
 * Every entity has a `key` that is unique among its kind in the graph; entities refer to each
 * other by key only. Arrays hold what is *known*; an entity whose `incomplete` is set has more
 * that is not known before the update, and the text says what. Answers about it may then be
 * `undecided`, never wrongly refused.
 */
export interface AccessGraph {
  readonly org: OrgFacts;
  readonly divisions: readonly Division[];
  readonly roles: readonly Role[];
  readonly clients: readonly OAuthClient[];
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly memberships: readonly Membership[];
  readonly grants: readonly Grant[];
  readonly applications: readonly Application[];
  readonly accessPolicies: readonly AccessPolicy[];
  readonly trusts: readonly Trust[];
  /** The resources that an org file or a program makes, also those that decide no access: what deploying takes follows from them. */
  readonly planned?: readonly PlannedObject[];
}

/** What is known of the org itself. An absent field is a fact that nobody stated, which is not the same as a negative one. */
export interface OrgFacts {
  /** The name of the org file or stack. */
  readonly name: string;
  /** The organization's id in Genesys Cloud, once pinned or read. */
  readonly id?: string;
  /** AWS region such as `eu-west-2`. Whether it exists is a rule's finding. */
  readonly region?: string;
  readonly target?: "emulator" | "cloud";
  /** Product ids of the org, as `GET /api/v2/authorization/products` names them. */
  readonly products?: readonly string[];
  /** Whether the org enforces OAuth scopes. Treated as enforced when absent (authorization facts 1.7, likely). */
  readonly scopesEnforced?: boolean;
  /** IPv4 CIDRs of the org's allow list; empty means no restriction. */
  readonly allowedAddresses?: readonly string[];
  /** Permissions that exist in this org, when the live org was asked: `domain:entity:action`. */
  readonly permissions?: readonly string[];
  /** Permissions that are division aware in this org, when the live org was asked. */
  readonly divisionAwarePermissions?: readonly string[];
  /** `RoleSettings.authorizationGrantDivisionAware`. */
  readonly divisionAwareGranting?: boolean;
  /** Whether attribute based access policies are switched on. */
  readonly accessPoliciesEnabled?: boolean;
  /** Whether the org redacts sensitive data in recordings. */
  readonly sensitiveDataRedaction?: boolean;
  /** `RecordingSettings.maxSimultaneousStreams`; 0 means that no screen is recorded. */
  readonly maxScreenRecordingStreams?: number;
  /** Who deploys: a client or user of this graph, when it is known which. */
  readonly deployer?: SubjectRef;
  /** What the deployer does about roles that it hands out and does not hold; Genesys Cloud refuses without them. */
  readonly deployerRoles?: "borrow" | "keep" | "never";
  /** Configuration values that look like secrets and are not encrypted. The values themselves are never carried. */
  readonly plainSecrets?: readonly { readonly name: string; readonly place: Place }[];
  readonly place?: Place;
}

/** A division. Exactly one division of an org is home. */
export interface Division {
  readonly key: string;
  readonly name: string;
  readonly home: boolean;
  readonly place: Place;
}

/** A division as something refers to it. */
export type DivisionRef =
  | { readonly kind: "all" }
  | { readonly kind: "home" }
  | { readonly kind: "division"; readonly key: string }
  | { readonly kind: "unknown"; readonly why: string };

/** A role: the union of its permission policies. */
export interface Role {
  readonly key: string;
  readonly name: string;
  readonly policies: readonly PermissionPolicy[];
  /** True for roles that Genesys Cloud brings along (Admin, Employee, …). */
  readonly builtIn?: boolean;
  readonly protected?: boolean;
  readonly incomplete?: string;
  readonly place: Place;
}

/** One line of a role. `entity` and each action may be `*`. */
export interface PermissionPolicy {
  readonly domain: string;
  readonly entity: string;
  readonly actions: readonly string[];
  readonly condition?: PolicyCondition;
  readonly place: Place;
}

/** A condition on a permission policy (specification, model DomainResourceConditionNode), as far as decisions need it. */
export interface PolicyCondition {
  readonly conjunction: "AND" | "OR";
  readonly terms: readonly {
    readonly variable: string;
    readonly operator: "EQ" | "IN" | "GE" | "GT" | "LE" | "LT";
    readonly operands: readonly { readonly type: "USER" | "QUEUE" | "TEAM" | "SCALAR" | "VARIABLE"; readonly value?: string }[];
  }[];
}

/** An OAuth client. Its `roleDivisions` are the grants whose subject it is. */
export interface OAuthClient {
  readonly key: string;
  readonly name: string;
  readonly clientId?: string;
  readonly grantType: GrantType | { readonly unknown: string };
  readonly scopes: readonly ScopeUse[];
  readonly state: "active" | "inactive" | "disabled";
  readonly redirectUris?: readonly string[];
  readonly tokenLifetimeSeconds?: number;
  /** Client's own allowed addresses (announced, no field in the July 2026 specification). */
  readonly allowedAddresses?: readonly string[];
  /** Properties that were written and that the API's model of a client does not have. */
  readonly unknownProperties?: readonly { readonly name: string; readonly place: Place }[];
  /** Authorisation of the client in this org, when it is known: `GET /api/v2/oauth/authorizations/{clientId}`. */
  readonly authorization?: "unauthorized" | "requested" | "authorized" | "revoked";
  readonly protected?: boolean;
  readonly incomplete?: string;
  readonly place: Place;
}

/** A scope as it is written, with its place. Whether it exists is a rule's finding. */
export interface ScopeUse {
  readonly scope: string;
  readonly place: Place;
}

/** A user. `service` marks a user that exists for a machine (authorization code with a refresh token). */
export interface User {
  readonly key: string;
  readonly email: string;
  readonly name?: string;
  readonly state: "active" | "inactive" | "deleted";
  readonly service?: boolean;
  readonly incomplete?: string;
  readonly place: Place;
}

/** A group. Roles granted to it reach its members only with `rolesEnabled`. */
export interface Group {
  readonly key: string;
  readonly name: string;
  readonly rolesEnabled: boolean;
  readonly state: "active" | "inactive" | "deleted";
  /** True when the group is somebody else's and only receives grants. */
  readonly existing?: boolean;
  /** Performance view keys asked for, with their places. */
  readonly performanceViews?: readonly { readonly view: string; readonly place: Place }[];
  readonly incomplete?: string;
  readonly place: Place;
}

/** `member` is a user's key. A client can never be a member; a declaration that tries is kept as `kind: "client"` so that a rule can see it. */
export interface Membership {
  readonly group: string;
  readonly member: { readonly kind: "user" | "client"; readonly key: string };
  readonly place: Place;
}

/** Who holds a grant. */
export type SubjectRef =
  | { readonly kind: "client"; readonly key: string }
  | { readonly kind: "user"; readonly key: string }
  | { readonly kind: "group"; readonly key: string };

/**
 * A role in a division, held by a subject. The role of a grant may be unknown before the update:
 * then `oneOf` names the roles that it can be (empty when nothing is known).
 */
export interface Grant {
  readonly subject: SubjectRef;
  readonly role: { readonly kind: "role"; readonly key: string } | { readonly kind: "oneOf"; readonly keys: readonly string[]; readonly why: string };
  readonly division: DivisionRef;
  /** `subjectType` as it was written, when it was written wrong or out of the ordinary (PC_USER for a client, …). */
  readonly subjectType?: string;
  /** True when no division was written and Home is meant only because that is the default. */
  readonly divisionDefaulted?: boolean;
  readonly place: Place;
}

/** An application: the machine that calls the API, what it calls and as whom. */
export interface Application {
  readonly key: string;
  readonly name: string;
  /** Key of the client that it uses. */
  readonly client: string;
  /** Key of the user its token acts for; absent for client credentials. */
  readonly user?: string;
  readonly calls: readonly DeclaredCall[];
  /** Permissions asked for outright, each with its reason. */
  readonly permissions: readonly { readonly permission: string; readonly reason: string; readonly place: Place }[];
  readonly recordings: readonly RecordingMedia[];
  readonly divisions: readonly DivisionRef[];
  readonly description?: string;
  readonly owner?: string;
  readonly purpose?: string;
  readonly ticket?: string;
  /** ISO date until which the access was reviewed. */
  readonly reviewBy?: string;
  readonly headers: readonly { readonly name: string; readonly place: Place }[];
  readonly hosts: readonly { readonly host: string; readonly place: Place }[];
  readonly topics: readonly { readonly topic: string; readonly place: Place }[];
  readonly batchJobs?: { readonly postedBy: string; readonly readBy: string; readonly place: Place };
  readonly tokenLifetimeSeconds?: number;
  /** How long one run of the application lasts, in seconds. */
  readonly jobSeconds?: number;
  /** The most requests that it makes in a minute with one token. */
  readonly requestsPerMinute?: number;
  readonly allowedAddresses?: readonly string[];
  /** Where fields without a place of their own were written, by their name here, if that is known. */
  readonly places?: Readonly<Record<string, Place>>;
  readonly place: Place;
}

/** A call as a person wrote it. Resolving it to an operation is the catalogue's work; a call that no operation matches is a rule's finding. */
export interface DeclaredCall {
  readonly call: string;
  readonly place: Place;
}

/** An attribute based access policy (specification, model AuthorizationPolicy). */
export interface AccessPolicy {
  readonly key: string;
  readonly permission: string;
  readonly effect: "ALLOW" | "DENY";
  readonly active: boolean;
  readonly applyToClients: boolean;
  /** Absent: every subject. */
  readonly subjects?: readonly SubjectRef[];
  /** True when the policy has a condition that the graph can't evaluate. */
  readonly conditional: boolean;
  readonly place: Place;
}

/** A pairing with another org. It admits that org's users and groups, never its OAuth clients. */
export interface Trust {
  readonly key: string;
  readonly direction: "trustor" | "trustee";
  readonly otherOrg: string;
  readonly enabled: boolean;
  readonly expires?: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly place: Place;
}
