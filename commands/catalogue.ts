import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bundledData, catalogue } from "../access/catalogue";
import { checkCatalogue } from "../access/catalogue/check";
import { UserError } from "../access/errors";
import { describePlace } from "../access/graph/place";
import type { AccessGraph } from "../access/graph/graph";
import { compareLive, describeChange, readLivePermissions, refreshCatalogue, type LiveComparison, type Refresh } from "../access/refresh";
import { listOrgs, loadOrgFile, orgFilePath, orgFileToGraph } from "../stacks/orgfile";
import { connectTarget } from "../stacks/target";
import { packageRoot } from "../toolchain/engine/root";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { count, list, wrap } from "./frame/text";
import { Asker, realClock } from "./proof/ask";
import { projectRoot } from "./stack/project";

/** `genesys-access catalogue check|refresh`. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  return invocation.command === "catalogue check" ? check(invocation, io) : refresh(invocation, io);
}

function check(invocation: Invocation, io: Io): number {
  const known = catalogue();
  const problems = checkCatalogue(known);
  const facts = {
    version: known.version,
    date: known.date,
    source: known.source,
    operations: known.operations.length,
    permissions: known.permissions.length,
    scopes: known.scopes.length,
    regions: known.regions.length,
    overrides: known.overrides.length,
    bytes: JSON.stringify(bundledData()).length,
  };
  if (invocation.flag("json")) say(io, JSON.stringify({ ...facts, problems }, null, 2));
  else {
    say(io, `Catalogue of ${facts.version} (read ${facts.date}), ${Math.round(facts.bytes / 1024)} KB`);
    say(io, `  ${facts.operations} operations, ${facts.permissions} permissions, ${facts.scopes} scopes, ${facts.regions} regions, ${count(facts.overrides, "correction")}`);
    for (const line of wrap(`  ${facts.source}`, io.columns, 2)) say(io, line);
    if (problems.length === 0) say(io, "It is consistent.");
    for (const problem of problems) say(io, `  ${problem.about}: ${problem.problem}`);
  }
  return problems.length === 0 ? exit.good : exit.findings;
}

async function refresh(invocation: Invocation, io: Io): Promise<number> {
  const source = invocation.args[0];
  const live = invocation.text("permissions");
  if (source === undefined && live === undefined) {
    throw new UserError({
      what: "what is to be read?",
      where: "genesys-access catalogue refresh",
      next: "name a specification (a file, or a region such as eu-west-2), or a live org with --permissions.",
    });
  }
  const graphs = source === undefined ? [] : readGraphs(io);
  const result = source === undefined ? undefined : await readNewer(source, graphs, io);
  const comparison = live === undefined ? undefined : compareLive(await readPermissions(live, io), result?.catalogue ?? catalogue());
  const written = result !== undefined && invocation.flag("write") ? write(result) : undefined;
  if (invocation.flag("json")) say(io, JSON.stringify(asJson(result, comparison, written), null, 2));
  else for (const line of asText(result, comparison, written, io.columns)) say(io, line);
  const changed = (result?.changes.length ?? 0) + (result?.problems.length ?? 0) + (comparison === undefined ? 0 : comparison.unknown.length + comparison.awareness.length);
  return changed === 0 ? exit.good : exit.findings;
}

const dataFile = join("access", "catalogue", "data", "catalogue.json");

function write(result: Refresh): string {
  const path = join(packageRoot(), dataFile);
  if (!existsSync(path)) {
    throw new UserError({ what: "the catalogue of an installed package cannot be written", where: packageRoot(), next: "run this in a checkout of genesys-access, or update the package." });
  }
  try {
    writeFileSync(`${path}.new`, result.file);
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw new UserError({ what: "the catalogue cannot be written", where: dataFile, why: error instanceof Error ? error.message : String(error) });
  }
  return dataFile;
}

/** The graphs of all org files that can be read; the others are named and left out. */
function readGraphs(io: Io): readonly AccessGraph[] {
  const root = projectRoot(io);
  return listOrgs(root).flatMap((org) => {
    try {
      return [orgFileToGraph(loadOrgFile(orgFilePath(root, org)))];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      note(io, `Left out: ${error.message.split("\n")[0] ?? org}`);
      return [];
    }
  });
}

/** Several times what Genesys' specification has; reading more takes long for nothing. */
const mostBytes = 64 * 1024 * 1024;

