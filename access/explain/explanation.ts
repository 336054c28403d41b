import type { CauseId } from "../causes/ids";
import type { InputForm } from "./facts/facts";

/** How sure it is that a cause explains the refusal. `certain`: nothing else can be. */
export type ExplanationCertainty = "certain" | "likely" | "possible";

/** What a person knows about the refusal, given piece by piece instead of as text. */
export interface ExplainFlags {
  /** HTTP status of the answer. */
  readonly status?: number;
  /** `code` of the error body, or `error` of the token endpoint. */
  readonly code?: string;
  readonly message?: string;
  /** Calls that are refused: `METHOD path`, URL, SDK method or operation name. */
  readonly calls?: readonly string[];
  /** Grant type in any usual spelling. */
  readonly grant?: string;
  /** Scopes that the client has or asks for. */
  readonly scopes?: readonly string[];
  /** Permissions that the principal is believed to hold. */
  readonly permissions?: readonly string[];
  /** Roles that the principal is believed to hold, by name. */
  readonly roles?: readonly string[];
  /** Headers that the request carries beside Authorization and Content-Type. */
  readonly headers?: readonly string[];
  readonly hosts?: readonly string[];
  /** AWS region of the org. */
  readonly region?: string;
  /** Divisions that the refused object is in. */
  readonly divisions?: readonly string[];
}

/** One cause that the evidence speaks for. */
export interface ExplainedCause {
  readonly id: CauseId;
  readonly certainty: ExplanationCertainty;
  readonly title: string;
  /** What speaks for it, most telling first. */
  readonly evidence: readonly string[];
  /** What speaks against it, when something does. */
  readonly against: readonly string[];
  /** What to change: in the org file when one was given, otherwise where in the admin menus. */
  readonly fix: string;
  /** YAML below `config:` of an org file that is right. */
  readonly orgFile?: string;
  /** What to run to prove it. */
  readonly prove: readonly string[];
}

/** Something that people take for the cause, and why it is not. */
export interface NotTheCause {
  /** The claim in the product's own words. */
  readonly claim: string;
  readonly why: string;
  /** The cause that it is about, when it is one. */
  readonly id?: CauseId;
}

/** A name that does not exist, with the nearest real ones and what they do. */
export interface UnknownName {
  readonly kind: "operation" | "scope" | "permission" | "role" | "header" | "host" | "menu" | "code" | "message" | "page" | "field";
  readonly name: string;
  readonly nearest: readonly { readonly name: string; readonly does: string }[];
}

/** The answer of `explain`. `causes` best first. */
export interface Explanation {
  /** What was recognised in the input, in one line; or why there is nothing to explain. */
  readonly summary: string;
  readonly form: InputForm;
  readonly causes: readonly ExplainedCause[];
  readonly notTheCause: readonly NotTheCause[];
  readonly unknown: {
    readonly operations: readonly string[];
    readonly scopes: readonly string[];
    readonly permissions: readonly string[];
    readonly roles: readonly string[];
    readonly headers: readonly string[];
    readonly hosts: readonly string[];
    readonly menus: readonly string[];
    readonly codes: readonly string[];
    readonly messages: readonly string[];
    readonly pages: readonly string[];
    readonly fields: readonly string[];
  };
  /** Nearest real names for everything unknown, best first. */
  readonly nearest: readonly string[];
  readonly unknownNames: readonly UnknownName[];
  /** What was read out of the input. */
  readonly read: {
    readonly statuses: readonly number[];
    readonly codes: readonly string[];
    readonly calls: readonly string[];
    readonly grants: readonly string[];
    readonly scopes: readonly string[];
    readonly permissions: readonly string[];
    readonly hosts: readonly string[];
    readonly regions: readonly string[];
    readonly correlationIds: readonly string[];
  };
  /** Remarks: input cut, secrets seen, what would tell more. */
  readonly notes: readonly string[];
  /** Version of the catalogue that the answer rests on. */
  readonly catalogue: string;
}
