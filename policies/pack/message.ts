import { describePlace } from "../../access/graph/place";
import { pageOf } from "../pages/pageOf";
import { brokenRuleKey } from "../check";
import type { Finding } from "../finding";

/**
 * A finding as the engine prints it. Pulumi's CLI shows only the level, the rule's name, the
 * resource and this text, so everything else that a reader needs stands in it.
 */
export function engineMessage(finding: Finding): string {
  const lines = [`${prefix(finding)}${finding.message}`];
  if (finding.place.kind === "file") lines.push(`where: ${describePlace(finding.place)} (${finding.subject})`);
  else if (finding.place.kind === "urn" && finding.place.property !== undefined) lines.push(`where: ${finding.subject}, property ${finding.place.property}`);
  else lines.push(`where: ${finding.subject}`);
  if (finding.refuses !== undefined) {
    lines.push(`refused: ${finding.refuses.call} would answer ${finding.refuses.status} ${finding.refuses.code}`);
  }
  lines.push(`fix: ${finding.fix}`, `more: ${pageOf(finding)}`);
  const waivable = (finding.status === "violation" || finding.status === "undecided") && finding.key !== brokenRuleKey;
  if (waivable) lines.push(`waive as: ${finding.key}`);
  return lines.join("\n");
}

function prefix(finding: Finding): string {
  switch (finding.status) {
    case "undecided":
      return "Undecided before the update: ";
    case "unstated":
      return "Not stated: ";
    case "unchecked":
      return "Not checked here: ";
    case "waived":
    case "violation":
      return "";
  }
}
