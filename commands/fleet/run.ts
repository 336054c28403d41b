import { availableParallelism, freemem } from "node:os";
import { UserError } from "../../access/errors";
import type { Invocation } from "../definition";
import { exit } from "../frame/exit";
import { note, say, type Io } from "../frame/io";
import { Progress } from "../frame/progress";
import { count, list } from "../frame/text";
import { useOneOrg } from "./own-org";
import { redact } from "../frame/redact";
import { isEmulated, mayChange, openWorkbench, sessionOn, type Session, type Workbench } from "../stack/session";
import { isCustomers } from "../stack/customer";
import { chooseOrg, projectRoot } from "../stack/project";
import { Board } from "./board";
import { parallelism, pool } from "./pool";
import { fleetJson, fleetText } from "./report";
import { worstExit, type OrgResult } from "./result";
import { closedBy, notStarted, runRings } from "./rings";
import { byRing, readCandidates, ringOf, selectOrgs, type Candidate, type Selection } from "./select";
import { Stop } from "./stop";
import { lookAt, workOn, type FleetCommand, type WorkOptions } from "./work";

/** `up`, `preview`, `verify` or `destroy` on many orgs, side by side. Returns the worst of their exit codes. */
export async function runFleet(command: FleetCommand, invocation: Invocation, io: Io): Promise<number> {
  const root = projectRoot(io);
  const candidates = readCandidates(root);
  const chosen = selectOrgs(candidates, selectionOf(invocation, root, io));
  const { orgs } = chosen;
  const former = command === "up" ? chosen.former : [];
  const verifying = command !== "up" || invocation.flag("verify");
  if (!verifying && byRing(orgs).length + byRing(former).length > 1) {
    throw new UserError({ what: "--no-verify can't be used with more than one ring", where: command, why: "a ring starts only when the one before is up and verified.", next: "leave --no-verify out, or name one ring with --ring where there is no earlier one." });
  }
  await confirm(command, orgs, invocation, io);

  const progress = new Progress(io, orgs.concat(former).some(isEmulatedCandidate) ? 2 : 1);
  const workbench = await openWorkbench({ io, root, progress, emulated: orgs.concat(former).some(isEmulatedCandidate) });
  const stop = new Stop(io, (line) => board.line(line));
  const board = new Board(io, [...former, ...orgs].map((each) => ({ org: each.org, ring: ringOf(each) })));
  const wait = invocation.number("wait");
  const size = parallelism(machine(), orgs.length, positive(invocation, "parallel"));
  const options: WorkOptions = {
    verify: verifying,
    strict: invocation.flag("strict"),
    probeData: invocation.flag("probeData"),
    expectNoChanges: invocation.flag("expectNoChanges"),
    ...(wait === undefined ? {} : { wait }),
    turn: pool(size),
    clock: stop.clock,
    // Details are shown indented by two.
    columns: io.columns - 2,
  };
  note(io, `${count(orgs.length, "org")}, ${size === 1 ? "one engine at a time" : `${size} engines at a time`}.`);
  board.start();
  try {
    const run: OneOrg = { command, workbench, board, stop, options, guard: useOneOrg(candidates, orgs) };
    const looked = await Promise.all(former.map((candidate) => workOnOne(run, candidate, true)));
    const blocked = former.length === 0 ? undefined : blockedBy(looked);
    const results = command === "up"
      ? await runRings(orgs, (candidate) => workOnOne(run, candidate, false), blocked)
      : await Promise.all(orgs.map((candidate) => workOnOne(run, candidate, false)));
    for (const result of results) if (result.state === "not started") board.end(result);
    board.stop();
    const all = [...looked, ...results].sort((a, b) => (a.org < b.org ? -1 : 1));
    const exitCode = worstExit(all.map((result) => result.exitCode));
    if (invocation.flag("json")) say(io, JSON.stringify(fleetJson(command, all, exitCode), null, 2));
    else for (const line of fleetText(command, all, { columns: io.columns, again: againOf(command, invocation), engine: workbench.engine, backend: workbench.backend })) say(io, redact(line, io.env));
    return exitCode;
  } finally {
    board.stop();
    stop.close();
    workbench.emulator?.release();
  }
}

interface OneOrg {
  readonly command: FleetCommand;
  readonly workbench: Workbench;
  readonly board: Board;
  readonly stop: Stop;
  readonly options: WorkOptions;
  readonly guard: ReturnType<typeof useOneOrg>;
}

/** Works on one org and turns whatever goes wrong into its result. */
async function workOnOne(run: OneOrg, candidate: Candidate, looking: boolean): Promise<OrgResult> {
  const result = await attempt(run, candidate, looking);
  run.board.end(result);
  return result;
}

