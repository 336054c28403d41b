import type { GrantType } from "../../access/graph/graph";

/** The org itself: one row. */
export interface OrgRecord {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly createdAt: string;
  readonly products: readonly string[];
  /** Permissions that this org has lost or never had, although Genesys Cloud knows them. */
  readonly withoutPermissions?: readonly string[];
  /** Types of integrations that the org has beyond those that every org has: premium apps. */
  readonly integrationTypes?: readonly string[];
  readonly settings: OrgSettings;
  /** What the last seed said, so that a repeated seed changes only what is new in it. */
  readonly seeded: {
    readonly products: readonly string[];
    readonly settings: Partial<OrgSettings>;
    readonly withoutPermissions?: readonly string[];
    readonly integrationTypes?: readonly string[];
  };
}

/** What can be set for an org. Names follow the Platform API where it has them. */
export interface OrgSettings {
  readonly defaultLanguage: string;
  readonly defaultCountryCode: string;
  readonly domain: string;
  /** IPv4 CIDRs; empty means that every address is allowed. */
  readonly allowedAddresses: readonly string[];
  readonly scopesEnforced: boolean;
  /** `RoleSettings.authorizationGrantDivisionAware`. */
  readonly divisionAwareGranting: boolean;
  readonly accessPoliciesEnabled: boolean;
  readonly sensitiveDataRedaction: boolean;
  /** Minutes for which a recording's media address works: 2 to 60. */
  readonly recordingPlaybackUrlTtl: number;
  readonly recordingBatchDownloadUrlTtl: number;
  /** 0: no screen is recorded. At most 2000. */
  readonly maxSimultaneousStreams: number;
  readonly maxConfigurableScreenRecordingStreams: number;
  readonly regionalRecordingStorageEnabled: boolean;
  readonly stopRecordingWhenOnlyExternalParticipants: boolean;
}

/** A division (specification, AuthzDivision). */
export interface DivisionRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly home: boolean;
}

/** One line of a role as it was written; `resourceConditionNode` only when one was sent. */
export interface PolicyRecord {
  readonly domain: string;
  readonly entityName: string;
  readonly actionSet: readonly string[];
  readonly allowConditions?: boolean | undefined;
  readonly resourceConditionNode?: ConditionNode | undefined;
}

/** Specification, model DomainResourceConditionNode. */
export interface ConditionNode {
  readonly variableName?: string | null | undefined;
  readonly operator?: string | null | undefined;
  readonly operands?:
    | readonly {
        readonly type?: string | undefined;
        readonly value?: string | null | undefined;
        readonly user?: { readonly id: string } | null | undefined;
        readonly queue?: { readonly id: string } | null | undefined;
      }[]
    | null
    | undefined;
  readonly conjunction?: string | null | undefined;
  readonly terms?: readonly ConditionNode[] | null | undefined;
}

/** A role (specification, DomainOrganizationRole). */
export interface RoleRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Only roles that Genesys Cloud brings along have one. */
  readonly defaultRoleId?: string;
  /** Legacy names beside the policies. */
  readonly permissions: readonly string[];
  readonly policies: readonly PolicyRecord[];
}

/** An OAuth client (specification, OAuthClient); its secret stays in the emulator. */
export interface ClientRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly accessTokenValiditySeconds: number;
  readonly authorizedGrantType: GrantType;
  readonly registeredRedirectUri: readonly string[];
  readonly scope: readonly string[];
  readonly state: "active" | "inactive" | "disabled";
  /** SHA-256 of the secret; the secret itself is nowhere. */
  readonly secretHash: string;
  readonly dateCreated: string;
  readonly dateModified: string;
  readonly createdBy?: string;
  readonly modifiedBy?: string;
  /** Set when the client was deleted and Genesys keeps it inactive for a while. */
  readonly dateToDelete?: string;
}

/** `PC_TRUSTEE_*`: of a trusted org (specification, model SubjectDivisionGrants). */
export type SubjectType = "PC_USER" | "PC_GROUP" | "PC_OAUTH_CLIENT" | "PC_TRUSTEE_USER" | "PC_TRUSTEE_GROUP";

