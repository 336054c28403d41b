import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `conditional-permission-mismatch`: The permission is held under a condition that is not met. */
export const conditionalPermissionMismatch: Cause = {
  id: "conditional-permission-mismatch",
  title: "The permission is held under a condition that is not met",
  stage: "permission",
  certainty: "likely",
  source:
    "Specification: DomainResourceConditionNode; help page on viewing own recordings only. What a Current User condition does for a client is stated nowhere",
  detectable: "program",
  configuration:
    "The role's permission policy carries a condition (user, queue or team) which this object does not meet; or it says Current User and the token is a client's, who has none.",
  seen: [
    { status: 403, code: "missing.any.permissions", note: "although the role lists the permission" },
    { status: 403, code: "quality.evaluation.view.permission.check.failed", note: "or another service's own code" },
    { note: "own recordings or queues work, others do not" },
  ],
  beliefs: [
    {
      belief: "The permission is ticked, so it is held.",
      truth: "A condition on it holds it back for everything that the condition does not cover.",
    },
    {
      belief: 'A role for "own recordings only" suits a client too.',
      truth: "A client has no current user, so the condition cannot come true.",
    },
  ],
  fix: {
    sentence: "Use a role without the condition, or one whose condition covers the object.",
    orgFile: `genesys-access:applications:
  recordings-reader:
    permissions:
      - permission: recording:recording:view
        reason: reads recordings of all agents, so without a condition`,
    menu: `${menus.roles} > the role > the permission's conditions`,
  },
  prove: [
    'curl -s https://api.DOMAIN/api/v2/authorization/roles/ROLE_ID -H "Authorization: Bearer $TOKEN" (permissionPolicies[].resourceConditionNode)',
    'genesys-access can application:NAME "CALL" --org ORG',
  ],
  near: ["missing-permission-any", "missing-division-grant", "abac-policy-denied", "recording-view-subpermission"],
};
