import { nearestNames } from "../../access/catalogue";
import { openFamilies } from "../../access/catalogue/facts/extraPermissions";
import { addressIn } from "../../access/decide";
import type { AccessGraph } from "../../access/graph/graph";
import { namesOfPolicy } from "../../access/catalogue/permissionName";
import { plannedObjects, type OrgFile } from "../../stacks/orgfile";
import type { Read } from "../api/answer";
import type { LiveReading } from "../org/read";
import type { PreflightItem } from "./item";
import { checkLookups } from "./lookups";
import { wantedBy, type Wanted } from "./wanted";

/** Whether the org has what the file names and counts on. */
export function checkOrg(orgFile: OrgFile, file: AccessGraph, reading: LiveReading): readonly PreflightItem[] {
  const objects = orgFile.org.managedBy === "customer" ? [] : plannedObjects(orgFile);
  return [
    checkRegion(orgFile),
    ...checkDivisions(orgFile, reading),
    ...checkPermissions(file, reading),
    ...checkProducts(orgFile, reading),
    ...checkRegions(orgFile),
    ...checkExisting(file, reading, wantedBy(objects)),
    ...checkLookups(objects, reading),
    ...checkAddresses(file, reading),
    ...checkStated(orgFile, reading),
  ];
}

/** The region is part of every address, so an org of another one does not even give a token. Behind a gateway nothing tells it. */
function checkRegion({ org }: OrgFile): PreflightItem {
  if (org.gateway === undefined) return { status: "good", about: "region", text: `the org answers in ${org.region}` };
  return { status: "good", about: "region", text: `the org answers at ${org.gateway}; whether it is one of ${org.region} no call tells` };
}

function unknown(about: string, text: string, read: Read<unknown>): readonly PreflightItem[] {
  return read.known ? [] : [{ status: "unknown", about, text: `${text}: ${read.unread.why}` }];
}

function checkDivisions(orgFile: OrgFile, { divisions }: LiveReading): readonly PreflightItem[] {
  const named = [...new Set(orgFile.org.divisions ?? [])].sort();
  if (named.length === 0) return [];
  if (!divisions.known) return unknown("division", `whether the org has the divisions ${named.join(", ")} cannot be read`, divisions);
  const names = divisions.value.map(({ name }) => name);
  return named.map((name): PreflightItem => {
    if (names.includes(name)) return { status: "good", about: "division", text: name };
    const near = nearestNames(name, names, 1)[0];
    return {
      status: "missing",
      about: "division",
      text: `the org shows no division ${JSON.stringify(name)}`,
      fix: `${near === undefined ? "" : `did you mean ${JSON.stringify(near)}? Otherwise `}make it, or correct its name; it may also be one that the deployer has no role in.`,
      place: orgFile.place(["org", "divisions", (orgFile.org.divisions ?? []).indexOf(name)]),
    };
  });
}

/** Permissions of roles that the file makes and the org does not have: another product, or not released there. */
function checkPermissions(file: AccessGraph, { permissions }: LiveReading): readonly PreflightItem[] {
  if (!permissions.known) return unknown("permission", "which permissions the org has cannot be read", permissions);
  const existing = new Set(permissions.value.permissions);
  const asked = file.roles
    .filter((role) => role.incomplete === undefined && role.builtIn !== true)
    .flatMap((role) => role.policies.flatMap((policy) => namesOfPolicy(policy).map((permission) => ({ role: role.name, permission, place: policy.place }))))
    .filter(({ permission }) => permission.includes(":") && !permission.includes("*"));
  const lacking = asked.filter(({ permission }) => !existing.has(permission));
  const items = lacking.map(({ role, permission, place }): PreflightItem => {
    const isOpen = openFamilies.some(({ prefix }) => permission.startsWith(prefix));
    return {
      status: isOpen ? "warning" : "missing",
      about: "permission",
      text: `the org does not list ${permission}, which role ${JSON.stringify(role)} asks for`,
      fix: "get the product that brings it, or drop the calls that need it.",
      ...(isOpen ? { certainty: "likely" as const } : { refusal: { status: 400, code: "general.bad.request" } }),
      place,
    };
  });
  const good = new Set(asked.filter(({ permission }) => existing.has(permission)).map(({ permission }) => permission)).size;
  return [...items, ...(good === 0 ? [] : [{ status: "good", about: "permission", text: `the org has ${good === 1 ? "the one permission" : `the ${good} permissions`} that its roles ask for` } as const])];
}

function checkProducts(orgFile: OrgFile, { products }: LiveReading): readonly PreflightItem[] {
  const wanted = [
    ...(orgFile.org.products ?? []).map((name) => ({ name, by: "the org file", place: orgFile.place(["org", "products"]) })),
    ...Object.entries(orgFile.definitions ?? {}).flatMap(([application, { requires, place }]) =>
      (requires.products ?? []).map((name) => ({ name, by: `application ${application}`, place })),
    ),
  ];
  if (wanted.length === 0) return [];
  if (!products.known) return unknown("product", "which products the org has cannot be read", products);
  return wanted.map(({ name, by, place }): PreflightItem => {
    const found = name.split("|").map((one) => one.trim()).find((one) => products.value.includes(one));
    if (found !== undefined) return { status: "good", about: "product", text: found };
    return {
      status: "missing",
      about: "product",
      text: `the org does not have the product ${name}, on which ${by} counts; it has ${products.value.length === 0 ? "none" : [...products.value].sort().join(", ")}`,
      fix: "have it added to the org's subscription, or take the application out of this org.",
      place,
    };
  });
}