/** A role in a division, held by a subject. `divisionId` is `*` for all divisions. */
export interface GrantRecord {
  readonly subjectId: string;
  readonly subjectType: SubjectType;
  readonly roleId: string;
  readonly divisionId: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}

/** A group (specification, Group). */
export interface GroupRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly visibility: string;
  readonly rulesVisible: boolean;
  readonly rolesEnabled: boolean;
  readonly callsEnabled: boolean;
  readonly includeOwners: boolean;
  readonly addresses: readonly unknown[];
  readonly ownerIds: readonly string[];
  readonly memberIds: readonly string[];
  readonly version: number;
  readonly state: "active" | "inactive" | "deleted";
  readonly dateModified: string;
  readonly voicemailPolicy: Readonly<Record<string, unknown>>;
}

/** A user (specification, User). */
export interface UserRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: "active" | "inactive" | "deleted";
  readonly divisionId: string;
  readonly version: number;
  readonly department?: string | undefined;
  readonly title?: string | undefined;
  readonly managerId?: string | undefined;
  readonly acdAutoAnswer: boolean;
  readonly addresses: readonly unknown[];
  readonly locations: readonly unknown[];
  readonly profileSkills: readonly string[];
  readonly certifications: readonly string[];
  readonly employerInfo: Readonly<Record<string, unknown>>;
  readonly skills: readonly Proficiency[];
  readonly languages: readonly Proficiency[];
  readonly voicemailPolicy: Readonly<Record<string, unknown>>;
  readonly utilization?: Readonly<Record<string, unknown>> | undefined;
  /** Routing status; absent: on queue and idle. */
  readonly routingStatus?: string | undefined;
  /** scrypt of the password, with its salt. Without one the user can't be asked for it. */
  readonly passwordHash?: string | undefined;
}

/** A routing skill or language of a user. */
export interface Proficiency {
  readonly id: string;
  readonly proficiency: number;
}

