import type { GrantType } from "../../graph/graph";
import type { Operation } from "../operation";
import type { Sourced } from "./fact";

/** A change of Genesys Cloud that has a date, or that was announced without one. */
export interface DatedChange extends Sourced {
  readonly id: string;
  /** ISO date or month; undefined for announced without a date. */
  readonly from?: string;
  readonly text: string;
  /** What it touches; absent parts touch everything. */
  readonly touches: {
    readonly grantTypes?: readonly GrantType[];
    readonly permissions?: readonly string[];
    readonly operations?: readonly string[];
    readonly wildcards?: boolean;
  };
}

/** Changes to know of, in order of their dates; those without one last. */
export const datedChanges: readonly DatedChange[] = [
  {
    id: "client-secret-shown-once",
    from: "2025-02",
    text: "a client's secret is shown once, when the client is made or the secret replaced",
    touches: { operations: ["postOauthClients", "getOauthClient", "getOauthClients", "postOauthClientSecret"] },
    certainty: "confirmed",
    source: "announcements of 2025-02 and 2025-06; Terraform provider issues 857, 1514, PR 1885",
  },
  {
    id: "user-management-enforced",
    from: "2025-12-01",
    text: "user management by clients asks for directory:user:edit and its neighbours, also where the specification declares nothing",
    touches: { operations: ["postAuthorizationDivisionObject"] },
    certainty: "confirmed",
    source: "community announcement on permission enforcement for user management APIs",
  },
  {
    id: "call-add-split",
    from: "2026-03-01",
    text: "six permissions were split from Conversation > Call > Add and added by Genesys to the roles that hold it; a role that is replaced as a whole loses them",
    touches: { permissions: ["conversation:call:add"] },
    certainty: "confirmed",
    source: "announcement of 2026-01-12; help p=56895 on role backfill",
  },
  {
    id: "implicit-grant",
    from: "2026-03",
    text: "no new clients with the implicit grant (TOKEN); unsupported from March 2027. The sources disagree on the month (March or May 2026)",
    touches: { grantTypes: ["TOKEN"] },
    certainty: "likely",
    source: "a community answer in a staff-like voice; a third-party wiki",
  },
  {
    id: "wildcards-deprecated",
    from: "2026-06-01",
    text: "wildcards in permission policies are deprecated; the API stores `*` as explicit entries",
    touches: { wildcards: true },
    certainty: "confirmed",
    source: "Terraform provider PR 2323",
  },
  {
    id: "client-allowed-addresses",
    text: "client-credentials clients get allowed IP addresses, mandatory for new clients; announced on 2026-04-06 without a date, no field in the specification of July 2026",
    touches: { grantTypes: ["CLIENT-CREDENTIALS"], operations: ["postOauthClients", "putOauthClient"] },
    certainty: "confirmed",
    source: "help: restrict OAuth client credentials grants to allowed IP addresses; Terraform provider issue 2550",
  },
];

/** Changes that touch what an operation needs or does. */
export function datedChangesOf(operation: Pick<Operation, "id" | "permissions">): readonly DatedChange[] {
  return datedChanges.filter(
    ({ touches }) =>
      touches.operations?.includes(operation.id) === true ||
      touches.permissions?.some((permission) => operation.permissions.includes(permission)) === true,
  );
}
