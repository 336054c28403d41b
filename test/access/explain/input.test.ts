import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bound, explain, inputWindow, readBounded, renderExplanation } from "../../../access/explain";
import { body } from "./table";

const refusal = body(
  403,
  "missing.any.permissions",
  "Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:view]",
);

describe("any input", () => {
  it.each([
    ["nothing", ""],
    ["blanks", " \n\t "],
  ])("that is %s gets a sentence", (_name, text) => {
    const explanation = explain({ text });
    expect(explanation.causes).toEqual([]);
    expect(explanation.summary).toMatch(/^The input is empty\..*\.$/);
  });

  it("that is missing altogether gets a sentence", () => {
    expect(explain({}).summary).toContain("nothing to explain");
  });

  it("that is binary gets a sentence", () => {
    const bytes = new Uint8Array(4096).map((_, index) => (index * 7919) % 256);
    expect(explain({ text: bytes }).summary).toContain("binary");
    expect(explain({ text: new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]) }).summary).toContain("binary");
  });

  it("in UTF-16, as a Windows shell writes it, is read", () => {
    const text = Buffer.from(`\ufeff${refusal}`, "utf16le");
    expect(explain({ text: new Uint8Array(text) }).causes[0]?.id).toBe("missing-permission-any");
  });

  it.each([
    ["cut off", refusal.slice(0, 160)],
    ["with single quotes", refusal.replace(/"/g, "'")],
    ["without quotes", `code: 'missing.any.permissions', status: 403`],
    ["with typographic quotes", refusal.replace(/"([^"]*)"/g, "\u201c$1\u201d")],
    ["with HTML entities", refusal.replace(/"/g, "&quot;")],
    ["in colours", `\u001b[31m${refusal}\u001b[0m`],
    ["in a Terraform frame", refusal.replace(/(.{40,60}) /g, "\u2502 $1\n")],
    ["escaped twice", JSON.stringify(JSON.stringify(refusal))],
  ])("with JSON that is %s is understood", (_name, text) => {
    expect(explain({ text }).causes[0]?.id).toBe("missing-permission-any");
  });

  it("of 100 MB is read in constant memory, and its end counts", async () => {
    const line = Buffer.from(`${"2026-03-01 10:00:00 INFO nothing to see here ".repeat(20)}\n`);
    const chunk = Buffer.concat(Array.from({ length: 70 }, () => line));
    function* chunks(): Generator<Buffer> {
      for (let sent = 0; sent < 100 * 1024 * 1024; sent += chunk.length) yield chunk;
      yield Buffer.from(refusal);
    }
    const input = await readBounded(Readable.from(chunks()));
    expect(input.head.length + input.tail.length).toBeLessThanOrEqual(2 * inputWindow);
    const explanation = explain({ text: input });
    expect(explanation.causes[0]?.id).toBe("missing-permission-any");
    expect(explanation.notes.join(" ")).toContain("100 MB long");
  }, 30_000);

  it("of one endless line is read", () => {
    expect(explain({ text: `${"x".repeat(300_000)} ${refusal}` }).causes[0]?.id).toBe("missing-permission-any");
    expect(explain({ text: "a:b:c ".repeat(50_000) }).causes).toEqual(expect.anything());
  }, 20_000);

  it.each([
    "x",
    "a:b:c ",
    "Cookie: ",
    "{",
    '"',
    "a > b > ",
    "secret=",
    "/a",
    "permissions: [",
    "A ",
    "A > ",
    "a-",
    "a_",
    "a.",
    ".",
    "1",
    "role ",
    "the user has the role ",
    "https://a",
    "GET /a ",
    "GET /api/v2/......",
    "admin > A ",
    "x-",
    "scope ",
    "\\",
    '\\"',
    "client client_secret ",
  ])(
    "that repeats %j without end is answered",
    (part) => {
      const text = part.repeat(Math.ceil(60_000 / part.length));
      expect(typeof explain({ text }).summary).toBe("string");
      expect(typeof explain({ text: `${text.slice(0, 2000)}403` }).summary).toBe("string");
    },
    20_000,
  );

  it("is cut into a beginning and an end that do not overlap", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 1, max: 20 }), (bytes, window) => {
        const { head, tail, total } = bound(bytes, window);
        expect(total).toBe(bytes.length);
        expect(head).toEqual(bytes.subarray(0, window));
        expect(tail).toEqual(bytes.subarray(Math.max(window, bytes.length - window)));
      }),
    );
  });

  it("with a grant type or a region that does not exist gets the nearest", () => {
    const { notes } = explain({ flags: { status: 403, grant: "client credentails", region: "eu-wset-2" } });
    expect(notes.join("\n")).toContain("the nearest is CLIENT-CREDENTIALS");
    expect(notes.join("\n")).toContain("eu-west-2");
    expect(explain({ flags: { status: 403, grant: "pkce", region: "us-east-1" } }).notes.join("\n")).not.toContain("nearest");
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"])("with the name %s, which every object has", (name) => {
    const flags = { status: 403, code: name, calls: [name], grant: name, scopes: [name], permissions: [name], roles: [name], headers: [name] };
    const explanation = explain({ text: `${name} 403 ${name}`, flags: { ...flags, hosts: [name], region: name, divisions: [name] } });
    expect(renderExplanation(explanation)).toContain(name);
    expect(explanation.notes.every((note) => typeof note === "string")).toBe(true);
  });

  it("never makes it throw, and the answer is the same each time", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme", maxLength: 300 }),
          fc.json(),
          fc.constantFrom(refusal, "403", "GET /api/v2/", "{", "scope:", "[[[[", "a > b > c"),
        ),
        fc.string({ maxLength: 40 }),
        (text, more) => {
          const first = explain({ text: `${text} ${more}` });
          expect(explain({ text: `${text} ${more}` })).toEqual(first);
          expect(typeof first.summary).toBe("string");
          expect(() => renderExplanation(first)).not.toThrow();
        },
      ),
      { numRuns: 150 },
    );
  });
});
