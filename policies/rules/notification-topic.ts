import * as z from "zod";
import { called, subjectName } from "../reading/words";
import type { RuleFinding } from "../finding";
import { ruleWithOptions } from "../rule";

/** Topics whose name names the entity of a permission; the org's own list settles it. */
const defaults: Readonly<Record<string, string>> = {
  "v2.analytics.queues.{id}.observations": "analytics:queueObservation:view",
  "v2.analytics.users.{id}.observations": "analytics:userObservation:view",
  "v2.analytics.users.{id}.aggregates": "analytics:userAggregate:view",
};

/** Rule `notification-topic`: Subscribers of notification topics hold the topics' permissions. */
export const notificationTopic = ruleWithOptions({
  id: "notification-topic",
  title: "Subscribers of notification topics hold the topics' permissions",
  cause: "notification-topic",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [
    { status: 403, code: "notification.unauthorized.topic" },
    { status: 403, code: "notification.unauthorized.divisioned.topic" },
  ],
  operations: ["postNotificationsChannelSubscriptions", "putNotificationsChannelSubscriptions"],
  certainty: "unsupported",
  source: "specification, refusals notification.*; which topic asks for which permission is in no specification, GET /api/v2/notifications/availabletopics of a live org says it",
  why:
    "Subscribing declares no permission, yet each topic asks for one, some of them per division. The refusal names neither the topic nor the permission.",
  fix: "Ask for the topic's permission, and state topics of your own as the option `topics` of this rule.",
  options: z.strictObject({
    topics: z.record(z.string(), z.string()).default({}).describe("Permission by topic; `{id}` stands for any id."),
  }),
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard:
    calls: ["POST /api/v2/notifications/channels", GET /api/v2/routing/queues]
    topics: ["v2.analytics.queues.{id}.observations"]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard:
    calls: [POST /api/v2/analytics/queues/observations/query]
    topics: ["v2.analytics.queues.{id}.observations"]
`,
  },
  check: (graph, { options, reading }) => {
    const known = Object.entries({ ...defaults, ...options.topics });
    return graph.applications.flatMap((application) =>
      application.topics.flatMap(({ topic, place }): readonly RuleFinding[] => {
        const permission = known.find(([pattern]) => shape(pattern) === shape(topic))?.[1];
        if (permission === undefined) {
          return [
            {
              kind: "unchecked",
              key: `topic ${shape(topic)}`,
              subject: called("application", application),
              place,
              message: `Which permission the topic ${shape(topic)} asks for is known to the org only.`,
              fix: "`GET /api/v2/notifications/availabletopics?expand=requiresPermissions` says it; state it as option `topics` of the rule notification-topic.",
            },
          ];
        }
        const principal = reading.principal(application);
        if (principal === undefined || reading.decider.holds(principal, permission) !== "no") return [];
        return [
          {
            kind: "violation",
            key: `${application.key} ${shape(topic)}`,
            subject: called("application", application),
            place,
            message: `The topic ${topic} asks for ${permission}, which ${subjectName(reading, principal)} does not hold.`,
            fix: `Add to its \`permissions\`: \`- { permission: "${permission}", reason: it subscribes to ${shape(topic)} }\`.`,
            refuses: { call: "POST /api/v2/notifications/channels/{channelId}/subscriptions", status: 403, code: "notification.unauthorized.topic" },
          },
        ];
      }),
    );
  },
});

function shape(topic: string): string {
  return topic.replace(/\{[^}]*\}|[0-9a-f]{8}-[0-9a-f-]{27}/gi, "{id}");
}
