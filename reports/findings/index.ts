import { UserError } from "../../access/errors";
import { githubReporter } from "./github";
import { jsonReporter } from "./json";
import { junitReporter } from "./junit";
import { markdownReporter } from "./markdown";
import type { Reporter } from "./reporter";
import { sarifReporter } from "./sarif";
import { textReporter } from "./text";

export { fingerprint } from "./fingerprint";
export type { Reporter, ReportOptions } from "./reporter";

/** Every format of the findings of a check. */
export const reporters: readonly Reporter[] = [textReporter, jsonReporter, markdownReporter, sarifReporter, junitReporter, githubReporter];

/**
 * The reporter of a format.
 * @throws UserError that names the formats, when there is none of that name
 */
export function reporterFor(format: string): Reporter {
  const reporter = reporters.find((each) => each.format === format);
  if (reporter !== undefined) return reporter;
  throw new UserError({ what: `There is no format "${format}".`, next: `Write one of: ${reporters.map((each) => each.format).join(", ")}.` });
}
