import { join } from "node:path";
import { nearestNames } from "../access/catalogue";
import { UserError } from "../access/errors";
import { customFolder, loadCustomRules } from "../policies/customRules";
import { pageOf } from "../policies/pages/pageOf";
import { allRules } from "../policies/rules";
import type { Rule } from "../policies/rule";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { wrap } from "./frame/text";
import { checkedRoot } from "./stack/project";

/** `genesys-access rules [ID]`: the rules of the gate, or one with its examples. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const rules = [...allRules, ...loadCustomRules(join(checkedRoot(io), "policies", customFolder), allRules)].sort((a, b) => (a.id < b.id ? -1 : 1));
  const id = invocation.args[0];
  const json = invocation.flag("json");
  if (id === undefined) {
    if (json) say(io, JSON.stringify({ rules: rules.map(asJson) }, null, 2));
    else {
      for (const rule of rules) {
        say(io, `${rule.id} (${rule.defaultLevel}, ${rule.severity})`);
        for (const line of wrap(`  ${rule.title}`, io.columns, 2)) say(io, line);
      }
    }
    return exit.good;
  }
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) {
    const near = nearestNames(id, rules.map((each) => each.id));
    throw new UserError({
      what: `there is no rule ${JSON.stringify(id)}`,
      ...(near.length === 0 ? {} : { why: `the nearest: ${near.join(", ")}.` }),
      next: "npx genesys-access rules lists them all.",
    });
  }
  if (json) say(io, JSON.stringify(asJson(rule), null, 2));
  else for (const line of asText(rule, io.columns)) say(io, line);
  return exit.good;
}

function asText(rule: Rule, columns: number): string[] {
  const lines = [...wrap(`${rule.title} [${rule.id}]`, columns), `${rule.defaultLevel}, ${rule.severity}; the fact is ${rule.certainty}`, "", ...wrap(rule.why, columns)];
  if (rule.prevents.length > 0) lines.push("", ...wrap(`Prevents: ${rule.prevents.map(({ status, code }) => `${status} ${code}`).join(", ")}`, columns, 10));
  lines.push("", ...wrap(`Fix: ${rule.fix}`, columns, 5), "", "Broken by:", "");
  for (const line of rule.examples.bad.trim().split("\n")) lines.push(`  ${line}`);
  lines.push("", "Satisfied by:", "");
  for (const line of rule.examples.good.trim().split("\n")) lines.push(`  ${line}`);
  lines.push("", ...wrap(`Source: ${rule.source}`, columns, 8), `Page: ${pageOf(rule)}`);
  return lines;
}

function asJson(rule: Rule): unknown {
  const { id, title, cause, severity, defaultLevel, prevents, certainty, source, why, fix, examples } = rule;
  return { id, title, cause, severity, defaultLevel, prevents, certainty, source, why, fix, examples, page: pageOf(rule) };
}
