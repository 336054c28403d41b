/**
 * The components of genesys-access for programs of one's own: what applications, groups and service users may
 * do in a Genesys Cloud org.
 */
export { AccessGroup } from "./access-group";
export type { AccessGroupArgs } from "./access-group/args";
export { Application } from "./application";
export type { ApplicationArgs, BatchJobs } from "./application/args";
export type { PermissionCondition, PermissionConditionOperand, PermissionConditionTerm, PermissionRequest, RoleGrant } from "./args";
export { DataActionConnection } from "./data-action-connection";
export type { DataActionConnectionArgs } from "./data-action-connection/args";
export { OAuthClient } from "./oauth-client";
export type { OAuthClientArgs } from "./oauth-client/args";
export { PartnerOrgs } from "./partner-orgs";
export type { PartnerOrgsArgs, PartnerOrgTrust } from "./partner-orgs/args";
export { PerformanceViews } from "./performance-views";
export type { PerformanceViewsArgs } from "./performance-views/args";
export { ScreenRecording } from "./screen-recording";
export type { ScreenRecordingArgs, ScreenRecordingPolicy } from "./screen-recording/args";
export { ServiceAccountRole } from "./service-account-role";
export type { ServiceAccountRoleArgs } from "./service-account-role/args";
export { ServiceUser } from "./service-user";
export type { ServiceUserArgs } from "./service-user/args";
export { ServiceUserClient } from "./service-user-client";
export type { ServiceUserClientArgs } from "./service-user-client/args";
