import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `notification-topic`: A notification topic needs a permission of its own. */
export const notificationTopic: Cause = {
  id: "notification-topic",
  title: "A notification topic needs a permission of its own",
  stage: "service",
  certainty: "confirmed",
  source: "Specification: notification.unauthorized.topic and .divisioned.topic; the subscription calls declare no permission",
  detectable: "program",
  configuration: "A channel subscribes to a topic whose data the principal may not see, at all or in that division.",
  seen: [
    { status: 403, code: "notification.unauthorized.topic", message: "Not authorized for this topic." },
    { status: 403, code: "notification.unauthorized.divisioned.topic", message: "No divisioned permissions for this topic." },
    { status: 403, code: "notification.forbidden.topic", message: "Topic is forbidden" },
  ],
  beliefs: [
    {
      belief: "A scope such as notifications:subscribe is missing.",
      truth: "The scope is notifications; the topic asks for the permission of its data.",
    },
    {
      belief: "The subscription call declares no permission, so none is needed.",
      truth: "None declared is not none needed: each topic has its own.",
    },
  ],
  fix: {
    sentence: "Grant the permission that the topic's data needs, in the division of the object.",
    orgFile: `genesys-access:applications:
  wallboard:
    calls:
      - POST /api/v2/notifications/channels
      - POST /api/v2/notifications/channels/{channelId}/subscriptions
    topics: ["v2.routing.queues.{id}.conversations"]
    permissions:
      - permission: conversation:communication:view
        reason: conversations of queues are shown on the wallboard
    divisions: [all]`,
    menu: `${menus.roles}, then ${menus.oauthClientRoles}`,
  },
  prove: ['curl -s "https://api.DOMAIN/api/v2/notifications/availabletopics?expand=requiresPermissions" -H "Authorization: Bearer $TOKEN"'],
  near: ["missing-division-grant", "missing-scope", "missing-permission-any"],
};
