import { LiveApi, type LiveApiOptions } from "../../live";
import type { TestOrg } from "../emulator/support";

/** A client of the API for an emulated org, as its deployer or as another client. */
export function apiOf(org: TestOrg, as: { readonly id: string; readonly secret: string } | { readonly accessToken: string } | undefined = undefined, options: LiveApiOptions = {}): LiveApi {
  const base = { apiBase: org.base, loginBase: org.base, credentials: "the test" };
  if (as !== undefined && "accessToken" in as) return new LiveApi({ ...base, accessToken: as.accessToken }, options);
  const { id, secret } = as ?? { id: org.deployer.clientId, secret: org.deployer.clientSecret };
  return new LiveApi({ ...base, clientId: id, clientSecret: secret }, options);
}

/** Answers of an API that is made up: by `METHOD path`, without the query. */
export type MadeUp = Readonly<Record<string, MadeUpAnswer | readonly MadeUpAnswer[]>>;

/** One answer. */
export interface MadeUpAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A way to send that answers by itself, and what was sent. Several answers of one call are given in turn, the last one for ever. */
export function madeUp(answers: MadeUp): { readonly send: (url: string, init: RequestInit) => Promise<Response>; readonly sent: string[] } {
  const sent: string[] = [];
  const times = new Map<string, number>();
  return {
    sent,
    send: async (url, init) => {
      const { pathname, search } = new URL(url);
      const name = `${init.method ?? "GET"} ${pathname}`;
      sent.push(`${name}${search}`);
      const found = answers[`${name}${search}`] ?? answers[name];
      const time = times.get(name) ?? 0;
      times.set(name, time + 1);
      const list: readonly MadeUpAnswer[] = found === undefined ? [{ status: 404, body: { code: "not.found" } }] : Array.isArray(found) ? (found as readonly MadeUpAnswer[]) : [found as MadeUpAnswer];
      const answer = list[Math.min(time, list.length - 1)] ?? {};
      return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status ?? 200, headers: { "content-type": "application/json", ...answer.headers } });
    },
  };
}

/** A clock that only moves when somebody sleeps. */
export class SleepyClock {
  time = 0;
  readonly slept: number[] = [];
  readonly now = (): number => this.time;
  readonly sleep = async (milliseconds: number): Promise<void> => {
    this.slept.push(milliseconds);
    this.time += milliseconds;
  };
}
