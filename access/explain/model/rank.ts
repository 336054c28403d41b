import { causes } from "../../causes/causes";
import { type CodeSays, meaningOfCode } from "../../causes/codes";
import { type CauseId, causeIds } from "../../causes/ids";
import type { ExplanationCertainty } from "../explanation";
import type { Facts } from "../facts/facts";
import { model } from "./model";
import type { Observation, Signal, Signals } from "./signals";
import { against, decisive, excludes, fair, likelyFrom, possibleFrom, strong } from "./weights";

/** One cause with the points that the evidence gives it. */
export interface Ranked {
  readonly id: CauseId;
  readonly certainty: ExplanationCertainty;
  readonly score: number;
  readonly evidence: readonly string[];
  readonly against: readonly string[];
}

/** A cause that something spoke for and that something stronger speaks against. */
export interface RuledOut {
  readonly id: CauseId;
  readonly why: string;
}

/** The causes in the order of their likelihood, and those that were ruled out. */
export interface Ranking {
  readonly causes: readonly Ranked[];
  readonly ruledOut: readonly RuledOut[];
}

const codePoints: Readonly<Record<CodeSays, number>> = { only: decisive + strong, usually: strong, sometimes: fair, through: 0 };

/** Points that count against a cause that the API's own code does not stand for. */
const otherCode = -12;

interface Draft {
  readonly id: CauseId;
  score: number;
  readonly evidence: { readonly text: string; readonly points: number }[];
  readonly against: { readonly text: string; readonly points: number }[];
  decisive: boolean;
  relevant: boolean;
}

/**
 * Adds up the evidence for every cause. Codes speak first: a code that stands for one cause makes
 * it, and takes away from those that it does not stand for, except from mistakes of the
 * configuration, which are there whatever was answered.
 */
export function rank(facts: Facts, signals: Signals): Ranking {
  const drafts = causeIds.map((id) => weigh(id, facts, signals));
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  const shown = drafts.filter((draft) => draft.relevant && draft.score >= possibleFrom);
  const ruledOut = drafts.flatMap((draft): RuledOut[] => {
    const forIt = draft.evidence.reduce((sum, one) => sum + one.points, 0);
    const [worst] = [...draft.against].sort((a, b) => a.points - b.points);
    return draft.relevant && draft.score < possibleFrom && forIt >= fair && worst !== undefined && worst.points <= -3
      ? [{ id: draft.id, why: worst.text }]
      : [];
  });

  // What is only the look of another cause that is likely itself comes after it, and is no surer.
  const order = new Map<CauseId, number>(shown.map((draft) => [draft.id, draft.score]));
  const behind = new Set<CauseId>();
  for (const draft of shown) {
    for (const symptom of model[draft.id].explains ?? []) {
      const other = byId.get(symptom);
      if (other === undefined || !shown.includes(other) || draft.score < likelyFrom) continue;
      order.set(draft.id, Math.max(order.get(draft.id) ?? 0, (order.get(symptom) ?? 0) + draft.score / 10));
      behind.add(symptom);
    }
  }
  const certain = shown.filter((draft) => draft.decisive && draft.score >= decisive && !behind.has(draft.id));
  const result = shown.map((draft): Ranked => {
    let certainty: ExplanationCertainty = draft.score >= likelyFrom ? "likely" : "possible";
    if (certain.includes(draft) && draft.against.every((one) => one.points > -4)) certainty = "certain";
    if (model[draft.id].neverAlone === true && certainty === "certain" && !signals.has("only configuration is given")) certainty = "likely";
    return {
      id: draft.id,
      certainty,
      score: order.get(draft.id) ?? draft.score,
      evidence: [...draft.evidence].sort((a, b) => b.points - a.points).map((one) => one.text),
      against: [...draft.against].sort((a, b) => a.points - b.points).map((one) => one.text),
    };
  });
  // with something certain in hand, what is merely possible elsewhere is noise
  const sure = result.some((one) => one.certainty === "certain" && model[one.id].configuration !== true);
  const kept = sure ? result.filter((one) => one.certainty !== "possible" || model[one.id].configuration === true) : result;
  const level = { certain: 2, likely: 1, possible: 0 } as const;
  return {
    causes: kept
      .sort((a, b) => level[b.certainty] - level[a.certainty] || b.score - a.score || causeIds.indexOf(a.id) - causeIds.indexOf(b.id))
      .slice(0, 8),
    ruledOut,
  };
}

