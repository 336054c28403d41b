import type { Decision } from "../../access/decide/decision";
import type { Operation } from "../../access/catalogue/operation";
import type { Answer, AnswerObject, Outcome, WantedDivisions } from "./classify";
import { canBeLate, checkedPermission, classify, shownDivisions } from "./classify";
import type { Asker, Clock, ProbeRequest, TokenAnswer } from "./ask";
import { tryEffect, turnOf, type Made } from "./effects";
import { collectionPath, conversationQuery, fillPath, isHarmless, madeUpId, pathParameters, queryBody, queryParameters } from "./harmless";

/** A declared call, resolved. */
export interface ProofCall {
  /** The call as it was written. */
  readonly call: string;
  /** Absent: no operation of the catalogue matches. */
  readonly operation?: Operation;
  /** Real calls that are spelled like it, best first. */
  readonly nearest: readonly string[];
}

/** One application whose rights are to be proven. */
export interface ProofSubject {
  readonly application: string;
  readonly client: { readonly name: string; readonly id: string };
  readonly calls: readonly ProofCall[];
  readonly wanted: WantedDivisions;
  /** Asks for a token of the application; undefined when that needs somebody who is not here, and the text says who. */
  readonly token: (() => Promise<TokenAnswer>) | { readonly unavailable: string };
  /** What the declared access decides about an operation. */
  readonly decide: (operation: Operation) => Decision;
  /** Whether the declared access holds a permission anywhere. */
  readonly holds: (permission: string) => boolean;
}

/** How to prove. */
export interface ProofContext {
  readonly asker: Asker;
  readonly clock: Clock;
  /** True when objects of the org may be looked for and read; otherwise ids are made up. */
  readonly realData: boolean;
  /**
   * Present in an emulated org: calls with an effect are made as well, where a way is known that
   * leaves the org as it was. The function lists the org's users, as somebody of the org knows them.
   */
  readonly effects?: { readonly users: () => Promise<readonly AnswerObject[]> };
  /** Finds the operation of a listing, such as `/api/v2/users`. */
  readonly listing: (path: string) => Operation | undefined;
  readonly operation: (id: string) => Operation | undefined;
  /** Whether the right to an operation is held per division, so that an answer must show one. */
  readonly divided: (operation: Operation) => boolean;
  /** Milliseconds since 1970 until which a refusal may be a grant that is not in force yet. */
  readonly lateUntil: number;
  /** The same for a client that the token endpoint does not know yet. */
  readonly tokenLateUntil: number;
  /** Called before every pause, with what is waited for and the milliseconds that are left. */
  readonly onWait: (waitingFor: string, millisecondsLeft: number) => void;
}

/** What one declared call got. */
export interface CallProof {
  readonly call: string;
  readonly operation?: string;
  readonly outcome: Outcome;
  /** Status and code of the decisive answer. */
  readonly answer?: Answer;
  /** What the declared access decides; shown where the org was not asked or says otherwise. */
  readonly decision?: Decision;
  /** Declared divisions of which an object answered, and those of which none did. */
  readonly shown: readonly string[];
  readonly missing: readonly string[];
  /** Whether the answer came to a made-up id. */
  readonly madeUp: boolean;
  /** Number of objects seen. */
  readonly objects: number;
  readonly note?: string;
}

/** What one application got. */
export interface ApplicationProof {
  readonly application: string;
  readonly client: { readonly name: string; readonly id: string };
  /** Why there is no token, when there is none. */
  readonly noToken?: { readonly answer?: Answer; readonly why?: string };
  readonly calls: readonly CallProof[];
}

const pauseMilliseconds = 5_000;

