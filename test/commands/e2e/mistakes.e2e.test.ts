import { createServer, type Server } from "node:net";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, Sandbox, type Ended } from "./sandbox";

let sandbox: Sandbox;
let emulator: string;

beforeAll(async () => {
  sandbox = new Sandbox();
  emulator = await sandbox.startEmulator();
});

afterAll(async () => {
  await sandbox.remove();
});

/** What every mistake must be: a sentence with a way on, exit code 2, no stack, within 80 columns unless a path is longer. */
function readsWell({ code, err, out }: Ended, ...said: readonly (string | RegExp)[]): void {
  expect(code, err).toBe(2);
  expect(err).toMatch(/^Error: /m);
  expect(err).toMatch(/^Next: |Did you mean/m);
  expect(err + out).not.toMatch(/\n\s+at \S+ \(|This is a bug/);
  const text = err.replace(/\n\s+/g, " ");
  for (const each of said) expect(text).toMatch(each);
  for (const line of err.split("\n")) if (line.trim().includes(" ") && !/^\s*\S{60,}/.test(line)) expect(line.length, line).toBeLessThanOrEqual(100);
}

describe("mistakes around the org file", () => {
  it("an org that does not exist: those that do are listed, the nearest is named", async () => {
    readsWell(await sandbox.run(["up", "servicenow-ukk"]), /no org 'servicenow-ukk'/i, /servicenow-uk\b/);
  });

  it.each([
    ["empty", "", /empty/i],
    ["not YAML", "config: [", /Pulumi\.broken\.yaml:\d+:\d+/],
    ["with a tab", "config:\n\tgenesys-access:org:\n", /tab/i],
    ["with a key twice", "config:\n  genesys-access:org:\n    region: eu-west-2\n    region: eu-west-1\n", /region/],
    ["with a wrong type", "config:\n  genesys-access:org:\n    region: 7\n", /Pulumi\.broken\.yaml:3:13/],
    ["with an unknown key", "config:\n  genesys-access:org:\n    regoin: eu-west-2\n", /region/],
  ])("an org file that is %s", async (_, text, said) => {
    sandbox.edit("broken", () => text);
    readsWell(await sandbox.run(["up", "broken"]), said);
    rmSync(sandbox.orgFile("broken"));
  });
});

describe("mistakes of the machine", () => {
  it("a port that is in use", async () => {
    const server: Server = createServer();
    const port = await new Promise<number>((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)));
    const folder = mkdtempSync(join(tmpdir(), "genesys-access-port-"));
    readsWell(await sandbox.run(["emulator", "--port", String(port), "--state", folder]), new RegExp(`Port ${port} on 127.0.0.1 is in use`));
    server.close();
    rmSync(folder, { recursive: true });
  });

  it("a state folder that cannot be made", async () => {
    const other = new Sandbox();
    writeFileSync(join(other.root, ".genesys-access"), "a file where a folder should be");
    readsWell(await other.run(["up"]), /folder for the state cannot be made/, /PULUMI_BACKEND_URL/);
    rmSync(other.root, { recursive: true });
  });

  it("a backend that cannot be written", async () => {
    const ended = await sandbox.run(["up"], { env: { PULUMI_BACKEND_URL: "file:///proc/genesys-access-test" } });
    readsWell(ended, /proc\/genesys-access-test/);
  });

  it("an engine that was named and is not there", async () => {
    readsWell(await sandbox.run(["up"], { env: { GENESYS_ACCESS_ENGINE: "/nowhere/at/all" } }), /no Pulumi engine|engine/i, /\/nowhere\/at\/all/);
  });

  it("an emulator that was named and does not answer", async () => {
    readsWell(await sandbox.run(["up"], { env: { GENESYS_ACCESS_EMULATOR: "http://127.0.0.1:9" } }), /emulator does not answer/, /GENESYS_ACCESS_EMULATOR/);
  });

  it("a stack that was never brought up", async () => {
    readsWell(await sandbox.run(["verify"]), /servicenow-uk has never been brought up/, /genesys-access up servicenow-uk/);
  });
});

