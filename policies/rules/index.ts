import type { Rule } from "../rule";
import { clientCredentialsIgnoresScopes } from "./client-credentials-ignores-scopes";
import { clientInGroup } from "./client-in-group";
import { invalidScopeName } from "./invalid-scope-name";
import { missingClientRoles } from "./missing-client-roles";
import { missingClientScope } from "./missing-client-scope";
import { missingDivisionGrant } from "./missing-division-grant";
import { missingPermissionAll } from "./missing-permission-all";
import { missingPermissionAny } from "./missing-permission-any";
import { unknownEndpoint } from "./unknown-endpoint";
import { userContextRequired } from "./user-context-required";

/** Every rule of the product, by id. */
export const allRules: readonly Rule[] = [
  clientCredentialsIgnoresScopes,
  clientInGroup,
  invalidScopeName,
  missingClientRoles,
  missingClientScope,
  missingDivisionGrant,
  missingPermissionAll,
  missingPermissionAny,
  unknownEndpoint,
  userContextRequired,
];
