import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startOrg, type TestOrg } from "./support/org";
import { PulumiProject } from "./support/pulumi";

const program = `
const provider = new g.Provider("genesyscloud", settings);
const options = { provider };
const actions = input.actions ?? ["view"];
const reader = new g.AuthRole("reader", { description: "Reads", permissionPolicies: [{ domain: "recording", entityName: "screenRecording", actionSets: actions }] }, options);
const views = new g.AuthRole("views", { permissionPolicies: [{ domain: "analytics", entityName: "conversationDetail", actionSets: ["*"] }] }, options);
const app = new g.OauthClient("app", {
  name: "ServiceNow", description: "Shows recordings", authorizedGrantType: "CLIENT-CREDENTIALS", exposeClientSecret: true, secretVersion: input.secretVersion,
  roles: [{ roleId: reader.authRoleId, divisionName: "UK Service Desk" }],
}, options);
const quality = new g.GroupRoles("quality", { groupName: "service-desk-quality", roles: [{ roleId: views.authRoleId, divisionNames: ["UK Service Desk"] }] }, options);
if (input.group) new g.Group("team", { type: input.group }, options);
exports.clientId = app.clientId;
exports.clientSecret = app.clientSecret;
exports.roleId = reader.authRoleId;
`;

/** Every file below a folder as one text. */
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

async function start(more: Parameters<TestOrg["settings"]>[0] = {}): Promise<{ org: TestOrg; project: PulumiProject }> {
  const org = await startOrg();
  return { org, project: await PulumiProject.create(org.settings(more), program) };
}

