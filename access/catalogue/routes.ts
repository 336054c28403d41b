import type { Operation } from "./operation";

/** An operation that a path leads to, with what stands in the place of its path parameters. */
export interface Match {
  readonly operation: Operation;
  /** Values as given, decoded; a template's own `{name}` is left out. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Node {
  readonly statics: Map<string, Node>;
  parameter: Node | undefined;
  readonly operations: Map<string, Operation>;
}

/** Finds operations by path. */
export interface Routes {
  /** Every operation at a path, of whatever method; static segments are preferred over parameters. */
  readonly at: (path: string) => ReadonlyMap<string, Operation>;
  readonly match: (method: string, path: string) => Match | undefined;
}

/** Builds the search trees of path templates, one for each first part of a path when it is first asked for. */
export function createRoutes(operations: readonly Operation[]): Routes {
  const byFirst = new Map<string, Operation[]>();
  for (const operation of operations) {
    const first = firstPart(operation.path);
    const list = byFirst.get(first);
    if (list === undefined) byFirst.set(first, [operation]);
    else list.push(operation);
  }
  const trees = new Map<string, Node>();

  const treeOf = (segments: readonly string[]): Node | undefined => {
    const first = segments.slice(0, 3).join("/");
    const group = byFirst.get(first);
    let tree = trees.get(first);
    if (tree === undefined && group !== undefined) trees.set(first, (tree = growTree(group)));
    return tree;
  };

  return {
    at: (path) => {
      const segments = segmentsOf(path);
      const tree = treeOf(segments);
      return (tree === undefined ? undefined : find(tree, segments, 0, undefined)?.operations) ?? new Map<string, Operation>();
    },
    match: (method, path) => {
      const segments = segmentsOf(path);
      const upper = method.toUpperCase();
      const tree = treeOf(segments);
      const operation = tree === undefined ? undefined : find(tree, segments, 0, upper)?.operations.get(upper);
      if (operation === undefined) return undefined;
      const pathParameters: Record<string, string> = {};
      operation.path
        .slice(1)
        .split("/")
        .forEach((template, index) => {
          const value = segments[index];
          if (template.startsWith("{") && value !== undefined && !isTemplate(value)) pathParameters[template.slice(1, -1)] = value;
        });
      return { operation, pathParameters };
    },
  };
}

function growTree(operations: readonly Operation[]): Node {
  const root = emptyNode();
  for (const operation of operations) {
    let node = root;
    for (const segment of operation.path.slice(1).split("/")) {
      if (segment.startsWith("{")) node = node.parameter ??= emptyNode();
      else {
        let next = node.statics.get(segment);
        if (next === undefined) node.statics.set(segment, (next = emptyNode()));
        node = next;
      }
    }
    node.operations.set(operation.method, operation);
  }
  return root;
}

function find(node: Node, segments: readonly string[], at: number, method: string | undefined): Node | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.operations.size > 0 && (method === undefined || node.operations.has(method)) ? node : undefined;
  if (!isTemplate(segment)) {
    const child = node.statics.get(segment);
    const found = child === undefined ? undefined : find(child, segments, at + 1, method);
    if (found !== undefined) return found;
  }
  return node.parameter === undefined ? undefined : find(node.parameter, segments, at + 1, method);
}

/** `api/v2/conversations` of a path: by it the operations are divided among trees. */
function firstPart(path: string): string {
  const second = path.indexOf("/", 1);
  const third = second === -1 ? -1 : path.indexOf("/", second + 1);
  const end = third === -1 ? -1 : path.indexOf("/", third + 1);
  return path.slice(1, end === -1 ? undefined : end);
}

/** The path of a call without scheme, host, query string and fragment; undefined when there is no path in it. */
export function pathOf(url: string): string | undefined {
  let rest = url.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(rest);
  if (scheme !== null) rest = rest.slice(scheme[0].length);
  else {
    const host = /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(?=\/)/i.exec(rest);
    if (host !== null) rest = rest.slice(host[0].length);
  }
  const end = rest.search(/[?#]/);
  const path = (end === -1 ? rest : rest.slice(0, end)).replace(/\/{2,}/g, "/").replace(/(?<=.)\/$/, "");
  if (path === "") return undefined;
  return path.startsWith("/") ? path : `/${path}`;
}

function segmentsOf(path: string): readonly string[] {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map(decode);
}

function decode(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** `{name}`, and the ways in which other notations write it: `:name`, `<name>`. */
function isTemplate(segment: string): boolean {
  const first = segment.charCodeAt(0);
  if (first !== 123 && first !== 58 && first !== 60) return false;
  return /^(\{.*\}|:[a-z]\w*|<.*>)$/i.test(segment);
}

function emptyNode(): Node {
  return { statics: new Map(), parameter: undefined, operations: new Map() };
}
