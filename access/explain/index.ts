import { type Catalogue, catalogue as bundledCatalogue, nearestNames } from "../catalogue";
import { causes } from "../causes/causes";
import type { AccessGraph, GrantType } from "../graph/graph";
import type { ExplainFlags, ExplainedCause, Explanation } from "./explanation";
import { factsOf, type Facts } from "./facts";
import { grantOf } from "./facts/grants";
import { fixOf, proofOf, type FixContext } from "./fix";
import { applicationOf, askGraph, flagsOf, signalsOfGraph, wrongCallsOf, type OrgContext } from "./graph";
import { rank } from "./model/rank";
import { callInQuestion, signalsOf, type Signal } from "./model/signals";
import { mythsOf } from "./myths";
import { normalize, tellingPart } from "./normalize";
import { bound, textOf, type BoundedInput } from "./read";
import { redact } from "./redact";
import { unknownLists, unknownNamesOf } from "./unknown";

export type { ExplainFlags, ExplainedCause, Explanation, ExplanationCertainty, NotTheCause, UnknownName } from "./explanation";
export { bound, inputWindow, readBounded, type BoundedInput } from "./read";
export { redact, type Redacted } from "./redact";
export { explanationToJson, renderExplanation } from "./text";

/** Beside what is to be explained: what the org is declared to have. */
export interface ExplainOptions {
  /** The access graph of the org file. */
  readonly graph?: AccessGraph;
  /** Key or name of the application that is refused; without it the text or the graph may say. */
  readonly application?: string;
  readonly catalogue?: Catalogue;
}

/** What to explain: text in any form (or bytes, or a bounded stream), and what is known piece by piece. */
export interface ExplainInput {
  readonly text?: string | Uint8Array | BoundedInput;
  readonly flags?: ExplainFlags;
}

/**
 * Why was this call refused? Reads the evidence out of the input, weighs it for every cause, and
 * says what to change. Never throws for any input: what cannot be read gives a sentence. Nothing
 * secret of the input occurs in the answer.
 */
