import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoggedRequest } from "../../../emulator";
import { loadOrgFile } from "../../../stacks/orgfile";
import { seedForOrg } from "../../../stacks/target/seed";
import { checkout, contentsOf, deployerOf, Sandbox, type Ended } from "../e2e/sandbox";

/** Example orgs as real ones, one of each kind beside servicenow-uk, each deployed by the two deployers that `deployer` prints for it. */
let sandbox: Sandbox;
let emulator: string;

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

const base = { PULUMI_CONFIG_PASSPHRASE: "of our own", GENESYS_ACCESS_ALLOW_BUILT_ENGINE: "yes" };
const as = ({ clientId, clientSecret }: Credentials) => ({ ...base, REAL_OAUTHCLIENT_ID: clientId, REAL_OAUTHCLIENT_SECRET: clientSecret });

async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${emulator}/emulator/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Answer;
}

/** The consent that a person gives once in each org: the service user signs in through the client. Returns the refresh token. */
async function serviceUserSignsIn(org: string): Promise<string> {
  const deployer = await deployerOf(emulator, org);
  const { entities } = (await deployer.call("GET", "/api/v2/oauth/clients")) as { entities: readonly { id: string; name: string }[] };
  const client = entities.find(({ name }) => name === "screen-watch")?.id ?? "";
  const redirect = "https://screen-watch.example.com/oauth/callback";
  const verifier = "a-code-verifier-of-at-least-forty-three-characters";
  const asked = new URLSearchParams({
    response_type: "code",
    client_id: client,
    redirect_uri: redirect,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const base = `${emulator}/orgs/${org}`;
  const signIn = await fetch(`${base}/oauth/authorize?${asked}`, { method: "POST", redirect: "manual", body: new URLSearchParams({ email: "screen-watch@example.com", consent: "allow" }) });
  const code = new URL(signIn.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const form = new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: redirect, client_id: client, code_verifier: verifier });
  const answer = (await (await fetch(`${base}/oauth/token`, { method: "POST", body: form })).json()) as { refresh_token?: string };
  expect(answer.refresh_token).toEqual(expect.any(String));
  return answer.refresh_token ?? "";
}

beforeAll(async () => {
  sandbox = new Sandbox();
  sandbox.takeExamples();
  emulator = await sandbox.startEmulator();
});

afterAll(async () => {
  await sandbox.remove();
});

describe("the two deployers that are printed for an org", () => {
  it.each([
    ["servicenow-uk-data-action", "integrations"],
    ["metadata-partner-east", "a pairing"],
    ["screen-start", "a service user, recording settings and a policy"],
  ])("do its whole life with exactly those rights: %s, with %s", async (org) => {
    const seed = seedForOrg(loadOrgFile(`${checkout}/stacks/orgs/Pulumi.${org}.yaml`));
    const settings = org === "screen-start" ? { ...seed.settings, maxSimultaneousStreams: 0 } : seed.settings;
    await post("orgs", { ...seed, settings, users: [...(seed.users ?? []), { email: "admin@example.com", roles: [{ role: "admin", divisions: ["*"] }] }] });
    sandbox.edit(org, (text) => text.replace("target: emulator", `target: cloud\n    gateway: ${emulator}/orgs/${org}\n    credentials: { environment: REAL }`).replace(/^encryptionsalt:.*\n?/m, ""));
    const must = async (args: readonly string[], env: Record<string, string>): Promise<Ended> => {
      const ended = await sandbox.run(args, { env });
      expect(ended.code, args.join(" ") + ended.out + ended.err).toBe(0);
      return ended;
    };
    const bootstrap = async (role: string): Promise<Credentials> => {
      const { access_token: token } = await post<{ access_token: string }>(`orgs/${org}/tokens`, { email: "admin@example.com" });
      return JSON.parse((await must(["bootstrap", org, "--role", role, "--json"], { ...base, GENESYS_ACCESS_ADMIN_TOKEN: token })).out) as Credentials;
    };
    const [reader, applier] = [as(await bootstrap("read")), as(await bootstrap("apply"))];
    const before = await contentsOf(emulator, org);
    await must(["preview", org], reader);
    await must(["up", org, "--yes"], applier);
    await must(["preview", org, "--expect-no-changes"], reader);
    await must(["refresh", org], reader);
    if (org === "screen-start") {
      const refreshToken = await serviceUserSignsIn(org);
      const proof = await must(["verify", org, "--json"], { ...applier, GENESYS_ACCESS_REFRESH_TOKEN_SCREEN_WATCH: refreshToken });
      expect(proof.out).not.toMatch(/not provable/);
      expect(proof.out + proof.err).not.toContain(refreshToken);
    }
    await must(["destroy", org, "--yes"], applier);
    expect(await contentsOf(emulator, org)).toEqual(before);
    const { requests } = (await (await fetch(`${emulator}/emulator/orgs/${org}/requests`)).json()) as { requests: readonly LoggedRequest[] };
    expect(requests.filter(({ status }) => status === 401 || status === 403)).toEqual([]);
  });
});
