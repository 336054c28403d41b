import fc from "fast-check";
import {
  type AccessGraph,
  type Decision,
  type DivisionRef,
  type Grant,
  GraphBuilder,
  type Operation,
  type PermissionPolicy,
  type PolicyCondition,
  type Principal,
  type Role,
  catalogue,
  principalsOf,
} from "../../access";

const facts = catalogue();
const place = { kind: "live", path: "generated" } as const;

/** Operations that between them have every shape of gate, second check, scope and context. */
export const sampleOperations: readonly Operation[] = [
  "getConversationRecordings",
  "putConversationRecording",
  "putConversationRecordingAnnotation",
  "postAnalyticsConversationsDetailsQuery",
  "getRecordingsScreensessionsDetails",
  "putRecordingJob",
  "getRecordingJobs",
  "getRecordingBatchrequest",
  "postRecordingBatchrequests",
  "getRoutingQueue",
  "deleteRoutingQueue",
  "getQualityConversationEvaluation",
  "getUsersMe",
  "postConversationsMessagesAgentless",
  "getOauthClients",
  "postAuthorizationDivisions",
  "getTimezones",
  "postRecordingsScreensessionsMetadata",
  "getAuthorizationSubjectsMe",
  "deleteUser",
].map((id) => {
  const operation = facts.operation(id);
  if (operation === undefined) throw new Error(`the sample names ${id}, which the catalogue does not have`);
  return operation;
});

const policies: readonly Pick<PermissionPolicy, "domain" | "entity" | "actions">[] = [
  { domain: "recording", entity: "recording", actions: ["view"] },
  { domain: "recording", entity: "recording", actions: ["view", "editRetention"] },
  { domain: "recording", entity: "screenRecording", actions: ["*"] },
  { domain: "recording", entity: "*", actions: ["view"] },
  { domain: "recording", entity: "*", actions: ["*"] },
  { domain: "recording", entity: "annotation", actions: ["edit"] },
  { domain: "recording", entity: "job", actions: ["edit", "view"] },
  { domain: "analytics", entity: "conversationDetail", actions: ["view"] },
  { domain: "analytics", entity: "*", actions: ["view"] },
  { domain: "routing", entity: "queue", actions: ["*"] },
  { domain: "quality", entity: "evaluation", actions: ["assign"] },
  { domain: "quality", entity: "evaluation", actions: ["view"] },
  { domain: "oauth", entity: "client", actions: ["view"] },
  { domain: "authorization", entity: "*", actions: ["add"] },
  { domain: "admin", entity: "", actions: [] },
];

const conditions: readonly (PolicyCondition | undefined)[] = [
  undefined,
  undefined,
  undefined,
  { conjunction: "AND", terms: [{ variable: "User", operator: "EQ", operands: [{ type: "USER" }] }] },
  { conjunction: "OR", terms: [{ variable: "Queue", operator: "IN", operands: [{ type: "QUEUE", value: "q1" }] }] },
];

const divisionKeys = ["home", "uk", "de"] as const;

/** A division as a grant or a question names it. */
export const divisionRefs: fc.Arbitrary<DivisionRef> = fc.constantFrom<DivisionRef[]>(
  { kind: "all" },
  { kind: "home" },
  { kind: "division", key: "uk" },
  { kind: "division", key: "de" },
  { kind: "unknown", why: "an output" },
);

const roleKeys = ["r0", "r1", "r2"] as const;

const roles: fc.Arbitrary<readonly Role[]> = fc.tuple(
  ...roleKeys.map((key) =>
    fc
      .record({
        lines: fc.array(fc.tuple(fc.constantFrom(...policies), fc.constantFrom(...conditions)), { maxLength: 3 }),
        incomplete: fc.constantFrom(undefined, undefined, "an output"),
      })
      .map(({ lines, incomplete }): Role => ({
        key,
        name: key,
        policies: lines.map(([policy, condition]) => ({ ...policy, ...(condition === undefined ? {} : { condition }), place })),
        ...(incomplete === undefined ? {} : { incomplete }),
        place,
      })),
  ),
);

const subjects = [
  { kind: "client", key: "machine" },
  { kind: "client", key: "web" },
  { kind: "user", key: "amy" },
  { kind: "user", key: "bob" },
  { kind: "group", key: "quality" },
  { kind: "group", key: "closed" },
] as const;

/** A grant of one of the generated roles to one of the generated subjects. */
export const grants: fc.Arbitrary<Grant> = fc.record({
  subject: fc.constantFrom(...subjects),
  role: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...roleKeys).map((key) => ({ kind: "role" as const, key: key as string })) },
    { weight: 1, arbitrary: fc.subarray([...roleKeys]).map((keys) => ({ kind: "oneOf" as const, keys, why: "an output" })) },
  ),
  division: divisionRefs,
  place: fc.constant(place),
});

/** Graphs with two clients, two users and two groups, whose roles, grants, memberships and settings vary. */
export const graphs: fc.Arbitrary<AccessGraph> = fc
  .record({
    roles,
    grants: fc.array(grants, { maxLength: 8 }),
    members: fc.subarray([
      ["quality", "user", "amy"],
      ["quality", "user", "bob"],
      ["closed", "user", "amy"],
      ["quality", "client", "machine"],
    ] as const),
    scopes: fc.subarray([
      "recordings",
      "recordings:readonly",
      "analytics:readonly",
      "quality",
      "conversations",
      "user-basic-info",
      "routing",
      "authorization",
    ]),
    enforced: fc.constantFrom(true, false, undefined),
    aware: fc.constantFrom(undefined, ["recording:recording:view", "oauth:client:view"]),
  })
  .map(({ roles: generated, grants: held, members, scopes, enforced, aware }) => {
    let builder = new GraphBuilder("generated", {
      ...(enforced === undefined ? {} : { scopesEnforced: enforced }),
      ...(aware === undefined ? {} : { divisionAwarePermissions: aware }),
    })
      .client("machine")
      .client("web", { grantType: "CODE", scopes })
      .user("amy")
      .user("bob")
      .group("quality")
      .group("closed", [], { rolesEnabled: false })
      .application("machine-app", "machine", ["getConversationRecordings"], { recordings: ["screen"] })
      .application("web-app", "web", [], { user: "amy" });
    for (const key of divisionKeys) builder = builder.division(key, { home: key === "home" });
    return builder
      .with({ roles: generated, grants: held, memberships: members.map(([group, kind, key]) => ({ group, member: { kind, key }, place })) })
      .build();
  });

/** Every principal of a graph, and the user through the client. */
export function everyPrincipal(graph: AccessGraph): readonly Principal[] {
  return [
    ...principalsOf(graph).map((entry) => entry.principal),
    { kind: "user", key: "amy", via: "web" },
    { kind: "client", key: "machine" },
  ];
}

/** refused < undecided < allowed. */
export function rank(decision: Decision): number {
  return ["refused", "undecided", "allowed"].indexOf(decision.decision);
}
