import type { Operation, OperationRefusal } from "./operation";

/** What the generator writes and the catalogue reads: one packed, line-oriented value, so that a newer specification shows as a readable diff. */
export interface CatalogueData {
  /** Version of this form; readers refuse another one. */
  readonly format: number;
  /** The specification's date as a person names it, such as `2026-07`. */
  readonly version: string;
  /** ISO date on which the data was generated from its source. */
  readonly date: string;
  readonly source: string;
  /** Refusal codes with their message templates; `everywhere` marks those of every operation. */
  readonly refusals: readonly RefusalTemplate[];
  /** Lines of packed operations by tag. */
  readonly operations: Readonly<Record<string, readonly string[]>>;
}

/** A refusal code with the texts that the API sends; `%s` is filled in by the API. */
export interface RefusalTemplate {
  readonly status: number;
  readonly code: string;
  readonly messages: readonly string[];
  /** True when every operation documents it. */
  readonly everywhere?: boolean;
}

/** The form that this version of the project writes and reads. */
export const dataFormat = 1;

const prefix = "/api/v2/";

/**
 * Packs an operation into one line: `METHOD path | id | scopes | mode permissions | flags`. Lists
 * are separated by `, `; `family+` stands for the pair `family, family:readonly`.
 */
export function packOperation(operation: Operation): string {
  const flags: string[] = [];
  if (operation.context !== undefined) flags.push(operation.context);
  if (operation.deprecated) flags.push("deprecated");
  if (operation.body !== undefined) flags.push(`body=${operation.body}`);
  if (operation.requiredQuery.length > 0) flags.push(`query=${operation.requiredQuery.join("+")}`);
  if (operation.successCodes.length > 0) flags.push(`success=${operation.successCodes.join("+")}`);
  for (const refusal of operation.refusals) flags.push(`${refusal.status}=${refusal.code}`);
  const permissions = operation.mode === "none" ? "none" : `${operation.mode} ${operation.permissions.join(", ")}`;
  return [
    `${operation.method} ${operation.path.startsWith(prefix) ? operation.path.slice(prefix.length) : `!${operation.path}`}`,
    operation.id,
    packScopes(operation.scopes),
    permissions,
    flags.join(", "),
  ].join(" | ");
}

/**
 * Reads packed lines back, the inverse of {@link packOperation}. Equal lists are shared between
 * operations. Throws when a line has another shape: the data is ours, so that is a bug.
 */
export function createUnpacker(): (line: string, tag: string) => Operation {
  const scopeLists = new Map<string, readonly string[]>([["", none]]);
  const gates = new Map<string, Pick<Operation, "mode" | "permissions">>([["none", { mode: "none", permissions: none }]]);
  const flagSets = new Map<string, Flags>();
  return (line, tag) => {
    const space = line.indexOf(" ");
    const first = line.indexOf(" | ", space);
    const second = line.indexOf(" | ", first + 3);
    const third = line.indexOf(" | ", second + 3);
    const fourth = line.indexOf(" | ", third + 3);
    if (fourth === -1 || second === -1) throw new Error(`catalogue line of another shape: ${line.slice(0, 80)}`);
    const packedScopes = line.slice(second + 3, third);
    const packedGate = line.slice(third + 3, fourth);
    const packedFlags = line.slice(fourth + 3);
    let scopes = scopeLists.get(packedScopes);
    if (scopes === undefined) scopeLists.set(packedScopes, (scopes = unpackScopes(packedScopes)));
    let gate = gates.get(packedGate);
    if (gate === undefined)
      gates.set(packedGate, (gate = { mode: packedGate.startsWith("ALL") ? "ALL" : "ANY", permissions: packedGate.slice(4).split(", ") }));
    let flags = flagSets.get(packedFlags);
    if (flags === undefined) flagSets.set(packedFlags, (flags = unpackFlags(packedFlags)));
    const path = line.slice(space + 1, first);
    return {
      id: line.slice(first + 3, second),
      method: line.slice(0, space),
      path: path.charCodeAt(0) === 33 ? path.slice(1) : prefix + path,
      tag,
      scopes,
      mode: gate.mode,
      permissions: gate.permissions,
      deprecated: flags.deprecated,
      successCodes: flags.successCodes,
      refusals: flags.refusals,
      requiredQuery: flags.requiredQuery,
      ...flags.rest,
    };
  };
}

interface Flags extends Pick<Operation, "deprecated" | "successCodes" | "refusals" | "requiredQuery"> {
  readonly rest: Pick<Operation, "context" | "body">;
}

function unpackFlags(packed: string): Flags {
  let deprecated = false;
  let rest: Pick<Operation, "context" | "body"> = {};
  let requiredQuery: readonly string[] = none;
  let successCodes: readonly string[] = none;
  const refusals: OperationRefusal[] = [];
  for (const flag of packed === "" ? none : packed.split(", ")) {
    const equals = flag.indexOf("=");
    const name = equals === -1 ? flag : flag.slice(0, equals);
    const value = flag.slice(equals + 1);
    if (name === "user" || name === "client") rest = { ...rest, context: name };
    else if (name === "deprecated") deprecated = true;
    else if (name === "body") rest = { ...rest, body: value === "required" ? "required" : "optional" };
    else if (name === "query") requiredQuery = value.split("+");
    else if (name === "success") successCodes = value.split("+");
    else refusals.push({ status: Number(name), code: value });
  }
  return { deprecated, rest, requiredQuery, successCodes, refusals };
}

const none: readonly string[] = [];

function packScopes(scopes: readonly string[]): string {
  const left = new Set(scopes);
  const packed: string[] = [];
  for (const scope of scopes) {
    if (!left.delete(scope)) continue;
    packed.push(left.delete(`${scope}:readonly`) ? `${scope}+` : scope);
  }
  return packed.join(", ");
}

function unpackScopes(packed: string): readonly string[] {
  if (packed === "") return none;
  return packed.split(", ").flatMap((scope) => (scope.endsWith("+") ? [scope.slice(0, -1), `${scope.slice(0, -1)}:readonly`] : [scope]));
}
