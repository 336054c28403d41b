import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { benchmark } from "./runner/bench";
import { root } from "./runner/workspace";

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const atOnce = 16;
const perRound = 8000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

function call(method: string, url: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.once("end", () => resolve({ status: response.statusCode ?? 0, text })).once("error", reject);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

async function json<T>(method: string, url: string, headers: Readonly<Record<string, string>>, body?: unknown): Promise<T> {
  const answer = await call(
    method,
    url,
    { "Content-Type": "application/json", ...headers },
    body === undefined ? undefined : JSON.stringify(body),
  );
  if (answer.status >= 300) throw new Error(`${method} ${new URL(url).pathname} answered ${answer.status}: ${answer.text}`);
  return (answer.text === "" ? undefined : JSON.parse(answer.text)) as T;
}

/** An emulator in a process of its own, as `genesys-access emulator` runs it. */
async function startEmulator(stateDir: string): Promise<{ url: string; end(): Promise<void> }> {
  const child = spawn(process.execPath, [join(root, "dist", "cli.js"), "emulator", "--state", stateDir, "--json"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.once("error", reject).once("exit", (code) => reject(new Error(`the emulator ended with exit code ${code}`)));
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString()));
  });
  child.removeAllListeners("exit");
  return {
    url: (JSON.parse(line) as { url: string }).url,
    end: () =>
      new Promise((resolve) => {
        child.once("close", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

async function token(base: string, id: string, secret: string): Promise<string> {
  const headers = {
    Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
    "Content-Type": "application/x-www-form-urlencoded",
  };
  const answer = await call("POST", `${base}/oauth/token`, headers, "grant_type=client_credentials");
  return (JSON.parse(answer.text) as { access_token: string }).access_token;
}

/** An org with a client that may see the screen recordings of one of its two divisions. */
async function prepare(url: string): Promise<{ base: string; deployer: string; reader: string; conversation: string }> {
  const seeded = await json<{ apiBase: string; deployer: { clientId: string; clientSecret: string } }>(
    "POST",
    `${url}/emulator/orgs`,
    {},
    {
      name: "bench",
      region: "eu-west-2",
      divisions: ["A", "B"],
      conversations: ["A", "B"].map((division) => ({ key: division, division, recordings: [{ media: "screen" }, { media: "audio" }] })),
    },
  );
  const base = seeded.apiBase;
  const deployer = await token(base, seeded.deployer.clientId, seeded.deployer.clientSecret);
  const own = { Authorization: `Bearer ${deployer}` };
  const role = await json<{ id: string }>("POST", `${base}/api/v2/authorization/roles`, own, {
    name: "Reader",
    permissionPolicies: [
      { domain: "recording", entityName: "screenRecording", actionSet: ["view"] },
      { domain: "analytics", entityName: "conversationDetail", actionSet: ["view"] },
    ],
  });
  const divisions = await json<{ entities: { id: string; name: string }[] }>("GET", `${base}/api/v2/authorization/divisions`, own);
  const pairs = [{ roleId: role.id, divisionId: divisions.entities.find((division) => division.name === "A")?.id }];
  await json("POST", `${base}/api/v2/authorization/subjects/${seeded.deployer.clientId}/bulkadd?subjectType=PC_OAUTH_CLIENT`, own, {
    grants: pairs,
  });
  const client = await json<{ id: string; secret: string }>("POST", `${base}/api/v2/oauth/clients`, own, {
    name: "Reader",
    authorizedGrantType: "CLIENT-CREDENTIALS",
    roleDivisions: pairs,
  });
  const reader = await token(base, client.id, client.secret);
  const now = Date.now();
  const interval = `${new Date(now - 86_400_000).toISOString()}/${new Date(now).toISOString()}`;
  const found = await json<{ conversations: { conversationId: string }[] }>(
    "POST",
    `${base}/api/v2/analytics/conversations/details/query`,
    { Authorization: `Bearer ${reader}` },
    { interval },
  );
  return { base, deployer, reader, conversation: found.conversations[0]?.conversationId ?? "" };
}

/** Sends so many requests, a few at once. */
async function many(count: number, status: number, one: () => Promise<Answer>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        const answer = await one();
        if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${answer.text}`);
      }
    }),
  );
}

benchmark("Requests to the emulator from one client process", async (bench) => {
  const stateDir = mkdtempSync(join(tmpdir(), "bench-emulator-"));
  const emulator = await startEmulator(stateDir);
  try {
    const { base, deployer, reader, conversation } = await prepare(emulator.url);
    const get = (path: string, bearer: string) => (): Promise<Answer> =>
      call("GET", `${base}/api/v2/${path}`, { Authorization: `Bearer ${bearer}` });
    let name = 0;
    const make = (): Promise<Answer> =>
      call(
        "POST",
        `${base}/api/v2/groups`,
        { Authorization: `Bearer ${deployer}`, "Content-Type": "application/json" },
        JSON.stringify({ name: `Group ${(name += 1)}` }),
      );
    const writes = 500;
    const seconds = await bench.compare(
      {
        recordings: () => many(perRound, 200, get(`conversations/${conversation}/recordingmetadata`, reader)),
        refusals: () => many(perRound, 403, get("oauth/clients", reader)),
        writes: () => many(writes, 200, make),
      },
      { rounds: 5 },
    );
    bench.figure({
      name: "recording metadata, one division",
      value: perRound / seconds.recordings.median,
      unit: "per second",
      target: { atLeast: 3000 },
    });
    bench.figure({ name: "refusals", value: perRound / seconds.refusals.median, unit: "per second", target: { atLeast: 3000 } });
    bench.figure({ name: "writes, each on the disk", value: writes / seconds.writes.median, unit: "per second" });
  } finally {
    agent.destroy();
    await emulator.end();
    rmSync(stateDir, { recursive: true, force: true });
  }
});