describe("mistakes with the stack", () => {
  it("a wrong passphrase, for a stack that exists", async () => {
    expect((await sandbox.run(["up", "--no-verify"])).code).toBe(0);
    readsWell(await sandbox.run(["up"], { env: { PULUMI_CONFIG_PASSPHRASE: "wrong" } }), /passphrase does not open the state of servicenow-uk/, /Nothing was changed/);
    expect((await sandbox.run(["verify"])).code).toBe(0);
  });

  it("the same org brought up twice at once: one works, the other says who is at it", async () => {
    sandbox.edit("twice", () => readFileSync(sandbox.orgFile("servicenow-uk"), "utf8"));
    // A call that only the engine makes, which then holds the lock.
    await hold("twice", "before", 0, emulator, { method: "POST", path: "/api/v2/authorization/roles" });
    let second: Promise<Ended> | undefined;
    const first = await sandbox.run(["up", "twice", "--no-verify"], {
      onProgress: (text) => {
        if (second === undefined && text.includes("/4] Emulator")) {
          second = waitForHeld("twice")
            .then(() => sandbox.run(["up", "twice", "--no-verify"]))
            .finally(() => release());
        }
      },
    });
    expect(first.code, first.err).toBe(0);
    if (second === undefined) throw new Error("the second up was never started");
    readsWell(await second, /twice is being changed by another run/, /locked by process \d+/, /wait for it to end/);
  });
});

describe("Ctrl-C during up", () => {
  it("lets the engine finish what it began, says what comes next, and the next up goes on", async () => {
    sandbox.edit("interrupted", () => readFileSync(sandbox.orgFile("servicenow-uk"), "utf8"));
    await hold("interrupted", "before", 9);
    const stopped = await sandbox.run(["up", "interrupted"], {
      onStart: (child) => {
        void waitForHeld("interrupted").then(async () => {
          child.kill("SIGINT");
          await release();
        });
      },
    });
    readsWell(stopped, /Stopping: the engine finishes what it has begun/, /stopped/, /genesys-access up interrupted goes on from there/);
    const up = await sandbox.run(["up", "interrupted", "--json"]);
    expect(up.code, up.err).toBe(0);
    const { clients } = await contentsOf(emulator, "interrupted");
    expect(clients.filter(({ name }) => name === "servicenow-screen-recordings")).toHaveLength(1);
  });
});

describe("Ctrl-C where the engine is not at work", () => {
  it("stops at once and says that nothing is lost", async () => {
    expect((await sandbox.run(["up", "--no-verify"])).code).toBe(0);
    await hold("servicenow-uk", "before");
    const stopped = await sandbox.run(["verify"], {
      onStart: (child) => {
        void waitForHeld("servicenow-uk").then(() => child.kill("SIGINT"));
      },
    });
    await release();
    expect(stopped.code).toBe(2);
    expect(stopped.err).toContain("Stopped. What was done so far is kept; the same command goes on from there.");
  });
});

describe("an emulator that is killed in mid-run", () => {
  it("is named as the reason, and the next up starts it again and goes on", async () => {
    const other = new Sandbox();
    try {
      const url = await other.startEmulator();
      const { pid } = JSON.parse(readFileSync(join(other.root, ".genesys-access", "emulator", "address.json"), "utf8")) as { pid: number };
      await fetch(`${url}/emulator/orgs`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: "servicenow-uk", region: "eu-west-2" }) });
      await hold("servicenow-uk", "after", 9, url);
      const ended = await other.run(["up"], {
        onStart: () => {
          void waitForHeld("servicenow-uk", url).then(() => process.kill(pid, "SIGKILL"));
        },
      });
      readsWell(ended, /the emulator does not answer any more/, /genesys-access up servicenow-uk starts it again/);
      const up = await other.run(["up"]);
      expect(up.code, up.err).toBe(0);
      expect(up.err).toContain("3 of 3 declared calls proven");
    } finally {
      await other.remove();
    }
  });
});

async function hold(org: string, moment: "before" | "after", skip = 0, url = emulator, call: { readonly method?: string; readonly path?: string } = {}): Promise<void> {
  const response = await fetch(`${url}/emulator/options`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ fail: [{ ...call, org, hold: moment, skip, times: 1 }] }) });
  expect(response.status).toBe(200);
  await fetch(`${url}/emulator/orgs/${org}/requests`, { method: "DELETE" });
}

/** Waits until a call of the org is held. */
async function waitForHeld(org: string, url = emulator): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/emulator/orgs/${org}/requests`);
    const requests = response.ok ? ((await response.json()) as { requests: { outcome?: string }[] }).requests : [];
    if (requests.some(({ outcome }) => outcome === "held")) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function release(): Promise<void> {
  await fetch(`${emulator}/emulator/options`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify({ fail: [] }) });
}
