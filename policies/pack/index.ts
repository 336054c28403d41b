import { join } from "node:path";
import { UserError } from "../../access/errors";
import manifest from "../package.json";
import { readProjectPolicies, type ProjectPolicies } from "../projectPolicies";
import { allRules } from "../rules";
import { servePack } from "./server";

/**
 * Names the project's folder of policies (own rules, levels, waivers, baseline) when the pack lies
 * elsewhere: in an installed package, say. Without it the pack's own folder is that folder.
 */
const folderVariable = "GENESYS_ACCESS_POLICIES";

function projectPolicies(): ProjectPolicies {
  const named = process.env[folderVariable];
  try {
    return readProjectPolicies(named === undefined || named === "" ? join(__dirname, "..") : named, allRules);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const { rules, ...project } = projectPolicies();

servePack({
  name: "genesys-access",
  version: manifest.version,
  displayName: "Genesys Cloud access",
  description: manifest.description,
  readme:
    "Rejects configurations of Genesys Cloud OAuth clients, roles, grants and groups that are known to end in a refused call. " +
    "Every rule has a page with the cause, a bad and a good example.",
  rules,
  project,
});
