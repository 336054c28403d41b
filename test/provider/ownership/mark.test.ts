import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMarked, lenderMark, markOf, readMark, stackMark, stackOf, withMark, withoutMark } from "../../../provider/ownership/mark";

const urn = (name: string, stack = "dev", project = "proj"): string =>
  `urn:pulumi:${stack}::${project}::my:index:Parent$genesyscloud:index/authRole:AuthRole::${name}`;
const names = fc.string({ minLength: 1, maxLength: 20 });

describe("the mark of ownership", () => {
  it("is found where it was written, and the text is as before without it", () => {
    fc.assert(
      fc.property(fc.string(), names, (text, name) => {
        const mark = markOf(urn(name));
        const marked = withMark(text, mark);
        expect(isMarked(marked, mark)).toBe(true);
        expect(withoutMark(marked) ?? "").toBe(text);
        expect(readMark(marked)).toEqual(mark);
      }),
    );
  });

  it("stands for one resource of one stack only", () => {
    fc.assert(
      fc.property(names, names, names, names, (name, other, stack, otherStack) => {
        fc.pre(name !== other && stack !== otherStack && !/[:\s]/.test(stack + otherStack));
        const marked = withMark("x", markOf(urn(name, stack)));
        expect(isMarked(marked, markOf(urn(other, stack)))).toBe(false);
        expect(isMarked(marked, markOf(urn(name, otherStack)))).toBe(false);
        expect(readMark(marked)?.stack).toBe(stackMark(urn(other, stack)));
      }),
    );
  });

  it("is the same in every run", () => {
    expect(withMark("Reads", markOf(urn("reader")))).toBe(withMark("Reads", markOf(urn("reader"))));
    expect(withMark("Reads", markOf(urn("reader")))).toMatch(/^Reads \(pulumi:[\w-]{8}\.[\w-]{12}\)$/);
  });

  it("can name the deployer that lends the role to itself", () => {
    const mark = { ...markOf(urn("reader")), lender: lenderMark("deployer") };
    expect(readMark(withMark(undefined, mark))).toEqual(mark);
    expect(withoutMark(withMark(undefined, mark))).toBeUndefined();
    expect(isMarked(withMark("x", mark), markOf(urn("reader")))).toBe(true);
  });

  it("is not seen in other texts", () => {
    for (const text of [undefined, "", "Reads (pulumi)", "(pulumi:short.mark)", "(pulumi:abcdefgh.abcdefghijkl) in the middle"]) {
      expect(readMark(text)).toBeUndefined();
      expect(withoutMark(text) ?? "").toBe(text ?? "");
    }
  });

  it("knows project and stack of a URN", () => {
    expect(stackOf(urn("x", "servicenow-uk", "genesys-access"))).toEqual({ project: "genesys-access", stack: "servicenow-uk" });
  });
});
