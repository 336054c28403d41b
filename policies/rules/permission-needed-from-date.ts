import * as z from "zod";
import { datedChanges } from "../../access/catalogue/facts/datedChanges";
import { namesOfPolicy } from "../../access/catalogue";
import { aboutCall, callerName } from "../reading/refusals";
import { addPermissions } from "../reading/permissionFix";
import { called, few } from "../reading/words";
import type { RuleFinding } from "../finding";
import { ruleWithOptions } from "../rule";

/** Rule `permission-needed-from-date`: Callers hold the permissions that announced changes ask for. */
export const permissionNeededFromDate = ruleWithOptions({
  id: "permission-needed-from-date",
  title: "Callers hold the permissions that announced changes ask for",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [{ status: 403, code: "missing.permissions" }],
  certainty: "confirmed",
  source: "announcement of 2026-01-12 (Conversation > Call > Add is split from 2026-03-01) and announcements stated as options",
  why:
    "Genesys splits permissions now and then and puts the new ones into the roles that held the old one. A role that is replaced as a whole from code loses them again, " +
    "and calls that worked are refused from the date of the change.",
  fix: "Add the new permissions to the role; state announcements that you know of as the option `changes`.",
  options: z.strictObject({
    changes: z
      .array(
        z.strictObject({
          from: z.string().describe("ISO date from which it counts."),
          calls: z.array(z.string()).describe("Operations, as METHOD path or by name."),
          permissions: z.array(z.string()).describe("Permissions that the calls then need too."),
          source: z.string().optional(),
        }),
      )
      .default([])
      .describe("Announced changes that the product does not know."),
  }),
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard: { calls: [GET /api/v2/routing/queues] }
genesys-access:policies:
  permission-needed-from-date:
    changes: [{ from: "2027-02-01", calls: [GET /api/v2/routing/queues], permissions: ["routing:queue:search"] }]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
    permissions: [{ permission: "routing:queue:search", reason: needed from February 2027 }]
genesys-access:policies:
  permission-needed-from-date:
    changes: [{ from: "2027-02-01", calls: [GET /api/v2/routing/queues], permissions: ["routing:queue:search"] }]
`,
  },
  check: (graph, { options, reading, today }) => {
    const announced = reading.knownCalls.flatMap((call): readonly RuleFinding[] => {
      const principal = reading.principal(call.application);
      if (principal === undefined) return [];
      return options.changes.flatMap((change): readonly RuleFinding[] => {
        const named = change.calls.some((each) => {
          const resolved = reading.catalogue.resolve(each);
          return resolved.known && resolved.operation.id === call.operation.id;
        });
        const missing = named ? change.permissions.filter((permission) => reading.decider.holds(principal, permission) === "no") : [];
        if (missing.length === 0) return [];
        const about = aboutCall(call, { status: 403, code: "missing.permissions" });
        return [
          {
            kind: "violation",
            ...about,
            key: `${about.key} ${change.from}`,
            message: `From ${change.from}${change.from <= today ? " (that is now)" : ""} the call also needs ${few(missing)}, which ${callerName({ reading }, call)} does not hold.`,
            fix: addPermissions(reading, call, missing),
          },
        ];
      });
    });
    const split = graph.roles.flatMap((role): readonly RuleFinding[] =>
      datedChanges.flatMap((change): readonly RuleFinding[] => {
        const touched = role.policies.find((policy) => namesOfPolicy(policy).some((name) => change.touches.permissions?.includes(name) === true));
        if (touched === undefined || role.builtIn === true) return [];
        return [
          {
            kind: "violation",
            key: `${role.key} ${change.id}`,
            subject: called("role", role),
            place: touched.place,
            message: `Since ${change.from ?? "an announced date"} ${change.text}.`,
            fix: "Compare the role with the org's (`genesys-access drift`), and add what Genesys added and the application uses; leave `exclusiveRole` off until then.",
          },
        ];
      }),
    );
    return [...announced, ...split];
  },
});
