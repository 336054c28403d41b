import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeOperation } from "../../access/catalogue";
import { checkGraphs } from "../../policies/check";
import { correctOrgFile, plainOperations } from "./support/correct";
import { fromOrgFileText, fromOrgText, today } from "./support/subjects";

const mandatory = (subject: ReturnType<typeof fromOrgText>) =>
  checkGraphs([subject], { today, strict: true })
    .findings.filter(({ level }) => level === "mandatory")
    .map(({ rule, message }) => `${rule}: ${message}`);

describe("correct configurations", () => {
  it("raise nothing mandatory, a hundred of them", () => {
    const files = fc.sample(correctOrgFile, { numRuns: 100, seed: 5 });
    expect(new Set(files).size).toBeGreaterThan(95);
    for (const [index, file] of files.entries()) expect(mandatory(fromOrgFileText(file, `org-${index}`)), file).toEqual([]);
  });

  it("raise nothing mandatory for any set of operations of the catalogue that a machine can make", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...plainOperations), { minLength: 1, maxLength: 6 }), (operations) => {
        const calls = operations.map((operation) => `      - "${describeOperation(operation)}"`).join("\n");
        const recordings = "    recordings: [audio, screen]";
        const subject = fromOrgText(`genesys-access:org: { region: eu-west-2 }\ngenesys-access:applications:\n  app:\n${recordings}\n    divisions: [all]\n    calls:\n${calls}\n`);
        expect(mandatory(subject)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