/** Makes every declared call of one application in a way that changes nothing. */
export async function prove(subject: ProofSubject, context: ProofContext): Promise<ApplicationProof> {
  const head = { application: subject.application, client: subject.client };
  if (typeof subject.token !== "function") {
    const why = subject.token.unavailable;
    return { ...head, noToken: { why }, calls: subject.calls.map((call) => withoutToken(call, subject, "not provable from here", why)) };
  }
  const token = await patientToken(subject.token, context);
  if ("refused" in token) {
    const outcome = classify(token.refused) === "no answer" ? "no answer" : token.refused.code === "ip.not.authorized" ? "not provable from here" : "refused";
    return { ...head, noToken: { answer: token.refused }, calls: subject.calls.map((call) => ({ ...withoutToken(call, subject, outcome), answer: token.refused })) };
  }
  let current = token.token;
  const made: Made[] = [];
  const results: CallProof[] = [];
  // A job must be posted before it can be read, whatever the order in which they are declared.
  const order = subject.calls.map((call, index) => ({ call, index })).sort((a, b) => turnOf(a.call.operation) - turnOf(b.call.operation) || a.index - b.index);
  for (const { call, index } of order) results[index] = await proveCall(call, subject, current, context, made);
  for (;;) {
    const late = results.flatMap((result, index) => (isLate(result) ? [index] : []));
    const left = context.lateUntil - context.clock.now();
    if (late.length === 0 || left <= 0) break;
    context.onWait(`grants that are not in force yet (${late.length} of ${results.length} calls)`, left);
    await context.clock.sleep(Math.min(pauseMilliseconds, left));
    const fresh = await subject.token();
    if ("token" in fresh) current = fresh.token;
    for (const index of late) {
      const call = subject.calls[index];
      if (call !== undefined) results[index] = await proveCall(call, subject, current, context, made);
    }
  }
  return { ...head, calls: results };
}

function isLate(result: CallProof): boolean {
  return result.outcome === "refused" && result.answer !== undefined && canBeLate(result.answer) && result.decision?.decision === "allowed";
}

async function patientToken(ask: () => Promise<TokenAnswer>, context: ProofContext): Promise<TokenAnswer> {
  for (;;) {
    const answer = await ask();
    const left = context.tokenLateUntil - context.clock.now();
    if ("token" in answer || answer.refused.code !== "invalid_client" || left <= 0) return answer;
    context.onWait("the new client to be known to the token endpoint", left);
    await context.clock.sleep(Math.min(pauseMilliseconds, left));
  }
}

function withoutToken(call: ProofCall, subject: ProofSubject, outcome: Outcome, note?: string): CallProof {
  const decision = call.operation === undefined ? undefined : subject.decide(call.operation);
  return {
    call: call.call,
    ...(call.operation === undefined ? {} : { operation: call.operation.id }),
    outcome,
    ...(decision === undefined ? {} : { decision }),
    shown: [],
    missing: wantedNames(subject.wanted),
    madeUp: false,
    objects: 0,
    ...(note === undefined ? {} : { note }),
  };
}

function wantedNames(wanted: WantedDivisions): readonly string[] {
  return wanted.kind === "all" ? ["all divisions"] : wanted.divisions.map((division) => division.name);
}

async function proveCall(call: ProofCall, subject: ProofSubject, token: string, context: ProofContext, made: Made[]): Promise<CallProof> {
  const { operation } = call;
  if (operation === undefined) {
    const nearest = call.nearest[0];
    return withoutToken(call, subject, "refused", `there is no such operation${nearest === undefined ? "" : `; the nearest is ${nearest}`}`);
  }
  const decision = subject.decide(operation);
  const asked = isHarmless(operation) ? await askOperation(operation, subject, token, context, made) : await askWithEffect(operation, subject, token, context, made);
  if (asked.length === 0) return withoutToken(call, subject, "not probed", "it would have an effect");
  const answers = asked.map((entry) => entry.answer);
  const verdicts = answers.map((each) => (hiddenKind(each, decision, subject) === undefined ? classify(each) : "gate passed"));
  const decisive = firstOf(verdicts, ["not provable from here", "refused", "no answer", "answered", "gate passed"]);
  const answer = answers[decisive] ?? { status: 0 };
  const verdict = verdicts[decisive] ?? "no answer";
  const seen = asked.flatMap((entry) => seenObjects(entry));
  const objects = context.divided(operation) ? seen : seen.map(({ id }) => (id === undefined ? {} : { id }));
  const proof = shownDivisions(objects, subject.wanted);
  const outcome: Outcome = verdict !== "answered" ? verdict : objects.length > 0 && proof.missing.length === 0 ? "proven" : "gate passed";
  const madeUp = asked.every((entry) => entry.madeUp);
  const hidden = hiddenKind(answer, decision, subject);
  const note = asked[decisive]?.note ?? (hidden === undefined ? undefined : `what was found there needs ${hidden}, which is not declared`);
  return {
    call: call.call,
    operation: operation.id,
    outcome,
    answer: withoutObjects(answer),
    decision,
    shown: verdict === "answered" ? proof.shown : [],
    missing: proof.missing,
    madeUp,
    objects: new Set(objects.map((object) => object.id ?? "")).size,
    ...(note === undefined ? {} : { note }),
  };
}

