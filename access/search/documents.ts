import { type Catalogue, describeOperation, permissionsOfView } from "../catalogue";
import { codeMeanings } from "../causes/codes";
import { listCauses } from "../causes/list";

/** What a result of a search is. */
export type SearchKind = "operation" | "permission" | "scope" | "cause" | "view" | "region" | "role";

/** Something that can be found: its name, one line about it, and the texts that it is found by. */
export interface SearchDocument {
  readonly kind: SearchKind;
  readonly name: string;
  readonly summary: string;
  /** The name itself, and texts that say the same; then what it is about; then what only touches it. */
  readonly texts: { readonly name: readonly string[]; readonly about: readonly string[]; readonly also: readonly string[] };
  /** Words that lead here at once, in lower case: ids, codes, hosts. */
  readonly exact: readonly string[];
}

/** Everything that can be found. */
export function documentsOf(catalogue: Catalogue): readonly SearchDocument[] {
  const documents: SearchDocument[] = [];
  for (const operation of catalogue.operations) {
    const rights =
      operation.mode === "none"
        ? "no permission declared"
        : `${operation.mode === "ANY" && operation.permissions.length > 1 ? "any of " : ""}${some(operation.permissions)}`;
    const who = operation.context === "user" ? "; users only" : operation.context === "client" ? "; client credentials only" : "";
    documents.push({
      kind: "operation",
      name: describeOperation(operation),
      summary: `${rights}${who}${operation.deprecated ? "; deprecated" : ""}`,
      texts: {
        name: [operation.path, verbOf(operation.method, operation.path)],
        about: [operation.tag],
        also: operation.permissions.length > 12 ? [] : operation.permissions,
      },
      exact: [operation.id.toLowerCase(), operation.path.toLowerCase(), describeOperation(operation).toLowerCase()],
    });
  }
  for (const name of catalogue.permissions) {
    const facts = catalogue.permission(name);
    const count = facts?.operations.length ?? 0;
    const first = facts?.operations[0] === undefined ? undefined : catalogue.operation(facts.operations[0]);
    documents.push({
      kind: "permission",
      name,
      summary:
        facts?.extra !== undefined
          ? facts.extra.meaning
          : first === undefined
            ? ""
            : `asked for by ${describeOperation(first)}${count > 1 ? ` and ${count - 1} more` : ""}`,
      texts: { name: [name], about: facts?.extra === undefined ? [] : [facts.extra.meaning], also: [] },
      exact: [name.toLowerCase()],
    });
  }
  for (const name of catalogue.scopes) {
    const facts = catalogue.scope(name);
    documents.push({
      kind: "scope",
      name,
      summary: `user tokens ${facts?.readonly === true ? "read" : "read and write"} ${facts?.family ?? name}: ${facts?.operations.length ?? 0} operations`,
      texts: { name: [name], about: ["scope"], also: [] },
      exact: [name],
    });
  }
  for (const cause of listCauses()) {
    const codes = cause.seen.flatMap((seen) => (seen.code === undefined ? [] : [seen.code]));
    const own = codeMeanings.flatMap(({ code, message, causes }) =>
      message === undefined && (causes[cause.id] === "only" || causes[cause.id] === "usually") ? [code] : [],
    );
    documents.push({
      kind: "cause",
      name: cause.id,
      summary: cause.title,
      texts: {
        name: [cause.id, cause.title],
        about: [
          cause.configuration,
          ...cause.seen.flatMap((seen) => [seen.message ?? "", seen.status === undefined ? "" : String(seen.status)]),
        ],
        also: [...codes, cause.fix.sentence, ...cause.beliefs.map((one) => one.belief)],
      },
      exact: [cause.id, ...own],
    });
  }
  for (const view of catalogue.views) {
    documents.push({
      kind: "view",
      name: view.key,
      summary: `Performance view: ${view.title}`,
      texts: { name: [view.key, view.title, "performance view"], about: permissionsOfView(view), also: [] },
      exact: [view.key],
    });
  }
  for (const region of catalogue.regions) {
    documents.push({
      kind: "region",
      name: region.region,
      summary: `${region.api} (calls), ${region.login} (tokens), ${region.apps} (people)`,
      texts: { name: [region.region, region.domain, "region host"], about: [], also: [] },
      exact: [region.region, region.domain, region.api, region.login, region.apps],
    });
  }
  return documents;
}

function verbOf(method: string, path: string): string {
  switch (method) {
    case "GET":
      return path.endsWith("}") ? "view get read" : "view list get read";
    case "POST":
      return /\/(?:query|search)$/.test(path) ? "view query search" : "add create post";
    case "PUT":
    case "PATCH":
      return "edit update change";
    case "DELETE":
      return "delete remove";
    default:
      return "";
  }
}

function some(names: readonly string[]): string {
  return names.length <= 4 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}
