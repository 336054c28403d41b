import { expect, it } from "vitest";
import { durationSeconds } from "../../../stacks/orgfile";

it.each([
  ["90s", 90],
  ["5m", 300],
  ["12h", 43_200],
  ["2d", 172_800],
])("reads %s as %i seconds", (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

it.each(["12", "0m", "1.5h", "h", "12 h", "-1d", "1w", ""])("does not take '%s' for a duration", (text) => {
  expect(durationSeconds(text)).toBeUndefined();
});
