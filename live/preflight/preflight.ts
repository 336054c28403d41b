import type { AccessGraph } from "../../access/graph/graph";
import { plannedObjects, type OrgFile } from "../../stacks/orgfile";
import type { DeployerNeeds } from "../deployer/roles";
import { interestOf, joined } from "../org/interest";
import type { Interest, LiveReading } from "../org/read";
import { callerItem, checkDeployer } from "./deployer";
import { sortedItems, type PreflightItem } from "./item";
import { checkOrg } from "./org";
import { checkRecording, participate, readsScreens } from "./recording";
import { interestOfPlan } from "./wanted";

/** What must be read of an org for a preflight. */
export function preflightInterest(orgFile: OrgFile, file: AccessGraph): Interest {
  const own = joined(interestOf(file), interestOfPlan(plannedObjects(orgFile)));
  return readsScreens(orgFile, file).length === 0 ? own : joined(own, { recording: true, permissions: [participate] });
}

/**
 * Everything that an update would meet, from what was read: what is missing first. An org that its
 * customer manages gets no update: only what the application needs there is looked at. Pure.
 */
export function preflight(orgFile: OrgFile, file: AccessGraph, needed: DeployerNeeds, reading: LiveReading, live: AccessGraph): readonly PreflightItem[] {
  return sortedItems([...(orgFile.org.managedBy === "customer" ? [callerItem(reading)] : checkDeployer(needed, reading, live)), ...checkOrg(orgFile, file, reading), ...checkRecording(orgFile, file, reading)]);
}
