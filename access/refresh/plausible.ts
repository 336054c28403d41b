import { UserError } from "../errors";
import type { Catalogue } from "../catalogue/catalogue";
import { type ReadSpecification, malformed } from "../catalogue/generate/read";

/** A newer specification with less than this share of today's operations is taken for a broken one. */
const leastShare = 0.8;

/** Fewer operations than this are not the Platform API, whatever the catalogue says. */
const leastOperations = 1_000;

/**
 * Refuses a specification that cannot be the whole Platform API: far too small, without
 * permissions or scopes, with the same operation twice. Throws a UserError that says which.
 */
export function checkPlausible(specification: ReadSpecification, current: Pick<Catalogue, "operations">, where: string): void {
  const { operations } = specification;
  const least = Math.max(leastOperations, Math.floor(current.operations.length * leastShare));
  if (operations.length < least) {
    throw new UserError({
      what: `the specification has ${operations.length} operations, and the catalogue ${current.operations.length}: it is too small to be the whole Platform API`,
      where,
      why: `at least ${least} are expected; a truncated download looks like this`,
      next: "fetch the document again; the catalogue was not changed",
    });
  }
  const share = (
    of: readonly { readonly mode: string; readonly scopes: readonly string[] }[],
    has: (operation: { readonly mode: string; readonly scopes: readonly string[] }) => boolean,
  ): number => of.filter(has).length / Math.max(1, of.length);
  for (const [what, has] of [
    ["permissions (x-inin-requires-permissions)", (operation: { readonly mode: string }) => operation.mode !== "none"],
    ["scopes (security)", (operation: { readonly scopes: readonly string[] }) => operation.scopes.length > 0],
  ] as const) {
    const now = share(operations, has);
    const before = share(current.operations, has);
    if (now < before * leastShare) {
      throw malformed(
        where,
        `only ${Math.round(now * 100)} % of its operations declare ${what}; the catalogue has ${Math.round(before * 100)} %`,
      );
    }
  }
  const ids = new Set<string>();
  const calls = new Set<string>();
  for (const { id, method, path } of operations) {
    const call = `${method} ${path}`;
    if (ids.has(id)) throw malformed(where, `the operation name ${id} occurs twice`);
    if (calls.has(call)) throw malformed(where, `${call} occurs twice`);
    ids.add(id);
    calls.add(call);
    if (!path.startsWith("/")) throw malformed(where, `the path of ${id} does not begin with a slash`);
  }
}
