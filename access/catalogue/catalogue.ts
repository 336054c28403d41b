import { UserError } from "../errors";
import type { PermissionPolicy } from "../graph/graph";
import { type CatalogueData, type RefusalTemplate, createUnpacker, dataFormat } from "./data";
import bundled from "./data/catalogue.json";
import { type DivisionAwareness, divisionAwareness } from "./facts/divisionAwareness";
import { type ExtraPermission, extraPermissions } from "./facts/extraPermissions";
import { type Override, overrides } from "./facts/overrides";
import { type Region, regions } from "./facts/regions";
import { type ServiceCheck, serviceChecksOf } from "./facts/secondChecks";
import { type PerformanceView, views } from "./facts/views";
import { meansReading, meantFamily, meantPermissions } from "./meant";
import { createNearest, nearestNames } from "./nearest";
import type { Operation, OperationId } from "./operation";
import { hasWildcard, policyCovers } from "./permissionName";
import { type Power, powerOf } from "./power";
import { type Resolution, createResolver } from "./resolve";
import { type Match, type Routes, createRoutes, pathOf } from "./routes";
import { type Words, createWords } from "./words";

/** What is known about one permission. */
export interface PermissionFacts {
  readonly permission: string;
  /** Operations that declare it. */
  readonly operations: readonly OperationId[];
  /** Set when no operation declares it but it is known to exist. */
  readonly extra?: ExtraPermission;
  readonly power: Power;
  readonly division: DivisionAwareness;
}

/** What is known about one scope. */
export interface ScopeFacts {
  readonly scope: string;
  readonly family: string;
  readonly readonly: boolean;
  /** Operations that accept it. */
  readonly operations: readonly OperationId[];
}

/** Facts about Genesys Cloud's Platform API in the project's own form. Everything is computed on first use. */
export interface Catalogue {
  readonly version: string;
  readonly date: string;
  readonly source: string;
  readonly operations: readonly Operation[];
  readonly operation: (id: OperationId) => Operation | undefined;
  /** The operation at a method and path (template or real ids; host, query string and a trailing slash are tolerated). */
  readonly match: (method: string, path: string) => Match | undefined;
  /** Every operation at a path, whatever its method. */
  readonly at: (path: string) => readonly Operation[];
  /** Resolves a call as a person wrote it. */
  readonly resolve: (call: string) => Resolution;
  /** Every known permission, sorted. Not a closed list. */
  readonly permissions: readonly string[];
  readonly isPermission: (name: string) => boolean;
  readonly permission: (name: string) => PermissionFacts | undefined;
  /** The known permissions that a line of a role covers, wildcards expanded. */
  readonly permissionsMatching: (policy: Pick<PermissionPolicy, "domain" | "entity" | "actions">) => readonly string[];
  readonly nearestPermissions: (name: string, limit?: number) => readonly string[];
  readonly scopes: readonly string[];
  readonly isScope: (name: string) => boolean;
  readonly scope: (name: string) => ScopeFacts | undefined;
  readonly nearestScopes: (name: string, limit?: number) => readonly string[];
  readonly regions: readonly Region[];
  /** The region of that name. */
  readonly region: (name: string) => Region | undefined;
  /** The region whose domain, API, login or apps host this is. */
  readonly regionOfHost: (host: string) => Region | undefined;
  readonly nearestRegions: (name: string, limit?: number) => readonly string[];
  readonly views: readonly PerformanceView[];
  readonly view: (key: string) => PerformanceView | undefined;
  readonly nearestViews: (key: string, limit?: number) => readonly string[];
  /** Message templates of refusal codes. */
  readonly refusals: readonly RefusalTemplate[];
  /** The template of a code; several statuses can share a code, then the one with `status`, or the first. */
  readonly refusal: (code: string, status?: number) => RefusalTemplate | undefined;
  /** Checks that the service behind an operation makes after the gate. */
  readonly serviceChecks: (operation: Operation) => readonly ServiceCheck[];
  readonly divisionAwareness: (permission: string) => DivisionAwareness;
  /** Corrections of the specification. */
  readonly overrides: readonly Override[];
}

let loaded: Catalogue | undefined;

/** The catalogue that comes with the project. */
export function catalogue(): Catalogue {
  return (loaded ??= createCatalogue(bundled as CatalogueData));
}

