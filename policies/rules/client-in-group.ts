import { called, capital, subjectName } from "../reading/words";
import type { Rule } from "../rule";

/** Rule `client-in-group`: Members of groups are users, never OAuth clients. */
export const clientInGroup: Rule = {
  id: "client-in-group",
  title: "Members of groups are users, never OAuth clients",
  cause: "client-in-group",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 400, code: "general.resource.not.found" }],
  operations: ["postGroupMembers"],
  certainty: "confirmed",
  source: "specification, POST /api/v2/groups/{groupId}/members: members are users; an unknown id is refused with 'Group members were not found.'",
  why:
    "A client-credentials client is no user: it cannot be a member of a group, and it inherits nothing from one. " +
    "Roles that it needs must be granted to the client itself.",
  fix: "Take the client out of the group and give it the roles: in an org file its role follows from its calls.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    calls: [GET /api/v2/routing/queues]
genesys-access:groups:
  reviewers:
    existing: false
    members: [archive]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    calls: [GET /api/v2/routing/queues]
genesys-access:groups:
  reviewers:
    existing: false
    members: [jo@example.com]
`,
  },
  check: (graph, { reading }) =>
    graph.memberships
      .filter((membership) => membership.member.kind === "client")
      .map(({ group: groupKey, member, place }) => {
        const group = reading.group(groupKey);
        const groupText = group === undefined ? `group ${groupKey}` : called("group", group);
        return {
          kind: "violation",
          key: `${groupKey} ${member.key}`,
          subject: groupText,
          place,
          message: `${capital(subjectName(reading, member))} is listed as a member of ${groupText}. Only users can be members; a client inherits nothing from a group.`,
          fix: `Remove it from \`${place.kind === "urn" ? "memberIds" : "members"}\` and grant the role to the client itself: declare its calls, or list the role under its \`roles\`.`,
          refuses: { call: "POST /api/v2/groups/{groupId}/members", status: 400, code: "general.resource.not.found" },
        };
      }),
};
