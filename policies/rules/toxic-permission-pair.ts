import * as z from "zod";
import { toxicPairs } from "../data/toxicPairs";
import type { SubjectRef } from "../../access/graph/graph";
import { list, subjectName } from "../reading/words";
import type { RuleFinding } from "../finding";
import { ruleWithOptions } from "../rule";

/** Rule `toxic-permission-pair`: No single principal holds two rights that are dangerous together. */
export const toxicPermissionPair = ruleWithOptions({
  id: "toxic-permission-pair",
  title: "No single principal holds two rights that are dangerous together",
  severity: "high",
  defaultLevel: "advisory",
  prevents: [],
  certainty: "confirmed",
  source: "specification: what the operations do that these permissions open; the judgement is this project's, with a reason each",
  why:
    "Separation of duties over what somebody really holds, through all roles and groups: reading recordings and removing them, " +
    "writing a role and giving it away. Either half has its place; both in one hand leave no trace or no limit.",
  fix: "Split the work between two principals, or say with a waiver who watches this one.",
  options: z.strictObject({
    pairs: z
      .array(
        z.strictObject({
          id: z.string().describe("Name of the pair, part of the keys of findings."),
          one: z.array(z.string()).min(1),
          other: z.array(z.string()).min(1),
          reason: z.string(),
        }),
      )
      .default([])
      .describe("Pairs of your own."),
  }),
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    permissions:
      - { permission: "recording:recording:view", reason: it copies recordings }
      - { permission: "recording:retentionPolicy:edit", reason: it shortens the retention of what it has copied }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  archive:
    permissions: [{ permission: "recording:recording:view", reason: it copies recordings }]
  retention:
    permissions: [{ permission: "recording:retentionPolicy:edit", reason: it keeps the retention policies }]
`,
  },
  check: (graph, { options, reading }) => {
    const subjects: readonly SubjectRef[] = [
      ...graph.clients.map(({ key }) => ({ kind: "client" as const, key })),
      ...graph.groups.map(({ key }) => ({ kind: "group" as const, key })),
      ...graph.users.map(({ key }) => ({ kind: "user" as const, key })),
    ];
    return subjects.flatMap((subject): readonly RuleFinding[] => {
      const effective = reading.effectivePermissions(subject);
      const held = new Map(effective.map((each) => [each.permission, each]));
      return [...toxicPairs, ...options.pairs].flatMap((pair): readonly RuleFinding[] => {
        const one = pair.one.filter((permission) => held.has(permission));
        const other = pair.other.filter((permission) => held.has(permission));
        const place = held.get(other[0] ?? "")?.through.at(-1)?.place;
        if (one.length === 0 || other.length === 0) return [];
        return [
          {
            kind: "violation",
            key: `${subject.kind} ${subject.key} ${pair.id}`,
            subject: subjectName(reading, subject),
            place: place ?? reading.grantsOf(subject)[0]?.place ?? { kind: "live", path: `${subject.kind}s/${subject.key}` },
            message: `It holds ${list(one)} and ${list(other)}: ${pair.reason}.`,
            fix: `Take away ${list(other, "or")}, or give it to another principal.`,
          },
        ];
      });
    });
  },
});
