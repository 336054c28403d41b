import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkout, contentsOf, killTree, restOf, Sandbox, type Ended, type RunOptions } from "./sandbox";

/** The example orgs, one with a mistake in its file, and one whose ring comes after all others. */
let sandbox: Sandbox;
let emulator: string;
const examples = readdirSync(join(checkout, "stacks", "orgs"))
  .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
  .sort();
const before = new Map<string, unknown>();
/** Everything that any command printed. */
let printed = "";

interface Report {
  readonly exitCode: number;
  readonly orgs: readonly {
    readonly org: string;
    readonly ring: number;
    readonly state: string;
    readonly summary: string;
    readonly exitCode: number;
    readonly proof?: { readonly verdict: string; readonly applications: readonly { readonly calls: readonly { readonly call: string; readonly outcome: string }[] }[] };
    readonly changes?: Readonly<Record<string, number>>;
  }[];
}

async function run(args: readonly string[], options?: RunOptions): Promise<Ended> {
  const ended = await sandbox.run(args, options);
  printed += ended.out + ended.err;
  return ended;
}
const report = (ended: Ended): Report => JSON.parse(ended.out) as Report;
const states = (ended: Ended): Record<string, string> => Object.fromEntries(report(ended).orgs.map(({ org, state }) => [org, state]));
const contents = async (org: string): Promise<unknown> => ({ ...(await contentsOf(emulator, org)), ...(await restOf(emulator, org)) });

const small = (name: string, more = ""): string => `config:
  genesys-access:org: { region: eu-west-2, divisions: [UK]${more} }
  genesys-access:applications:
    ${name}: { owner: desk, calls: [GET /api/v2/routing/queues], divisions: [UK] }
`;

beforeAll(async () => {
  sandbox = new Sandbox();
  sandbox.takeExamples();
  emulator = await sandbox.startEmulator();
});

afterAll(async () => {
  await sandbox.remove();
});

describe("all example orgs at once", () => {
  it("are previewed side by side, each with what would change, and nothing is changed", async () => {
    const preview = await run(["preview", "--all", "--json"]);
    expect(preview.code, preview.err + preview.out).toBe(0);
    expect(report(preview).orgs.map(({ org }) => org)).toEqual(examples);
    for (const { org, state, changes } of report(preview).orgs) {
      expect([org, state]).toEqual([org, "changes"]);
      expect(changes?.["create"]).toBeGreaterThan(0);
      before.set(org, await contents(org));
    }
  });

  it("are brought up by one command ring by ring, and a mistaken one stops nobody of its own ring", async () => {
    sandbox.edit("zz-mistaken", () => "config:\n  genesys-access:org: { region: eu-west-2, ring: 8, regin: x }\n");
    sandbox.edit("zz-last", () => small("last", ", ring: 9"));
    // A file that can't be read could be of the first ring, so nothing of a later one starts.
    const first = await run(["up", "--orgs", "zz-*", "--json"]);
    expect(first.code).toBe(2);
    expect(states(first)).toEqual({ "zz-mistaken": "failed", "zz-last": "not started" });

    sandbox.edit("zz-mistaken", () => small("mistaken").replace("/routing/queues", "/routing/queues, GET /api/v2/routing/kews"));
    const up = await run(["up", "--all", "--json"]);
    expect(up.code, up.err + up.out).toBe(1);
    const late = examples.filter((org) => report(up).orgs.some((each) => each.org === org && each.ring > 0));
    expect(late.length).toBeGreaterThan(0);
    const expected = Object.fromEntries(examples.map((org) => [org, late.includes(org) ? "not started" : "changed"]));
    expect(states(up)).toEqual({ ...expected, "zz-mistaken": "rejected", "zz-last": "not started" });
  });

  it("go on where they ended once the mistake is put right, also after a run that was killed in the middle, and every declared call is proven", async () => {
    sandbox.edit("zz-mistaken", (text) => text.replace(", GET /api/v2/routing/kews", ""));
    let killed = false;
    const cut = await run(["up", "--all"], {
      onProgress: (text, child) => {
        if (killed || !/\] zz-mistaken: up/.test(text)) return;
        killed = true;
        killTree(child.pid ?? 0);
      },
    });
    expect(cut.signal, cut.err).toBe("SIGKILL");
    const up = await run(["up", "--all", "--json"]);
    expect(up.code, up.err + up.out).toBe(0);
    for (const { org, ring, state, proof } of report(up).orgs) {
      if (ring === 0) expect([org, state]).toEqual([org, "unchanged"]);
      expect([org, proof?.verdict]).toEqual([org, "good"]);
      for (const { call, outcome } of proof?.applications.flatMap(({ calls }) => calls) ?? []) expect([org, call, outcome]).toEqual([org, call, "proven"]);
    }
  });

  it("are unchanged by a second run, which says so, in lines that fit 80 columns", async () => {
    const up = await run(["up", "--all"]);
    expect(up.code, up.err + up.out).toBe(0);
    expect(up.out).toMatch(/^(\d+) of \1 orgs up as their files say; nothing changed\.$/m);
    for (const line of up.out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(up.out + up.err).not.toMatch(/\u001b|clientSecret/);
    const verify = await run(["verify", "--all", "--strict", "--json"]);
    expect(verify.code, verify.err + verify.out).toBe(0);
    expect(new Set(Object.values(states(verify)))).toEqual(new Set(["verified"]));
  });
});

