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

/** The inverse of {@link packOperation}. Throws when the line has another shape: the data is ours, so that is a bug. */
export function unpackOperation(line: string, tag: string): Operation {
  const [call, id, scopes, permissionPart, flagPart] = line.split(" | ");
  if (call === undefined || id === undefined || scopes === undefined || permissionPart === undefined || flagPart === undefined) {
    throw new Error(`catalogue line of another shape: ${line.slice(0, 80)}`);
  }
  const space = call.indexOf(" ");
  const rest = call.slice(space + 1);
  const modeEnd = permissionPart.indexOf(" ");
  const mode = modeEnd === -1 ? "none" : (permissionPart.slice(0, modeEnd) as "ANY" | "ALL");
  let context: "user" | "client" | undefined;
  let deprecated = false;
  let body: "required" | "optional" | undefined;
  let requiredQuery: readonly string[] = none;
  let successCodes: readonly string[] = none;
  let refusals: OperationRefusal[] | undefined;
  for (const flag of flagPart === "" ? none : flagPart.split(", ")) {
    if (flag === "user" || flag === "client") context = flag;
    else if (flag === "deprecated") deprecated = true;
    else {
      const equals = flag.indexOf("=");
      const name = flag.slice(0, equals);
      const value = flag.slice(equals + 1);
      if (name === "body") body = value as "required" | "optional";
      else if (name === "query") requiredQuery = value.split("+");
      else if (name === "success") successCodes = value.split("+");
      else (refusals ??= []).push({ status: Number(name), code: value });
    }
  }
  return {
    id,
    method: call.slice(0, space),
    path: rest.startsWith("!") ? rest.slice(1) : prefix + rest,
    tag,
    scopes: unpackScopes(scopes),
    mode,
    permissions: mode === "none" ? none : permissionPart.slice(modeEnd + 1).split(", "),
    ...(context === undefined ? {} : { context }),
    deprecated,
    successCodes,
    refusals: refusals ?? none as readonly never[],
    requiredQuery,
    ...(body === undefined ? {} : { body }),
  };
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
