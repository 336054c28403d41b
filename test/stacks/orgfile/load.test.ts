import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { UserError } from "../../../access/errors";
import { loadOrgFile, OrgFileError, parseOrgFile } from "../../../stacks/orgfile";

const folder = mkdtempSync(join(tmpdir(), "orgfile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function mistakeOf(read: () => unknown): UserError {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

function refused(text: string): string {
  return mistakeOf(() => parseOrgFile(text, "org.yaml", "org")).message;
}

/** The sections below `config:`, after a first line `config:`, an org and its region in lines 2 and 3. */
function withSections(...lines: string[]): string {
  return ["config:", "  genesys-access:org:", "    region: eu-west-2", ...lines, ""].join("\n");
}

describe("a file that is not an org file", () => {
  it.each([
    ["an empty file", ""],
    ["a file of comments", "# nothing yet\n"],
    ["a file that says null", "~\n"],
    ["a document marker alone", "---\n"],
  ])("is told to be empty: %s", (_name, text) => {
    expect(refused(text)).toBe(
      "org.yaml:1:1: the org file is empty.\nNext: It needs 'config:' with 'genesys-access:org:', which names at least the region.",
    );
  });

  it.each([
    [
      "text",
      "hello\n",
      "org.yaml:1:1: an org file is a mapping that begins with 'config:'.\nNext: Write keys with values, as in 'config:'.",
    ],
    [
      "a list",
      "- a\n",
      "org.yaml:1:1: an org file is a mapping that begins with 'config:'.\nNext: Write keys with values, as in 'config:'.",
    ],
    [
      "no config",
      "encryptionsalt: v1:x\n",
      "org.yaml:1:1: the org file has no 'config:'.\nNext: It needs 'config:' with 'genesys-access:org:', which names at least the region.",
    ],
    [
      "an empty config",
      "config:\n",
      "org.yaml:1:1: 'config' is empty.\nNext: It needs 'config:' with 'genesys-access:org:', which names at least the region.",
    ],
    [
      "a list as config",
      "config: []\n",
      "org.yaml:1:1: 'config' must be a mapping.\nNext: It needs 'config:' with 'genesys-access:org:', which names at least the region.",
    ],
    ["a config of others", "config:\n  aws:region: eu-west-2\n", "org.yaml:1:1: 'org' is missing.\nNext: Add 'org:'."],
    [
      "two documents",
      `${withSections()}---\nconfig: {}\n`,
      "org.yaml:4:1: a second YAML document begins here; an org file is one document.\nNext: Remove the line '---'.",
    ],
  ])("%s", (_name, text, message) => {
    expect(refused(text)).toBe(message);
  });
});

describe("YAML that cannot be read", () => {
  it.each([
    ["a tab", "config:\n\tgenesys-access:org:\n", "org.yaml:2:1: a tab stands where YAML needs spaces.\nNext: Indent with spaces."],
    ["a tab after spaces", withSections("  \tgenesys-access:groups: {}"), "a tab stands where YAML needs spaces"],
    [
      "a duplicate key",
      withSections("  genesys-access:applications:", "    a:", "      owner: x", "      owner: y"),
      "org.yaml:7:7: the key 'owner' stands twice in one mapping; only one of the two would count.\nNext: Remove or rename one of them.",
    ],
    [
      "a duplicate section",
      withSections("  genesys-access:org:", "    region: eu-west-1"),
      "org.yaml:4:3: the key 'genesys-access:org' stands twice in one mapping; only one of the two would count.\nNext: Remove or rename one of them.",
    ],
    ["an open bracket", "config: {a\n", "org.yaml:2:1: this is not YAML: "],
    ["an open quote", 'config: "a\n', "this is not YAML: "],
    ["an unknown alias", "config: *nobody\n", "org.yaml:1:"],
  ])("names the place of %s", (_name, text, message) => {
    expect(refused(text)).toContain(message);
  });

  it("stops at aliases that multiply without end", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x,x]",
      ...["b", "c", "d", "e"].map(
        (key, index) =>
          `${key}: &${key} [${Array<string>(10)
            .fill(`*${"abcd"[index] ?? ""}`)
            .join(",")}]`,
      ),
    ].join("\n");
    expect(refused(bomb)).toContain("the file cannot be read");
  });
});

