import type { EngineReport, Progress } from "./engine";

/** Where lines go. */
export interface Output {
  write(text: string): unknown;
}

/** How a progress line is written. */
export interface ReportOptions {
  /** True when a line may be written over. */
  readonly terminal: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
}

const quietSeconds = 20;

/**
 * Tells a person what happens: on a terminal in one line that changes, elsewhere with a new line every twenty
 * seconds, so that a log stays short and nobody thinks that it hangs.
 */
export function consoleReport(output: Output, options: ReportOptions): EngineReport {
  let lastShown = 0;
  let shownText = "";
  let lineOpen = false;
  const close = (): void => {
    if (lineOpen) output.write("\n");
    lineOpen = false;
  };
  return {
    say(text) {
      close();
      output.write(`${text}\n`);
    },
    progress(progress) {
      const line = progressLine(progress);
      if (options.terminal) {
        output.write(`\r\u001b[2K${line.slice(0, (options.columns ?? 80) - 1)}`);
        lineOpen = progress.fraction !== 1;
        if (!lineOpen) output.write("\n");
        return;
      }
      const due = progress.elapsedSeconds - lastShown >= quietSeconds || progress.fraction === 1;
      if (!due || line === shownText) return;
      lastShown = progress.elapsedSeconds;
      shownText = line;
      output.write(`${line}\n`);
    },
  };
}

/** Such as "Building: 12 of 40 packages, 30 %, 1:20 so far, about 3:07 left". */
export function progressLine({ text, fraction, elapsedSeconds, leftSeconds }: Progress): string {
  const parts = [text];
  if (fraction !== undefined && fraction < 1) parts.push(`${Math.floor(fraction * 100)} %`);
  parts.push(fraction === 1 ? `took ${clock(elapsedSeconds)}` : `${clock(elapsedSeconds)} so far`);
  if (leftSeconds !== undefined && fraction !== 1) parts.push(`about ${clock(leftSeconds)} left`);
  return parts.join(", ");
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
