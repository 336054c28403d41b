import { inForce } from "../waivers/waiver";
import type { Rule } from "../rule";

/** Rule `waiver-expired`: Waivers are in force. */
export const waiverExpired: Rule = {
  id: "waiver-expired",
  title: "Waivers are in force",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [],
  certainty: "confirmed",
  source: "the waiver's own date",
  why: "A waiver is a decision for a time. After its last day the finding is back, and so is the question.",
  fix: "Repair what was waived, or decide anew, with a new date and a new approval.",
  stage: "waivers",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues] }
genesys-access:waivers:
  - { rule: owner-missing, finding: wallboard, reason: being handed over, owner: platform, approvedBy: security, expires: "2025-12-31" }
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
      .filter(({ waiver }) => !inForce(waiver, today))
      .map(({ waiver, matched }) => ({
        kind: "violation",
        key: `${waiver.rule} ${waiver.finding}`,
        subject: `waiver of ${waiver.rule}`,
        place: waiver.place,
        message: `The waiver of "${waiver.finding}" expired on ${waiver.expires}${matched > 0 ? ", and what it waived is still there" : ""}.`,
        fix: matched > 0 ? `Repair the finding, or ask ${waiver.owner} to have it approved anew with a later \`expires\`.` : "Remove the waiver.",
      })),
};
