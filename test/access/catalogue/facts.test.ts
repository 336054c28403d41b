import { describe, expect, it } from "vitest";
import {
  catalogue,
  datedChanges,
  defaultRole,
  defaultRoles,
  doubts,
  extraPermissions,
  grantLike,
  inventedRoles,
  otherConditionsOf,
  overrides,
  permissionsOfView,
  undeclaredFacts,
  unexpectedFamily,
  vendorSets,
  views,
} from "../../../access";

const facts = catalogue();

describe("facts written by hand", () => {
  it("each have a source and a certainty", () => {
    const sourced = [
      ...overrides,
      ...extraPermissions,
      ...grantLike,
      ...views,
      ...datedChanges,
      ...defaultRoles,
      ...doubts,
      ...vendorSets,
      ...Object.values(undeclaredFacts),
    ];
    expect(sourced.length).toBeGreaterThan(60);
    for (const fact of sourced) {
      expect(fact.source).not.toBe("");
      expect(["confirmed", "likely", "unsupported"]).toContain(fact.certainty);
    }
  });

  it("name every dated change with its date or without one", () => {
    expect(datedChanges.map((change) => [change.from, change.id])).toEqual([
      ["2025-02", "client-secret-shown-once"],
      ["2025-12-01", "user-management-enforced"],
      ["2026-03-01", "call-add-split"],
      ["2026-03", "implicit-grant"],
      ["2026-06-01", "wildcards-deprecated"],
      [undefined, "client-allowed-addresses"],
    ]);
  });
});

describe("Performance views", () => {
  it("are six, by key", () => {
    expect(views.map((view) => view.key)).toEqual([
      "agents-status",
      "contact-center",
      "dashboards",
      "interactions",
      "own-recordings",
      "recordings",
    ]);
  });

  it.each([
    [
      "dashboards",
      {},
      [
        "analytics:conversationAggregate:view",
        "analytics:dashboardConfigurations:view",
        "analytics:queueObservation:view",
        "directory:user:view",
        "routing:queue:view",
      ],
    ],
    ["contact-center", {}, ["analytics:conversationAggregate:view", "analytics:queueObservation:view", "routing:queue:view"]],
    [
      "contact-center",
      { ui: true },
      ["analytics:conversationAggregate:view", "analytics:queueObservation:view", "routing:queue:view", "ui:supervisorDashboard:view"],
    ],
    ["agents-status", {}, ["analytics:userAggregate:view", "directory:user:view", "routing:queue:join"]],
    ["interactions", {}, ["analytics:conversationDetail:view", "conversation:communication:view", "recording:recording:view"]],
    [
      "interactions",
      { media: ["screen"] as const },
      [
        "analytics:conversationDetail:view",
        "conversation:communication:view",
        "recording:recording:view",
        "recording:screenRecording:view",
      ],
    ],
    ["recordings", {}, ["recording:screenRecording:view"]],
    ["own-recordings", {}, ["analytics:conversationDetail:view", "recording:recording:view"]],
  ] as const)("%s with %j need %j", (key, options, permissions) => {
    const view = facts.view(key);
    expect(view === undefined ? [] : permissionsOfView(view, options)).toEqual(permissions);
  });

  it("grant nothing of the user interface unless asked", () => {
    for (const view of views)
      expect(permissionsOfView(view, { media: ["screen", "audio"] }).filter((permission) => permission.startsWith("ui:"))).toEqual([]);
  });

  it("of own recordings are meant under a condition, the others are not", () => {
    expect(views.filter((view) => view.ownOnly).map((view) => view.key)).toEqual(["own-recordings"]);
  });
});

describe("default roles", () => {
  it("are found in any case and by their former names", () => {
    expect(defaultRole("admin")?.name).toBe("Admin");
    expect(defaultRole("PureCloud User")?.name).toBe("User");
    expect(defaultRole("Quality Administrator")?.holds).toContain("recording:screenRecording:view");
  });

  it("do not include those that people invent", () => {
    for (const name of inventedRoles) expect(defaultRole(name)).toBeUndefined();
  });
});

describe("where divisions matter", () => {
  it.each([
    ["recording:recording:view", true],
    ["conversation:communication:view", true],
    ["analytics:conversationDetail:view", true],
    ["analytics:agentConversationDetail:view", true],
    ["routing:queue:view", true],
    ["directory:user:view", true],
    ["wfm:schedule:view", true],
    ["quality:evaluation:view", true],
    ["recording:retentionPolicy:view", false],
    ["recording:settings:editScreenRecordings", false],
    ["oauth:client:view", false],
    ["authorization:role:add", false],
    ["integrations:integration:view", false],
  ])("%s is held per division: %s, which is likely", (permission, aware) => {
    expect(facts.divisionAwareness(permission)).toMatchObject({ aware, certainty: "likely" });
  });
});

describe("scope families that a path does not suggest", () => {
  it.each([
    ["postRecordingBatchrequests", "quality"],
    ["getOrphanrecordings", "quality"],
    ["postScreenrecordingToken", "authorization"],
    ["postRecordingsScreensessionsMetadata", "conversations"],
    ["getUserRoles", "authorization"],
    ["getTeams", "groups"],
  ])("%s wants %s", (id, family) => {
    const operation = facts.operation(id);
    expect(operation === undefined ? undefined : unexpectedFamily(operation, facts.isScope)?.real).toBe(family);
  });

  it.each(["getConversation", "getRecordingSettings", "postScimUsers", "getWorkforcemanagementBusinessunits", "getTimezones"])(
    "is not said of %s",
    (id) => {
      const operation = facts.operation(id);
      expect(operation === undefined ? "missing" : unexpectedFamily(operation, facts.isScope)).toBeUndefined();
    },
  );
});

describe("what else decides", () => {
  it.each([
    ["postOauthClients", ["object"]],
    ["getRecordingBatchrequest", ["ownership"]],
    ["postUserScreenmonitorsSessions", ["party"]],
    ["patchConversationRecordingstate", ["ownership"]],
    ["getOrgauthorizationTrustors", []],
  ])("%s: %j", (id, kinds) => {
    const operation = facts.operation(id);
    expect(operation === undefined ? undefined : otherConditionsOf(operation).map((entry) => entry.kind)).toEqual(kinds);
  });
});
