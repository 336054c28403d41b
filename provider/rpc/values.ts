import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/** A property value as it travels: JSON, with secrets unwrapped and unknowns as {@link unknown}. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** Properties of a resource, by name. */
export type Values = { [key: string]: Value };

/** Stands for a value that is known only after the update. From Pulumi's protocol, as are the signatures below. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

/** Properties as a request brought them. */
export interface Received {
  /** Plain values. */
  readonly values: Values;
  /** Names of the properties that are secret or hold something secret. */
  readonly secrets: ReadonlySet<string>;
}

/** Takes the wrapping off; says whether there was a secret anywhere inside. */
function unwrap(value: JavaScriptValue): { value: Value; secret: boolean } {
  if (Array.isArray(value)) {
    const items = value.map(unwrap);
    return { value: items.map((item) => item.value), secret: items.some((item) => item.secret) };
  }
  if (value === null || typeof value !== "object") return { value, secret: false };
  const object = value as { [key: string]: JavaScriptValue };
  switch (object[signature]) {
    case secretSignature:
      return { value: unwrap(object["value"] ?? null).value, secret: true };
    case outputSignature: {
      const inner = object["value"] === undefined ? { value: unknown, secret: false } : unwrap(object["value"]);
      return { value: inner.value, secret: inner.secret || object["secret"] === true };
    }
    case resourceSignature:
      return { value: object["id"] === undefined || object["id"] === "" ? unknown : unwrap(object["id"]).value, secret: false };
    default: {
      const entries = Object.entries(object).map(([key, inner]) => [key, unwrap(inner)] as const);
      return {
        value: Object.fromEntries(entries.map(([key, inner]) => [key, inner.value])),
        secret: entries.some(([, inner]) => inner.secret),
      };
    }
  }
}

/** Reads properties out of a request. Properties without a value are left out. */
export function receive(struct: Struct | undefined): Received {
  const values: Values = {};
  const secrets = new Set<string>();
  for (const [key, wrapped] of Object.entries(struct?.toJavaScript() ?? {})) {
    const { value, secret } = unwrap(wrapped);
    if (value === null) continue;
    values[key] = value;
    if (secret) secrets.add(key);
  }
  return { values, secrets };
}

/** Writes properties into an answer; those named in `secrets` are wrapped, so that the engine encrypts them. */
export function send(values: { readonly [key: string]: Value | undefined }, secrets: ReadonlySet<string> = new Set()): Struct {
  const wrapped: { [key: string]: JavaScriptValue } = {};
  for (const key of Object.keys(values).sort()) {
    const value = values[key];
    if (value === undefined || value === null) continue;
    wrapped[key] = secrets.has(key) ? { [signature]: secretSignature, value } : value;
  }
  return Struct.fromJavaScript(wrapped);
}

/** Whether a value is unknown or holds something unknown. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === unknown) return true;
  if (value === undefined || value === null || typeof value !== "object") return false;
  return Object.values(value).some(hasUnknown);
}

/** Text that is equal for equal values, whatever the order of keys. */
export function canonical(value: Value | undefined): string {
  if (value === undefined || value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined && value[key] !== null)
    .sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** The texts in a list; anything else in it is left out. */
export function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** The objects in a list; anything else in it is left out. */
export function objects(value: Value | undefined): Values[] {
  return Array.isArray(value)
    ? value.filter((item): item is Values => item !== null && typeof item === "object" && !Array.isArray(item))
    : [];
}

/** The value when it is a known text. */
export function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== unknown ? value : undefined;
}
