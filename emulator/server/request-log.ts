/** One request that an org got. Bodies, queries and tokens are never kept. */
export interface LoggedRequest {
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** The operation's path template; the path itself outside the Platform API. */
  readonly path: string;
  /** Status of the answer; 0 when none was given. */
  readonly status: number;
  readonly operation?: string;
  readonly clientId?: string;
  readonly userId?: string;
  /** Refusal or error code of the answer. */
  readonly code?: string;
  /** Set when an injected failure kept the answer back. */
  readonly outcome?: "dropped" | "held";
  readonly correlationId: string;
}

const kept = 10_000;

/** The last ten thousand requests of each org, oldest first, in memory. */
export class RequestLog {
  private readonly byOrg = new Map<string, LoggedRequest[]>();

  add(org: string, request: LoggedRequest): void {
    let requests = this.byOrg.get(org);
    if (requests === undefined) {
      requests = [];
      this.byOrg.set(org, requests);
    }
    requests.push(request);
    if (requests.length > kept * 1.2) requests.splice(0, requests.length - kept);
  }

  of(org: string): readonly LoggedRequest[] {
    return (this.byOrg.get(org) ?? []).slice(-kept);
  }

  clear(org: string): void {
    this.byOrg.delete(org);
  }
}
