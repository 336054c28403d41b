import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseOrgFile } from "../../../stacks/orgfile";
import { comparePin, pinned, pinOrg } from "../../../stacks/target";

const identity = { id: "5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11", name: 'Acme: UK "one"' };

describe("pinning an org", () => {
  const text = [
    "# first line",
    "config:",
    "  genesys-access:org:   # the org",
    "    target: cloud",
    "    region: eu-west-2   # London",
    "",
    "    divisions: [ UK ]",
    "encryptionsalt: v1:x",
    "",
  ].join("\n");

  it("adds two lines after the region and changes nothing else", () => {
    const lines = text.split("\n");
    expect(pinned(text, identity).split("\n")).toEqual([
      ...lines.slice(0, 5),
      '    orgId: "5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11"',
      '    orgName: "Acme: UK \\"one\\""',
      ...lines.slice(5),
    ]);
  });

  it.each([
    ["a mapping in braces", "config: { genesys-access:org: { region: eu-west-2, target: cloud } }\n"],
    ["a region in the last line without an end of line", "config:\n  genesys-access:org:\n    region: eu-west-2"],
    ["a quoted region", 'config:\n  genesys-access:org:\n    region: "eu-west-2"\n'],
    ["lines that end as on Windows", "config:\r\n  genesys-access:org:\r\n    region: eu-west-2\r\n    target: cloud\r\n"],
  ])("reads back as pinned from %s", (_name, before) => {
    const after = pinned(before, identity);
    const file = parseOrgFile(after, "org.yaml", "org");
    expect(file.org).toMatchObject({ region: "eu-west-2", orgId: identity.id, orgName: identity.name });
    expect(parseOrgFile(before, "org.yaml", "org").org).toEqual({ ...file.org, orgId: undefined, orgName: undefined });
    if (before.includes("\r\n")) expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  });

  it("adds the name beside an id that is there, and leaves a pinned file alone", () => {
    const once = pinned(text.replace("    target", `    orgId: ${identity.id}\n    target`), identity);
    expect(once.match(/orgId/g)).toHaveLength(1);
    expect(pinned(once, identity)).toBe(once);
  });

  it("writes the file whole and keeps its mode", () => {
    const folder = mkdtempSync(join(tmpdir(), "pin-"));
    const path = join(folder, "Pulumi.acme.yaml");
    writeFileSync(path, text);
    chmodSync(path, 0o640);
    pinOrg(path, identity);
    expect(readFileSync(path, "utf8")).toBe(pinned(text, identity));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    rmSync(folder, { recursive: true });
  });
});

describe("comparing the pin", () => {
  const fileWith = (line: string): ReturnType<typeof parseOrgFile> =>
    parseOrgFile(`config:\n  genesys-access:org:\n    region: eu-west-2\n    target: cloud\n${line}`, "org.yaml", "acme");

  it("knows an org file that pins nothing yet", () => {
    expect(comparePin(fileWith(""), identity)).toBe("unpinned");
  });

  it("accepts the same organization", () => {
    expect(comparePin(fileWith(`    orgId: ${identity.id.toUpperCase()}\n`), identity)).toBe("pinned");
  });

  it("stops at another organization and names both", () => {
    const other = fileWith("    orgId: 00000000-0000-4000-8000-000000000001\n    orgName: Acme US\n");
    expect(() => comparePin(other, { ...identity, name: "Acme UK" })).toThrowError(
      [
        "org.yaml:5:12: The credentials belong to another organization than the org file 'acme'.",
        `Why: The file is about 'Acme US' (00000000-0000-4000-8000-000000000001); the credentials are those of 'Acme UK' (${identity.id}). Nothing was changed.`,
        "Next: Use the credentials of the right org. If the file is about the other organization, correct orgId in it.",
      ].join("\n"),
    );
  });
});