describe("keys and shapes", () => {
  it.each([
    [
      "a misspelt section",
      ["  genesys-access:aplications: {}"],
      "org.yaml:4:3: 'aplications' is not a key here.\nNext: Did you mean 'applications'?",
    ],
    [
      "a misspelt namespace",
      ["  genesys-acess:groups: {}"],
      "org.yaml:4:3: 'genesys-acess:groups' is not in the namespace 'genesys-access'.\nNext: Did you mean 'genesys-access:groups'?",
    ],
    [
      "a section without namespace",
      ["  applications: {}"],
      "org.yaml:4:3: 'applications' under 'config' has no namespace.\nNext: Write 'genesys-access:applications'.",
    ],
    [
      "a section beside config",
      ["genesys-access:groups: {}"],
      "org.yaml:4:1: 'genesys-access:groups' is not a key of an org file.\nNext: Write it under 'config:' as 'genesys-access:groups'.",
    ],
    [
      "a misspelt key of Pulumi's",
      ["encryptionsalts: x"],
      "org.yaml:4:1: 'encryptionsalts' is not a key of an org file.\nNext: Did you mean 'encryptionsalt'?",
    ],
    [
      "a misspelt key of the org",
      ["    divsions: [UK]"],
      "org.yaml:4:5: 'divsions' is not a key of 'org'.\nNext: Did you mean 'divisions'?",
    ],
    [
      "a misspelt key of an application",
      ["  genesys-access:applications:", "    a:", "      call: []"],
      "org.yaml:6:7: 'call' is not a key of 'applications.a'.\nNext: Did you mean 'calls'?",
    ],
    [
      "a key that resembles none",
      ["    credentials: { vault: x }"],
      "org.yaml:4:20: 'vault' is not a key of 'org.credentials'.\nNext: The keys are: environment, command.",
    ],
    [
      "an empty section",
      ["  genesys-access:groups:"],
      "org.yaml:4:3: 'groups' must be a mapping, but it is empty.\nNext: Give it a value, or remove the line.",
    ],
    [
      "text for a list",
      ["    divisions: UK"],
      "org.yaml:4:16: 'org.divisions' must be a list, but it is text.\nNext: Write a list: one line per entry, each beginning with '- '.",
    ],
    ["a number for text", ["    orgName: 12"], "org.yaml:4:14: 'org.orgName' must be text, but it is a number.\nNext: Put it in quotes."],
    ["text for true or false", ["    scopesEnforced: often"], "org.yaml:4:21: 'org.scopesEnforced' must be true or false, but it is text."],
    [
      "a fraction",
      ["    maxScreenRecordingStreams: 1.5"],
      "org.yaml:4:32: 'org.maxScreenRecordingStreams' must be a whole number, but it is a number.",
    ],
    ["a number below zero", ["    maxScreenRecordingStreams: -1"], "org.yaml:4:32: 'org.maxScreenRecordingStreams' must be at least 0."],
    [
      "a word that is none of the choices",
      ["    target: clod"],
      "org.yaml:4:13: 'org.target' cannot be 'clod'.\nNext: Did you mean 'cloud'? It is one of: emulator, cloud.",
    ],
    [
      "an id that is none",
      ["    orgId: abc"],
      "org.yaml:4:12: 'org.orgId' must be an id such as 5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11, but it is 'abc'.",
    ],
    [
      "an address that is none",
      ["    allowedAddresses: [10.0.0.0/33]"],
      "org.yaml:4:24: 'org.allowedAddresses[0]' must be an IPv4 address or CIDR such as 198.51.100.0/24, but it is '10.0.0.0/33'.",
    ],
    [
      "a part of an address above 255",
      ["    allowedAddresses: [10.0.0.256]"],
      "org.yaml:4:24: 'org.allowedAddresses[0]' is not an IPv4 address, but it is '10.0.0.256'.",
    ],
    [
      "a name with a space",
      ["  genesys-access:groups:", "    my group: {}"],
      "org.yaml:5:5: the name 'my group' under 'groups' must consist of letters, digits, '-', '_' and '.'.",
    ],
    [
      "no divisions at all",
      ["  genesys-access:groups:", "    g:", "      divisions: []"],
      "org.yaml:6:7: 'groups.g.divisions' is an empty list.",
    ],
    [
      "a date that is none",
      ["  genesys-access:applications:", "    a:", "      reviewBy: 2027-02-30"],
      "org.yaml:6:17: 'applications.a.reviewBy' is not a day of the calendar, but it is '2027-02-30'.",
    ],
    [
      "a date in another form, once",
      ["  genesys-access:applications:", "    a:", '      reviewBy: "31.03.2027"'],
      "org.yaml:6:17: 'applications.a.reviewBy' must be a date such as 2027-03-31, but it is '31.03.2027'.",
    ],
    [
      "a duration without unit",
      ["  genesys-access:applications:", "    a:", '      tokenLifetime: "12"'],
      "org.yaml:6:22: 'applications.a.tokenLifetime' must be a duration such as 30m, 12h or 2d, but it is '12'.",
    ],
    [
      "a permission without reason",
      ["  genesys-access:applications:", "    a:", "      permissions: [{ permission: a:b:c }]"],
      "org.yaml:6:21: 'applications.a.permissions[0]' lacks 'reason'.\nNext: Add 'reason:'.",
    ],
    [
      "a level that is none",
      ["  genesys-access:policies:", "    unknown-endpoint: strict"],
      "org.yaml:5:23: 'policies.unknown-endpoint' cannot be 'strict'.\nNext: Write one of: mandatory, advisory, disabled.",
    ],
    [
      "a level in an object that is none",
      ["  genesys-access:policies:", "    unknown-endpoint: { level: strict }"],
      "org.yaml:5:32: 'policies.unknown-endpoint.level' cannot be 'strict'.\nNext: Write one of: mandatory, advisory, disabled.",
    ],
  ])("refuses %s", (_name, lines, message) => {
    expect(refused(withSections(...lines))).toBe(message);
  });

  it("names every mistake at once, in the order of the file, and each with what to do", () => {
    const text = withSections("    target: clod", "  genesys-access:group: {}");
    expect(refused(text)).toBe(
      [
        "org.yaml:4:13: 'org.target' cannot be 'clod'. Did you mean 'cloud'? It is one of: emulator, cloud.",
        "org.yaml:5:3: 'group' is not a key here. Did you mean 'groups'?",
      ].join("\n"),
    );
    const error = mistakeOf(() => parseOrgFile(text, "org.yaml", "org"));
    expect(error).toBeInstanceOf(OrgFileError);
    expect((error as OrgFileError).mistakes.map((one) => one.place)).toEqual([
      { kind: "file", file: "org.yaml", line: 4, column: 13 },
      { kind: "file", file: "org.yaml", line: 5, column: 3 },
    ]);
    expect(error.exitCode).toBe(2);
  });

  it("never repeats a value that may be a secret", () => {
    const message = refused(
      withSections(
        "  genesys-access:deployer:",
        "    clientSecret: 1234567890",
        "    clientId: { secure: [hunter2] }",
        "    secret: hunter2",
      ),
    );
    expect(message).toContain("deployer");
    expect(message).not.toMatch(/1234567890|hunter2/);
  });

  it("leaves Pulumi's own keys and other packages' keys alone", () => {
    const text = `encryptionsalt: v1:x\nsecretsprovider: passphrase\nenvironment: [a]\n${withSections("  aws:region: eu-west-2", "  genesyscloud:anything: { a: [1] }")}`;
    expect(parseOrgFile(text, "org.yaml", "org").org.region).toBe("eu-west-2");
  });
});

