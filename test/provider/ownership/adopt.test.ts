import { describe, expect, it } from "vitest";
import type { Values } from "../../../provider/rpc/values";
import { startOrg, type TestOrg } from "../support/org";
import { startProvider } from "../support/service";

const permissionPolicies = [{ domain: "recording", entityName: "recording", actionSets: ["view"] }];

async function start(): Promise<{ org: TestOrg } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg();
  return { org, ...(await startProvider({ settings: org.settings() })) };
}

const posts: readonly [string, string, string, Values][] = [
  ["AuthRole", "/api/v2/authorization/roles", "role", { name: "Made", permissionPolicies }],
  ["AuthDivision", "/api/v2/authorization/divisions", "division", { name: "Made" }],
  ["Group", "/api/v2/groups", "group", { name: "Made" }],
  ["User", "/api/v2/users", "user", { email: "made@example.com", name: "Made" }],
  [
    "OauthClient",
    "/api/v2/oauth/clients",
    "OAuth client",
    { name: "Made", authorizedGrantType: "CODE", scopes: ["users"], exposeClientSecret: true },
  ],
  ["Integration", "/api/v2/integrations", "integration", { integrationType: "purecloud-data-actions", config: { name: "Made" } }],
  [
    "IntegrationCredential",
    "/api/v2/integrations/credentials",
    "credential",
    { name: "Made", credentialTypeName: "basicAuth", fields: { userName: "user", password: "password" } },
  ],
  [
    "RecordingMediaRetentionPolicy",
    "/api/v2/recording/mediaretentionpolicies",
    "retention policy",
    { name: "Made", actions: { retainRecording: true } },
  ],
];

/** Types whose names need not be unique: another stack makes its own beside. */
const notUnique = ["OauthClient", "IntegrationCredential"];

/** The inputs with something changed. */
function changed(type: string, inputs: Values): Values {
  switch (type) {
    case "User":
      return { ...inputs, department: "IT" };
    case "Integration":
      return { ...inputs, config: { name: "Made", notes: "Now described" } };
    case "IntegrationCredential":
      return { ...inputs, fields: { userName: "user", password: "another-password" } };
    default:
      return { ...inputs, description: "Now described" };
  }
}

/** How many objects called "Made" there are. */
async function count(org: TestOrg): Promise<number> {
  const named = [
    ...(await org.roles()),
    ...(await org.clients()),
    ...(await org.call("GET", "/api/v2/authorization/divisions?pageSize=200")).entities,
    ...(await org.call("GET", "/api/v2/groups?pageSize=200")).entities,
    ...(await org.call("GET", "/api/v2/users?pageSize=200")).entities,
    ...(await org.call("GET", "/api/v2/integrations?pageSize=100")).entities,
    ...(await org.call("GET", "/api/v2/integrations/credentials/listing?pageSize=200")).entities,
    ...(await org.call("GET", "/api/v2/recording/mediaretentionpolicies?pageSize=100")).entities,
  ] as { name: string }[];
  // A credential carries its mark in its name.
  return named.filter(({ name }) => /^Made( \(pulumi:.*\))?$/.test(name)).length;
}

