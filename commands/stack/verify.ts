import { catalogue } from "../../access/catalogue";
import { orgFileToGraph } from "../../stacks/orgfile";
import { addressesOf, comparePin, type Target } from "../../stacks/target";
import { Asker, realClock, type Clock } from "../proof/ask";
import { explainRefusal } from "../proof/explain";
import { callsPerSecond, Pace } from "../proof/pace";
import { prove, type ApplicationProof } from "../proof/prove";
import type { Proof } from "../proof/report";
import { proofSubjects, refreshTokenVariable } from "../proof/subjects";
import type { AnswerObject } from "../proof/classify";
import { connectOrg } from "./connect";
import { duration } from "../frame/text";
import type { Steps } from "../frame/progress";
import { degradedEntries, readOrgHas, type Degraded } from "./degraded";
import type { Deployment } from "./deployment";
import { readOutputs } from "./outputs";
import type { Session } from "./session";

/** How long a grant may take to act (authorization facts 1.5). */
export const grantSeconds = 300;
/** How long a new client may be unknown to the token endpoint. */
const clientSeconds = 60;

/** How to verify. */
export interface VerifyOptions {
  readonly strict: boolean;
  readonly probeData: boolean;
  /** Seconds to wait for grants, counted from now; without it from the last change of the stack. */
  readonly wait?: number;
  readonly progress: Steps;
  readonly clock?: Clock;
  /** What the org can't have at the moment; asked for when it is not given. Degraded applications are not asked with. */
  readonly degraded?: readonly Degraded[];
}

/** Proves what a stack's applications can do, with their own tokens. */
export async function verifyStack(session: Session, deployment: Deployment, target: Pick<Target, "apiBase" | "loginBase" | "kind" | "region">, options: VerifyOptions): Promise<Proof> {
  const { progress } = options;
  const clock = options.clock ?? realClock;
  // The engine has just asked the same org.
  const asker = new Asker(target.apiBase, target.loginBase, clock, target.kind === "emulator" ? undefined : new Pace(clock, callsPerSecond, false));
  const graph = orgFileToGraph(session.orgFile);
  const outputs = readOutputs(deployment.outputs);
  const changed = Math.max(0, ...deployment.resources.flatMap((resource) => (resource.custom && resource.changedAt !== undefined ? [resource.changedAt] : [])));
  const now = clock.now();
  const lateUntil = options.wait === undefined ? changed + grantSeconds * 1000 : now + options.wait * 1000;
  const degraded = options.degraded ?? (await degradedNow(session, outputs, asker));
  const realData = target.kind === "emulator" || options.probeData;

  const organization = await compareOrganization(session, outputs, asker);
  const divisionIds = realData ? await divisionsOf(deployment, outputs, asker) : new Map<string, string>();
  const subjects = proofSubjects(graph, outputs, divisionIds, asker, {
    refreshToken: (application) => session.io.env[refreshTokenVariable(application)] || undefined,
    canConsent: target.kind === "emulator",
  });
  const users = target.kind === "emulator" ? usersOf(session) : undefined;
  const applications: ApplicationProof[] = [];
  for (const subject of subjects) {
    if (degraded.some(({ section, name }) => section === "applications" && name === subject.application)) continue;
    progress.update(`asking with the token of ${subject.client.name}`);
    let told = false;
    applications.push(
      await prove(subject, {
        asker,
        clock,
        realData,
        ...(users === undefined ? {} : { effects: { users } }),
        listing: (path) => catalogue().match("GET", path)?.operation,
        operation: (id) => catalogue().operation(id),
        divided: (operation) => operation.permissions.some((permission) => catalogue().divisionAwareness(permission).aware),
        lateUntil,
        tokenLateUntil: options.wait === undefined ? changed + clientSeconds * 1000 : lateUntil,
        onWait: (waitingFor, left) => {
          const text = `waiting for ${waitingFor}, at most ${duration(left / 1000)} more`;
          if (!told && !session.io.isTTY) progress.line(`          ${text}`);
          told = true;
          progress.update(text);
        },
      }),
    );
  }
  return {
    org: session.org,
    asked: target.kind === "emulator" ? { kind: "emulator", text: `the emulator (${target.apiBase})` } : { kind: "org", text: describeOrganization(organization, target.region, realData) },
    applications,
    strict: options.strict,
    degraded,
    explain: explainRefusal(graph),
  };
}