describe("a newer version of an application", () => {
  it("is taken by an org when its file says so, and the preview shows what it brings", async () => {
    sandbox.edit("archive-baltic", (text) => text.replace('      version: "1.0.0"\n', ""));
    const preview = await run(["preview", "--application", "recording-archive"]);
    expect(preview.code, preview.err + preview.out).toBe(0);
    expect(preview.out).toMatch(/archive-alpine +0 +unchanged/);
    expect(preview.out.replace(/\n\s+/g, " ")).toContain("Access of application recording-archive from version 1.0.0 to version 1.1.0: + recording:screenRecording:editRetention");
  });
});

describe("a ring by itself", () => {
  it("does not start while an org of an earlier ring is not as its file says", async () => {
    sandbox.edit("zz-mistaken", (text) => text.replace("GET /api/v2/routing/queues", "GET /api/v2/routing/queues, GET /api/v2/groups, GET /api/v2/oauth/clients"));
    const up = await run(["up", "--orgs", "zz-*", "--ring", "9", "--json"]);
    expect(up.code, up.err + up.out).toBe(1);
    expect(report(up).orgs).toMatchObject([{ org: "zz-last", state: "not started", summary: "ring 0 is not up and verified (zz-mistaken)" }, { org: "zz-mistaken", lookedAt: true, state: "changes" }]);
  });
});

describe("an org that has lost a product", () => {
  it("keeps what it has, is degraded with the reason, and takes neither its neighbours nor its own other applications down", async () => {
    sandbox.edit("zz-mistaken", (text) => text.replace(/calls: \[.*?\]/, "calls: [GET /api/v2/routing/queues]") + `    screens: { owner: desk, purpose: review, calls: ["GET /api/v2/conversations/{conversationId}/recordings"], recordings: [screen], divisions: [UK] }\n`);
    expect((await run(["up", "--orgs", "zz-mistaken"])).code).toBe(0);
    const held = await contentsOf(emulator, "zz-mistaken");
    await fetch(`${emulator}/emulator/orgs/zz-mistaken/products`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ products: ["CX 1"] }) });
    sandbox.edit("zz-mistaken", (text) => text.replace("calls: [GET /api/v2/routing/queues]", "calls: [GET /api/v2/routing/queues, GET /api/v2/oauth/clients]"));
    const up = await run(["up", "--orgs", "zz-*", "--json"]);
    expect(up.code, up.err + up.out).toBe(1);
    expect(report(up).orgs).toMatchObject([
      { org: "zz-last", state: "unchanged" },
      { org: "zz-mistaken", state: "degraded", changes: { update: 1 }, degraded: [{ section: "applications", name: "screens", permissions: ["recording:screenRecording:view"] }] },
    ]);
    expect(await contentsOf(emulator, "zz-mistaken")).toEqual(held);
    const verify = await run(["verify", "zz-mistaken"]);
    expect(verify.code).toBe(1);
    expect(verify.out).toContain("Degraded: application screens");
  });
});

describe("a secret that its consumer did not take", () => {
  it("leaves the client in place, is delivered by the next run, and stands nowhere else", async () => {
    const vault = join(sandbox.root, "vault");
    const consumer = (code: number): void => writeFileSync(join(sandbox.root, "consumer.cjs"), `let text = ""; process.stdin.on("data", (part) => (text += part)).on("end", () => { console.error(text); if (${code} === 0) require("node:fs").writeFileSync("vault", text); process.exit(${code}); });`);
    consumer(4);
    sandbox.edit("zz-last", (text) => text.replace("divisions: [UK] }\n", "divisions: [UK], secretTo: { command: [node, consumer.cjs] } }\n"));
    const failed = await run(["up", "--orgs", "zz-last", "--json"]);
    expect(failed.code, failed.err + failed.out).toBe(2);
    expect(report(failed).orgs).toMatchObject([{ state: "undelivered", deliveries: [{ application: "last", result: "failed", why: "it ended with code 4" }] }]);
    consumer(0);
    const up = await run(["up", "--orgs", "zz-last", "--json"]);
    expect(up.code, up.err + up.out).toBe(0);
    expect(report(up).orgs).toMatchObject([{ state: "unchanged", deliveries: [{ result: "delivered" }] }]);

    const { clientSecret } = JSON.parse(readFileSync(vault, "utf8")) as { clientSecret: string };
    rmSync(vault);
    expect(clientSecret.length).toBeGreaterThan(20);
    expect(printed).not.toContain(clientSecret);
    for (const file of readdirSync(join(sandbox.root, ".genesys-access"), { recursive: true, withFileTypes: true })) {
      const path = join(file.parentPath, file.name);
      if (file.isFile() && existsSync(path)) expect(readFileSync(path, "latin1").includes(clientSecret), path).toBe(false);
    }
  });
});

