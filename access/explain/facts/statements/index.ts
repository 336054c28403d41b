import { corrected } from "../spelling";
import type { Wording } from "../wording";
import { divisionsWordings } from "./divisions";
import { orgsWordings } from "./orgs";
import { outsideWordings } from "./outside";
import { permissionsWordings } from "./permissions";
import { policiesWordings } from "./policies";
import { principalsWordings } from "./principals";
import { provisioningWordings } from "./provisioning";
import { required } from "./required";
import { servicesWordings } from "./services";
import { timeWordings } from "./time";
import { tokenWordings } from "./token";

/** Things that people say about their case, each recognised in many wordings. */
export type StatementId = keyof typeof wordings;

/**
 * Wordings by statement. A match counts only where no negation stands right before it, except for
 * statements that are negative themselves.
 */
export const wordings = {
  ...timeWordings,
  ...principalsWordings,
  ...orgsWordings,
  ...permissionsWordings,
  ...divisionsWordings,
  ...policiesWordings,
  ...tokenWordings,
  ...servicesWordings,
  ...provisioningWordings,
  ...outsideWordings,
} as const satisfies Record<string, readonly Wording[]>;

/** Statements that negate by themselves, so that a `not` before them is part of them or beside the point. */
const negationIsPart = new Set<string>([
  "permission is not offered",
  "answers with less",
  "not a participant",
  "worked before, nothing changed",
  "feature is off",
  "app not installed",
  "roles of the group are off",
  "screens are not recorded",
  "redirect differs",
  "grant type is missing",
  "no roles on the client",
  "no scopes on the client",
  "not Genesys' answer",
  "printed text is odd",
]);

/** All statements, in the order in which they are looked for. */
export const statementIds = Object.keys(wordings) as StatementId[];

/** Statements that a text makes, each with the words that make it. */
export function statementsOf(sentences: readonly string[]): ReadonlyMap<StatementId, string> {
  const found = new Map<StatementId, string>();
  const units = sentences.slice(-200).map((sentence) => {
    const piece = corrected(sentence.length > 1500 ? sentence.slice(0, 1500) : sentence);
    return { piece, lower: piece.toLowerCase() };
  });
  for (const id of statementIds) {
    const minding = !negationIsPart.has(id);
    search: for (const [index, one] of (wordings[id] as readonly Wording[]).entries()) {
      for (const { piece, lower } of units) {
        const match = one.find(piece, lower, () => requiredOf(id, index));
        if (
          match === null ||
          (id === "roles on a code client" && /\bnot\b/i.test(match[0])) ||
          (minding && negated(piece.slice(Math.max(0, match.index - 40), match.index)))
        )
          continue;
        found.set(id, shorten(match[0]));
        break search;
      }
    }
  }
  return found;
}

/** The words that a wording cannot do without, from the file in which they were worked out. */
export function requiredOf(id: StatementId, index: number): readonly (readonly string[])[] | undefined {
  return required[id]?.[index]?.split(" & ").flatMap((choice) => (choice === "" ? [] : [choice.split("|")]));
}

const negation =
  /\b(?:not|never|no|neither|nor|without|isn't|wasn't|aren't|doesn't|didn't|don't|haven't|hasn't|rules? out|ruling out|excluded?|rather than|instead of|no longer)\s+(?:\w+\s+){0,3}$/i;

function negated(before: string): boolean {
  return negation.test(before);
}

function shorten(words: string): string {
  const clean = words.replace(/\s+/g, " ").trim();
  return clean.length > 90 ? `${clean.slice(0, 87)}...` : clean;
}
