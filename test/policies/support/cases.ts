import { GraphBuilder } from "../../../access/graph/build";
import type { AccessGraph, Grant, OrgFacts } from "../../../access/graph/graph";
import type { Place } from "../../../access/graph/place";
import type { CheckSubject } from "../../../policies/check";
import { allRules } from "../../../policies/rules";
import { parseSettings } from "../../../policies/settings/settings";
import { fromOrgText, fromProgramText } from "./subjects";

/** A configuration with the graphs of other orgs that are checked in the same run. */
export type CaseSubject = CheckSubject & { readonly others?: readonly AccessGraph[] };

const machine = { kind: "client", key: "app" } as const;
const deployer = { kind: "client", key: "deployer" } as const;
const file: Place = { kind: "file", file: "org.yaml", line: 3, column: 5 };
const urn: Place = { kind: "urn", urn: "urn:pulumi:s::p::t::n" };

const org = (facts: Partial<OrgFacts> = {}): GraphBuilder => new GraphBuilder("case", facts);
/** A machine that holds one role in all divisions and makes the calls. */
const app = (permissions: readonly string[], calls: readonly string[] = [], facts: Partial<OrgFacts> = {}): GraphBuilder =>
  org(facts).client("app").role("role", permissions).grant(machine, "role").application("app", "app", calls);
/** A deployer that may do what is named with the settings of recordings, which are managed. */
const recordings = (actions: readonly string[], grant: Partial<Grant> = {}): AccessGraph =>
  org({ deployer })
    .client("deployer")
    .role("own", actions.map((action) => `recording:settings:${action}`))
    .grant(deployer, "own", "all", grant)
    .with({ planned: [{ type: "RecordingSettings", name: "settings", inputs: {} }] })
    .build();
const rules = (raw: object) => parseSettings(raw, allRules, () => undefined);
const header = (name: string) => ({ name, place: file });
const host = (name: string) => ({ host: name, place: file });
const policy = (domain: string, entity: string, actions: readonly string[], place: Place = file) => ({ domain, entity, actions, place });
const general: Place = { kind: "urn", urn: "urn:pulumi:s::p::genesyscloud:index/authRole:AuthRole::n", property: "permissions" };

