import type { Operation } from "../../access/catalogue/operation";
import { classify, type Answer, type AnswerObject } from "./classify";
import type { Asker, ProbeRequest } from "./ask";
import { fillPath } from "./harmless";

/** What a call with an effect has made: the ids that later calls need, and what it is about. */
export interface Made {
  /** Values of path parameters. */
  readonly values: Readonly<Record<string, string>>;
  readonly target: AnswerObject;
}

/** A call with an effect that was made: what it got, and what of it is said to people. */
export interface Tried {
  readonly answer: Answer;
  readonly target: AnswerObject;
  readonly note: string;
}

/** What an effect has to work with: one declared division of one application. */
export interface EffectSite {
  readonly operation: Operation;
  readonly asker: Asker;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Existing objects for path parameters, found as the application finds them. */
  readonly find: (parameters: readonly string[]) => Promise<Made | undefined>;
  /** Agents of the division; whoever runs the application knows them, its client need not be able to list them. */
  readonly agents: () => Promise<readonly AnswerObject[]>;
  /** What calls before this one made; effects add to it and take away from it. */
  readonly made: Made[];
}

/**
 * Calls with an effect that the proof makes in an emulated org, by operation: each leaves the org's
 * objects as they were, or leaves only what the API keeps by itself, such as a finished job. An
 * operation that is not among them is never made.
 */
const effects: Readonly<Record<string, { readonly turn: "first" | "last"; readonly attempt: (site: EffectSite) => Promise<Tried | undefined> }>> = {
  postRecordingBatchrequests: { turn: "first", attempt: orderBatch },
  putConversationRecording: { turn: "first", attempt: editAndPutBack },
  postUserScreenmonitorsSessions: { turn: "first", attempt: watchAgent },
  deleteUserScreenmonitorsSession: { turn: "last", attempt: stopWatching },
};

/** When a call takes its turn: what makes objects before what reads them, what ends them after everything. */
export function turnOf(operation: Pick<Operation, "id"> | undefined): number {
  const turn = effects[operation?.id ?? ""]?.turn;
  return turn === "first" ? 0 : turn === "last" ? 2 : 1;
}

/** Makes a call with an effect in a way that leaves nothing behind; undefined when no such way is known or nothing is there to do it with. */
export async function tryEffect(site: EffectSite): Promise<Tried | undefined> {
  return effects[site.operation.id]?.attempt(site);
}

async function orderBatch({ operation, asker, token, find, made }: EffectSite): Promise<Tried | undefined> {
  const found = await find(["conversationId"]);
  if (found === undefined) return undefined;
  const body = { batchDownloadRequestList: [{ conversationId: found.values["conversationId"] }] };
  const answer = await asker.ask(token, { method: operation.method, path: operation.path, body });
  const jobId = answer.objects?.[0]?.id;
  if (jobId !== undefined) made.push({ values: { jobId }, target: found.target });
  return { answer, target: found.target, note: "ordered one conversation's recordings" };
}

const later = 30 * 24 * 3600 * 1000;

async function editAndPutBack({ operation, asker, token, now, find }: EffectSite): Promise<Tried | undefined> {
  const found = await find(["conversationId"]);
  if (found === undefined) return undefined;
  const metadata: ProbeRequest = { method: "GET", path: fillPath("/api/v2/conversations/{conversationId}/recordingmetadata", found.values) };
  const recordings = (await asker.read(token, metadata)).filter(({ id }) => typeof id === "string");
  const recording = recordings.find(({ media }) => media === "screen") ?? recordings[0];
  if (recording === undefined) return undefined;
  const path = fillPath(operation.path, { ...found.values, recordingId: String(recording["id"]) });
  const edit = (archiveDate: unknown): Promise<Answer> => asker.ask(token, { method: operation.method, path, body: { archiveDate } });
  const answer = await edit(new Date(now + later).toISOString());
  if (classify(answer) !== "answered") return { answer, target: found.target, note: "asked for another archive date" };
  const back = await edit(recording["archiveDate"] ?? null);
  return { answer, target: found.target, note: classify(back) === "answered" ? "archive date moved and put back" : "archive date moved, and not put back" };
}

/** Refusals that are about one agent: another one may do. */
const ofAgent = new Set(["agent.permission.denied", "agent.invalid.routing.state", "bad.request"]);
const agentsTried = 10;

async function watchAgent({ operation, asker, token, agents, made }: EffectSite): Promise<Tried | undefined> {
  let first: Tried | undefined;
  for (const agent of (await agents()).slice(0, agentsTried)) {
    if (agent.id === undefined) continue;
    const answer = await asker.ask(token, { method: operation.method, path: fillPath(operation.path, { userId: agent.id }), body: {} });
    const tried: Tried = { answer, target: agent, note: "watched an agent for a moment" };
    const screenMonitoringId = answer.objects?.[0]?.id;
    if (screenMonitoringId !== undefined) made.push({ values: { userId: agent.id, screenMonitoringId }, target: agent });
    if (classify(answer) === "answered") return tried;
    first ??= { ...tried, note: "asked to watch an agent" };
    if (!ofAgent.has(answer.code ?? "")) break;
  }
  return first;
}

async function stopWatching({ operation, asker, token, made }: EffectSite): Promise<Tried | undefined> {
  const session = made.find(({ values }) => values["screenMonitoringId"] !== undefined);
  if (session === undefined) return undefined;
  const answer = await asker.ask(token, { method: operation.method, path: fillPath(operation.path, session.values) });
  if (classify(answer) === "answered") made.splice(made.indexOf(session), 1);
  return { answer, target: session.target, note: "ended what the proof had started" };
}
