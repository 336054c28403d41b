import { describe, expect, it } from "vitest";
import { compareTarget } from "../../../commands/stack/state";
import { parseOrgFile } from "../../../stacks/orgfile";

const session = (target: "emulator" | "cloud") => ({
  org: "acme",
  emulated: target === "emulator",
  orgFile: parseOrgFile(`config:\n  genesys-access:org:\n    region: eu-west-2\n    target: ${target}\n`, "Pulumi.acme.yaml", "acme"),
});
const made = (target: string) => ({ outputs: { org: { target } }, resources: [] });

describe("a stack whose org file changes its target", () => {
  it("is stopped, with the line and the way back", () => {
    expect(() => compareTarget(session("cloud"), made("emulator"))).toThrow(/Pulumi\.acme\.yaml:4:\d+: acme was brought up on the emulator[\s\S]*Nothing was changed[\s\S]*destroy acme/);
    expect(() => compareTarget(session("emulator"), made("cloud"))).toThrow(/was brought up on a real org/);
  });

  it("goes on where they agree, and where nothing is known", () => {
    compareTarget(session("cloud"), made("cloud"));
    compareTarget(session("cloud"), undefined);
    compareTarget(session("cloud"), { outputs: {}, resources: [] });
  });
});
