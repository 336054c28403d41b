import * as pulumi from "@pulumi/pulumi";
import { createPairing, registered } from "../create";
import type { PartnerOrgsArgs } from "./args";
import { planPartnerOrgs } from "./plan";

/**
 * Pairings with other orgs. A pairing lets users and groups of the trustee be admitted to the
 * trustor; an OAuth client is good for its own org only, so a machine needs a client in each org.
 * Genesys Cloud neither changes nor deletes a pairing: another list of people is a new one.
 *
 * ```ts
 * new PartnerOrgs("partners", {
 *   trusts: { primary: { direction: "trustor", otherOrg: "acme-primary", manage: true, users: ["insights@partner.example"] } },
 * });
 * ```
 */
export class PartnerOrgs extends pulumi.ComponentResource {
  /** Ids of the pairings that are made here, by the trust's name. The trustor's administrator makes the trust with it. */
  readonly pairingIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: PartnerOrgsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("genesys-access:index:PartnerOrgs", name, { ...args }, opts);
    const plan = planPartnerOrgs(args);
    const pairings = Object.entries(plan.pairings).map(([trust, planned]) => [trust, createPairing(planned, this).orgauthorizationPairingId] as const);
    this.pairingIds = pulumi.output(Object.fromEntries(pairings));
    this.registerOutputs({ plan: registered(plan), pairingIds: this.pairingIds });
  }
}
