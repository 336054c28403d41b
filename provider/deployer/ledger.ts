import type { Pair, SubjectType } from "../genesys/model";
import { distinct } from "../genesys/model";

/** What a ledger says: who holds what on loan for which stack. */
export interface Ledger {
  readonly stack: string;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly pairs: readonly Pair[];
}

const pattern = /\(pulumi-loan:([\w-]{8}):(PC_\w+):([^:)]+):([^)]*)\)$/;

/** Name of the role that is a stack's ledger. */
export function ledgerName(stack: string): string {
  return `Pulumi roles on loan ${stack}`;
}

/** The ledger as the description of a role without any permission. */
export function writeLedger(ledger: Ledger): string {
  const pairs = distinct(ledger.pairs)
    .map(({ roleId, divisionId }) => `${roleId}/${divisionId}`)
    .join(",");
  return (
    "Says which roles the deployer holds for the moment only. pulumi up deletes it when they are taken back. " +
    `(pulumi-loan:${ledger.stack}:${ledger.subjectType}:${ledger.subjectId}:${pairs})`
  );
}

/** Reads a ledger out of a role's description. */
export function readLedger(description: string | undefined): Ledger | undefined {
  const [, stack, subjectType, subjectId, list] = pattern.exec(description ?? "") ?? [];
  if (stack === undefined || subjectType === undefined || subjectId === undefined || list === undefined) return undefined;
  const pairs: Pair[] = [];
  for (const entry of list.split(",")) {
    const [roleId, divisionId] = entry.split("/");
    if (roleId !== undefined && roleId !== "" && divisionId !== undefined) pairs.push({ roleId, divisionId });
  }
  return { stack, subjectType: subjectType as SubjectType, subjectId, pairs: distinct(pairs) };
}
