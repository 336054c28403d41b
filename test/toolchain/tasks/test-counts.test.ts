import { describe, expect, it } from "vitest";
// @ts-expect-error the scripts of the toolchain are plain JavaScript without declarations
import * as counts from "../../../toolchain/tasks/test-counts.mjs";

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
const { add, closingLine, countGoTests, countVitest } = counts as {
  add(a: Counts, b: Counts): Counts;
  closingLine(counts: Counts): string;
  countVitest(report: unknown, exitCode: number): Counts;
  countGoTests(output: string, exitCode: number): { counts: Counts; text: string };
};

const report = (values: object): object => ({
  numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...values,
});

describe("the closing line of a test run", () => {
  it("counts what passed and failed", () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
  });

  it("names skipped tests only when there are some", () => {
    expect(closingLine(add({ passed: 1, failed: 2, skipped: 1 }, { passed: 1, failed: 0, skipped: 2 }))).toBe("2 passed, 2 failed, 3 skipped");
  });
});

describe("vitest's report", () => {
  it("is counted by test", () => {
    expect(countVitest(report({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }), 1)).toEqual({ passed: 7, failed: 1, skipped: 3 });
  });

  it("counts a file that could not be loaded as a failure", () => {
    const testResults = [{ status: "failed", assertionResults: [] }, { status: "failed", assertionResults: [{ status: "failed" }] }];
    expect(countVitest(report({ numPassedTests: 1, numFailedTests: 1, testResults }), 1).failed).toBe(2);
  });

  it("counts an error outside of any test as a failure", () => {
    expect(countVitest(report({ numPassedTests: 7 }), 1).failed).toBe(1);
  });

  it("counts as a failure when it is missing", () => {
    expect(countVitest(undefined, 0).failed).toBe(1);
  });
});

describe("the events of go test", () => {
  const line = (event: object): string => JSON.stringify({ Package: "p", ...event });

  it("are counted by test, and failures are shown", () => {
    const output = [
      line({ Action: "pass", Test: "A" }),
      line({ Action: "output", Test: "B", Output: "b_test.go:1: wrong\n" }),
      line({ Action: "fail", Test: "B" }),
      line({ Action: "skip", Test: "C" }),
      line({ Action: "fail" }),
    ].join("\n");
    expect(countGoTests(output, 1)).toEqual({ counts: { passed: 1, failed: 1, skipped: 1 }, text: "b_test.go:1: wrong\n\n\np: failed" });
  });

  it("count a package that does not compile as a failure", () => {
    const output = `${line({ Action: "build-output", Output: "x.go:1: undefined: y\n" })}\n${line({ Action: "fail" })}`;
    const { counts: counted, text } = countGoTests(output, 1);
    expect(counted).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(text).toContain("undefined: y");
  });
});
