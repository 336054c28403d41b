import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../access/catalogue";
import { administratorPage, pageHtml, pageMarkdown, rightsOf, terraformModule, type Setup } from "../../onboarding";
import { archive, console as deskConsole, definition, setupOf } from "./definitions";
import { effective } from "./effective";
import { graphOfModule } from "./read-terraform";

const calls = ["POST /api/v2/analytics/conversations/details/query", "GET /api/v2/conversations/{conversationId}/recordings", "POST /api/v2/recording/batchrequests", "PUT /api/v2/recording/jobs/{jobId}", "GET /api/v2/users", "POST /api/v2/quality/evaluations/scoring"];
const names = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text && !["all", "home", "Home", "*"].includes(text) && !/[\u0000-\u001f`|]/.test(text));
const views = catalogue().views.map((view) => view.key);

/** Any definition of an application that the loader takes. */
const anyDefinition = fc
  .record({
    description: fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined }),
    calls: fc.uniqueArray(fc.constantFrom(...calls), { minLength: 1 }),
    recordings: fc.uniqueArray(fc.constantFrom("screen", "audio")),
    divisions: fc.oneof(fc.constant(["all"]), fc.uniqueArray(fc.oneof(names, fc.constant("home")), { minLength: 1, maxLength: 3 })),
    alone: fc.boolean(),
    groups: fc.dictionary(fc.constantFrom("a", "b-1", "b_1", "9"), fc.record({ existing: fc.boolean(), performanceViews: fc.uniqueArray(fc.constantFrom(...views), { minLength: 1, maxLength: 2 }), name: fc.option(names, { nil: undefined }) }), { maxKeys: 3 }),
    user: fc.record({ existing: fc.boolean(), permission: fc.constantFrom("directory:user:view", "recording:recording:view") }),
  })
  .map(({ alone, user, groups, ...fields }) =>
    definition("app", {
      ...fields,
      groups: Object.fromEntries(Object.entries(groups).map(([key, group]) => [key, { ...group, name: group.name === undefined ? undefined : `${key} ${group.name}` }])),
      ...(alone
        ? {}
        : {
            grant: "code",
            serviceUser: "bot",
            redirectUris: ["https://example.com/cb"],
            serviceUsers: { bot: { email: "bot@example.com", existing: user.existing, permissions: [{ permission: user.permission, reason: "asked" }] } },
          }),
    }),
  );

function rightsText(setup: Setup): readonly string[] {
  return rightsOf(setup).map((right) => `${right.holder}: ${right.permission} in ${right.divisions.includes("all") ? "all" : [...right.divisions].sort().join(", ")}${right.condition === undefined ? "" : " conditionally"}`);
}

/** The rights that the page tells an administrator to give, read from its Markdown. */
function rightsOfPage(text: string): readonly string[] {
  const roles = new Map<string, string[]>();
  const grants: string[] = [];
  let role = "";
  let holder = "";
  for (const line of text.split("\n")) {
    role = /^## Make the role `(.*)`/.exec(line)?.[1] ?? (line.startsWith("## ") ? "" : role);
    const [, kind, name] = /^## (?:Make|Give) the (OAuth client|group|user) `(.*)`/.exec(line) ?? [];
    if (line.startsWith("## ")) holder = kind === undefined ? "" : `${kind === "OAuth client" ? "client" : kind} ${name ?? ""}`;
    const permission = /^\| `([^`]+)` \| (.*) \|$/.exec(line);
    if (role !== "" && permission !== null) roles.set(role, [...(roles.get(role) ?? []), `${permission[1] ?? ""}${/Condition:/.test(permission[2] ?? "") ? " conditionally" : ""}`]);
    const granted = /^\d+\. Role `([^`]*)` in (.*)\.$/.exec(line);
    if (holder !== "" && granted !== null) {
      const divisions = [...(granted[2] ?? "").matchAll(/`([^`]*)`/g)].map((match) => match[1] ?? "").map((one) => (one === "All divisions" ? "all" : one === "Home" ? "home" : one));
      for (const one of roles.get(granted[1] ?? "") ?? []) {
        const [name = "", condition] = one.split(" ");
        grants.push(`${holder}: ${name} in ${divisions.includes("all") ? "all" : divisions.sort().join(", ")}${condition === undefined ? "" : " conditionally"}`);
      }
    }
  }
  return [...new Set(grants)].sort();
}

