import { UserError } from "../../errors";
import type { RefusalTemplate } from "../data";
import type { Operation, OperationRefusal } from "../operation";

/** What was read from a specification, in the catalogue's own terms, sorted. */
export interface ReadSpecification {
  readonly operations: readonly Operation[];
  readonly refusals: readonly RefusalTemplate[];
  /** `info.version` of a Swagger document, when it has one. */
  readonly version?: string;
}

const methods = ["get", "head", "post", "put", "patch", "delete", "options"];

/**
 * Reads a specification in either of its forms: Genesys' published Swagger 2.0 document
 * (`/api/v2/docs/swagger` of any region), or the fact form, an object `{operations, refusals}`.
 * Throws a UserError for anything else.
 */
export function readSpecification(value: unknown, where: string): ReadSpecification {
  if (isRecord(value) && isRecord(value["paths"])) return readSwagger(value, where);
  if (isRecord(value) && Array.isArray(value["operations"])) {
    return readFacts(value["operations"], Array.isArray(value["refusals"]) ? value["refusals"] : [], where);
  }
  throw malformed(where, "it is neither a Swagger 2.0 document with `paths` nor the fact form with `operations`");
}

/** Refuses values outside the shape that every reader of the catalogue relies on. */
export function malformed(where: string, why: string): UserError {
  return new UserError({
    what: "this is not a Genesys Cloud API specification that can be read",
    where,
    why,
    next: "give the Swagger document of a region: https://api.<domain>/api/v2/docs/swagger",
  });
}

function readFacts(rows: readonly unknown[], refusalRows: readonly unknown[], where: string): ReadSpecification {
  const operations = rows.map((row, index): Operation => {
    if (!isRecord(row)) throw malformed(where, `operation ${index + 1} is not an object`);
    const permissions = strings(row["perms"]);
    const context = row["context"] === "user" || row["context"] === "client" ? row["context"] : undefined;
    const body = row["body"] === "required" || row["body"] === "optional" ? row["body"] : undefined;
    return {
      id: text(row["op"], where, `op of operation ${index + 1}`),
      method: text(row["method"], where, `method of operation ${index + 1}`).toUpperCase(),
      path: text(row["path"], where, `path of operation ${index + 1}`),
      tag: strings(row["tag"])[0] ?? "",
      scopes: sorted(strings(row["scopes"])),
      mode: permissions.length === 0 ? "none" : row["type"] === "ALL" ? "ALL" : "ANY",
      permissions,
      ...(context === undefined ? {} : { context }),
      deprecated: row["deprecated"] === true,
      successCodes: strings(row["success"]),
      refusals: sortRefusals(
        Object.entries(isRecord(row["refusals"]) ? row["refusals"] : {}).flatMap(([status, codes]) =>
          strings(codes).map((code) => ({ status: Number(status), code })),
        ),
      ),
      requiredQuery: sorted(strings(row["requiredQuery"])),
      ...(body === undefined ? {} : { body }),
    };
  });
  const refusals = refusalRows.map((row, index): RefusalTemplate => {
    if (!isRecord(row)) throw malformed(where, `refusal ${index + 1} is not an object`);
    return {
      status: Number(row["status"]),
      code: text(row["code"], where, `code of refusal ${index + 1}`),
      messages: strings(row["message"]),
      ...(Number(row["operations"]) >= operations.length ? { everywhere: true } : {}),
    };
  });
  return { operations: sortOperations(operations), refusals: sortTemplates(refusals) };
}

