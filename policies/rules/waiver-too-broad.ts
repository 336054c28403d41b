import * as z from "zod";
import { isPrecise } from "../waivers/waiver";
import type { RuleFinding } from "../finding";
import { ruleWithOptions } from "../rule";

/** Rule `waiver-too-broad`: A waiver names one finding and ends within reach. */
export const waiverTooBroad = ruleWithOptions({
  id: "waiver-too-broad",
  title: "A waiver names one finding and ends within reach",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [],
  certainty: "confirmed",
  source: "this project: a waiver is a decision about one finding",
  why:
    "A waiver for everything, or for ever, switches a rule off without saying so. Whoever wants that changes the rule's level, " +
    "where every report shows it.",
  fix: "Name the rule and the finding, and an end within the year.",
  options: z.strictObject({
    days: z.int().positive().default(366).describe("The longest time from today that a waiver may hold, in days."),
  }),
  stage: "waivers",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues] }
genesys-access:waivers:
  - { rule: owner-missing, finding: "*", reason: later, owner: platform, approvedBy: security, expires: "2027-06-30" }
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
  checkWaivers: (uses, { options, today }) =>
    uses.flatMap(({ waiver }): readonly RuleFinding[] => {
      const days = (Date.parse(waiver.expires) - Date.parse(today)) / 86_400_000;
      const why = !isPrecise(waiver) ? "names no single finding, so it waives nothing" : days > options.days ? `ends on ${waiver.expires}, more than ${options.days} days from now` : undefined;
      if (why === undefined) return [];
      return [
        {
          kind: "violation",
          key: `${waiver.rule} ${waiver.finding}`,
          subject: `waiver of ${waiver.rule}`,
          place: waiver.place,
          message: `The waiver ${why}.`,
          fix: isPrecise(waiver) ? "Write an earlier `expires`." : "Write one waiver for each finding, with the key that the report prints.",
        },
      ];
    }),
});