async function attempt({ command, workbench, board, stop, options, guard }: OneOrg, candidate: Candidate, looking: boolean): Promise<OrgResult> {
  const { org, path, orgFile } = candidate;
  const head = { org, ring: ringOf(candidate), ...(looking ? { lookedAt: true } : {}) };
  const notes: string[] = [];
  try {
    if (orgFile === undefined) throw new UserError(candidate.mistake ?? { what: "the org file can't be read", where: path });
    const changing = !looking && (command === "up" || command === "destroy");
    mayChange(workbench.engine, orgFile, workbench.io, changing && !isCustomers(orgFile));
    guard.credentials(candidate);
    if (command === "up" && !looking) guard.passphrase(candidate, workbench.io.env, workbench.backend.url);
    const session: Session = {
      ...sessionOn(workbench, org, path, orgFile, `${command} ${org}`, orgIo(workbench.io, stop, notes)),
      mayPin: (organization) => guard.pin(candidate, organization),
    };
    const turn: WorkOptions["turn"] = (work) =>
      options.turn(() => {
        if (stop.requested) throw new NotStarted();
        board.begin(org, "starting");
        return work();
      });
    const mine = { ...options, turn };
    const steps = board.steps(org);
    const result = looking ? await lookAt(session, steps, mine) : await workOn(command, session, steps, mine);
    return { ...head, ...result, details: [...(result.details ?? []), ...notes] };
  } catch (error) {
    if (error instanceof NotStarted) return { ...notStarted(candidate, "somebody stopped the run"), exitCode: exit.failed, ...head };
    const failed = { ...head, opensNextRing: false, details: notes };
    if (error instanceof UserError) return { ...failed, state: "failed", summary: firstLine(error.parts.what), exitCode: error.exitCode, error: error.parts };
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...failed, state: "bug", summary: "a bug in genesys-access, not a mistake of yours", exitCode: exit.bug, error: { what: `a bug in genesys-access: ${redact(text, workbench.io.env)}` } };
  }
}

/** The turn of an org came after somebody had stopped the run. */
class NotStarted extends Error {}

/** What one org's work sees of the process: nobody to ask, and no terminal to draw on. */
function orgIo(io: Io, stop: Stop, notes: string[]): Io {
  let open = "";
  return {
    ...io,
    isTTY: false,
    // The report breaks the lines.
    columns: 10_000,
    stderr: {
      write: (text) => {
        const lines = `${open}${text}`.split("\n");
        open = lines.pop() ?? "";
        notes.push(...lines.filter((line) => line.trim() !== "" && !line.startsWith("Stopping:")));
      },
    },
    ask: async () => undefined,
    onInterrupt: (handler) => stop.onInterrupt(handler),
  };
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? text;
}

function blockedBy(looked: readonly OrgResult[]): string | undefined {
  const rings = [...new Set(looked.map(({ ring }) => ring))].sort((a, b) => a - b);
  return rings.map((ring) => closedBy(ring, looked.filter((result) => result.ring === ring))).find((reason) => reason !== undefined);
}

function isEmulatedCandidate({ orgFile }: Candidate): boolean {
  return orgFile !== undefined && isEmulated(orgFile);
}

function selectionOf(invocation: Invocation, root: string, io: Io): Selection {
  const patterns = invocation.texts("orgs");
  const applications = invocation.texts("application");
  const ring = invocation.number("ring");
  const choosing = invocation.flag("all") || patterns.length > 0 || applications.length > 0 || ring !== undefined;
  const [named] = invocation.args;
  if (!choosing) return { named: chooseOrg(root, named, io) };
  if (named !== undefined) {
    throw new UserError({ what: `${named} is named, and several orgs are chosen as well`, where: invocation.command, next: `either npx genesys-access ${invocation.command} ${named}, or the options alone: --orgs takes names and patterns.` });
  }
  return { patterns, applications, ...(ring === undefined ? {} : { ring }) };
}

function positive(invocation: Invocation, name: string): number | undefined {
  const value = invocation.number(name);
  if (value !== 0) return value;
  throw new UserError({ what: `--${name} takes a number from 1 up`, where: invocation.command, next: `leave --${name} out: then it is as many as this machine has room for.` });
}

function machine(): { readonly cores: number; readonly freeBytes: number } {
  const limit = process.constrainedMemory?.() ?? 0;
  const free = freemem();
  return { cores: availableParallelism(), freeBytes: limit > 0 && limit < free ? limit : free };
}

/** Asks before real orgs are changed, where there is somebody to ask. */
async function confirm(command: FleetCommand, orgs: readonly Candidate[], invocation: Invocation, io: Io): Promise<void> {
  if ((command !== "up" && command !== "destroy") || invocation.flag("yes")) return;
  const real = orgs.filter(({ orgFile }) => orgFile !== undefined && !isEmulated(orgFile) && !isCustomers(orgFile)).map(({ org }) => org);
  if (real.length === 0) return;
  if (command === "up") {
    if (!io.isTTY) return;
    const answer = await io.ask(`Change ${count(real.length, "real org")} (${list(real)})? The same with preview shows how. (yes/no) `);
    if (answer?.trim().toLowerCase() === "yes") return;
    throw new UserError({ what: "not done", why: "you did not say yes.", next: "--yes does not ask. Nothing was changed." });
  }
  const words = `destroy ${real.length}`;
  const answer = await io.ask(`This deletes what these stacks made in ${count(real.length, "real org")}: ${list(real)}.\nType '${words}' to go on: `);
  if (answer?.trim() === words) return;
  throw new UserError({
    what: answer === undefined ? `nobody is here to confirm that ${count(real.length, "real org")} ${real.length === 1 ? "is" : "are"} destroyed` : "not done",
    why: `${list(real)}: real orgs.`,
    next: "--yes, if that is meant. Nothing was changed.",
  });
}

/** The command line that goes on from here. */
function againOf(command: FleetCommand, invocation: Invocation): string {
  const words = [
    ...invocation.args,
    ...invocation.texts("orgs").map((pattern) => `--orgs '${pattern}'`),
    ...invocation.texts("application").map((name) => `--application ${name}`),
    ...(invocation.text("ring") === undefined ? [] : [`--ring ${invocation.text("ring") ?? ""}`]),
  ];
  return `npx genesys-access ${command} ${words.length === 0 ? "--all" : words.join(" ")}`;
}
