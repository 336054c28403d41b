import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deployerNeeds } from "../../live/deployer/roles";
import { loadOrgFile } from "../../stacks/orgfile";

const example = loadOrgFile(join(__dirname, "..", "..", "stacks", "orgs", "Pulumi.servicenow-uk.yaml"));

describe("the smallest roles of an org's deployers", () => {
  it("follow from what the org file declares", () => {
    const { read, apply } = deployerNeeds(example);
    expect(apply.permissions.map(({ permission, on }) => `${permission}: ${on.join(" ")}`)).toEqual([
      "authorization:grant:add: first change remove",
      "authorization:grant:delete: first change remove",
      "authorization:grant:view: read change remove",
      "authorization:role:add: first",
      "authorization:role:delete: remove",
      "authorization:role:edit: change",
      "authorization:role:view: read first change",
      "oauth:client:add: first",
      "oauth:client:delete: remove",
      "oauth:client:edit: change remove",
      "oauth:client:view: read first change remove",
    ]);
    expect(read.permissions.map(({ permission }) => permission)).toEqual(["authorization:grant:view", "authorization:role:view", "oauth:client:view"]);
    expect(apply.divisions).toEqual(["UK Service Desk"]);
  });
});