describe.each(posts)("%s", (type, path, noun, inputs) => {
  it("is made once when the connection breaks after it was made, and is this resource's own", async () => {
    const { org, engine, log } = await start();
    await org.setOptions({ fail: [{ method: "POST", path, drop: "after", times: 1 }] });
    expect(await engine.up(type, "res", inputs)).toBe("create");
    expect(await count(org)).toBe(1);
    expect(log.texts("warn").join()).toMatch(new RegExp(`Adopted ${noun} "Made( \\(pulumi:.*\\))?"`));
    expect(await engine.up(type, "res", inputs)).toBe("same");
  });

  it("is made once when the connection breaks before it was made", async () => {
    const { org, engine } = await start();
    await org.setOptions({ fail: [{ method: "POST", path, drop: "before", times: 1 }] });
    await engine.up(type, "res", inputs);
    expect(await count(org)).toBe(1);
  });

  it("is adopted by the next run, brought to what the program says then, and by no other resource or stack", async () => {
    const { org, engine } = await start();
    await engine.up(type, "res", inputs);
    const { id } = engine.outputs(type, "res");
    // The engine never heard of it.
    engine.kept.clear();
    if (!notUnique.includes(type)) {
      const other = await startProvider({ settings: org.settings(), stack: "other" });
      await expect(other.engine.up(type, "res", inputs)).rejects.toThrow(/exists already.*not touched/s);
      await expect(engine.up(type, "another", inputs)).rejects.toThrow(/exists already|exists already/);
    }
    const next = await startProvider({ settings: org.settings() });
    const described = changed(type, inputs);
    expect(await next.engine.up(type, "res", described)).toBe("create");
    expect(next.engine.outputs(type, "res")["id"]).toBe(id);
    expect(await count(org)).toBe(1);
    expect(await next.engine.read(type, "res")).toBe(true);
    expect(await next.engine.up(type, "res", described)).toBe("same");
  });
});

describe("an adopted client", () => {
  const inputs = { name: "Made", authorizedGrantType: "CODE", scopes: ["users"], exposeClientSecret: true };

  it("gets a new secret, since nobody has the first one", async () => {
    const { org, engine } = await start();
    await org.setOptions({ fail: [{ method: "POST", path: "/api/v2/oauth/clients", drop: "after", times: 1 }] });
    await engine.up("OauthClient", "res", inputs);
    expect(engine.outputs("OauthClient", "res")["clientSecret"]).toMatch(/.{20}/);
    expect(await org.requests()).toContain("POST /api/v2/oauth/clients/{clientId}/secret");
  });

  it("is told from a foreign one of the same name, which keeps its secret", async () => {
    const { org, engine } = await start();
    const foreign = await org.foreignClient("Made");
    await engine.up("OauthClient", "res", inputs);
    const { id } = engine.outputs("OauthClient", "res");
    const next = await startProvider({ settings: org.settings() });
    await next.engine.up("OauthClient", "res", inputs);
    expect(next.engine.outputs("OauthClient", "res")["id"]).toBe(id);
    expect(await org.clientToken(foreign.id, foreign.secret)).not.toBe("");
    expect(await count(org)).toBe(2);
  });

  it("is not chosen when several carry the mark", async () => {
    const { org, engine } = await start();
    await engine.up("OauthClient", "res", inputs);
    const [first] = (await org.clients()).filter(({ name }) => name === "Made");
    await org.call("POST", "/api/v2/oauth/clients", {
      name: "Copy",
      description: first?.description,
      authorizedGrantType: "CODE",
      scope: ["users"],
    });
    const next = await startProvider({ settings: org.settings() });
    await expect(next.engine.up("OauthClient", "res", inputs)).rejects.toThrow(/2 objects of the type OAuth client carry the mark/);
  });

  it("is never the one that the engine still has and is about to replace", async () => {
    const { org, engine } = await start();
    await engine.up("OauthClient", "res", inputs);
    const { id } = engine.outputs("OauthClient", "res");
    const checked = await engine.check("OauthClient", "res", inputs);
    await engine.diff("OauthClient", "res", checked);
    const made = await engine.create("OauthClient", "res", checked);
    expect(made.id).not.toBe(id);
    expect(await count(org)).toBe(2);
  });
});

describe("a replacement", () => {
  it("of a unique name cannot be made before the old one is deleted, and the error says so", async () => {
    const { engine } = await start();
    await engine.up("Group", "res", { name: "Made" });
    const checked = await engine.check("Group", "res", { name: "Made", type: "social" });
    expect((await engine.diff("Group", "res", checked)).getDeletebeforereplace()).toBe(true);
    await expect(engine.create("Group", "res", checked)).rejects.toThrow(/is being replaced[\s\S]*deleteBeforeReplace/);
  });
});
