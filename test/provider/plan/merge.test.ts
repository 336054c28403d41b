import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge, sameJson } from "../../../provider/plan/merge";
import type { Values } from "../../../provider/rpc/values";

const rules = { isContainer: (key: string) => key === "box" };

const leaf = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 9 }), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }));
const flat = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), leaf, { maxKeys: 4 });
const values = fc.record({ box: flat, unit: flat }, { requiredKeys: [] }) as fc.Arbitrary<Values>;

describe("a merge", () => {
  it("puts what is wanted beside what others have", () => {
    expect(merge({ box: { theirs: 1, mine: 2 } }, { box: { mine: 2 } }, { box: { mine: 3 } }, rules)).toEqual({
      box: { theirs: 1, mine: 3 },
    });
  });

  it("takes away what was wanted before, and the container with it when nothing else is inside", () => {
    expect(merge({ box: { theirs: 1, mine: 2 } }, { box: { mine: 2 } }, {}, rules)).toEqual({ box: { theirs: 1 } });
    expect(merge({ box: { mine: 2, empty: null } }, { box: { mine: 2 } }, {}, rules)).toEqual({});
  });

  it("takes away as a whole what is no container, whatever the API added to it", () => {
    expect(merge({ unit: { mine: 2, added: 1 } }, { unit: { mine: 2 } }, {}, rules)).toEqual({});
  });

  it("replaces lists and references as one value", () => {
    expect(merge({ list: [{ id: "1", name: "x" }] }, {}, { list: [{ id: "2" }] }, rules)).toEqual({ list: [{ id: "2" }] });
    expect(merge({ ref: { id: "1", name: "x" } }, {}, { ref: { id: "2" } }, rules)).toEqual({ ref: { id: "2" } });
  });

  it("holds all that is wanted, and changes nothing when done twice, for all values", () => {
    fc.assert(
      fc.property(values, values, values, (live, before, wanted) => {
        const merged = merge(live, before, wanted, rules);
        expect(merge(merged, wanted, wanted, rules)).toEqual(merged);
        for (const [key, inner] of Object.entries(wanted)) expect(merged[key]).toMatchObject(inner as Values);
      }),
    );
  });

  it("with nothing wanted before or now leaves everything", () => {
    fc.assert(fc.property(values, (live) => {
        expect(merge(live, {}, {}, rules)).toEqual(live);
      }),
   );
  });
});

describe("JSON values", () => {
  it("are equal whatever the order of keys, and null equals nothing", () => {
    expect(sameJson({ a: 1, b: null }, { a: 1 })).toBe(true);
    expect(sameJson({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });
});