describe("names that the file itself must declare", () => {
  it.each([
    [
      "a division",
      ["    divisions: [UK Service Desk]", "  genesys-access:groups:", "    g: { divisions: [UK Servise Desk] }"],
      "org.yaml:6:22: 'UK Servise Desk' is not a division of this file.\nNext: Did you mean 'UK Service Desk'?",
    ],
    [
      "a division where none is listed",
      ["  genesys-access:groups:", "    g: { divisions: [Elsewhere] }"],
      "org.yaml:5:22: 'Elsewhere' is not a division of this file.\nNext: Declare it under 'org.divisions', or use one of: all, home.",
    ],
    [
      "the API's word for all divisions",
      ["  genesys-access:groups:", "    g: { divisions: ['*'] }"],
      "org.yaml:5:22: '*' is not a division here.\nNext: Write 'all' for every division.",
    ],
    [
      "all beside others",
      ["  genesys-access:groups:", "    g: { divisions: [home, all] }"],
      "org.yaml:5:28: 'all' stands beside other divisions, which it includes already.\nNext: Remove the others, or 'all'.",
    ],
    [
      "home among the divisions",
      ["    divisions: [home]"],
      "org.yaml:4:17: 'home' is not the name of a division; it can be used without being listed.\nNext: Remove it.",
    ],
    [
      "a service user",
      ["  genesys-access:applications:", "    a: { grant: code, serviceUser: bot }"],
      "org.yaml:5:36: 'bot' is not a service user of this file.\nNext: Declare it under 'serviceUsers'.",
    ],
    [
      "a service user of a client that acts for itself",
      [
        "  genesys-access:serviceUsers:",
        "    bot: { email: bot@example.com }",
        "  genesys-access:applications:",
        "    a: { serviceUser: bot }",
      ],
      "org.yaml:7:23: 'a' has the grant client-credentials: its tokens act for the client itself, never for a user.\nNext: Remove 'serviceUser', or write 'grant: code'.",
    ],
    [
      "members of somebody else's group",
      ["  genesys-access:groups:", "    g:", "      members: [a@example.com]"],
      "org.yaml:6:7: 'g' is an existing group: its members belong to somebody else.\nNext: Remove 'members', or write 'existing: false' so that this file makes the group and owns its members.",
    ],
    [
      "a member that is nobody",
      ["  genesys-access:groups:", "    g: { existing: false, members: [bob] }"],
      "org.yaml:5:37: 'bob' is not an email address; members are users, by email.",
    ],
    [
      "a subject of an access policy",
      ["  genesys-access:accessPolicies:", "    p: { permission: 'a:b:c', effect: DENY, groups: [g] }"],
      "org.yaml:5:54: 'g' is not a group of this file.\nNext: Declare it under 'groups'.",
    ],
    [
      "a secret that goes nowhere",
      ["  genesys-access:applications:", "    a: { secretTo: {} }"],
      "org.yaml:5:10: it says neither 'dataActions' nor 'command': the secret would go nowhere.\nNext: Name one of them, or remove 'secretTo'.",
    ],
    [
      "data actions with a user's token",
      ["  genesys-access:applications:", "    a: { grant: code, secretTo: { dataActions: {} } }"],
      "org.yaml:5:35: 'a' has the grant code, and a data actions integration authenticates with client credentials.\nNext: Give this application 'grant: client-credentials', or deliver its secret with 'command'.",
    ],
    [
      "a pairing from the trustor's side",
      ["  genesys-access:trusts:", "    t: { direction: trustee, otherOrg: other, manage: true, users: [a@example.com] }"],
      "org.yaml:5:55: a pairing is asked for by the trustee, and here the other org is the trustee.\nNext: Write it in that org's file.",
    ],
    [
      "a pairing for nobody",
      ["  genesys-access:trusts:", "    t: { direction: trustor, otherOrg: other, manage: true }"],
      "org.yaml:5:55: a pairing needs users or groups of this org that the other org admits.\nNext: Add 'users:' or 'groups:'.",
    ],
    [
      "the recording of every agent's screen",
      ["  genesys-access:screenRecording:", "    manage: true", "    policies: { everyone: { retention: { deleteAfterDays: 30 } } }"],
      "org.yaml:6:17: the policy 'everyone' would record every agent of the org.\nNext: It switches on the recording of people's screens, so whose is said: 'queues:' or 'users:'.",
    ],
    [
      "managing screen recording without a policy",
      ["  genesys-access:screenRecording: { manage: true }"],
      "org.yaml:4:45: managing screen recording needs a policy.\nNext: Add one under 'policies:'. It switches on the recording of people's screens, so whose is said: 'queues:' or 'users:'.",
    ],
    [
      "two applications of one name",
      ["  genesys-access:applications:", "    a: {}", "    b: { name: a }"],
      "org.yaml:6:16: 'b' and 'a' have the same name 'a'.",
    ],
    [
      "two roles of one name",
      ["  genesys-access:applications:", "    reader: {}", "  genesys-access:roles:", "    reader: { permissions: [] }"],
      "org.yaml:7:5: its role and that of 'applications.reader' would have the same name 'reader'.\nNext: Give one of them another name.",
    ],
  ])("refuses %s", (_name, lines, message) => {
    expect(refused(withSections(...lines))).toBe(message);
  });

  it("takes an application as a member, so that a rule can say why it cannot be one", () => {
    const text = withSections(
      "  genesys-access:applications:",
      "    a: {}",
      "  genesys-access:groups:",
      "    g: { existing: false, members: [a] }",
    );
    expect(parseOrgFile(text, "org.yaml", "org").groups["g"]?.members).toEqual(["a"]);
  });

  it("leaves it to the rules whether an operation, permission, scope, view, region, header or host exists", () => {
    const text = withSections(
      "  genesys-access:applications:",
      "    a:",
      "      grant: code",
      "      calls: [GET /api/v2/analytics/screenrecordings]",
      "      scopes: [screen_recording:read]",
      "      headers: [X-Organization]",
      "      hosts: [api.us.genesys.cloud]",
      "      permissions: [{ permission: view_screen_recordings, reason: none }]",
      "      roles: [Screen Recording Admin]",
      "  genesys-access:groups:",
      "    g: { performanceViews: [screen-recordings] }",
    ).replace("eu-west-2", "uk-prod");
    expect(() => parseOrgFile(text, "org.yaml", "org")).not.toThrow();
  });
});

