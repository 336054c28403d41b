import { describe, expect, it } from "vitest";
import { causeIds, causes, codeMeanings, type CauseId } from "../../../access/causes";
import { explain, type Explanation } from "../../../access/explain";
import { table, withoutConfiguration, withoutOwnRefusal, type Given } from "./table";

function answer(given: Given): Explanation {
  const { text, flags, graph, application } = given;
  return explain(
    { ...(text === undefined ? {} : { text }), ...(flags === undefined ? {} : { flags }) },
    { ...(graph === undefined ? {} : { graph }), ...(application === undefined ? {} : { application }) },
  );
}

const ids = (explanation: Explanation): readonly CauseId[] => explanation.causes.map((cause) => cause.id);

describe.each(causeIds.map((id) => ({ id, row: table[id] })))("$id", ({ id, row }) => {
  if (row.wrong !== undefined) {
    const wrong = row.wrong;
    it("is the first that its wrong configuration leads to", () => {
      const explanation = answer(wrong);
      expect(ids(explanation)[0], explanation.summary).toBe(id);
    });
  }
  it("is the first for its refusal, and not merely possible", () => {
    const explanation = answer(row.refused);
    expect(ids(explanation)[0], explanation.summary).toBe(id);
    expect(explanation.causes[0]?.certainty).not.toBe("possible");
    expect(explanation.causes[0]?.evidence.length).toBeGreaterThan(0);
  });
  it("is not named for a near miss", () => {
    expect(ids(answer(row.nearMiss))).not.toContain(id);
  });
});

describe("the pinned tables", () => {
  it("name every cause without a configuration of its own", () => {
    expect(causeIds.filter((id) => table[id].wrong === undefined)).toEqual(causeIds.filter((id) => withoutConfiguration.includes(id)));
  });

  it("name every cause without a refusal of its own: no code stands for it alone", () => {
    const own = new Set(
      codeMeanings.flatMap((meaning) =>
        Object.entries(meaning.causes).flatMap(([id, says]) => (says === "only" || says === "usually" ? [id] : [])),
      ),
    );
    const explained = (id: CauseId): boolean => own.has(id) || withoutOwnRefusal.includes(id);
    expect(causeIds.filter((id) => !explained(id))).toEqual([]);
    expect(withoutOwnRefusal.every((id) => causes[id].id === id)).toBe(true);
  });

  it("say certain for a refusal whose code nothing else gives", () => {
    for (const id of causeIds) {
      if (withoutOwnRefusal.includes(id)) continue;
      const [first] = answer(table[id].refused).causes;
      const sole = codeMeanings.some(
        (meaning) => answer(table[id].refused).read.codes.includes(meaning.code) && meaning.causes[id] === "only",
      );
      if (sole) expect(first?.certainty, id).toBe("certain");
    }
  });
});