function readSwagger(document: Readonly<Record<string, unknown>>, where: string): ReadSpecification {
  const paths = document["paths"] as Readonly<Record<string, unknown>>;
  const documented = new Map<string, { status: number; code: string; messages: Set<string>; operations: number }>();
  const found: { operation: Omit<Operation, "refusals">; refusals: OperationRefusal[] }[] = [];
  for (const [path, item] of Object.entries(paths)) {
    if (!isRecord(item)) throw malformed(where, `path ${path} is not an object`);
    for (const method of methods) {
      const value = item[method];
      if (value === undefined) continue;
      if (!isRecord(value)) throw malformed(where, `${method.toUpperCase()} ${path} is not an object`);
      const parameters = [...list(item["parameters"]), ...list(value["parameters"])].filter(isRecord);
      const refusals: OperationRefusal[] = [];
      const responses = isRecord(value["responses"]) ? value["responses"] : {};
      for (const [status, response] of Object.entries(responses)) {
        const codes = isRecord(response) && isRecord(response["x-inin-error-codes"]) ? response["x-inin-error-codes"] : {};
        for (const [code, message] of Object.entries(codes)) {
          if (!aboutAccess(Number(status), code)) continue;
          refusals.push({ status: Number(status), code });
          const key = `${status} ${code}`;
          const entry = documented.get(key) ?? { status: Number(status), code, messages: new Set<string>(), operations: 0 };
          entry.operations += 1;
          if (typeof message === "string" && message !== "") entry.messages.add(message);
          documented.set(key, entry);
        }
      }
      const required = isRecord(value["x-inin-requires-permissions"]) ? value["x-inin-requires-permissions"] : {};
      const permissions = strings(required["permissions"]);
      const id = value["x-purecloud-method-name"] ?? value["operationId"];
      const body = parameters.find((parameter) => parameter["in"] === "body");
      const codes = refusals.filter((refusal) => refusal.status === 400).map((refusal) => refusal.code);
      const context = codes.includes("not.a.user") ? "user" : codes.includes("not.a.client") ? "client" : undefined;
      found.push({
        operation: {
          id: text(id, where, `operation name of ${method.toUpperCase()} ${path}`),
          method: method.toUpperCase(),
          path,
          tag: strings(value["tags"])[0] ?? "",
          scopes: sorted([
            ...new Set(
              list(value["security"])
                .filter(isRecord)
                .flatMap((entry) => Object.values(entry).flatMap(strings)),
            ),
          ]),
          mode: permissions.length === 0 ? "none" : required["type"] === "ALL" ? "ALL" : "ANY",
          permissions,
          ...(context === undefined ? {} : { context }),
          deprecated: value["deprecated"] === true,
          successCodes: sorted(Object.keys(responses).filter((status) => /^2\d\d$/.test(status))),
          requiredQuery: sorted(
            parameters
              .filter((parameter) => parameter["in"] === "query" && parameter["required"] === true)
              .map((parameter) => String(parameter["name"])),
          ),
          ...(body === undefined ? {} : { body: body["required"] === true ? ("required" as const) : ("optional" as const) }),
        },
        refusals,
      });
    }
  }
  const everywhere = new Set([...documented].filter(([, entry]) => entry.operations === found.length).map(([key]) => key));
  const operations = found.map(({ operation, refusals }): Operation => ({
    ...operation,
    refusals: sortRefusals(refusals.filter((refusal) => !everywhere.has(`${refusal.status} ${refusal.code}`))),
  }));
  const templates = [...documented].map(([key, entry]): RefusalTemplate => ({
    status: entry.status,
    code: entry.code,
    messages: [...entry.messages].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 2),
    ...(everywhere.has(key) ? { everywhere: true } : {}),
  }));
  const info = isRecord(document["info"]) ? document["info"] : {};
  return {
    operations: sortOperations(operations),
    refusals: sortTemplates(templates),
    ...(typeof info["version"] === "string" ? { version: info["version"] } : {}),
  };
}

/** Which documented codes are about access: every 401, 403 and 501, and of the 400, 404 and 429 those that name it. */
function aboutAccess(status: number, code: string): boolean {
  if (status === 401 || status === 403 || status === 501) return true;
  if (status === 404) return code === "not.found";
  if (status === 429) return code.startsWith("too.many.requests");
  return (
    status === 400 &&
    /permission|scope|\brole|division|grant|not\.(a|in)\.|\bclients?\b|\buser\b|trust|policy|not\.enabled|forbidden|authorized/.test(code)
  );
}

function sortOperations(operations: readonly Operation[]): readonly Operation[] {
  return [...operations].sort((a, b) => compare(a.tag, b.tag) || compare(a.path, b.path) || compare(a.method, b.method));
}

function sortTemplates(templates: readonly RefusalTemplate[]): readonly RefusalTemplate[] {
  return [...templates].sort((a, b) => a.status - b.status || compare(a.code, b.code));
}

function sortRefusals(refusals: readonly OperationRefusal[]): readonly OperationRefusal[] {
  return [...refusals].sort((a, b) => a.status - b.status || compare(a.code, b.code));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sorted(values: readonly string[]): readonly string[] {
  return [...values].sort();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function strings(value: unknown): readonly string[] {
  return list(value).filter((entry): entry is string => typeof entry === "string");
}

function text(value: unknown, where: string, what: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw malformed(where, `the ${what} is missing`);
}
