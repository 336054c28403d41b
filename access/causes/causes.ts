import type { Cause } from "./cause";
import type { CauseId } from "./ids";
import { abacPolicyDenied } from "./pages/abac-policy-denied";
import { agentMissingParticipate } from "./pages/agent-missing-participate";
import { appNotAuthorizedInOrg } from "./pages/app-not-authorized-in-org";
import { assigneeLacksPermission } from "./pages/assignee-lacks-permission";
import { batchJobOtherPrincipal } from "./pages/batch-job-other-principal";
import { clientCredentialsIgnoresScopes } from "./pages/client-credentials-ignores-scopes";
import { clientInGroup } from "./pages/client-in-group";
import { clientInactive } from "./pages/client-inactive";
import { conditionalPermissionMismatch } from "./pages/conditional-permission-mismatch";
import { crossOrgClientCredentials } from "./pages/cross-org-client-credentials";
import { deployerLacksRole } from "./pages/deployer-lacks-role";
import { divisionAwareGranting } from "./pages/division-aware-granting";
import { embedDomainNotAllowed } from "./pages/embed-domain-not-allowed";
import { enforcementTightened } from "./pages/enforcement-tightened";
import { featureToggleOff } from "./pages/feature-toggle-off";
import { groupRolesDisabled } from "./pages/group-roles-disabled";
import { homeDivisionOnlyGrant } from "./pages/home-division-only-grant";
import { invalidScopeName } from "./pages/invalid-scope-name";
import { inventedHeader } from "./pages/invented-header";
import { ipNotAllowlisted } from "./pages/ip-not-allowlisted";
import { malformedTokenRequest } from "./pages/malformed-token-request";
import { misleadingErrorText } from "./pages/misleading-error-text";
import { missingClientRoles } from "./pages/missing-client-roles";
import { missingClientScope } from "./pages/missing-client-scope";
import { missingDivisionGrant } from "./pages/missing-division-grant";
import { missingPermissionAll } from "./pages/missing-permission-all";
import { missingPermissionAny } from "./pages/missing-permission-any";
import { missingScope } from "./pages/missing-scope";
import { nonUserContextRequired } from "./pages/non-user-context-required";
import { notActiveParticipant } from "./pages/not-active-participant";
import { notificationTopic } from "./pages/notification-topic";
import { ownGatewayRefusal } from "./pages/own-gateway-refusal";
import { permissionUnavailableInOrg } from "./pages/permission-unavailable-in-org";
import { premiumAppNotEnabled } from "./pages/premium-app-not-enabled";
import { propagationDelay } from "./pages/propagation-delay";
import { rateLimited } from "./pages/rate-limited";
import { readonlyScopeForWrite } from "./pages/readonly-scope-for-write";
import { recordingViewSubpermission } from "./pages/recording-view-subpermission";
import { redirectUriMismatch } from "./pages/redirect-uri-mismatch";
import { roleLimit } from "./pages/role-limit";
import { schemaError } from "./pages/schema-error";
import { sensitiveDataHidden } from "./pages/sensitive-data-hidden";
import { staleTokenScope } from "./pages/stale-token-scope";
import { thirdParty403 } from "./pages/third-party-403";
import { tokenExpiredOrIdle } from "./pages/token-expired-or-idle";
import { trustDisabledOrExpired } from "./pages/trust-disabled-or-expired";
import { unknownClientId } from "./pages/unknown-client-id";
import { unknownEndpoint } from "./pages/unknown-endpoint";
import { unknownPermission } from "./pages/unknown-permission";
import { unknownRoleName } from "./pages/unknown-role-name";
import { userContextRequired } from "./pages/user-context-required";
import { wfmScopeOfAccess } from "./pages/wfm-scope-of-access";
import { wrongClientSecret } from "./pages/wrong-client-secret";
import { wrongGrantType } from "./pages/wrong-grant-type";
import { wrongPrincipalRoles } from "./pages/wrong-principal-roles";
import { wrongRegionHost } from "./pages/wrong-region-host";
import { wrongScopeFamily } from "./pages/wrong-scope-family";
import { wrongSubjectType } from "./pages/wrong-subject-type";
import { wrongTokenEndpoint } from "./pages/wrong-token-endpoint";

/** Every cause by its id. */
export const causes: Readonly<Record<CauseId, Cause>> = {
  "unknown-endpoint": unknownEndpoint,
  "unknown-permission": unknownPermission,
  "permission-unavailable-in-org": permissionUnavailableInOrg,
  "missing-permission-any": missingPermissionAny,
  "missing-permission-all": missingPermissionAll,
  "missing-division-grant": missingDivisionGrant,
  "home-division-only-grant": homeDivisionOnlyGrant,
  "wrong-principal-roles": wrongPrincipalRoles,
  "client-in-group": clientInGroup,
  "group-roles-disabled": groupRolesDisabled,
  "wrong-subject-type": wrongSubjectType,
  "missing-client-roles": missingClientRoles,
  "missing-client-scope": missingClientScope,
  "invalid-scope-name": invalidScopeName,
  "missing-scope": missingScope,
  "readonly-scope-for-write": readonlyScopeForWrite,
  "wrong-scope-family": wrongScopeFamily,
  "stale-token-scope": staleTokenScope,
  "client-credentials-ignores-scopes": clientCredentialsIgnoresScopes,
  "app-not-authorized-in-org": appNotAuthorizedInOrg,
  "user-context-required": userContextRequired,
  "non-user-context-required": nonUserContextRequired,
  "conditional-permission-mismatch": conditionalPermissionMismatch,
  "abac-policy-denied": abacPolicyDenied,
  "ip-not-allowlisted": ipNotAllowlisted,
  "client-inactive": clientInactive,
  "wrong-region-host": wrongRegionHost,
  "wrong-token-endpoint": wrongTokenEndpoint,
  "invented-header": inventedHeader,
  "unknown-role-name": unknownRoleName,
  "cross-org-client-credentials": crossOrgClientCredentials,
  "trust-disabled-or-expired": trustDisabledOrExpired,
  "premium-app-not-enabled": premiumAppNotEnabled,
  "feature-toggle-off": featureToggleOff,
  "recording-view-subpermission": recordingViewSubpermission,
  "batch-job-other-principal": batchJobOtherPrincipal,
  "sensitive-data-hidden": sensitiveDataHidden,
  "agent-missing-participate": agentMissingParticipate,
  "not-active-participant": notActiveParticipant,
  "wfm-scope-of-access": wfmScopeOfAccess,
  "notification-topic": notificationTopic,
  "assignee-lacks-permission": assigneeLacksPermission,
  "enforcement-tightened": enforcementTightened,
  "deployer-lacks-role": deployerLacksRole,
  "division-aware-granting": divisionAwareGranting,
  "role-limit": roleLimit,
  "token-expired-or-idle": tokenExpiredOrIdle,
  "propagation-delay": propagationDelay,
  "misleading-error-text": misleadingErrorText,
  "schema-error": schemaError,
  "third-party-403": thirdParty403,
  "wrong-client-secret": wrongClientSecret,
  "unknown-client-id": unknownClientId,
  "wrong-grant-type": wrongGrantType,
  "malformed-token-request": malformedTokenRequest,
  "redirect-uri-mismatch": redirectUriMismatch,
  "rate-limited": rateLimited,
  "embed-domain-not-allowed": embedDomainNotAllowed,
  "own-gateway-refusal": ownGatewayRefusal,
};
