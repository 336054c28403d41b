import type { AccessGraph, DivisionRef } from "../../access/graph/graph";
import { UserError } from "../../access/errors";
import { nearestNames } from "../../access/catalogue";
import { loadOrgFile, orgFilePath, orgFileToGraph } from "../../stacks/orgfile";
import type { Io } from "../frame/io";
import type { Interest } from "../../live";
import type { Invocation } from "../definition";
import { shownCall } from "./lines";
import { chooseOrg, projectRoot } from "../stack/project";
import type { LiveAnswers } from "./live";

/** The access graph of the org file that a question is about. */
export function askedOrg(name: string | undefined, io: Io): AccessGraph {
  const root = projectRoot(io);
  return orgFileToGraph(loadOrgFile(orgFilePath(root, chooseOrg(root, name, io))));
}

/** What a question is about: an org file, or with `--live` the org itself with what its file declares. */
export interface AskedAbout {
  readonly graph: AccessGraph;
  /** What the org file alone says: names of entries are looked up there. */
  readonly file: AccessGraph;
  /** Absent without `--live`. */
  readonly live?: LiveAnswers;
}

/** The graph that a question is about; with `--live` the org is read, and with it whatever the question needs besides. */
export async function askedAbout(invocation: Invocation, io: Io, interest: () => Interest = () => ({})): Promise<AskedAbout> {
  const named = invocation.text("org");
  if (!invocation.flag("live")) {
    const graph = askedOrg(named, io);
    return { graph, file: graph };
  }
  const { askLive } = await import("./live");
  const live = await askLive(named, invocation, io, interest());
  return { graph: live.graph, file: live.file, live };
}

/** A division by its name: `all`, `home`, or one of the org's. Throws a `UserError` with the nearest name otherwise. */
export function findDivision(graph: AccessGraph, name: string): DivisionRef {
  const lower = name.toLowerCase();
  if (lower === "all" || name === "*") return { kind: "all" };
  if (lower === "home") return { kind: "home" };
  const division = graph.divisions.find((each) => each.name.toLowerCase() === lower || each.key === name);
  if (division !== undefined) return { kind: "division", key: division.key };
  const names = graph.divisions.map((each) => each.name).sort();
  const near = nearestNames(name, names, 1)[0];
  throw new UserError({
    what: `${graph.org.name} ${graph.org.deployer === undefined ? "declares" : "shows"} no division ${JSON.stringify(name)}`,
    ...(near === undefined ? {} : { why: `the nearest is ${JSON.stringify(near)}.` }),
    next: `its divisions: ${[...names, ...["home", "all"].filter((word) => !names.some((each) => each.toLowerCase() === word))].join(", ")}.`,
  });
}

/** The operation that a call names. Throws a `UserError` with the nearest ones when there is none. */
export function callMistake(call: string, nearest: readonly string[], why?: string): UserError {
  if (/^[A-Za-z]+(?::[\w*]+){1,2}$/.test(call))
    return new UserError({
      what: `${shownCall(call)} is no call but reads like a permission`,
      next: `npx genesys-access search ${call} shows the calls that ask for it.`,
    });
  return new UserError({
    what: `there is no call ${shownCall(call)}`,
    ...(why === undefined ? {} : { why: `${why}.` }),
    next: nearest.length === 0 ? "npx genesys-access search WORDS finds calls by words." : ["the nearest are", ...nearest.slice(0, 5).map((near) => `  ${near}`)].join("\n"),
  });
}
