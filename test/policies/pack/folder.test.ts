import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policiesFolder } from "../../../policies/pack/folder";

let project: string;
let installed: string;

beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "genesys-access-folder-")));
  installed = join(project, "node_modules", "genesys-access", "policies");
  mkdirSync(installed, { recursive: true });
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("the folder of a project's policies", () => {
  it("is the pack's own, unless the pack is installed and the project has one beside node_modules", () => {
    expect(policiesFolder(join(project, "policies"), {})).toBe(join(project, "policies"));
    expect(policiesFolder(installed, {})).toBe(installed);
    mkdirSync(join(project, "policies"));
    expect(policiesFolder(installed, {})).toBe(join(project, "policies"));
  });

  it("is the one that the environment names, from the folder of the shell", () => {
    expect(policiesFolder(installed, { GENESYS_ACCESS_POLICIES: "policies", PWD: project })).toBe(join(project, "policies"));
    expect(policiesFolder(installed, { GENESYS_ACCESS_POLICIES: "" })).toBe(join(project, "policies"));
  });

  it("must exist when it is named: rules would be left out in silence", () => {
    expect(() => policiesFolder(installed, { GENESYS_ACCESS_POLICIES: "polices", PWD: project })).toThrow(/polices[\s\S]*GENESYS_ACCESS_POLICIES/);
  });
});
