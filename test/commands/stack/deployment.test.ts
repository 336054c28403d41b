import { describe, expect, it } from "vitest";
import { UserError } from "../../../access/errors";
import { parseDeployment } from "../../../commands/stack/deployment";

const secret = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: JSON.stringify(value) });

describe("an export of a stack", () => {
  it("gives outputs with their secrets in clear, at any depth", () => {
    const text = JSON.stringify({
      version: 3,
      deployment: {
        resources: [
          { urn: "urn:pulumi:uk::p::pulumi:pulumi:Stack::p-uk", type: "pulumi:pulumi:Stack", outputs: { applications: { a: { clientSecret: secret("s") } }, all: secret({ x: [1] }) } },
          { urn: "u2", type: "t", custom: true, id: "1", protect: true, created: "2026-11-21T09:00:00Z", modified: "2026-11-21T09:01:00Z" },
        ],
        pending_operations: [{ type: "creating", resource: { urn: "u3", type: "t" } }],
      },
    });
    const deployment = parseDeployment(text);
    expect(deployment.outputs).toEqual({ applications: { a: { clientSecret: "s" } }, all: { x: [1] } });
    expect(deployment.resources[1]).toEqual({ urn: "u2", type: "t", custom: true, id: "1", protect: true, outputs: {}, changedAt: Date.parse("2026-11-21T09:01:00Z") });
    expect(deployment.pending).toEqual([{ type: "creating", urn: "u3" }]);
  });

  it("of an empty stack holds nothing", () => {
    expect(parseDeployment('{"version":3,"deployment":{"manifest":{}}}')).toEqual({ resources: [], outputs: {}, pending: [] });
  });

  it.each(["", "no JSON", '{"deployment":{"resources":7}}'])("that is %j is refused with a sentence", (text) => {
    expect(() => parseDeployment(text)).toThrow(UserError);
  });
});
