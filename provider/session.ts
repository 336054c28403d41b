import { GenesysApi, type ApiParts } from "./api/client";
import { Loans } from "./deployer/loans";
import { Directory } from "./genesys/directory";
import type { Log } from "./rpc/log";

/** What all operations of one run share: the connection to one organization and what is known about it. */
export interface Session {
  readonly api: GenesysApi;
  readonly directory: Directory;
  readonly loans: Loans;
  readonly log: Log;
  /** Keeps a secret out of every later message. */
  readonly hide: (secret: string) => void;
  readonly olds: OldObjects;
}

/** One operation on one resource. */
export interface Operation {
  readonly session: Session;
  readonly urn: string;
  /** What is tried, for an error: `make role "x"`. */
  readonly doing: string;
  /** Shows beside the resource what is waited for. */
  readonly onWait: (message: string) => void;
}

/**
 * Ids that the engine already has under a URN. When a resource is replaced before the old one is deleted, the old one carries the
 * same mark: it must not be taken for one that an interrupted run left.
 */
export class OldObjects {
  private readonly ids = new Map<string, Set<string>>();

  note(urn: string, id: string): void {
    const ids = this.ids.get(urn) ?? new Set<string>();
    this.ids.set(urn, ids.add(id));
  }

  forget(urn: string, id: string): void {
    this.ids.get(urn)?.delete(id);
  }

  has(urn: string, id: string): boolean {
    return this.ids.get(urn)?.has(id) ?? false;
  }
}

/** A session on the given parts. */
export function openSession(parts: ApiParts, log: Log): Session {
  const api = new GenesysApi(parts);
  const directory = new Directory(api);
  return { api, directory, log, loans: new Loans(api, directory, log), hide: parts.hide, olds: new OldObjects() };
}
