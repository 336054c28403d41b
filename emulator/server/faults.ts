import type { InjectedFailure } from "../options";

/** What a request is called when failures are looked up. */
export interface Target {
  readonly org: string;
  readonly method: string;
  /** The operation's path template, or the path itself outside the Platform API. */
  readonly template: string;
  readonly path: string;
}

/** Counts requests against the injected failures and says which one hits. */
export class Faults {
  private readonly counts = new Map<InjectedFailure, number>();
  private readonly patterns: ReadonlyMap<InjectedFailure, RegExp | undefined>;

  constructor(private readonly failures: readonly InjectedFailure[]) {
    this.patterns = new Map(failures.map((failure) => [failure, failure.path === undefined ? undefined : pattern(failure.path)]));
  }

  /** The first failure that hits this request, or undefined. Every matching failure counts it. */
  hit(target: Target): InjectedFailure | undefined {
    let chosen: InjectedFailure | undefined;
    for (const failure of this.failures) {
      if (!this.concerns(failure, target)) continue;
      const count = (this.counts.get(failure) ?? 0) + 1;
      this.counts.set(failure, count);
      const from = failure.skip ?? 0;
      const hits = count > from && (failure.times === undefined || count <= from + failure.times);
      if (hits) chosen ??= failure;
    }
    return chosen;
  }

  private concerns(failure: InjectedFailure, target: Target): boolean {
    if (failure.org !== undefined && failure.org !== target.org) return false;
    if (failure.method !== undefined && failure.method.toUpperCase() !== target.method) return false;
    const path = this.patterns.get(failure);
    return path === undefined || failure.path === target.template || path.test(target.path);
  }
}

function pattern(path: string): RegExp {
  return new RegExp(
    `^${path
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );
}
