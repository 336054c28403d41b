import findMyWay from "find-my-way";
import { catalogue, type Operation } from "../../access/catalogue";

/** An operation and the values of its path's parameters. */
export interface Route {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

let router: findMyWay.Instance<findMyWay.HTTPVersion.V1> | undefined;

/** The operation at a method and path, or undefined. Every operation of the catalogue has a route. */
export function routeOf(method: string, path: string): Route | undefined {
  router ??= build();
  if (!isDecodable(path)) return undefined;
  const found = router.find(method as findMyWay.HTTPMethod, path);
  return found === null ? undefined : { operation: found.store as Operation, path: found.params as Record<string, string> };
}

function build(): findMyWay.Instance<findMyWay.HTTPVersion.V1> {
  const made = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 1000 });
  for (const operation of catalogue().operations) {
    made.on(operation.method as findMyWay.HTTPMethod, template(operation.path), () => undefined, operation);
  }
  return made;
}

function isDecodable(path: string): boolean {
  if (!path.includes("%")) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function template(path: string): string {
  return path.replace(/:/g, "::").replace(/\{(\w+)\}/g, ":$1");
}
