import { capital } from "../reading/words";
import { aboutCall, callerName } from "../reading/refusals";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `wfm-scope-of-access`: Workforce management rights reach the business units that are called for. */
export const wfmScopeOfAccess: Rule = {
  id: "wfm-scope-of-access",
  title: "Workforce management rights reach the business units that are called for",
  cause: "wfm-scope-of-access",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [{ status: 403, code: "wfm.permission.failure" }],
  certainty: "likely",
  source: "specification, refusals wfm.*; help: divisions of business and management units",
  why:
    "Workforce management checks a second time: the right must reach the business unit, management unit or team of the call, " +
    "and those lie in divisions of their own. A role that counts in Home only opens the gate and then nothing.",
  fix: "Grant the role in the divisions of the business units.",
  needsCalls: true,
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  planner:
    calls: ["GET /api/v2/workforcemanagement/businessunits/{businessUnitId}/activityplans"]
`,
    good: `
genesys-access:org: { region: eu-west-2, divisions: [Planning] }
genesys-access:applications:
  planner:
    calls: ["GET /api/v2/workforcemanagement/businessunits/{businessUnitId}/activityplans"]
    divisions: [Planning]
`,
  },
  check: (_graph, context) =>
    context.reading.knownCalls.flatMap((call): readonly RuleFinding[] => {
      const code = call.operation.refusals.find((refusal) => refusal.code.startsWith("wfm."))?.code;
      const principal = context.reading.principal(call.application);
      if (code === undefined || principal === undefined) return [];
      const grants = context.reading.grantsOf({ kind: principal.kind, key: principal.key });
      if (grants.length === 0 || !grants.every(({ division }) => division.kind === "home")) return [];
      return [
        {
          kind: "violation",
          ...aboutCall(call, { status: 403, code }),
          message: `${capital(callerName(context, call))} holds its roles in the Home division only, and business units usually lie elsewhere: workforce management then refuses.`,
          fix: "Write the divisions of the business units under `divisions`.",
        },
      ];
    }),
};
