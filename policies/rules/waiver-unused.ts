import { inForce, isPrecise } from "../waivers/waiver";
import type { Rule } from "../rule";

/** Rule `waiver-unused`: Every waiver waives something. */
export const waiverUnused: Rule = {
  id: "waiver-unused",
  title: "Every waiver waives something",
  severity: "low",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "the findings of this run",
  why: "A waiver that matches nothing is either left over, and waits to hide the next mistake, or misspelt, and waives nothing.",
  fix: "Remove it, or correct its rule and finding; reports print the key of every finding.",
  stage: "waivers",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues], owner: platform }
genesys-access:waivers:
  - { rule: owner-missing, finding: wallboard, reason: being handed over, owner: platform, approvedBy: security, expires: "2027-06-30" }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues] }
genesys-access:waivers:
  - { rule: owner-missing, finding: wallboard, reason: being handed over, owner: platform, approvedBy: security, expires: "2027-06-30" }
`,
  },
  check: () => [],
  checkWaivers: (uses, { today }) =>
    uses
      .filter(({ waiver, matched }) => matched === 0 && isPrecise(waiver) && inForce(waiver, today))
      .map(({ waiver }) => ({
        kind: "violation",
        key: `${waiver.rule} ${waiver.finding}`,
        subject: `waiver of ${waiver.rule}`,
        place: waiver.place,
        message: `The waiver of "${waiver.finding}" waives nothing: ${waiver.rule} has no such finding here.`,
        fix: "Remove the waiver, or correct `rule` and `finding`.",
      })),
};
