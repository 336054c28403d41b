import * as z from "zod";
import { hasWildcard, namesOfPolicy, powerOf, powerRank } from "../../access/catalogue";
import { vendorSets } from "../../access/catalogue/facts/vendorSets";
import { usefulPermissions } from "../reading/needed";
import { called, counted, few } from "../reading/words";
import type { RuleFinding } from "../finding";
import { ruleWithOptions } from "../rule";

/** Rule `wildcard-permission`: Wildcards do not add permissions that nobody asked for. */
export const wildcardPermission = ruleWithOptions({
  id: "wildcard-permission",
  title: "Wildcards do not add permissions that nobody asked for",
  severity: "medium",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "specification: the permissions of all operations, to which the wildcard is expanded",
  why:
    "A wildcard gives everything that its family has, now and later: `recording:*:*` lets an archive delete recordings. " +
    "The finding says how many permissions it adds beyond the declared calls, the most powerful first.",
  fix: "List the actions that are needed.",
  options: z.strictObject({
    most: z.int().nonnegative().default(0).describe("How many permissions beyond the declared calls a wildcard may add."),
  }),
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    permissions: [{ permission: "recording:*:*", reason: it reads recordings }]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    permissions: [{ permission: "recording:recording:view", reason: it reads recordings }]
`,
  },
  check: (graph, { options, reading }) =>
    graph.roles
      .filter(({ builtIn }) => builtIn !== true)
      .flatMap((role) => {
        return role.policies.filter(hasWildcard).flatMap((policy): readonly RuleFinding[] => {
          const useful = new Set(reading.applicationsWith(role).flatMap((application) => [...usefulPermissions(reading, application)]));
          const written = namesOfPolicy(policy).filter((name) => policy.entity === "*" || name.endsWith(":*"));
          const added = reading.catalogue.permissionsMatching(policy).filter((permission) => !useful.has(permission));
          if (added.length <= options.most) return [];
          const worst = [...added].sort((one, other) => powerRank(powerOf(other)) - powerRank(powerOf(one)));
          const vendor = vendorSets.find((set) => written.every((name) => set.permissions.includes(name)));
          const cited = vendor === undefined ? "" : ` ${vendor.vendor} asks for it (${vendor.source}).`;
          return [
            {
              kind: "violation",
              key: `${role.key} ${written.join(" ")}`,
              subject: called("role", role),
              place: policy.place,
              message: `${few(written)} adds ${counted(added.length, "permission")} that no declared call needs, ${worst.length > 1 ? "among them " : ""}${few(worst, 3)}.${cited}`,
              fix: useful.size > 0 ? `List what the calls need: ${few([...useful].filter((each) => reading.catalogue.permissionsMatching(policy).includes(each)).sort(), 6)}.` : "List the actions that are meant.",
              ...(vendor === undefined ? {} : { atMost: "advisory" as const }),
            },
          ];
        });
      }),
});
