import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { accessChanges, accessText } from "../../../commands/stack/access-change";
import { definitionsIn, parseOrgFile, type OrgFile } from "../../../stacks/orgfile";

const checkout = join(__dirname, "..", "..", "..");

function orgFile(applications: string, groups = ""): OrgFile {
  const text = `config:
  genesys-access:org: { region: eu-west-2, divisions: [UK, DE] }
  genesys-access:applications:
${applications}${groups}`;
  return parseOrgFile(text, "acme.yaml", "acme", definitionsIn(join(checkout, "stacks", "applications")));
}

const archive = {
  applications: {
    "recording-archive": { version: "1.0.0", permissions: ["analytics:conversationDetail:view", "recording:retentionPolicy:view", "recording:screenRecording:view"], divisions: ["UK"] },
  },
};
const current = "    recording-archive: { from: recording-archive, divisions: [UK] }\n";

describe("what an update would change about access", () => {
  it("is nothing to speak of in a stack that was never brought up", () => {
    expect(accessChanges(orgFile(current), undefined)).toEqual([]);
    expect(accessChanges(orgFile(current), { outputs: {} })).toEqual([]);
  });

  it("is nothing where the file asks for what is there", () => {
    const older = current.replace("divisions", 'version: "1.0.0", divisions');
    expect(accessChanges(orgFile(older), { outputs: archive })).toEqual([]);
  });

  it("is what a newer version asks for in addition", () => {
    const changes = accessChanges(orgFile(current), { outputs: archive });
    expect(changes).toMatchObject([{ name: "recording-archive", version: { from: "1.0.0", to: "1.1.0" }, permissions: { removed: [] }, divisions: { added: [], removed: [] } }]);
    expect(changes[0]?.permissions.added).toContain("recording:screenRecording:editRetention");
    expect(accessText(changes, 78)[0]).toBe("Access of application recording-archive from version 1.0.0 to version 1.1.0:");
  });

  it("is a division that is added, an application that goes, and a right that a group loses", () => {
    const more = "    recording-archive: { from: recording-archive, version: \"1.0.0\", divisions: [UK, DE] }\n";
    const before = {
      applications: { ...archive.applications, gone: { permissions: ["routing:queue:view"], divisions: ["UK"] } },
      groups: { reviewers: { permissions: ["recording:recording:view"] } },
    };
    expect(accessText(accessChanges(orgFile(more), { outputs: before }), 78)).toEqual([
      "Access of application gone:",
      "  - routing:queue:view",
      "  - division UK",
      "Access of application recording-archive:",
      "  + division DE",
      "Access of group reviewers:",
      "  - recording:recording:view",
    ]);
  });
});
