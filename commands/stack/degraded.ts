import { catalogue } from "../../access/catalogue";
import { readLivePermissions } from "../../access/refresh/live";
import { planOrgFile, type Named } from "../../stacks/orgfile/plan";
import type { OrgFile } from "../../stacks/orgfile";
import type { Plan } from "../../components/plan";
import { list, wrap } from "../frame/text";
import type { Asker } from "../proof/ask";
import type { Deployment } from "./deployment";
import { projectName } from "./state";

/** What an org has at this moment. An absent field could not be read. */
export interface OrgHas {
  /** Every permission that exists there. */
  readonly permissions?: ReadonlySet<string>;
  /** Its products, as `GET /api/v2/authorization/products` names them. */
  readonly products?: readonly string[];
}

/** Something declared that the org can't have at the moment. It is left as it is until the org can. */
export interface Degraded {
  readonly section: "applications" | "groups" | "serviceUsers" | "roles";
  readonly name: string;
  /** Permissions that the org does not have, sorted. */
  readonly permissions: readonly string[];
  /** Products that the definition requires and the org does not have, sorted. */
  readonly products: readonly string[];
  /** One sentence for people. */
  readonly reason: string;
}

/** Asks a live org for its products and permissions; both need no permission. What it does not tell stays absent. */
export async function readOrgHas(asker: Pick<Asker, "pages">, token: string): Promise<OrgHas> {
  const read = async <Value>(path: string, parse: (pages: readonly unknown[]) => Value): Promise<Value | undefined> => {
    try {
      return parse(await asker.pages(token, path));
    } catch {
      return undefined;
    }
  };
  const permissions = await read("/api/v2/authorization/permissions", (pages) => new Set(readLivePermissions(pages, "/api/v2/authorization/permissions").permissions));
  const products = await read("/api/v2/authorization/products", productsOf);
  return {
    ...(permissions === undefined || permissions.size === 0 ? {} : { permissions }),
    ...(products === undefined ? {} : { products }),
  };
}

function productsOf(pages: readonly unknown[]): readonly string[] {
  return pages.flatMap((page) => ((page as { entities?: readonly { id?: unknown }[] }).entities ?? []).flatMap(({ id }) => (typeof id === "string" ? [id] : []))).sort();
}

/**
 * The entries of an org file that the org can't have at the moment: a permission that Genesys Cloud
 * knows does not exist in this org (it comes with a product, a licence or a beta), or a product that
 * the application's definition requires is gone. A permission that nobody knows is a mistake in the
 * file and left to the rules.
 */
export function degradedEntries(orgFile: OrgFile, has: OrgHas): readonly Degraded[] {
  const plans = planOrgFile(orgFile);
  const sections = [
    ["applications", plans.applications],
    ["groups", plans.groups],
    ["roles", plans.roles],
    ["serviceUsers", plans.serviceUsers],
  ] as const;
  const found = sections.flatMap(([section, entries]) =>
    (entries as readonly Named<Plan>[]).flatMap(({ name, plan }): readonly Degraded[] => {
      const permissions = has.permissions === undefined ? [] : plan.permissions.filter((permission) => isGone(permission, has.permissions ?? new Set()));
      const products = section === "applications" && has.products !== undefined ? requiredProducts(orgFile, name).filter((product) => !isThere(product, has.products ?? [])) : [];
      return permissions.length === 0 && products.length === 0 ? [] : [{ section, name, permissions, products, reason: reasonOf(permissions, products) }];
    }),
  );
  return found.sort((a, b) => (a.section < b.section ? -1 : a.section > b.section ? 1 : a.name < b.name ? -1 : 1));
}

function isGone(permission: string, existing: ReadonlySet<string>): boolean {
  return permission.includes(":") && !permission.includes("*") && catalogue().isPermission(permission) && !existing.has(permission);
}

/** A requirement `a | b` is met by one of the two. */
function isThere(required: string, products: readonly string[]): boolean {
  const wanted = required.split("|").map((product) => product.trim().toLowerCase());
  return products.some((product) => wanted.includes(product.toLowerCase()));
}

/** Products that an application's definition says it cannot do without. */
function requiredProducts(orgFile: OrgFile, application: string): readonly string[] {
  const requires = orgFile.definitions[application]?.requires;
  return [...(requires?.products ?? [])].sort();
}

function reasonOf(permissions: readonly string[], products: readonly string[]): string {
  const parts = [
    ...(products.length === 0 ? [] : [`the product${products.length === 1 ? "" : "s"} ${list(products.map((product) => product.replace(/\s*\|\s*/g, " or ")))}`]),
    ...(permissions.length === 0 ? [] : [`the permission${permissions.length === 1 ? "" : "s"} ${list(permissions)}`]),
  ];
  return `this org does not have ${list(parts)}`;
}

const words: Readonly<Record<Degraded["section"], string>> = { applications: "application", groups: "group", roles: "role", serviceUsers: "service user" };

/** `application quality-review`. */
export function degradedName({ section, name }: Pick<Degraded, "section" | "name">): string {
  return `${words[section]} ${name}`;
}

/** What is degraded, and what that means, for people. */
export function degradedText(degraded: readonly Degraded[], columns: number): string[] {
  if (degraded.length === 0) return [];
  return [
    ...degraded.flatMap((each) => wrap(`Degraded: ${degradedName(each)}: ${each.reason}.`, columns, 10)),
    ...wrap(`  What is degraded is left exactly as it is, and nothing else waits for it. Once the org has what it lacks, the next up goes on.`, columns, 2),
    "",
  ];
}

/** Arguments that make the engine leave degraded entries as they are: neither changed nor deleted, and not made if they are new. */
export function excludeArgs(orgFile: OrgFile, root: string, degraded: readonly Degraded[], deployment: Pick<Deployment, "resources"> | undefined): readonly string[] {
  if (degraded.length === 0) return [];
  const plans = planOrgFile(orgFile);
  const project = projectName(root);
  const urns = new Set<string>();
  for (const { section, name } of degraded) {
    const plan = (plans[section] as readonly Named<Plan>[]).find((each) => each.name === name)?.plan;
    for (const { type, name: resource } of plan?.resources ?? []) urns.add(`urn:pulumi:${orgFile.name}::${project}::**${type}::${resource}`);
    for (const { urn } of below(componentTypes[section], name, deployment?.resources ?? [])) urns.add(urn);
  }
  return [...[...urns].sort().flatMap((urn) => ["--exclude", urn]), "--exclude-dependents"];
}

const componentTypes: Readonly<Record<Degraded["section"], string>> = {
  applications: "genesys-access:index:Application",
  groups: "genesys-access:index:AccessGroup",
  roles: "genesys-access:index:ServiceAccountRole",
  serviceUsers: "genesys-access:index:ServiceUser",
};

/** The resources that a component of the state holds, at any depth. */
function below(type: string, name: string, resources: Deployment["resources"]): Deployment["resources"] {
  const found = new Set(resources.filter((resource) => resource.type === type && resource.urn.endsWith(`::${name}`)).map((resource) => resource.urn));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const resource of resources) if (resource.parent !== undefined && found.has(resource.parent)) found.add(resource.urn);
  }
  return resources.filter((resource) => resource.custom && found.has(resource.urn));
}
