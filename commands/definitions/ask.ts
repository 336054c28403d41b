import type { CommandDefinition } from "../definition";

const json = { flags: "--json", says: "print the answer as JSON" };
const org = { flags: "--org <org>", says: "org file that the question is about" };
const live = [
  { flags: "--live", says: "ask the org itself, with the deployer's credentials, and say whom" },
  { flags: "--calls <n>", says: "the most calls that --live makes; 150 unless said" },
];

/** Commands that answer questions, offline and without credentials. */
export const askCommands: readonly CommandDefinition[] = [
  {
    name: "check",
    group: "Check",
    summary: "run the rules on org files, without engine, network or credentials",
    about: [
      "Org files in, findings out. Without a name it checks every org file. The same rules run in the engine on every preview.",
      "policies/settings.yaml (levels and options), policies/waivers.yaml and policies/baseline.json hold for all orgs, when they exist; an org file has its own under policies and waivers.",
    ],
    args: [{ name: "[org...]", says: "names of org files, or paths" }],
    options: [
      { flags: "--format <format>", says: "text, json, markdown, sarif, junit or github", default: "text" },
      { flags: "--output <file>", says: "write the report to a file instead of standard output" },
      { flags: "--threshold <level>", says: "mandatory or advisory: from which level on a finding fails the check", default: "mandatory" },
      { flags: "--strict", says: "fail on what is only known after the update too; the default where CI is set" },
      { flags: "--state <file>", says: "check a Pulumi state export instead of org files" },
      { flags: "--live", says: "also read from each org what only it knows: permissions, products, settings, roles, groups" },
      { flags: "--calls <n>", says: "the most calls that --live makes in one org; 150 unless said" },
      { flags: "--write-baseline", says: "record today's findings; afterwards only new ones fail" },
      { flags: "--json", says: "the same as --format json" },
    ],
    findings: "findings at or above the threshold",
    examples: [
      { run: "check", says: "all org files" },
      { run: "check servicenow-uk --format sarif", says: "for code scanning" },
    ],
  },
  {
    name: "rules",
    group: "Check",
    summary: "list the rules, or read one with its examples",
    about: ["Every rule has an id that never changes; levels, waivers and findings name it."],
    args: [{ name: "[id]", says: "id of a rule" }],
    options: [json],
    examples: [
      { run: "rules", says: "the list" },
      { run: "rules missing-division-grant", says: "one rule, with what breaks and what satisfies it" },
    ],
  },
  {
    name: "needs",
    group: "Ask",
    summary: "what do these calls need? permissions, scopes, grant types, one role",
    about: [
      "For one or many calls: the smallest set of permissions (what the gate asks, what a second check in the service asks, what the media need), scopes for a user's token, grant types that can make the call at all, how divisions matter, what else decides, and the documented refusals.",
      "A call is `GET /api/v2/…`, the name of an SDK method, the name of an operation, or a real URL with ids.",
    ],
    args: [{ name: "<call...>", says: "the calls" }],
    options: [
      { flags: "--recordings <media>", says: "screen or audio: what the application reads of recordings; may be repeated", many: true },
      { flags: "--role <name>", says: "print the role as a component and as an org-file entry" },
      json,
    ],
    findings: "a call does not exist",
    examples: [
      { run: 'needs "GET /api/v2/conversations/{conversationId}/recordings" --recordings screen', says: "one call" },
      { run: "needs getConversationRecordings postAnalyticsConversationsDetailsQuery --role screen-recordings", says: "one role for two calls" },
      { run: "needs https://api.euw2.pure.cloud/api/v2/users?pageSize=25 --json", says: "a URL as it stands in a log" },
      { run: "needs /api/v2/analytics/screenrecordings", says: "a call that does not exist", exit: 1 },
    ],
  },
  {
    name: "can",
    group: "Ask",
    summary: "may this principal make this call? allowed, refused or undecided, and why",
    about: [
      "Shows the chain that decides it: grant, role, permission, operation, each with file and line.",
      "A principal is application:NAME, user:EMAIL or group:NAME.",
    ],
    args: [
      { name: "<principal>", says: "who" },
      { name: "<call>", says: "the call" },
    ],
    options: [org, { flags: "--division <name>", says: "division of the object" }, ...live, json],
    findings: "the call is refused or undecided",
    examples: [
      {
        run: 'can application:servicenow-screen-recordings getConversationRecordings --org servicenow-uk --division "UK Service Desk"',
        says: "allowed, and through what",
      },
      { run: 'can application:servicenow-screen-recordings "DELETE /api/v2/recording/jobs/{jobId}" --org servicenow-uk', says: "refused, and why", exit: 1 },
    ],
  },
  {
    name: "who",
    group: "Ask",
    summary: "who may make this call, and through what?",
    about: ["Every application, user and group of the org file that may make the call."],
    args: [{ name: "<call>", says: "the call" }],
    options: [org, { flags: "--division <name>", says: "division of the object" }, ...live, json],
    examples: [{ run: "who getConversationRecordings --org servicenow-uk", says: "who can read recordings?" }],
  },
  {
    name: "what",
    group: "Ask",
    summary: "what may this principal do? every operation, the most powerful first",
    about: ["Grouped by family and power: grant-like, delete, edit, add, view."],
    args: [{ name: "<principal>", says: "application:NAME, user:EMAIL or group:NAME" }],
    options: [org, ...live, json],
    examples: [{ run: "what application:servicenow-screen-recordings --org servicenow-uk", says: "everything the client can do" }],
  },
  {
    name: "explain",
    group: "Ask",
    summary: "why was this call refused? for the person with a 403",
    about: [
      "Give it what you have: an error body, `curl -v` output, log lines, an exception, a line of Pulumi or Terraform output, plain prose (as arguments, a file, or on standard input), or flags. It answers with the causes, most likely first, what is not the cause, the fix, and what to run to prove it.",
      "Secrets and tokens in the input are recognised and never repeated.",
    ],
    args: [{ name: "[text...]", says: "what you have; - or nothing reads standard input" }],
    options: [
      { flags: "--file <file>", says: "read the text from a file" },
      { flags: "--status <code>", says: "HTTP status" },
      { flags: "--code <code>", says: "code of the error body" },
      { flags: "--message <text>", says: "message of the error body" },
      { flags: "--call <call>", says: "the call that was refused; may be repeated", many: true },
      { flags: "--grant <type>", says: "grant type of the client" },
      { flags: "--scope <scope>", says: "scope that the client has; may be repeated", many: true },
      { flags: "--permission <permission>", says: "permission that the role has; may be repeated", many: true },
      { flags: "--role <role>", says: "role that is held; may be repeated", many: true },
      { flags: "--division <name>", says: "division of the object that was asked for; may be repeated", many: true },
      { flags: "--header <name>", says: "header that is sent; may be repeated", many: true },
      { flags: "--host <host>", says: "host that is asked; may be repeated", many: true },
      { flags: "--region <region>", says: "AWS region of the org" },
      { flags: "--application <name>", says: "application of the org file that was refused" },
      org,
      ...live,
      json,
    ],
    examples: [
      {
        run: 'explain --status 403 --code missing.any.permissions --call "GET /api/v2/conversations/{conversationId}/recordings"',
        says: "from what the log shows",
      },
      {
        run: "explain -",
        says: "from an error body on standard input",
        stdin:
          '{"message":"This request requires a user context. Client credentials cannot be used for requests to this resource.","code":"not.a.user","status":400}',
      },
      { run: 'explain "403 from /api/v2/analytics/screenrecordings with scope screen_recording:read"', says: "from prose" },
    ],
  },
  {
    name: "search",
    group: "Ask",
    summary: "find operations, permissions, scopes, causes and views by words",
    about: ["Searches the catalogue by words, in any order."],
    args: [{ name: "<words...>", says: "the words" }],
    options: [{ flags: "--limit <n>", says: "how many answers of each kind", default: "10" }, json],
    findings: "nothing was found",
    examples: [
      { run: "search screen recording", says: "everything about screen recordings" },
      { run: 'search "who can delete recordings"', says: "in your own words" },
    ],
  },
  {
    name: "causes",
    group: "Ask",
    summary: "list the causes of refusals, or read the page of one",
    about: ["Every finding, refusal and explanation names a cause by its id."],
    args: [{ name: "[id]", says: "id of a cause" }],
    options: [json],
    examples: [
      { run: "causes", says: "the list" },
      { run: "causes missing-division-grant", says: "one page" },
    ],
  },
];