describe("what a customer gets without Pulumi", () => {
  it("grants by Terraform what up grants, whatever the application is", () => {
    fc.assert(
      fc.property(anyDefinition, (one) => {
        const setup = setupOf(one);
        expect(effective(graphOfModule(terraformModule(setup)))).toEqual(effective(setup.access));
      }),
      { numRuns: 60 },
    );
  });

  it.each([["archive", archive], ["console", deskConsole]] as const)("grants by Terraform what up grants: %s", (_, one) => {
    const setup = setupOf(one);
    const rights = effective(setup.access);
    expect(rights.length).toBeGreaterThan(2);
    expect(effective(graphOfModule(terraformModule(setup)))).toEqual(rights);
  });

  it.each([["archive", archive], ["console", deskConsole]] as const)("tells an administrator to give exactly that: %s", (_, one) => {
    const setup = setupOf(one);
    expect(rightsOfPage(pageMarkdown(administratorPage(setup)))).toEqual([...new Set(rightsText(setup))].sort());
  });

  it("says on the page what is granted, whatever the application is", () => {
    fc.assert(
      fc.property(anyDefinition, (one) => {
        const setup = setupOf(one);
        const joined = rightsText(setup);
        expect(rightsOfPage(pageMarkdown(administratorPage(setup)))).toEqual([...new Set(joined)].sort());
      }),
      { numRuns: 60 },
    );
  });

  it("has the rights in the list that the application's graph has", () => {
    for (const one of [archive, deskConsole]) {
      const setup = setupOf(one);
      expect(rightsText(setup)).toEqual(effective(setup.access));
    }
  });
});

describe("the Terraform module", () => {
  const terraform = spawnSync("terraform", ["version"], { encoding: "utf8" }).status === 0;

  it.skipIf(!terraform)("is laid out as terraform fmt lays it out (skipped where there is no terraform)", () => {
    const folder = mkdtempSync(join(tmpdir(), "onboard-terraform-"));
    try {
      for (const setup of [setupOf(archive), setupOf(deskConsole)]) {
        for (const [name, text] of Object.entries(terraformModule(setup))) writeFileSync(join(folder, name), text);
        expect(execFileSync("terraform", ["fmt", "-check", "-diff", folder], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })).toBe("");
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("escapes what Terraform would read in a description", () => {
    expect(terraformModule(setupOf(archive))["main.tf"]).toContain('description                   = "Archives \\"desks\\" at $${100 %} | 24/7"');
  });

  it("puts the secret where Genesys Cloud's data actions need it", () => {
    const { "main.tf": main = "" } = terraformModule(setupOf(archive));
    expect(main).toContain('credential_type_name = "pureCloudOAuthClient"');
    expect(main).toContain("clientSecret = genesyscloud_oauth_client.desk_archive.client_secret");
    expect(main).toContain('integration_type = "purecloud-data-actions"');
    expect(main).toContain("pureCloudOAuthClient = genesyscloud_integration_credential.desk_actions.id");
  });

  it("names the division by the customer's own name through one variable", () => {
    const { "variables.tf": variables = "", "main.tf": main = "" } = terraformModule(setupOf(archive));
    expect(variables).toContain('"Back Office"  = "Back Office"');
    expect(main).toContain("for_each = var.divisions");
  });

  it("keeps the roles that an existing group has, because Genesys' provider would remove them", () => {
    expect(terraformModule(setupOf(archive))["variables.tf"]).toContain('variable "roles_kept_by_group_reviewers"');
  });
});

describe("the page", () => {
  it("is one HTML file that loads nothing", () => {
    const html = pageHtml(administratorPage(setupOf(archive)));
    expect(html).not.toMatch(/<script|<link|src=|https?:/);
    expect(html).toContain("Archives &quot;desks&quot; at ${100 %} | 24/7");
  });

  it("says the menu of every step, and why the administrator needs the role himself", () => {
    const page = pageMarkdown(administratorPage(setupOf(archive)));
    for (const menu of ["Admin > Integrations > OAuth", "Admin > People & Permissions > Roles/Permissions", "Admin > Directory > Groups > the group > Roles", "bad.client.role"]) expect(page).toContain(menu);
  });

  it("says in one sentence what is made", () => {
    expect(pageMarkdown(administratorPage(setupOf(archive)))).toContain("You make 3 roles, one OAuth client, one group and one integration and give one group of yours a role.");
  });

  it("says how screens come to be recorded, and that it has to be agreed on", () => {
    const page = pageMarkdown(administratorPage(setupOf(archive)));
    expect(page).toContain("Admin > Quality > Policies > Create Policy. Name: `desks`. Description: Records desks. For queue `Desk queue`. Action: record the screen, during after-call work too. Screen recordings are deleted after 90 days.");
    expect(page).toContain("agree on it first");
    expect(page).toContain("## Make the integration `Desk actions`");
  });

  it("warns where nothing but the Home division is given", () => {
    const home = definition("plain", { calls: ["POST /api/v2/analytics/conversations/details/query"] });
    expect(pageMarkdown(administratorPage(setupOf(home)))).toContain("given in the Home division");
    expect(pageMarkdown(administratorPage(setupOf(home, ["Desk"])))).not.toContain("given in the Home division");
  });

  it("shows the same text in both forms", () => {
    const page = administratorPage(setupOf(deskConsole));
    const words = (text: string): string => text.replace(/<style>[\s\S]*<\/style>|<title>.*<\/title>|<[^>]+>/g, " ").replace(/&gt;/g, ">").replace(/&lt;/g, "<").replace(/&quot;/g, '"').replace(/&amp;/g, "&").replace(/[`#*|-]|\d+\. /g, " ").replace(/\s+/g, " ").trim();
    expect(words(pageHtml(page))).toBe(words(pageMarkdown(page)));
  });
});