export function explain(input: ExplainInput, options: ExplainOptions = {}): Explanation {
  const catalogue = options.catalogue ?? bundledCatalogue();
  const given = input.text ?? "";
  const bounded = typeof given === "string" || given instanceof Uint8Array ? bound(given) : given;
  const read = bounded.total === 0 && input.text === undefined ? { text: "" } : textOf(bounded);
  const notes: string[] = [];
  if ("note" in read && read.note !== undefined) notes.push(read.note);
  const clean = redact(tellingPart(normalize(read.text ?? "")));
  const flags = cleanFlags(input.flags ?? {});
  if (clean.kinds.length > 0)
    notes.push(
      `The input holds secrets (${clean.kinds.join(", ")}). They are not repeated here; replace them if others could read the input.`,
    );

  const application = options.graph === undefined ? undefined : applicationOf(options.graph, options.application, clean.text);
  const fromFile = options.graph !== undefined && application !== undefined ? flagsOf(options.graph, application) : {};
  const wrongCalls = application === undefined ? [] : wrongCallsOf(application, catalogue);
  const facts: Facts = factsOf(
    clean.text,
    merge(flags, fromFile),
    catalogue,
    options.graph?.roles.map((role) => role.name) ?? [],
    wrongCalls,
  );
  const call = callInQuestion(facts);
  const signals = new Map(signalsOf(facts, catalogue));
  let org: OrgContext | undefined;
  if (options.graph !== undefined && application !== undefined) {
    org = askGraph(options.graph, application, facts, call, catalogue);
    for (const [signal, text] of signalsOfGraph(org)) signals.set(signal as Signal, text);
    signals.delete("only configuration is given");
    const allows = signals.get("the org file allows it");
    if (allows !== undefined && facts.statuses.concat(facts.saidStatuses).some((status) => status >= 400)) {
      notes.push(
        `${capital(allows)}: so the org differs from the file (not deployed yet, changed by hand), the grant is younger than five minutes, or the refusal has another cause.`,
      );
    }
  } else if (options.graph !== undefined) {
    const { length } = options.graph.applications;
    notes.push(
      `The org file has ${length} ${length === 1 ? "application" : "applications"}; name the one that is refused to get the fix as a change to the file.`,
    );
  }

  const ranking = rank(facts, signals);
  const context: FixContext = { facts, call, catalogue, userInactive: signals.has("says: user is inactive"), ...(org === undefined ? {} : { org }) };
  const found: ExplainedCause[] = ranking.causes.map((ranked) => ({
    id: ranked.id,
    certainty: ranked.certainty,
    title: causes[ranked.id].title,
    evidence: ranked.evidence.slice(0, 5),
    against: ranked.against.slice(0, 3),
    ...fixOf(ranked.id, context),
    prove: proofOf(ranked.id, context),
  }));
  const ids = found.map((cause) => cause.id);
  const myths = mythsOf(facts, signals, ids);
  const notTheCause = [
    ...myths,
    ...ranking.ruledOut
      .filter((out) => !ids.includes(out.id) && !myths.some((myth) => myth.id === out.id))
      .map((out) => ({ claim: `${causes[out.id].title}.`, why: `${capital(out.why)}.`, id: out.id })),
  ];
  const unknownNames = unknownNamesOf(facts, catalogue);
  notes.push(...misspelt(flags, catalogue), ...remarks(facts, signals, found.length));
  return {
    summary: summaryOf(facts, found, notes),
    form: facts.form,
    causes: found,
    notTheCause,
    ...unknownLists(unknownNames),
    unknownNames,
    read: {
      statuses: facts.statuses.length > 0 ? facts.statuses : facts.saidStatuses,
      codes: facts.codes.map((code) => code.code),
      calls: facts.calls.map((one) => one.text),
      grants: facts.grants.map((grant) => grant.type),
      scopes: facts.scopes.map((scope) => scope.name),
      permissions: facts.permissions.map((permission) => permission.name),
      hosts: facts.hosts.map((host) => host.name),
      regions: facts.regions,
      correlationIds: facts.correlationIds,
    },
    notes,
    catalogue: `${catalogue.version} (${catalogue.date})`,
  };
}

/** Flags can hold pasted secrets as well as text can. */
function cleanFlags(flags: ExplainFlags): ExplainFlags {
  const one = (text: string): string => redact(normalize(text).slice(0, 4000)).text;
  const many = (texts: readonly string[] | undefined): readonly string[] | undefined => texts?.slice(0, 200).map(one);
  const clean = {
    status: flags.status,
    code: flags.code === undefined ? undefined : one(flags.code),
    message: flags.message === undefined ? undefined : one(flags.message),
    calls: many(flags.calls),
    grant: flags.grant === undefined ? undefined : one(flags.grant),
    scopes: many(flags.scopes?.flatMap((scope) => scope.split(/[\s,]+/)).filter((scope) => scope !== "")),
    permissions: many(
      flags.permissions
        ?.flatMap((permission) => (permission.includes(">") ? [permission] : permission.split(/[\s,]+/)))
        .filter((permission) => permission !== ""),
    ),
    roles: many(flags.roles),
    headers: many(flags.headers),
    hosts: many(flags.hosts),
    region: flags.region === undefined ? undefined : one(flags.region),
    divisions: many(flags.divisions),
  };
  return Object.fromEntries(Object.entries(clean).filter(([, value]) => value !== undefined)) as ExplainFlags;
}

/** Flags whose value is none of the few that there are, with the nearest. */
function misspelt(flags: ExplainFlags, catalogue: Catalogue): readonly string[] {
  const notes: string[] = [];
  if (flags.grant !== undefined && grantOf(flags.grant) === undefined) {
    const [near] = nearestNames(flags.grant, grantTypes, 1);
    notes.push(`${JSON.stringify(flags.grant)} is no grant type${near === undefined ? "" : `; the nearest is ${near}`}. There are ${grantTypes.join(", ")}.`);
  }
  if (flags.region !== undefined && catalogue.region(flags.region) === undefined) {
    const near = catalogue.nearestRegions(flags.region, 2);
    notes.push(`${JSON.stringify(flags.region)} is no region of Genesys Cloud${near.length === 0 ? "" : `; the nearest: ${near.join(", ")}`}.`);
  }
  return notes;
}