describe("places", () => {
  const file = parseOrgFile(
    withSections(
      "  genesys-access:applications:",
      "    first:",
      "      calls:",
      "        - GET /a",
      "        - GET /b",
      "      owner:   me",
      "    second: { owner: you }",
    ),
    "org.yaml",
    "org",
  );
  it.each([
    [["org"], 2, 3],
    [["org", "region"], 3, 13],
    [["applications", "first"], 5, 5],
    [["applications", "first", "calls", 1], 8, 11],
    [["applications", "first", "owner"], 9, 16],
    [["applications", "second", "owner"], 10, 22],
    [["applications", "first", "calls", 7], 6, 7],
    [["applications", "first", "scopes"], 5, 5],
    [["groups"], 1, 1],
  ])("of %j", (path, line, column) => {
    expect(file.place(path)).toEqual({ kind: "file", file: "org.yaml", line, column });
  });

  it("follow an alias to what it stands for", () => {
    const aliased = parseOrgFile(
      withSections("  genesys-access:applications:", "    a: &a", "      owner: me", "    b: *a"),
      "org.yaml",
      "org",
    );
    expect(aliased.applications["b"]?.owner).toBe("me");
    expect(aliased.place(["applications", "b", "owner"])).toMatchObject({ line: 6 });
  });
});

