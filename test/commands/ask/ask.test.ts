import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Invocation } from "../../../commands/definition";
import { run as can } from "../../../commands/can";
import { run as explain } from "../../../commands/explain";
import { run as needs } from "../../../commands/needs";
import { run as orgs } from "../../../commands/orgs";
import { run as newOrg } from "../../../commands/new-org";
import { run as what } from "../../../commands/what";
import { run as who } from "../../../commands/who";
import { ServiceAccountRole } from "../../../components";
import { loadOrgFile, parseOrgFile } from "../../../stacks/orgfile";
import { register } from "../../components/monitor";
import { memoryIo } from "../memory-io";

let root: string;

const orgFile = `config:
  genesys-access:org:
    region: eu-west-2
    divisions: [UK]
  genesys-access:applications:
    reader:
      name: Recording Reader
      calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
      recordings: [screen]
      divisions: [UK]
  genesys-access:groups:
    quality:
      performanceViews: [interactions]
      divisions: [UK]
`;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "genesys-access-test-"));
  mkdirSync(join(root, "stacks", "orgs"), { recursive: true });
  writeFileSync(join(root, "Pulumi.yaml"), "name: genesys-access\n");
  writeFileSync(join(root, "stacks", "orgs", "Pulumi.uk.yaml"), orgFile);
});

type Command = (invocation: Invocation, io: ReturnType<typeof memoryIo>) => Promise<number>;

async function call(command: Command, args: readonly string[], options: Record<string, unknown> = {}) {
  const io = memoryIo({ cwd: root });
  const code = await command(new Invocation("test", args, options), io);
  return { code, out: io.out(), json: options["json"] === true ? (JSON.parse(io.out()) as Record<string, unknown>) : {} };
}

function narrow(text: string): void {
  for (const line of text.split("\n")) if (/\s\S+\s\S/.test(line)) expect(line.length, line).toBeLessThanOrEqual(80);
}

describe("explain", () => {
  it("gives the fix as a change of the org file", async () => {
    const { json } = await call(explain, [], { status: "403", code: "missing.any.permissions", call: ["getUsers"], org: "uk", application: "reader", json: true });
    expect(JSON.stringify(json["causes"])).toContain("In the org file");
  });

  it("refuses an application that the org file does not have, with the nearest, and one without an org file", async () => {
    await expect(call(explain, [], { status: "403", org: "uk", application: "raeder" })).rejects.toThrow(/no principal "application:raeder"[\s\S]*application:Recording Reader/);
    await expect(call(explain, [], { status: "403", application: "reader" })).rejects.toThrow(/none is given/);
  });
});

describe("the JSON of can", () => {
  it("has the same fields for every answer", async () => {
    const allowed = await call(can, ["application:reader", "getConversationRecordings"], { org: "uk", json: true });
    expect(allowed.json).toMatchObject({ decision: "allowed", status: null, code: null, reasons: expect.any(Array) });
    const refused = await call(can, ["application:reader", "getUsersMe"], { org: "uk", json: true });
    expect(refused.json).toMatchObject({ decision: "refused", status: 400, code: "not.a.user", reasons: expect.any(Array) });
  });
});

