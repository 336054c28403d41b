import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Values } from "../../provider/rpc/values";
import { startOrg, type TestOrg } from "./support/org";
import { PulumiProject } from "./support/pulumi";

const program = `
const options = { provider: new g.Provider("genesyscloud", settings) };
const role = new g.AuthRole("reader", { permissionPolicies: [{ domain: "recording", entityName: "screenRecording", actionSets: ["view"] }] }, options);
const app = new g.OauthClient("app", {
  name: "ServiceNow", authorizedGrantType: "CLIENT-CREDENTIALS", exposeClientSecret: true, secretVersion: input.secretVersion,
  roles: [{ roleId: role.authRoleId, divisionName: "UK Service Desk" }],
}, options);
const credential = new g.IntegrationCredential("credential", {
  name: "ServiceNow client", credentialTypeName: "pureCloudOAuthClient", fields: { clientId: app.clientId, clientSecret: app.clientSecret },
}, options);
const actions = new g.Integration("actions", {
  integrationType: "purecloud-data-actions", intendedState: "ENABLED",
  config: { name: "ServiceNow actions", credentials: { pureCloudOAuthClient: credential.integrationCredentialId } },
}, options);
new g.RecordingMediaRetentionPolicy("screens", {
  name: "Record screens", enabled: true,
  mediaPolicies: { callPolicy: {
    conditions: { forQueueNames: [input.queue || "Service Desk"], forUserEmails: ["ann@example.com"] },
    actions: { retainRecording: true, initiateScreenRecording: { recordAcw: true } },
  } },
}, options);
new g.RecordingSettings("settings", { maxSimultaneousStreams: input.streams || 20 }, options);
const pairing = new g.OrgauthorizationPairing("partner", { userEmails: ["ann@example.com"], groupNames: ["service-desk-quality"] }, options);
exports.pairing = pairing.orgauthorizationPairingId;
if (input.byHand) new g.RecordingMediaRetentionPolicy("hand", { name: "By hand", enabled: true, actions: { retainRecording: true } }, options);
exports.clientId = app.clientId;
exports.clientSecret = app.clientSecret;
exports.actions = actions.integrationId;
exports.queue = g.getRoutingQueueOutput({ name: "Service Desk" }, options).id;
exports.product = g.getAuthorizationProductOutput({ name: "screenRecording" }, options).id;
`;

/** Every file below a folder as one text. */
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

/** What a deployment of this program can leave behind. */
async function contents(org: TestOrg): Promise<unknown> {
  return {
    access: await org.contents(),
    integrations: (await org.call("GET", "/api/v2/integrations")).entities,
    credentials: (await org.call("GET", "/api/v2/integrations/credentials/listing")).entities,
    policies: (await org.call("GET", "/api/v2/recording/mediaretentionpolicies")).entities,
    settings: await org.call("GET", "/api/v2/recording/settings"),
  };
}

async function policies(org: TestOrg): Promise<Values[]> {
  return (await org.call("GET", "/api/v2/recording/mediaretentionpolicies")).entities as Values[];
}

describe("integrations and recordings on the real engine", () => {
  it("a stack lives: made, unchanged, refreshed, changed, imported into and destroyed", async () => {
    const org = await startOrg({
      seed: {
        queues: [{ name: "Service Desk" }, { name: "Sales" }],
        products: ["screenRecording"],
        settings: { maxSimultaneousStreams: 0, maxConfigurableScreenRecordingStreams: 100 },
      },
    });
    const project = await PulumiProject.create(org.settings({ organizationId: org.id }), program);
    const before = await contents(org);
    const made = await project.up();
    const { clientId = "", clientSecret = "", actions = "", pairing = "", queue, product } = await project.outputs();
    expect(await org.clientToken(clientId, clientSecret)).not.toBe("");
    expect(product).toBe("screenRecording");
    expect(await org.call("GET", `/api/v2/integrations/${actions}`)).toMatchObject({ name: "ServiceNow actions", intendedState: "ENABLED" });
    expect(await policies(org)).toMatchObject([{ mediaPolicies: { callPolicy: { conditions: { forQueues: [{ id: queue }] } } } }]);
    expect(await org.call("GET", "/api/v2/recording/settings")).toMatchObject({ maxSimultaneousStreams: 20 });

    const { trustee, users, groups } = (await org.call("GET", `/api/v2/orgauthorization/pairings/${pairing}`)) as { trustee: Values; users: Values[]; groups: Values[] };
    expect([trustee["id"], users.length, groups.map(({ name }) => name)]).toEqual([org.id, 1, ["service-desk-quality"]]);

    await org.clearLog();
    await project.must(["preview", "--expect-no-changes"]);
    const lookedUp = ["GET /api/v2/authorization/products", "GET /api/v2/routing/queues"];
    expect((await org.requests()).filter((request) => !lookedUp.includes(request))).toEqual([
      "POST /oauth/token",
      "GET /api/v2/organizations/me",
    ]);
    await project.must(["refresh", "--yes", "--expect-no-changes"]);

    await org.clearLog();
    const changed = await project.up({ secretVersion: "2", queue: "Sales", streams: 30 });
    const fresh = (await project.outputs())["clientSecret"] ?? "";
    expect(fresh).not.toBe(clientSecret);
    expect((await org.requests()).filter((request) => request.startsWith("PUT /api/v2/integrations"))).toEqual([
      "PUT /api/v2/integrations/credentials/{credentialId}",
    ]);
    expect(await org.call("GET", "/api/v2/recording/settings")).toMatchObject({ maxSimultaneousStreams: 30 });

    const byHand = (await org.call("POST", "/api/v2/recording/mediaretentionpolicies", {
      name: "By hand",
      enabled: true,
      actions: { retainRecording: true, assignSurveys: [{ sendingDomain: "example.com" }] },
    })) as Values;
    const provider = /(urn:pulumi:dev::try::pulumi:providers:genesyscloud::genesyscloud)/.exec(await project.must(["stack", "--show-urns"]))?.[1];
    await project.must([
      "import",
      "genesyscloud:index/recordingMediaRetentionPolicy:RecordingMediaRetentionPolicy",
      "hand",
      String(byHand["id"]),
      "--yes",
      "--generate-code=false",
      "--protect=false",
      "--provider",
      `genesyscloud=${provider ?? ""}`,
    ]);
    await project.must(["preview", "--expect-no-changes"], { secretVersion: "2", queue: "Sales", streams: 30, byHand: true });

    const destroyed = await project.must(["destroy", "--yes"]);
    expect(destroyed).toContain("Put back as it was found: maxSimultaneousStreams 0.");
    expect(destroyed).toContain("Recordings that exist keep the retention that they have");
    expect(destroyed).toContain(`Genesys Cloud has no operation that deletes a pairing: ${pairing} expires by itself.`);
    expect(await contents(org)).toEqual(before);
    const seen = [made, changed, destroyed, everything(join(project.folder, "state"))].join("\n");
    for (const secret of [clientSecret, fresh, org.deployer.clientSecret]) expect(seen.includes(secret)).toBe(false);
  });
});
