import type { GenesysApi } from "../api/client";
import { isApiError, isUnclear, ProviderError, type ApiError } from "../api/errors";
import type { Directory } from "../genesys/directory";
import { everyDivision, ownGrants, pairKey, within, without, type Pair, type Role, type SubjectType } from "../genesys/model";
import { addGrants, readSubject, removeGrants } from "../genesys/subjects";
import { lenderMark, readMark, stackMark } from "../ownership/mark";
import type { Log } from "../rpc/log";
import { ledgerName, readLedger, writeLedger } from "./ledger";

/** Who deploys, as a holder of grants. */
export interface Deployer {
  readonly id: string;
  readonly subjectType: SubjectType;
}

/** The operation for which roles are needed. */
export interface Borrower {
  readonly urn: string;
  /** What is worked on, for messages: `OAuth client "x"`. */
  readonly what: string;
  readonly onWait: (message: string) => void;
}

interface Loan {
  readonly pair: Pair;
  readonly since: number;
  /** Operations that work with it now. */
  users: number;
}

/** Says why a refusal may pass by itself. */
export type Late = (error: ApiError) => string | undefined;

/**
 * Roles that the deployer holds only while it works on a client that has them.
 *
 * Genesys Cloud lets nobody make, change or delete a client, or give it a new secret, who does not hold every role of that client,
 * each in the same division. So the missing ones are granted to the deployer before, and taken back after, counted, because several
 * clients are worked on at once. An operation is answered only after its loans are returned; so whenever something is left over,
 * the operation is still open, and the next run does it again.
 *
 * What that run finds must be told from what the deployer holds by right. Two things say so, both kept in Genesys Cloud:
 * a role that this deployer made itself under `borrow` carries the deployer's name in its mark (it cannot have held the role
 * before, and under `borrow` it is not meant to); for every other role a *ledger* is written before the grant and deleted after
 * it is taken back: a role without permissions whose description lists the loans.
 * Only loans of the same stack count: nobody else works on this stack now, the engine's lock sees to that.
 */
export class Loans {
  private readonly api: GenesysApi;
  private readonly directory: Directory;
  private readonly log: Log;
  private readonly loans = new Map<string, Loan>();
  private readonly keptSince = new Map<string, number>();
  private known: Promise<Deployer> | undefined;
  private held: Promise<Pair[]> | undefined;
  private cleaned: Promise<void> | undefined;
  private ledgerRole: string | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(api: GenesysApi, directory: Directory, log: Log) {
    this.api = api;
    this.directory = directory;
    this.log = log;
  }

  /** Whether the deployer holds anything on loan now. */
  get isOpen(): boolean {
    return this.loans.size > 0;
  }

  /** Resolves when everything that was begun about loans is done. */
  settled(): Promise<unknown> {
    return this.queue;
  }

