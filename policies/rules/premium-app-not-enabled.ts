import { called } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `premium-app-not-enabled`: Premium apps whose permissions are granted are enabled in the org. */
export const premiumAppNotEnabled: Rule = {
  id: "premium-app-not-enabled",
  title: "Premium apps whose permissions are granted are enabled in the org",
  cause: "premium-app-not-enabled",
  severity: "medium",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "integrations.forbidden" }],
  certainty: "confirmed",
  source: "premium app wizard of Genesys; specification, refusal integrations.forbidden",
  why:
    "A premium app brings permissions of its own, `integration:<app>:<action>`. They exist only in orgs that have the app: elsewhere the role is refused, " +
    "and so is whoever opens the app.",
  fix: "Subscribe to the app in the org, or take its permissions out of the role.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, products: [] }
genesys-access:applications:
  crm:
    permissions:
      - { permission: "integration:exampleCrm:view", reason: the app's own page asks for it }
`,
    good: `
genesys-access:org: { region: eu-west-2, products: [exampleCrm] }
genesys-access:applications:
  crm:
    permissions:
      - { permission: "integration:exampleCrm:view", reason: the app's own page asks for it }
`,
  },
  check: (graph, { reading }) => {
    const { permissions, products } = graph.org;
    return graph.roles.flatMap((role): readonly RuleFinding[] => {
      const apps = role.policies
        .filter(({ domain, entity }) => domain === "integration" && entity !== "*" && entity !== "")
        .filter(({ domain, entity }) => !reading.catalogue.permissions.some((known) => known.startsWith(`${domain}:${entity}:`)));
      return apps.flatMap(({ entity: app, place }): readonly RuleFinding[] => {
        const common = { key: `${role.key} ${app}`, subject: called("role", role), place };
        if (permissions !== undefined) {
          if (permissions.some((permission) => permission.startsWith(`integration:${app}:`))) return [];
          return [missing(common, app, "the org has no permission of it")];
        }
        if (products === undefined) {
          return [
            {
              ...common,
              kind: "unchecked",
              key: `premium app ${app}`,
              message: `Whether the org has the premium app "${app}" is known to the org only.`,
              fix: "`GET /api/v2/authorization/permissions` lists `integration:` permissions of the apps that it has.",
            },
          ];
        }
        return products.some((product) => product.toLowerCase().includes(app.toLowerCase())) ? [] : [{ ...missing(common, app, "no product of that name is stated"), atMost: "advisory" }];
      });
    });
  },
};

function missing(common: Pick<RuleFinding, "key" | "subject" | "place">, app: string, why: string): RuleFinding {
  return {
    ...common,
    kind: "violation",
    message: `The role grants permissions of the premium app "${app}", and ${why}.`,
    fix: `Subscribe the org to "${app}", and add it to \`products\` under \`genesys-access:org\`; or remove \`integration:${app}:…\` from the role.`,
  };
}
