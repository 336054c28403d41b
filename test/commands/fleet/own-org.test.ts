import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { useOneOrg } from "../../../commands/fleet/own-org";
import { withOwnPassphrase } from "../../../commands/stack/passphrase";
import type { Candidate } from "../../../commands/fleet/select";
import { parseOrgFile } from "../../../stacks/orgfile";

const id = (digit: string): string => `${digit.repeat(8)}-7d55-4f0a-9d0b-0c7a1e9b2d11`;
function real(org: string, more = ""): Candidate {
  const text = `config:\n  genesys-access:org:\n    target: cloud\n    region: eu-west-2\n${more}`;
  return { org, path: `Pulumi.${org}.yaml`, orgFile: parseOrgFile(text, `Pulumi.${org}.yaml`, org) };
}

describe("several real orgs at once", () => {
  const bare = real("bare");
  const own = real("own", "    credentials: { environment: OWN }\n");
  const pinned = real("pinned", `    orgId: ${id("1")}\n`);

  it("take no credentials that would hold for all of them, unless the organization is pinned", () => {
    const guard = useOneOrg([bare, own, pinned], [bare, own, pinned]);
    expect(() => guard.credentials(bare)).toThrow(/bare has no credentials of its own[\s\S]*npx genesys-access up bare/);
    guard.credentials(own);
    guard.credentials(pinned);
    useOneOrg([bare, own], [bare]).credentials(bare);
  });

  it("never pin an organization that another file is about, also one pinned a moment ago", () => {
    const guard = useOneOrg([bare, own, pinned], [bare, own]);
    expect(() => guard.pin(own, { id: id("1").toUpperCase(), name: "Acme" })).toThrow(/belong to the organization of pinned/);
    guard.pin(own, { id: id("2"), name: "Own" });
    expect(() => guard.pin(bare, { id: id("2"), name: "Own" })).toThrow(/belong to the organization of own/);
  });
});

describe("the key of an org's secrets", () => {
  const folder = mkdtempSync(join(tmpdir(), "genesys-access-own-org-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const onDisk = (org: string, more = ""): Candidate => {
    const path = join(folder, `Pulumi.${org}.yaml`);
    writeFileSync(path, `${more}config:\n  genesys-access:org: { target: cloud, region: eu-west-2 }\n`);
    return { ...real(org), path };
  };
  const [first, second, third] = [onDisk("first-uk"), onDisk("second"), onDisk("third", "secretsprovider: awskms://alias/third\n")];
  const guard = useOneOrg([first, second, third], [first, second, third]);
  const all = { PULUMI_CONFIG_PASSPHRASE: "of all" };

  it("is never one passphrase for several real orgs", () => {
    expect(() => guard.passphrase(first, all, "file:///state")).toThrow(/first-uk has no key of its own[\s\S]*GENESYS_ACCESS_PASSPHRASE_FIRST_UK/);
  });

  it("is the org's own passphrase, its key service, or that of Pulumi Cloud", () => {
    guard.passphrase(first, { ...all, GENESYS_ACCESS_PASSPHRASE_FIRST_UK_FILE: "/run/key" }, "file:///state");
    guard.passphrase(third, all, "file:///state");
    guard.passphrase(second, all, "https://api.pulumi.com");
    useOneOrg([first, second], [first]).passphrase(first, all, "file:///state");
  });

  it("takes the place of everyone's in what the engine sees", () => {
    expect(withOwnPassphrase("first-uk", { ...all, PULUMI_CONFIG_PASSPHRASE_FILE: "x", GENESYS_ACCESS_PASSPHRASE_FIRST_UK: "own" })).toEqual({ GENESYS_ACCESS_PASSPHRASE_FIRST_UK: "own", PULUMI_CONFIG_PASSPHRASE: "own" });
    expect(withOwnPassphrase("second", { ...all, GENESYS_ACCESS_PASSPHRASE_FIRST_UK: "own" })).toMatchObject(all);
  });
});
