import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { listOrgs, loadOrgFile, orgFilePath } from "../../stacks/orgfile";

describe.each(listOrgs("."))("the org file of %s", (org) => {
  const path = orgFilePath(".", org);
  const text = readFileSync(path, "utf8");

  it("is of the right shape", () => {
    expect(loadOrgFile(path).name).toBe(org);
  });

  it("tells editors its schema in the first line", () => {
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=./org-file.schema.json");
  });

  it("has a salt line, without which every run of Pulumi would rewrite it", () => {
    expect(text).toMatch(/^encryptionsalt: v1:\S+$/m);
  });
});
