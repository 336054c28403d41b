import { describe, expect, it } from "vitest";
import { createDecider } from "../../access/decide";
import { who } from "../../access/who";
import { readOrg, toGraph } from "../../live";
import { org as startOrg } from "../emulator/support";
import { apiOf } from "./support";

const where = { name: "uk", region: "eu-west-2", target: "emulator" } as const;
const recordings = "GET /api/v2/conversations/{conversationId}/recordings";

describe("a live org as an access graph", () => {
  it("has its clients with their roles and divisions, and decides as the org does", async () => {
    const org = await startOrg();
    const reader = await org.clientWith(["recording:screenRecording:view"], ["UK Service Desk"], "reader");
    const { graph, unread } = toGraph(await readOrg(apiOf(org)), where);
    expect(unread).toEqual([]);
    const decider = createDecider(graph);
    const division = (name: string) => ({ kind: "division", key: graph.divisions.find((one) => one.name === name)?.key ?? "" }) as const;
    expect(decider.decide({ kind: "client", key: reader.id }, recordings, division("UK Service Desk"), { media: ["screen"] }).decision).toBe("allowed");
    expect(decider.decide({ kind: "client", key: reader.id }, recordings, division("Sales"), { media: ["screen"] }).decision).toBe("refused");
    expect(graph.org).toMatchObject({ id: org.id, deployer: { kind: "client", key: org.deployer.clientId }, divisionAwareGranting: false, allowedAddresses: [] });
    expect(graph.org.permissions).toContain("recording:screenRecording:view");
  });

  it("has a user's own rights and those of the groups that hold them", async () => {
    const org = await startOrg();
    const { roleId } = await org.clientWith(["recording:screenRecording:view"], ["UK Service Desk"], "reader");
    const group = await org.group("Reviewers");
    await org.api("PUT", `groups/${group}`, { ...(await org.api("GET", `groups/${group}`)).body, rolesEnabled: true });
    await org.api("POST", `authorization/subjects/${group}/bulkadd?subjectType=PC_GROUP`, { grants: [{ roleId, divisionId: "*" }] });
    const { graph } = toGraph(await readOrg(apiOf(org), { users: ["Ann@example.com"] }), where);
    const ann = graph.users.find(({ email }) => email === "ann@example.com");
    const decision = createDecider(graph).decide({ kind: "user", key: ann?.key ?? "" }, recordings, undefined, { media: ["screen"] });
    expect(decision.decision).toBe("allowed");
    expect(decision.reasons.map(({ text }) => text).join("\n")).toMatch(/member of group "Reviewers"/);
  });

  it("names everybody who holds a permission", async () => {
    const org = await startOrg();
    const { roleId } = await org.clientWith(["recording:screenRecording:view"], ["UK Service Desk"], "reader");
    const bob = await org.user("bob@example.com");
    await org.api("POST", `authorization/subjects/${bob}/bulkadd?subjectType=PC_USER`, { grants: [{ roleId, divisionId: "*" }] });
    const { graph } = toGraph(await readOrg(apiOf(org), { permissions: ["recording:screenRecording:view"] }), where);
    const names = who(createDecider(graph), recordings).filter(({ decision }) => decision === "allowed").map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["client:reader", "user:bob@example.com"]));
    expect(names).not.toContain("user:ann@example.com");
  });

  it("leaves unknown what the credentials may not read, and names the permission", async () => {
    const org = await startOrg();
    const weak = await org.clientWith(["routing:queue:view"], ["*"], "weak");
    const reading = await readOrg(apiOf(org, weak), { users: ["ann@example.com"], groups: ["Reviewers"] });
    const { graph, unread } = toGraph(reading, where);
    expect(unread.map(({ what, permissions }) => [what, permissions])).toEqual(
      expect.arrayContaining([
        ["OAuth clients", ["oauth:client:view"]],
        ["roles", ["authorization:role:view"]],
        ["users ann@example.com", ["directory:user:view"]],
        ["grants of Reviewers", ["authorization:grant:view"]],
      ]),
    );
    expect(unread.find(({ what }) => what === "OAuth clients")?.why).toBe("oauth:client:view is missing");
    expect(graph.org).not.toHaveProperty("allowedAddresses");
    expect(graph.org).not.toHaveProperty("divisionAwareGranting");
    // Its own client is known all the same.
    expect(graph.clients.map(({ name }) => name)).toEqual(["weak"]);
    const group = graph.groups.find(({ name }) => name === "Reviewers");
    const decision = createDecider(graph).decide({ kind: "group", key: group?.key ?? "" }, recordings);
    expect(decision.decision).toBe("undecided");
    expect(decision.decision === "undecided" && decision.unknown).toMatch(/authorization:grant:view is missing/);
  });

  it("takes about fifteen calls for the org itself, and never more than it is allowed", async () => {
    const org = await startOrg();
    const reading = await readOrg(apiOf(org));
    expect(reading.calls).toBeLessThanOrEqual(18);
    const short = await readOrg(apiOf(org, undefined, { limit: 8 }), { users: ["ann@example.com"] });
    expect(short.calls).toBeLessThanOrEqual(10);
    expect(toGraph(short, where).unread.map(({ why }) => why)).toContain("not asked for: the limit of 8 calls was reached");
  });

  it("is the same whoever looks at it twice", async () => {
    const org = await startOrg();
    await org.clientWith(["routing:queue:view"], ["*"], "one");
    const read = async (): Promise<unknown> => toGraph(await readOrg(apiOf(org), { groups: ["Reviewers"] }), where);
    expect(await read()).toEqual(await read());
  });
});
