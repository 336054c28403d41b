import { addressIn } from "../../access/decide/addresses";
import { called, few, fieldPlace } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `ip-not-allowlisted`: Applications call from addresses that the org admits. */
export const ipNotAllowlisted: Rule = {
  id: "ip-not-allowlisted",
  title: "Applications call from addresses that the org admits",
  cause: "ip-not-allowlisted",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 401, code: "ip.not.authorized" }],
  certainty: "confirmed",
  source: "specification, refusal ip.not.authorized; help: allow IP addresses",
  why:
    "An org may admit API calls from listed addresses only. Whoever calls from elsewhere gets 401 `ip.not.authorized` with a token that is perfectly good. " +
    "Genesys' own data actions are exempt.",
  fix: "Add the application's addresses to the org's allow list, or let it call from one that is there.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, allowedAddresses: [198.51.100.0/24] }
genesys-access:applications:
  nightly:
    calls: [GET /api/v2/routing/queues]
    allowedAddresses: [203.0.113.7]
`,
    good: `
genesys-access:org: { region: eu-west-2, allowedAddresses: [198.51.100.0/24] }
genesys-access:applications:
  nightly:
    calls: [GET /api/v2/routing/queues]
    allowedAddresses: [198.51.100.7]
`,
  },
  check: (graph) => {
    const admitted = graph.org.allowedAddresses;
    const stating = graph.applications.filter(({ allowedAddresses }) => (allowedAddresses ?? []).length > 0);
    if (admitted === undefined) {
      if (stating.length === 0) return [];
      return [
        {
          kind: "unstated",
          key: "org.allowedAddresses",
          subject: `org ${graph.org.name}`,
          place: graph.org.place ?? { kind: "live", path: "org" },
          message: "Whether the org restricts the addresses that may call is not stated.",
          fix: "Add `allowedAddresses: []` under `genesys-access:org` if it does not, or its list.",
        },
      ];
    }
    if (admitted.length === 0) return [];
    return stating.flatMap((application): readonly RuleFinding[] => {
      const outside = (application.allowedAddresses ?? []).filter((address) => !admitted.some((cidr) => inside(address, cidr)));
      if (outside.length === 0) return [];
      return [
        {
          kind: "violation",
          key: application.key,
          subject: called("application", application),
          place: fieldPlace(application, "allowedAddresses"),
          message: `The application calls from ${few(outside)}, which the org's allow list does not admit.`,
          fix: `Add to \`allowedAddresses\` of \`genesys-access:org\` once the org's administrator has admitted it: ${outside.map((each) => `\`- ${each}\``).join(" ")}.`,
          refuses: { call: "every call of the application", status: 401, code: "ip.not.authorized" },
        },
      ];
    });
  },
};

/** Whether a whole block lies in another: its first address does, and it is not larger. */
function inside(block: string, cidr: string): boolean {
  const length = (text: string): number => Number(text.split("/")[1] ?? "32");
  return addressIn(block.split("/")[0] ?? "", cidr) && length(block) >= length(cidr);
}
