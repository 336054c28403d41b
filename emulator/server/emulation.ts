import { OrgAccess } from "../authorization/org-access";
import { optionsSchema, type EmulatorOptions, type EmulatorOptionsUpdate } from "../options";
import { Org } from "../state/org";
import type { Store } from "../state/store";
import { Faults } from "./faults";
import { RateLimit } from "./rate-limit";
import { ApiProblem } from "./reply";
import { RequestLog } from "./request-log";

/** One org as the server holds it. */
export interface OrgInService {
  readonly org: Org;
  readonly access: OrgAccess;
}

/** Everything that a running emulator holds, without the network. */
export class Emulation {
  readonly log = new RequestLog();
  readonly rates = new RateLimit();
  readonly startedAt: string;
  options: EmulatorOptions;
  faults: Faults;
  /** Called when held requests are to be let go. */
  onRelease: () => void = () => undefined;
  /** Address of the emulator, without a slash at the end. Known once it listens. */
  url = "";
  private readonly orgs = new Map<string, OrgInService>();

  constructor(
    readonly store: Store,
    private readonly initialOptions: EmulatorOptionsUpdate,
    readonly now: () => number,
  ) {
    this.options = optionsSchema.parse(initialOptions);
    this.faults = new Faults(this.options.fail);
    this.startedAt = new Date(now()).toISOString();
    for (const name of store.names("/org")) this.openOrg(name).org.forgetExpired(now());
    store.commit();
  }

  orgNames(): string[] {
    return [...this.orgs]
      .filter(([, { org }]) => org.info.has("me"))
      .map(([name]) => name)
      .sort();
  }

  findOrg(name: string): OrgInService | undefined {
    const found = this.orgs.get(name);
    return found?.org.info.has("me") === true ? found : undefined;
  }

  /** The org's tables, empty when it is not there yet. */
  openOrg(name: string): OrgInService {
    let found = this.orgs.get(name);
    if (found === undefined) {
      const org = new Org(this.store, name);
      found = { org, access: new OrgAccess(org) };
      this.orgs.set(name, found);
    }
    return found;
  }

  /** The only org, when there is exactly one: it answers without a prefix too. */
  onlyOrg(): string | undefined {
    const names = this.orgNames();
    return names.length === 1 ? names[0] : undefined;
  }

  /** Address of an org, without a slash at the end. */
  baseOf(name: string): string {
    return `${this.url}/orgs/${name}`;
  }

  describe(name: string): { orgId: string; name: string; region: string; apiBase: string; loginBase: string } {
    const { org } = this.openOrg(name);
    return { orgId: org.id, name, region: org.record.region, apiBase: this.baseOf(name), loginBase: this.baseOf(name) };
  }

  unknownOrg(name: string): ApiProblem {
    const names = this.orgNames();
    return new ApiProblem(
      404,
      "emulator.org.unknown",
      `The emulator has no org "${name}"; ${names.length === 0 ? "it has none yet" : `it has: ${names.join(", ")}`}.`,
    );
  }

  setOptions(update: EmulatorOptionsUpdate): void {
    this.options = optionsSchema.parse({ ...this.options, ...update });
    if (update.fail !== undefined) {
      this.faults = new Faults(this.options.fail);
      this.onRelease();
    }
  }

  resetOptions(): void {
    this.setOptions({ ...optionsSchema.parse(this.initialOptions), fail: this.initialOptions.fail ?? [] });
  }
}
