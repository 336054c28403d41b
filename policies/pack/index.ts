import { join } from "node:path";
import { UserError } from "../../access/errors";
import manifest from "../package.json";
import { readProjectPolicies, type ProjectPolicies } from "../projectPolicies";
import { allRules } from "../rules";
import { policiesFolder } from "./folder";
import { servePack } from "./server";

function projectPolicies(): ProjectPolicies {
  try {
    return readProjectPolicies(policiesFolder(join(__dirname, ".."), process.env), allRules);
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