/** An access token, kept under the SHA-256 of its text. Times are milliseconds since 1970. */
export interface TokenRecord {
  readonly clientId: string;
  readonly userId?: string;
  /** The scopes at the moment when the token was made; a later scope of the client is not in it. */
  readonly scope?: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Set for a user who signed in without an OAuth client of the org (Genesys' own pages and tools). */
  readonly builtIn?: boolean;
}

/** What a refresh token of the authorization code grant stands for. */
export interface RefreshTokenRecord {
  readonly clientId: string;
  readonly userId: string;
  readonly scope: readonly string[];
}

/** What an authorization code stands for until it is exchanged. */
export interface AuthorizationCodeRecord {
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly scope: readonly string[];
  readonly expiresAt: number;
  readonly challenge?: { readonly method: "S256" | "plain"; readonly value: string } | undefined;
}

/** What a user agreed to at the authorize page. */
export interface ConsentRecord {
  readonly clientId: string;
  readonly userId: string;
  readonly scope: readonly string[];
  readonly dateCreated: string;
}

/** A queue (specification, Queue). */
export interface QueueRecord {
  readonly id: string;
  readonly name: string;
  readonly divisionId: string;
  readonly description?: string | undefined;
  readonly memberIds?: readonly string[] | undefined;
}

/** One recording of a conversation (specification, Recording). */
export interface RecordingRecord {
  readonly id: string;
  readonly media: "audio" | "screen" | "chat" | "email" | "message";
  readonly fileState: string;
  /** Whose screen it shows. */
  readonly userId?: string | undefined;
  /** The retention policy that started it. */
  readonly policyId?: string | undefined;
  /** Whether sensitive data was said or shown in it. */
  readonly sensitive?: boolean | undefined;
  readonly archiveMedium?: string | undefined;
  /** Until when a restored recording can be played. */
  readonly restoreExpirationTime?: string | undefined;
  /** How many reads are answered with 202 before the media is there. */
  readonly transcodingReads: number;
  readonly archiveDate?: string | undefined;
  readonly deleteDate?: string | undefined;
  readonly exportDate?: string | undefined;
}

/** A conversation with its recordings; its divisions decide who may see it. */
export interface ConversationRecord {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly start: string;
  readonly end: string;
  readonly divisionIds: readonly string[];
  readonly queueId?: string | undefined;
  readonly agentIds: readonly string[];
  readonly direction: "inbound" | "outbound";
  readonly mediaType: string;
  readonly recordings: readonly RecordingRecord[];
  /** True when the seed named no start: such a conversation stays recent. */
  readonly floating: boolean;
  /** True until it ends; `end` is its start until then. */
  readonly ongoing?: boolean | undefined;
  /** Set by a pause or resumption of its recording. */
  readonly recordingState?: string | undefined;
  readonly transcript?: readonly TranscriptLine[] | undefined;
}

/** One utterance of a transcript. */
export interface TranscriptLine {
  readonly participant: "agent" | "customer";
  readonly text: string;
  /** Sensitive data: hidden from who may not see it, where the org redacts. */
  readonly sensitive?: boolean | undefined;
}

/** A media retention policy or a cross-platform one (specification, models Policy and CrossPlatformPolicy), as it was written. */
export type RetentionPolicyRecord = Readonly<Record<string, unknown>>;

/** Made by the org that wants to be trusted: whom it sends. Good for 48 hours (specification, TrustRequest). */
export interface PairingRecord {
  readonly id: string;
  readonly createdBy: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly userIds: readonly string[];
  readonly groupIds: readonly string[];
}

/** A user or group of the trusted org, and since when it is let in. */
export interface TrustedMember {
  readonly id: string;
  readonly dateCreated: string;
  readonly createdBy: string;
}

/** Kept by the org that trusts: which users and groups of the other org it lets in. Their roles are grants. */
export interface TrustRecord {
  readonly trusteeOrgId: string;
  /** Name of the trusted org in the emulator. */
  readonly trusteeOrgName: string;
  readonly enabled: boolean;
  readonly dateCreated: string;
  readonly createdBy: string;
  /** ISO 8601; absent: until it is ended. */
  readonly dateExpired?: string | undefined;
  readonly users: readonly TrustedMember[];
  readonly groups: readonly TrustedMember[];
}

/** An attribute based access policy (specification, model AuthorizationPolicy). */
export interface AccessPolicyRecord {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly targetResource: string;
  /** Absent parts stand for everybody. */
  readonly subject: { readonly type?: string | undefined; readonly id?: string | undefined };
  readonly effect: "ALLOW" | "DENY";
  readonly condition?: unknown;
  readonly presetAttributes?: unknown;
  readonly active: boolean;
  readonly applyToClients: boolean;
  readonly dateModified: string;
}

/** An evaluation form; published forms can be used. */
export interface EvaluationFormRecord {
  readonly id: string;
  readonly name: string;
  readonly published: boolean;
  readonly contextId: string;
  readonly modifiedDate: string;
  readonly questionGroups: readonly unknown[];
}

/** An evaluation of an agent in a conversation (specification, model Evaluation), as far as it is read. */
export interface EvaluationRecord {
  readonly id: string;
  readonly conversationId: string;
  readonly formId: string;
  readonly evaluatorId: string;
  readonly agentId: string;
  readonly status: string;
  readonly agentHasRead: boolean;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly createdDate: string;
  readonly changedDate: string;
  readonly releaseDate?: string | undefined;
}

/** A supervisor watches an agent's screen (specification, model ScreenMonitoringSession). */
export interface ScreenMonitoringRecord {
  readonly id: string;
  readonly sourceUserId: string;
  readonly targetUserId: string;
  readonly conversationId?: string | undefined;
  readonly participantId?: string | undefined;
  readonly dateCreated: string;
}

/** A batch download or analytics job. Only `createdBy` may read a batch download job. */
export interface JobRecord {
  readonly id: string;
  readonly kind: string;
  readonly createdBy: { readonly kind: "client" | "user"; readonly key: string };
  readonly createdAt: number;
  readonly request: unknown;
  /** Where a recording job stands (specification, RecordingJob.state). */
  readonly state?: string | undefined;
  readonly counts?: Readonly<Record<string, number>> | undefined;
}
