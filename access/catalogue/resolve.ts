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

const methodWords: ReadonlySet<string> = new Set(["get", "head", "post", "put", "patch", "delete"]);

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
    return exact.get(name) ?? names.get(name.replace(/[_-]/g, "").toLowerCase());
  };

  const nearest = (call: string): readonly string[] => {
    near ??= createNearest(
      operations.map((operation) => ({
        name: describeOperation(operation),
        about: operation.permissions.length > 12 ? [operation.tag] : operation.permissions,
      })),
      words(),
      methodWords,
    );
    return near.find(call);
  };

  return (call) => {
    const text = call.trim().replace(/^["'`]+|["'`;,]+$/g, "");
    const spaced = /^([A-Za-z]+)[\s:]+(\S.*)$/.exec(text);
    const method =
      spaced !== null && /^(get|head|post|put|patch|delete|options)$/i.test(spaced[1] ?? "") ? (spaced[1] ?? "").toUpperCase() : undefined;
    const target = method === undefined ? text : firstToken(spaced?.[2] ?? "");
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
      return { known: false, nearest: nearest(path === undefined ? text : `${method ?? "GET"} ${path}`) };
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
