import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { degradedEntries, degradedText, excludeArgs } from "../../../commands/stack/degraded";
import { catalogue } from "../../../access/catalogue";
import { definitionsIn, parseOrgFile } from "../../../stacks/orgfile";

const checkout = join(__dirname, "..", "..", "..");
const orgFile = parseOrgFile(
  `config:
  genesys-access:org: { region: eu-west-2, divisions: [UK] }
  genesys-access:applications:
    screens:
      calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
      recordings: [screen]
      divisions: [UK]
    queues: { calls: [GET /api/v2/routing/queues], divisions: [UK] }
    quality-review: { from: quality-review, divisions: [UK] }
`,
  "acme.yaml",
  "acme",
  definitionsIn(join(checkout, "stacks", "applications")),
);
const every = new Set(catalogue().permissions);
const without = (gone: string): ReadonlySet<string> => new Set([...every].filter((permission) => !permission.startsWith(gone)));

describe("what an org has lost", () => {
  it("is nothing where it has everything, and nothing where nobody could ask", () => {
    expect(degradedEntries(orgFile, { permissions: every, products: ["CX 3"] })).toEqual([]);
    expect(degradedEntries(orgFile, {})).toEqual([]);
  });

  it("is a permission that Genesys Cloud knows and this org does not have: only what needs it is degraded", () => {
    const degraded = degradedEntries(orgFile, { permissions: without("recording:screenRecording:"), products: ["CX 3"] });
    expect(degraded.find(({ name }) => name === "screens")).toMatchObject({ section: "applications", permissions: ["recording:screenRecording:view"], reason: "this org does not have the permission recording:screenRecording:view" });
    expect(degraded.map(({ name }) => name)).not.toContain("queues");
  });

  it("is a product that a definition requires; one of several that will do is enough", () => {
    expect(degradedEntries(orgFile, { permissions: every, products: ["cx 4"] })).toEqual([]);
    expect(degradedEntries(orgFile, { permissions: every, products: ["CX 1"] })).toMatchObject([{ name: "quality-review", products: ["CX 3 | CX 4"], reason: "this org does not have the product CX 3 or CX 4" }]);
  });

  it("is left alone by the engine: what is planned, and whatever the state holds below it", () => {
    const degraded = degradedEntries(orgFile, { permissions: without("recording:screenRecording:"), products: ["CX 3"] }).filter(({ name }) => name === "screens");
    const component = "urn:pulumi:acme::genesys-access::genesys-access:index:Application::screens";
    const old = "urn:pulumi:acme::genesys-access::genesys-access:index:Application$genesyscloud:index/authRole:AuthRole::old-name";
    const resource = { type: "genesyscloud:index/authRole:AuthRole", custom: true, protect: true, outputs: {} };
    const args = excludeArgs(orgFile, checkout, degraded, { resources: [{ ...resource, urn: component, type: "genesys-access:index:Application", custom: false }, { ...resource, urn: old, parent: component }, { ...resource, urn: `${old}2`, parent: "urn:other" }] });
    expect(args).toContain(old);
    expect(args).not.toContain(`${old}2`);
    expect(args.some((arg) => arg.endsWith("genesyscloud:index/oauthClient:OauthClient::screens"))).toBe(true);
    expect(args.at(-1)).toBe("--exclude-dependents");
    expect(excludeArgs(orgFile, checkout, [], undefined)).toEqual([]);
  });

  it("is told in words that fit 80 columns", () => {
    for (const line of degradedText(degradedEntries(orgFile, { permissions: new Set(["a:b:c"]), products: [] }), 80)) expect(line.length, line).toBeLessThanOrEqual(80);
  });
});