/**
 * The permission for which a service hid what was found, when the declared access means to leave that out: a conversation with
 * a voice recording for an application that declares screens only. The gate has let such a call through.
 */
function hiddenKind(answer: Answer, decision: Decision, subject: ProofSubject): string | undefined {
  const permission = checkedPermission(answer);
  return permission === undefined || decision.decision !== "allowed" || subject.holds(permission) ? undefined : permission;
}

function firstOf(verdicts: readonly string[], order: readonly string[]): number {
  for (const wanted of order) {
    const index = verdicts.indexOf(wanted);
    if (index >= 0) return index;
  }
  return 0;
}

function withoutObjects({ objects: _, ...answer }: Answer): Answer {
  return answer;
}

interface Asked {
  readonly answer: Answer;
  readonly madeUp: boolean;
  /** The object that was asked for, and its divisions as they were found. */
  readonly target?: AnswerObject;
  readonly note?: string;
}

/** The objects that an answer counts for: the one that was asked for, or those that are listed. */
function seenObjects({ answer, target, madeUp }: Asked): readonly AnswerObject[] {
  if (answer.objects === undefined || madeUp) return [];
  if (target === undefined) return answer.objects;
  const own = answer.objects.length === 1 && answer.objects[0]?.divisions !== undefined ? answer.objects[0].divisions : [];
  const divisions = [...new Set([...(target.divisions ?? []), ...own])];
  return [{ ...target, ...(divisions.length === 0 ? {} : { divisions }) }];
}

/** A call with an effect, made once for each declared division where a harmless way is known; nothing otherwise. */
async function askWithEffect(operation: Operation, subject: ProofSubject, token: string, context: ProofContext, made: Made[]): Promise<readonly Asked[]> {
  const { effects, asker, clock } = context;
  if (effects === undefined) return [];
  const asked: Asked[] = [];
  for (const divisionId of divisionsOf(subject)) {
    const tried = await tryEffect({
      operation,
      asker,
      token,
      now: clock.now(),
      find: (parameters) => findObject(operation, parameters, divisionId, subject, token, context, made),
      agents: async () => (await effects.users()).filter(({ divisions }) => divisionId === undefined || divisions?.includes(divisionId) === true),
      made,
    });
    if (tried !== undefined) asked.push({ ...tried, madeUp: false });
  }
  return asked;
}

function divisionsOf({ wanted }: ProofSubject): readonly (string | undefined)[] {
  return wanted.kind === "all" ? [undefined] : wanted.divisions.map((division) => division.id);
}

async function askOperation(operation: Operation, subject: ProofSubject, token: string, context: ProofContext, made: readonly Made[]): Promise<readonly Asked[]> {
  const parameters = pathParameters(operation.path);
  const now = context.clock.now();
  const query = { ...queryParameters(operation, now), ...(operation.method === "GET" && parameters.length === 0 ? { pageSize: "25" } : {}) };
  const request = (path: string, body?: unknown): ProbeRequest => ({
    method: operation.method,
    path,
    query,
    ...(operation.method === "GET" ? {} : { body }),
  });
  const divisions = divisionsOf(subject);

  if (parameters.length === 0) {
    if (operation.id !== conversationQuery) return [{ answer: await context.asker.ask(token, request(operation.path, queryBody(operation.id, { now }))), madeUp: false }];
    if (!context.realData) {
      const body = queryBody(operation.id, { now, conversationId: madeUpId });
      return [{ answer: await context.asker.ask(token, request(operation.path, body)), madeUp: true }];
    }
    const asked: Asked[] = [];
    for (const divisionId of divisions) {
      const body = queryBody(operation.id, { now, ...(divisionId === undefined ? {} : { divisionId }) });
      asked.push({ answer: await context.asker.ask(token, request(operation.path, body)), madeUp: false });
    }
    return asked;
  }

  const asked: Asked[] = [];
  if (context.realData) {
    for (const divisionId of divisions) {
      const seen = await askObject(
        (passedOver) => findObject(operation, parameters, divisionId, subject, token, context, made, passedOver),
        ({ values }) => context.asker.ask(token, request(fillPath(operation.path, values), queryBody(operation.id, { now }))),
      );
      if (seen !== undefined) asked.push(seen);
    }
  }
  if (asked.length > 0) return asked;
  const answer = await context.asker.ask(token, request(fillPath(operation.path, {}), queryBody(operation.id, { now })));
  return [{ answer, madeUp: true }];
}

