import { called } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `client-inactive`: Clients and service users that applications use are active. */
export const clientInactive: Rule = {
  id: "client-inactive",
  title: "Clients and service users that applications use are active",
  cause: "client-inactive",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 401, code: "bad.credentials" }],
  certainty: "confirmed",
  source: "specification, OAuthClient.state: no token for an inactive client; the tokens of a disabled one are invalid",
  why: "An inactive client gets no token, and a disabled one loses those it has. A user who was deactivated takes the tokens that act for him along.",
  fix: 'Set `state` to "active", or remove the application.',
  reach: "resource",
  examples: {
    language: "program",
    bad: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: Queue reader, authorizedGrantType: CLIENT-CREDENTIALS, state: inactive, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
`,
    good: `
resources:
  role:
    type: genesyscloud:index/authRole:AuthRole
    options: { protect: true }
    properties: { name: Queue reader, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    options: { protect: true }
    properties: { name: Queue reader, authorizedGrantType: CLIENT-CREDENTIALS, state: active, roles: [{ roleId: "\${role.id}", divisionId: "*" }] }
`,
  },
  check: (graph, { reading }) => {
    const clients = graph.clients
      .filter(({ state }) => state !== "active")
      .map((client): RuleFinding => ({
        kind: "violation",
        key: client.key,
        subject: called("client", client),
        place: client.place,
        message:
          client.state === "disabled"
            ? "The client is disabled: its tokens are invalid and it gets no new ones."
            : "The client is inactive: it gets no tokens, and inactive clients are deleted in the end.",
        fix: 'Write `state: "active"`, or remove the client with its role.',
        refuses: { call: "every call of the client", status: 401, code: "bad.credentials" },
      }));
    const users = graph.applications.flatMap((application): readonly RuleFinding[] => {
      const user = application.user === undefined ? undefined : reading.user(application.user);
      if (user === undefined || user.state === "active") return [];
      return [
        {
          kind: "violation",
          key: `${application.key} ${user.key}`,
          subject: called("application", application),
          place: user.place,
          message: `The application acts for ${user.email}, who is ${user.state}: no token acts for such a user.`,
          fix: `Activate ${user.email}, or name another \`serviceUser\`.`,
          refuses: { call: "every call of the application", status: 401, code: "bad.credentials" },
        },
      ];
    });
    return [...clients, ...users];
  },
};
