/** Arguments of {@link PartnerOrgs}. */
export interface PartnerOrgsArgs {
  /** Other orgs with which this one is paired, by a name of your own. */
  trusts: Record<string, PartnerOrgTrust>;
}

/** A pairing with another org. It admits people of the trustee to the trustor; an OAuth client never comes across. */
export interface PartnerOrgTrust {
  /** What the other org is to this one: `trustor` (it admits our people) or `trustee` (we admit its people). */
  direction: string;
  /** Name or id of the other org. */
  otherOrg: string;
  /** Whether it is in force. Default: `true`. */
  enabled?: boolean;
  /** Last day of the trust, such as `2027-03-31`. Default: it has none. */
  expires?: string;
  /** Users that it admits, by email. Default: none. */
  users?: string[];
  /** Groups that it admits, by name in Genesys Cloud. Default: none. */
  groups?: string[];
  /**
   * Whether the pairing is asked for here; only the trustee can. Its id then goes to the trustor's administrator, who
   * makes the trust with it. Default: `false`: the trust is a fact.
   */
  manage?: boolean;
}