describe("needs", () => {
  it("gives one role for several calls, and its reasons", async () => {
    const { code, out } = await call(needs, ["getConversationRecordings", "postAnalyticsConversationsDetailsQuery"], { recordings: ["screen"], role: "reader" });
    expect(code).toBe(0);
    expect(out).toContain("recording:screenRecording:view");
    expect(out).toContain('new ServiceAccountRole("reader"');
    expect(out).toContain("genesys-access:roles:");
    narrow(out);
  });

  it.each(["reader", "Screen Recordings", 'QA: "reader" #1', "true", "null", "007", "- x", "{a}", "Qualität", "a\n b ", "2027-01-01"])(
    "prints a role %j that works where it is pasted, as a component and in an org file",
    async (role) => {
      const calls = ["getConversationRecordings", "get https://api.mypurecloud.de/api/v2/users/abc?expand=x", "PUT /api/v2/recording/jobs/{jobId}"];
      const { json } = await call(needs, calls, { recordings: ["screen"], role, json: true });
      const { component, orgFile, role: answer } = json as { component: string; orgFile: string; role: { permissions: string[] } };
      const name = role.replace(/\s+/g, " ").trim();

      const indented = orgFile.split("\n").map((line) => `  ${line}`).join("\n");
      const file = parseOrgFile(`config:\n  genesys-access:org:\n    region: eu-west-2\n${indented}\n`, "Pulumi.uk.yaml", "uk");
      expect(Object.keys(file.roles)).toEqual([name]);
      const written = file.roles[name]?.permissions?.map((one) => (typeof one === "string" ? one : one.permission));
      expect(written?.sort()).toEqual([...answer.permissions].sort());

      const [importLine, ...body] = component.split("\n");
      expect(importLine).toBe('import { ServiceAccountRole } from "genesys-access";');
      const registered = await register(() => new Function("ServiceAccountRole", body.join("\n"))(ServiceAccountRole) as unknown);
      const made = registered.find((one) => one.type.endsWith(":ServiceAccountRole"));
      expect(made?.outputs).toMatchObject({ roleName: name, permissions: [...answer.permissions].sort() });
    },
  );

  it("refuses a role without a name", async () => {
    await expect(call(needs, ["getUsers"], { role: "  " })).rejects.toThrow(/the role has no name/);
  });

  it("names the nearest calls for one that does not exist, and ends with 1", async () => {
    const { code, json } = await call(needs, ["/api/v2/analytics/screenrecordings"], { json: true });
    expect(code).toBe(1);
    expect(json).toMatchObject({ calls: [{ call: "/api/v2/analytics/screenrecordings", known: false, permissions: [], nearest: expect.arrayContaining([expect.stringContaining("screen")]) }], role: { permissions: [] } });
  });

  it("keeps the names of its JSON fields", async () => {
    const { json } = await call(needs, ["https://api.euw2.pure.cloud/api/v2/users?pageSize=1"], { json: true });
    expect(json).toMatchObject({ calls: [{ call: expect.any(String), known: true, permissions: expect.any(Array), mode: expect.stringMatching(/^(ANY|ALL|none)$/), scopes: expect.any(Array), grantTypes: expect.arrayContaining(["CLIENT-CREDENTIALS"]), nearest: [] }], role: { permissions: expect.any(Array) }, scopes: expect.any(Array) });
  });

  it("refuses a medium that does not exist", async () => {
    await expect(call(needs, ["getUsers"], { recordings: ["video"] })).rejects.toThrow(/no recording medium "video"/);
  });
});

describe("can", () => {
  it("is allowed, with every link of the chain in its place", async () => {
    const { code, out } = await call(can, ["application:reader", "getConversationRecordings"], { org: "uk", division: "uk" });
    expect(code).toBe(0);
    expect(out).toMatch(/^Allowed: application:Recording Reader may call GET/);
    expect(out).toContain("Pulumi.uk.yaml:8:15");
    narrow(out);
  });

  it("is refused with status, code and cause, and ends with 1", async () => {
    const { code, json } = await call(can, ["application:reader", "DELETE /api/v2/recording/jobs/{jobId}"], { json: true });
    expect(code).toBe(1);
    expect(json).toMatchObject({ decision: "refused", status: 403, code: expect.stringMatching(/^missing\./), reasons: expect.any(Array) });
  });

  it.each([
    ["nobody:x", "getUsers", {}, /has no principal "nobody:x"/],
    ["application:readr", "getUsers", {}, /the nearest is application:Recording Reader|has no principal/],
    ["application:reader", "getUserz", {}, /there is no call "getUserz"[\s\S]*the nearest are/],
    ["application:reader", "getUsers", { division: "DE" }, /declares no division "DE"[\s\S]*Home, UK, all/],
    ["application:reader", "getUsers", { org: "de" }, /no org 'de'/],
  ])("tells the mistake in %s %s %j", async (who, what, options, said) => {
    await expect(call(can, [who, what], options)).rejects.toThrow(said);
  });
});

