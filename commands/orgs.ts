import { OrgFileError, displayPath, listOrgs, loadOrgFile, orgFilePath, type OrgFile } from "../stacks/orgfile";
import { UserError } from "../access/errors";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";
import { table } from "./frame/text";
import { projectRoot } from "./stack/project";

interface Listed {
  readonly name: string;
  readonly file: string;
  readonly orgFile?: OrgFile;
  readonly mistake?: string;
}

/** `genesys-access orgs`: the org files, with what they declare. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const root = projectRoot(io);
  const orgs = listOrgs(root).map((name): Listed => {
    const path = orgFilePath(root, name);
    const file = displayPath(path);
    try {
      return { name, file, orgFile: loadOrgFile(path) };
    } catch (error) {
      if (error instanceof UserError || error instanceof OrgFileError) return { name, file, mistake: error.message.split("\n")[0] ?? "" };
      throw error;
    }
  });
  if (invocation.flag("json")) {
    say(io, JSON.stringify({ orgs: orgs.map(asJson) }, null, 2));
  } else if (orgs.length === 0) {
    say(io, "There is no org file yet. Make one: npx genesys-access new-org NAME");
  } else {
    const rows = orgs.map(({ name, orgFile, mistake }) =>
      orgFile === undefined
        ? [name, "cannot be read", "", "", mistake ?? ""]
        : [name, orgFile.org.target ?? "emulator", orgFile.org.region, orgFile.org.orgId ?? "", declares(orgFile)],
    );
    for (const line of table(rows, { headers: ["Org", "Target", "Region", "Org id", "Declares"], columns: io.columns })) say(io, line);
  }
  return orgs.some((org) => org.mistake !== undefined) ? exit.findings : exit.good;
}

function declares(orgFile: OrgFile): string {
  const counts: [number, string][] = [
    [Object.keys(orgFile.applications).length, "application"],
    [Object.keys(orgFile.groups).length, "group"],
    [Object.keys(orgFile.serviceUsers).length, "service user"],
  ];
  return counts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}${n === 1 ? "" : "s"}`)
    .join(", ");
}

function asJson({ name, file, orgFile, mistake }: Listed): unknown {
  return orgFile === undefined
    ? { name, file, mistake }
    : {
        name,
        file,
        target: orgFile.org.target ?? "emulator",
        region: orgFile.org.region,
        orgId: orgFile.org.orgId,
        applications: Object.keys(orgFile.applications).sort(),
        groups: Object.keys(orgFile.groups).sort(),
        serviceUsers: Object.keys(orgFile.serviceUsers).sort(),
      };
}
