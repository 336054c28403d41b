import { type Catalogue, describeOperation } from "../catalogue";
import type { Explanation, UnknownName } from "./explanation";
import type { Facts } from "./facts/facts";

/** Every name in the facts that does not exist, with the nearest real ones and what they do. */
export function unknownNamesOf(facts: Facts, catalogue: Catalogue): readonly UnknownName[] {
  const result: UnknownName[] = [];
  const add = (kind: UnknownName["kind"], name: string, nearest: readonly string[], does: (name: string) => string): void => {
    if (result.some((other) => other.kind === kind && other.name === name)) return;
    result.push({ kind, name, nearest: nearest.slice(0, 3).map((near) => ({ name: near, does: does(near) })) });
  };
  for (const call of facts.calls) {
    if (call.kind === "unknown") add("operation", call.text, call.nearest, (near) => whatCallDoes(near, catalogue));
    else if (call.kind === "token" && call.path !== undefined && !/^\/oauth\/token$/i.test(call.path))
      add("operation", call.text, call.nearest, () => "the token endpoint: form-encoded, Basic authorization");
  }
  for (const scope of facts.scopes) if (!scope.known) add("scope", scope.name, scope.nearest, (near) => whatScopeDoes(near, catalogue));
  for (const permission of facts.permissions)
    if (!permission.known && permission.by !== "printed")
      add("permission", permission.name, permission.nearest, (near) => whatPermissionDoes(near, catalogue));
  for (const role of facts.roles)
    if (!role.known)
      add("role", role.name, role.nearest, (near) =>
        near === "Quality Administrator" ? "a default role; holds the screen recording permissions" : "a default role",
      );
  for (const header of facts.headers)
    if (!header.known)
      add("header", header.name, header.nearest, (near) =>
        near === "Authorization" ? "carries the token, which alone decides the organization" : "a header of the Platform API",
      );
  for (const host of facts.hosts) if (!host.known) add("host", host.name, host.nearest, (near) => whatHostDoes(near, catalogue));
  for (const menu of facts.menus) if (!menu.known) add("menu", menu.name, menu.nearest, () => "the place in the admin menus");
  for (const page of facts.pages)
    add("page", page, ["developer.genesys.cloud/devapps/api-explorer"], () => "the API Explorer, which lists every operation");
  for (const field of facts.fields) if (!field.known) add("field", field.name, field.nearest, () => "the field that the operation has");
  // what a gateway or another system says is theirs, not invented
  for (const code of facts.body.vendor === undefined ? facts.foreignCodes : []) add("code", code, [], () => "");
  for (const message of facts.body.vendor === undefined ? facts.foreignMessages.slice(0, 3) : []) add("message", message.slice(0, 120), [], () => "");
  return result;
}

/** The names by kind, and the nearest real ones over all of them, the best of each first. */
export function unknownLists(names: readonly UnknownName[]): Pick<Explanation, "unknown" | "nearest"> {
  const of = (kind: UnknownName["kind"]): readonly string[] => names.filter((name) => name.kind === kind).map((name) => name.name);
  const nearest: string[] = [];
  for (let place = 0; place < 3; place += 1) {
    for (const name of names) {
      const near = name.nearest[place]?.name;
      if (near !== undefined && name.kind !== "menu" && name.kind !== "page" && !nearest.includes(near)) nearest.push(near);
    }
  }
  return {
    unknown: {
      operations: of("operation"),
      scopes: of("scope"),
      permissions: of("permission"),
      roles: of("role"),
      headers: of("header"),
      hosts: of("host"),
      menus: of("menu"),
      codes: of("code"),
      messages: of("message"),
      pages: of("page"),
      fields: of("field"),
    },
    nearest,
  };
}

function whatCallDoes(call: string, catalogue: Catalogue): string {
  const resolution = catalogue.resolve(call);
  if (!resolution.known) return "";
  const { operation } = resolution;
  const rights =
    operation.mode === "none"
      ? "declares no permission"
      : `asks for ${operation.mode === "ANY" && operation.permissions.length > 1 ? "any of " : ""}${some(operation.permissions)}`;
  const scopes = operation.scopes.length === 0 ? "" : `; scope ${operation.scopes.join(" or ")}`;
  const who = operation.context === "user" ? "; users only" : operation.context === "client" ? "; client credentials only" : "";
  return `${rights}${scopes}${who}`;
}

function whatScopeDoes(scope: string, catalogue: Catalogue): string {
  const facts = catalogue.scope(scope);
  if (facts === undefined) return "";
  return `user tokens: ${facts.readonly ? "read" : "read and write"} ${facts.family}, ${facts.operations.length} operations`;
}

function whatPermissionDoes(permission: string, catalogue: Catalogue): string {
  const facts = catalogue.permission(permission);
  if (facts === undefined) return "";
  if (facts.extra !== undefined) return facts.extra.meaning;
  const first = facts.operations[0];
  const operation = first === undefined ? undefined : catalogue.operation(first);
  const more = facts.operations.length - 1;
  return operation === undefined ? "" : `asked for by ${describeOperation(operation)}${more > 0 ? ` and ${more} more` : ""}`;
}

function whatHostDoes(host: string, catalogue: Catalogue): string {
  const region = catalogue.regionOfHost(host);
  if (region === undefined) return "";
  return `${host === region.login ? "tokens" : host === region.api ? "API calls" : "Genesys Cloud"} of ${region.region}`;
}

function some(names: readonly string[]): string {
  return names.length <= 4 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}
