import { afterAll, describe, expect, it } from "vitest";
import { missingPermissionAny } from "../../../policies/rules/missing-permission-any";
import { EngineProject } from "./harness";

const project = new EngineProject();
afterAll(() => project.close());

describe("the policy pack in the engine", () => {
  it("fails the preview of a program whose client lacks a permission, and says which call would be refused", () => {
    const run = project.preview(missingPermissionAny.examples.bad);
    console.log(run.output, JSON.stringify(run.violations, undefined, 1));
    expect(run.exitCode).not.toBe(0);
  });
});
