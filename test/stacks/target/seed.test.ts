import * as fc from "fast-check";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { orgSeedSchema } from "../../../emulator";
import { parseOrgFile } from "../../../stacks/orgfile";
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