const grantTypes: readonly GrantType[] = ["CLIENT-CREDENTIALS", "CODE", "TOKEN", "SAML2-BEARER", "PASSWORD"];

function merge(flags: ExplainFlags, file: ExplainFlags): ExplainFlags {
  const both = (a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] => [
    ...new Set([...(a ?? []), ...(b ?? [])]),
  ];
  return {
    ...file,
    ...flags,
    scopes: both(flags.scopes, file.scopes),
    headers: both(flags.headers, file.headers),
    hosts: both(flags.hosts, file.hosts),
  };
}

function remarks(facts: Facts, signals: ReadonlyMap<Signal, string>, found: number): readonly string[] {
  const notes: string[] = [];
  if (signals.has("says: still transcoding") && (facts.statuses.includes(202) || facts.saidStatuses.includes(202))) {
    notes.push("202 is no refusal: the recording is still being transcoded. Ask again after the time in estimatedTranscodeTimeMs.");
  }
  if (facts.codes.some((code) => code.code === "not.found") && signals.has("the operation is real"))
    notes.push("404 on a real operation: the id does not exist in this org, or belongs to another one.");
  const userOff = signals.get("says: user is inactive");
  if (userOff !== undefined)
    notes.push(
      `${userOff}: most likely a user who is disabled or deleted gets no token and loses those that they have, whatever the client is. Set the user active under Admin > People & Permissions > People, or sign in as another service user; a client-credentials client has no user at all.`,
    );
  const declaresNone = signals.get("the operation declares no permission");
  if (declaresNone !== undefined) notes.push(`${capital(declaresNone)}.`);
  const code = facts.codes[0]?.code;
  const plain = code === undefined || !Object.hasOwn(otherCodes, code) ? undefined : otherCodes[code];
  if (plain !== undefined) notes.push(plain);
  if (found === 0 && facts.form !== "nothing") {
    notes.push(
      "Nothing in the input tells a cause. Give the answer's body with its code, the call, and how the token was made (client credentials or a user).",
    );
  } else if (found > 2 && facts.codes.length === 0 && facts.form !== "flags") {
    notes.push("The answer's body would tell more: its code and message decide between these.");
  }
  return notes;
}

/** Codes that refuse for what an object is, not for who calls. */
const otherCodes: Readonly<Record<string, string>> = {
  "cannot.delete.client": "cannot.delete.client: set the client's state to inactive first, then delete it.",
  "policy.violation": "policy.violation: the content of the draft is refused, not the caller.",
  "all.campaigns.black.listed": "all.campaigns.black.listed: Genesys has stopped the org's campaigns; no right of the caller changes it.",
  "campaign.black.listed": "campaign.black.listed: Genesys has stopped this campaign; no right of the caller changes it.",
  "flow.blocked": "flow.blocked: this flow is blocked for a time; no right of the caller changes it.",
  "editing.managed.property.not.allowed":
    "editing.managed.property.not.allowed: another system manages this field; leave it out of the body.",
  "managed.property.not.allowed": "managed.property.not.allowed: another system manages this field; leave it out of the body.",
  "wem.learning.builtin.forbidden.action": "wem.learning.builtin.forbidden.action: built-in courses cannot be changed by anybody.",
};

function summaryOf(facts: Facts, found: readonly ExplainedCause[], notes: readonly string[]): string {
  if (facts.form === "nothing")
    return notes[0] ?? "There is nothing to explain. Give the error's body, a log line, or what you see in words.";
  const [first] = found;
  if (first === undefined) return "No cause can be told from this.";
  const others = found.length - 1;
  return `${capital(first.certainty)}: ${first.title.charAt(0).toLowerCase()}${first.title.slice(1)} (${first.id})${others > 0 ? `; ${others} more to consider` : ""}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
