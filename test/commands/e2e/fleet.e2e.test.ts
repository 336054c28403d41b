import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkout, contentsOf, Sandbox, type Ended, type OrgContents } from "./sandbox";

/** The example orgs, one with a mistake in its file, and one whose ring comes after all others. */
let sandbox: Sandbox;
let emulator: string;
const examples = readdirSync(join(checkout, "stacks", "orgs"))
  .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
  .sort();
const before = new Map<string, OrgContents>();

interface Report {
  readonly exitCode: number;
  readonly orgs: readonly { readonly org: string; readonly ring: number; readonly state: string; readonly summary: string; readonly exitCode: number; readonly proof?: { readonly verdict: string; readonly applications: readonly { readonly calls: readonly { readonly outcome: string }[] }[] }; readonly changes?: Readonly<Record<string, number>>; readonly deliveries?: unknown }[];
}

const report = (ended: Ended): Report => JSON.parse(ended.out) as Report;
const states = (ended: Ended): Record<string, string> => Object.fromEntries(report(ended).orgs.map(({ org, state }) => [org, state]));

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
    const preview = await sandbox.run(["preview", "--all", "--json"]);
    expect(preview.code, preview.err + preview.out).toBe(0);
    expect(report(preview).orgs.map(({ org }) => org)).toEqual(examples);
    for (const { org, state, changes } of report(preview).orgs) {
      expect([org, state]).toEqual([org, "changes"]);
      expect(changes?.["create"]).toBeGreaterThan(0);
      before.set(org, await contentsOf(emulator, org));
    }
  });

  it("are brought up by one command ring by ring, every call that can be asked proven or let through, and a mistaken one stops nobody", async () => {
    sandbox.edit("zz-mistaken", () => "config:\n  genesys-access:org: { region: eu-west-2, ring: 8, regin: x }\n");
    sandbox.edit("zz-last", () => small("last", ", ring: 9"));
    // A file that can't be read could be of the first ring, so nothing of a later one starts.
    const first = await sandbox.run(["up", "--orgs", "zz-*", "--json"]);
    expect(first.code).toBe(2);
    expect(states(first)).toEqual({ "zz-mistaken": "failed", "zz-last": "not started" });

    sandbox.edit("zz-mistaken", () => small("mistaken").replace("/routing/queues", "/routing/queues, GET /api/v2/routing/kews"));
    const up = await sandbox.run(["up", "--all", "--json"]);
    expect(up.code, up.err + up.out).toBe(1);
    const late = examples.filter((org) => report(up).orgs.some((each) => each.org === org && each.ring > 0));
    expect(late.length).toBeGreaterThan(0);
    const expected = Object.fromEntries(examples.map((org) => [org, late.includes(org) ? "not started" : "changed"]));
    expect(states(up)).toEqual({ ...expected, "zz-mistaken": "rejected", "zz-last": "not started" });
  });

  it("go on where they ended once the mistake is put right", async () => {
    sandbox.edit("zz-mistaken", (text) => text.replace(", GET /api/v2/routing/kews", ""));
    const up = await sandbox.run(["up", "--all", "--json"]);
    expect(up.code, up.err + up.out).toBe(0);
    for (const { org, ring, state, proof } of report(up).orgs) {
      expect([org, state]).toEqual([org, ring === 0 && org !== "zz-mistaken" ? "unchanged" : "changed"]);
      expect([org, proof?.verdict]).toEqual([org, "good"]);
      for (const { outcome } of proof?.applications.flatMap(({ calls }) => calls) ?? []) expect(["proven", "gate passed", "not probed"]).toContain(outcome);
    }
  });

  it("are unchanged by a second run, which says so, in lines that fit 80 columns and without secrets", async () => {
    const up = await sandbox.run(["up", "--all"]);
    expect(up.code, up.err + up.out).toBe(0);
    expect(up.out).toMatch(/^(\d+) of \1 orgs up as their files say; nothing changed\.$/m);
    for (const line of up.out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(up.out + up.err).not.toMatch(/\u001b|clientSecret/);
    expect(report(await sandbox.run(["preview", "--all", "--expect-no-changes", "--json"])).exitCode).toBe(0);
  });
});

describe("a ring by itself", () => {
  it("does not start while an org of an earlier ring is not as its file says", async () => {
    sandbox.edit("zz-mistaken", (text) => text.replace("GET /api/v2/routing/queues", "GET /api/v2/routing/queues, GET /api/v2/groups, GET /api/v2/oauth/clients"));
    const up = await sandbox.run(["up", "--orgs", "zz-*", "--ring", "9", "--json"]);
    expect(up.code, up.err + up.out).toBe(1);
    expect(report(up).orgs).toMatchObject([{ org: "zz-last", state: "not started", summary: "ring 0 is not up and verified (zz-mistaken)" }, { org: "zz-mistaken", lookedAt: true, state: "changes" }]);
  });
});

