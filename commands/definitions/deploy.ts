import type { CommandDefinition } from "../definition";

const org = { name: "[org]", says: "name of the org file, stacks/orgs/Pulumi.<org>.yaml; may be left out when there is no doubt" };
const json = { flags: "--json", says: "print the answer as JSON on standard output" };
const wait = {
  flags: "--wait <seconds>",
  says: "how long to wait for grants that are not in force yet (they take up to 5 minutes)",
};
const probeData = {
  flags: "--probe-data",
  says: "on a real org, read real conversations instead of asking with made-up ids (bodies are never kept)",
};

/** Options that choose several orgs at once. */
const choosing = [
  { flags: "--all", says: "every org file" },
  { flags: "--orgs <pattern>", says: "orgs by name; * stands for any text; may be repeated", many: true },
  { flags: "--application <name>", says: "orgs that have this application (its key, or its definition); may be repeated", many: true },
  { flags: "--ring <number>", says: "orgs of this ring" },
  { flags: "--parallel <number>", says: "engines at a time; as many as cores and memory allow unless given" },
] as const;
const many = (says: string): readonly string[] => [
  `Several orgs at once: --all, --orgs PATTERN, --application NAME and --ring N choose them, and narrow one another. ${says} They are worked on side by side, each with its own stack and credentials; one that fails stops no other and is told at the end. The exit code is the worst of theirs.`,
];

