import { catalogue } from "../../access/catalogue";
import type { AccessGraph } from "../../access/graph/graph";
import { organizationToken } from "./declarations";
import { declaredCallsToken } from "./declaredCalls";
import { graphFromResources, type Declarations } from "./graph";
import { elements, text } from "./plain";
import { componentTokens, tokens, type ProgramResource } from "./resource";

/** The resources that a program has in one org. */
export interface OrgResources {
  /** Name of the provider that works in the org; absent when the program has one org only. */
  readonly provider?: string;
  readonly resources: readonly ProgramResource[];
}

/**
 * The access graphs of a program: one for each org that it works in, the first in the order of
 * names. A program with several is named after its providers: `STACK/PROVIDER`.
 */
export function graphsFromResources(
  resources: readonly ProgramResource[],
  stack: string,
  declarations: Declarations = {},
): readonly [AccessGraph, ...AccessGraph[]] {
  const [first, ...more] = orgsOf(resources).map((org) =>
    graphFromResources(org.resources, org.provider === undefined ? stack : `${stack}/${org.provider}`, declarations),
  );
  return [first ?? graphFromResources(resources, stack, declarations), ...more];
}

/**
 * Splits a program by the orgs that it works in: one for each provider, unless resources of several
 * are granted to each other, or one provider works with a client that another makes. A program that
 * describes its org (component `Organization`) works in that one.
 */
export function orgsOf(resources: readonly ProgramResource[]): readonly OrgResources[] {
  const providers = resources.filter(({ type }) => type === tokens.provider);
  const whole = [{ resources }];
  if (providers.length < 2 || resources.some(({ type }) => type === organizationToken)) return whole;

  const sets = new Sets();
  const ours = new Set(resources.filter(({ type }) => type.startsWith(componentTokens)).map(({ urn }) => urn));
  for (const resource of resources) {
    if (resource.type.startsWith("genesyscloud:") && resource.provider !== undefined) sets.join(resource.urn, resource.provider);
    for (const urn of accessLinks(resource)) sets.join(resource.urn, urn);
    if (resource.parent !== undefined && ours.has(resource.parent)) sets.join(resource.urn, resource.parent);
  }
  joinSameLogin(providers, sets);
  const used = new Set(resources.filter(({ type }) => type.startsWith("genesyscloud:")).map(({ urn }) => sets.of(urn)));
  const orgs = new Map<string, string>();
  for (const { urn, name } of [...providers].sort((one, other) => order(one) - order(other) || compare(one.name, other.name))) {
    const set = sets.of(urn);
    if (used.has(set) && !orgs.has(set)) orgs.set(set, name);
  }
  if (orgs.size < 2) return whole;

  const placeOf = placer(resources, providers, sets, [...orgs.keys()]);
  const parts = new Map<string, ProgramResource[]>([...orgs.keys()].map((set) => [set, []]));
  for (const resource of resources) for (const set of placeOf(resource)) parts.get(set)?.push(resource);
  return [...parts].map(([set, own]) => ({ provider: orgs.get(set) ?? set, resources: own })).sort((one, other) => compare(one.provider, other.provider));
}

/** The properties through which one resource gives access to another: both are then of one org. */
const linking: readonly string[] = ["roles", "groupId", "userId", "memberIds"];

function accessLinks(resource: ProgramResource): readonly string[] {
  const named = resource.type === tokens.provider ? ["oauthclientId"] : resource.type === declaredCallsToken ? ["client"] : linking;
  return named.flatMap((property) => resource.propertyDependencies[property] ?? []);
}

function joinSameLogin(providers: readonly ProgramResource[], sets: Sets): void {
  const byLogin = new Map<string, string>();
  for (const { urn, properties: values } of providers) {
    const id = text(values["oauthclientId"]);
    if (id === undefined) continue;
    const before = byLogin.get(id);
    if (before === undefined) byLogin.set(id, urn);
    else sets.join(before, urn);
  }
}

/** In which orgs a resource is; a declaration that nothing tells apart is in each that has a client of its name. */
function placer(
  resources: readonly ProgramResource[],
  providers: readonly ProgramResource[],
  sets: Sets,
  orgs: readonly string[],
): (resource: ProgramResource) => readonly string[] {
  const byClient = new Map<string, Set<string>>();
  for (const { type, urn, name, properties: values, id } of resources) {
    if (type !== tokens.client) continue;
    for (const known of [text(values["name"]) ?? name, text(values["clientId"]), text(values["oauthClientId"]), id]) {
      if (known !== undefined) byClient.set(known, (byClient.get(known) ?? new Set()).add(sets.of(urn)));
    }
  }
  const regions = new Map(providers.map(({ urn, properties: values }) => [sets.of(urn), text(values["awsRegion"])]));
  const first = orgs.slice(0, 1);
  return (resource) => {
    const set = sets.of(resource.urn);
    if (orgs.includes(set)) return [set];
    if (resource.type !== declaredCallsToken) return first;
    const candidates = [...(byClient.get(text(resource.properties["client"]) ?? "") ?? [])].filter((each) => orgs.includes(each));
    if (candidates.length === 1) return candidates;
    const near = candidates.filter((each) => siblings(resource, resources).some(({ urn }) => sets.of(urn) === each));
    const closer = near.length === 1 ? near : candidates;
    const hosts = elements(resource.properties["hosts"]).flatMap((host) => catalogue().regionOfHost(text(host) ?? "")?.region ?? []);
    const atHome = closer.filter((each) => hosts.includes(regions.get(each) ?? ""));
    return atHome.length > 0 ? atHome : closer.length > 0 ? closer : first;
  };
}

/** Resources that stand below the same component of the program as this one. */
function siblings(resource: ProgramResource, resources: readonly ProgramResource[]): readonly ProgramResource[] {
  if (resource.parent === undefined || resource.parent.includes("pulumi:pulumi:Stack::")) return [];
  return resources.filter(({ parent }) => parent === resource.parent);
}

/** Sets of URNs that grow together. */
class Sets {
  private readonly above = new Map<string, string>();

  of(urn: string): string {
    let top = urn;
    for (let next = this.above.get(top); next !== undefined; next = this.above.get(top)) top = next;
    return top;
  }

  join(one: string, other: string): void {
    const [first, second] = [this.of(one), this.of(other)];
    if (first !== second) this.above.set(first, second);
  }
}

function order({ name }: ProgramResource): number {
  return name.startsWith("default") ? 1 : 0;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
