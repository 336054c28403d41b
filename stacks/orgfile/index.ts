export { durationSeconds } from "./duration";
export {
  applicationsFolder,
  definitionsIn,
  listApplications,
  loadDefinition,
  noDefinitions,
  parseDefinition,
  type ApplicationListing,
  type Definition,
  type Definitions,
} from "./definition";
export { findOrg, listOrgs, orgFilePath, orgsFolder } from "./find";
export { definitionsBeside, displayPath, loadOrgFile, orgFileOfValues, orgNameOf, parseOrgFile } from "./load";
export { OrgFileError, type Mistake } from "./mistake";
export type { DefinitionUse, OrgFile, OrgWaiver } from "./orgfile";
export { definitionSchema, orgFileSchema, sectionsSchema } from "./schema";
export type {
  AccessPolicyEntry,
  ApplicationEntry,
  DefinitionEntry,
  GroupEntry,
  OrgSection,
  PermissionEntry,
  PoliciesEntry,
  Requirements,
  RoleEntry,
  ScreenRecordingEntry,
  Sections,
  ServiceUserEntry,
  TrustEntry,
  WaiverEntry,
} from "./schema";
export type { Path } from "./source";
export { orgFacts, orgFileToGraph } from "./graph";
export { plannedObjects, planOrgFile, type Named, type OrgPlan } from "./plan";