describe("who", () => {
  it("lists everybody who may, and through what", async () => {
    const { out, json } = { ...(await call(who, ["getConversationRecordings"])), json: (await call(who, ["getConversationRecordings"], { json: true })).json };
    expect(out).toContain("application:Recording Reader");
    expect(out).toContain("group:quality");
    expect(json).toMatchObject({ call: "getConversationRecordings", principals: [{ principal: "application:Recording Reader" }, { principal: "group:quality" }] });
  });

  it("says so when nobody may", async () => {
    expect((await call(who, ["deleteUser"])).out).toContain("nobody of 2 principals");
  });
});

describe("what", () => {
  it("lists every operation, the most powerful first, and keeps those without a declared permission apart", async () => {
    const { out } = await call(what, ["application:reader"]);
    expect(out).toContain("GET /api/v2/conversations/{conversationId}/recordings");
    expect(out).toContain('that is not the same as "none needed"');
    const { json } = await call(what, ["application:reader"], { json: true });
    const powers = (json["operations"] as { power: string }[]).map((operation) => operation.power);
    const order = ["grant-like", "delete", "edit", "add", "view"];
    expect(powers.map((power) => order.indexOf(power))).toEqual(powers.map((power) => order.indexOf(power)).sort((a, b) => a - b));
  });
});

describe("orgs", () => {
  it("lists the org files", async () => {
    expect((await call(orgs, [], { json: true })).json).toMatchObject({ orgs: [{ name: "uk", region: "eu-west-2", applications: ["reader"] }] });
  });

  it("lists a broken one with the reason, and ends with 1", async () => {
    const file = join(root, "stacks", "orgs", "Pulumi.broken.yaml");
    writeFileSync(file, "config:\n  genesys-access:org: 7\n");
    const { code, out } = await call(orgs, []);
    writeFileSync(file, orgFile);
    expect(code).toBe(1);
    expect(out).toContain("cannot be read");
  });
});

describe("new-org", () => {
  it("writes a file that loads, with a salt, and does not overwrite it", async () => {
    const { out } = await call(newOrg, ["acme-de"], { region: "eu-central-1", call: ["getUsers"] });
    expect(out).toContain("Wrote ");
    const path = join(root, "stacks", "orgs", "Pulumi.acme-de.yaml");
    expect(loadOrgFile(path).org).toMatchObject({ region: "eu-central-1", target: "emulator" });
    await expect(call(newOrg, ["acme-de"])).rejects.toThrow(/exists already/);
  });

  it("for a real org without a passphrase leaves the salt to Pulumi and says so", async () => {
    const io = memoryIo({ cwd: root });
    await newOrg(new Invocation("new-org", ["real"], { target: "cloud", print: true }), io);
    expect(io.out()).not.toContain("encryptionsalt");
    expect(io.err()).toContain("No passphrase is set");
  });

  it.each([["../x", {}, /cannot be the name of an org/], ["x", { target: "moon" }, /no target "moon"/]])("refuses %s %j", async (name, options, said) => {
    await expect(call(newOrg, [name], options)).rejects.toThrow(said);
  });
});

describe("a mistake in a question", () => {
  it("names every division once", async () => {
    const asked = call(can, ["application:reader", "getUsers"], { org: "uk", division: "Support" });
    await expect(asked).rejects.toThrow(/its divisions: (?:Home, UK|UK, home), all\./);
  });

  it("says of a permission that it is no call, and where its calls are", async () => {
    await expect(call(who, ["recording:recording:view"], { org: "uk" })).rejects.toThrow(/reads like a permission[^]*search recording:recording:view/);
  });
});
