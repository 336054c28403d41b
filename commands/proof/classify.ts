/** What a call got, in one word or a few. */
export type Outcome = "proven" | "gate passed" | "refused" | "not probed" | "not provable from here" | "no answer";

/** An answer of the API without its body: what of it decides. */
export interface Answer {
  /** HTTP status; 0 when there was no answer at all. */
  readonly status: number;
  /** `code` of Genesys' error body, or `error` of the token endpoint's. */
  readonly code?: string;
  /** Message of the error body. Not kept for successful answers. */
  readonly message?: string;
  readonly correlationId?: string;
  /** Ids that a successful answer names, with the divisions that it shows for each. */
  readonly objects?: readonly AnswerObject[];
}

/** An object of an answer. `divisions` is absent when the answer says nothing about divisions. */
export interface AnswerObject {
  readonly id?: string;
  readonly divisions?: readonly string[];
  /** Ids of what is inside it, by the path parameter that they fill: a conversation's evaluations, participants and communications. */
  readonly parts?: Readonly<Record<string, readonly string[]>>;
}

/** How an answer counts by itself, before divisions are looked at. */
export type Verdict = "answered" | "gate passed" | "refused" | "not provable from here" | "no answer";

const wrongPrincipal = new Set(["not.a.user", "not.a.client"]);

/** What an answer says about the right to make the call. */
export function classify(answer: Answer): Verdict {
  const { status, code } = answer;
  if (status >= 200 && status < 300) return "answered";
  if (status === 401) return code === "ip.not.authorized" ? "not provable from here" : "refused";
  if (status === 403) return "refused";
  if (status === 400) return code !== undefined && wrongPrincipal.has(code) ? "refused" : "gate passed";
  // The emulator's own way to say: allowed, but there is nothing here to answer with.
  if (status === 501) return code === "emulator.no.data" ? "gate passed" : "refused";
  if (status === 405) return "refused";
  if (status === 0 || status === 408 || status === 429 || status >= 500) return "no answer";
  return "gate passed";
}

const lateCodes = new Set([
  "missing.permissions",
  "missing.any.permissions",
  "missing.division.permission",
  "missing.any.division.permissions",
  "missing.division.permissions",
  "not.authorized",
]);

/**
 * Whether a refusal can be one of a grant that is not in force yet (up to five minutes, authorization
 * facts 1.5): a missing permission or division, and the second checks of the recording service.
 * A wrong kind of principal, a missing scope or a policy stays.
 */
export function canBeLate(answer: Answer): boolean {
  return answer.status === 403 && answer.code !== undefined && (lateCodes.has(answer.code) || answer.code.endsWith(".permission.check.failed"));
}

/** The divisions in which a call must be shown to work. */
export type WantedDivisions = { readonly kind: "all" } | { readonly kind: "some"; readonly divisions: readonly WantedDivision[] };

/** A declared division with its id in the org; without an id when the org does not show it to the deployer. */
export interface WantedDivision {
  readonly name: string;
  readonly id?: string;
}

/** The objects that answered, against the declared divisions. */
export interface DivisionProof {
  /** Names of declared divisions of which an object answered. */
  readonly shown: readonly string[];
  readonly missing: readonly string[];
  /** True when the answers say nothing about divisions, so that one object is enough. */
  readonly undivided: boolean;
}

/** Which of the declared divisions the objects show. */
export function shownDivisions(objects: readonly AnswerObject[], wanted: WantedDivisions): DivisionProof {
  const undivided = objects.every((object) => object.divisions === undefined);
  if (wanted.kind === "all") return { shown: objects.length > 0 ? ["all divisions"] : [], missing: objects.length > 0 ? [] : ["all divisions"], undivided };
  if (undivided && objects.length > 0) return { shown: wanted.divisions.map((division) => division.name), missing: [], undivided };
  const seen = new Set(objects.flatMap((object) => object.divisions ?? []));
  const shown = wanted.divisions.filter((division) => division.id !== undefined && seen.has(division.id)).map((division) => division.name);
  return { shown, missing: wanted.divisions.map((division) => division.name).filter((name) => !shown.includes(name)), undivided };
}

/**
 * The permission that a check of a service after the gate asked for, by its code:
 * `recording.recording.view.permission.check.failed` is about `recording:recording:view`.
 */
export function checkedPermission({ status, code }: Answer): string | undefined {
  const parts = status === 403 && code !== undefined ? /^([a-z]+)\.([a-z]+)\.([a-z]+)\.permission\.check\.failed$/i.exec(code) : null;
  return parts === null ? undefined : `${parts[1] ?? ""}:${parts[2] ?? ""}:${parts[3] ?? ""}`;
}
