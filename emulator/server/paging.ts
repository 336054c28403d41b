import type { Call } from "./call";
import { badRequest } from "./reply";

/** One page of a listing with the fields that Genesys' clients read; a page past the end is empty. */
export function page<T>(call: Call, entities: readonly T[], render: (entity: T) => unknown, defaultSize = 25): Record<string, unknown> {
  const pageSize = number(call, "pageSize", defaultSize);
  const pageNumber = number(call, "pageNumber", 1);
  const pageCount = Math.ceil(entities.length / pageSize);
  const uri = (at: number): string => {
    const query = new URLSearchParams(call.query);
    query.set("pageSize", String(pageSize));
    query.set("pageNumber", String(at));
    return `${call.operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(call.path[name] ?? ""))}?${query.toString()}`;
  };
  return {
    entities: entities.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map(render),
    pageSize,
    pageNumber,
    total: entities.length,
    pageCount,
    firstUri: uri(1),
    selfUri: uri(pageNumber),
    lastUri: uri(Math.max(pageCount, 1)),
    ...(pageNumber < pageCount ? { nextUri: uri(pageNumber + 1) } : {}),
    ...(pageNumber > 1 ? { previousUri: uri(pageNumber - 1) } : {}),
  };
}

function number(call: Call, name: string, fallback: number): number {
  const text = call.query.get(name);
  if (text === null || text === "") return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw badRequest(`The value of ${name} must be a whole number above zero.`);
  return Math.min(value, 1000);
}
