export { durationSeconds } from "./duration";
export { findOrg, listOrgs, orgFilePath, orgsFolder } from "./find";
export { displayPath, loadOrgFile, orgFileOfValues, orgNameOf, parseOrgFile } from "./load";
export { OrgFileError, type Mistake } from "./mistake";
export type { OrgFile, OrgWaiver } from "./orgfile";
export { orgFileSchema, sectionsSchema } from "./schema";
export type {
  AccessPolicyEntry,
  ApplicationEntry,
  GroupEntry,
  OrgSection,
  PermissionEntry,
  PoliciesEntry,
  RoleEntry,
  Sections,
  ServiceUserEntry,
  TrustEntry,
  WaiverEntry,
} from "./schema";
export type { Path } from "./source";
export { orgFacts, orgFileToGraph } from "./graph";
export { planOrgFile, type Named, type OrgPlan } from "./plan";
