import { secretValue, unknownValue, type Plain } from "./plain";
import type { ProgramResource } from "./resource";

/**
 * A resource as `@pulumi/policy` hands it to a policy: its properties are wrapped so that touching
 * an unknown one throws, which would end the whole policy.
 */
export interface ProxiedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly opts: { readonly protect: boolean; readonly additionalSecretOutputs?: readonly string[] };
  readonly parent?: { readonly urn: string };
  readonly provider?: { readonly urn: string };
  readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** Copies a wrapped resource into plain data, once, with its unknown values explicit. */
export function fromProxied(resource: ProxiedResource): ProgramResource {
  const secret = new Set(resource.opts.additionalSecretOutputs ?? []);
  const properties: Record<string, Plain> = {};
  for (const name of Object.keys(resource.props)) {
    properties[name] = secret.has(name) ? secretValue : read(() => resource.props[name]);
  }
  const dependencies = Object.entries(resource.propertyDependencies ?? {});
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    ...(resource.parent === undefined ? {} : { parent: resource.parent.urn }),
    ...(resource.provider === undefined ? {} : { provider: resource.provider.urn }),
    protect: resource.opts.protect,
    properties,
    propertyDependencies: Object.fromEntries(dependencies.map(([property, on]) => [property, on.map((each) => each.urn)])),
  };
}

function read(get: () => unknown): Plain {
  let value: unknown;
  try {
    value = get();
  } catch {
    return unknownValue;
  }
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    return Array.from({ length: list.length }, (_, index) => read(() => list[index]));
  }
  if (typeof value !== "object") return unknownValue;
  const record = value as Readonly<Record<string, unknown>>;
  const result: Record<string, Plain> = {};
  for (const name of Object.keys(record)) result[name] = read(() => record[name]);
  return result;
}
