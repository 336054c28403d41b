import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `trust-disabled-or-expired`: Trusts with other orgs are enabled and not expired. */
export const trustDisabledOrExpired: Rule = {
  id: "trust-disabled-or-expired",
  title: "Trusts with other orgs are enabled and not expired",
  cause: "trust-disabled-or-expired",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "missing.trustor.permissions" }],
  certainty: "confirmed",
  source: "specification, organization authorization API: a trust can be disabled and has an end",
  why:
    "People of another org act here through a trust. When it is disabled or has ended, every call of theirs is refused, whatever roles they were given. " +
    "Its end comes without a warning.",
  fix: "Renew the pairing, or remove what depends on it.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:trusts:
  partner: { direction: trustor, otherOrg: Example Partner, expires: "2026-01-31", users: [support@partner.example] }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:trusts:
  partner: { direction: trustor, otherOrg: Example Partner, expires: "2099-01-31", users: [support@partner.example] }
`,
  },
  check: (graph, { today }) =>
    graph.trusts.flatMap((trust): readonly RuleFinding[] => {
      const ended = trust.expires !== undefined && trust.expires.slice(0, 10) < today;
      if (trust.enabled && !ended) return [];
      return [
        {
          kind: "violation",
          key: trust.key,
          subject: `trust ${trust.key}`,
          place: trust.place,
          message: trust.enabled
            ? `The trust with ${trust.otherOrg} ended on ${String(trust.expires).slice(0, 10)}: its people are refused here.`
            : `The trust with ${trust.otherOrg} is disabled: its people are refused here.`,
          fix: trust.enabled ? "Renew the pairing with that org and write its new end under `expires`." : "Enable it (`enabled: true`), or remove it with what depends on it.",
          refuses: { call: "every call of its users", status: 403, code: "missing.trustor.permissions" },
        },
      ];
    }),
};
