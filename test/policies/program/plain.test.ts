import fc from "fast-check";
import { UnknownValueError, unknownCheckingProxy } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import { NotPlain, plainFromWire, secretValue, unknownValue, type Plain } from "../../../policies/program/plain";
import { fromProxied } from "../../../policies/program/proxied";
import { asProxied, toWire, UnknownTouched } from "../../../policies/testkit/engine";
import type { ProgramResource } from "../../../policies/program/resource";

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(unknownValue), fc.constant(secretValue));
const plain: fc.Arbitrary<Plain> = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("value"), { maxLength: 4 }), fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie("value"), { maxKeys: 4 })),
})).value;

const resource = (properties: ProgramResource["properties"]): ProgramResource => ({
  urn: "urn:pulumi:test::program::a:b:C::name",
  type: "a:b:C",
  name: "name",
  protect: true,
  properties,
  propertyDependencies: { roles: ["urn:one", "urn:two"] },
});

describe("values from the engine", () => {
  it("keep what is not known explicit, wherever it stands", () => {
    expect(plainFromWire({ roles: [{ roleId: unknownText, divisionId: "*" }], scopes: unknownText })).toEqual({
      roles: [{ roleId: unknownValue, divisionId: "*" }],
      scopes: unknownValue,
    });
  });

  it("lose the value of a secret at once", () => {
    const read = plainFromWire({ clientSecret: secret("s3cret-value"), nested: [secret({ inner: "s3cret-value" })] });
    expect(JSON.stringify(read)).not.toContain("s3cret-value");
    expect(read).toEqual({ clientSecret: secretValue, nested: [secretValue] });
  });

  it("come through the wire form unchanged, whatever they are", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(plainFromWire(toWire(value))).toEqual(value);
      }),
    );
  });

  it("come through proxies that throw on unknown values, except that secrets are in clear there", () => {
    const inClear = (value: Plain): unknown =>
      value === secretValue ? "secret" : Array.isArray(value) ? value.map(inClear) : typeof value === "object" && value !== null && !(value instanceof NotPlain) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inClear(each as Plain)])) : value;
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), plain, { maxKeys: 4 }), (properties) => {
        const proxied = asProxied([resource(properties)])[0];
        expect(proxied && fromProxied(proxied).properties).toEqual(inClear(properties));
      }),
    );
  });

  it("are read from the proxies of @pulumi/policy itself, whose behaviour the kit imitates", () => {
    const raw = { name: "x", roles: [{ roleId: unknownText, divisionId: "*" }], list: ["a", unknownText, "b"] };
    const theirs = unknownCheckingProxy(raw) as Readonly<Record<string, unknown>>;
    const read = fromProxied({ urn: "u", type: "t", name: "n", props: theirs, opts: { protect: false } });
    expect(read.properties).toEqual({ name: "x", roles: [{ roleId: unknownValue, divisionId: "*" }], list: ["a", unknownValue, "b"] });
    const ours = asProxied([resource({ unknown: unknownValue, list: [unknownValue] })])[0];
    expect(() => (unknownCheckingProxy({ unknown: unknownText }) as { unknown: string }).unknown).toThrow(UnknownValueError);
    expect(() => ours?.props["unknown"]).toThrow(UnknownTouched);
    expect(() => (ours?.props["list"] as readonly unknown[])[0]).toThrow(UnknownTouched);
  });

  it("keep protection and dependencies of a property", () => {
    const proxied = asProxied([resource({})])[0];
    expect(proxied && fromProxied(proxied)).toMatchObject({ protect: true, propertyDependencies: { roles: ["urn:one", "urn:two"] } });
  });
});
