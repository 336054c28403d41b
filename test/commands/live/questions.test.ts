import { beforeEach, describe, expect, it } from "vitest";
import { emulator, grant, makeRole, seedOrg, type TestOrg } from "../../emulator/support";
import { project, run, type Ended } from "./support";

const view = ["recording:screenRecording:view"];
const call = "getConversationRecordings";
const queue = "11111111-1111-4111-8111-111111111111";

const entry = "owner: somebody, purpose: a test, recordings: [screen], divisions: [Desk], calls: [GET /api/v2/conversations/{conversationId}/recordings]";
const file = (base: string): string => `config:
  genesys-access:org:
    target: cloud
    region: eu-west-2
    gateway: ${base}
    credentials: { environment: REAL }
    divisions: [Desk, Sales]
  genesys-access:groups:
    open: { owner: somebody, permissions: [{ permission: "${view[0] ?? ""}", reason: a test }], divisions: [Desk] }
    shut: { owner: somebody, permissions: [{ permission: "${view[0] ?? ""}", reason: a test }], divisions: [Desk] }
  genesys-access:applications:
${["reader", "other", "switched-off", "planned"].map((name) => `    ${name}: { ${entry.replace("GET /api/v2/conversations/{conversationId}/recordings", '"GET /api/v2/conversations/{conversationId}/recordings"')} }`).join("\n")}
`;

interface Scene {
  readonly ask: (args: readonly string[], as?: { readonly id: string; readonly secret: string }) => Promise<Ended>;
  /** A client that may read next to nothing of the org. */
  readonly weak: { readonly id: string; readonly secret: string };
}

let scene: Scene;

beforeEach(async () => {
  const org: TestOrg = await seedOrg(await emulator(), {
    name: "real",
    region: "eu-west-2",
    divisions: ["Desk", "Sales"],
    roles: [{ name: "View screens", policies: [{ domain: "recording", entityName: "screenRecording", actionSet: ["view"] }] }],
    users: [
      { email: "nothing@example.com" },
      { email: "inactive@example.com", state: "inactive", roles: [{ role: "View screens", divisions: ["*"] }] },
      { email: "conditional@example.com" },
      { email: "member@example.com" },
      { email: "member-of-shut@example.com" },
    ],
    groups: [
      { name: "open", rolesEnabled: true, members: ["member@example.com"] },
      { name: "shut", rolesEnabled: false, members: ["member-of-shut@example.com"] },
    ],
    deployer: { roles: "admin" },
  });
  const role = await makeRole(org, "Group role", view);
  for (const group of ["open", "shut"]) await grant(org, await org.group(group), "PC_GROUP", role, [await org.division("Desk")]);
  const terms = [{ variableName: "Conversation.queues", operator: "EQ", operands: [{ type: "QUEUE", queue: { id: queue } }] }];
  const conditional = await org.api("POST", "authorization/roles", {
    name: "One queue",
    permissionPolicies: [{ domain: "recording", entityName: "screenRecording", actionSet: ["view"], allowConditions: true, resourceConditionNode: { conjunction: "AND", terms } }],
  });
  await grant(org, await org.user("conditional@example.com"), "PC_USER", (conditional.body as { id: string }).id, ["*"]);
  await org.clientWith(view, ["Desk"], "reader");
  const weak = await org.clientWith(["routing:queue:view"], ["*"], "other");
  const off = await org.clientWith(view, ["Desk"], "switched-off");
  await org.api("PUT", `oauth/clients/${off.id}`, { ...(await org.api("GET", `oauth/clients/${off.id}`)).body, state: "inactive" });
  const cwd = project({ acme: file(org.base) });
  const deployer = { id: org.deployer.clientId, secret: org.deployer.clientSecret };
  scene = {
    weak,
    ask: (args, { id, secret } = deployer) => run([...args, "--org", "acme", "--live", "--json"], { cwd, env: { REAL_OAUTHCLIENT_ID: id, REAL_OAUTHCLIENT_SECRET: secret } }),
  };
});