function checkRegions(orgFile: OrgFile): readonly PreflightItem[] {
  return Object.entries(orgFile.definitions ?? {}).flatMap(([application, { requires, place }]): readonly PreflightItem[] => {
    const { regions } = requires;
    if (regions === undefined || regions.includes(orgFile.org.region)) return [];
    return [{ status: "missing", about: "region", text: `application ${application} is not offered in ${orgFile.org.region}, only in ${[...regions].sort().join(", ")}`, place }];
  });
}

/** Groups and people that the file takes for granted, apart from those that the plan itself looks up. */
function checkExisting(file: AccessGraph, reading: LiveReading, wanted: Wanted): readonly PreflightItem[] {
  const groups = file.groups
    .filter(({ existing }) => existing === true)
    .map(({ name, place }): PreflightItem => {
      const found = reading.groupsByName.get(name);
      if (found?.known !== true) return { status: "unknown", about: "group", text: `whether the org has the group ${JSON.stringify(name)} cannot be read: ${found === undefined ? "it was not asked for" : found.unread.why}` };
      if (found.value === undefined) return { status: "missing", about: "group", text: `the org has no group ${JSON.stringify(name)}`, fix: "correct its name, or let it be made: existing: false.", place };
      if (!found.value.rolesEnabled) return { status: "warning", about: "group", text: `the group ${JSON.stringify(name)} has roles disabled, so what it is granted does not reach its members`, fix: "enable roles in Admin > Directory > Groups.", place };
      return { status: "good", about: "group", text: name };
    });
  const users = file.users
    .filter(({ incomplete, email }) => incomplete !== undefined && !wanted.users.has(email.toLowerCase()))
    .map(({ email, place }): PreflightItem => {
      const found = reading.usersByEmail.get(email.toLowerCase());
      if (found?.known !== true) return { status: "unknown", about: "user", text: `whether the org has the user ${email} cannot be read: ${found === undefined ? "it was not asked for" : found.unread.why}` };
      if (found.value === undefined) return { status: "warning", about: "user", text: `the org has no user ${email}`, fix: "correct the address, or have the user made.", place };
      return found.value.state === "active" ? { status: "good", about: "user", text: email } : { status: "warning", about: "user", text: `the user ${email} is ${found.value.state}`, place };
    });
  return [...groups, ...users];
}

function checkAddresses(file: AccessGraph, { allowedAddresses }: LiveReading): readonly PreflightItem[] {
  const stated = file.applications.flatMap(({ key, allowedAddresses: own, place }) => (own ?? []).map((address) => ({ key, address, place })));
  if (!allowedAddresses.known) {
    return stated.length === 0
      ? unknown("address", "which addresses the org admits cannot be read (this machine's is admitted)", allowedAddresses)
      : unknown("address", "whether the org admits the addresses of its applications cannot be read", allowedAddresses);
  }
  const admitted = allowedAddresses.value;
  if (admitted.length === 0) return [{ status: "good", about: "address", text: "the org restricts no addresses" }];
  const outside = stated.filter(({ address }) => !admitted.some((cidr) => addressIn(address.split("/")[0] ?? "", cidr)));
  return [
    { status: "good", about: "address", text: "the org admits this machine's address" },
    ...outside.map(({ key, address, place }): PreflightItem => ({
      status: "missing",
      about: "address",
      text: `application ${key} calls from ${address}, which the org's allowed addresses do not hold`,
      fix: "have an administrator add it to the org's allowed addresses.",
      refusal: { status: 401, code: "ip.not.authorized" },
      place,
    })),
  ];
}

/** Facts that the file states and the org contradicts: the rules would judge by the wrong ones. */
function checkStated(orgFile: OrgFile, reading: LiveReading): readonly PreflightItem[] {
  const { org } = orgFile;
  const differs = (name: keyof typeof org & string, stated: unknown, actual: unknown): readonly PreflightItem[] =>
    stated === undefined || actual === undefined || JSON.stringify(stated) === JSON.stringify(actual)
      ? []
      : [{ status: "warning", about: "fact", text: `the file says ${name}: ${String(stated)}, the org says ${String(actual)}`, fix: "correct the file; check judges by it.", place: orgFile.place(["org", name]) }];
  const settings = reading.recordingSettings.known ? reading.recordingSettings.value.maxSimultaneousStreams : undefined;
  return [
    ...differs("divisionAwareGranting", org.divisionAwareGranting, reading.divisionAwareGranting.known ? reading.divisionAwareGranting.value : undefined),
    ...differs("maxScreenRecordingStreams", org.maxScreenRecordingStreams, settings),
  ];
}
