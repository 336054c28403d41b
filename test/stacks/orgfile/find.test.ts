import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { findOrg, listOrgs } from "../../../stacks/orgfile";

const root = mkdtempSync(join(tmpdir(), "orgs-"));
const folder = join(root, "stacks", "orgs");
mkdirSync(folder, { recursive: true });
for (const file of [
  "Pulumi.beta.yaml",
  "Pulumi.acme-uk.yaml",
  "Pulumi.acme-uk.deploy.yaml",
  "Pulumi.yaml",
  "org-file.schema.json",
  "notes.yaml",
])
  writeFileSync(join(folder, file), "");
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("lists the orgs that have a file, sorted, and nothing else", () => {
  expect(listOrgs(root)).toEqual(["acme-uk", "beta"]);
});

it("lists nothing where there is no folder", () => {
  expect(listOrgs(join(root, "elsewhere"))).toEqual([]);
});

it("finds the file of an org", () => {
  expect(findOrg(root, "beta")).toBe(join(folder, "Pulumi.beta.yaml"));
});

it("names the orgs that exist, the nearest first, when one does not", () => {
  expect(() => findOrg(root, "acme-ku")).toThrowError(
    `There is no org 'acme-ku'.\nWhy: ${join(folder, "Pulumi.acme-ku.yaml")} does not exist.\nNext: Did you mean 'acme-uk'? The orgs are: acme-uk, beta.`,
  );
});

it("says where org files go when there is none", () => {
  expect(() => findOrg(join(root, "empty"), "a")).toThrowError(/Next: Make an org file in .*empty\/stacks\/orgs\.$/);
});
