import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { describe, expect, it } from "vitest";
import { Redactor } from "../../../provider/rpc/log";
import { canonical, hasUnknown, receive, send, unknown, type Value, type Values } from "../../../provider/rpc/values";

const sig = "4dabf18193072939515e22adb298388d";
const secret = (value: Value): Value => ({ [sig]: "1b47061264138c4ac30d75fd1eb44270", value });
const leaf = fc.oneof(fc.string(), fc.boolean(), fc.integer());
const some = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,5}$/),
  fc.oneof(leaf, fc.array(leaf), fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), leaf)),
) as fc.Arbitrary<Values>;

describe("property values", () => {
  it("arrive as they were sent, secrets named", () => {
    fc.assert(
      fc.property(some, (values) => {
        const names = new Set(Object.keys(values).filter((_, index) => index % 2 === 0));
        const received = receive(send(values, names));
        expect(received.values).toEqual(values);
        expect(received.secrets).toEqual(names);
      }),
    );
  });

  it("are secret when anything inside is", () => {
    const { values, secrets } = receive(Struct.fromJavaScript({ a: secret("x"), b: [{ c: secret(["y"]) }], d: "z" } as never));
    expect(values).toEqual({ a: "x", b: [{ c: ["y"] }], d: "z" });
    expect([...secrets].sort()).toEqual(["a", "b"]);
  });

  it("wrap outputs and references as the protocol has them", () => {
    const { values } = receive(
      Struct.fromJavaScript({
        known: { [sig]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "v" },
        open: { [sig]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" },
        role: { [sig]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn", id: "role-id" },
        nothing: null,
      } as never),
    );
    expect(values).toEqual({ known: "v", open: unknown, role: "role-id" });
  });

  it("know when something inside is unknown", () => {
    expect(hasUnknown({ a: [{ b: unknown }] })).toBe(true);
    expect(hasUnknown({ a: ["x", null, 1] })).toBe(false);
    expect(hasUnknown(undefined)).toBe(false);
  });

  it("have one text for equal values", () => {
    expect(canonical({ b: 1, a: [true, null] })).toBe(canonical({ a: [true, null], b: 1 }));
    expect(canonical({ a: 1 })).not.toBe(canonical({ a: "1" }));
  });
});

describe("a message", () => {
  it("never holds a secret, however often it occurs", () => {
    const redactor = new Redactor();
    redactor.hide("s3cret-one");
    redactor.hide("");
    redactor.hide("abc");
    expect(redactor.clean("a s3cret-one b s3cret-one abc")).toBe("a [secret] b [secret] abc");
  });
});
