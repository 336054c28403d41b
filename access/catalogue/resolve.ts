import { distance } from "fastest-levenshtein";
import { meantCalls } from "./meant";
import { type Nearest, createNearest } from "./nearest";
import { type Operation, describeOperation } from "./operation";
import { type Routes, pathOf } from "./routes";
import type { Words } from "./words";

/** What a call as a person wrote it turned out to be. */
export type Resolution =
  | { readonly known: true; readonly operation: Operation; readonly pathParameters: Readonly<Record<string, string>> }
  | {
      readonly known: false;
      /** Nearest calls, best first, as `METHOD path`. */
      readonly nearest: readonly string[];
      /** Set when the path exists but not with this method, or when several operations answer to the name. */
      readonly why?: string;
    };

/** Up to the first space that does not stand in `{a parameter}` or `<a parameter>`. */
function firstToken(text: string): string {
  return (
    text
      .trim()
      .replace(/\{[^}]*\}|<[^>]*>/g, "{}")
      .split(/\s+/)[0] ?? ""
  );
}

/** Words that say what is done, not to what. */
const actionWords: ReadonlySet<string> = new Set(["get", "head", "post", "put", "patch", "delete", "list", "read", "view", "show", "fetch"]);

/** How many calls are named in place of one that does not exist. */
const mostNearest = 5;

/** Characters of the longest call that is looked at: no URL is longer. */
const longestCall = 4_000;

/** Letters that may differ in a whole path for it to be a misspelling. */
const mostLetters = 3;

/** Resolves calls: `METHOD path`, a URL, an operation name, an SDK method name in JavaScript, Python, Java, Go or C# spelling. */
export function createResolver(operations: readonly Operation[], routes: () => Routes, words: () => Words): (call: string) => Resolution {
  let names: Map<string, Operation | readonly Operation[]> | undefined;
  let exact: Map<string, Operation> | undefined;
  let near: Nearest | undefined;

  const byName = (name: string): Operation | readonly Operation[] | undefined => {
    if (exact === undefined || names === undefined) {
      exact = new Map();
      names = new Map();
      for (const operation of operations) {
        exact.set(operation.id, operation);
        const key = operation.id.toLowerCase();
        const other = names.get(key);
        names.set(
          key,
          other === undefined ? operation : [...(Array.isArray(other) ? (other as readonly Operation[]) : [other as Operation]), operation],
        );
      }
    }
    // names that differ only in upper and lower case are still told apart by underscores, or by all but the first letter
    const camel = name.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
    return (
      exact.get(name) ??
      exact.get(camel.charAt(0).toLowerCase() + camel.slice(1)) ??
      names.get(name.replace(/[_-]/g, "").toLowerCase())
    );
  };

  const nearest = (call: string): readonly string[] => {
    near ??= createNearest(
      operations.map((operation) => ({
        name: describeOperation(operation),
        about: operation.permissions.length > 12 ? [operation.tag] : operation.permissions,
      })),
      words(),
      actionWords,
    );
    return near.find(call, mostNearest);
  };

  /** Calls whose path is the given one but for a few letters, nearest first, those with the method before the others. */
  const misspelt = (method: string | undefined, path: string): readonly string[] => {
    const given = path.split("/");
    const found: { call: string; apart: number }[] = [];
    for (const operation of operations) {
      const template = operation.path.split("/");
      if (template.length !== given.length) continue;
      let apart = operation.method === (method ?? "GET") ? 0 : 0.5;
      for (let index = 0; index < template.length && apart <= mostLetters; index += 1) {
        const [wanted = "", is = ""] = [template[index], given[index]];
        if (wanted === is) continue;
        if (wanted.startsWith("{")) apart += /^\{|\d|^[A-Za-z]{1,3}$/.test(is) ? 0 : 2;
        else if (is.startsWith("{")) apart = Infinity;
        else {
          const letters = distance(wanted, is);
          apart += letters > Math.max(1, Math.floor(wanted.length / 4)) ? Infinity : letters;
        }
      }
      if (apart <= mostLetters) found.push({ call: describeOperation(operation), apart });
    }
    return found.sort((a, b) => a.apart - b.apart || (a.call < b.call ? -1 : 1)).map(({ call }) => call);
  };

  /** What is meant by a path that does not exist: what people mean by it, what is spelled like it, what its words lead to. */
  const nearestToPath = (method: string | undefined, path: string): readonly string[] => {
    const meant = meantCalls(method, path).filter((call) => {
      const [by = "", at = ""] = call.split(" ");
      return routes().match(by, at) !== undefined;
    });
    const spelled = misspelt(method, path);
    if (spelled.length === 0 && meant.length > 0) return meant.slice(0, mostNearest);
    return [...new Set([...spelled, ...nearest(`${method ?? "GET"} ${path}`)])].slice(0, mostNearest);
  };

  return (call) => {
    if (call.length > longestCall) return { known: false, nearest: [], why: "this is too long to be a call" };
    const text = call.trim().replace(/^["'`]+|["'`;,]+$/g, "");
    const spaced = /^([A-Za-z]+)[\s:]+(\S.*)$/.exec(text);
    const method =
      spaced !== null && /^(get|head|post|put|patch|delete|options)$/i.test(spaced[1] ?? "") ? (spaced[1] ?? "").toUpperCase() : undefined;
    const target = method === undefined ? text : firstToken((spaced?.[2] ?? "").replace(/^["'`(]+/, "")).replace(/["'`);,]+$/, "");
    if (target.includes("/")) {
      const path = pathOf(target);
      if (path !== undefined) {
        if (method !== undefined) {
          const match = routes().match(method, path);
          if (match !== undefined) return { known: true, ...match };
        }
        const at = [...routes().at(path).values()];
        const only = at[0];
        // An address without a method is what a browser or `curl URL` asks: a GET.
        if (method === undefined && at.length > 1 && /^https?:\/\//i.test(target)) {
          const get = routes().match("GET", path);
          if (get !== undefined) return { known: true, ...get };
        }
        if (method === undefined && at.length === 1 && only !== undefined)
          return { known: true, ...(routes().match(only.method, path) ?? { operation: only, pathParameters: {} }) };
        if (at.length > 0) {
          const others = at.map(describeOperation).sort();
          return {
            known: false,
            nearest: others,
            why: method === undefined ? "several methods exist at this path: say which" : `this path has no ${method}`,
          };
        }
      }
      return { known: false, nearest: path === undefined ? nearest(text) : nearestToPath(method, path) };
    }
    const name = (/([A-Za-z_][\w-]*)\s*(\(.*)?$/.exec(target)?.[1] ?? target).replace(/(WithHttpInfo|Async|_with_http_info)$/, "");
    const found = byName(name);
    if (found === undefined) return { known: false, nearest: nearest(text) };
    if (Array.isArray(found)) {
      return {
        known: false,
        nearest: (found as readonly Operation[]).map(describeOperation),
        why: "several operations differ only in upper and lower case: write the path",
      };
    }
    return { known: true, operation: found as Operation, pathParameters: {} };
  };
}
