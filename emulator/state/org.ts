import type { Store } from "./store";
import type { Table } from "./table";
import type * as rows from "./entities";

/** The database of one org: its tables in the store. */
export class Org {
  readonly info: Table<rows.OrgRecord>;
  readonly divisions: Table<rows.DivisionRecord>;
  readonly roles: Table<rows.RoleRecord>;
  readonly clients: Table<rows.ClientRecord>;
  readonly grants: Table<rows.GrantRecord>;
  readonly groups: Table<rows.GroupRecord>;
  readonly users: Table<rows.UserRecord>;
  readonly tokens: Table<rows.TokenRecord>;
  readonly refreshTokens: Table<rows.RefreshTokenRecord>;
  readonly codes: Table<rows.AuthorizationCodeRecord>;
  readonly consents: Table<rows.ConsentRecord>;
  readonly queues: Table<rows.QueueRecord>;
  readonly conversations: Table<rows.ConversationRecord>;
  readonly jobs: Table<rows.JobRecord>;
  readonly retentionPolicies: Table<rows.RetentionPolicyRecord>;
  /** Pairings that this org has made, to be trusted by another. */
  readonly pairings: Table<rows.PairingRecord>;
  /** Orgs that this org trusts, by their id. */
  readonly trusts: Table<rows.TrustRecord>;
  readonly accessPolicies: Table<rows.AccessPolicyRecord>;
  readonly evaluationForms: Table<rows.EvaluationFormRecord>;
  readonly evaluations: Table<rows.EvaluationRecord>;
  readonly screenMonitoring: Table<rows.ScreenMonitoringRecord>;
  /** Objects that are only echoed, and settings: the key says which. */
  readonly documents: Table<Readonly<Record<string, unknown>>>;

  constructor(
    readonly store: Store,
    readonly name: string,
  ) {
    const table = <T>(kind: string): Table<T> => store.table<T>(`${name}/${kind}`);
    this.info = table("org");
    this.divisions = table("divisions");
    this.roles = table("roles");
    this.clients = table("clients");
    this.grants = table("grants");
    this.groups = table("groups");
    this.users = table("users");
    this.tokens = table("tokens");
    this.refreshTokens = table("refresh-tokens");
    this.codes = table("codes");
    this.consents = table("consents");
    this.queues = table("queues");
    this.conversations = table("conversations");
    this.jobs = table("jobs");
    this.retentionPolicies = table("retention-policies");
    this.pairings = table("pairings");
    this.trusts = table("trusts");
    this.accessPolicies = table("access-policies");
    this.evaluationForms = table("evaluation-forms");
    this.evaluations = table("evaluations");
    this.screenMonitoring = table("screen-monitoring");
    this.documents = table("documents");
  }

  get record(): rows.OrgRecord {
    const record = this.info.get("me");
    if (record === undefined) throw new Error(`The org ${this.name} has no record.`);
    return record;
  }

  get id(): string {
    return this.record.id;
  }

  get settings(): rows.OrgSettings {
    return this.record.settings;
  }

  get home(): rows.DivisionRecord {
    const home = this.divisions.find((division) => division.home);
    if (home === undefined) throw new Error(`The org ${this.name} has no home division.`);
    return home;
  }

  /** Grants held directly by a subject. */
  grantsOf(subjectId: string): rows.GrantRecord[] {
    return this.grants.filter((grant) => grant.subjectId === subjectId);
  }

  addGrant(grant: rows.GrantRecord): void {
    const key = grantKey(grant);
    if (!this.grants.has(key)) this.grants.put(key, grant);
  }

  removeGrants(which: (grant: rows.GrantRecord) => boolean): void {
    for (const grant of this.grants.filter(which)) this.grants.delete(grantKey(grant));
  }

  /** Forgets tokens and codes whose time is over. */
  forgetExpired(now: number): void {
    for (const [key, token] of [...this.tokens.entries()]) if (token.expiresAt <= now) this.tokens.delete(key);
    for (const [key, code] of [...this.codes.entries()]) if (code.expiresAt <= now) this.codes.delete(key);
  }

  /** Ends the access of a client or user at once: its tokens stop working. */
  removeTokens(which: (token: rows.TokenRecord) => boolean): void {
    for (const [key, token] of [...this.tokens.entries()]) if (which(token)) this.tokens.delete(key);
  }
}

/** What makes a grant the same grant: its subject, role and division. */
export function grantKey(grant: { readonly subjectId: string; readonly divisionId: string; readonly roleId: string }): string {
  return `${grant.subjectId} ${grant.divisionId} ${grant.roleId}`;
}
