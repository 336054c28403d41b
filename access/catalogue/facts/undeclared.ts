import type { Sourced } from "./fact";

/** What is known about an operation that declares no permission. */
export interface UndeclaredFact extends Sourced {
  readonly note: string;
  /** Permission that the service is known to ask for all the same. */
  readonly asks?: {
    readonly permission: string;
    /** Refusal code that the operation documents for it. */
    readonly code: string;
    /** Path parameter and value for which it asks; absent: always. */
    readonly when?: { readonly parameter: string; readonly value: RegExp };
  };
}

/** The permission that a service asks for although none is declared, when the path says that it does. */
export function undeclaredPermission(
  fact: UndeclaredFact | undefined,
  pathParameters: Readonly<Record<string, string>> | undefined,
): NonNullable<UndeclaredFact["asks"]> | undefined {
  const asks = fact?.asks;
  if (asks === undefined || asks.when === undefined) return asks;
  return asks.when.value.test(pathParameters?.[asks.when.parameter] ?? "") ? asks : undefined;
}

const free = (ids: readonly string[]): readonly (readonly [string, UndeclaredFact])[] =>
  ids.map(
    (id) =>
      [
        id,
        {
          note: "known to need no permission",
          certainty: "confirmed",
          source: "provider and developer pages, section on reads for a preview",
        },
      ] as const,
  );

/** By operation. An operation that declares no permission and is not here may still need one. */
export const undeclaredFacts: Readonly<Record<string, UndeclaredFact>> = Object.fromEntries([
  ...free([
    "getAuthorizationPermissions",
    "getAuthorizationProducts",
    "getAuthorizationDivisions",
    "getAuthorizationDivisionsHome",
    "getOrganizationsMe",
    "getTokensMe",
    "getGroups",
    "getGroupMembers",
    "getRecordingSettings",
  ]),
  ...["postNotificationsChannelSubscriptions", "putNotificationsChannelSubscriptions"].map((id): readonly [string, UndeclaredFact] => [
    id,
    {
      note: "each topic asks for a permission of its own (403 notification.unauthorized.topic)",
      certainty: "likely",
      source: "specification, refusals notification.*; public reports",
    },
  ]),
  [
    "postAuthorizationDivisionObject",
    {
      note: "moving users between divisions asks for directory:user:edit, although the specification declares nothing",
      asks: { permission: "directory:user:edit", code: "insufficient.permissions", when: { parameter: "objectType", value: /^users?$/i } },
      certainty: "confirmed",
      source: "community announcement on permission enforcement for user management APIs, in force since 2025-12-01",
    },
  ],
] as readonly (readonly [string, UndeclaredFact])[]);
