import type { CheckResult } from "../../policies/check";

/** What a report may know of the place where it is shown. */
export interface ReportOptions {
  /** Width in columns, for formats that people read in a terminal; 80 when unknown. */
  readonly columns?: number;
  /** Whether control sequences for colours may be used. */
  readonly colour?: boolean;
  /** Version of the program, for formats that name their tool. */
  readonly version?: string;
}

/** One format of the findings of a check. */
export interface Reporter {
  /** What a user writes after `--format`. */
  readonly format: string;
  /** What the format is for, in a few words. */
  readonly use: string;
  /** The whole report, with a newline at its end. Same result, same text. */
  readonly render: (result: CheckResult, options?: ReportOptions) => string;
}
