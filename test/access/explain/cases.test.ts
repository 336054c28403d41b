import { describe, expect, it } from "vitest";
import { explain } from "../../../access/explain";
import { cases } from "./cases";
import { fieldCases } from "./field";
import { forumCases } from "./forum";

describe.each([...cases, ...forumCases, ...fieldCases].map((one) => ({ ...one })))("$name", ({ text, flags, first, has, not, certain, unknown, known }) => {
  const explanation = explain({ ...(text === undefined ? {} : { text }), ...(flags === undefined ? {} : { flags }) });
  const ids = explanation.causes.map((cause) => cause.id);
  it("is explained", () => {
    if (first !== undefined) expect(ids[0], explanation.summary).toBe(first);
    for (const id of has ?? []) expect(ids).toContain(id);
    for (const id of not ?? []) expect(ids).not.toContain(id);
    if (certain === true) expect(explanation.causes[0]?.certainty).toBe("certain");
    if (certain === false) expect(explanation.causes[0]?.certainty).not.toBe("certain");
    for (const [kind, names] of Object.entries(unknown ?? {}))
      for (const name of names) expect(explanation.unknown[kind as keyof typeof explanation.unknown]).toContain(name);
    for (const [kind, names] of Object.entries(known ?? {}))
      for (const name of names) expect(explanation.unknown[kind as keyof typeof explanation.unknown]).not.toContain(name);
    for (const cause of explanation.causes) {
      expect(cause.evidence.length, cause.id).toBeGreaterThan(0);
      expect(cause.fix).not.toBe("");
      expect(cause.prove.length).toBeGreaterThan(0);
    }
  });
});