/** Commands that work on a stack. */
export const deployCommands: readonly CommandDefinition[] = [
  {
    name: "up",
    group: "Deploy and prove",
    summary: "bring an org up and prove that every declared call works",
    about: [
      "Gets the Pulumi engine if it is missing, starts the embedded Genesys Cloud emulator when the org file asks for it, " +
        "runs the real `pulumi up` with the policy pack (a preview first, always), and then makes every declared call with the new client's own token.",
      "A second run changes nothing and says so. A run that was interrupted or killed is picked up where it ended: nothing is created twice.",
      "An application that needs a permission or a product which the org does not have (any more) is degraded: it is left exactly as it is, everything else is brought up, and the exit code is 1. A secret is handed to the command in `secretTo` when it is new or did not arrive the last time; if that fails, the client stays and the exit code is 2.",
      ...many("A ring starts when every org of the ring before is up and verified; with --ring N the orgs of earlier rings are looked at first. An org with `managedBy: customer` is verified and reported, never provisioned. A real org gets at most 4 calls a second."),
    ],
    args: [org],
    options: [
      ...choosing,
      { flags: "--no-verify", says: "stop after the update, without the proof" },
      { flags: "--yes", says: "do not ask before a real org is changed" },
      wait,
      probeData,
      { flags: "--strict", says: "every call must be proven; a passed gate is not enough" },
      { flags: "--verbose", says: "show the engine's own output as it comes" },
      json,
    ],
    findings: "a rule of the policy pack is broken, a declared call was refused, or something is degraded",
    examples: [
      { run: "up", says: "the example org, on the emulator", needs: "engine" },
      { run: "up servicenow-uk --json", says: "the same, as JSON for a script", needs: "engine" },
      { run: "up --orgs 'servicenow-*' --no-verify", says: "several orgs side by side", needs: "engine" },
    ],
  },
  {
    name: "preview",
    group: "Deploy and prove",
    summary: "show what `up` would change, and what the policy pack says about it",
    about: ["Runs `pulumi preview` with the policy pack. Nothing is changed.", ...many("Shows for each org what would change.")],
    args: [org],
    options: [
      ...choosing,
      { flags: "--diff", says: "show every property that would change" },
      { flags: "--expect-no-changes", says: "end with code 1 when there is something to change" },
      { flags: "--verbose", says: "show the engine's own output as it comes" },
      json,
    ],
    findings: "a rule of the policy pack is broken, something is degraded, or --expect-no-changes found a change",
    examples: [{ run: "preview servicenow-uk", says: "what would `up` do?", needs: "engine" }],
  },
  {
    name: "refresh",
    group: "Deploy and prove",
    summary: "compare the state with the org and say what was changed by hand",
    about: [
      "Reads every object of the stack from the org and shows what differs from the state. Without --accept nothing is written: the next `up` puts things right.",
    ],
    args: [org],
    options: [{ flags: "--accept", says: "write what was found into the state" }, { flags: "--verbose", says: "show the engine's own output as it comes" }, json],
    findings: "the org differs from the state",
    examples: [{ run: "refresh servicenow-uk", says: "has anybody changed something by hand?", needs: "deployed" }],
  },
  {
    name: "destroy",
    group: "Deploy and prove",
    summary: "remove what this stack made, and nothing else",
    about: [
      "Names what is protected, asks for the org's name, and then deletes everything that this stack made. Objects that the stack only granted something to, such as existing groups, stay and lose the grant.",
      "An emulated org is not asked about.",
      ...many("Real orgs are asked about once, all of them."),
    ],
    args: [org],
    options: [...choosing, { flags: "--yes", says: "do not ask for the org's name" }, { flags: "--verbose", says: "show the engine's own output as it comes" }, json],
    examples: [{ run: "destroy servicenow-uk", says: "leave the emulated org as it was", needs: "deployed" }],
  },
  {
    name: "verify",
    group: "Deploy and prove",
    summary: "make every declared call with the client's own token and say what it got",
    about: [
      "Takes the client's credentials from the stack, asks for a token and makes each declared call in a way that changes nothing. For each it says one of:",
      ["proven", "an object of every declared division answered"],
      ["gate passed", "the permission holds; no object showed the division (404, or a 400 about the made-up id)"],
      ["refused", "the org said no; the cause and the fix are named"],
      ["not probed", "the call would have an effect; what the declared access decides is shown instead"],
      ["not provable from here", "401 ip.not.authorized: this machine's address is not allowed"],
      "On a real org it asks with made-up ids, so that nobody's data is read, unless you say --probe-data. Answers are looked at and thrown away.",
      "On an emulated org the calls with an effect of which it knows how to leave nothing behind are made as well: a batch of recordings is ordered, an archive date is moved and put back, an agent's screen is watched for a moment.",
      ...many("An org with `managedBy: customer` is asked with the clients that the customer made: PREFIX_<APPLICATION>_CLIENT_ID and _SECRET, with the prefix of `org.credentials.environment`."),
    ],
    args: [org],
    options: [...choosing, { flags: "--strict", says: "every call must be proven; a passed gate is not enough" }, wait, probeData, json],
    findings: "a call was refused, or is not proven under --strict",
    examples: [
      { run: "verify servicenow-uk", says: "does the client still have what it needs?", needs: "deployed" },
      { run: "verify servicenow-uk --strict --json", says: "for a nightly job", needs: "deployed" },
    ],
  },
  {
    name: "env",
    group: "Deploy and prove",
    summary: "put the engine and its settings into your shell, for plain Pulumi",
    about: [
      'Prints shell lines; `eval "$(npx genesys-access env)"` and then `pulumi preview --stack servicenow-uk --policy-pack policies` and everything else of Pulumi works as usual.',
      "A backend and a passphrase of your own (`pulumi login`, PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE) are left alone. The emulator is started in the background when an org file needs it; `genesys-access emulator --stop` ends it.",
    ],
    args: [org],
    options: [
      { flags: "--shell <name>", says: "sh, fish or json", default: "sh" },
      { flags: "--no-emulator", says: "do not start the emulator" },
      json,
    ],
    examples: [{ run: "env --no-emulator", says: "see what would be set", needs: "engine" }],
  },
  {
    name: "emulator",
    group: "Deploy and prove",
    summary: "run the embedded Genesys Cloud emulator by itself",
    about: [
      "Genesys Cloud on loopback: token endpoint, authorization of every operation, and the objects that decide access. It keeps its data in .genesys-access/emulator. `up`, `verify` and plain Pulumi find a running one by themselves.",
    ],
    options: [
      { flags: "--port <number>", says: "port to listen on; the last one, or a free one, unless given" },
      { flags: "--state <folder>", says: "folder that holds its data" },
      { flags: "--background", says: "start it in the background and return" },
      { flags: "--stop", says: "stop the running one" },
      { flags: "--status", says: "say whether one is running, and where" },
      { flags: "--leased", says: "end when nobody uses it any more", hidden: true },
      json,
    ],
    findings: "--status: none is running",
    examples: [
      { run: "emulator --background", says: "start it and go on working", needs: "engine" },
      { run: "emulator --stop", says: "and end it", needs: "engine" },
    ],
  },
];
