import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { setupOfDefinition, type Setup } from "../../onboarding";
import { parseDefinition, type Definition, type Definitions } from "../../stacks/orgfile";

/** Definitions that are given, the current version of each first. */
export function definitionsOf(...given: readonly Definition[]): Definitions {
  const of = (name: string): readonly Definition[] => given.filter((one) => one.name === name);
  return {
    names: () => [...new Set(given.map((one) => one.name))].sort(),
    versions: (name) => of(name).map((one) => one.version),
    find: (name, version) => (version === undefined ? of(name)[0] : of(name).find((one) => one.version === version)),
    folder: "stacks/applications",
  };
}

/** A definition from its fields. */
export function definition(name: string, fields: object): Definition {
  return parseDefinition(stringify({ version: "1.0.0", ...fields }), `stacks/applications/${name}.yaml`, name);
}

/** What a definition needs in an org that nothing is known of. */
export function setupOf(one: Definition, divisions: readonly string[] = []): Setup {
  return setupOfDefinition(one, { definitions: definitionsOf(one), divisions });
}

/** An archive with every kind of thing that a definition can bring along. */
export const archive = definition("desk-archive", {
  description: 'Archives "desks" at ${100 %} | 24/7',
  owner: "vendor-support",
  purpose: "Compliance archive",
  calls: ["POST /api/v2/analytics/conversations/details/query", "POST /api/v2/recording/batchrequests", "GET /api/v2/recording/batchrequests/{jobId}"],
  permissions: [{ permission: "recording:recording:editRetention", reason: "archives", condition: { terms: [{ variable: "Conversation.queues", operator: "EQ", operands: [{ type: "SCALAR", value: "desk" }] }] } }],
  recordings: ["screen"],
  divisions: ["Service Desk", "Back Office"],
  requires: { products: ["engage3 | digital"], screenRecording: true },
  secretTo: { dataActions: { name: "Desk actions" } },
  screenRecording: { policies: { desks: { description: "Records desks", queues: ["Desk queue"], recordAfterCallWork: true, retention: { deleteAfterDays: 90 } } } },
  groups: {
    reviewers: { existing: true, performanceViews: ["interactions"], recordings: ["screen"] },
    admins: { existing: false, name: "Archive admins", description: "Run the archive", performanceViews: ["recordings"], divisions: ["all"] },
  },
});

/** A console that acts for a service user. */
export const console = definition("desk-console", {
  grant: "code",
  serviceUser: "bot",
  calls: ["GET /api/v2/conversations/{conversationId}/recordings"],
  recordings: ["screen", "audio"],
  redirectUris: ["https://example.com/callback"],
  divisions: ["Service Desk", "home"],
  serviceUsers: { bot: { email: "Bot@example.com", division: "Service Desk", permissions: [{ permission: "directory:user:view", reason: "names" }] } },
});

/** A project in a folder of its own, with the given files below it. */
export function projectWith(files: Readonly<Record<string, string>>): { readonly root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), "onboard-"));
  for (const [name, text] of Object.entries({ "Pulumi.yaml": "name: t\nruntime: nodejs\n", ...files })) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
