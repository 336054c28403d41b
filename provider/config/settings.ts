import { isExcluded, isLoopback, type ProxySettings } from "../api/transport";
import { checkInputs, nearest, type Failure } from "../plan/check";
import type { ValueType } from "../schema/define";
import { settingProperties } from "../schema/settings";
import { hasUnknown, objects, textOf, type Value, type Values } from "../rpc/values";
import { regionDomain, regionNames } from "./regions";

/** What to do about roles that a client needs and the deployer lacks. */
export type DeployerRoles = "borrow" | "keep" | "never";

/** The provider's settings, ready for use. */
export interface Settings {
  /** Address before `/api/v2`. Undefined when neither region nor gateway is set. */
  readonly apiBase: string | undefined;
  /** Address before `/oauth/token`. */
  readonly loginBase: string | undefined;
  /** The region or gateway, for messages. */
  readonly target: string;
  readonly accessToken: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly deployerRoles: DeployerRoles;
  readonly organizationId: string | undefined;
  readonly grantTimeoutMs: number;
  /** Requests in any second, when whoever runs the engine wants fewer than Genesys Cloud allows. */
  readonly callsPerSecond?: number;
  readonly proxyFor: (url: URL) => ProxySettings | undefined;
}

/** Seconds that a grant may need: Genesys says up to five minutes; a little more, so that the last try comes after them. */
const grantTimeoutDefault = 330;

/** Settings arrive as text when they are not texts themselves: nested ones and numbers as JSON. */
function parsed(type: ValueType, value: Value): Value {
  if (type.kind === "string" || typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

/** Settings with everything that arrived as JSON text turned into values, and Pulumi's own entries left out. */
export function readSettings(values: Values): Values {
  const read: Values = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === "version" || name === "pluginDownloadURL" || name.startsWith("__")) continue;
    const property = settingProperties[name];
    read[name] = property === undefined ? value : parsed(property.type, value);
  }
  return read;
}

/** What is wrong with the provider's settings. */
export function checkSettings(values: Values): Failure[] {
  const failures = checkInputs(settingProperties, values);
  const region = textOf(values["awsRegion"]);
  if (region !== undefined && regionDomain(region) === undefined) {
    const meant = nearest(region, regionNames);
    const hint = meant === undefined ? `Regions: ${regionNames.join(", ")}.` : `Did you mean ${meant}?`;
    failures.push({ path: "awsRegion", reason: `${region} is not a region of Genesys Cloud. ${hint}` });
  }
  const gateways = values["gateways"];
  if (Array.isArray(gateways) && gateways.length > 1) failures.push({ path: "gateways", reason: "only one gateway can be used" });
  objects(gateways).forEach((gateway, index) => {
    for (const name of ["host", "port", "protocol"]) {
      if (gateway[name] === undefined)
        failures.push({
          path: `gateways[${index}].${name}`,
          reason: `${name} is required: without it the address of the gateway is not complete`,
        });
    }
  });
  const proxy = values["proxy"];
  if (proxy !== undefined && !hasUnknown(proxy) && objects([proxy]).some(({ host }) => textOf(host) === undefined)) {
    failures.push({ path: "proxy.host", reason: "host is required" });
  }
  return failures;
}

function prefix(gateway: Values, name: string): string {
  const found = objects(gateway["pathParams"]).find((parameter) => parameter["pathName"] === name);
  const value = (textOf(found?.["pathValue"]) ?? "").replace(/^\/+|\/+$/g, "");
  return value === "" ? "" : `/${value}`;
}

function addresses(values: Values, region: string | undefined): Pick<Settings, "apiBase" | "loginBase" | "target"> {
  const gateway = objects(values["gateways"]).find((candidate) => (textOf(candidate["host"]) ?? "") !== "");
  if (gateway !== undefined) {
    const port = String(gateway["port"] ?? "");
    const host = port === "" || port === "80" || port === "443" ? String(gateway["host"]) : `${String(gateway["host"])}:${port}`;
    const origin = `${String(gateway["protocol"])}://${host}`;
    return { apiBase: origin + prefix(gateway, "api"), loginBase: origin + prefix(gateway, "login"), target: host };
  }
  const domain = region === undefined ? undefined : regionDomain(region);
  if (domain === undefined) return { apiBase: undefined, loginBase: undefined, target: region ?? "no region" };
  return { apiBase: `https://api.${domain}`, loginBase: `https://login.${domain}`, target: `region ${region}` };
}

