import { join } from "node:path";
import { UserError } from "../../access/errors";
import { customFolder, loadCustomRules } from "../customRules";
import { allRules } from "../rules";
import type { Rule } from "../rule";
import manifest from "../package.json";
import { servePack } from "./server";

/** The project's own rules lie beside the bundle's folder: `policies/custom`. */
function ownRules(): readonly Rule[] {
  try {
    return loadCustomRules(join(__dirname, "..", customFolder), allRules);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

servePack({
  name: "genesys-access",
  version: manifest.version,
  displayName: "Genesys Cloud access",
  description: manifest.description,
  readme:
    "Rejects configurations of Genesys Cloud OAuth clients, roles, grants and groups that are known to end in a refused call. " +
    "Every rule has a page with the cause, a bad and a good example.",
  rules: [...allRules, ...ownRules()],
});