function weigh(id: CauseId, facts: Facts, signals: Signals): Draft {
  const own = model[id];
  const draft: Draft = { id, score: 0, evidence: [], against: [], decisive: false, relevant: false };
  const add = (points: number, text: string): void => {
    draft.score += points;
    if (points > 0) draft.evidence.push({ text, points });
    else if (points < 0) draft.against.push({ text, points });
    if (points >= decisive) draft.decisive = true;
  };

  const told = facts.codes
    .map((code) => ({ code, meaning: meaningOfCode(code.code, code.message) }))
    .filter((one) => one.meaning !== undefined);
  const accepted = told.some(({ meaning }) => meaning?.causes[id] !== undefined);
  for (const { code, meaning } of told) {
    const says = meaning?.causes[id];
    if (says === undefined) continue;
    const points = codePoints[says];
    if (points > 0) {
      draft.relevant = true;
      add(points, describeCode(code.code, code.from, says));
    }
  }
  const codeDecides = told.some(({ code, meaning }) => code.from === "code" && meaning?.causes[id] === "only");
  const codeSuggests = told.some(({ code, meaning }) => code.from === "code" && meaning?.causes[id] === "usually");
  const [first] = told;
  if (first !== undefined && !accepted && own.configuration !== true)
    add(otherCode, `the answer's code ${first.code.code} stands for something else`);
  if (first !== undefined && !accepted && id === "unknown-endpoint" && facts.body.kind === "genesys")
    add(otherCode, `Genesys Cloud answered with ${first.code.code}, so it knows the path`);

  for (const [signal, points] of Object.entries(own.weights) as [Signal, number][]) {
    const text = signals.get(signal);
    if (text === undefined || (accepted && signal === "the answer is Genesys'")) continue;
    // a code that nothing else gives outweighs what people think of their token; one that mostly means this is not silenced by it
    add(codeDecides ? Math.max(points, against) : codeSuggests ? Math.max(points, -fair) : points, text);
  }
  if (own.needs.some((signal) => signals.has(signal))) draft.relevant = true;

  const file = signals.get(`the org file says ${id}` as Observation);
  if (file !== undefined) {
    draft.relevant = true;
    add(decisive + strong, file);
  }
  const stage = causes[id].stage;
  if (
    signals.has("fails before there is a token") &&
    (stage === "scope" || stage === "permission" || stage === "division" || stage === "service" || stage === "endpoint") &&
    id !== "invalid-scope-name" &&
    id !== "app-not-authorized-in-org"
  ) {
    add(-8, "it fails before there is a token, so no right was looked at yet");
  }
  const statuses = facts.statuses.filter((status) => status >= 400);
  const said = statuses.length > 0 ? statuses : facts.saidStatuses.filter((status) => status >= 400);
  const codeStandsForIt = told.some(({ meaning }) => {
    const says = meaning?.causes[id];
    return says !== undefined && says !== "through";
  });
  if (said.length > 0 && !codeStandsForIt && !said.some((status) => own.statuses.includes(status)) && own.configuration !== true) {
    // people mix statuses up in prose; an answer that is shown does not
    add(
      statuses.length > 0 ? -4 : -2,
      `status ${said.join(", ")} is not what this one gives${own.statuses.length === 0 ? "" : ` (${own.statuses.join(", ")})`}`,
    );
  }
  if (draft.against.some((one) => one.points <= excludes)) draft.decisive = false;
  return draft;
}

function describeCode(code: string, from: "code" | "message" | "flag", says: CodeSays): string {
  const what = from === "message" ? `the message is the one of ${code}` : `the answer's code is ${code}`;
  return says === "only"
    ? `${what}, which nothing else gives`
    : says === "usually"
      ? `${what}, which mostly means this`
      : `${what}, which can mean this`;
}
