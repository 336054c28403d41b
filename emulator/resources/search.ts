import * as z from "zod";

/** The body of a search: every criterion must hold. */
export const searchShape = z.object({
  query: z
    .array(
      z.object({
        type: z.string(),
        value: z.string().nullish(),
        values: z.array(z.string()).nullish(),
        fields: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  pageSize: z.int().min(1).nullish(),
  pageNumber: z.int().min(1).nullish(),
});

/** Finds the objects that meet every criterion of a search. Fields that an object lacks never match. */
export function search<T>(
  body: z.output<typeof searchShape>,
  objects: readonly T[],
  field: (object: T, name: string) => string | undefined,
): T[] {
  return objects.filter((object) =>
    (body.query ?? []).every((criterion) => {
      const wanted = [...(criterion.values ?? []), ...(criterion.value == null ? [] : [criterion.value])].map((value) =>
        value.toLowerCase(),
      );
      return (criterion.fields ?? []).some((name) => {
        const have = field(object, name)?.toLowerCase();
        return have !== undefined && wanted.some((value) => holds(criterion.type, have, value));
      });
    }),
  );
}

function holds(type: string, have: string, value: string): boolean {
  switch (type.toUpperCase()) {
    case "STARTS_WITH":
      return have.startsWith(value);
    case "CONTAINS":
    case "QUERY_STRING":
    case "SIMPLE":
    case "TERM":
      return have.includes(value);
    default:
      return have === value;
  }
}

/** A page of search results in the search operations' own form. */
export function searchPage<T>(
  body: z.output<typeof searchShape>,
  found: readonly T[],
  render: (object: T) => unknown,
): Record<string, unknown> {
  const pageSize = body.pageSize ?? 25;
  const pageNumber = body.pageNumber ?? 1;
  return {
    total: found.length,
    pageCount: Math.ceil(found.length / pageSize),
    pageSize,
    pageNumber,
    results: found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map(render),
  };
}
