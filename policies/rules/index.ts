import type { Rule } from "../rule";
import { abacPolicyDenied } from "./abac-policy-denied";
import { agentMissingParticipate } from "./agent-missing-participate";
import { appNotAuthorizedInOrg } from "./app-not-authorized-in-org";
import { batchJobOtherPrincipal } from "./batch-job-other-principal";
import { clientCredentialsIgnoresScopes } from "./client-credentials-ignores-scopes";
import { clientInGroup } from "./client-in-group";
import { clientInactive } from "./client-inactive";
import { clientWithoutAllowedAddresses } from "./client-without-allowed-addresses";
import { conditionalPermissionMismatch } from "./conditional-permission-mismatch";
import { crossOrgClientCredentials } from "./cross-org-client-credentials";
import { deployerLacksRole } from "./deployer-lacks-role";
import { deployerManagesItself } from "./deployer-manages-itself";
import { deployerMissingPermission } from "./deployer-missing-permission";
import { deployerTooPowerful } from "./deployer-too-powerful";
import { deprecatedOperation } from "./deprecated-operation";
import { divisionAwareGranting } from "./division-aware-granting";
import { enforcementTightened } from "./enforcement-tightened";
import { grantLikePermission } from "./grant-like-permission";
import { groupRolesDisabled } from "./group-roles-disabled";
import { homeDivisionOnlyGrant } from "./home-division-only-grant";
import { implicitGrantRetired } from "./implicit-grant-retired";
import { insecureRedirectUri } from "./insecure-redirect-uri";
import { invalidScopeName } from "./invalid-scope-name";
import { inventedHeader } from "./invented-header";
import { ipNotAllowlisted } from "./ip-not-allowlisted";
import { lastAdminUnprotected } from "./last-admin-unprotected";
import { missingClientRoles } from "./missing-client-roles";
import { missingClientScope } from "./missing-client-scope";
import { missingDivisionGrant } from "./missing-division-grant";
import { missingPermissionAll } from "./missing-permission-all";
import { missingPermissionAny } from "./missing-permission-any";
import { missingScope } from "./missing-scope";
import { nonUserContextRequired } from "./non-user-context-required";
import { notActiveParticipant } from "./not-active-participant";
import { notificationTopic } from "./notification-topic";
import { ownerMissing } from "./owner-missing";
import { permissionNeededFromDate } from "./permission-needed-from-date";
import { permissionUnavailableInOrg } from "./permission-unavailable-in-org";
import { plainSecret } from "./plain-secret";
import { premiumAppNotEnabled } from "./premium-app-not-enabled";
import { rateLimited } from "./rate-limited";
import { readonlyScopeForWrite } from "./readonly-scope-for-write";
import { recordingPurposeMissing } from "./recording-purpose-missing";
import { recordingViewSubpermission } from "./recording-view-subpermission";
import { redirectUriMismatch } from "./redirect-uri-mismatch";
import { reviewOverdue } from "./review-overdue";
import { roleLimit } from "./role-limit";
import { schemaError } from "./schema-error";
import { screenRecordingOff } from "./screen-recording-off";
import { sensitiveDataHidden } from "./sensitive-data-hidden";
import { tokenExpiredOrIdle } from "./token-expired-or-idle";
import { toxicPermissionPair } from "./toxic-permission-pair";
import { trustDisabledOrExpired } from "./trust-disabled-or-expired";
import { uiPermissionForMachine } from "./ui-permission-for-machine";
import { unknownEndpoint } from "./unknown-endpoint";
import { unknownPerformanceView } from "./unknown-performance-view";
import { unknownPermission } from "./unknown-permission";
import { unknownRoleName } from "./unknown-role-name";
import { unprotectedClient } from "./unprotected-client";
import { unprotectedRole } from "./unprotected-role";
import { unusedPermission } from "./unused-permission";
import { userContextRequired } from "./user-context-required";
import { waiverExpired } from "./waiver-expired";
import { waiverSelfApproved } from "./waiver-self-approved";
import { waiverTooBroad } from "./waiver-too-broad";
import { waiverUnused } from "./waiver-unused";
import { wfmScopeOfAccess } from "./wfm-scope-of-access";
import { wildcardDeprecated } from "./wildcard-deprecated";
import { wildcardPermission } from "./wildcard-permission";
import { wrongGrantType } from "./wrong-grant-type";
import { wrongPrincipalRoles } from "./wrong-principal-roles";
import { wrongRegionHost } from "./wrong-region-host";
import { wrongScopeFamily } from "./wrong-scope-family";
import { wrongSubjectType } from "./wrong-subject-type";
import { wrongTokenEndpoint } from "./wrong-token-endpoint";

/** Every rule of the product, by id. */
export const allRules: readonly Rule[] = [
  abacPolicyDenied,
  agentMissingParticipate,
  appNotAuthorizedInOrg,
  batchJobOtherPrincipal,
  clientCredentialsIgnoresScopes,
  clientInGroup,
  clientInactive,
  clientWithoutAllowedAddresses,
  conditionalPermissionMismatch,
  crossOrgClientCredentials,
  deployerLacksRole,
  deployerManagesItself,
  deployerMissingPermission,
  deployerTooPowerful,
  deprecatedOperation,
  divisionAwareGranting,
  enforcementTightened,
  grantLikePermission,
  groupRolesDisabled,
  homeDivisionOnlyGrant,
  implicitGrantRetired,
  insecureRedirectUri,
  invalidScopeName,
  inventedHeader,
  ipNotAllowlisted,
  lastAdminUnprotected,
  missingClientRoles,
  missingClientScope,
  missingDivisionGrant,
  missingPermissionAll,
  missingPermissionAny,
  missingScope,
  nonUserContextRequired,
  notActiveParticipant,
  notificationTopic,
  ownerMissing,
  permissionNeededFromDate,
  permissionUnavailableInOrg,
  plainSecret,
  premiumAppNotEnabled,
  rateLimited,
  readonlyScopeForWrite,
  recordingPurposeMissing,
  recordingViewSubpermission,
  redirectUriMismatch,
  reviewOverdue,
  roleLimit,
  schemaError,
  screenRecordingOff,
  sensitiveDataHidden,
  tokenExpiredOrIdle,
  toxicPermissionPair,
  trustDisabledOrExpired,
  uiPermissionForMachine,
  unknownEndpoint,
  unknownPerformanceView,
  unknownPermission,
  unknownRoleName,
  unprotectedClient,
  unprotectedRole,
  unusedPermission,
  userContextRequired,
  waiverExpired,
  waiverSelfApproved,
  waiverTooBroad,
  waiverUnused,
  wfmScopeOfAccess,
  wildcardDeprecated,
  wildcardPermission,
  wrongGrantType,
  wrongPrincipalRoles,
  wrongRegionHost,
  wrongScopeFamily,
  wrongSubjectType,
  wrongTokenEndpoint,
];
