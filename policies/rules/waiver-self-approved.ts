import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `waiver-self-approved`: Waivers are approved by somebody else than their owner. */
export const waiverSelfApproved: Rule = {
  id: "waiver-self-approved",
  title: "Waivers are approved by somebody else than their owner",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [],
  certainty: "confirmed",
  source: "this project: four eyes",
  why: "A waiver says that somebody other than the one in a hurry has looked. One that nobody approved, or that its owner or author approved, says nothing.",
  fix: "Have somebody else approve it and write who it was under `approvedBy`.",
  stage: "waivers",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues] }
genesys-access:waivers:
  - { rule: owner-missing, finding: wallboard, reason: being handed over, owner: platform, approvedBy: platform, expires: "2027-06-30" }
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
  checkWaivers: (uses) =>
    uses.flatMap(({ waiver }): readonly RuleFinding[] => {
      const same = (one: string | undefined): boolean => one !== undefined && one.trim().toLowerCase() === waiver.approvedBy?.trim().toLowerCase();
      const why =
        waiver.approvedBy === undefined || waiver.approvedBy.trim() === ""
          ? "nobody approved it"
          : same(waiver.author)
            ? "its author approved it"
            : same(waiver.owner)
              ? "its owner approved it"
              : undefined;
      if (why === undefined) return [];
      return [
        {
          kind: "violation",
          key: `${waiver.rule} ${waiver.finding}`,
          subject: `waiver of ${waiver.rule}`,
          place: waiver.place,
          message: `The waiver of "${waiver.finding}" has no second pair of eyes: ${why}.`,
          fix: "Have somebody else look at it, and write who under `approvedBy`.",
        },
      ];
    }),
};