const mostPassedOver = 4;

/** Asks about an object, and about a few others when the service hides what it holds: the first that is shown, or else the first. */
async function askObject(find: (passedOver: ReadonlySet<string>) => Promise<Made | undefined>, ask: (found: Made) => Promise<Answer>): Promise<Asked | undefined> {
  const passedOver = new Set<string>();
  let first: Asked | undefined;
  while (passedOver.size <= mostPassedOver) {
    const found = await find(passedOver);
    if (found === undefined) break;
    const asked = { answer: await ask(found), madeUp: false, target: found.target };
    if (checkedPermission(asked.answer) === undefined) return asked;
    first ??= asked;
    const { id } = found.target;
    if (id === undefined || passedOver.has(id)) break;
    passedOver.add(id);
  }
  return first;
}

/**
 * An existing object for every parameter of a path: one that the proof made itself, or found only through calls that the client may
 * make itself: the conversation query for conversations and what it tells of their insides, the
 * listing before the parameter for everything else. The divisions are those of the first object: what follows it is part of it.
 */
async function findObject(
  operation: Operation,
  parameters: readonly string[],
  divisionId: string | undefined,
  subject: ProofSubject,
  token: string,
  context: ProofContext,
  made: readonly Made[],
  passedOver: ReadonlySet<string> = new Set(),
): Promise<Made | undefined> {
  const own = made.find(({ values, target }) => parameters.every((parameter) => values[parameter] !== undefined) && isIn(target, divisionId));
  if (own !== undefined) return { values: Object.fromEntries(parameters.map((parameter) => [parameter, own.values[parameter] ?? ""])), target: own.target };
  const values: Record<string, string> = {};
  let target: AnswerObject | undefined;
  for (const [index, parameter] of parameters.entries()) {
    const inside = target?.parts?.[parameter]?.[0];
    if (inside !== undefined) {
      values[parameter] = inside;
      continue;
    }
    const candidates = await candidatesFor(operation, parameter, divisionId, values, subject, token, context);
    const fitting = candidates.filter((object) => object.id !== undefined && (target !== undefined || (!passedOver.has(object.id) && isIn(object, divisionId))));
    const rest = parameters.slice(index + 1);
    const chosen = fitting.find(({ parts }) => rest.some((name) => parts?.[name] !== undefined)) ?? fitting[0];
    if (chosen?.id === undefined) return undefined;
    values[parameter] = chosen.id;
    target ??= chosen;
  }
  return target === undefined ? undefined : { values, target };
}

function isIn({ divisions }: AnswerObject, divisionId: string | undefined): boolean {
  return divisionId === undefined || divisions === undefined || divisions.includes(divisionId);
}

async function candidatesFor(
  operation: Operation,
  parameter: string,
  divisionId: string | undefined,
  values: Readonly<Record<string, string>>,
  subject: ProofSubject,
  token: string,
  context: ProofContext,
): Promise<readonly AnswerObject[]> {
  const now = context.clock.now();
  if (parameter === "conversationId") {
    const finder = context.operation(conversationQuery);
    if (finder === undefined || subject.decide(finder).decision !== "allowed") return [];
    const body = queryBody(conversationQuery, { now, ...(divisionId === undefined ? {} : { divisionId }) });
    return (await context.asker.ask(token, { method: finder.method, path: finder.path, body })).objects ?? [];
  }
  const collection = collectionPath(operation.path, parameter);
  const finder = collection === undefined ? undefined : context.listing(collection);
  if (finder === undefined || subject.decide(finder).decision !== "allowed") return [];
  const query = { pageSize: "25", ...queryParameters(finder, now) };
  return (await context.asker.ask(token, { method: "GET", path: fillPath(finder.path, values), query })).objects ?? [];
}