describe("an org that has lost a product", () => {
  it("keeps what it has, is degraded with the reason, and takes neither its neighbours nor its own other applications down", async () => {
    sandbox.edit("zz-mistaken", (text) => text.replace(/calls: \[.*?\]/, "calls: [GET /api/v2/routing/queues]") + `    screens: { owner: desk, purpose: review, calls: ["GET /api/v2/conversations/{conversationId}/recordings"], recordings: [screen], divisions: [UK] }\n`);
    expect((await sandbox.run(["up", "--orgs", "zz-mistaken"])).code).toBe(0);
    const held = await contentsOf(emulator, "zz-mistaken");
    await fetch(`${emulator}/emulator/orgs/zz-mistaken/products`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ products: ["CX 1"] }) });
    sandbox.edit("zz-mistaken", (text) => text.replace("calls: [GET /api/v2/routing/queues]", "calls: [GET /api/v2/routing/queues, GET /api/v2/oauth/clients]"));
    const up = await sandbox.run(["up", "--orgs", "zz-*", "--json"]);
    expect(up.code, up.err + up.out).toBe(1);
    expect(report(up).orgs).toMatchObject([
      { org: "zz-last", state: "unchanged" },
      { org: "zz-mistaken", state: "degraded", changes: { update: 1 }, degraded: [{ section: "applications", name: "screens", permissions: ["recording:screenRecording:view"] }] },
    ]);
    expect(await contentsOf(emulator, "zz-mistaken")).toEqual(held);
    const verify = await sandbox.run(["verify", "zz-mistaken"]);
    expect(verify.code).toBe(1);
    expect(verify.out).toContain("Degraded: application screens");
  });
});

describe("a secret that its consumer did not take", () => {
  it("leaves the client in place, and is delivered by the next run", async () => {
    const consumer = (code: number): void => writeFileSync(join(sandbox.root, "consumer.cjs"), `process.stdin.resume().on("end", () => process.exit(${code}));`);
    consumer(4);
    sandbox.edit("zz-last", (text) => text.replace("divisions: [UK] }\n", "divisions: [UK], secretTo: { command: [node, consumer.cjs] } }\n"));
    const failed = await sandbox.run(["up", "--orgs", "zz-last", "--json"]);
    expect(failed.code, failed.err + failed.out).toBe(2);
    expect(report(failed).orgs).toMatchObject([{ state: "undelivered", deliveries: [{ application: "last", result: "failed", why: "it ended with code 4" }] }]);
    consumer(0);
    const up = await sandbox.run(["up", "--orgs", "zz-last", "--json"]);
    expect(up.code, up.err + up.out).toBe(0);
    expect(report(up).orgs).toMatchObject([{ state: "unchanged", deliveries: [{ result: "delivered" }] }]);
  });
});

describe("a stack of the emulator whose file then says cloud", () => {
  it("is stopped before any credentials are looked for", async () => {
    const text = readFileSync(sandbox.orgFile("zz-last"), "utf8");
    sandbox.edit("zz-last", () => text.replace("region: eu-west-2", "region: eu-west-2, target: cloud"));
    for (const command of ["preview", "up"]) {
      const ended = await sandbox.run([command, "zz-last"], { env: { PULUMI_CONFIG_PASSPHRASE: "own", GENESYS_ACCESS_ALLOW_BUILT_ENGINE: "yes" } });
      expect(ended.code).toBe(2);
      expect(ended.err.replace(/\s+/g, " ")).toContain("zz-last was brought up on the emulator, and its file now says target: cloud");
    }
    sandbox.edit("zz-last", () => text);
  });
});

describe("an org that its customer manages", () => {
  it("is verified with the customer's client and reported, and nothing is made there", async () => {
    sandbox.edit("yy-theirs", () => small("theirs", ", managedBy: customer, credentials: { environment: THEIRS }"));
    const up = await sandbox.run(["up", "--orgs", "yy-*", "--json"]);
    expect(up.code, up.err + up.out).toBe(0);
    expect(report(up).orgs).toMatchObject([{ org: "yy-theirs", state: "reported" }]);
    expect((await contentsOf(emulator, "yy-theirs")).clients.filter(({ name }) => name === "theirs")).toEqual([]);
    expect((await sandbox.run(["verify", "yy-theirs"])).code).toBe(2);
    rmSync(sandbox.orgFile("yy-theirs"));
  });
});

describe("destroy of all orgs", () => {
  it("leaves nothing behind", async () => {
    const destroy = await sandbox.run(["destroy", "--all", "--json"]);
    expect(destroy.code, destroy.err + destroy.out).toBe(0);
    for (const { org, state } of report(destroy).orgs) expect([org, state]).toEqual([org, "destroyed"]);
    for (const org of examples) expect({ org, holds: await contentsOf(emulator, org) }).toEqual({ org, holds: before.get(org) });
    expect(states(await sandbox.run(["destroy", "--orgs", "zz-*", "--json"]))).toEqual({ "zz-last": "nothing", "zz-mistaken": "nothing" });
  });
});