  /** Who deploys. Asked only when an access token hides it. */
  deployer(): Promise<Deployer> {
    this.known ??= this.identify().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  /**
   * Does work that needs the deployer to hold `needs`. The work gets a function for its calls that says which of their refusals may
   * be late. Returns what the work returned, and what went wrong with taking roles back, if anything did.
   */
  async holding<Result>(
    borrower: Borrower,
    needs: readonly Pair[],
    work: (late: Late) => Promise<Result>,
  ): Promise<{ result: Result; problems: string[] }> {
    if (this.api.settings.deployerRoles === "never" || needs.length === 0) {
      return { result: await this.withoutLoans(needs, work), problems: [] };
    }
    const taken: Pair[] = [];
    const problems: string[] = [];
    let done: { result: Result } | undefined;
    try {
      taken.push(...(await this.inTurn(() => this.take(borrower, needs, false))));
      try {
        done = { result: await work(this.lateFor(needs)) };
      } catch (error) {
        if (!isApiError(error, 400, "bad.client.role")) throw error;
        const more = await this.inTurn(async () => {
          this.held = undefined;
          return this.take(borrower, without(needs, taken), true);
        });
        if (more.length === 0) throw error;
        taken.push(...more);
        done = { result: await work(this.lateFor(needs)) };
      }
    } finally {
      problems.push(...(await this.inTurn(() => this.giveBack(borrower, taken))));
      if (done === undefined) for (const problem of problems) this.log.warn(borrower.urn, problem);
    }
    return { result: done.result, problems };
  }

  /**
   * Takes back what an interrupted run of this stack left. Done once, before the first loan; costs nothing when the list of roles
   * shows that there cannot be anything.
   */
  cleanUp(borrower: Borrower): Promise<void> {
    return this.inTurn(() => this.cleanUpOnce(borrower));
  }

  /** The mark that a role made now gets, so that its loans to this deployer are recognised later; undefined unless under `borrow`. */
  async lenderMark(): Promise<string | undefined> {
    return this.api.settings.deployerRoles === "borrow" ? lenderMark((await this.deployer()).id) : undefined;
  }

  private async identify(): Promise<Deployer> {
    const { accessToken, clientId } = this.api.settings;
    if (accessToken === undefined) {
      if (clientId === undefined) throw new ProviderError("The provider has no credentials for Genesys Cloud.");
      return { id: clientId, subjectType: "PC_OAUTH_CLIENT" };
    }
    try {
      const { id } = await this.api.call<{ id: string }>({ method: "GET", path: "/api/v2/users/me" });
      return { id, subjectType: "PC_USER" };
    } catch (error) {
      if (!isApiError(error, 400)) throw error;
    }
    const token = await this.api.call<{ OAuthClient?: { id?: string } }>({ method: "GET", path: "/api/v2/tokens/me" });
    const id = token.OAuthClient?.id;
    if (id === undefined)
      throw new ProviderError(
        "Genesys Cloud does not say which client accessToken belongs to. Use oauthclientId and oauthclientSecret, or set deployerRoles to never.",
      );
    return { id, subjectType: "PC_OAUTH_CLIENT" };
  }

  private inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const turn = this.queue.then(step, step);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async withoutLoans<Result>(needs: readonly Pair[], work: (late: Late) => Promise<Result>): Promise<Result> {
    try {
      return await work(() => undefined);
    } catch (error) {
      if (!isApiError(error, 400, "bad.client.role") || needs.length === 0) throw error;
      throw new ProviderError(
        `the deployer must hold every role of the client, each in the same division: ${await this.describe(needs)}.\n` +
          "Next: grant what it lacks to the deployer, or set deployerRoles on the provider to borrow (for the moment only) or keep; now it is never.\n" +
          `Answer: ${error.status} ${error.code}: ${error.apiMessage} (${error.call}, correlation id ${error.correlationId})`,
      );
    }
  }

  private lateFor(needs: readonly Pair[]): Late {
    return (error) => {
      const fresh = needs.some((pair) => {
        const since = this.loans.get(pairKey(pair))?.since ?? this.keptSince.get(pairKey(pair));
        return since !== undefined && this.api.clock.now() - since < this.api.settings.grantTimeoutMs;
      });
      return error.code === "bad.client.role" && fresh ? "the roles that were granted to the deployer do not act yet" : undefined;
    };
  }

  /** What the deployer holds, apart from loans. */
  private async ownPairs(onWait: (message: string) => void): Promise<Pair[]> {
    this.held ??= (async () => {
      const { id } = await this.deployer();
      const subject = await readSubject(this.api, id, { onWait });
      for (const { role, division } of subject?.grants ?? []) {
        this.directory.learn(role?.id, role?.name);
        this.directory.learn(division?.id, division?.name);
      }
      return subject === undefined ? [] : ownGrants(subject).filter((pair) => !this.loans.has(pairKey(pair)));
    })().catch((error: unknown) => {
      this.held = undefined;
      throw error;
    });
    return this.held;
  }

  /**
   * Grants what is missing of `needs` and counts this operation as a user of every loan among them.
   *
   * @param exact a grant in all divisions is not taken to be one in each
   */
  private async take(borrower: Borrower, needs: readonly Pair[], exact: boolean): Promise<Pair[]> {
    await this.cleanUpOnce(borrower);
    const taken: Pair[] = [];
    const missing: Pair[] = [];
    for (const pair of needs) {
      const loan = this.loans.get(pairKey(pair));
      if (loan !== undefined) taken.push(pair);
      else if (this.keptSince.has(pairKey(pair))) continue;
      else if (this.directory.isMade(pair.roleId) || !(await this.isHeld(pair, exact, borrower.onWait))) missing.push(pair);
    }
    if (missing.length > 0) await this.lend(borrower, missing);
    if (this.api.settings.deployerRoles === "keep") return missing;
    for (const pair of [...taken, ...missing]) {
      const loan = this.loans.get(pairKey(pair));
      if (loan !== undefined) loan.users += 1;
    }
    return [...taken, ...missing];
  }

  private async isHeld(pair: Pair, exact: boolean, onWait: (message: string) => void): Promise<boolean> {
    const own = await this.ownPairs(onWait);
    return own.some(
      (held) => held.roleId === pair.roleId && (held.divisionId === pair.divisionId || (!exact && held.divisionId === everyDivision)),
    );
  }

  private async lend(borrower: Borrower, missing: readonly Pair[]): Promise<void> {
    const { id, subjectType } = await this.deployer();
    const justMade = missing.some(({ roleId, divisionId }) => this.directory.isMade(roleId) || this.directory.isMade(divisionId));
    const keep = this.api.settings.deployerRoles === "keep";
    borrower.onWait(`granting the deployer ${await this.describe(missing)}`);
    if (keep) {
      await addGrants(this.api, id, subjectType, missing, { justMade, onWait: borrower.onWait });
      for (const pair of missing) this.keptSince.set(pairKey(pair), this.api.clock.now());
      this.log.info(borrower.urn, `Deployer roles: granted for ${borrower.what} and kept: ${await this.describe(missing)}.`);
      return;
    }
    for (const pair of missing) this.loans.set(pairKey(pair), { pair, since: this.api.clock.now(), users: 0 });
    try {
      await this.updateLedger(borrower);
      await addGrants(this.api, id, subjectType, missing, { justMade, onWait: borrower.onWait });
    } catch (error) {
      for (const pair of missing) this.loans.delete(pairKey(pair));
      await removeGrants(this.api, id, missing)
        .then(() => this.updateLedger(borrower))
        .catch(() => undefined);
      throw error;
    }
  }

  private async giveBack(borrower: Borrower, taken: readonly Pair[]): Promise<string[]> {
    const unused: Pair[] = [];
    for (const pair of taken) {
      const loan = this.loans.get(pairKey(pair));
      if (loan === undefined) continue;
      loan.users -= 1;
      if (loan.users <= 0) unused.push(pair);
    }
    if (unused.length === 0) return [];
    const described = await this.describe(unused);
    try {
      const { id } = await this.deployer();
      await removeGrants(this.api, id, unused, { onWait: borrower.onWait });
      for (const pair of unused) this.loans.delete(pairKey(pair));
      await this.updateLedger(borrower);
      this.log.info(borrower.urn, `Deployer roles: granted for the moment and taken back: ${described}.`);
      return [];
    } catch (error) {
      for (const pair of unused) this.loans.delete(pairKey(pair));
      const reason = error instanceof Error ? error.message : String(error);
      return [
        `The deployer still holds ${described}, which it should hold for the moment only: taking it back failed (${reason}). The next pulumi up takes it back.`,
      ];
    }
  }

  /** Whether loans of a role are recognised by the role's own mark. */
  private async isMarkedAsLent(role: Role | undefined, stack: string): Promise<boolean> {
    const mark = readMark(role?.description);
    return mark?.stack === stack && mark.lender === lenderMark((await this.deployer()).id);
  }

  /** Makes the ledger say what is on loan now, as far as the roles' own marks do not. */
  private async updateLedger(borrower: Borrower): Promise<void> {
    const stack = stackMark(borrower.urn);
    const roles = new Map((await this.directory.roles.all()).map((role) => [role.id, role]));
    const pairs: Pair[] = [];
    for (const { pair } of this.loans.values()) {
      if (!(await this.isMarkedAsLent(roles.get(pair.roleId), stack))) pairs.push(pair);
    }
    const { id, subjectType } = await this.deployer();
    const body = {
      name: ledgerName(stack),
      description: writeLedger({ stack, subjectType, subjectId: id, pairs }),
      permissionPolicies: [],
    };
    if (pairs.length === 0) {
      if (this.ledgerRole !== undefined) await this.deleteLedger(this.ledgerRole);
      this.ledgerRole = undefined;
    } else if (this.ledgerRole === undefined) {
      this.ledgerRole = await this.makeLedger(body, borrower);
    } else {
      await this.api.call({
        method: "PUT",
        path: "/api/v2/authorization/roles/{roleId}",
        parameters: { roleId: this.ledgerRole },
        body,
        onWait: borrower.onWait,
      });
    }
  }

  private async makeLedger(body: { name: string; description: string }, borrower: Borrower): Promise<string> {
    try {
      return (await this.api.call<Role>({ method: "POST", path: "/api/v2/authorization/roles", body, onWait: borrower.onWait })).id;
    } catch (error) {
      if (!isUnclear(error)) throw error;
      this.directory.roles.forget();
      const made = (await this.directory.roles.all()).find(({ description }) => description === body.description);
      if (made !== undefined) return made.id;
      return (await this.api.call<Role>({ method: "POST", path: "/api/v2/authorization/roles", body, onWait: borrower.onWait })).id;
    }
  }

  private async deleteLedger(roleId: string): Promise<void> {
    try {
      await this.api.call({ method: "DELETE", path: "/api/v2/authorization/roles/{roleId}", parameters: { roleId } });
    } catch (error) {
      if (!isApiError(error, 404)) throw error;
    }
  }

  private cleanUpOnce(borrower: Borrower): Promise<void> {
    this.cleaned ??= this.takeBackLeftOvers(borrower).catch((error: unknown) => {
      this.cleaned = undefined;
      throw error;
    });
    return this.cleaned;
  }

  private async takeBackLeftOvers(borrower: Borrower): Promise<void> {
    const stack = stackMark(borrower.urn);
    const { deployerRoles } = this.api.settings;
    const roles = await this.directory.roles.all();
    const ledgers = roles.flatMap(({ id: ledgerId, description }) => {
      const ledger = readLedger(description);
      return ledger?.stack === stack ? [{ ledgerId, ...ledger }] : [];
    });
    const lent: string[] = [];
    if (deployerRoles === "borrow") {
      for (const role of roles) if (!this.directory.isMade(role.id) && (await this.isMarkedAsLent(role, stack))) lent.push(role.id);
    }
    if (ledgers.length === 0 && lent.length === 0) return;

    const deployer = await this.deployer();
    const own = await this.ownPairs(borrower.onWait);
    const listed = ledgers.filter(({ subjectId }) => subjectId === deployer.id).flatMap(({ pairs }) => pairs);
    let leftOver = [
      ...within(own, listed),
      ...without(
        own.filter(({ roleId }) => lent.includes(roleId)),
        listed,
      ),
    ];
    if (leftOver.length > 0 && leftOver.length === own.length) {
      leftOver = leftOver.slice(1);
      this.log.warn(borrower.urn, "Deployer roles: everything that the deployer holds is on loan; its last grant is left to it.");
    }
    if (leftOver.length > 0) {
      await removeGrants(this.api, deployer.id, leftOver, { onWait: borrower.onWait });
      this.held = Promise.resolve(without(own, leftOver));
      this.log.warn(
        borrower.urn,
        `Deployer roles: taken back what an interrupted run had left to the deployer: ${await this.describe(leftOver)}.`,
      );
    }
    for (const { ledgerId, subjectId, pairs } of ledgers) {
      if (subjectId !== deployer.id) {
        await removeGrants(this.api, subjectId, pairs, { onWait: borrower.onWait });
        this.log.warn(
          borrower.urn,
          `Deployer roles: taken back what an interrupted run had left to the deployer ${subjectId}: ${await this.describe(pairs)}.`,
        );
      }
      await this.deleteLedger(ledgerId);
      await this.directory.roles.remove(ledgerId);
    }
  }

  private async describe(pairs: readonly Pair[]): Promise<string> {
    const parts: string[] = [];
    for (const { roleId, divisionId } of pairs) {
      parts.push(`role ${await this.directory.roleLabel(roleId)} in ${await this.directory.divisionLabel(divisionId)}`);
    }
    return parts.join(", ");
  }
}
