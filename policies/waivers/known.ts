import { UserError } from "../../access/errors";
import { describePlace } from "../../access/graph/place";
import type { Rule } from "../rule";
import { closest } from "../settings/nearest";
import type { Waiver } from "./waiver";

/**
 * Makes sure that every waiver is of a rule that exists. One with a `*` is left to the rule about
 * waivers that are too broad.
 * @throws UserError with the place of the waiver and the nearest rule
 */
export function requireKnownRules(waivers: readonly Waiver[], rules: readonly Rule[]): void {
  const ids = rules.map(({ id }) => id);
  for (const { rule, place } of waivers) {
    if (ids.includes(rule) || rule === "all" || rule.includes("*")) continue;
    const near = closest(rule, ids);
    throw new UserError({
      what: `There is no rule "${rule}" to waive.`,
      where: describePlace(place),
      next: near === undefined ? "`genesys-access rules` lists them." : `Did you mean "${near}"?`,
    });
  }
}
