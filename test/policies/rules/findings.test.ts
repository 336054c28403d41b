import { describe, expect, it } from "vitest";
import { allRules } from "../../../policies/rules";
import { verdicts } from "../mutation/corpus";

describe("the findings of every rule", () => {
  it("about its own examples and edge cases, and about everybody else's, are exactly these", async () => {
    const text = allRules.map((rule) => `# ${rule.id}\n\n${verdicts(rule).join("\n")}\n`).join("\n");
    await expect(text).toMatchFileSnapshot("findings.snapshot.txt");
  });
});
