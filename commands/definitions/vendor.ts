import type { CommandDefinition } from "../definition";

/** Commands for who offers an application to other people's orgs. */
export const vendorCommands: readonly CommandDefinition[] = [
  {
    name: "onboard",
    group: "Set up",
    summary: "what a customer who never sees Pulumi needs for an application, and which rights a new version asks for",
    about: [
      "From the definition stacks/applications/NAME.yaml, in three forms that grant the same rights as `up` does: configuration for Genesys' premium-app wizard (provisioningInfo), a CX-as-Code Terraform module, and a page for the customer's administrator with menu paths.",
      "Lists the orgs that have the application; one marked `managedBy: customer` is never provisioned from here. For each it says which rights the version asks for beyond those that the org gave.",
    ],
    args: [{ name: "<application>", says: "name of a definition in stacks/applications" }],
    options: [
      { flags: "--at <version>", says: "that version; the current one unless given" },
      { flags: "--since <version>", says: "what is new since that version" },
      { flags: "--org <org>", says: "for this org: its divisions, and what is new for it" },
      { flags: "--division <name>", says: "a division of the customer's, instead of the definition's; may be repeated", many: true },
      { flags: "--output <folder>", says: "write everything to a folder" },
      { flags: "--print <form>", says: "print one form: page, html, terraform or wizard" },
      { flags: "--json", says: "print the answer as JSON" },
    ],
    examples: [
      { run: "onboard recording-archive", says: "what it asks for, and who has it" },
      { run: "onboard recording-archive --print page", says: "the page for an administrator" },
      { run: 'onboard recording-archive --division "Service Desk" --print terraform', says: "the Terraform module for another org" },
    ],
  },
];
