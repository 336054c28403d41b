import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadOrgFile, parseOrgFile, type OrgFile } from "../../stacks/orgfile";

const folder = join(__dirname, "..", "..", "stacks", "orgs");
/** The example orgs, by name. */
export const orgs = readdirSync(folder).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);

/** Everything that the provider can be made to do by an org file, which no example does at once. */
const everything = (deployerRoles: string, divisionAwareGranting: boolean): string => `config:
  genesys-access:org:
    target: emulator
    region: eu-west-2
    divisions: [Desk, Sales]
    products: [CX 3]
    deployerRoles: ${deployerRoles}
    divisionAwareGranting: ${String(divisionAwareGranting)}
  genesys-access:roles:
    Readers:
      existing: true
      permissions:
        - { permission: "recording:screenRecording:view", reason: the org made it }
    Own:
      permissions:
        - { permission: "routing:queue:view", reason: a role of this file }
  genesys-access:serviceUsers:
    machine:
      email: machine@example.com
      owner: somebody
      roles: [Own]
      divisions: [Desk]
    there:
      email: there@example.com
      owner: somebody
      existing: true
      roles: [Own]
      divisions: [Sales]
  genesys-access:applications:
    reader:
      owner: somebody
      purpose: a test
      calls: ["GET /api/v2/conversations/{conversationId}/recordings"]
      recordings: [screen]
      roles: [Readers, Own]
      divisions: [Desk, Sales]
      secretTo: { dataActions: { name: Reader } }
  genesys-access:groups:
    team:
      existing: false
      owner: somebody
      members: [ann@example.com]
      performanceViews: [interactions]
      divisions: [Desk]
  genesys-access:screenRecording:
    manage: true
    maxSimultaneousStreams: 20
    policies:
      screens: { users: [ann@example.com], queues: [Desk queue] }
  genesys-access:trusts:
    partner: { direction: trustor, otherOrg: somebody, manage: true, users: [ann@example.com], groups: [team] }
`;

/** Org files with everything, by what is special about them. */
export const variants: Readonly<Record<string, string>> = {
  "everything, with borrowed roles": everything("borrow", false),
  "everything, with kept roles": everything("keep", false),
  "everything, where grants are checked per division": everything("borrow", true),
};

/** The org file of an example or of a variant. */
export function orgFileOf(name: string): OrgFile {
  const text = variants[name];
  return text === undefined ? loadOrgFile(join(folder, `Pulumi.${name}.yaml`)) : parseOrgFile(text, "Pulumi.everything.yaml", "everything");
}
