import type { Catalogue } from "../catalogue/catalogue";
import type { CauseId } from "../causes/ids";
import type { Certainty } from "../certainty";
import type { Refusal } from "./refusal";

/** What distinguishes one refusal from another; the rest follows from the catalogue's template. */
export interface RefusalParts {
  readonly status: number;
  readonly code: string;
  readonly cause: CauseId;
  readonly certainty: Certainty;
  /** Fills the template's `%s`, in order. */
  readonly fill?: readonly string[];
  readonly permissions?: readonly string[];
  readonly mode?: Refusal["mode"];
  readonly scopes?: readonly string[];
  readonly divisions?: readonly string[];
}

/** A refusal as the API sends it: the first message template of the code, with its placeholders filled in. */
export function refuse(catalogue: Catalogue, parts: RefusalParts): Refusal {
  const template = catalogue.refusal(parts.code, parts.status)?.messages[0] ?? "";
  let next = 0;
  return {
    status: parts.status,
    code: parts.code,
    message: template.replace(/%s/g, () => parts.fill?.[next++] ?? ""),
    cause: parts.cause,
    certainty: parts.certainty,
    permissions: parts.permissions ?? [],
    mode: parts.mode ?? "none",
    scopes: parts.scopes ?? [],
    divisions: parts.divisions ?? [],
  };
}

/** A list as the API prints it in its messages: `[a, b]`. */
export function bracketed(names: readonly string[]): string {
  return `[${names.join(", ")}]`;
}

/** Scopes in the order in which the API has been seen to print them: the read-only one of a family first. */
export function scopesAsPrinted(scopes: readonly string[]): readonly string[] {
  const family = (scope: string): string => scope.replace(/:readonly$/, "");
  return [...scopes].sort((a, b) => (family(a) === family(b) ? b.length - a.length : family(a) < family(b) ? -1 : 1));
}
