const seconds = { s: 1, m: 60, h: 3600, d: 86400 } as const;

/** What a duration looks like in an org file: a whole number and one unit, such as `90s`, `30m`, `12h` or `2d`. */
export const durationPattern = /^([1-9][0-9]*)(s|m|h|d)$/;

/** Seconds of a duration such as `12h`; undefined for any other text. */
export function durationSeconds(text: string): number | undefined {
  const match = durationPattern.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * seconds[match[2] as keyof typeof seconds];
}