function readText(path: string, shown: string): string {
  const status = statSync(path);
  if (status.isDirectory()) throw new UserError({ what: "this is a folder, not a file", where: shown });
  if (status.size > mostBytes) throw new UserError({ what: `the file has ${Math.round(status.size / 1024 / 1024)} MB, far more than a specification`, where: shown, next: "name another file." });
  try {
    const text = readFileSync(path);
    // JSON of a specification begins with a brace: anything else need not be read as text first
    if (text.length > 1024 * 1024 && !/^\s*[{[]/.test(text.subarray(0, 64).toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "")))
      throw new UserError({ what: "the file is not JSON", where: shown, next: "fetch the document again; the catalogue was not changed" });
    return text.toString("utf8").replace(/^\ufeff/, "");
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError({ what: "the file cannot be read", where: shown, why: error instanceof Error ? error.message : String(error) });
  }
}

async function readNewer(source: string, graphs: readonly AccessGraph[], io: Io): Promise<Refresh> {
  const file = resolve(io.cwd, source);
  const date = new Date().toISOString().slice(0, 10);
  if (existsSync(file)) return refreshCatalogue({ text: readText(file, source), where: source, date, graphs });
  const region = catalogue().region(source);
  if (region === undefined) {
    const near = catalogue().nearestRegions(source);
    throw new UserError({
      what: `${JSON.stringify(source)} is neither a file nor a region`,
      ...(near.length === 0 ? {} : { why: `the nearest region${near.length === 1 ? " is" : "s are"} ${list(near, "or")}.` }),
      next: "name a file with the specification, or a region such as eu-west-2.",
    });
  }
  const url = `https://${region.api}/api/v2/docs/swagger`;
  let text: string;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(120_000) });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    text = await response.text();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new UserError({
      what: "the specification cannot be fetched",
      where: url,
      why: cause instanceof Error ? cause.message : String(cause),
      next: "fetch it where the network allows it, and name the file. The catalogue was not changed.",
    });
  }
  return refreshCatalogue({ text, where: url, date, source: url, graphs });
}

async function readPermissions(source: string, io: Io): Promise<ReturnType<typeof readLivePermissions>> {
  const file = resolve(io.cwd, source);
  if (existsSync(file)) {
    let value: unknown;
    try {
      value = JSON.parse(readText(file, source));
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw new UserError({ what: "the file is not JSON", where: source, next: "it must be an answer of GET /api/v2/authorization/permissions, or a list of its pages." });
    }
    return readLivePermissions(value, source);
  }
  const root = projectRoot(io);
  if (!listOrgs(root).includes(source)) {
    throw new UserError({ what: `${JSON.stringify(source)} is neither a file nor an org`, where: "--permissions", next: `the orgs are: ${listOrgs(root).join(", ") || "none"}.` });
  }
  const target = await connectTarget(loadOrgFile(orgFilePath(root, source)), { root, env: io.env, note: (line) => note(io, line) });
  const asker = new Asker(target.apiBase, target.loginBase, realClock);
  const token = target.accessToken === undefined ? await asker.clientToken(target.clientId ?? "", target.clientSecret ?? "") : { token: target.accessToken };
  if ("refused" in token) {
    throw new UserError({ what: "the org gives no token", where: target.loginBase, why: token.refused.message ?? token.refused.code ?? `it answers ${token.refused.status}`, next: `check the credentials (${target.credentials}).` });
  }
  return readLivePermissions(await asker.pages(token.token, "/api/v2/authorization/permissions"), target.apiBase);
}

function asText(result: Refresh | undefined, comparison: LiveComparison | undefined, written: string | undefined, columns: number): string[] {
  const lines: string[] = [];
  if (result !== undefined) {
    lines.push(`${result.catalogue.operations.length} operations of ${result.catalogue.version}: ${result.changes.length === 0 ? "nothing changed about access" : count(result.changes.length, "change")}`);
    for (const change of result.changes) lines.push(...wrap(`  ${describeChange(change)}`, columns, 4));
    if (result.affected.length > 0) {
      lines.push("", "Declared calls that get another answer:");
      for (const call of result.affected) {
        lines.push(...wrap(`  ${call.org}, ${call.application}: ${call.call}: ${call.before} before, ${call.after} now`, columns, 4), `    ${describePlace(call.place)}`);
        if (call.needsMore.length > 0) lines.push(...wrap(`    needs now also ${call.needsMore.join(", ")}`, columns, 6));
        if (call.needsLess.length > 0) lines.push(...wrap(`    needs no longer ${call.needsLess.join(", ")}`, columns, 6));
      }
    }
    for (const problem of result.problems) lines.push(...wrap(`Problem: ${problem.about}: ${problem.problem}`, columns, 9));
    lines.push(written === undefined ? "Nothing was written. With --write it becomes the catalogue." : `Wrote ${written}.`);
  }
  if (comparison !== undefined) {
    if (lines.length > 0) lines.push("");
    const section = (title: string, names: readonly string[]): void => {
      lines.push(`${title}: ${names.length}`);
      for (const name of names) lines.push(`  ${name}`);
    };
    section("Permissions that the org has and the catalogue does not know", comparison.unknown);
    section("Permissions of which the org settles whether divisions matter, otherwise than assumed", comparison.awareness.map(({ permission, aware }) => `${permission}: ${aware ? "per division" : "not per division"}`));
    lines.push(`Permissions of the catalogue that the org does not have (another product or licence): ${comparison.absent.length}`);
  }
  return lines;
}

function asJson(result: Refresh | undefined, comparison: LiveComparison | undefined, written: string | undefined): unknown {
  return {
    ...(result === undefined
      ? {}
      : {
          version: result.catalogue.version,
          operations: result.catalogue.operations.length,
          changes: result.changes.map((change) => ({ kind: change.kind, operation: change.operation.id, text: describeChange(change) })),
          affected: result.affected.map((call) => ({ ...call, place: describePlace(call.place) })),
          problems: result.problems,
          written: written ?? null,
        }),
    ...(comparison === undefined ? {} : { live: comparison }),
  };
}