const graphs: Readonly<Record<string, readonly (AccessGraph | CaseSubject)[]>> = {
  "abac-policy-denied": [
    app(["routing:queue:view"], ["GET /api/v2/routing/queues"], { accessPoliciesEnabled: true })
      .with({
        accessPolicies: [
          { key: "about-it", permission: "routing:queue:view", effect: "DENY", active: true, applyToClients: true, conditional: false, place: file },
          { key: "about-another", permission: "routing:skill:view", effect: "DENY", active: true, applyToClients: true, conditional: false, place: file },
        ],
      })
      .build(),
  ],
  "app-not-authorized-in-org": [
    org().client("app", { authorization: "revoked" }).client("user", { grantType: "CODE", authorization: "requested", scopes: ["routing"] }).build(),
  ],
  "batch-job-other-principal": [
    org().client("c").client("d").application("a", "c", [], { batchJobs: { postedBy: "a", readBy: "b", place: file } }).application("b", "c").build(),
    org().client("c").application("a", "c", [], { user: "x", batchJobs: { postedBy: "a", readBy: "b", place: file } }).application("b", "c", [], { user: "y" }).build(),
    org().client("c").client("d").application("a", "c", [], { batchJobs: { postedBy: "a", readBy: "b", place: file } }).application("b", "d").build(),
    org().client("c").application("a", "c", [], { batchJobs: { postedBy: "gone", readBy: "missing", place: file } }).build(),
    org().client("c").application("a", "c", [], { batchJobs: { postedBy: "a", readBy: "a", place: file } }).build(),
    org().client("c").application("a", "c", [], { batchJobs: { postedBy: "gone", readBy: "gone", place: file } }).build(),
  ],
  "client-in-group": [org().client("app").member("elsewhere", { kind: "client", key: "app" }).build()],
  "client-inactive": [
    org().client("app", { state: "disabled" }).build(),
    org().client("app", { grantType: "CODE", scopes: ["routing"] }).user("jo", { state: "inactive" }).application("a", "app", [], { user: "jo" }).build(),
  ],
  "client-without-allowed-addresses": [
    org({ target: "cloud" }).client("app", { grantType: "CODE", scopes: ["routing"] }).application("a", "app").build(),
    org({ target: "cloud" }).client("app", { allowedAddresses: ["198.51.100.1"] }).application("a", "app").build(),
  ],
  "cross-org-client-credentials": [
    {
      graph: org().client("one", { clientId: "same" }).client("two").build(),
      others: [
        new GraphBuilder("other").client("three", { clientId: "same" }).client("four", { clientId: "different" }).build(),
        new GraphBuilder("third").client("five", { clientId: "different" }).build(),
      ],
    },
    org().client("app", { grantType: "CODE", scopes: ["routing"] }).application("a", "app", [], { hosts: [host("api.euw2.pure.cloud"), host("api.mypurecloud.de")] }).build(),
    org().client("one", { clientId: "same" }).client("two", { clientId: "same" }).build(),
    { graph: org().client("one").build(), others: [new GraphBuilder("other").client("three").build()] },
  ],
  "deployer-lacks-role": (["never", "borrow", "keep", undefined] as const).flatMap((deployerRoles) => {
    const facts = { deployer, ...(deployerRoles === undefined ? {} : { deployerRoles }) };
    const base = () => org(facts).division("A").division("B").client("deployer").client("app").role("own", ["oauth:client:add"]).role("role", ["routing:queue:view"]).grant(deployer, "own");
    return [
      base().grant(machine, "role", "A").build(),
      base().grant(machine, "role", "A").grant(deployer, "role", "A").build(),
      base().grant(machine, "role", "A").grant(deployer, "role", "B").build(),
      base().grant(machine, "role", "A").grant(deployer, "role", "all").build(),
      base().grant(machine, "role", "A").grant(deployer, "other", "all").build(),
      base().grant(machine, "role", "A", { role: { kind: "oneOf", keys: ["role"], why: "later" } }).build(),
      org(deployerRoles === undefined ? {} : { deployerRoles }).client("app").build(),
      org(deployerRoles === undefined ? {} : { deployerRoles }).build(),
      org({ ...facts, deployer: { kind: "user", key: "app" } }).client("app").user("app").role("role", ["routing:queue:view"]).grant(machine, "role").build(),
    ];
  }),
  "deployer-manages-itself": [
    org({ deployer }).client("deployer").build(),
    org({ deployer }).client("deployer", { place: urn }).build(),
    org({ deployer }).build(),
    org({ deployer: { kind: "user", key: "jo" } }).user("jo", { place: file }).build(),
    org({ deployer: { kind: "group", key: "g" } }).group("g", [], { place: file }).build(),
    org().client("deployer", { place: urn }).build(),
  ],
  "deployer-missing-permission": [
    org({ deployer }).client("deployer").role("own", ["oauth:client:add", "oauth:client:view", "oauth:client:edit", "oauth:client:delete"]).grant(deployer, "own").client("app").build(),
    org({ deployer }).client("deployer").role("own", []).grant(deployer, "own").user("jo").group("g", []).build(),
    org({ deployer: { kind: "user", key: "jo" } }).user("jo").role("own", ["directory:user:add"]).grant({ kind: "user", key: "jo" }, "own").user("kim").build(),
    org({ deployer }).client("deployer").client("app").role("role", ["routing:queue:view"]).grant(machine, "role").role("own", ["oauth:client:add", "oauth:client:view", "oauth:client:edit", "oauth:client:delete"]).grant(deployer, "own").build(),
    ...["editScreenRecordings", "editRegionalStorage"].flatMap((edit) => [recordings([edit]), recordings([edit], { role: { kind: "oneOf", keys: [], why: "later" } })]),
  ],
  "deployer-too-powerful": [
    org({ deployer }).client("deployer").role("own", ["routing:queue:edit", "routing:queue:view", "routing:queue:add", "authorization:role:add"]).grant(deployer, "own").build(),
    org({ deployer }).client("deployer").role("own", ["routing:queue:edit", "oauth:client:add"]).grant(deployer, "own").client("app").role("role", ["routing:queue:edit"]).grant(machine, "role").build(),
    org({ deployer: { kind: "user", key: "app" } }).user("app").role("own", ["routing:queue:edit"]).grant({ kind: "user", key: "app" }, "own").client("app").grant(machine, "own").build(),
    org({ deployer }).client("deployer").role("own", ["routing:queue:delete", "routing:queue:edit", "routing:skill:edit", "routing:wrapupCode:edit", "routing:language:edit", "routing:email:manage"]).grant(deployer, "own").build(),
    recordings(["editScreenRecordings", "editRegionalStorage"]),
  ],
  "division-aware-granting": [
    org({ divisionAwareGranting: true }).role("own", []).group("g", []).grant({ kind: "group", key: "g" }, "own").build(),
    ...(["A", "B", "all"] as const).flatMap((where) => [true, false].map((divisionAwareGranting) =>
      org({ deployer, divisionAwareGranting })
        .division("A")
        .division("B")
        .client("deployer")
        .role("own", ["authorization:grant:add"])
        .role("other", ["routing:queue:view"])
        .grant(deployer, "own", where)
        .client("neighbour")
        .grant({ kind: "client", key: "neighbour" }, "other", "B")
        .group("g", [])
        .user("deployer")
        .grant({ kind: "group", key: "g" }, "own", "A")
        .grant({ kind: "user", key: "deployer" }, "own", "A")
        .grant({ kind: "client", key: "deployer" }, "other", "B")
        .build(),
    )),
  ],
  "grant-like-permission": [
    org({ deployer }).client("deployer").client("app").role("own", ["authorization:grant:add"]).grant(deployer, "own").grant(machine, "own").build(),
    org({ deployer }).client("deployer").user("deployer").role("own", ["authorization:grant:add"]).grant(deployer, "own").grant({ kind: "user", key: "deployer" }, "own").build(),
    org().group("g", ["jo"]).user("jo").role("own", ["oauth:client:edit"]).grant({ kind: "group", key: "g" }, "own").build(),
    { graph: org().client("app", { name: "The app" }).role("own", ["oauth:client:edit", "oauth:client:add"]).grant(machine, "own").build(), settings: rules({ "grant-like-permission": { allow: { "The app": ["oauth:client:edit"] } } }) },
    { graph: org().client("app").role("own", ["oauth:client:edit", "oauth:client:add"]).grant(machine, "own").build(), settings: rules({ "grant-like-permission": { allow: { app: ["*"] } } }) },
  ],
  "group-roles-disabled": [
    org().role("role", ["routing:queue:view"]).group("g", [], { state: "inactive" }).grant({ kind: "group", key: "g" }, "role").build(),
    org().role("role", ["routing:queue:view"]).group("g", [], { rolesEnabled: false }).build(),
    org().role("role", ["routing:queue:view"]).group("g", []).grant({ kind: "group", key: "g" }, "role").build(),
  ],
  "home-division-only-grant": [
    org().division("home", { home: true }).division("A").client("app").role("role", ["routing:queue:view"]).grant(machine, "role", "home", { divisionDefaulted: true }).application("app", "app", ["GET /api/v2/routing/queues/{queueId}", "GET /api/v2/routing/queues"], { divisions: [{ kind: "division", key: "A" }] }).build(),
    org().division("A").client("app").role("role", ["routing:queue:view"]).grant(machine, "role", "home", { divisionDefaulted: true }).grant(machine, "role", "A").application("app", "app", ["GET /api/v2/routing/queues"]).build(),
    org().division("A").client("app").role("role", ["oauth:client:view"]).grant(machine, "role", "home", { divisionDefaulted: true }).application("app", "app", ["GET /api/v2/oauth/clients"]).application("other", "gone", ["GET /api/v2/routing/queues"]).build(),
    org().division("A").client("app").role("role", ["routing:queue:view"]).grant(machine, "role", "home", { divisionDefaulted: true }).application("app", "app", ["GET /api/v2/oauth/clients"]).client("b").grant({ kind: "client", key: "b" }, "role", "A").application("other", "b", ["GET /api/v2/routing/queues"]).build(),
    org().division("home", { home: true }).client("app").role("role", ["routing:queue:view"]).grant(machine, "role", "home", { divisionDefaulted: true }).application("app", "app", ["GET /api/v2/routing/queues"]).build(),
    org().division("A").client("app").application("app", "app", ["GET /api/v2/routing/queues"]).build(),
  ],
  "invented-header": [
    org().client("app").application("app", "app", [], { headers: ["X-Organization", "Authorization", "X-Tenant-Id", "X-Journey-Session-Id", "X-GC-Division", "If-Match", "x-genesys-anything", "Content-Type"].map(header) }).build(),
  ],
  "ip-not-allowlisted": [
    org({ allowedAddresses: ["198.51.100.0/24", "203.0.113.0/24"] }).client("app").application("app", "app", [], { allowedAddresses: ["203.0.113.9", "198.51.100.0/25"] }).build(),
    org({ allowedAddresses: ["198.51.100.0/24"] }).client("app").application("app", "app", [], { allowedAddresses: ["198.51.100.0/16"] }).build(),
    org({ allowedAddresses: [] }).client("app").application("app", "app", [], { allowedAddresses: ["203.0.113.9"] }).build(),
    org().client("app").application("app", "app", [], { allowedAddresses: ["203.0.113.9"] }).build(),
    org().client("app").application("app", "app", [], { allowedAddresses: [] }).build(),
  ],
  "last-admin-unprotected": [
    ...([{ protected: false }, { protected: true }, {}, { state: "inactive", protected: true }] as const).map((more) =>
      org().client("app", more).role("role", ["authorization:role:edit", "authorization:grant:add"]).grant(machine, "role").build(),
    ),
    org().client("app", { protected: false }).client("b").role("role", ["authorization:role:edit", "authorization:grant:add"]).grant(machine, "role").grant({ kind: "client", key: "b" }, "role").build(),
    org().client("app", { protected: false }).role("role", ["authorization:role:edit"]).grant(machine, "role").build(),
    ...(["active", "inactive"] as const).flatMap((state) =>
      [undefined, "unknown"].map((incomplete) =>
        org().user("jo", { state, ...(incomplete === undefined ? {} : { incomplete }) }).role("role", ["authorization:role:edit", "authorization:grant:add"]).grant({ kind: "user", key: "jo" }, "role").build(),
      ),
    ),
  ],
  "missing-client-roles": [
    org().client("app", { incomplete: "its roles are known only after the update" }).build(),
    org().client("app", { place: file }).application("a", "app", ["POST /api/v2/notifications/channels"]).build(),
    org().client("app", { place: file }).client("other", { place: file }).application("a", "other", ["POST /api/v2/notifications/channels"]).build(),
    org().client("app", { grantType: "CODE", scopes: ["routing"] }).build(),
  ],
  "missing-client-scope": [
    org().client("app", { grantType: { unknown: "later" } }).build(),
    org().client("app", { grantType: "CODE", incomplete: "its scopes are known only after the update" }).build(),
    org().client("app", { grantType: "SAML2-BEARER" }).client("b").build(),
  ],
  "non-user-context-required": [
    org().client("app", { grantType: { unknown: "later" } }).application("a", "app", ["POST /api/v2/conversations/messages/agentless"]).application("b", "gone", ["POST /api/v2/conversations/messages/agentless"]).build(),
  ],
  "not-active-participant": [
    app(["conversation:recording:pauseOthers"], ["PUT /api/v2/conversations/calls/{conversationId}/recordingstate", "PATCH /api/v2/conversations/{conversationId}/recordingstate"]).build(),
    org().client("app", { grantType: "CODE", scopes: ["conversations"] }).user("jo").application("a", "app", ["GET /api/v2/conversations/calls/{conversationId}/participants/{participantId}/wrapup"], { user: "jo" }).build(),
  ],
  "notification-topic": [
    app([], [])
      .with({ applications: [{ ...app([], []).build().applications[0]!, topics: [{ topic: "v2.users.{id}.presence", place: file }, { topic: "v2.users.5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11.presence", place: file }] }] })
      .build(),
    {
      graph: org().client("app").application("a", "app", [], { topics: [{ topic: "v2.own.topic", place: file }] }).application("b", "gone", [], { topics: [{ topic: "v2.own.topic", place: file }] }).build(),
      settings: rules({ "notification-topic": { topics: { "v2.own.topic": "routing:queue:view" } } }),
    },
  ],
  "owner-missing": [org().client("app").application("a", "app", [], { owner: "  " }).application("b", "app", [], { owner: "x" }).build()],
  "permission-needed-from-date": [
    ...["2026-01-01", "2026-11-21", "2027-01-01"].map((from) => ({
      graph: app(["routing:queue:view"], ["GET /api/v2/routing/queues", "GET /api/v2/routing/queues/{queueId}", "GET /api/v2/no/such"]).application("b", "gone", ["GET /api/v2/routing/queues"]).build(),
      settings: rules({ "permission-needed-from-date": { changes: [{ from, calls: ["GET /api/v2/no/such", "getRoutingQueues"], permissions: ["routing:queue:view", "routing:skill:view"] }] } }),
    })),
    app(["conversation:call:add", "conversation:call:view"], []).role("built in", ["conversation:call:add"], { builtIn: true }).role("wild", ["conversation:call:*", "conversation:*:add"]).role("without", ["conversation:call:view"]).build(),
  ],
  "permission-unavailable-in-org": [
    org({ permissions: ["routing:queue:view"] }).role("role", ["routing:queue:view", "routing:queue:edit", "routing:skill:*"]).role("Admin", ["recording:recording:view"], { builtIn: true }).build(),
    org({ products: ["CX 1"] }).role("role", ["recording:recording:view", "recording:screenRecording:view", "routing:queue:view"]).role("second", ["recording:recording:view"]).build(),
    org({ products: ["Something"] }).role("role", ["recording:recording:view"]).build(),
    org().role("role", ["routing:queue:view"]).build(),
  ],
  "premium-app-not-enabled": [
    org({ permissions: ["integration:acme:view", "routing:queue:view"] }).role("role", ["integration:acme:view", "integration:other:view", "integration:*:view", "routing:queue:view", "integrations:integration:view"]).build(),
    org().role("role", ["integration:acme:view", "integration:unifiedCommunications:view", "integration:*:*", "admin"]).build(),
    org({ products: ["The acme pack"] }).role("role", ["integration:acme:view", "integration:other:view"]).build(),
    org({ products: [] }).with({ roles: [{ key: "r", name: "r", policies: [policy("integration", "", [])], place: file }] }).build(),
  ],
  "rate-limited": [org().client("app").application("a", "app", [], { requestsPerMinute: 300 }).application("b", "app", [], { requestsPerMinute: 301 }).build()],
  "readonly-scope-for-write": [
    org().client("app", { grantType: "CODE", scopes: ["notifications:readonly"] }).user("jo").application("a", "app", ["GET /api/v2/notifications/channels"], { user: "jo" }).build(),
  ],
  "redirect-uri-mismatch": [
    org().client("a", { grantType: "TOKEN", redirectUris: [] }).client("b", { grantType: "SAML2-BEARER", redirectUris: [] }).client("c", { grantType: "CODE" }).client("d", { redirectUris: [] }).build(),
  ],
  "review-overdue": [org().client("app").application("a", "app", [], { reviewBy: "2026-11-21" }).application("b", "app", [], { reviewBy: "2026-11-20" }).build()],
  "role-limit": [1, 2].map((limit) => ({
    graph: org().role("a", []).role("b", []).role("Admin", [], { builtIn: true }).client("app").grant(machine, "a").grant(machine, "b").build(),
    settings: rules({ "role-limit": { roles: limit, grants: limit } }),
  })),
  "schema-error": [299, 300, 172_800, 172_801, 38_880_000, 38_880_001].flatMap((tokenLifetimeSeconds) => [
    org().client("app", { tokenLifetimeSeconds }).build(),
    org().client("app", { grantType: "CODE", scopes: ["scim"], tokenLifetimeSeconds }).build(),
    org().client("app", { grantType: "CODE", scopes: ["scim", "routing"], tokenLifetimeSeconds }).build(),
    org().client("app", { grantType: "CODE", scopes: [], tokenLifetimeSeconds }).build(),
  ]),
  "screen-recording-off": [
    org({ maxScreenRecordingStreams: 0 }).client("app").application("a", "app", [], { recordings: ["audio"] }).application("b", "app", [], { recordings: ["screen"] }).build(),
    org().client("app").application("b", "app", [], { recordings: ["screen"] }).build(),
  ],
  "sensitive-data-hidden": [
    app(["recording:recording:view"], ["GET /api/v2/conversations/{conversationId}/recordings"], { sensitiveDataRedaction: false }).build(),
    app(["recording:recording:view"], ["GET /api/v2/conversations/{conversationId}/recordings"]).build(),
    app(["routing:queue:view"], ["GET /api/v2/routing/queues"]).application("b", "gone", ["GET /api/v2/conversations/{conversationId}/recordings"]).with({ org: { name: "case", sensitiveDataRedaction: true } }).build(),
  ],
  "token-expired-or-idle": [
    org().client("app", { tokenLifetimeSeconds: 3600 }).application("a", "app", [], { jobSeconds: 3600 }).application("b", "app", [], { jobSeconds: 3660 }).application("c", "app", [], { jobSeconds: 3661 }).application("d", "app", [], { jobSeconds: 172_801 }).application("e", "app", [], { jobSeconds: 7200, tokenLifetimeSeconds: 7200 }).application("f", "app").application("g", "gone", [], { jobSeconds: 86_400 }).build(),
    org().client("app", { tokenLifetimeSeconds: 3600 }).application("a", "app", [], { jobSeconds: 172_800 }).build(),
  ],
  "toxic-permission-pair": [
    app(["recording:recording:view"]).build(),
    app(["recording:recording:view", "recording:recording:editRetention"]).build(),
    {
      graph: app(["routing:queue:view", "routing:skill:view"]).build(),
      settings: rules({ "toxic-permission-pair": { pairs: [{ id: "own", one: ["routing:queue:view"], other: ["routing:skill:view"], reason: "for a test" }, { id: "half", one: ["routing:queue:view"], other: ["routing:queue:edit"], reason: "for a test" }] } }),
    },
  ],
  "trust-disabled-or-expired": [
    org()
      .with({
        trusts: ["2026-11-20", "2026-11-21", undefined].flatMap((expires) =>
          [true, false].map((enabled) => ({ key: `${expires ?? "open"} ${enabled}`, direction: "trustor" as const, otherOrg: "Other", enabled, ...(expires === undefined ? {} : { expires }), users: [], groups: [], place: file })),
        ),
      })
      .build(),
  ],
  "ui-permission-for-machine": [
    org().client("app").client("user", { grantType: "CODE", scopes: ["routing"] }).role("role", ["ui:supervisorDashboard:view", "routing:queue:view"]).grant(machine, "role").grant({ kind: "client", key: "user" }, "role").build(),
  ],
  "unknown-permission": [
    org({ permissions: ["routing:queue:view"] }).role("role", ["routing:queue:view", "routing:skill:view", "nonsense:x:y"]).build(),
    org().with({ roles: [{ key: "r", name: "r", policies: [policy("admin", "", []), policy("nope", "", []), policy("routing", "queue", []), policy("routing", "*", ["view"]), policy("nonsense", "*", ["view"]), policy("ui", "*", ["view"]), policy("integration", "acme", ["*"]), policy("ui", "thing", ["view"]), policy("routing", "queue", ["veiw", "view"]), policy("routing:queue", "view", ["extra"])], place: file }] }).build(),
    org().with({ roles: [{ key: "g", name: "g", policies: [policy("view_screen_recordings", "", [], general), policy("view_screen_recordings", "", [], { ...general, property: "permissionPolicies" }), policy("view_screen_recordings", "", [], { ...urn, property: "permissions" }), policy("routing", "queue", [], general), policy("nonsense", "", ["x"], general)], place: urn }] }).build(),
    org().with({ roles: [{ key: "all", name: "all", policies: [policy("*", "*", ["*"]), policy("*", "queue", ["view"])], place: file }] }).build(),
  ],
  "unknown-role-name": [
    org()
      .with({
        roles: (["Agent Desktop", "Ours", "Admin", "engage supervisor"] as const).flatMap((name) => [
          { key: `${name} named`, name, policies: [], incomplete: "not described", place: file },
          { key: `${name} elsewhere`, name, policies: [], incomplete: "not described", place: urn },
          { key: `${name} described`, name, policies: [policy("routing", "queue", ["view"])], incomplete: "more is not known", place: file },
          { key: `${name} empty`, name, policies: [], place: file },
        ]),
      })
      .build(),
  ],
  "unprotected-role": [org().role("a", [], { protected: false }).role("b", [], { protected: false, builtIn: true }).role("c", []).role("d", [], { protected: true }).build()],
  "unused-permission": [
    app(["routing:queue:view", "routing:queue:edit", "routing:skill:*"], ["GET /api/v2/routing/queues/{queueId}"]).build(),
    { graph: app(["routing:queue:view", "routing:queue:edit"], ["GET /api/v2/routing/queues/{queueId}"]).build(), settings: rules({ "unused-permission": { allow: ["routing:queue:edit"] } }) },
    org().client("app").role("built in", ["routing:queue:edit"], { builtIn: true }).role("open", ["routing:queue:edit"], { incomplete: "more" }).grant(machine, "built in").grant(machine, "open").grant(machine, "gone").application("a", "app", ["GET /api/v2/routing/queues/{queueId}"]).build(),
    app(["recording:recording:view", "recording:annotation:view"], ["GET /api/v2/routing/queues/{queueId}"]).build(),
    app(["recording:recording:view", "routing:skill:edit"], ["GET /api/v2/routing/queues/{queueId}"]).build(),
    app(["routing:skill:edit"], []).application("b", "gone", ["GET /api/v2/routing/queues"]).build(),
    app(["routing:skill:edit"], ["GET /api/v2/routing/queues/{queueId}"]).application("b", "app", ["DELETE /api/v2/routing/skills/{skillId}"], { permissions: [{ permission: "routing:skill:edit", reason: "r", place: file }] }).build(),
  ],
  "wfm-scope-of-access": [
    org().division("A").client("app").role("role", ["wfm:activityPlan:view"]).grant(machine, "role", "home").grant(machine, "role", "A").application("a", "app", ["GET /api/v2/workforcemanagement/businessunits/{businessUnitId}/activityplans"]).application("b", "gone", ["GET /api/v2/workforcemanagement/businessunits/{businessUnitId}/activityplans"]).build(),
    org().client("app").application("a", "app", ["GET /api/v2/workforcemanagement/businessunits/{businessUnitId}/activityplans"]).build(),
  ],
  "wildcard-deprecated": [org().role("a", ["routing:queue:*", "routing:*:view"]).with({}).role("b", ["routing:queue:view"]).role("c", ["routing:*:*"], { builtIn: true }).build(), org().with({ roles: [{ key: "r", name: "r", policies: [policy("routing", "queue", ["view", "*"])], place: file }] }).build()],
  "wildcard-permission": [
    app(["routing:queue:*"], ["GET /api/v2/routing/queues/{queueId}", "GET /api/v2/users"]).client("b").role("b", ["routing:skill:*"]).grant({ kind: "client", key: "b" }, "b").application("b", "b", ["GET /api/v2/routing/skills/{skillId}"]).application("c", "gone", ["DELETE /api/v2/routing/queues/{queueId}"]).build(),
    { graph: app(["routing:queue:*"], ["GET /api/v2/routing/queues/{queueId}"]).build(), settings: rules({ "wildcard-permission": { most: 100 } }) },
    org().role("vendor", ["conversation:*:*", "integration:cxCloudSN:*", "messaging:*:*"]).role("half", ["conversation:*:*"]).role("Admin", ["routing:*:*"], { builtIn: true }).build(),
    org().with({ roles: [{ key: "r", name: "r", policies: [policy("routing", "queue", ["view", "*"]), policy("routing", "*", ["view"]), policy("routing", "queue", ["view"]), policy("nonsense", "*", ["view"]), policy("conversation", "*", ["view", "*"])], place: file }] }).build(),
    org().client("app").client("b").role("x", ["routing:queue:*"]).role("y", ["routing:skill:*"]).grant(machine, "x").grant(machine, "y").grant({ kind: "client", key: "b" }, "y").application("a", "app", ["GET /api/v2/routing/queues/{queueId}"]).application("b", "b", ["DELETE /api/v2/routing/queues/{queueId}"]).build(),
    org().client("app").role("x", ["routing:queue:*"]).grant(machine, "x", "all", { role: { kind: "oneOf", keys: ["x"], why: "later" } }).application("a", "app", ["GET /api/v2/routing/queues/{queueId}"]).build(),
  ],
  "wrong-principal-roles": [
    org().client("app", { grantType: { unknown: "later" } }).client("b", { grantType: "CODE", scopes: ["routing"] }).role("role", []).grant(machine, "role").build(),
  ],
  "wrong-region-host": [
    org({ region: "eu-west-9" }).client("app").application("a", "app", [], { hosts: ["api.euw2.pure.cloud", "api.us.genesys.cloud", "developer.genesys.cloud", "acme.example", "https://user:pass@login.mypurecloud.ie:443/x"].map(host) }).build(),
    org({ region: "zz" }).build(),
    org({ region: "us-east-1" }).client("app").application("a", "app", [], { hosts: ["api.us.genesys.cloud", "developer.mypurecloud.com", "api.mypurecloud.us", "API.MYPURECLOUD.COM", "apps.mypurecloud.ie"].map(host) }).build(),
    org().client("app").application("a", "app", [], { hosts: [host("api.mypurecloud.ie")] }).build(),
  ],
  "wrong-subject-type": [
    org().client("app").user("u").group("g", []).role("r", []).grant(machine, "r", "all", { subjectType: "PC_OAUTH_CLIENT" }).grant({ kind: "user", key: "u" }, "r", "all", { subjectType: "PC_GROUP" }).grant({ kind: "user", key: "u" }, "r", "home", { subjectType: "PC_TRUSTEE_USER" }).grant({ kind: "group", key: "g" }, "r", "all", { subjectType: "PC_GROUP" }).grant({ kind: "group", key: "g" }, "r", "home").build(),
  ],
};

