import type { AccessFragment } from "../access/graph/fragment";
import type { Place } from "../access/graph/place";

/** Type tokens of the resources that components create, in `@pulumi/genesyscloud`. */
export const tokens = {
  role: "genesyscloud:index/authRole:AuthRole",
  client: "genesyscloud:index/oauthClient:OauthClient",
  group: "genesyscloud:index/group:Group",
  groupRoles: "genesyscloud:index/groupRoles:GroupRoles",
  user: "genesyscloud:index/user:User",
  userRoles: "genesyscloud:index/userRoles:UserRoles",
  integration: "genesyscloud:index/integration:Integration",
  credential: "genesyscloud:index/integrationCredential:IntegrationCredential",
  recordingSettings: "genesyscloud:index/recordingSettings:RecordingSettings",
  retentionPolicy: "genesyscloud:index/recordingMediaRetentionPolicy:RecordingMediaRetentionPolicy",
  pairing: "genesyscloud:index/orgauthorizationPairing:OrgauthorizationPairing",
} as const;

/** One permission policy of a role as the provider takes it. */
export interface PlannedPolicy {
  readonly domain: string;
  readonly entityName: string;
  readonly actionSets: readonly string[];
  readonly conditions?: PlannedCondition;
}

/** A condition of a permission policy as the provider takes it. */
export interface PlannedCondition {
  readonly conjunction: string;
  readonly terms: readonly {
    readonly variableName: string;
    readonly operator: string;
    readonly operands: readonly { readonly type: string; readonly userId?: string; readonly queueId?: string; readonly value?: string }[];
  }[];
}

/** A role with the divisions in which it is granted. Role and divisions by name; divisions also `all` and `home`. */
export interface PlannedGrant {
  readonly roleName: string;
  readonly divisions: readonly string[];
}

/** What is to be created, one value for each resource. `name` is the logical name, made of domain names only. */
export type PlannedResource =
  | {
      readonly type: typeof tokens.role;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: {
        readonly name: string;
        readonly description: string;
        /** Old permissions of one part; absent when there are none. */
        readonly permissions?: readonly string[];
        readonly permissionPolicies: readonly PlannedPolicy[];
        readonly exclusive: boolean;
      };
    }
  | {
      readonly type: typeof tokens.client;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: {
        readonly name: string;
        readonly description: string;
        readonly authorizedGrantType: string;
        readonly accessTokenValiditySeconds: number;
        readonly registeredRedirectUris: readonly string[];
        readonly scopes: readonly string[];
        readonly roles: readonly PlannedGrant[];
        readonly secretVersion?: string;
      };
    }
  | {
      readonly type: typeof tokens.group;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: {
        readonly name: string;
        readonly description: string;
        readonly rolesEnabled: boolean;
        readonly memberEmails?: readonly string[];
      };
    }
  | {
      readonly type: typeof tokens.groupRoles;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: { readonly groupName: string; readonly roles: readonly PlannedGrant[] };
    }
  | {
      readonly type: typeof tokens.user;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: { readonly email: string; readonly name: string; readonly division: string };
    }
  | {
      readonly type: typeof tokens.userRoles;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: { readonly userEmail: string; readonly roles: readonly PlannedGrant[] };
    }
  | {
      readonly type: typeof tokens.credential;
      readonly name: string;
      readonly protect: boolean;
      /** Without its fields, which are secret and known only once the client exists. */
      readonly inputs: { readonly name: string; readonly credentialTypeName: string };
    }
  | {
      readonly type: typeof tokens.integration;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: {
        readonly name: string;
        readonly integrationType: string;
        readonly intendedState: "ENABLED" | "DISABLED";
        readonly notes: string;
        /** The name under which the integration's type knows its credential. */
        readonly credentialKey: string;
      };
    }
  | {
      readonly type: typeof tokens.recordingSettings;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: { readonly maxSimultaneousStreams: number };
    }
  | {
      readonly type: typeof tokens.retentionPolicy;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: PlannedRecordingPolicy;
    }
  | {
      readonly type: typeof tokens.pairing;
      readonly name: string;
      readonly protect: boolean;
      readonly inputs: { readonly userEmails: readonly string[]; readonly groupNames: readonly string[] };
    };

/** A media retention policy that starts screen recordings, as the provider takes it. Queues, users and the integration by name. */
export interface PlannedRecordingPolicy {
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly order?: number;
  readonly conditions: {
    readonly forQueueNames?: readonly string[];
    readonly forUserEmails?: readonly string[];
    readonly directions?: readonly string[];
    readonly mediaTypes: readonly string[];
  };
  readonly actions: {
    readonly initiateScreenRecording: {
      readonly recordAcw: boolean;
      readonly archiveRetention?: { readonly days: number; readonly storageMedium: string };
      readonly deleteRetention?: { readonly days: number };
    };
    readonly integrationExport?: { readonly integrationName: string; readonly shouldExportScreenRecordings: boolean };
  };
}

/** The planned resource of one type. */
export type Planned<Type extends PlannedResource["type"]> = Extract<PlannedResource, { readonly type: Type }>;

/**
 * What a component will create and what that means for access: plain data, known before anything
 * is created. Components register it as their output `plan`, so that policies read it instead of
 * joining resources whose ids are not known yet.
 */
export interface Plan {
  readonly resources: readonly PlannedResource[];
  readonly access: AccessFragment;
  /** Permissions (`domain:entity:action`) that the principal of the plan holds by it, sorted. */
  readonly permissions: readonly string[];
}

/** Where an argument of a component was declared, by its path in the arguments (`["calls", 0]`). */
export type PlaceOf = (path: readonly (string | number)[]) => Place;
