import type { Place } from "../../access/graph/place";

/**
 * A decision to live with a finding for a while. It names one rule and one finding; whoever needs
 * more writes more waivers, so that each has its reason.
 */
export interface Waiver {
  readonly rule: string;
  /** Key of the finding, as reports print it. */
  readonly finding: string;
  /** The org it holds for; absent in an org file, where it is that org. */
  readonly org?: string | undefined;
  /** The subject of the finding, as reports print it (`application nightly-export`); narrows the waiver further. */
  readonly where?: string | undefined;
  readonly reason: string;
  /** Who answers for the waiver. */
  readonly owner: string;
  /** Who approved it: somebody else than its owner and author. Absent is a finding. */
  readonly approvedBy?: string | undefined;
  /** Who wrote it, when that is not the owner. */
  readonly author?: string | undefined;
  /** Last day on which it holds, as an ISO date. */
  readonly expires: string;
  readonly place: Place;
}

/** What a waiver did in one run. */
export interface WaiverUse {
  readonly waiver: Waiver;
  /** The org whose findings it was held against. */
  readonly org: string;
  /** How many findings it matched, expired or not. */
  readonly matched: number;
}

/** True while the waiver holds; its last day counts. */
export function inForce(waiver: Waiver, today: string): boolean {
  return today <= waiver.expires;
}

/** True when the waiver names a single rule and a single finding. The wildcard of a permission, as in `conversation:*:*`, is part of a finding's name. */
export function isPrecise(waiver: Waiver): boolean {
  return ![waiver.rule, waiver.finding.replace(wildcardPermissions, "")].some((part) => part.includes("*") || part === "all");
}

const wildcardPermissions = /(?<=^|\s)[^\s:*]+:[^\s:]+:[^\s:]+(?=\s|$)/g;

/**
 * True when the waiver is about this finding of this org. A waiver that is too broad (a `*`) waives
 * nothing: it would hide what nobody looked at.
 */
export function matches(waiver: Waiver, finding: { readonly rule: string; readonly key: string; readonly subject: string }, org: string): boolean {
  return (
    isPrecise(waiver) &&
    waiver.rule === finding.rule &&
    waiver.finding === finding.key &&
    (waiver.org === undefined || waiver.org === org) &&
    (waiver.where === undefined || waiver.where === finding.subject)
  );
}