const waiver = (more: string): string => `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], owner: x }
genesys-access:waivers:
  - { rule: owner-missing, reason: r, owner: platform, ${more} }
`;

const texts: Readonly<Record<string, readonly string[]>> = {
  "waiver-unused": [
    waiver('finding: "*", approvedBy: security, expires: "2027-01-01"'),
    waiver('finding: gone, approvedBy: security, expires: "2025-01-01"'),
    waiver('finding: gone, approvedBy: security, expires: "2026-11-21"'),
  ],
  "waiver-self-approved": [waiver('finding: wallboard, expires: "2027-01-01"'), waiver('finding: wallboard, approvedBy: " ", expires: "2027-01-01"')],
  "waiver-too-broad": [waiver('finding: wallboard, approvedBy: security, expires: "2027-11-22"'), waiver('finding: wallboard, approvedBy: security, expires: "2027-11-23"'), waiver('finding: all, approvedBy: security, expires: "2027-01-01"')],
  "waiver-expired": [waiver('finding: wallboard, approvedBy: security, expires: "2026-11-20"'), waiver('finding: gone, approvedBy: security, expires: "2026-11-20"'), waiver('finding: wallboard, approvedBy: security, expires: "2026-11-21"')],
};

/** Configurations that examples leave out: the edges of each rule, by its id. */
export function cases(): readonly (readonly [string, CaseSubject])[] {
  const named = (id: string, subjects: readonly (AccessGraph | CaseSubject)[]) =>
    subjects.map((subject, index) => [`${id} case ${index + 1}`, "graph" in subject ? subject : { graph: subject }] as const);
  return [
    ...Object.entries(graphs).flatMap(([id, subjects]) => named(id, subjects)),
    ...Object.entries(texts).flatMap(([id, list]) => named(id, list.map((text) => fromOrgText(text)))),
    ["missing-permission-any undecided", fromProgramText(undecided)],
  ];
}

const undecided = `
resources:
  a: { type: "genesyscloud:index/authRole:AuthRole", properties: { name: A, permissionPolicies: [{ domain: routing, entityName: queue, actionSets: [view] }] } }
  b: { type: "genesyscloud:index/authRole:AuthRole", properties: { name: B, permissionPolicies: [{ domain: recording, entityName: recording, actionSets: [view] }] } }
  client:
    type: genesyscloud:index/oauthClient:OauthClient
    properties: { name: C, authorizedGrantType: CLIENT-CREDENTIALS, roles: [{ roleId: "\${a.id}", divisionId: "*" }, { roleId: "\${b.id}", divisionId: d }] }
  calls:
    type: genesys-access:index:DeclaredCalls
    properties: { client: C, divisions: [e], calls: ["GET /api/v2/routing/queues/{queueId}", "GET /api/v2/conversations/{conversationId}/recordings"], recordings: [audio] }
`;
