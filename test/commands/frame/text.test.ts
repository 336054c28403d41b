import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { count, displayWidth, duration, list, table, wrap } from "../../../commands/frame/text";

describe("wrap", () => {
  it("leaves a line that fits as it is, inner spaces included", () => {
    expect(wrap("a   b", 10)).toEqual(["a   b"]);
  });

  it("indents the lines after the first and keeps the indent of the first", () => {
    expect(wrap("  one two three four", 12, 4)).toEqual(["  one two", "    three", "    four"]);
  });

  it("keeps a word whole that is too long, so that a path can be copied", () => {
    expect(wrap("see /api/v2/conversations/{conversationId}/recordings", 20)).toEqual(["see", "/api/v2/conversations/{conversationId}/recordings"]);
  });

  it("never loses a word and never makes a line wider than asked unless one word is", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 }), fc.integer({ min: 20, max: 90 }), (words, columns) => {
        const lines = wrap(words.join(" "), columns, 2);
        expect(lines.join(" ").split(/\s+/).filter((word) => word !== "")).toEqual(words);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe("table", () => {
  it("aligns columns and draws a line under the headers", () => {
    expect(table([["a", "bb"], ["ccc", "d"]], { headers: ["x", "y"], columns: 80 })).toEqual(["x    y", "---  --", "a    bb", "ccc  d"]);
  });

  it("stays within the width, breaking long paths after a slash", () => {
    const lines = table([["GET /api/v2/conversations/{conversationId}/recordings", "proven", "200, 2 objects of UK Service Desk"]], {
      headers: ["Call", "Got", "On what"],
      columns: 60,
    });
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(60);
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "Call                    Got     On what
      ----------------------  ------  --------------------
      GET                     proven  200, 2 objects of UK
      /api/v2/conversations/          Service Desk
      {conversationId}/
      recordings"
    `);
  });
});

describe("small words", () => {
  it("counts", () => {
    expect([count(0, "role"), count(1, "role"), count(2, "entry", "entries")]).toEqual(["0 roles", "1 role", "2 entries"]);
  });

  it("lists", () => {
    expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"], "or")]).toEqual(["", "a", "a and b", "a, b or c"]);
  });

  it("tells durations", () => {
    expect([duration(4.4), duration(60), duration(390)]).toEqual(["4 s", "1 min", "6 min 30 s"]);
  });
});