describe("the live org decides", () => {
  it("about clients, people and groups as they are: divisions, conditions, states, groups with roles disabled", async () => {
    const decision = async (principal: string, division = "Desk"): Promise<string> => {
      const { code, out, err } = await scene.ask(["can", principal, call, "--division", division]);
      const answer = JSON.parse(out) as { decision: string; refusal?: { cause: string } };
      expect(code, err).toBe(answer.decision === "allowed" ? 0 : 1);
      return [answer.decision, answer.refusal?.cause].filter(Boolean).join(" ");
    };
    expect({
      reader: await decision("application:reader"),
      "reader in another division": await decision("application:reader", "Sales"),
      other: await decision("application:other"),
      "switched off": await decision("application:switched-off"),
      nothing: await decision("user:nothing@example.com"),
      inactive: await decision("user:inactive@example.com"),
      conditional: await decision("user:conditional@example.com"),
      member: await decision("user:member@example.com"),
      "member of shut": await decision("user:member-of-shut@example.com"),
      open: await decision("group:open"),
      shut: await decision("group:shut"),
    }).toEqual({
      reader: "allowed",
      "reader in another division": "refused missing-division-grant",
      other: "refused missing-permission-any",
      "switched off": "refused client-inactive",
      nothing: "refused missing-permission-any",
      inactive: "refused client-inactive",
      conditional: "undecided",
      member: "allowed",
      "member of shut": "refused group-roles-disabled",
      open: "allowed",
      shut: "refused group-roles-disabled",
    });
    const planned = await scene.ask(["can", "application:planned", call]);
    expect(planned.code).toBe(2);
  });

  it("says the condition under which a permission is held", async () => {
    const { out } = await scene.ask(["can", "user:conditional@example.com", call]);
    expect(out).toContain(`on condition that Conversation.queues equals ${queue}`);
  });

  it("names everybody who may call, and those of whom it can't be told", async () => {
    const { out } = await scene.ask(["who", call]);
    const { principals } = JSON.parse(out) as { principals: { principal: string; decision: string }[] };
    expect(principals.map(({ principal, decision }) => `${principal} ${decision}`)).toEqual([
      "application:reader allowed",
      "client:Deployer allowed",
      "group:open allowed",
      "user:conditional@example.com undecided",
      "user:member@example.com allowed",
    ]);
  });

  it("shows in `what` only what reaches somebody", async () => {
    const operations = async (principal: string): Promise<boolean> => (await scene.ask(["what", principal])).out.includes("getRecordingsScreensessionsDetails");
    expect([await operations("user:member@example.com"), await operations("user:member-of-shut@example.com"), await operations("application:other")]).toEqual([true, false, false]);
  });

  it("explains a refusal by the org as it is, not by the file", async () => {
    const { code, out, err } = await scene.ask(["explain", "--status", "403", "--code", "missing.any.permissions", "--call", "GET /api/v2/conversations/{conversationId}/recordings", "--application", "other"]);
    expect(code, err).toBe(0);
    expect(out).toContain("as the org is, GET /api/v2/conversations/{conversationId}/recordings is refused");
    const answer = JSON.parse(out) as { asked: { kind: string }; unread: unknown[] };
    expect([answer.asked.kind, answer.unread]).toEqual(["org", []]);
    const inactive = await scene.ask(["explain", "--status", "400", "--code", "invalid_client", "--application", "switched-off"]);
    expect(inactive.out).toMatch(/client \\"switched-off\\" is inactive/);
  });
});

describe("what the deployer may not read", () => {
  it("leaves an answer undecided and is said, with the permission that is missing", async () => {
    const member = await scene.ask(["can", "user:member@example.com", call], scene.weak);
    expect(member.code, member.err).not.toBe(0);
    if (member.code === 1) expect(JSON.parse(member.out)).toMatchObject({ decision: "undecided" });
    else expect(member.err).toMatch(/directory:user:view/);
    const group = await scene.ask(["can", "group:open", call], scene.weak);
    expect(group.code, group.err).toBe(1);
    const answer = JSON.parse(group.out) as { decision: string; unread: { what: string; permissions: string[] }[] };
    expect(answer.decision).toBe("undecided");
    expect(answer.unread).toEqual(expect.arrayContaining([expect.objectContaining({ what: "grants of open", permissions: ["authorization:grant:view"] })]));
    const reader = await scene.ask(["can", "application:reader", call], scene.weak);
    expect(reader.code, reader.out).not.toBe(0);
    expect(reader.out + reader.err).toMatch(/oauth:client:view/);
    const who = await scene.ask(["who", call], scene.weak);
    expect(who.out).not.toMatch(/"decision": "allowed"/);
    const explained = await scene.ask(["explain", "--status", "403", "--code", "missing.any.permissions", "--application", "reader"], scene.weak);
    expect(explained.out).toMatch(/oauth:client:view is missing/);
    const checked = await run(["check", "acme", "--live"], {});
    expect(checked.code).toBe(2);
  });
});
