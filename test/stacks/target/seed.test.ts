import * as fc from "fast-check";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { orgSeedSchema } from "../../../emulator";
import { listOrgs, loadOrgFile, orgFilePath, parseOrgFile } from "../../../stacks/orgfile";
import { seedForOrg } from "../../../stacks/target";
import { anySections } from "../orgfile/arbitrary";

it("makes a seed that the emulator accepts of every org file", () => {
  fc.assert(
    fc.property(anySections, (sections) => {
      const text = stringify(
        { config: Object.fromEntries(Object.entries(sections).map(([key, value]) => [`genesys-access:${key}`, value])) },
        { aliasDuplicateObjects: false },
      );
      const seed = seedForOrg(parseOrgFile(text, "org.yaml", "org"));
      const parsed = orgSeedSchema.safeParse(seed);
      expect(parsed.success, JSON.stringify(parsed.error?.issues)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it("has something to read in every division, and no screen where none is recorded", () => {
  const file = parseOrgFile(
    "config:\n  genesys-access:org: { region: eu-west-2, divisions: [UK], maxScreenRecordingStreams: 0 }\n",
    "org.yaml",
    "org",
  );
  const conversations = seedForOrg(file).conversations ?? [];
  expect(new Set(conversations.map((one) => one.division ?? "Home"))).toEqual(new Set(["Home", "UK"]));
  expect(conversations.flatMap((one) => one.recordings.map((recording) => recording.media))).not.toContain("screen");
});

it.each(listOrgs("."))("makes a seed that the emulator accepts of the org file of %s", (org) => {
  const parsed = orgSeedSchema.safeParse(seedForOrg(loadOrgFile(orgFilePath(".", org))));
  expect(parsed.success, JSON.stringify(parsed.error?.issues)).toBe(true);
});

it("has what the declared calls read: agents, evaluations, transcripts, and policies that are taken for granted", () => {
  const file = parseOrgFile(
    `config:
  genesys-access:org: { region: eu-west-2, divisions: [UK] }
  genesys-access:applications:
    quality:
      calls:
        - GET /api/v2/quality/conversations/{conversationId}/evaluations/{evaluationId}
        - GET /api/v2/speechandtextanalytics/conversations/{conversationId}/communications/{communicationId}/transcripturl
  genesys-access:screenRecording:
    policies: { important: { queues: [VIP], retention: { deleteAfterDays: 30 } } }
`,
    "org.yaml",
    "org",
  );
  const { conversations = [], evaluations = [], policies, queues, users = [] } = seedForOrg(file);
  expect(evaluations.map(({ conversation }) => conversation)).toEqual(["Home first", "UK first"]);
  expect(users.map(({ email }) => email)).toEqual(expect.arrayContaining(evaluations.map(({ agent }) => agent)));
  expect(conversations.every(({ transcript, agents }) => transcript !== undefined && agents?.length === 1)).toBe(true);
  expect(policies).toEqual([{ name: "important", enabled: true, queues: ["VIP"], screenRecording: { deleteAfterDays: 30 } }]);
  expect(queues).toContainEqual({ name: "VIP" });
});
