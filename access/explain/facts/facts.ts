import type { Operation } from "../../catalogue";
import type { GrantType } from "../../graph/graph";

/** In which form the input came. It decides how much an absent header or field says. */
export type InputForm =
  | "error body"
  | "curl output"
  | "HTTP log"
  | "JavaScript SDK exception"
  | "Python SDK exception"
  | "SDK exception"
  | "token endpoint answer"
  | "Terraform or Pulumi output"
  | "prose"
  | "flags"
  | "nothing";

/** A call that the input speaks of. */
export interface CallMention {
  /** `METHOD path`, or the name as it was written. */
  readonly text: string;
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  /** The operation, when there is one. */
  readonly operation?: Operation;
  /** Operations at the same path, when the method was not said or is wrong. */
  readonly others: readonly Operation[];
  /** Nearest real calls when it is no operation. */
  readonly nearest: readonly string[];
  readonly kind: "operation" | "unknown" | "token" | "authorize" | "foreign";
  /** Said to work. */
  readonly works: boolean;
  /** Stands beside a failing status, or was given by a flag. */
  readonly fails: boolean;
}

/** A request for a token, as far as it is shown. */
export interface TokenRequest {
  readonly host?: string;
  readonly path: string;
  readonly json: boolean;
  readonly hasGrantType: boolean;
  readonly scope?: string;
}

/** A name that was checked against what is known. */
export interface Mention {
  readonly name: string;
  readonly known: boolean;
  /** Nearest real names, best first. */
  readonly nearest: readonly string[];
}

/** A permission that the input speaks of. `printed`: the API's own message names it; `held`: somebody is said to have it. */
export interface PermissionMention extends Mention {
  readonly by: "printed" | "held" | "mentioned";
  /** The division id that was glued to it as a fourth part. */
  readonly division?: string;
}

/** A scope that the input speaks of. `given`: the client or token has it or asks for it; `refused`: the API's message names it. */
export interface ScopeMention extends Mention {
  readonly by: "given" | "refused" | "mentioned";
  /** Named by the API's message, and said to be given nevertheless. */
  readonly alsoGiven?: boolean;
}

/** Whose form the answer's body has. */
export interface BodyShape {
  readonly kind: "genesys" | "oauth" | "html" | "xml" | "foreign" | "empty" | "unknown";
  /** Who answers in this form, when that is known. */
  readonly vendor?: string;
  readonly place?: "gateway" | "third party" | "either";
}

/** Everything that was read out of the input, before anything is concluded from it. */
export interface Facts {
  readonly form: InputForm;
  readonly text: string;
  readonly sentences: readonly string[];
  /** Statuses of answers that are shown as such; the first is the most telling. */
  readonly statuses: readonly number[];
  /** Statuses that prose speaks of. */
  readonly saidStatuses: readonly number[];
  /** Codes of answers that are known, the most telling first. */
  readonly codes: readonly { readonly code: string; readonly message: string; readonly from: "code" | "message" | "flag" }[];
  /** Codes of answers that Genesys Cloud does not have. */
  readonly foreignCodes: readonly string[];
  readonly messages: readonly string[];
  /** Messages that are shown as the API's and are none of its. */
  readonly foreignMessages: readonly string[];
  readonly body: BodyShape;
  readonly correlation: boolean;
  /** Headers of the answer are shown, so that a missing one says something. */
  readonly answerHeaders: boolean;
  readonly correlationIds: readonly string[];
  readonly calls: readonly CallMention[];
  readonly tokenRequests: readonly TokenRequest[];
  readonly grants: readonly { readonly type: GrantType; readonly as: string }[];
  readonly scopes: readonly ScopeMention[];
  readonly permissions: readonly PermissionMention[];
  readonly roles: readonly Mention[];
  readonly headers: readonly Mention[];
  readonly hosts: readonly (Mention & { readonly region?: string; readonly part?: "api" | "login" | "apps" | "other" })[];
  readonly regions: readonly string[];
  readonly menus: readonly Mention[];
  readonly pages: readonly string[];
  readonly fields: readonly Mention[];
  readonly divisions: readonly string[];
  readonly secretKinds: readonly string[];
}