/** The packed data that comes with the project. */
export function bundledData(): CatalogueData {
  return bundled as CatalogueData;
}

/** A catalogue of the given data. Throws a UserError for data of another format. */
export function createCatalogue(data: CatalogueData): Catalogue {
  if (data.format !== dataFormat) {
    throw new UserError({
      what: `the catalogue data has format ${String(data.format)}; this version reads format ${dataFormat}`,
      next: "write the data again with `genesys-access catalogue refresh`",
    });
  }
  const corrected = new Map(overrides.map((override) => [override.operation, override.change]));
  const operations = lazy(() => {
    const unpack = createUnpacker();
    const list: Operation[] = [];
    for (const [tag, lines] of Object.entries(data.operations)) {
      for (const line of lines) {
        const operation = unpack(line, tag);
        const change = corrected.get(operation.id);
        list.push(change === undefined ? operation : { ...operation, ...change });
      }
    }
    return list;
  });
  const byId = lazy(() => new Map(operations().map((operation) => [operation.id, operation])));
  const routes = lazy((): Routes => createRoutes(operations()));
  const words = lazy(() => createWords(knownWords(usersOfPermission().keys(), usersOfScope().keys())));
  const resolver = lazy(() => createResolver(operations(), routes, words));
  const resolved = new Map<string, Resolution>();
  const usersOfPermission = lazy(() => usersOf(operations(), (operation) => operation.permissions));
  const usersOfScope = lazy(() => usersOf(operations(), (operation) => operation.scopes));
  const extras = new Map(extraPermissions.map((extra) => [extra.permission, extra]));
  const permissions = lazy(() => [...new Set([...usersOfPermission().keys(), ...extras.keys()])].sort());
  const permissionSet = lazy(() => new Set(permissions()));
  const sameButForCase = lazy(() => new Map(permissions().map((permission) => [permission.toLowerCase(), permission])));
  const permissionsByDomain = lazy(() => {
    const domains = new Map<string, string[]>();
    for (const permission of permissions()) {
      const domain = permission.split(":", 1)[0] ?? "";
      const list = domains.get(domain);
      if (list === undefined) domains.set(domain, [permission]);
      else list.push(permission);
    }
    return domains;
  });
  const scopes = lazy(() => [...usersOfScope().keys()].sort());
  const nearPermissions = lazy(() =>
    createNearest(
      permissions()
        .filter((name) => name.includes(":"))
        .map((name) => ({ name })),
      words(),
    ),
  );
  const nearFamilies = lazy(() =>
    createNearest(
      [...new Set(scopes().map(familyOfScope))].map((name) => ({ name })),
      words(),
      scopeWords,
    ),
  );
  const real = (names: readonly string[], is: (name: string) => boolean): readonly string[] => [...new Set(names)].filter(is);
  const nearestScopes = (name: string, limit = 5): readonly string[] => {
    const reading = meansReading(name);
    const both = (family: string): string[] => (reading ? [`${family}:readonly`, family] : [family, `${family}:readonly`]);
    const family = meantFamily(name);
    const meant = family === undefined ? [] : real(both(family), (scope) => usersOfScope().has(scope));
    if (meant.length > 0) return meant.slice(0, limit);
    const near = nearFamilies().find(name, limit).filter((one) => one !== "user-recordings" || /user/i.test(name));
    return real(near.flatMap(both), (scope) => usersOfScope().has(scope)).slice(0, limit);
  };
  const nearestPermissions = (name: string, limit = 5): readonly string[] => {
    const same = sameButForCase().get(name.toLowerCase().replace(/[_-]/g, ""));
    const meant = real([...(same === undefined ? [] : [same]), ...meantPermissions(name)], (one) => permissionSet().has(one));
    return meant.length > 0 ? meant.slice(0, limit) : nearPermissions().find(name, limit);
  };
  const facts = new Map<string, PermissionFacts | undefined>();
  const checks = new Map<OperationId, readonly ServiceCheck[]>();

  return {
    version: data.version,
    date: data.date,
    source: data.source,
    get operations() {
      return operations();
    },
    operation: (id) => byId().get(id),
    match: (method, path) => {
      const clean = pathOf(path);
      return clean === undefined ? undefined : routes().match(method, clean);
    },
    at: (path) => {
      const clean = pathOf(path);
      return clean === undefined ? [] : [...routes().at(clean).values()];
    },
    resolve: (call) => {
      let resolution = resolved.get(call);
      if (resolution === undefined) {
        resolution = resolver()(call);
        if (resolved.size > 10_000) resolved.clear();
        resolved.set(call, resolution);
      }
      return resolution;
    },
    get permissions() {
      return permissions();
    },
    isPermission: (name) => permissionSet().has(name),
    permission: (name) => {
      if (!facts.has(name)) {
        const extra = extras.get(name);
        const users = usersOfPermission().get(name);
        facts.set(
          name,
          users === undefined && extra === undefined
            ? undefined
            : {
                permission: name,
                operations: users ?? [],
                ...(extra === undefined ? {} : { extra }),
                power: powerOf(name),
                division: divisionAwareness(name),
              },
        );
      }
      return facts.get(name);
    },
    permissionsMatching: (policy) => {
      if (!hasWildcard(policy)) {
        const names =
          policy.entity === "" ? [policy.domain] : policy.actions.map((action) => `${policy.domain}:${policy.entity}:${action}`);
        return names.filter((name) => permissionSet().has(name)).sort();
      }
      return (permissionsByDomain().get(policy.domain) ?? []).filter((permission) => policyCovers(policy, permission));
    },
    nearestPermissions,
    get scopes() {
      return scopes();
    },
    isScope: (name) => usersOfScope().has(name),
    scope: (name) => {
      const users = usersOfScope().get(name);
      if (users === undefined) return undefined;
      return { scope: name, family: familyOfScope(name), readonly: name.endsWith(":readonly"), operations: users };
    },
    nearestScopes,
    regions,
    region: (name) => regions.find((region) => region.region === name),
    regionOfHost: (host) => {
      const bare = host
        .trim()
        .toLowerCase()
        .replace(/^[a-z]+:\/\//, "")
        .replace(/[:/].*$/, "");
      return regions.find((region) => [region.domain, region.api, region.login, region.apps].includes(bare));
    },
    nearestRegions: (name, limit) =>
      nearestNames(
        name,
        regions.map((region) => region.region),
        limit,
      ),
    views,
    view: (key) => views.find((view) => view.key === key),
    nearestViews: (key, limit) =>
      nearestNames(
        key,
        views.map((view) => view.key),
        limit,
      ),
    refusals: data.refusals,
    refusal: (code, status) =>
      data.refusals.find((refusal) => refusal.code === code && (status === undefined || refusal.status === status)) ??
      (status === undefined ? undefined : data.refusals.find((refusal) => refusal.code === code)),
    serviceChecks: (operation) => {
      let found = checks.get(operation.id);
      if (found === undefined) checks.set(operation.id, (found = serviceChecksOf(operation)));
      return found;
    },
    divisionAwareness,
    overrides,
  };
}

/** Words of invented scopes that say what is done, not to what. */
const scopeWords: ReadonlySet<string> = new Set([
  "read",
  "write",
  "view",
  "readonly",
  "manage",
  "admin",
  "all",
  "full",
  "delete",
  "add",
  "edit",
]);

function familyOfScope(scope: string): string {
  return scope.replace(/:readonly$/, "");
}

function lazy<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined;
  return () => (value ??= { of: compute() }).of;
}

function usersOf(
  operations: readonly Operation[],
  namesOf: (operation: Operation) => readonly string[],
): ReadonlyMap<string, readonly OperationId[]> {
  const users = new Map<string, OperationId[]>();
  for (const operation of operations) {
    for (const name of namesOf(operation)) {
      const list = users.get(name);
      if (list === undefined) users.set(name, [operation.id]);
      else list.push(operation.id);
    }
  }
  return users;
}

/** Words that occur by themselves, so that compounds of the paths can be taken apart at them. */
function knownWords(permissions: Iterable<string>, scopes: Iterable<string>): ReadonlySet<string> {
  const plain: Words = createWords();
  const words = new Set(["screen", "session", "metadata", "detail", "request", "policy", "media", "state"]);
  for (const name of permissions) for (const word of plain.of(name)) words.add(word);
  for (const name of scopes) for (const word of plain.of(name)) words.add(word);
  return words;
}
