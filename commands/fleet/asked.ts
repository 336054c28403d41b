import { loadOrgFile, orgFilePath } from "../../stacks/orgfile";
import type { Invocation } from "../definition";
import type { Io } from "../frame/io";
import { isCustomers } from "../stack/customer";
import { chooseOrg, projectRoot } from "../stack/project";

/** The options that choose several orgs. */
export const choosingOptions = ["all", "orgs", "application", "ring"] as const;

/** Whether a command line is about several orgs. So is one that names an org of a customer: it is verified and reported like many. */
export function isFleet(invocation: Invocation, io: Io): boolean {
  if (invocation.flag("all") || invocation.texts("orgs").length > 0 || invocation.texts("application").length > 0 || invocation.text("ring") !== undefined) return true;
  try {
    const root = projectRoot(io);
    return isCustomers(loadOrgFile(orgFilePath(root, chooseOrg(root, invocation.args[0], io))));
  } catch {
    // Whoever works on the one org tells the mistake.
    return false;
  }
}
