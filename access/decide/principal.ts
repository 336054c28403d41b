import type { Application, SubjectRef } from "../graph/graph";

/**
 * Who a token acts for: an OAuth client with client credentials, or a user. `via` is the key of
 * the client whose token a user uses; without it a user acts with all of his rights, and scopes
 * are not looked at. A group stands for a member who has nothing but the group's roles.
 */
export type Principal = SubjectRef & { readonly via?: string };

/** The principal of an application's calls: its user through its client, or the client itself. */
export function principalOf(application: Application): Principal {
  return application.user === undefined
    ? { kind: "client", key: application.client }
    : { kind: "user", key: application.user, via: application.client };
}

/** What may be told beside the call itself. Each absent fact is left out of the decision, and the reasons say so where it could matter. */
export interface Circumstances {
  /** IPv4 address that the call comes from. */
  readonly address?: string;
  /** What is read of recordings. Absent: whatever the principal may see. */
  readonly media?: readonly ("screen" | "audio")[];
  /** What stands in the place of the operation's path parameters; taken from the call itself when that is a path. */
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** Who posted the batch job that is read. */
  readonly jobPostedBy?: Principal;
  /** The agent whose screen is monitored. */
  readonly agent?: Principal;
  /** ISO date of the call, for trusts that expire. */
  readonly on?: string;
  /** Values of the object's variables (`User`, `Queue`, …), by which conditions on permission policies are judged. */
  readonly object?: Readonly<Record<string, string | number | readonly string[]>>;
}
