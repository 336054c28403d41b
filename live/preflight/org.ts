import { nearestNames } from "../../access/catalogue";
import { openFamilies } from "../../access/catalogue/facts/extraPermissions";
import { addressIn } from "../../access/decide";
import type { AccessGraph } from "../../access/graph/graph";
import { namesOfPolicy } from "../../access/catalogue/permissionName";
import type { OrgFile } from "../../stacks/orgfile";
import type { Read } from "../api/answer";
import { plannedObjects } from "../deployer/roles";
import type { PlannedObject } from "../deployer/calls";
import type { LiveReading } from "../org/read";
import type { PreflightItem } from "./item";

/** Whether the org has what the file names and counts on. */
export function checkOrg(orgFile: OrgFile, file: AccessGraph, reading: LiveReading): readonly PreflightItem[] {
  return [
    { status: "good", about: "region", text: `the org answers in ${orgFile.org.region}` },
    ...checkDivisions(orgFile, reading),
    ...checkPermissions(file, reading),
    ...checkProducts(orgFile, reading),
    ...checkRegions(orgFile),
    ...checkExisting(file, reading),
    ...checkNames(plannedObjects(orgFile), reading),
    ...checkAddresses(file, reading),
    ...checkStated(orgFile, reading),
  ];
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
      fix: `${near === undefined ? "" : `did you mean ${JSON.stringify(near)}? `}It may also be one that the deployer has no role in.`,
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
  return [...items, ...(good === 0 ? [] : [{ status: "good", about: "permission", text: `the org has ${good} permissions that its roles ask for` } as const])];
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

/** Groups and people that the file takes for granted. */
function checkExisting(file: AccessGraph, reading: LiveReading): readonly PreflightItem[] {
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
    .filter(({ incomplete }) => incomplete !== undefined)
    .map(({ email, place }): PreflightItem => {
      const found = reading.usersByEmail.get(email.toLowerCase());
      if (found?.known !== true) return { status: "unknown", about: "user", text: `whether the org has the user ${email} cannot be read: ${found === undefined ? "it was not asked for" : found.unread.why}` };
      if (found.value === undefined) return { status: "warning", about: "user", text: `the org has no user ${email}`, fix: "correct the address, or have the user made.", place };
      return found.value.state === "active" ? { status: "good", about: "user", text: email } : { status: "warning", about: "user", text: `the user ${email} is ${found.value.state}`, place };
    });
  return [...groups, ...users];
}

/** How an object is marked that Pulumi's provider made (provider/ownership). */
const marked = /\(pulumi:[\w-]{8}\.[\w-]{12}(\.[\w-]{8})?\)$/;

/** Names that somebody else took: the provider touches nothing that it did not make. */
function checkNames(objects: readonly PlannedObject[], reading: LiveReading): readonly PreflightItem[] {
  const named = (type: string): readonly string[] => objects.filter((object) => object.type.endsWith(`:${type}`)).map(({ inputs }) => String(inputs["name"] ?? ""));
  const roles = reading.roles.known ? reading.roles.value : [];
  const clients = reading.clients.known ? reading.clients.value : [];
  return [
    ...roles
      .filter((role) => named("AuthRole").some((name) => name.toLowerCase() === role.name.toLowerCase()) && !marked.test(role.description))
      .map((role): PreflightItem => ({
        status: "missing",
        about: "name",
        text: `the org has a role ${JSON.stringify(role.name)} already (${role.id}), and it was not made from here`,
        fix: "choose another name, or take it over: pulumi import genesyscloud:index/authRole:AuthRole.",
      })),
    ...clients
      .filter((client) => client.state === "active" && named("OauthClient").includes(client.name) && !marked.test(client.description))
      .map((client): PreflightItem => ({
        status: "warning",
        about: "name",
        text: `the org has a client ${JSON.stringify(client.name)} already (${client.id}), which was not made from here; another one of that name would be made beside it`,
        fix: "choose another name, or take it over: pulumi import genesyscloud:index/oauthClient:OauthClient.",
      })),
  ];
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
