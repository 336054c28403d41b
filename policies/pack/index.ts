import { allRules } from "../rules";
import manifest from "../package.json";
import { servePack } from "./server";

servePack({
  name: "genesys-access",
  version: manifest.version,
  displayName: "Genesys Cloud access",
  description: manifest.description,
  readme:
    "Rejects configurations of Genesys Cloud OAuth clients, roles, grants and groups that are known to end in a refused call. " +
    "Every rule has a page with the cause, a bad and a good example.",
  rules: allRules,
});
