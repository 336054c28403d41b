/** Type of a property's value, with what Check needs to know about it. */
export type ValueType =
  | { readonly kind: "string"; readonly oneOf?: readonly string[] }
  | { readonly kind: "boolean" }
  /** A whole number. */
  | { readonly kind: "number"; readonly min?: number; readonly max?: number }
  | { readonly kind: "list"; readonly of: ValueType }
  /** A list whose order means nothing. */
  | { readonly kind: "set"; readonly of: ValueType; readonly min?: number }
  /** Values by keys that the program chooses. */
  | { readonly kind: "map"; readonly of: ValueType }
  | { readonly kind: "object"; readonly name: string; readonly properties: Properties }
  /** Anything: only for properties that are refused whatever they hold. */
  | { readonly kind: "any" };

/** One property of a resource, function, object type or of the provider's settings. */
export interface Property {
  readonly type: ValueType;
  readonly description: string;
  /** Check fails when it is missing. */
  readonly required?: boolean;
  /** Filled in by Check when it is missing; the bridged provider's default unless documented otherwise. */
  readonly default?: string | number | boolean;
  /** A change replaces the resource. */
  readonly replaces?: boolean;
  /** Encrypted in the state, and never in a message. */
  readonly secret?: boolean;
  /** Only given by the provider, never by the program. */
  readonly output?: boolean;
  /** An output that is not always there. */
  readonly optionalOutput?: boolean;
  /** Not a property of the bridged provider. */
  readonly ours?: boolean;
  /** A bridged property that is not managed here: Check refuses it by name, with this reason. */
  readonly refused?: string;
}

/** Properties by name. */
export type Properties = Readonly<Record<string, Property>>;

/** A resource type: its token's last part, what it is, and its properties. */
export interface ResourceDefinition {
  /** Class name, such as `OauthClient`. */
  readonly name: string;
  readonly description: string;
  readonly properties: Properties;
  /** Why there is this resource although the bridged provider has none of the name. */
  readonly ours?: string;
}

/** A function: its name, what it answers, what it takes and what it gives. */
export interface FunctionDefinition {
  /** Function name, such as `getAuthRole`. */
  readonly name: string;
  readonly description: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** Any text. */
export const text: ValueType = { kind: "string" };
/** True or false. */
export const flag: ValueType = { kind: "boolean" };
/** Any value. */
export const anything: ValueType = { kind: "any" };

/** A text that is one of these. */
export function oneOf(...values: string[]): ValueType {
  return { kind: "string", oneOf: values };
}

/** A list whose order does not matter, of at least `min` values. */
export function setOf(of: ValueType, min?: number): ValueType {
  return min === undefined ? { kind: "set", of } : { kind: "set", of, min };
}

/** A list whose order matters. */
export function listOf(of: ValueType): ValueType {
  return { kind: "list", of };
}

/** A map from texts to values. */
export function mapOf(of: ValueType): ValueType {
  return { kind: "map", of };
}

/** An object type of the package; its token is derived from the name. */
export function object(name: string, properties: Properties): ValueType {
  return { kind: "object", name, properties };
}

/** Token of a resource type as the bridged provider spells it: `genesyscloud:index/authRole:AuthRole`. */
export function resourceToken(name: string): string {
  return `genesyscloud:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}

/** Token of a function as the bridged provider spells it: `genesyscloud:index/getUser:getUser`. */
export function functionToken(name: string): string {
  return `genesyscloud:index/${name}:${name}`;
}

/** Token of an object type: `genesyscloud:index/OauthClientRole:OauthClientRole`. */
export function typeToken(name: string): string {
  return `genesyscloud:index/${name}:${name}`;
}

/** Name of the output that repeats the resource's id: the bridged provider renames Terraform's `id` so. */
export function idProperty(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}Id`;
}
