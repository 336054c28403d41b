import * as z from "zod";
import { grantLike } from "../../access/catalogue";
import type { SubjectRef } from "../../access/graph/graph";
import { few, subjectName, writtenAt } from "../reading/words";
import type { RuleFinding } from "../finding";
import { ruleWithOptions } from "../rule";

/** Rule `grant-like-permission`: Whoever can make himself more powerful is named. */
export const grantLikePermission = ruleWithOptions({
  id: "grant-like-permission",
  title: "Whoever can make himself more powerful is named",
  severity: "critical",
  defaultLevel: "mandatory",
  prevents: [],
  certainty: "confirmed",
  source: "specification: what the operations do that these permissions open",
  why:
    "With authorization:grant:add somebody can give himself any role, with oauth:client:edit a new secret for a client that has one, " +
    "with directory:user:setPassword another person's identity. Such permissions are worth all others together, so their holders are listed by name.",
  fix: "Take the permission away, or name its holder in the option `allow`.",
  options: z.strictObject({
    allow: z
      .record(z.string(), z.array(z.string()))
      .default({})
      .describe("Permissions by holder: the key or name of a client or group, or a user's email. `*` for all of them."),
  }),
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  onboarding: { calls: ["POST /api/v2/authorization/subjects/{subjectId}/bulkadd"] }
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  onboarding: { calls: ["POST /api/v2/authorization/subjects/{subjectId}/bulkadd"] }
genesys-access:policies:
  grant-like-permission:
    allow: { onboarding: ["authorization:grant:add"] }
`,
  },
  check: (graph, { options, reading }) => {
    const subjects: readonly { readonly subject: SubjectRef; readonly names: readonly string[] }[] = [
      ...graph.clients.map(({ key, name }) => ({ subject: { kind: "client" as const, key }, names: [key, name] })),
      ...graph.groups.map(({ key, name }) => ({ subject: { kind: "group" as const, key }, names: [key, name] })),
      ...graph.users.map(({ key, email }) => ({ subject: { kind: "user" as const, key }, names: [key, email] })),
    ];
    return subjects.flatMap(({ subject, names }): readonly RuleFinding[] => {
      const [direct] = reading.grantsOf(subject);
      if (direct === undefined || isDeployer(graph.org.deployer, subject)) return [];
      const allowed = names.flatMap((name) => options.allow[name] ?? []);
      if (allowed.includes("*")) return [];
      const held = new Map(reading.effectivePermissions(subject).map((each) => [each.permission, each]));
      const found = grantLike.filter(({ permission }) => held.has(permission) && !allowed.includes(permission));
      if (found.length === 0) return [];
      const holder = subjectName(reading, subject);
      return [
        {
          kind: "violation",
          key: `${subject.kind} ${subject.key}`,
          subject: holder,
          place: writtenAt(held.get(found[0]?.permission ?? "")?.through.at(-1)?.place, direct.place),
          message: `It can make itself more powerful: ${few(found.map(({ permission, reason }) => `${permission} (${reason})`), 3)}.`,
          fix: `If that is meant, name it: \`grant-like-permission: { allow: { ${names[1] ?? names[0] ?? ""}: [${found.map(({ permission }) => `"${permission}"`).join(", ")}] } }\` under \`genesys-access:policies\`.`,
        },
      ];
    });
  },
});

function isDeployer(deployer: SubjectRef | undefined, subject: SubjectRef): boolean {
  return deployer?.kind === subject.kind && deployer.key === subject.key;
}