describe("on the real engine", () => {
  it("a stack lives: made, unchanged, refreshed, drifted, changed, replaced and destroyed", async () => {
    const { org, project } = await start();
    const before = await org.contents();
    await org.clearLog();
    await project.must(["preview"]);
    expect(await org.requests(), "a preview asks nothing").toEqual([]);

    const made = await project.up();
    expect((await org.requests()).length, "the first up asks little").toBeLessThanOrEqual(13);
    expect(made).toContain('Deployer roles: granted for the moment and taken back: role "reader" in division "UK Service Desk".');
    const { clientId = "", clientSecret = "", roleId = "" } = await project.outputs();
    expect(await org.clientToken(clientId, clientSecret)).not.toBe("");

    await org.clearLog();
    await project.must(["preview", "--expect-no-changes"]);
    expect(await org.requests(), "a preview without changes asks nothing").toEqual([]);
    await project.must(["refresh", "--yes", "--expect-no-changes"]);

    const live = await org.call("GET", `/api/v2/authorization/roles/${roleId}`);
    await org.call("PUT", `/api/v2/authorization/roles/${roleId}`, { ...live, permissionPolicies: [] });
    expect(await project.run(["refresh", "--preview-only", "--expect-no-changes"])).toMatchObject({ code: 7 });
    await project.must(["up", "--yes", "--skip-preview", "--refresh"]);
    await project.must(["refresh", "--yes", "--expect-no-changes"]);

    const interruption = await project.must(["preview"], { secretVersion: "2" });
    expect(interruption).toMatch(/Interruption: OAuth client "ServiceNow" gets a new secret/);
    const changed = await project.up({ secretVersion: "2", actions: ["view", "restore"] });
    const outputs = await project.outputs();
    expect(outputs["clientId"]).toBe(clientId);
    expect(await org.clientToken(clientId, outputs["clientSecret"] ?? "")).not.toBe("");
    await expect(org.clientToken(clientId, clientSecret)).rejects.toThrow();

    await project.up({ secretVersion: "2", group: "official" });
    const replaced = await project.must(["up", "--yes"], { secretVersion: "2", group: "social" });
    expect(replaced).toMatch(/team .*replace/);

    const destroyed = await project.must(["destroy", "--yes"]);
    expect(await org.contents()).toEqual(before);

    const seen = [made, interruption, changed, replaced, destroyed, everything(join(project.folder, "state"))].join("\n");
    for (const secret of [clientSecret, outputs["clientSecret"] ?? "", org.deployer.clientSecret])
      expect(seen.includes(secret)).toBe(false);
  });

  it("the organization is compared before anything else, with two requests", async () => {
    const org = await startOrg();
    const right = await PulumiProject.create(org.settings({ organizationId: org.id }), program);
    await right.up();
    await org.clearLog();
    await right.must(["preview", "--expect-no-changes"]);
    expect(await org.requests()).toEqual(["POST /oauth/token", "GET /api/v2/organizations/me"]);

    const wrong = await PulumiProject.create(org.settings({ organizationId: "00000000-0000-4000-8000-000000000000" }), program);
    await org.clearLog();
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, text } = await wrong.run(command);
      expect(code).not.toBe(0);
      expect(text).toMatch(
        /belong to the organization "uk" .*organizationId says 00000000-0000-4000-8000-000000000000\. Nothing was changed/,
      );
    }
    expect(new Set(await org.requests())).toEqual(new Set(["POST /oauth/token", "GET /api/v2/organizations/me"]));
  });

  it("what was made by hand is imported", async () => {
    const { org, project } = await start();
    const role = await org.call("POST", "/api/v2/authorization/roles", {
      name: "reader",
      description: "Reads",
      permissionPolicies: [{ domain: "recording", entityName: "screenRecording", actionSet: ["view"] }],
    });
    const refused = await project.run(["up", "--yes", "--skip-preview"]);
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain(`pulumi import genesyscloud:index/authRole:AuthRole reader ${role.id}`);
    const provider =
      /provider=(\S+?)::[0-9a-f-]{36}/.exec(await project.must(["stack", "--show-urns"]))?.[1] ??
      "urn:pulumi:dev::try::pulumi:providers:genesyscloud::genesyscloud";
    await project.must([
      "import",
      "genesyscloud:index/authRole:AuthRole",
      "reader",
      role.id,
      "--yes",
      "--generate-code=false",
      "--protect=false",
      "--provider",
      `genesyscloud=${provider}`,
    ]);
    await project.up();
    expect((await org.roles()).filter(({ name }) => name === "reader").map(({ id }) => id)).toEqual([role.id]);
    await project.must(["preview", "--expect-no-changes"]);
  });

  it("an error says in words what the deployer lacks, and no stack trace", async () => {
    const org = await startOrg({
      seed: {
        roles: [{ name: "Weak", policies: [{ domain: "authorization", entityName: "role", actionSet: ["view"] }] }],
        deployer: { roles: [{ role: "Weak", divisions: ["*"] }] },
      },
    });
    const project = await PulumiProject.create(org.settings(), program);
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toMatch(
      /make role "reader": Genesys Cloud refused it\.\s+The deploying client \S+ lacks the permission authorization:role:add\./,
    );
    expect(text).toMatch(/correlation id [0-9a-f-]{36}/);
    expect(text).not.toMatch(/\n\s+at /);
  });

  it.each([
    ["the role", "/api/v2/authorization/roles"],
    ["the client", "/api/v2/oauth/clients"],
    ["the group's grants", "/api/v2/authorization/subjects/{subjectId}/bulkadd"],
  ])("the command killed after %s was made is recovered from, and nothing is made twice", async (_, path) => {
    const { org, project } = await start();
    const foreign = await org.foreignClient("ServiceNow");
    await org.setOptions({ fail: [{ method: "POST", path, hold: "after", times: 1 }] });
    const { child, ended } = project.start(["up", "--yes", "--skip-preview"]);
    await expect.poll(async () => (await org.log()).some(({ outcome }) => outcome === "held"), { timeout: 30_000 }).toBe(true);
    child.kill("SIGKILL");
    await ended;
    await org.setOptions({ fail: [] });
    await project.must(["cancel", "--yes"]);
    await project.up();
    const { clientId = "", clientSecret = "" } = await project.outputs();
    expect(
      (await org.clients())
        .filter(({ name }) => name === "ServiceNow")
        .map(({ id }) => id)
        .sort(),
    ).toEqual([clientId, foreign.id].sort());
    expect((await org.roles()).filter(({ description }) => description.includes("pulumi")).map(({ name }) => name)).toEqual([
      "reader",
      "views",
    ]);
    expect(await org.grants(org.deployer.clientId)).toEqual(["Master Admin in All Divisions"]);
    expect(await org.grants(await org.groupId("service-desk-quality"))).toEqual(["views in UK Service Desk"]);
    expect(await org.clientToken(clientId, clientSecret)).not.toBe("");
    expect(await org.clientToken(foreign.id, foreign.secret)).not.toBe("");
  });
});
