import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Analysis, type Diagnostic } from "../pack/analysis";
import { NotPlain, type Plain } from "../program/plain";
import type { ProgramResource } from "../program/resource";
import { fromWire } from "../program/wire";
import type { Rule } from "../rule";
import type { ProxiedResource } from "../program/proxied";

/** How a rule set is run as the engine would run it. */
export interface EngineRunOptions {
  readonly rules: readonly Rule[];
  /** ISO date of the run. */
  readonly today?: string;
  readonly strict?: boolean;
  readonly stack?: string;
  /** The stack's configuration as the engine hands it over: full keys, structured values as JSON. */
  readonly stackConfig?: Readonly<Record<string, string>>;
  /** Levels and options as a pack configuration file has them. */
  readonly config?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
}

/**
 * Runs rules over the resources of a program the way the policy pack does in the engine: every
 * value goes through the wire form first, with its placeholders for what is not known yet and its
 * wrappers around secrets; each resource is judged alone, then all of them together.
 */
export function runInEngine(resources: readonly ProgramResource[], options: EngineRunOptions): readonly Diagnostic[] {
  const analysis = new Analysis({ rules: options.rules, today: options.today ?? "2026-11-21", strict: options.strict ?? false });
  analysis.configureStack(options.stack ?? "test", new Map(Object.entries(options.stackConfig ?? {})));
  if (options.config !== undefined) analysis.configure(readConfig(options.config, options.rules));
  const alone = resources.map(toAnalyzeRequest).flatMap((request) => analysis.resource(fromWire(request)));
  return [...alone, ...analysis.stackResources(resources.map(toAnalyzerResource).map(fromWire))];
}

function readConfig(config: NonNullable<EngineRunOptions["config"]>, rules: readonly Rule[]): Parameters<Analysis["configure"]>[0] {
  const levelOf = (name: string): string => rules.find(({ id }) => id === name)?.defaultLevel ?? "mandatory";
  return new Map(
    Object.entries(config).map(([name, value]) => {
      if (typeof value === "string") return [name, { level: value as "mandatory", options: {} }];
      const { enforcementLevel, ...options } = value;
      return [name, { level: (enforcementLevel ?? levelOf(name)) as "mandatory", options }];
    }),
  );
}

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** A value as the engine sends it. The kit keeps no secret's value, so a stand-in goes over the wire. */
export function toWire(value: Plain): JavaScriptValue {
  if (value instanceof NotPlain) return value.why === "unknown" ? unknownText : { ...signature, value: "secret" };
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map(toWire);
  return Object.fromEntries(Object.entries(value as { readonly [name: string]: Plain }).map(([name, each]) => [name, toWire(each)]));
}

function optionsOf(resource: ProgramResource): proto.AnalyzerResourceOptions {
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(resource.protect);
  options.setParent(resource.parent ?? "");
  return options;
}

function structOf(resource: ProgramResource): Struct {
  return Struct.fromJavaScript(toWire(resource.properties) as Record<string, JavaScriptValue>);
}

function toAnalyzeRequest(resource: ProgramResource): proto.AnalyzeRequest {
  const request = new proto.AnalyzeRequest();
  request.setUrn(resource.urn);
  request.setType(resource.type);
  request.setName(resource.name);
  request.setProperties(structOf(resource));
  request.setOptions(optionsOf(resource));
  return request;
}

/** A resource in the form in which the engine hands over a whole stack. */
export function toAnalyzerResource(resource: ProgramResource): proto.AnalyzerResource {
  const message = new proto.AnalyzerResource();
  message.setUrn(resource.urn);
  message.setType(resource.type);
  message.setName(resource.name);
  message.setProperties(structOf(resource));
  message.setOptions(optionsOf(resource));
  message.setParent(resource.parent ?? "");
  if (resource.provider !== undefined) message.setProvider(new proto.AnalyzerProviderResource().setUrn(resource.provider));
  for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
    message.getPropertydependenciesMap().set(property, new proto.AnalyzerPropertyDependencies().setUrnsList([...urns]));
  }
  return message;
}

/** The error that touching an unknown value throws, as in `@pulumi/policy`. */
export class UnknownTouched extends Error {}

/**
 * Resources as `@pulumi/policy` hands them to a policy: properties behind proxies that throw when
 * an unknown value is touched, secrets in clear. For testing rules inside a pack of one's own.
 */
export function asProxied(resources: readonly ProgramResource[]): readonly ProxiedResource[] {
  return resources.map((resource) => ({
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    props: throwing(inClear(resource.properties) as object, "") as Readonly<Record<string, unknown>>,
    opts: { protect: resource.protect },
    ...(resource.parent === undefined ? {} : { parent: { urn: resource.parent } }),
    ...(resource.provider === undefined ? {} : { provider: { urn: resource.provider } }),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, urns.map((urn) => ({ urn }))]),
    ),
  }));
}

function inClear(value: Plain): unknown {
  if (value instanceof NotPlain) return value.why === "unknown" ? value : "secret";
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map(inClear);
  return Object.fromEntries(Object.entries(value as { readonly [name: string]: Plain }).map(([name, each]) => [name, inClear(each)]));
}

function throwing(target: object, path: string): object {
  return new Proxy(target, {
    get: (object, property) => {
      const value: unknown = Reflect.get(object, property);
      if (value instanceof NotPlain) throw new UnknownTouched(`value at ${path}.${String(property)} can't be known during preview`);
      const own = Object.getOwnPropertyDescriptor(object, property);
      const fixed = own !== undefined && "value" in own && own.configurable === false && own.writable === false;
      return typeof value === "object" && value !== null && !fixed ? throwing(value, `${path}.${String(property)}`) : value;
    },
  });
}