/** The users of an emulated org, as its deployer sees them. */
function usersOf(session: Session): () => Promise<readonly AnswerObject[]> {
  let users: Promise<readonly AnswerObject[]> | undefined;
  const read = async (): Promise<readonly AnswerObject[]> => {
    const { asker, token } = await (await connectOrg(session)).ask();
    return (await asker.ask(token, { method: "GET", path: "/api/v2/users", query: { pageSize: "100" } })).objects ?? [];
  };
  return () => (users ??= read());
}

function describeOrganization(organization: { readonly id: string; readonly name: string } | undefined, region: string, realData: boolean): string {
  const who = organization === undefined ? `the org in ${region}` : `the org ${organization.name === "" ? organization.id : `${organization.name} (${organization.id})`} in ${region}`;
  return realData ? who : `${who}, with made-up ids,`;
}

/** The first application whose client can say which organization it belongs to; another one than the file's stops everything. */
async function compareOrganization(session: Session, outputs: ReturnType<typeof readOutputs>, asker: Asker): Promise<{ readonly id: string; readonly name: string } | undefined> {
  for (const output of Object.values(outputs.applications)) {
    if (output.grantType !== "CLIENT-CREDENTIALS" || output.clientSecret === "") continue;
    const token = await asker.clientToken(output.clientId, output.clientSecret);
    if (!("token" in token)) continue;
    const organization = await asker.organization(token.token);
    if ("refused" in organization) continue;
    comparePin(session.orgFile, organization);
    return organization;
  }
  return undefined;
}

/** What the org lacks, as the first client that gets a token can see; nothing when none does. */
async function degradedNow(session: Session, outputs: ReturnType<typeof readOutputs>, asker: Asker): Promise<readonly Degraded[]> {
  for (const { grantType, clientId, clientSecret } of Object.values(outputs.applications)) {
    if (grantType !== "CLIENT-CREDENTIALS" || clientSecret === "") continue;
    const token = await asker.clientToken(clientId, clientSecret);
    if ("token" in token) return degradedEntries(session.orgFile, await readOrgHas(asker, token.token));
  }
  return [];
}

/** Division ids from the state, completed by what the clients themselves may see. */
async function divisionsOf(deployment: Deployment, outputs: ReturnType<typeof readOutputs>, asker: Asker): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === "object" && value !== null) {
      const { divisionId, divisionName } = value as { divisionId?: unknown; divisionName?: unknown };
      if (typeof divisionId === "string" && typeof divisionName === "string") ids.set(divisionName.toLowerCase(), divisionId);
      Object.values(value).forEach(visit);
    }
  };
  for (const resource of deployment.resources) {
    if (!resource.custom) continue;
    visit(resource.outputs);
    const { name } = resource.outputs;
    if (resource.type === "genesyscloud:index/authDivision:AuthDivision" && typeof name === "string" && resource.id !== undefined) ids.set(name.toLowerCase(), resource.id);
  }
  for (const output of Object.values(outputs.applications)) {
    if (output.grantType !== "CLIENT-CREDENTIALS" || output.clientSecret === "") continue;
    if (output.divisions.every((name) => name === "all" || ids.has(name.toLowerCase()))) continue;
    const token = await asker.clientToken(output.clientId, output.clientSecret);
    if (!("token" in token)) continue;
    for (const [name, id] of await asker.divisionIds(token.token)) ids.set(name, id);
  }
  return ids;
}

/** Where an org's API is. */
export function addressesFor(session: Session, target?: Target): Pick<Target, "apiBase" | "loginBase" | "kind" | "region"> {
  if (target !== undefined) return target;
  const { orgFile } = session;
  if (session.emulator === undefined) return { kind: "cloud", ...addressesOf(orgFile) };
  const base = `${session.emulator.url}/orgs/${session.org}`;
  return { kind: "emulator", region: orgFile.org.region, apiBase: base, loginBase: base };
}