describe("a stack of the emulator whose file then says cloud", () => {
  it("is stopped before any credentials are looked for", async () => {
    const text = readFileSync(sandbox.orgFile("zz-last"), "utf8");
    sandbox.edit("zz-last", () => text.replace("region: eu-west-2", "region: eu-west-2, target: cloud"));
    for (const command of ["preview", "up"]) {
      const ended = await run([command, "zz-last"], { env: { PULUMI_CONFIG_PASSPHRASE: "own", GENESYS_ACCESS_ALLOW_BUILT_ENGINE: "yes" } });
      expect(ended.code).toBe(2);
      expect(ended.err.replace(/\s+/g, " ")).toContain("zz-last was brought up on the emulator, and its file now says target: cloud");
    }
    sandbox.edit("zz-last", () => text);
  });
});

describe("an org that its customer manages", () => {
  it("is verified with the customer's client and reported, and nothing is made there", async () => {
    sandbox.edit("yy-theirs", () => small("theirs", ", managedBy: customer, credentials: { environment: THEIRS }"));
    const up = await run(["up", "--orgs", "yy-*", "--json"]);
    expect(up.code, up.err + up.out).toBe(0);
    expect(report(up).orgs).toMatchObject([{ org: "yy-theirs", state: "reported" }]);
    expect((await contentsOf(emulator, "yy-theirs")).clients.filter(({ name }) => name === "theirs")).toEqual([]);
    expect((await run(["verify", "yy-theirs"])).code).toBe(2);
    rmSync(sandbox.orgFile("yy-theirs"));
  });
});

describe("real orgs at once", () => {
  it("get at most four calls a second each, have a key each, and are told what they lack for screen recording before anything is made", async () => {
    const env: Record<string, string> = { GENESYS_ACCESS_ALLOW_BUILT_ENGINE: "yes" };
    for (const org of ["rr-one", "rr-two"]) {
      const seed = { name: org, region: "eu-west-2", divisions: ["UK"], settings: { maxSimultaneousStreams: 0 }, deployer: { roles: "admin" } };
      const answer = await fetch(`${emulator}/emulator/orgs`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(seed) });
      const { deployer } = (await answer.json()) as { deployer: { clientId: string; clientSecret: string } };
      const name = org.toUpperCase().replace("-", "_");
      Object.assign(env, { [`${name}_OAUTHCLIENT_ID`]: deployer.clientId, [`${name}_OAUTHCLIENT_SECRET`]: deployer.clientSecret, [`GENESYS_ACCESS_PASSPHRASE_${name}`]: `of ${org}` });
      const text = small("queues", `, target: cloud, gateway: "${emulator}/orgs/${org}", credentials: { environment: ${name} }`);
      const screens = text.replace("calls: [GET /api/v2/routing/queues]", 'purpose: review, calls: ["GET /api/v2/conversations/{conversationId}/recordings"], recordings: [screen]');
      sandbox.edit(org, () => (org === "rr-one" ? `${screens}  genesys-access:screenRecording: { policies: { theirs: { queues: [Desk] } } }\n` : text));
    }
    const shared = await run(["up", "--orgs", "rr-*", "--json"], { env: { ...env, GENESYS_ACCESS_PASSPHRASE_RR_TWO: undefined, PULUMI_CONFIG_PASSPHRASE: "of all" } });
    expect(states(shared)).toMatchObject({ "rr-two": "failed" });
    expect(shared.out).toContain("rr-two has no key of its own");

    // The limit is one of a run: what the former run asked just before is not this one's.
    for (const org of ["rr-one", "rr-two"]) await fetch(`${emulator}/emulator/orgs/${org}/requests`, { method: "DELETE" });
    const up = await run(["up", "--orgs", "rr-*"], { env });
    expect(up.code, up.err + up.out).toBe(0);
    expect(up.out.replace(/\s+/g, " ")).toContain("Screen recording: maxSimultaneousStreams is 0");
    for (const org of ["rr-one", "rr-two"]) {
      const { requests } = (await (await fetch(`${emulator}/emulator/orgs/${org}/requests`)).json()) as { requests: { at: string }[] };
      const times = requests.map(({ at }) => Date.parse(at));
      expect(times.length).toBeGreaterThan(4);
      for (const time of times) expect(times.filter((other) => other >= time && other < time + 1000).length).toBeLessThanOrEqual(4);
    }
    expect((await run(["destroy", "--orgs", "rr-*", "--yes"], { env })).code).toBe(0);
    for (const org of ["rr-one", "rr-two"]) rmSync(sandbox.orgFile(org));
  });
});

describe("destroy of all orgs", () => {
  it("leaves nothing behind, and recording settings as they were found", async () => {
    const destroy = await run(["destroy", "--all", "--json"]);
    expect(destroy.code, destroy.err + destroy.out).toBe(0);
    for (const { org, state } of report(destroy).orgs) expect([org, state]).toEqual([org, "destroyed"]);
    for (const org of examples) expect({ org, holds: await contents(org) }).toEqual({ org, holds: before.get(org) });
    expect(states(await run(["destroy", "--orgs", "zz-*", "--json"]))).toEqual({ "zz-last": "nothing", "zz-mistaken": "nothing" });
  });
});