describe("reading from disk", () => {
  const write = (name: string, bytes: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  it("takes the org's name from the file's name", () => {
    const file = loadOrgFile(write("Pulumi.acme-uk.yaml", withSections()));
    expect(file.name).toBe("acme-uk");
    expect(file.place(["org", "region"])).toMatchObject({ file: join(folder, "Pulumi.acme-uk.yaml"), line: 3 });
  });

  it("says that a file is missing", () => {
    const path = join(folder, "Pulumi.nobody.yaml");
    expect(mistakeOf(() => loadOrgFile(path)).message).toContain(`${path}: there is no such org file.`);
  });

  it("says that a folder is no file", () => {
    mkdirSync(join(folder, "Pulumi.folder.yaml"));
    expect(mistakeOf(() => loadOrgFile(join(folder, "Pulumi.folder.yaml"))).message).toContain("this is a folder, not an org file.");
  });

  it.each([
    ["binary", Buffer.from([0, 1, 2, 0xff])],
    ["not UTF-8", Buffer.from("config: \xe4", "latin1")],
  ])("says that a file is %s", (name, bytes) => {
    expect(mistakeOf(() => loadOrgFile(write(`Pulumi.${name.replace(" ", "-")}.yaml`, bytes))).message).toContain(
      "the file is not text in UTF-8.",
    );
  });

  it("does not read a file of many megabytes", () => {
    expect(mistakeOf(() => loadOrgFile(write("Pulumi.big.yaml", "#".repeat(5_000_000)))).message).toContain("longer than 4 MB");
  });
});

describe("waivers", () => {
  it("are one list, those beside entries included", () => {
    const waiver = "{ rule: r, finding: f, reason: because, owner: me, approvedBy: you, expires: 2027-01-01 }";
    const file = parseOrgFile(
      withSections(
        "  genesys-access:applications:",
        "    a:",
        `      waivers: [${waiver}]`,
        "  genesys-access:waivers:",
        `    - ${waiver}`,
      ),
      "org.yaml",
      "org",
    );
    expect(file.waivers.map(({ rule, within, place }) => ({ rule, within, line: place.kind === "file" ? place.line : 0 }))).toEqual([
      { rule: "r", within: undefined, line: 8 },
      { rule: "r", within: "application a", line: 6 },
    ]);
  });
});
