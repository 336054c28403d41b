import { describe, expect, it } from "vitest";
import { checkInputs, nearest, withDefaults } from "../../../provider/plan/check";
import { unknown, type Values } from "../../../provider/rpc/values";
import { anything, flag, object, oneOf, setOf, text, type Properties } from "../../../provider/schema/define";

const properties: Properties = {
  name: { type: text, description: "" },
  size: { type: { kind: "number", min: 1, max: 9 }, description: "", default: 5 },
  on: { type: flag, description: "", default: false },
  kind: { type: oneOf("large", "small"), description: "", required: true },
  parts: { type: setOf(object("Part", { id: { type: text, description: "", required: true } }), 1), description: "" },
  phone: { type: anything, description: "", refused: "It is for somebody else." },
  made: { type: text, description: "", output: true },
};

const reasons = (values: Values): string[] =>
  checkInputs(properties, { kind: "large", ...values }).map(({ path, reason }) => `${path}: ${reason}`);

describe("the check of inputs", () => {
  it("passes what is right or unknown", () => {
    expect(reasons({ name: "x", size: 9, on: true, parts: [{ id: "a" }] })).toEqual([]);
    expect(reasons({ name: unknown, size: unknown, kind: unknown, parts: unknown })).toEqual([]);
    expect(reasons({ parts: [{ id: unknown }, unknown] })).toEqual([]);
  });

  it.each<[Values, string]>([
    [{ name: 5 }, "name: must be a text, not a number"],
    [{ name: "" }, "name: name must not be empty"],
    [{ size: 1.5 }, "size: must be a whole number, not a fraction"],
    [{ size: 10 }, "size: must be from 1 to 9"],
    [{ on: "true" }, "on: must be true or false, not a text"],
    [{ kind: "larg" }, "kind: must be one of large, small. Did you mean large?"],
    [{ parts: {} }, "parts: must be a list, not an object"],
    [{ parts: [] }, "parts: must not be empty"],
    [{ parts: [{ id: "a" }, {}] }, "parts[1].id: id is required"],
    [{ parts: [{ id: "a", Id: "b" }] }, "parts[0].Id: Id is not a known property. Did you mean id?"],
    [{ phone: "1" }, "phone: phone is not accepted. It is for somebody else."],
    [{ made: "x" }, "made: made is given by the provider and cannot be set."],
    [{ nmae: "x" }, "nmae: nmae is not a known property. Did you mean name?"],
  ])("refuses %j by its path", (values, expected) => {
    expect(reasons(values)).toContain(expected);
  });

  it("lists everything that is wrong at once", () => {
    expect(checkInputs(properties, { size: 0, on: 1 })).toHaveLength(3);
  });

  it("fills in defaults and the name, and nothing over what is given", () => {
    expect(withDefaults(properties, { size: 7 }, "res")).toEqual({ size: 7, on: false, name: "res" });
  });
});

describe("the nearest name", () => {
  it("is one that is near, in whatever letters, or none", () => {
    expect(nearest("uk service desk", ["UK Service Desk", "Ireland"])).toBe("UK Service Desk");
    expect(nearest("xyz", ["UK Service Desk", "Ireland"])).toBeUndefined();
    expect(nearest("x", [])).toBeUndefined();
  });
});
