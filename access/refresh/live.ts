import { UserError } from "../errors";
import type { OrgFacts } from "../graph/graph";
import type { Catalogue } from "../catalogue/catalogue";

/** What a live org says about permissions, in the form in which the access graph carries it. */
export interface LivePermissions extends Required<Pick<OrgFacts, "permissions" | "divisionAwarePermissions">> {
  /** Permissions whose policies may carry conditions. */
  readonly conditional: readonly string[];
}

/** How a live org's permissions differ from what the catalogue says. */
export interface LiveComparison {
  /** In the org, not in the catalogue. */
  readonly unknown: readonly string[];
  /** In the catalogue, not in the org: another product, another licence, or not released there. */
  readonly absent: readonly string[];
  /** Permissions whose division awareness the org settles against the catalogue's assumption. */
  readonly awareness: readonly { readonly permission: string; readonly aware: boolean; readonly assumed: boolean }[];
}

/**
 * Reads the answer of `GET /api/v2/authorization/permissions`: one page, a list of pages, or all
 * pages joined. Throws a UserError for anything else.
 */
export function readLivePermissions(value: unknown, where: string): LivePermissions {
  const pages = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const permissions = new Set<string>();
  const aware = new Set<string>();
  const conditional = new Set<string>();
  for (const page of pages) {
    const entities = isRecord(page) ? page["entities"] : undefined;
    if (!Array.isArray(entities)) throw notAListing(where);
    for (const entity of entities as readonly unknown[]) {
      const map = isRecord(entity) ? entity["permissionMap"] : undefined;
      if (!isRecord(entity) || !isRecord(map)) throw notAListing(where);
      for (const [entityType, actions] of Object.entries(map)) {
        for (const entry of Array.isArray(actions) ? (actions as readonly unknown[]) : []) {
          if (!isRecord(entry) || typeof entry["action"] !== "string") throw notAListing(where);
          const name = `${String(entry["domain"] ?? entity["domain"])}:${String(entry["entityType"] ?? entityType)}:${entry["action"]}`;
          permissions.add(name);
          if (entry["divisionAware"] === true) aware.add(name);
          if (entry["allowsConditions"] === true) conditional.add(name);
        }
      }
    }
  }
  return { permissions: [...permissions].sort(), divisionAwarePermissions: [...aware].sort(), conditional: [...conditional].sort() };
}

/** Compares a live org's listing with the catalogue. */
export function compareLive(
  live: LivePermissions,
  catalogue: Pick<Catalogue, "permissions" | "isPermission" | "divisionAwareness">,
): LiveComparison {
  const known = new Set(live.permissions);
  const aware = new Set(live.divisionAwarePermissions);
  return {
    unknown: live.permissions.filter((permission) => !catalogue.isPermission(permission)),
    absent: catalogue.permissions.filter((permission) => permission.includes(":") && !known.has(permission)),
    awareness: live.permissions.flatMap((permission) => {
      const assumed = catalogue.divisionAwareness(permission).aware;
      return assumed === aware.has(permission) ? [] : [{ permission, aware: aware.has(permission), assumed }];
    }),
  };
}

function notAListing(where: string): UserError {
  return new UserError({
    what: "this is not the answer of GET /api/v2/authorization/permissions",
    where,
    why: "it has no entities with a permissionMap",
    next: "save the answer of that call (all pages, as one page or a JSON list of pages)",
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
