import type { CommandDefinition } from "../definition";

/** Commands around org files and the catalogue. */
export const setupCommands: readonly CommandDefinition[] = [
  {
    name: "orgs",
    group: "Set up",
    summary: "list the org files",
    about: ["Lists every org file with its region, target and what it declares. A file that cannot be read is listed with the reason."],
    options: [{ flags: "--json", says: "print the answer as JSON" }],
    findings: "an org file cannot be read",
    examples: [{ run: "orgs", says: "which orgs are there?" }],
  },
  {
    name: "new-org",
    group: "Set up",
    summary: "write a new org file",
    about: [
      "Writes stacks/orgs/Pulumi.<name>.yaml with one application to start from, and the `encryptionsalt` line that Pulumi would otherwise write by itself at the first run. Nothing is overwritten.",
      "With --application the file takes applications that are defined once for many orgs (stacks/applications/NAME.yaml), and says only what is this org's own: for a further customer that is all there is to do.",
    ],
    args: [{ name: "<name>", says: "letters, digits, - and _ ; becomes the name of the stack" }],
    options: [
      { flags: "--region <region>", says: "AWS region of the org, such as eu-west-2", default: "eu-west-2" },
      { flags: "--target <target>", says: "emulator or cloud", default: "emulator" },
      { flags: "--application <name>", says: "a defined application that the org takes, or NAME@VERSION; may be repeated", many: true },
      { flags: "--division <name>", says: "a division in which its applications work; may be repeated", many: true },
      { flags: "--ring <number>", says: "ring in which it is brought up" },
      { flags: "--environment <name>", says: "what the org is for, such as production" },
      { flags: "--customer", says: "the customer manages the org: it is only verified and reported" },
      { flags: "--call <call>", says: "a call that the first application makes; may be repeated", many: true },
      { flags: "--print", says: "print the file instead of writing it" },
      { flags: "--json", says: "print the answer as JSON" },
    ],
    examples: [
      { run: "new-org acme-de --region eu-central-1 --print", says: "look at it first" },
      { run: "new-org acme-de --application quality-review --division Service --print", says: "a further customer of a defined application" },
    ],
  },
  {
    name: "catalogue refresh",
    module: "catalogue",
    group: "Set up",
    summary: "read a newer API specification and say what it changes about access",
    about: [
      "Reads a specification (a file, or the live document of a region), refuses one that is implausibly small or malformed, and shows what changed: operations added and removed, permissions tightened or loosened, and which declared calls of your org files get another answer.",
      "Nothing is written without --write.",
    ],
    args: [{ name: "[source]", says: "a file, or a region such as eu-west-2" }],
    options: [
      { flags: "--write", says: "write the new catalogue" },
      {
        flags: "--permissions <file-or-org>",
        says: "compare with the permissions of a live org: an answer of GET /api/v2/authorization/permissions, or an org whose credentials are at hand",
      },
      { flags: "--json", says: "print the answer as JSON" },
    ],
    findings: "something changed",
    examples: [
      { run: "catalogue refresh swagger.json", says: "what does this specification change?", needs: "specification", exit: 1 },
      { run: "catalogue refresh swagger.json --write", says: "and take it from now on", needs: "specification", exit: 1 },
    ],
  },
  {
    name: "catalogue check",
    module: "catalogue",
    group: "Set up",
    summary: "test the catalogue for consistency",
    about: ["Every permission, scope and operation that the catalogue refers to must exist in it. Says its version, date and size."],
    options: [{ flags: "--json", says: "print the answer as JSON" }],
    findings: "the catalogue contradicts itself",
    examples: [{ run: "catalogue check", says: "is it in order, and how old is it?" }],
  },
];
