import { namesOfPolicy } from "../../access/catalogue";
import { missingProduct } from "../../access/catalogue/facts/productGates";
import { called, list } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

/** Rule `permission-unavailable-in-org`: The org has the permissions that roles ask for. */
export const permissionUnavailableInOrg: Rule = {
  id: "permission-unavailable-in-org",
  title: "The org has the permissions that roles ask for",
  cause: "permission-unavailable-in-org",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [{ status: 403, code: "missing.any.permissions" }],
  certainty: "likely",
  source: "Terraform provider issues 277, 340, 1133, 1182: permissions that a product brings do not exist in an org without it",
  why:
    "Some permissions exist only in orgs with a product or licence that brings them. A role that asks for one is refused when it is written, " +
    "or the call stays refused although the role looks right.",
  fix: "Get the product, or drop the call. `GET /api/v2/authorization/permissions` and `…/products` say what the org has; neither needs a permission.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, products: [CX 1] }
genesys-access:applications:
  archive:
    calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
    recordings: [audio]
`,
    good: `
genesys-access:org: { region: eu-west-2, products: [CX 3] }
genesys-access:applications:
  archive:
    calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
    recordings: [audio]
`,
  },
  check: (graph) => {
    const { permissions: existing, products } = graph.org;
    const asked = graph.roles.flatMap((role) =>
      role.builtIn === true ? [] : role.policies.flatMap((policy) => namesOfPolicy(policy).map((permission) => ({ role, permission, place: policy.place }))),
    );
    if (existing !== undefined) {
      const known = new Set(existing);
      return asked
        .filter(({ permission }) => !permission.includes("*") && !known.has(permission))
        .map(({ role, permission, place }): RuleFinding => ({
          kind: "violation",
          key: `${role.key} ${permission}`,
          subject: called("role", role),
          place,
          message: `The role asks for ${permission}, and this org does not have that permission.`,
          fix: `Get the product that brings it, or remove the call that needs ${permission}.`,
        }));
    }
    const gated = asked.filter(({ permission }) => missingProduct(permission, [""]) !== undefined || permission.startsWith("recording:"));
    if (products === undefined) {
      if (gated.length === 0) return [];
      return [
        {
          kind: "unstated",
          key: "org.products",
          subject: `org ${graph.org.name}`,
          place: graph.org.place ?? { kind: "live", path: "org" },
          message: `Which products the org has is not stated, and some permissions come only with one (${list(families(gated))}).`,
          fix: "Add `products: [CX 3]` under `genesys-access:org`, with the names that `GET /api/v2/authorization/products` gives.",
        },
      ];
    }
    const lacking = new Map<string, (typeof asked)[number] & { text: string }>();
    for (const each of asked) {
      const gate = missingProduct(each.permission, products);
      if (gate !== undefined && !lacking.has(each.role.key)) lacking.set(each.role.key, { ...each, text: gate.text });
    }
    return [...lacking.values()].map(({ role, permission, place, text }): RuleFinding => ({
      kind: "violation",
      key: `${role.key} ${permission}`,
      subject: called("role", role),
      place,
      message: `The role asks for ${permission}, and the org's products (${list(products)}) are not known to bring it: ${text}.`,
      fix: "Correct `products` under `genesys-access:org` if the org has one that does, or drop the calls that need it.",
      atMost: "advisory",
    }));
  },
};

function families(gated: readonly { readonly permission: string }[]): readonly string[] {
  return [...new Set(gated.map(({ permission }) => `${permission.split(":")[0] ?? ""}:*`))].sort();
}
