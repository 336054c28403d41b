import { emptyFragment, mergeFragments } from "../../access/graph/fragment";
import type { AccessGraph, AccessPolicy, Division, OrgFacts, Role, SubjectRef, Trust } from "../../access/graph/graph";
import { sortedPlanned } from "../../access/graph/planned";
import type { Plan } from "../../components/plan";
import { graphPolicies } from "../../components/permissions";
import { outrightPermissions } from "../../components/service-account-role/plan";
import { roleArgs } from "./arguments";
import type { OrgFile } from "./orgfile";
import { placesOf, plannedObjects, planOrgFile } from "./plan";

/**
 * The access graph that an org file describes: what its components would create, with the places
 * in the file, and the facts that it states of the org. Pure; names that nobody else knows stay
 * in the graph, where rules find them.
 */
export function orgFileToGraph(orgFile: OrgFile): AccessGraph {
  const plans = planOrgFile(orgFile);
  const made: readonly Plan[] = [...plans.applications, ...plans.groups, ...plans.serviceUsers, ...plans.roles].map(({ plan }) => plan);
  const graph = mergeFragments(
    { org: orgFacts(orgFile), divisions: divisions(orgFile), accessPolicies: accessPolicies(orgFile), trusts: trusts(orgFile) },
    [{ ...emptyFragment, roles: describedRoles(orgFile) }, ...made.map((plan) => plan.access)],
  );
  return { ...graph, planned: sortedPlanned(plannedObjects(orgFile, plans)) };
}

/** What the file says of the org itself. */
export function orgFacts(orgFile: OrgFile): OrgFacts {
  const { org, screenRecording } = orgFile;
  const streams = (screenRecording?.manage === true ? screenRecording.maxSimultaneousStreams : undefined) ?? org.maxScreenRecordingStreams;
  return {
    name: orgFile.name,
    region: org.region,
    target: org.target ?? "emulator",
    ...(org.orgId === undefined ? {} : { id: org.orgId }),
    ...(org.products === undefined ? {} : { products: org.products }),
    ...(org.scopesEnforced === undefined ? {} : { scopesEnforced: org.scopesEnforced }),
    ...(org.allowedAddresses === undefined ? {} : { allowedAddresses: org.allowedAddresses }),
    ...(org.divisionAwareGranting === undefined ? {} : { divisionAwareGranting: org.divisionAwareGranting }),
    ...(org.accessPoliciesEnabled === undefined ? {} : { accessPoliciesEnabled: org.accessPoliciesEnabled }),
    ...(org.sensitiveDataRedaction === undefined ? {} : { sensitiveDataRedaction: org.sensitiveDataRedaction }),
    ...(streams === undefined ? {} : { maxScreenRecordingStreams: streams }),
    deployerRoles: org.deployerRoles ?? "borrow",
    ...plainSecrets(orgFile),
    place: orgFile.place(["org"]),
  };
}

/** The deployer's and the provider's secrets that stand in the file in clear: their names and places, never their values. */
function plainSecrets(orgFile: OrgFile): Pick<OrgFacts, "plainSecrets"> {
  const { deployer } = orgFile.sections;
  const plain = (["clientSecret", "accessToken"] as const).filter((name) => typeof deployer?.[name] === "string");
  const found = [
    ...plain.map((name) => ({ name: `genesys-access:deployer.${name}`, place: orgFile.place(["deployer", name]) })),
    ...(orgFile.plainSecrets ?? []),
  ];
  return found.length === 0 ? {} : { plainSecrets: found };
}

/** The Home division and those that the file lists. */
export function divisions(orgFile: OrgFile): readonly Division[] {
  const listed = orgFile.org.divisions ?? [];
  return [
    { key: "home", name: "Home", home: true, place: orgFile.place(["org"]) },
    ...[...new Set(listed)].map((name) => ({
      key: name,
      name,
      home: false,
      place: orgFile.place(["org", "divisions", listed.indexOf(name)]),
    })),
  ];
}

/** The access policies that the file states. */
export function accessPolicies(orgFile: OrgFile): readonly AccessPolicy[] {
  return Object.entries(orgFile.accessPolicies).map(([key, entry]) => {
    const subjects: readonly SubjectRef[] = [
      ...(entry.applications ?? []).map((name) => ({ kind: "client" as const, key: name })),
      ...(entry.groups ?? []).map((name) => ({ kind: "group" as const, key: name })),
      ...(entry.users ?? []).map((email) => ({ kind: "user" as const, key: email.toLowerCase() })),
    ];
    return {
      key,
      permission: entry.permission,
      effect: entry.effect,
      active: entry.active ?? true,
      applyToClients: entry.applyToClients ?? false,
      ...(subjects.length === 0 ? {} : { subjects }),
      conditional: entry.conditional ?? false,
      place: orgFile.place(["accessPolicies", key]),
    };
  });
}

/** The trusts that the file states. */
export function trusts(orgFile: OrgFile): readonly Trust[] {
  return Object.entries(orgFile.trusts).map(([key, entry]) => ({
    key,
    direction: entry.direction,
    otherOrg: entry.otherOrg,
    enabled: entry.enabled ?? true,
    ...(entry.expires === undefined ? {} : { expires: entry.expires }),
    users: (entry.users ?? []).map((email) => email.toLowerCase()),
    groups: entry.groups ?? [],
    place: orgFile.place(["trusts", key]),
  }));
}

/** Roles that the org has already and the file describes: facts, never created. */
export function describedRoles(orgFile: OrgFile): readonly Role[] {
  return Object.entries(orgFile.roles)
    .filter(([, entry]) => entry.existing === true)
    .map(([name, entry]) => {
      const placeOf = placesOf(orgFile, "roles", name);
      return { key: name, name, policies: graphPolicies(outrightPermissions(roleArgs(entry).permissions, placeOf)), place: placeOf([]) };
    });
}
