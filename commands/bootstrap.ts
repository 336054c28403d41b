import { spawn } from "node:child_process";
import { UserError } from "../access/errors";
import { describePlace } from "../access/graph/place";
import { LiveApi, realClock } from "../live";
import { bootstrapDeployer, type DeployerCredentials, type MadeDeployer } from "../live/bootstrap/bootstrap";
import { deployerNeeds, type DeployerRole } from "../live/deployer/roles";
import { loadOrgFile, orgFilePath, type OrgFile } from "../stacks/orgfile";
import { addressesOf, comparePin, connectTarget, type Target } from "../stacks/target";
import type { Invocation } from "./definition";
import { kindOf } from "./deployer";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { Progress } from "./frame/progress";
import { wrap } from "./frame/text";
import { setConfig } from "./live/config";
import { askedOf, type Asked } from "./live/connect";
import { useEmulator } from "./stack/emulator-keeper";
import { chooseOrg, projectRoot } from "./stack/project";
import { ensureStack, openSession } from "./stack/session";

/** Names the administrator's token, when it is not given on standard input. */
export const tokenVariable = "GENESYS_ACCESS_ADMIN_TOKEN";

/** `genesys-access bootstrap ORG`: makes a deployer with an administrator's token. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const root = projectRoot(io);
  const org = chooseOrg(root, invocation.args[0], io);
  const orgFile = loadOrgFile(orgFilePath(root, org));
  const role = deployerNeeds(orgFile)[kindOf(invocation.text("role")) ?? "apply"];
  if (orgFile.org.managedBy === "customer" && role.kind === "apply") {
    throw new UserError({
      what: `${org} is managed by its customer, so nothing is deployed there and no deployer is made`,
      where: describePlace(orgFile.place(["org", "managedBy"])),
      next: `npx genesys-access onboard writes what the customer's administrator does; --role read makes a deployer that only looks.`,
    });
  }
  if (invocation.flag("print")) {
    printed(role, org, invocation.flag("json"), io);
    return exit.good;
  }
  const emulated = (orgFile.org.target ?? "emulator") === "emulator";
  const toConfig = invocation.flag("config");
  const command = invocation.text("command");
  if (toConfig && command !== undefined) throw new UserError({ what: "--config and --command do not go together", next: "store the credentials in one place." });
  if (toConfig && emulated) throw new UserError({ what: `${org} is an emulated org: its deployer's credentials come from the emulator`, where: "--config", next: "leave --config out; the credentials are printed then." });
  const accessToken = await administratorToken(io);

  const store = toConfig ? await configStore(org, io) : command === undefined ? undefined : commandStore(command, root, org, orgFile, withoutToken({ ...process.env, ...io.env }));
  const { target, close } = await addresses(orgFile, root, io);
  try {
    const api = new LiveApi({ apiBase: target.apiBase, loginBase: target.loginBase, accessToken, credentials: "the administrator's token" });
    let asked: Asked = { kind: emulated ? "emulator" : "org", text: org };
    const made = await bootstrapDeployer(api, role, {
      clock: realClock,
      identify: (organization) => {
        if (!emulated) comparePin(orgFile, organization);
        asked = askedOf(target, organization);
      },
      deliver: async (credentials) => store?.deliver(credentials),
      newSecret: invocation.flag("newSecret"),
      onWait: (message) => note(io, `Waiting for ${message}; it can take up to 5 minutes.`),
    });
    report(made, role, orgFile, asked, store?.told, invocation.flag("json"), io);
    for (const problem of made.problems) for (const line of wrap(`Warning: ${problem}`, io.columns, 9)) note(io, line);
    return exit.good;
  } finally {
    store?.close?.();
    close();
  }
}

/** What would be made, without asking anybody. */
function printed(role: DeployerRole, org: string, json: boolean, io: Io): void {
  const permissions = role.permissions.map(({ permission }) => permission);
  if (json) {
    say(io, JSON.stringify({ org, deployer: role.kind, name: role.name, permissions, divisions: role.divisions }, null, 2));
    return;
  }
  for (const line of wrap(`Would make the ${role.kind} deployer of ${org}: a role and a client that holds it, both named ${JSON.stringify(role.name)}, in ${role.divisions.join(", ")}`, io.columns, 2)) say(io, line);
  for (const permission of permissions) say(io, `  ${permission}`);
}

/** The administrator's token: from the environment, or from standard input. Never from the command line, which others can see. */
async function administratorToken(io: Io): Promise<string> {
  const set = io.env[tokenVariable]?.trim();
  const given = set !== undefined && set !== "" ? set : await firstLine(io);
  if (given !== undefined && /^[\w.~+/=-]{8,8192}$/.test(given)) return given;
  throw new UserError({
    what: given === undefined ? "an administrator's access token is needed" : "this is not an access token",
    where: set !== undefined && set !== "" ? tokenVariable : "standard input",
    why: "making a role and a client is an administrator's right; the token is used for this run and stored nowhere.",
    next: `give it on standard input or in ${tokenVariable}. Genesys' developer centre (API Explorer) hands one out to whoever signs in there.`,
  });
}

async function firstLine(io: Io): Promise<string | undefined> {
  if (io.stdin === undefined) return io.ask("An administrator's access token (it is not shown): ", { hidden: true }).then((line) => (line?.trim() === "" ? undefined : line?.trim()));
  let read = "";
  for await (const part of io.stdin) {
    read += typeof part === "string" ? part : Buffer.from(part).toString("utf8");
    if (read.length > 16_384) break;
  }
  const line = read.trim().split(/\r?\n/)[0]?.trim();
  return line === "" ? undefined : line;
}

