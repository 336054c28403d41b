import { checkGraphs } from "../check";
import { readDeclarations } from "../program/declarations";
import { graphsFromResources } from "../program/orgs";
import { fromProxied, type ProxiedResource } from "../program/proxied";
import { matters } from "../program/resource";
import type { Rule } from "../rule";
import { engineMessage } from "./message";

/** A stack policy as `@pulumi/policy` takes it, as far as this package needs its type. */
export interface StackPolicy {
  readonly name: string;
  readonly description: string;
  readonly enforcementLevel: "mandatory" | "advisory";
  readonly validateStack: (args: { readonly resources: readonly ProxiedResource[] }, reportViolation: (message: string, urn?: string) => void) => void;
}

/**
 * Rules as one stack policy for a pack that is written with `@pulumi/policy`. It reports only what
 * has the level it is asked for, so that a pack that wants both takes it twice. A pack that needs
 * nothing else is better served by `servePack`: it reports under each rule's own name and level.
 */
export function asStackPolicy(rules: readonly Rule[], level: "mandatory" | "advisory" = "mandatory", today = new Date().toISOString().slice(0, 10)): StackPolicy {
  return {
    name: `genesys-access-${level}`,
    description: "What is known to end in a 403 from Genesys Cloud.",
    enforcementLevel: level,
    validateStack: ({ resources }, reportViolation) => {
      const plain = resources.filter(({ type }) => matters(type)).map(fromProxied);
      const { graph, settings, waivers } = readDeclarations(plain, rules);
      const stack = resources[0]?.urn.split("::")[0]?.replace("urn:pulumi:", "") ?? "stack";
      const [first, ...more] = graphsFromResources(plain, stack, graph);
      const result = checkGraphs([{ graph: first, more, settings, waivers }], { rules, today });
      for (const finding of result.findings) {
        if (finding.status === "waived" || finding.level !== level) continue;
        reportViolation(`${finding.rule}: ${engineMessage(finding)}`, finding.place.kind === "urn" ? finding.place.urn : undefined);
      }
    },
  };
}
