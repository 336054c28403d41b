import type { Operation } from "../../access/catalogue/operation";

/**
 * Whether an operation can be called just to see whether it may be called. Reads can; so can a POST
 * that is a query in everything but its method: its path ends in `query` or `search`, it makes no
 * job, and Genesys itself accepts a readonly scope for it.
 */
export function isHarmless(operation: Pick<Operation, "method" | "path" | "scopes">): boolean {
  if (operation.method === "GET") return true;
  if (operation.method !== "POST") return false;
  return isQuery(operation.path) && operation.scopes.some((scope) => scope.endsWith(":readonly"));
}

function isQuery(path: string): boolean {
  return /\/(query|search)(\/me)?$/.test(path) && !/\/(jobs|batchrequests|downloads?|exports?)(\/|$)/.test(path);
}

/** Names of the path parameters, in their order. */
export function pathParameters(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
}

/** A path template with its parameters filled in, each escaped. */
export function fillPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? madeUpId));
}

/** The collection that a parameter's id is an element of: the path before it. Undefined for a parameter that follows another. */
export function collectionPath(path: string, parameter: string): string | undefined {
  const before = path.slice(0, path.indexOf(`/{${parameter}}`));
  return before === "" || before.endsWith("}") ? undefined : before;
}

/** An id that no object has: well formed, and the same in every run, so that a log shows at once where a request came from. */
export const madeUpId = "7e57ed00-0000-4000-8000-000000000000";

/** The operation that finds conversations. */
export const conversationQuery = "postAnalyticsConversationsDetailsQuery";

const day = 24 * 3600 * 1000;

/** What a query asks for. */
export interface QueryFilter {
  /** Only conversations that touched this division. */
  readonly divisionId?: string;
  /** Only this conversation; used to ask for one that does not exist. */
  readonly conversationId?: string;
  /** Milliseconds since 1970 at which the last week ends. */
  readonly now: number;
}

/** The body of a harmless query: small, and narrowed to what the probe needs. Other operations than {@link conversationQuery} get an empty one. */
export function queryBody(operationId: string, filter: QueryFilter): unknown {
  if (operationId !== conversationQuery) return {};
  const predicates = Object.entries({ divisionId: filter.divisionId, conversationId: filter.conversationId })
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([dimension, value]) => ({ type: "dimension", dimension, operator: "matches", value }));
  return {
    interval: `${new Date(filter.now - 7 * day).toISOString()}/${new Date(filter.now + 60_000).toISOString()}`,
    order: "desc",
    orderBy: "conversationStart",
    paging: { pageSize: 25, pageNumber: 1 },
    ...(predicates.length === 0 ? {} : { conversationFilters: [{ type: "and", predicates }] }),
  };
}

/** Values for query parameters without which an operation answers 400, as far as a harmless value is known. */
export function queryParameters(operation: Pick<Operation, "requiredQuery" | "path">, now: number): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const name of operation.requiredQuery) {
    if (/interval/i.test(name)) values[name] = `${new Date(now - day).toISOString()}/${new Date(now).toISOString()}`;
    else if (/date|time|start|end/i.test(name)) values[name] = new Date(now - (/end/i.test(name) ? 0 : day)).toISOString();
    else if (/pageSize|limit/i.test(name)) values[name] = "1";
    else if (/pageNumber/i.test(name)) values[name] = "1";
    else values[name] = madeUpId;
  }
  return values;
}