type Where = Pick<Target, "kind" | "region" | "apiBase" | "loginBase">;

async function addresses(orgFile: OrgFile, root: string, io: Io): Promise<{ readonly target: Where; readonly close: () => void }> {
  if ((orgFile.org.target ?? "emulator") === "cloud") return { target: { kind: "cloud", ...addressesOf(orgFile) }, close: () => undefined };
  const emulator = await useEmulator(root, io.env);
  try {
    const target = await connectTarget(orgFile, { root, env: { ...io.env, GENESYS_ACCESS_EMULATOR: emulator.url } });
    return { target, close: () => emulator.release() };
  } catch (error) {
    emulator.release();
    throw error;
  }
}

/** Where credentials go instead of onto the terminal. */
interface Store {
  readonly told: string;
  readonly deliver: (credentials: DeployerCredentials) => Promise<void>;
  readonly close?: () => void;
}

/** Pulumi's own configuration, encrypted with the stack's key. Engine and stack are made ready before anything is made in the org. */
async function configStore(org: string, io: Io): Promise<Store> {
  const progress = new Progress(io, 1);
  const session = await openSession({ io: { ...io, env: withoutToken(io.env) as Io["env"] }, named: org, command: () => `bootstrap ${org} --config`, progress, changes: false });
  try {
    await ensureStack(session);
  } catch (error) {
    session.close();
    throw error;
  } finally {
    progress.stop();
  }
  return {
    told: `${session.context.orgFile}, encrypted (genesys-access:deployer); commit it`,
    deliver: async ({ clientId, clientSecret }) => {
      await setConfig(session, "genesys-access:deployer.clientSecret", clientSecret, true);
      await setConfig(session, "genesys-access:deployer.clientId", clientId, false);
    },
    close: () => session.close(),
  };
}

/** Variables for other programs: none of them is told the administrator's token. */
function withoutToken(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [tokenVariable]: _, ...others } = env;
  return others;
}

/** A program of the user's that gets the credentials as JSON on standard input. */
function commandStore(command: string, root: string, org: string, orgFile: OrgFile, env: NodeJS.ProcessEnv): Store {
  return {
    told: `the command ${JSON.stringify(command)}`,
    deliver: ({ clientId, clientSecret }) =>
      new Promise((resolve, reject) => {
        const child = spawn(command, { cwd: root, env, shell: true, stdio: ["pipe", "ignore", "ignore"] });
        const failed = (why: string): void =>
          reject(new UserError({ what: "the credentials could not be stored", where: command, why, next: "correct the command and run this again. What was made in the org was taken back." }));
        child.once("error", (error) => failed(`${error.message}.`));
        child.once("exit", (code, signal) => (code === 0 ? resolve() : failed(`it ended with ${code ?? signal ?? "an error"}.`)));
        child.stdin.on("error", () => undefined);
        child.stdin.end(`${JSON.stringify({ org, region: orgFile.org.region, clientId, clientSecret })}\n`);
      }),
  };
}

function report(made: MadeDeployer, role: DeployerRole, orgFile: OrgFile, asked: Asked, stored: string | undefined, json: boolean, io: Io): void {
  const { clientId, credentials } = made;
  const administrator = role.permissions.some((one) => one.administrator !== undefined);
  if (json) {
    const answer = {
      org: orgFile.name,
      asked,
      deployer: role.kind,
      name: made.name,
      clientId,
      ...(credentials === undefined ? { existing: true } : stored === undefined ? { clientSecret: credentials.clientSecret } : { stored }),
      ...(made.added.length + made.removed.length === 0 ? {} : { added: made.added, removed: made.removed }),
      roleId: made.roleId,
      permissions: role.permissions.map(({ permission }) => permission),
      divisions: role.divisions,
      administratorInEffect: administrator,
      problems: made.problems,
    };
    say(io, JSON.stringify(answer, null, 2));
    return;
  }
  const changes = [...made.added.map((permission) => `  added    ${permission}`), ...made.removed.map((permission) => `  removed  ${permission}`)];
  if (credentials === undefined) {
    const said = changes.length === 0 ? "it holds what the org file takes; nothing was changed" : "its role was brought up to date";
    for (const line of wrap(`The ${role.kind} deployer of ${orgFile.name} is there already, in ${asked.text}: ${said}`, io.columns, 2)) say(io, line);
    for (const line of [`  client id  ${clientId}`, ...changes]) say(io, line);
    for (const line of wrap("Its secret is where it was put when it was made. If it is lost, --new-secret makes another; the old one stops working then.", io.columns)) say(io, line);
    return;
  }
  const { clientSecret } = credentials;
  const lines = [
    ...wrap(`Made the ${role.kind} deployer of ${orgFile.name}: role and client ${JSON.stringify(made.name)}, in ${asked.text}`, io.columns, 2),
    `  client id      ${clientId}`,
    ...changes,
    ...(stored === undefined ? [`  client secret  ${clientSecret}`, ...wrap("  It is shown this once. Put it where your secrets are; Genesys Cloud does not show it again.", io.columns, 2)] : wrap(`  client secret  in ${stored}`, io.columns, 17)),
    ...(administrator ? wrap("Whoever has it can give himself every right in the org: guard it like an administrator's.", io.columns) : []),
    ...wrap(`Next: npx genesys-access preflight ${orgFile.name}; and end the administrator's token, for instance by signing out.`, io.columns, 6),
  ];
  for (const line of lines) say(io, line);
}
