import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `assignee-lacks-permission`: Somebody whom the request names lacks a permission. */
export const assigneeLacksPermission: Cause = {
  id: "assignee-lacks-permission",
  title: "Somebody whom the request names lacks a permission",
  stage: "service",
  certainty: "confirmed",
  source: "Specification: assignee.*, owner.*, quality.evaluation.*, participate.permission.missing",
  detectable: "run",
  configuration: "The object is to be assigned to, owned by or attended by a user who may not do what the assignment asks of him.",
  seen: [
    { status: 403, code: "assignee.missing.any.permissions", message: "Assignee does not have permissions assigned" },
    { status: 403, code: "owner.missing.any.division.permissions", message: "Owner must have required permissions in the case division." },
    {
      status: 400,
      code: "participate.permission.missing",
      message: "Some participants are missing the 'coaching:appointment:participate' permission.",
    },
    {
      status: 400,
      code: "quality.evaluation.agent.doesnt.have.participate.permission",
      message: "Agent does not have evaluation participate permission",
    },
  ],
  beliefs: [
    { belief: "The caller lacks it.", truth: "The caller was admitted; the assignee, owner, evaluator or participant was not." },
    { belief: "A more powerful client helps.", truth: "The other person needs the permission." },
  ],
  fix: {
    sentence: "Give the person whom the request names a role with the permission, in the object's division, or name somebody else.",
    orgFile: `genesys-access:groups:
  evaluators:
    existing: true
    divisions: [all]
    permissions:
      - permission: quality:evaluation:edit
        reason: members are assigned evaluations`,
    menu: `${menus.people} of the person named`,
  },
  prove: ["genesys-access what user:EMAIL --org ORG"],
  near: ["agent-missing-participate", "missing-permission-any", "missing-division-grant"],
};
