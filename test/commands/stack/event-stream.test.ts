import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEventRequest } from "../../../commands/stack/event-stream";

function field(number: number, bytes: Buffer): Buffer {
  const length: number[] = [];
  for (let left = bytes.length; ; left = Math.floor(left / 128)) {
    length.push(left >= 128 ? (left % 128) | 0x80 : left);
    if (left < 128) break;
  }
  return Buffer.concat([Buffer.from([(number << 3) | 2]), Buffer.from(length), bytes]);
}

describe("an event request", () => {
  it("gives back its text, of any length and in any script", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40_000, unit: "grapheme" }), (text) => {
        expect(decodeEventRequest(field(1, Buffer.from(text)))).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it("may have fields that nobody knows yet", () => {
    expect(decodeEventRequest(Buffer.concat([Buffer.from([0x10, 0x96, 0x01]), field(3, Buffer.from("x")), field(1, Buffer.from("event"))]))).toBe("event");
  });

  it("that is cut off is an error, not an endless loop", () => {
    expect(() => decodeEventRequest(Buffer.from([0x0a, 0x80]))).toThrow(/too early/);
  });
});
