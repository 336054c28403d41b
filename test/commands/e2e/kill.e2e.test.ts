import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contentsOf, deployerOf, killTree, Sandbox, tokenOf, type OrgContents } from "./sandbox";

/**
 * `up` is killed at every API call of the first run: once when the call has arrived and nothing is
 * done yet, once when everything is done and the answer is on its way. Every case has an org of its
 * own, with a client of somebody else that has the name of ours.
 */
let sandbox: Sandbox;
let emulator: string;
let calls: readonly string[];
let undisturbed: Shape;

interface Shape {
  readonly roles: readonly string[];
  readonly clients: readonly string[];
  readonly grants: readonly string[];
}

const ours = "servicenow-screen-recordings";

beforeAll(async () => {
  sandbox = new Sandbox();
  emulator = await sandbox.startEmulator();
  await prepare("reference");
  const up = await sandbox.run(["up", "reference", "--no-verify"]);
  expect(up.code, up.err).toBe(0);
  calls = (await requestsOf("reference")).map(({ method, path }) => `${method} ${path}`);
  undisturbed = shapeOf(await contentsOf(emulator, "reference"));
  expect(undisturbed.clients.filter((name) => name === ours)).toHaveLength(2);
});

afterAll(async () => {
  await sandbox.remove();
});

it("killed at any call of the first up, before or after its work, the next up recovers and makes nothing twice", async () => {
  const cases = calls.flatMap((call, index) => (["before", "after"] as const).map((moment) => ({ org: `${moment}-${index + 1}`, moment, index, call })));
  const foreign = new Map<string, Client>();
  for (const { org } of cases) foreign.set(org, await prepare(org));
  await put("/emulator/options", { fail: cases.map(({ org, moment, index }) => ({ org, hold: moment, skip: index, times: 1 })) });

  const wrong: string[] = [];
  const todo = [...cases];
  const worker = async (): Promise<void> => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const problem = await killAndRecover(next.org, foreign.get(next.org));
      if (problem !== undefined) wrong.push(`${next.moment} the work of call ${next.index + 1} of ${calls.length} (${next.call}): ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  expect(wrong).toEqual([]);
}, 1_200_000);

/** More of them at once than there are processors: much of a run is waiting. */
const atOnce = 3;

async function killAndRecover(org: string, foreign: Client | undefined): Promise<string | undefined> {
  let held = false;
  const killed = await sandbox.run(["up", org, "--no-verify"], {
    onStart: (child) => {
      const watch = setInterval(() => {
        void requestsOf(org).then((requests) => {
          if (held || !requests.some((request) => request.outcome === "held")) return;
          held = true;
          clearInterval(watch);
          killTree(child.pid ?? 0);
        });
      }, 40);
      child.once("exit", () => clearInterval(watch));
    },
  });
  if (!held) return `the call was never made: ${killed.err}`;
  if (killed.signal !== "SIGKILL") return `up was not killed: ${killed.code}`;

  const up = await sandbox.run(["up", org, "--json"]);
  if (up.code !== 0) return `the next up failed: ${up.err}${up.out}`;
  const { proof, remarks } = JSON.parse(up.out) as { proof: { applications: { calls: { outcome: string }[] }[] }; remarks: string[] };
  if (proof.applications.some((application) => application.calls.some(({ outcome }) => outcome !== "proven"))) return `not proven: ${JSON.stringify(proof)}`;
  const shape = shapeOf(await contentsOf(emulator, org));
  if (JSON.stringify(shape) !== JSON.stringify(undisturbed)) return `the org holds ${JSON.stringify(shape)} instead of ${JSON.stringify(undisturbed)}`;
  if (foreign === undefined || (await tokenOf(`${emulator}/orgs/${org}`, foreign.id, foreign.secret)) === undefined) return "the foreign client of the same name lost its secret";
  // What was taken over may be remarked on, once.
  if (remarks.length === 0) return undefined;
  const third = await sandbox.run(["preview", org, "--json"]);
  const quiet = JSON.parse(third.out) as { result: string; remarks: string[] };
  return quiet.result === "unchanged" && quiet.remarks.length === 0 ? undefined : `a third run is not quiet: ${third.out}`;
}

interface Client {
  readonly id: string;
  readonly secret: string;
}

/** An org file of its own for the case, and in the org a client of somebody else with our client's name. */
async function prepare(org: string): Promise<Client> {
  const example = readFileSync(sandbox.orgFile("servicenow-uk"), "utf8");
  sandbox.edit(org, () => example);
  const deployer = await deployerOf(emulator, org);
  const { entities } = (await deployer.call("GET", "/api/v2/authorization/roles?pageSize=200")) as { entities: { id: string; name: string }[] };
  const { grants } = (await deployer.call("GET", `/api/v2/authorization/subjects/${deployer.clientId}`)) as { grants: { role: { id: string }; division: { id: string } }[] };
  const held = grants[0];
  if (held === undefined || !entities.some(({ id }) => id === held.role.id)) throw new Error("the deployer holds no role");
  const client = (await deployer.call("POST", "/api/v2/oauth/clients", {
    name: ours,
    authorizedGrantType: "CLIENT-CREDENTIALS",
    accessTokenValiditySeconds: 86_400,
    roleDivisions: [{ roleId: held.role.id, divisionId: held.division.id }],
  })) as unknown as Client;
  await fetch(`${emulator}/emulator/orgs/${org}/requests`, { method: "DELETE" });
  return client;
}

async function requestsOf(org: string): Promise<readonly { readonly method: string; readonly path: string; readonly outcome?: string }[]> {
  const response = await fetch(`${emulator}/emulator/orgs/${org}/requests`);
  return ((await response.json()) as { requests: { method: string; path: string; outcome?: string }[] }).requests;
}

async function put(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${emulator}${path}`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`PUT ${path}: ${response.status} ${await response.text()}`);
}

function shapeOf(contents: OrgContents): Shape {
  return { roles: contents.roles.map(({ name }) => name), clients: contents.clients.map(({ name }) => name), grants: contents.grants };
}
