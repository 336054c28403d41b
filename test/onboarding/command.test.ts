import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runProgram } from "../../commands/program";
import { commandDefinitions } from "../../commands/definitions";
import { run as onboard } from "../../commands/onboard";
import { memoryIo } from "../commands/memory-io";
import { administratorPage, changesBetween, pageMarkdown, type Setup } from "../../onboarding";
import { definition, projectWith, setupOf } from "./definitions";

const first = `version: 1.0.0
description: Archives recordings
calls: [getRecordingBatchrequest, postRecordingBatchrequests]
recordings: [screen]
divisions: [Desk]
`;
const second = `${first.replace("1.0.0", "2.0.0")}requires: { products: [engage3] }
permissions: [{ permission: "recording:recording:editRetention", reason: archives }]
groups: { auditors: { existing: true, performanceViews: [interactions] } }
`.replace("postRecordingBatchrequests", "postRecordingBatchrequests, postAnalyticsConversationsDetailsQuery");
const org = (managedBy: string, more: string): string =>
  `config:\n  genesys-access:org: { region: eu-west-2, managedBy: ${managedBy}, divisions: [Desk, Bank] }\n  genesys-access:applications:\n    archive: { from: desk-archive${more} }\n`;

const project = projectWith({
  "stacks/applications/desk-archive.yaml": second,
  "stacks/applications/desk-archive@1.0.0.yaml": first,
  "stacks/orgs/Pulumi.acme.yaml": org("customer", ", version: 1.0.0, divisions: [Bank]"),
  "stacks/orgs/Pulumi.bare.yaml": org("customer", ""),
  "stacks/orgs/Pulumi.own.yaml": org("us", ""),
  "stacks/orgs/Pulumi.other.yaml": "config:\n  genesys-access:org: { region: eu-west-2 }\n",
});
afterAll(() => project.remove());

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ cwd: project.root });
  let code = 2;
  try {
    code = await runProgram(["onboard", ...argv], commandDefinitions, { version: "0", docs: "docs/" }, (_, invocation) => onboard(invocation, io), io);
  } catch (error) {
    return { code, out: io.out(), err: (error as Error).message };
  }
  return { code, out: io.out(), err: io.err() };
}

describe("onboard", () => {
  it("says what the application asks for, and per org which rights are new", async () => {
    const { code, out } = await run("desk-archive");
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, " ")).toContain("acme the customer 1.0.0");
    expect(out).toContain("own   us            2.0.0  has it");
    expect(out).not.toContain("other");
    expect(out.replace(/\s+/g, " ")).toContain("client archive gains analytics:conversationDetail:view in Bank");
    expect(out.replace(/\s+/g, " ")).toContain("client archive gains recording:recording:editRetention in Bank");
    expect(out.replace(/\s+/g, " ")).toContain("the org must now have product engage3");
    expect(out).toContain("onboard desk-archive --org");
  });

  it("does not call a customer's org up to date whose file names no version", async () => {
    const { out } = await run("desk-archive");
    expect(out).toContain("bare  the customer  2.0.0  not known: its file names no version");
    expect(out.replace(/\s+/g, " ")).toContain('bare: write `version: "…"` beside `from: desk-archive` in its file, with the version that its administrator set up.');
    const { out: json } = await run("desk-archive", "--json");
    expect((JSON.parse(json) as { customers: { org: string; versionNamed: boolean }[] }).customers.map(({ org: name, versionNamed }) => [name, versionNamed])).toEqual([["acme", true], ["bare", false], ["own", false]]);
  });

  it("says the way back too: what a version no longer needs", async () => {
    const { out } = await run("desk-archive", "--at", "1.0.0", "--since", "2.0.0");
    expect(out.replace(/\s+/g, " ")).toContain("client desk-archive no longer needs recording:recording:editRetention in Desk");
  });

  it("writes every form to a folder, the same each time", async () => {
    const { out } = await run("desk-archive", "--output", "out");
    const files = ["administrator.html", "administrator.md", ...["main.tf", "outputs.tf", "variables.tf", "versions.tf"].map((name) => `terraform/${name}`), ...["post-custom-setup.js", "provisioning-info.js", "provisioning-info.json"].map((name) => `wizard/${name}`)];
    const read = (): string[] => files.map((name) => readFileSync(join(project.root, "out", name), "utf8"));
    for (const name of files) {
      expect(existsSync(join(project.root, "out", name)), name).toBe(true);
      expect(out).toContain(name);
    }
    const before = read();
    await run("desk-archive", "--output", "out");
    expect(read()).toEqual(before);
  });

  it("writes for one customer with its own divisions, and what is new for it", async () => {
    const { out } = await run("desk-archive", "--org", "acme", "--print", "page");
    expect(out).toContain("## What is new since 1.0.0");
    expect(out).toContain("Role `archive` in `Bank`.");
    const todo = /## If you have 1\.0\.0 already([\s\S]*?)\n## /.exec(out)?.[1] ?? "";
    expect(todo).toContain("Your org now needs: product engage3.");
    expect(todo).toContain("the role `archive` > Permissions: add `analytics:conversationDetail:view`, `recording:recording:editRetention`.");
    expect(todo).not.toContain("OAuth client");
    expect(todo).toContain("It takes `authorization:role:edit`");
    expect(out).not.toContain("`Desk`");
  });

  it("writes the way to another set of divisions, scopes and holders as steps", () => {
    const of = (fields: object): Setup => setupOf(definition("app", { calls: ["POST /api/v2/analytics/conversations/details/query"], ...fields }));
    const page = (before: Setup, after: Setup): string => pageMarkdown(administratorPage(after, changesBetween(before, after)));
    const moved = page(of({ divisions: ["A", "B"] }), of({ divisions: ["B", "C"] }));
    expect(moved).toContain("OAuth client `app`. Role `app` in `C`.");
    expect(moved).toContain("OAuth client `app`. Take away: Role `app` in `A`.");
    expect(moved).toContain("Give yourself every role of the client for a moment");
    expect(moved).toContain("It takes `oauth:client:edit`, `authorization:grant:add`; the role Admin has them.");
    const grown = page(of({}), of({ groups: { team: { existing: false, performanceViews: ["interactions"] } } }));
    expect(grown).toContain("Make the group `team` as it is said below.");
    expect(page(of({}), of({}))).not.toContain("If you have");
  });

  it("takes other divisions for a customer without an org file", async () => {
    const { out } = await run("desk-archive", "--division", "Front", "--division", "Back", "--json");
    const answer = JSON.parse(out) as { rights: { divisions: string[] }[] };
    expect(answer.rights[0]?.divisions).toEqual(["Back", "Front"]);
  });

  it("says so when no division is named", async () => {
    expect((await run("desk-archive", "--division", "home")).out.replace(/\s+/g, " ")).toContain("--division NAME names the customer's");
    expect((await run("desk-archive")).out).not.toContain("--division NAME");
  });

  it.each([
    [["desk-archive", "--division", "*"], "names no division"],
    [["archive"], "There is no definition 'archive'"],
    [["desk-archive", "--at", "9"], "The versions are: 2.0.0, 1.0.0."],
    [["desk-archive", "--org", "other"], "does not have desk-archive"],
    [["desk-archive", "--print", "pdf"], "page, html, terraform, wizard"],
    [["desk-archive", "--org", "acme", "--division", "X"], "exclude each other"],
  ])("tells a mistake: %s", async (argv, text) => {
    const { code, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toContain(text);
  });
});
