import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { byRing, globToRegExp, readCandidates, selectOrgs } from "../../../commands/fleet/select";

const root = mkdtempSync(join(tmpdir(), "genesys-access-select-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(org: string, text: string): void {
  mkdirSync(join(root, "stacks", "orgs"), { recursive: true });
  writeFileSync(join(root, "stacks", "orgs", `Pulumi.${org}.yaml`), text);
}

function org(ring: number, application: string): string {
  return `config:\n  genesys-access:org: { region: eu-west-2, ring: ${ring} }\n  genesys-access:applications:\n    ${application}: { calls: [GET /api/v2/routing/queues] }\n`;
}

write("archive-a", org(1, "archive"));
write("archive-b", org(0, "archive"));
write("review-a", org(2, "review"));
write("broken", "config: [");
const candidates = readCandidates(root);
const names = (selection: Parameters<typeof selectOrgs>[1]): string[] => selectOrgs(candidates, selection).orgs.map((each) => each.org);

describe("the choice of orgs", () => {
  it("is every org file without any narrowing, also one that can't be read", () => {
    expect(names({})).toEqual(["archive-a", "archive-b", "broken", "review-a"]);
    expect(candidates.find((each) => each.org === "broken")?.mistake?.where).toContain("Pulumi.broken.yaml");
  });

  it("goes by name, and several patterns widen it", () => {
    expect(names({ patterns: ["archive-*"] })).toEqual(["archive-a", "archive-b"]);
    expect(names({ patterns: ["archive-a", "review-?"] })).toEqual(["archive-a", "review-a"]);
  });

  it("goes by application; a file that can't be read may have it", () => {
    expect(names({ applications: ["review"] })).toEqual(["broken", "review-a"]);
  });

  it("goes by ring, and knows who comes before", () => {
    const { orgs, former } = selectOrgs(candidates, { patterns: ["archive-*"], ring: 1 });
    expect(orgs.map((each) => each.org)).toEqual(["archive-a"]);
    expect(former.map((each) => each.org)).toEqual(["archive-b"]);
  });

  it("that means no org says what there is", () => {
    expect(() => names({ patterns: ["nobody"] })).toThrow(/no org is meant by --orgs nobody[\s\S]*archive-a, archive-b/);
    expect(() => names({ applications: ["archiv"] })).toThrow(/no org has an application archiv; the nearest is archive/);
    expect(() => names({ ring: 7 })).toThrow(/the rings are: 0, 1, 2/);
  });

  it("is ordered by ring, the unreadable first among them: nothing may overtake it", () => {
    expect(byRing(candidates).map(({ ring, orgs }) => [ring, orgs.map((each) => each.org)])).toEqual([
      [0, ["archive-b", "broken"]],
      [1, ["archive-a"]],
      [2, ["review-a"]],
    ]);
  });
});

describe("a pattern", () => {
  it.each([
    ["a*", "acme", true],
    ["a*", "beta", false],
    ["{acme,beta}-uk", "beta-uk", true],
    ["{acme,beta}-uk", "gamma-uk", false],
    ["org-[12]", "org-2", true],
    ["org-[!12]", "org-2", false],
    ["a.b", "axb", false],
    ["a,b", "a,b", true],
  ])("%s on %s: %s", (pattern, name, matches) => {
    expect(globToRegExp(pattern).test(name)).toBe(matches);
  });

  it("without special characters means exactly its own name", () => {
    fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/), fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/), (pattern, name) => globToRegExp(pattern).test(name) === (pattern === name)));
  });

  it("is either understood or refused in words, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (pattern) => {
        try {
          globToRegExp(pattern).test("acme");
        } catch (error) {
          expect(String(error)).toContain("is no pattern");
        }
      }),
    );
  });
});