function basic(user: string | undefined, password: string | undefined): string | undefined {
  return user === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password ?? ""}`).toString("base64")}`;
}

function proxyFromUrl(address: string): ProxySettings | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const user = url.username === "" ? undefined : decodeURIComponent(url.username);
  return { url, authorization: basic(user, decodeURIComponent(url.password)) };
}

function proxyRule(values: Values, environment: NodeJS.ProcessEnv): Settings["proxyFor"] {
  const [own] = objects([values["proxy"] ?? null]);
  const host = textOf(own?.["host"]);
  if (own !== undefined && host !== undefined) {
    const [auth] = objects([own["auth"] ?? null]);
    const port = textOf(own["port"]);
    const proxy: ProxySettings = {
      url: new URL(`${textOf(own["protocol"]) ?? "http"}://${host}${port === undefined ? "" : `:${port}`}`),
      authorization: basic(textOf(auth?.["username"]), textOf(auth?.["password"])),
    };
    return (url) => (isLoopback(url.hostname) ? undefined : proxy);
  }
  return (url) => {
    if (isLoopback(url.hostname) || isExcluded(url.hostname, environment["NO_PROXY"] ?? environment["no_proxy"] ?? "")) return undefined;
    const secure = url.protocol === "https:";
    const address = secure
      ? (environment["HTTPS_PROXY"] ?? environment["https_proxy"])
      : (environment["HTTP_PROXY"] ?? environment["http_proxy"]);
    return address === undefined || address === "" ? undefined : proxyFromUrl(address);
  };
}

/**
 * Settings from the program, and where it says nothing from the variables of Genesys' own tools. A program that gives any
 * credentials of its own gets none from the environment.
 */
export function resolveSettings(values: Values, environment: NodeJS.ProcessEnv): Settings {
  const given = (name: string): string | undefined => {
    const value = textOf(values[name]);
    return value === "" ? undefined : value;
  };
  const fromEnvironment = (name: string): string | undefined => {
    const value = environment[name];
    return value === "" ? undefined : value;
  };
  const own = given("accessToken") !== undefined || given("oauthclientId") !== undefined || given("oauthclientSecret") !== undefined;
  const fallback = own ? () => undefined : fromEnvironment;
  const mode = given("deployerRoles");
  const seconds = values["grantTimeout"];
  const perSecond = Number(fromEnvironment("GENESYSCLOUD_CALLS_PER_SECOND"));
  return {
    ...addresses(values, given("awsRegion") ?? fromEnvironment("GENESYSCLOUD_REGION")),
    accessToken: given("accessToken") ?? fallback("GENESYSCLOUD_ACCESS_TOKEN"),
    clientId: given("oauthclientId") ?? fallback("GENESYSCLOUD_OAUTHCLIENT_ID"),
    clientSecret: given("oauthclientSecret") ?? fallback("GENESYSCLOUD_OAUTHCLIENT_SECRET"),
    deployerRoles: mode === "keep" || mode === "never" ? mode : "borrow",
    organizationId: given("organizationId"),
    grantTimeoutMs: 1000 * (typeof seconds === "number" ? seconds : grantTimeoutDefault),
    ...(Number.isInteger(perSecond) && perSecond > 0 ? { callsPerSecond: perSecond } : {}),
    proxyFor: proxyRule(values, environment),
  };
}

/** Every secret among the settings, so that none of them gets into a message. */
export function secretSettings(settings: Settings): string[] {
  return [settings.accessToken, settings.clientSecret].filter((secret) => secret !== undefined);
}
