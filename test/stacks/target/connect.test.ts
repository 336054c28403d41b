import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type RunningEmulator } from "../../../emulator";
import { parseOrgFile, type OrgFile } from "../../../stacks/orgfile";
import { connectTarget, describeTarget, emulatorAddressFile, type Target } from "../../../stacks/target";

const root = mkdtempSync(join(tmpdir(), "target-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function orgFile(...lines: string[]): OrgFile {
  return parseOrgFile(["config:", "  genesys-access:org:", "    region: eu-west-2", ...lines, ""].join("\n"), "org.yaml", "acme");
}

function cloud(...lines: string[]): OrgFile {
  return orgFile("    target: cloud", ...lines);
}

async function messageOf(connecting: Promise<Target>): Promise<string> {
  return connecting.then(
    () => "connected",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe("a real org", () => {
  const credentials = { clientId: "an-id", clientSecret: "a-secret" };
  const generic = {
    GENESYSCLOUD_OAUTHCLIENT_ID: "generic-id",
    GENESYSCLOUD_OAUTHCLIENT_SECRET: "generic-secret",
    GENESYSCLOUD_REGION: "eu-west-2",
  };

  it("is reached at its region's hosts, with the pinned id", async () => {
    const target = await connectTarget(cloud("    orgId: 5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11"), { root, env: {}, secrets: credentials });
    expect(target).toEqual({
      kind: "cloud",
      region: "eu-west-2",
      apiBase: "https://api.euw2.pure.cloud",
      loginBase: "https://login.euw2.pure.cloud",
      ...credentials,
      orgId: "5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11",
      credentials: "Pulumi configuration genesys-access:deployer",
    });
    expect(describeTarget(target)).toBe("Genesys Cloud eu-west-2");
  });

  it("takes Pulumi's secrets before everything else", async () => {
    const target = await connectTarget(cloud("    credentials: { environment: ACME }"), {
      root,
      env: { ...generic, ACME_ACCESS_TOKEN: "t" },
      secrets: credentials,
    });
    expect(target).toMatchObject(credentials);
    expect(target).not.toHaveProperty("accessToken");
  });

  it("takes the variables with the prefix of the org file before the generic ones", async () => {
    const env = { ...generic, ACME_OAUTHCLIENT_ID: "acme-id", ACME_OAUTHCLIENT_SECRET: "acme-secret" };
    const target = await connectTarget(cloud("    credentials: { environment: ACME }"), { root, env });
    expect(target).toMatchObject({ clientId: "acme-id", clientSecret: "acme-secret", credentials: "environment ACME_*" });
  });

  it("takes an access token when there is one", async () => {
    const target = await connectTarget(cloud("    credentials: { environment: ACME }"), { root, env: { ACME_ACCESS_TOKEN: "token" } });
    expect(target).toMatchObject({ accessToken: "token" });
    expect(target).not.toHaveProperty("clientId");
  });

  it("does not fall back to credentials that may belong to another org", async () => {
    expect(await messageOf(connectTarget(cloud("    credentials: { environment: ACME }"), { root, env: generic }))).toBe(
      "environment ACME_*: The credentials of the org 'acme' are not complete.\nWhy: Set ACME_OAUTHCLIENT_ID and ACME_OAUTHCLIENT_SECRET, or ACME_ACCESS_TOKEN.",
    );
  });

  it("runs the command that the org file names, and takes what it prints", async () => {
    const script = "console.log(JSON.stringify({clientId: 'from-command', clientSecret: process.cwd()}))";
    const target = await connectTarget(
      cloud(`    credentials: { command: [${JSON.stringify(process.execPath)}, -e, ${JSON.stringify(script)}] }`),
      { root, env: {} },
    );
    expect(target).toMatchObject({ clientId: "from-command" });
    expect(target.credentials).toBe(`command ${process.execPath}`);
  });

  it.each([
    ["that does not exist", ["no-such-program-here"], "There is no program 'no-such-program-here'."],
    ["that fails", [process.execPath, "-e", "process.exit(3)"], "It ended with 3."],
    ["that prints something else", [process.execPath, "-e", "console.log('hunter2')"], "did not print JSON"],
    ["that prints half of it", [process.execPath, "-e", 'console.log(\'{"clientId":"hunter2"}\')'], "are not complete"],
  ])("says what is wrong with a command %s, without what it printed", async (_name, command, said) => {
    const message = await messageOf(connectTarget(cloud(`    credentials: { command: ${JSON.stringify(command)} }`), { root, env: {} }));
    expect(message).toContain(said);
    expect(message).not.toContain("hunter2");
  });

  it("takes the variables of Genesys' own tools last", async () => {
    expect(await connectTarget(cloud(), { root, env: generic })).toMatchObject({
      clientId: "generic-id",
      credentials: "environment GENESYSCLOUD_*",
    });
  });

  it("stops when these variables are about another region", async () => {
    const message = await messageOf(connectTarget(cloud(), { root, env: { ...generic, GENESYSCLOUD_REGION: "us-east-1" } }));
    expect(message).toContain("org.yaml:3:13: GENESYSCLOUD_REGION is us-east-1, but the org 'acme' is in eu-west-2.");
    expect(message).not.toContain("generic-secret");
  });

  it("names the ways to give credentials when there are none", async () => {
    const message = await messageOf(connectTarget(cloud(), { root, env: {} }));
    expect(message).toContain("There are no credentials for the org 'acme'.");
    expect(message).toContain("pulumi config set --stack acme --secret --path genesys-access:deployer.clientSecret");
  });

  it("does not repeat a secret that has the wrong shape", async () => {
    expect(await messageOf(connectTarget(cloud(), { root, env: {}, secrets: { clientSecret: "hunter2" } }))).not.toContain("hunter2");
  });

  it("must be in a region that exists", async () => {
    const file = parseOrgFile("config:\n  genesys-access:org: { region: eu-west-22, target: cloud }\n", "org.yaml", "acme");
    expect(await messageOf(connectTarget(file, { root, env: generic }))).toMatch(
      /^org\.yaml:2:33: 'eu-west-22' is not a region of Genesys Cloud\.\nNext: Did you mean eu-west-2/,
    );
  });
});

describe("an emulated org", () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator({ stateDir: join(root, "emulator") });
  });
  afterAll(() => emulator.close());

  it("is made with what the org file takes for granted, once", async () => {
    const file = orgFile(
      "    divisions: [UK, Sales]",
      "    allowedAddresses: [198.51.100.7]",
      "  genesys-access:groups:",
      "    reviewers: {}",
      "    mine: { existing: false, members: [bob@example.com] }",
      "  genesys-access:roles:",
      "    Reader: { existing: true, permissions: [{ permission: 'recording:recording:view', reason: given }] }",
    );
    const first = await connectTarget(file, { root, env: { GENESYS_ACCESS_EMULATOR: emulator.url } });
    const second = await connectTarget(file, { root, env: { GENESYS_ACCESS_EMULATOR: emulator.url } });
    expect(second).toEqual(first);
    expect(first).toMatchObject({ kind: "emulator", region: "eu-west-2", credentials: "the emulator's own deployer" });

    const get = async (path: string): Promise<{ entities: { name: string }[] }> => {
      const basic = Buffer.from(`${first.clientId}:${first.clientSecret}`).toString("base64");
      const token = await fetch(`${first.loginBase}/oauth/token`, {
        method: "POST",
        headers: { Authorization: `Basic ${basic}`, "Content-Type": "application/x-www-form-urlencoded" },
        body: "grant_type=client_credentials",
      });
      const { access_token } = (await token.json()) as { access_token: string };
      const response = await fetch(`${first.apiBase}${path}`, { headers: { Authorization: `Bearer ${access_token}` } });
      return (await response.json()) as { entities: { name: string }[] };
    };
    const names = async (path: string): Promise<string[]> => (await get(path)).entities.map((entity) => entity.name).sort();
    expect(await names("/api/v2/authorization/divisions?pageSize=100")).toEqual(["Home", "Sales", "UK"]);
    expect(await names("/api/v2/groups?pageSize=100")).toEqual(["reviewers"]);
    expect(await names("/api/v2/authorization/roles?pageSize=100&name=Reader")).toEqual(["Reader"]);
  });

  it("gives the provider a gateway that leads to the same addresses", async () => {
    const target = await connectTarget(orgFile(), { root, env: { GENESYS_ACCESS_EMULATOR: emulator.url } });
    const [gateway] = target.gateways ?? [];
    const at = (name: string): string =>
      `${gateway?.protocol}://${gateway?.host}:${gateway?.port}/${gateway?.pathParams.find((one) => one.pathName === name)?.pathValue}`;
    expect(at("api")).toBe(target.apiBase);
    expect(at("login")).toBe(target.loginBase);
    expect(describeTarget(target)).toBe(`the emulator at ${new URL(emulator.url).host}`);
  });

  it("ignores the credentials of real orgs, and says so in one line", async () => {
    const notes: string[] = [];
    const env = { GENESYS_ACCESS_EMULATOR: emulator.url, GENESYSCLOUD_OAUTHCLIENT_ID: "real-id", GENESYSCLOUD_REGION: "us-east-1" };
    const target = await connectTarget(orgFile(), { root, env, note: (line) => notes.push(line) });
    expect(notes).toEqual(["GENESYSCLOUD_OAUTHCLIENT_ID, GENESYSCLOUD_REGION: ignored, because the target of 'acme' is the emulator."]);
    expect(JSON.stringify(target)).not.toContain("real-id");
  });

  it("is found through the file that a running emulator writes", async () => {
    const file = join(root, emulatorAddressFile);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ url: emulator.url, pid: process.pid }));
    expect(await connectTarget(orgFile(), { root, env: {} })).toMatchObject({ kind: "emulator" });
    rmSync(file);
  });

  it("says that no emulator is running", async () => {
    expect(await messageOf(connectTarget(orgFile(), { root, env: {} }))).toContain(
      "The emulator is not running.\nWhy: Nobody has started it.\nNext: Start it with 'npm run emulator'",
    );
    expect(await messageOf(connectTarget(orgFile(), { root, env: { GENESYS_ACCESS_EMULATOR: "http://127.0.0.1:9" } }))).toContain(
      "Nothing answers at this address.",
    );
  });

  it.each(["https://api.mypurecloud.com", "http://10.0.0.1:80", "127.0.0.1:80"])("never takes %s for an emulator", async (address) => {
    expect(await messageOf(connectTarget(orgFile(), { root, env: { GENESYS_ACCESS_EMULATOR: address } }))).toContain(
      "is not an address of this machine",
    );
  });
});
