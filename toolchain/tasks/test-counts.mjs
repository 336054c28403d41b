/** No test. */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** The sum of two counts. */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The line that a test run ends with. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

/**
 * Counts vitest's JSON report. A file that could not be loaded has no test that failed, and an error outside of any
 * test fails none: each counts as one failure, so that no broken run looks green.
 */
export function countVitest(report, exitCode) {
  if (report === undefined) return { ...nothing, failed: 1 };
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts the events of `go test -json`; the text is the failures and one line per package. */
export function countGoTests(output, exitCode) {
  const counts = { ...nothing };
  const outputs = new Map();
  const text = [];
  for (const line of output.split("\n")) {
    if (!line.startsWith("{")) {
      if (line.trim() !== "") text.push(line);
      continue;
    }
    const { Action: action, Test: test, Package: name, Output: said, Elapsed: elapsed } = JSON.parse(line);
    const key = `${name} ${test ?? ""}`;
    if (action === "output" || action === "build-output") outputs.set(key, (outputs.get(key) ?? "") + said);
    if (test !== undefined) {
      if (action === "pass") counts.passed += 1;
      if (action === "skip") counts.skipped += 1;
      if (action === "fail") {
        counts.failed += 1;
        text.push(outputs.get(key) ?? key);
      }
    } else if (action === "fail") {
      text.push(outputs.get(key) ?? "", `${name}: failed`);
    } else if (action === "pass") {
      text.push(`${name}: passed in ${elapsed} s`);
    }
  }
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return { counts, text: text.join("\n").trim() };
}
