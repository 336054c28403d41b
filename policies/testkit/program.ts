import { parse } from "yaml";
import { secretValue, unknownValue, type Plain } from "../program/plain";
import type { ProgramResource } from "../program/resource";

/** A resource as a test writes it. Texts may refer to others: `${role.id}`. `{ secret: … }` is a secret, `{ unknown: true }` not known yet. */
export interface ResourceText {
  readonly type: string;
  readonly name?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly options?: { readonly protect?: boolean; readonly parent?: string; readonly provider?: string };
}

/** How the engine would know the values: before the update (`preview`) or with ids (`update`). */
export interface ProgramOptions {
  readonly stack?: string;
  readonly project?: string;
  readonly phase?: "preview" | "update";
}

/**
 * The resources of a program as a policy pack would see them, from their description: links to
 * resources that do not exist yet are not known and leave only a dependency of the property.
 */
export function buildProgram(described: Readonly<Record<string, ResourceText>>, options: ProgramOptions = {}): readonly ProgramResource[] {
  const stack = options.stack ?? "test";
  const project = options.project ?? "program";
  const urns = new Map<string, string>();
  const urnOf = (key: string): string => {
    const known = urns.get(key);
    if (known !== undefined) return known;
    const resource = described[key];
    if (resource === undefined) throw new Error(`the program has no resource "${key}"`);
    const parent = resource.options?.parent;
    const types = parent === undefined ? resource.type : `${typesOf(urnOf(reference(parent) ?? parent))}$${resource.type}`;
    const urn = `urn:pulumi:${stack}::${project}::${types}::${resource.name ?? key}`;
    urns.set(key, urn);
    return urn;
  };
  return Object.entries(described).map(([key, resource]): ProgramResource => {
    const dependencies: Record<string, readonly string[]> = {};
    const properties: Record<string, Plain> = {};
    for (const [property, value] of Object.entries(resource.properties ?? {})) {
      const on = new Set<string>();
      properties[property] = resolve(value, (target) => {
        on.add(urnOf(target));
        return options.phase === "update" ? idOf(target) : undefined;
      });
      if (on.size > 0) dependencies[property] = [...on];
    }
    const id = options.phase === "update" && !resource.type.startsWith("genesys-access:") ? { id: idOf(key) } : {};
    const parent = resource.options?.parent;
    return {
      urn: urnOf(key),
      type: resource.type,
      name: resource.name ?? key,
      ...(parent === undefined ? {} : { parent: urnOf(reference(parent) ?? parent) }),
      ...(resource.options?.provider === undefined ? {} : { provider: urnOf(reference(resource.options.provider) ?? resource.options.provider) }),
      protect: resource.options?.protect ?? false,
      properties: { ...properties, ...id },
      propertyDependencies: dependencies,
    };
  });
}

/** The same from text in the form of Pulumi YAML: a mapping `resources` of type, properties and options. */
export function programFromYaml(text: string, options: ProgramOptions = {}): readonly ProgramResource[] {
  const value = parse(text) as { readonly resources?: Readonly<Record<string, ResourceText>> };
  return buildProgram(value.resources ?? {}, options);
}

function typesOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}

function idOf(key: string): string {
  return `id-of-${key}`;
}

function reference(text: string): string | undefined {
  return /^\$\{([^}.]+)(?:\.[^}]+)?\}$/.exec(text)?.[1];
}

function resolve(value: unknown, link: (target: string) => string | undefined): Plain {
  if (typeof value === "string") {
    const target = reference(value);
    return target === undefined ? value : (link(target) ?? unknownValue);
  }
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((each) => resolve(each, link));
  const record = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(record);
  if (names.length === 1 && "secret" in record) return secretValue;
  if (names.length === 1 && record["unknown"] === true) return unknownValue;
  return Object.fromEntries(names.map((name) => [name, resolve(record[name], link)]));
}
