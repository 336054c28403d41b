import { describe, expect, it } from "vitest";
import {
  GraphBuilder,
  type Operation,
  catalogue,
  compareLive,
  describeChange,
  readLivePermissions,
  refreshCatalogue,
} from "../../../access";
import { swaggerOf } from "../catalogue/swagger";

const facts = catalogue();

function changed(change: (operation: Operation) => Operation | undefined, added: readonly Operation[] = []): string {
  const operations = [...facts.operations.flatMap((operation) => change(operation) ?? []), ...added];
  return JSON.stringify(swaggerOf(operations));
}

function refreshed(text: string) {
  return refreshCatalogue({ text, where: "swagger.json", date: "2027-01-31" });
}

describe("a refresh of the catalogue", () => {
  it("changes nothing for the same specification", () => {
    const { changes, affected, problems } = refreshed(changed((operation) => operation));
    expect(changes).toEqual([]);
    expect(affected).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("writes the same file for the same specification, in whatever order it lists its paths", () => {
    const straight = refreshed(JSON.stringify(swaggerOf(facts.operations))).file;
    const reversed = refreshed(JSON.stringify(swaggerOf([...facts.operations].reverse()))).file;
    expect(reversed).toBe(straight);
  });

  it("says in terms of access what changed", () => {
    const { changes } = refreshed(
      changed(
        (operation) => {
          switch (operation.id) {
            case "getUsersMe":
              return undefined;
            case "getConversationRecordings":
              return { ...operation, permissions: ["recording:recording:view"] };
            case "postRecordingJobs":
              return { ...operation, mode: "ANY", permissions: ["recording:job:add", "recording:job:edit"] };
            case "getRecordingJobs":
              return { ...operation, permissions: ["recording:job:see"] };
            case "getOauthClients":
              return { ...operation, mode: "ALL" };
            case "getRecordingSettings":
              return { ...operation, mode: "ANY", permissions: ["recording:settings:view"], scopes: ["recordings"] };
            case "getUser":
              return { ...operation, deprecated: true };
            default:
              return operation;
          }
        },
        [
          {
            id: "getNew",
            method: "GET",
            path: "/api/v2/new/{id}",
            tag: "New",
            scopes: [],
            mode: "none",
            permissions: [],
            deprecated: false,
            successCodes: ["200"],
            refusals: [],
            requiredQuery: [],
          },
        ],
      ),
    );
    expect(changes.map(describeChange)).toEqual([
      "permissions tightened: GET /api/v2/conversations/{conversationId}/recordings: ANY of recording:recording:view, recording:recordingSegment:view, recording:snippetRecording:view, recording:screenRecording:view -> recording:recording:view",
      "added: GET /api/v2/new/{id}",
      "permissions changed: GET /api/v2/recording/jobs: recording:job:view -> recording:job:see",
      "permissions loosened: POST /api/v2/recording/jobs: recording:job:add -> ANY of recording:job:add, recording:job:edit",
      "permissions tightened: GET /api/v2/recording/settings: none declared -> recording:settings:view",
      "scopes tightened: GET /api/v2/recording/settings: recordings, recordings:readonly -> recordings",
      "removed: GET /api/v2/users/me",
      "deprecated: GET /api/v2/users/{userId}",
    ]);
  });

  it("names the declared calls that get another answer", () => {
    const graph = new GraphBuilder("uk")
      .role("reader", ["recording:screenRecording:view"])
      .client("servicenow")
      .grant({ kind: "client", key: "servicenow" }, "reader")
      .application("servicenow", "servicenow", [
        "GET /api/v2/conversations/{conversationId}/recordings",
        "GET /api/v2/recordings/screensessions/details",
      ])
      .build();
    const text = changed((operation) =>
      operation.id === "getConversationRecordings" ? { ...operation, permissions: ["recording:recording:view"] } : operation,
    );
    const { affected } = refreshCatalogue({ text, where: "swagger.json", date: "2027-01-31", graphs: [graph] });
    expect(affected).toMatchObject([
      {
        org: "uk",
        application: "servicenow",
        before: "allowed",
        after: "refused",
        call: "GET /api/v2/conversations/{conversationId}/recordings",
      },
    ]);
  });

  it("tells that facts written by hand point to an operation that is gone", () => {
    const { problems } = refreshed(changed((operation) => (operation.id === "getUserrecordingTranscoding" ? undefined : operation)));
    expect(problems).toContainEqual({ about: "overrides", problem: "operation getUserrecordingTranscoding is not in the specification" });
  });

  it.each([
    [
      "a truncated one",
      () => changed((operation) => (operation.path < "/api/v2/routing" ? operation : undefined)),
      "too small to be the whole Platform API",
    ],
    [
      "one without permissions",
      () => changed((operation) => ({ ...operation, mode: "none", permissions: [] })),
      "0 % of its operations declare permissions",
    ],
    ["one without scopes", () => changed((operation) => ({ ...operation, scopes: [] })), "0 % of its operations declare scopes"],
    [
      "one that names an operation twice",
      () => changed((operation) => (operation.id === "getUser" ? { ...operation, id: "getUsersMe" } : operation)),
      "getUsersMe occurs twice",
    ],
    ["half a file", () => changed((operation) => operation).slice(0, 50_000), "not JSON"],
    ["an error page", () => "<html>busy</html>", "not JSON"],
    ["an empty file", () => "", "not JSON"],
  ])("refuses %s and says why", (_what, text, message) => {
    expect(() => refreshed(text())).toThrow(message);
  });
});

describe("a live org's permissions", () => {
  const page = {
    entities: [
      {
        domain: "recording",
        permissionMap: {
          recording: [
            { domain: "recording", entityType: "recording", action: "view", label: "View", allowsConditions: true, divisionAware: true },
            {
              domain: "recording",
              entityType: "recording",
              action: "brandNew",
              label: "New",
              allowsConditions: false,
              divisionAware: false,
            },
          ],
          settings: [
            {
              domain: "recording",
              entityType: "settings",
              action: "editScreenRecordings",
              label: "Edit",
              allowsConditions: false,
              divisionAware: true,
            },
          ],
        },
      },
    ],
    pageCount: 1,
  };

  it("settle which exist and which are held per division", () => {
    const live = readLivePermissions([page, { entities: [] }], "permissions.json");
    expect(live).toEqual({
      permissions: ["recording:recording:brandNew", "recording:recording:view", "recording:settings:editScreenRecordings"],
      divisionAwarePermissions: ["recording:recording:view", "recording:settings:editScreenRecordings"],
      conditional: ["recording:recording:view"],
    });
    const comparison = compareLive(live, facts);
    expect(comparison.unknown).toEqual(["recording:recording:brandNew"]);
    expect(comparison.absent).toContain("recording:screenRecording:view");
    expect(comparison.awareness).toEqual([
      { permission: "recording:recording:brandNew", aware: false, assumed: true },
      { permission: "recording:settings:editScreenRecordings", aware: true, assumed: false },
    ]);
  });

  it.each([[{}], [{ entities: [{ domain: "x" }] }], [null], ["text"], [{ entities: [{ domain: "x", permissionMap: { y: [{}] } }] }]])(
    "refuse to be read from %j",
    (value) => {
      expect(() => readLivePermissions(value, "answer.json")).toThrow(
        "answer.json: this is not the answer of GET /api/v2/authorization/permissions",
      );
    },
  );
});
