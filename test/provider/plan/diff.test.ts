import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesBetween, equal } from "../../../provider/plan/diff";
import { unknown, type Value, type Values } from "../../../provider/rpc/values";
import { flag, listOf, object, setOf, text, type Properties } from "../../../provider/schema/define";

const properties: Properties = {
  name: { type: text, description: "" },
  kind: { type: text, description: "", replaces: true },
  on: { type: flag, description: "", default: true },
  tags: { type: setOf(text), description: "" },
  order: { type: listOf(text), description: "" },
  roles: {
    type: setOf(object("Role", { id: { type: text, description: "" }, divisions: { type: setOf(text), description: "" } })),
    description: "",
  },
  id: { type: text, description: "", output: true },
};

const values = fc.record(
  {
    name: fc.string(),
    kind: fc.string(),
    on: fc.boolean(),
    tags: fc.array(fc.string({ maxLength: 2 }), { maxLength: 4 }),
    order: fc.array(fc.string({ maxLength: 2 }), { maxLength: 4 }),
    roles: fc.array(fc.record({ id: fc.string({ maxLength: 1 }), divisions: fc.array(fc.string({ maxLength: 1 }), { maxLength: 3 }) }), {
      maxLength: 3,
    }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Values>;

/** The same values with every set in another order. */
function shuffled(of: Values): Values {
  const roles = of["roles"];
  return {
    ...of,
    ...(Array.isArray(of["tags"]) ? { tags: [...of["tags"]].reverse() } : {}),
    ...(Array.isArray(roles)
      ? {
          roles: [...roles]
            .reverse()
            .map((role) => ({ ...(role as Values), divisions: [...(role as { divisions: Value[] }).divisions].reverse() })),
        }
      : {}),
  };
}

const paths = (before: Values, after: Values): string[] =>
  changesBetween(properties, before, after).map(({ path, kind, replaces }) => `${kind} ${path}${replaces ? " replaces" : ""}`);

describe("a diff", () => {
  it("of what is equal is none, whatever the order of sets", () => {
    fc.assert(
      fc.property(values, (some) => {
        expect(paths(some, some)).toEqual([]);
        expect(paths(some, shuffled(some))).toEqual([]);
      }),
    );
  });

  it("is none exactly when every property means the same", () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const differs = Object.entries(properties).some(
          ([name, { type, default: fallback }]) => name !== "id" && !equal(type, before[name] ?? fallback, after[name] ?? fallback),
        );
        expect(paths(before, after).length > 0).toBe(differs);
      }),
    );
  });

  it("names each path once", () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const all = changesBetween(properties, before, after).map(({ path }) => path);
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });

  it("shows elements of a set at their places: gone, new, or one for the other", () => {
    expect(paths({ tags: ["a", "b", "c"] }, { tags: ["a", "c"] })).toEqual(["delete tags[1]"]);
    expect(paths({ tags: ["a"] }, { tags: ["b", "a"] })).toEqual(["add tags[0]"]);
    expect(paths({ tags: ["a", "b"] }, { tags: ["a", "c"] })).toEqual(["update tags[1]"]);
    expect(paths({ order: ["a", "b"] }, { order: ["b", "a"] })).toEqual(["update order[0]", "update order[1]"]);
  });

  it("says what replaces, what is new and what is gone", () => {
    expect(paths({ kind: "a", name: "x" }, { kind: "b", tags: ["t"] })).toEqual(["update kind replaces", "delete name", "add tags"]);
  });

  it("takes a missing value for its default", () => {
    expect(paths({}, { on: true })).toEqual([]);
    expect(paths({}, { on: false })).toEqual(["update on"]);
  });

  it("takes what is unknown for changed", () => {
    expect(paths({ name: "x" }, { name: unknown })).toEqual(["update name"]);
    expect(paths({ roles: [{ id: "a", divisions: [] }] }, { roles: [{ id: unknown, divisions: [] }] })).toEqual(["update roles[0]"]);
  });

  it("takes an empty list for none only inside an element", () => {
    expect(paths({ roles: [{ id: "a" }] }, { roles: [{ id: "a", divisions: [] }] })).toEqual([]);
  });

  it("asks whether different words mean the same", () => {
    const same = {
      name: (before: Value | undefined, after: Value | undefined) => String(before).toLowerCase() === String(after).toLowerCase(),
    };
    expect(changesBetween(properties, { name: "A" }, { name: "a" }, same)).toEqual([]);
    expect(changesBetween(properties, { name: "A" }, { name: unknown }, same)).toHaveLength(1);
  });
});
