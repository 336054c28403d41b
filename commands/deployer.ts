import { UserError } from "../access/errors";
import { deployerNeeds, type DeployerNeeds, type DeployerRole } from "../live/deployer/roles";
import { loadOrgFile, orgFilePath } from "../stacks/orgfile";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { deployerText, orgFileEntry, pulumiEntry } from "./live/deployer-text";
import { chooseOrg, projectRoot } from "./stack/project";

/** `genesys-access deployer ORG`: the smallest roles of the two deployers of an org. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const root = projectRoot(io);
  const needed = deployerNeeds(loadOrgFile(orgFilePath(root, chooseOrg(root, invocation.args[0], io))));
  const kind = kindOf(invocation.text("role"));
  const roles = kind === undefined ? [needed.read, needed.apply] : [needed[kind]];
  const format = invocation.flag("json") ? "json" : (invocation.text("format") ?? "text");
  switch (format) {
    case "json":
      say(io, JSON.stringify(deployerJson(needed, roles), null, 2));
      break;
    case "org-file":
      say(io, ["  genesys-access:roles:", ...roles.map(orgFileEntry)].join("\n"));
      break;
    case "pulumi":
      say(io, roles.map(pulumiEntry).join("\n\n"));
      break;
    case "text":
      for (const line of deployerText(needed, io.columns, kind)) say(io, line);
      break;
    default:
      throw new UserError({ what: `there is no format ${JSON.stringify(format)}`, where: "--format", next: "text, json, org-file or pulumi." });
  }
  return exit.good;
}

/** Which deployer is meant. Throws a UserError for another word. */
export function kindOf(text: string | undefined): "read" | "apply" | undefined {
  if (text === undefined || text === "read" || text === "apply") return text;
  throw new UserError({ what: `there is no deployer ${JSON.stringify(text)}`, where: "--role", next: "read or apply." });
}

function deployerJson(needed: DeployerNeeds, roles: readonly DeployerRole[]): object {
  const { org, deployerRoles, handedOut, operations, tellMore, unknownTypes } = needed;
  return {
    org,
    deployers: Object.fromEntries(
      roles.map((role) => [
        role.kind,
        {
          name: role.name,
          permissions: role.permissions.map(({ permission }) => permission),
          divisions: role.divisions,
          administratorInEffect: role.permissions.some(({ administrator }) => administrator !== undefined),
          reasons: role.permissions,
        },
      ]),
    ),
    deployerRoles,
    handedOut,
    operations,
    tellMore,
    unknownTypes,
  };
}
