import { describe, expect, it } from "vitest";
import { useOneOrg } from "../../../commands/fleet/own-org";
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
