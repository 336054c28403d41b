import { readFileSync } from "node:fs";
import { parseOrgFile } from "../../../stacks/orgfile";
import { declareOrg } from "../../../stacks/program";

/** Declares an org file with the real components, for a provider that only echoes. */
export = () => {
  const file = process.env["PROGRAM_ORG_FILE"] ?? "";
  const orgFile = parseOrgFile(readFileSync(file, "utf8"), "stacks/orgs/Pulumi.test.yaml", "test");
  return declareOrg(orgFile, { kind: "cloud", region: orgFile.org.region, apiBase: "", loginBase: "", credentials: "none" });
};
