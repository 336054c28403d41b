import { describe, expect, it } from "vitest";
import { fleetJson, fleetText, headline } from "../../../commands/fleet/report";
import type { OrgResult } from "../../../commands/fleet/result";

const results: readonly OrgResult[] = [
  { org: "acme-de", ring: 0, state: "changed", summary: "4 created; 3 of 3 declared calls proven", exitCode: 0, opensNextRing: true, data: { state: "elsewhere", changes: { create: 4 } } },
  { org: "acme-fr", ring: 0, state: "degraded", summary: "nothing changed; degraded, so that nothing was asked; without application archive", exitCode: 1, opensNextRing: true, details: ["Degraded: application archive: this org does not have the product CX 3 or CX 4. It was left exactly as it is."] },
  { org: "acme-uk", ring: 0, state: "failed", summary: "the deployer gets no token", exitCode: 2, opensNextRing: false, error: { what: "the deployer gets no token", where: "https://login.example.com/oauth/token", why: "the secret is wrong.", next: "correct the credentials of acme-uk and run the same command again. Nothing was changed." } },
  { org: "acme-us", ring: 1, state: "not started", summary: "ring 0 is not up and verified (acme-uk)", exitCode: 1, opensNextRing: false },
];

describe("the report on many orgs", () => {
  it("reads well at 80 columns: a table, what needs words, what to do next", () => {
    const text = fleetText("up", results, { columns: 80, again: "npx genesys-access up --all" });
    expect(text.join("\n")).toMatchSnapshot();
    for (const line of text) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it("of a preview shows for each org what would change", () => {
    const steps = [{ urn: "u", type: "genesyscloud:index/authRole:AuthRole", name: "archive", operation: "update", state: "done", properties: ["permissionPolicies"] }] as const;
    const text = fleetText("preview", [{ org: "acme-de", ring: 0, state: "changes", summary: "1 to change", exitCode: 0, opensNextRing: false, steps }], { columns: 80, again: "npx genesys-access preview --all" });
    expect(text).toContain("acme-de would change:");
    expect(text).toContain("  ~ role archive (permissionPolicies)");
    expect(text.at(-1)).toBe("Next: npx genesys-access up --all");
  });

  it("says when nothing changed", () => {
    const text = fleetText("up", [{ org: "a", ring: 0, state: "unchanged", summary: "nothing changed", exitCode: 0, opensNextRing: true }], { columns: 80, again: "npx genesys-access up --all" });
    expect(text).toContain("1 of 1 org up as its file says; nothing changed.");
  });

  it("counts no org that its customer manages as up, or as destroyed", () => {
    const customers: OrgResult = { org: "theirs", ring: 0, state: "reported", summary: "managed by the customer", exitCode: 0, opensNextRing: true };
    const ours: OrgResult = { org: "ours", ring: 0, state: "changed", summary: "2 created", exitCode: 0, opensNextRing: true };
    expect(headline("up", [ours, customers])).toBe("1 of 1 org up as its file says; 1 org of customers left alone.");
    expect(headline("destroy", [{ ...ours, state: "destroyed" }, customers, { ...customers, org: "more" }])).toBe("1 of 1 org destroyed; 2 orgs of customers left alone.");
    expect(headline("preview", [customers])).toBe("1 org of customers left alone.");
    expect(headline("up", [{ ...ours, state: "unchanged" }, customers])).toBe("1 of 1 org up as its file says; nothing changed; 1 org of customers left alone.");
  });

  it("as JSON has the exit code, the counts and every org", () => {
    expect(fleetJson("up", results, 2)).toMatchObject({ command: "up", exitCode: 2, counts: { changed: 1, degraded: 1, failed: 1, "not started": 1 }, orgs: [{ org: "acme-de", state: "changed", changes: { create: 4 } }, { org: "acme-fr", state: "degraded" }, { org: "acme-uk", error: { why: "the secret is wrong." } }, { org: "acme-us", ring: 1 }] });
  });
});
