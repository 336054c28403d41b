import { catalogue, describeOperation } from "../../access/catalogue";
import { causeIds, type CauseId } from "../../access/causes/ids";
import { addedSection } from "../../access/causes/markdown";
import type { Rule } from "../rule";
import { optionsOfRule } from "./options";

/** Folder of the pages of rules without a cause and of the index, from the project's root. */
export const rulePagesFolder = "docs/rules";

/**
 * The page of a cause with the rules that prevent it in its added section. What stands outside of
 * that section is left as it is.
 */
export function withRules(page: string, cause: CauseId, rules: readonly Rule[]): string {
  const from = page.indexOf(addedSection.begin);
  const to = page.indexOf(addedSection.end);
  if (from === -1 || to < from) return page;
  const own = rules.filter((rule) => rule.cause === cause);
  const text = own.length === 0 ? "" : ["## Rules that prevent it", "", ...own.flatMap((rule) => [...ruleSection(rule, "###"), ""])].join("\n").trim();
  return `${page.slice(0, from)}${addedSection.begin}\n${text === "" ? "" : `${text}\n`}${page.slice(to)}`;
}

/** All pages below {@link rulePagesFolder} by file name: one for each rule without a cause, and the index. */
export function rulePages(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const pages = new Map<string, string>([["README.md", ruleIndex(rules)]]);
  for (const rule of rules) {
    if (rule.cause === undefined) pages.set(`${rule.id}.md`, `${ruleSection(rule, "#").join("\n").trim()}\n`);
  }
  return pages;
}

function ruleSection(rule: Rule, heading: "#" | "###"): readonly string[] {
  const prevented = rule.prevents.map(({ status, code }) => `${status} \`${code}\``);
  const options = optionsOfRule(rule);
  return [
    ...(heading === "###" ? [`<a id="rule-${rule.id}"></a>`, ""] : []),
    `${heading} ${rule.title}`,
    "",
    `\`${rule.id}\`: ${rule.defaultLevel}, ${rule.severity}${rule.certainty === "confirmed" ? "" : `, the fact is ${rule.certainty}`}.${prevented.length === 0 ? "" : ` Prevents ${prevented.join(", ")}.`}`,
    "",
    rule.why,
    "",
    `**Fix.** ${rule.fix}`,
    "",
    ...(options.length === 0 ? [] : ["Options:", "", ...options.map(({ name, says, preset }) => `- \`${name}\`: ${says}${preset === undefined ? "" : ` Default: \`${preset}\`.`}`), ""]),
    rule.examples.language === "program" ? "Rejected, as resources of a program:" : "Rejected, in an org file below `config:`:",
    "",
    ...block(rule.examples.bad),
    "",
    "Accepted:",
    "",
    ...block(rule.examples.good),
    "",
    `Source: ${rule.source}.`,
  ];
}

function block(text: string): readonly string[] {
  return ["```yaml", ...text.trim().split("\n"), "```"];
}

function ruleIndex(rules: readonly Rule[]): string {
  const link = (rule: Rule): string => `[${rule.id}](${rule.cause === undefined ? `${rule.id}.md` : `../causes/${rule.cause}.md#rule-${rule.id}`})`;
  const lines = [
    "# Rules",
    "",
    `${rules.length} rules that \`genesys-access check\` and the policy pack run. [custom-rules.md](../custom-rules.md) shows how to add your own, [policies.md](../policies.md) how to set levels, waive and start with an old org.`,
    "",
    "| rule | what holds | level | severity |",
    "|---|---|---|---|",
    ...rules.map((rule) => `| ${link(rule)} | ${rule.title} | ${rule.defaultLevel} | ${rule.severity} |`),
    "",
    "## By cause",
    "",
    "Causes without a rule only show while calling; each has a page and `genesys-access explain` finds it.",
    "",
    "| cause | rules |",
    "|---|---|",
    ...causeIds.map((cause) => `| [${cause}](../causes/${cause}.md) | ${rules.filter((rule) => rule.cause === cause).map(link).join(", ") || "none"} |`),
    "",
    "## By code",
    "",
    "| status and code | rules that prevent it |",
    "|---|---|",
    ...group(rules.flatMap((rule) => rule.prevents.map(({ status, code }) => [`${status} \`${code}\``, link(rule)] as const))),
    "",
    "## By operation",
    "",
    "Rules that are about particular operations; the others are about every declared call, or about none.",
    "",
    "| operation | rules |",
    "|---|---|",
    ...group(rules.flatMap((rule) => (rule.operations ?? []).map((id) => [operationText(id), link(rule)] as const))),
    "",
  ];
  return lines.join("\n");
}

function operationText(id: string): string {
  const operation = catalogue().operation(id);
  return operation === undefined ? `\`${id}\`` : `\`${describeOperation(operation)}\``;
}

function group(entries: readonly (readonly [string, string])[]): readonly string[] {
  const byKey = new Map<string, string[]>();
  for (const [key, value] of entries) byKey.set(key, [...(byKey.get(key) ?? []), value]);
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, values]) => `| ${key} | ${values.join(", ")} |`);
}

