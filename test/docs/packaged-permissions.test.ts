import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../access/catalogue";
import { vendorSets } from "../../access/catalogue/facts/vendorSets";
import { checkout } from "./thread-pages";

const set = vendorSets.find((one) => one.vendor === "Genesys for ServiceNow");

/** The permissions that a line with wildcards stands for in the catalogue, by entity; the line itself where none is known. */
function expanded(line: string): readonly (readonly [entity: string, actions: readonly string[]])[] {
  const [domain = "", entity = "", action = ""] = line.split(":");
  const found = catalogue().permissionsMatching({ domain, entity, actions: [action] });
  const entities = [...new Set(found.map((one) => one.split(":").slice(0, 2).join(":")))];
  if (found.length === 0) return [[`${domain}:${entity}`, [action]]];
  return entities.map((one) => [one, found.filter((permission) => permission.startsWith(`${one}:`)).map((permission) => permission.split(":")[2] ?? "")]);
}

describe("the permissions of Genesys' packaged ServiceNow integration", () => {
  const lines = (set?.permissions ?? []).map((line) => ({ line, entities: expanded(line) }));
  const total = lines.flatMap(({ entities }) => entities.flatMap(([, actions]) => actions)).length;

  it("are listed in full beside the page of thread 000", async () => {
    const page = [
      "# What Genesys' packaged ServiceNow integration asks for",
      "",
      `The package asks for ${lines.map(({ line }) => `\`${line}\``).join(", ")} on a client-credentials client`,
      `(${set?.source ?? ""}). Wildcards are deprecated: Genesys Cloud turns them into the permissions of the day.`,
      `In the catalogue of ${catalogue().version} they stand for these ${total}. \`integration:cxCloudSN:*\` is not in it: it`,
      "comes with the package. A test writes this page.",
      ...lines.flatMap(({ line, entities }) => ["", `## \`${line}\``, "", "| entity | actions |", "|---|---|", ...entities.map(([entity, actions]) => `| \`${entity}\` | ${actions.join(", ")} |`)]),
    ].join("\n");
    await expect(`${page}\n`).toMatchFileSnapshot(join(checkout, "docs", "threads", "000-packaged-permissions.md"));
  });

  it("are as many as the page of thread 000 says, and what its org file asks for", () => {
    expect(readFileSync(join(checkout, "docs", "threads", "000-servicenow.md"), "utf8")).toContain(`[${total} permissions](000-packaged-permissions.md)`);
    const file = readFileSync(join(checkout, "stacks", "orgs", "Pulumi.servicenow-uk-packaged.yaml"), "utf8");
    expect([...file.matchAll(/permission: (\S+)/g)].map((match) => match[1]).sort()).toEqual([...(set?.permissions ?? [])].sort());
  });
});
