import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadOrgFile } from "../../../stacks/orgfile";
import { seedForOrg } from "../../../stacks/target/seed";
import { emulator, request } from "../../emulator/support";
import { checkout, project, run, type Ended } from "./support";

type Seed = ReturnType<typeof seedForOrg>;

/** What differs from an org in which everything is there. */
interface Difference {
  readonly seed?: (seed: Seed) => object;
  /** What the org loses afterwards. */
  readonly products?: object;
  readonly file?: (text: string) => string;
  readonly env?: (env: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

/** Asks the org of an example, reached as a real one is. */
async function preflight(example: string, { seed = (own) => own, products, file = (text) => text, env = (own) => own }: Difference, args: readonly string[] = []): Promise<Ended> {
  const running = await emulator();
  const path = join(checkout, "stacks", "orgs", `Pulumi.${example}.yaml`);
  const seeded = await request("POST", `${running.url}/emulator/orgs`, { body: { ...seed(seedForOrg(loadOrgFile(path))), name: "real" } });
  expect(seeded.status, JSON.stringify(seeded.body)).toBe(200);
  if (products !== undefined) await request("PUT", `${running.url}/emulator/orgs/real/products`, { body: products });
  const text = readFileSync(path, "utf8").replace("target: emulator", `target: cloud\n    gateway: ${running.url}/orgs/real\n    credentials: { environment: REAL }`);
  const cwd = project({ acme: file(text.replace(/^encryptionsalt:.*\n?/m, "")) });
  cpSync(join(checkout, "stacks", "applications"), join(cwd, "stacks", "applications"), { recursive: true });
  const { clientId, clientSecret } = seeded.body.deployer as { clientId: string; clientSecret: string };
  const before = await contents(running.url);
  const ended = await run(["preflight", "acme", ...args], { cwd, env: env({ REAL_OAUTHCLIENT_ID: clientId, REAL_OAUTHCLIENT_SECRET: clientSecret }) });
  expect(ended.out + ended.err).not.toContain(clientSecret);
  expect(await contents(running.url)).toEqual(before);
  return { ...ended, out: ended.out.replace(/\s+/g, " "), err: ended.err.replace(/\s+/g, " ") };
}

/** Calls that changed something. */
async function contents(url: string): Promise<readonly string[]> {
  const { requests } = (await request("GET", `${url}/emulator/orgs/real/requests`)).body as { requests: readonly { method: string; path: string }[] };
  return requests.filter(({ method, path }) => method !== "GET" && path !== "/oauth/token" && !path.endsWith("/search")).map(({ path }) => path);
}

describe("what is missing in the org is listed before anything is changed", () => {
  it.each<readonly [string, string, Difference, readonly RegExp[]]>([
    [
      "a partner's org without the product",
      "metadata-partner-east",
      { products: { products: ["CX 1"] } },
      [/does not have the product CX 3 \| CX 4, on which application recording-metadata counts; it has CX 1/, /does not list recording:screenRecording:view.* \(400 general.bad.request\)/, /\(likely\)/],
    ],
    ["a permission that the org has lost", "archive-alpine", { products: { withoutPermissions: ["recording:screenRecording:view"] } }, [/1 thing is missing/, /does not list recording:screenRecording:view, which role "recording-archive" asks for/]],
    [
      "a role that clients are to hold",
      "archive-alpine",
      { file: (text) => text.replace("      from: recording-archive", "      from: recording-archive\n      roles: [Archive Readers]") },
      [/1 thing is missing/, /the org has no role "Archive Readers", which client recording-archive is to hold/],
    ],
    [
      "a division and a group",
      "archive-alpine",
      { seed: (own) => ({ ...own, divisions: ["Alpine Banking"], groups: [], queues: [], conversations: [], policies: [] }) },
      [/2 things are missing/, /shows no division "Alpine Insurance"/, /has no group "alpine-recorded-agents"/, /Pulumi\.acme\.yaml:\d+:\d+/],
    ],
    ["the queue of a policy", "screen-start", { seed: (own) => ({ ...own, queues: [], conversations: [] }) }, [/1 thing is missing/, /has no queue "Priority Care queue" that the deployer can see, which the policy important-interactions names/]],
    ["the user of a pairing", "metadata-partner-east", { seed: (own) => ({ ...own, users: [] }) }, [/has no user "insights@partner-east\.example\.com" that the deployer can see, which the pairing \S+ names/]],
    [
      "a name that somebody else took",
      "screen-start",
      { seed: (own) => ({ ...own, users: [...(own.users ?? []), { email: "screen-watch@example.com" }], policies: [{ name: "important-interactions", queues: ["Priority Care queue"] }] }) },
      [/2 things are missing/, /has a user "screen-watch@example\.com" already/, /has a retention policy "important-interactions" already/, /pulumi import genesyscloud:index\/user:User/],
    ],
    [
      "an address that the application calls from",
      "archive-alpine",
      {
        seed: (own) => ({ ...own, settings: { ...own.settings, allowedAddresses: ["198.51.100.0/24", "127.0.0.1/32"] } }),
        file: (text) => text.replace("      from: recording-archive", "      from: recording-archive\n      allowedAddresses: [203.0.113.7]"),
      },
      [/application recording-archive calls from 203\.0\.113\.7, which the org's allowed addresses do not hold \(401 ip\.not\.authorized\)/],
    ],
  ])("%s", async (_, example, difference, said) => {
    const { code, out, err } = await preflight(example, difference);
    expect(code, err).toBe(1);
    for (const each of said) expect(out).toMatch(each);
  });

  it("of an org that its customer manages, as far as the application goes", async () => {
    const file = (text: string): string => text.replace(/region: \S+/, "$&\n    managedBy: customer");
    const complete = await preflight("metadata-partner-west", { file, seed: (own) => ({ ...own, roles: [{ name: "Nothing", policies: [{ domain: "routing", entityName: "queue", actionSet: ["view"] }] }], deployer: { roles: ["Nothing"] } }) });
    expect(complete.code, complete.out).toBe(0);
    expect(complete.out).toMatch(/nothing is missing that its applications need; its customer provisions it/);
    expect(complete.out).not.toMatch(/the deployer lacks/);
    expect((await preflight("metadata-partner-west", { file, products: { products: ["CX 1"] } })).code).toBe(1);
  });

  it("as data too", async () => {
    const { code, out } = await preflight("metadata-partner-east", { products: { products: ["CX 1"] } }, ["--json"]);
    expect(code).toBe(1);
    const answer = JSON.parse(out) as { ready: boolean; items: readonly { status: string; about: string }[] };
    expect(answer.ready).toBe(false);
    expect(answer.items.filter(({ status }) => status === "missing").map(({ about }) => about)).toEqual(["permission", "permission", "product", "product"]);
  });
});

describe("what keeps an org from being asked at all is one error", () => {
  it.each<readonly [string, Difference, readonly RegExp[]]>([
    ["another organization than the pinned one", { file: (text) => text.replace("region: eu-central-1", "region: eu-central-1\n    orgId: 11111111-1111-4111-8111-111111111111") }, [/belong to another organization/, /Nothing was changed/]],
    ["this machine's address", { seed: (own) => ({ ...own, settings: { ...own.settings, allowedAddresses: ["198.51.100.0/24"] } }) }, [/admits no call from this machine's address/, /ip\.not\.authorized/]],
    ["a wrong secret, or another region", { env: (own) => ({ ...own, REAL_OAUTHCLIENT_SECRET: "nonsense" }) }, [/gets no token/, /the secret is wrong, or the client is of another region or org/]],
    ["a token that has ended", { env: () => ({ REAL_ACCESS_TOKEN: "ended" }) }, [/does not accept the token/, /bad\.credentials/]],
    ["no credentials", { env: () => ({}) }, [/credentials of the org 'acme' are not complete/, /REAL_OAUTHCLIENT_ID/]],
  ])("%s", async (_, difference, said) => {
    const { code, out, err } = await preflight("archive-alpine", difference);
    expect([code, out]).toEqual([2, ""]);
    for (const each of said) expect(err).toMatch(each);
  });
});
