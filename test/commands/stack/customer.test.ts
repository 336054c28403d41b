import { describe, expect, it } from "vitest";
import { customerDeployment, customerVariable, isCustomers } from "../../../commands/stack/customer";
import { parseOrgFile } from "../../../stacks/orgfile";

const orgFile = (credentials: string, applications = ["archive"]) =>
  parseOrgFile(
    `config:\n  genesys-access:org:\n    region: eu-west-2\n    managedBy: customer\n${credentials}  genesys-access:applications:\n${applications.map((name) => `    ${name}: { calls: [GET /api/v2/routing/queues] }\n`).join("")}`,
    "acme.yaml",
    "acme",
  );
const root = process.cwd();
const environment = "    credentials: { environment: ACME }\n";

describe("the client of an org that its customer manages", () => {
  it("comes from variables of its application", async () => {
    expect(isCustomers(orgFile(environment))).toBe(true);
    const env = { [customerVariable("ACME", "call-archive", "ID")]: "id", ACME_CALL_ARCHIVE_CLIENT_SECRET: "secret" };
    const { outputs } = await customerDeployment(orgFile(environment, ["call-archive", "other"]), { env, root });
    expect(outputs).toMatchObject({ applications: { "call-archive": { clientId: "id", clientSecret: "secret", grantType: "CLIENT-CREDENTIALS" } } });
    expect(Object.keys(outputs["applications"] as object)).toEqual(["call-archive"]);
  });

  it("of an only application may come from the org's variables", async () => {
    const env = { ACME_OAUTHCLIENT_ID: "id", ACME_OAUTHCLIENT_SECRET: "secret" };
    expect((await customerDeployment(orgFile(environment), { env, root })).outputs).toMatchObject({ applications: { archive: { clientId: "id" } } });
    await expect(customerDeployment(orgFile(environment, ["a", "b"]), { env, root })).rejects.toThrow(/ACME_A_CLIENT_ID/);
  });

  it("comes from a command", async () => {
    const command = (printed: unknown): string => `    credentials: { command: ${JSON.stringify([process.execPath, "-e", `console.log(${JSON.stringify(JSON.stringify(printed))})`])} }\n`;
    expect((await customerDeployment(orgFile(command({ clientId: "id", clientSecret: "s" })), { env: {}, root })).outputs).toMatchObject({ applications: { archive: { clientId: "id" } } });
    expect((await customerDeployment(orgFile(command({ applications: { archive: { clientId: "id", clientSecret: "s" } } })), { env: {}, root })).outputs).toMatchObject({ applications: { archive: { clientId: "id" } } });
    await expect(customerDeployment(orgFile(command({ clientSecret: "very-secret" })), { env: {}, root })).rejects.toThrow(/did not print what is needed/);
  });

  it("that nobody gave is asked for in words", async () => {
    await expect(customerDeployment(orgFile(""), { env: {}, root })).rejects.toThrow(/there is no client to verify acme with[\s\S]*PREFIX_ARCHIVE_CLIENT_ID/);
    const named = await customerDeployment(orgFile(environment), { env: {}, root }).catch((error: unknown) => (error as Error).message);
    expect(named).toMatch(/Next: set ACME_ARCHIVE_CLIENT_ID and[\s\S]*ACME_ARCHIVE_CLIENT_SECRET\.$/);
  });
});
