import type { Catalogue } from "../../catalogue";
import { vagueCodes } from "../facts/answers";
import type { CallMention, Facts } from "../facts/facts";
import { statementsOf } from "../facts/statements";
import { observeCall } from "./observe/calls";
import { observePermissions } from "./observe/permissions";
import { observeBody, observeHosts, observeNames } from "./observe/surroundings";
import { observeTokens } from "./observe/tokens";
import type { Signal, Signals } from "./signal";

export type { Observation, Signal, Signals } from "./signal";

/** The call that the question is about: the refused one, or else the first that does not work. */
export function callInQuestion(facts: Facts): CallMention | undefined {
  const calls = facts.calls.filter((call) => call.kind === "operation" || call.kind === "unknown");
  return (
    calls.find(
      (call) =>
        call.fails &&
        call.kind === "operation" &&
        call.operation !== undefined &&
        !call.works &&
        calls.every((other) => other.kind !== "unknown" || !other.fails),
    ) ??
    calls.find((call) => call.fails) ??
    calls.find((call) => !call.works) ??
    undefined
  );
}

/** Finds every signal in the facts. */
export function signalsOf(facts: Facts, catalogue: Catalogue): Signals {
  const signals = new Map<Signal, string>();
  const note = (signal: Signal, evidence: string): void => {
    if (!signals.has(signal)) signals.set(signal, evidence);
  };
  const call = callInQuestion(facts);
  const operation = call?.operation;
  const statements = statementsOf(facts.sentences);
  for (const [id, words] of statements) note(`says: ${id}`, `"${words}"`);

  const status = facts.statuses.find((one) => one >= 400) ?? facts.saidStatuses.find((one) => one >= 400);
  const oauthCode = facts.codes.find((code) => oauthCodes.has(code.code));
  const tokenCall = facts.calls.find((one) => one.kind === "token");
  const tokenFails =
    (oauthCode !== undefined && oauthCode.code !== "access_denied") ||
    (oauthCode !== undefined && tokenCall !== undefined) ||
    (tokenCall?.fails === true && !facts.calls.some((one) => one.kind !== "token" && one.fails)) ||
    (tokenCall !== undefined &&
      call === undefined &&
      status !== undefined &&
      facts.codes.every((code) => oauthCodes.has(code.code) || code.code === "authentication.required"));
  const configurationOnly = facts.form === "flags" && status === undefined && facts.codes.length === 0 && facts.messages.length === 0;
  if (configurationOnly) note("only configuration is given", "only the configuration was given, no refusal");
  const codeSays = facts.codes.some((code) => !untellingCodes.has(code.code));
  if (status !== undefined && !codeSays) {
    note("a refusal without a code", `status ${status} without a code that says why`);
    if (status === 403) note("403 without a code", "status 403 without a code that says why");
    if (status === 401) note("401 without a code", "status 401 without a code");
    if (status === 400) note("400 without a code", "status 400 without a code");
    if (status === 404) note("404 without a code", "status 404 without a code that says why");
  }
  for (const one of [501, 429, 407, 415] as const)
    if (facts.statuses.includes(one) || (status === one && facts.saidStatuses.includes(one)))
      note(String(one) as "501" | "429" | "407" | "415", `status ${one}`);
  const refusalWords = /\b(?:forbidden|denied|refus|reject|fail|error|unauthori|not (?:allowed|authori))/i.test(facts.text);
  if (
    status === undefined &&
    facts.codes.length === 0 &&
    !configurationOnly &&
    (!refusalWords || facts.statuses.includes(200) || facts.saidStatuses.includes(200) || statements.has("answers with less"))
  ) {
    note("nothing is refused", "no refusal is shown, only what comes back");
  }
  if (tokenFails)
    note(
      "fails before there is a token",
      oauthCode === undefined
        ? "the token request itself is refused"
        : `${oauthCode.code} is an answer of the token endpoint, so there is no token yet`,
    );
  if (facts.body.kind === "genesys")
    note(
      "the answer is Genesys'",
      facts.correlation ? "the answer has Genesys' form, with a correlation id" : "the answer has Genesys' form",
    );

  const helps = statements.get("new token helps");
  if (helps !== undefined && facts.codes.some((code) => code.code === "app.not.authorized.for.scope"))
    note("a new token helps against a scope refusal", `"${helps}": a new token helps, so the scope was added after the old one was issued`);

  observeCall(facts, call, operation, note);
  observeTokens(facts, operation, catalogue, statements, note);
  observePermissions(facts, operation, catalogue, note);
  observeNames(facts, note);
  observeHosts(facts, statements, note, tokenCall);
  observeBody(facts, note);
  return signals;
}

const oauthCodes = new Set([
  "invalid_client",
  "unauthorized_client",
  "invalid_request",
  "invalid_grant",
  "invalid_scope",
  "unsupported_grant_type",
  "access_denied",
  "redirect_uri_mismatch",
]);
const untellingCodes: ReadonlySet<string> = new Set([...vagueCodes, "authentication.required"]);
