import type { CommandDefinition } from "../definition";

const org = { name: "[org]", says: "name of the org file; may be left out when there is no doubt" };
const json = { flags: "--json", says: "print the answer as JSON" };
const calls = { flags: "--calls <n>", says: "the most calls that are made; 150 unless said" };

/** Commands about the deployer: who may change an org, with which rights, and whether they suffice. */
export const liveCommands: readonly CommandDefinition[] = [
  {
    name: "preflight",
    group: "Deploy and prove",
    summary: "ask the org what is missing, before anything is changed",
    about: [
      "Reads what the deployer's credentials may do and what the org has: token, own roles, permissions and products, divisions, region, allowed addresses. Compares that with what the plan will call and hand out, and lists what is missing. For applications that read screen recordings it also tells what recording needs in the org.",
      "Nothing is changed. What the credentials may not read is named with the permission that is missing, and never taken to be in order.",
    ],
    args: [org],
    options: [calls, json],
    findings: "something is missing, so that up would fail or its applications would not work",
    examples: [
      { run: "preflight servicenow-uk", says: "would up work?", needs: "engine" },
      { run: "preflight servicenow-uk --json", says: "for a script", needs: "engine" },
    ],
  },
  {
    name: "deployer",
    group: "Set up",
    summary: "print the smallest roles of the deployers of an org",
    about: [
      "Two deployers: `read` for previews and drift, `apply` for up and destroy. Their permissions follow from the calls that the provider makes for what the org file declares; each says when it is needed. It also says which of them make the holder an administrator in effect.",
    ],
    args: [org],
    options: [
      { flags: "--role <name>", says: "only one of them: read or apply" },
      { flags: "--format <format>", says: "text, json, org-file or pulumi", default: "text" },
      json,
    ],
    examples: [
      { run: "deployer servicenow-uk", says: "which rights does CI need?" },
      { run: "deployer servicenow-uk --role read --format pulumi", says: "as components of a program" },
    ],
  },
  {
    name: "bootstrap",
    group: "Set up",
    summary: "make a deployer with an administrator's one-time access token",
    about: [
      "Makes the role that `deployer` prints and an OAuth client that holds it. Because Genesys Cloud lets nobody hand out a role that he does not hold, the administrator is granted the new role for the moment.",
      "The token is read from standard input, or from GENESYS_ACCESS_ADMIN_TOKEN; it is stored nowhere. The new credentials are printed once, or stored with --config or --command. If that fails, everything is taken back.",
      "Run again, it brings the role of the deployer that is there up to date with the org file and leaves its secret; after a run that was interrupted it goes on where that one stopped.",
    ],
    args: [org],
    options: [
      { flags: "--role <name>", says: "read or apply", default: "apply" },
      { flags: "--config", says: "store the credentials encrypted in the org file, as Pulumi configuration" },
      { flags: "--command <command>", says: "give the credentials as JSON on standard input to this command" },
      { flags: "--new-secret", says: "give the deployer that is there a new secret; the old one stops working" },
      { flags: "--print", says: "say what would be made; needs no token" },
      json,
    ],
    examples: [{ run: "bootstrap servicenow-uk --print", says: "look at it first" }],
  },
];
