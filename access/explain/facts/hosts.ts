import { type Catalogue, nearestNames } from "../../catalogue";
import type { Facts } from "./facts";
import { looksLikeGenesys } from "./calls";

type Host = Facts["hosts"][number];

const hostPattern =
  /(?:\b(?:https?|wss?):\/\/((?:[a-z0-9-]+\.)+[a-z]{2,})|(?<![\w.@/-])((?:[a-z0-9-]+\.)+(?:com|cloud|ie|de|jp|au|us|uk|eu|net|org|io|dev|app|co|ca|in|br|mx|ch|kr|ae)))(?![\w@.-]*\w@|[\w(])/gi;
/** Hosts of Genesys that serve people, documents or browsers, not API calls. */
const otherGenesys =
  /^(?:developer|help|[a-z]{2}-help|docs?|community|status|support|resources|www|all|beyond|appfoundry|login-static|dhqbrvplips7x|rcstaticdocs|knowledge|my|training|university)\.|^(?:genesys\.com|genesys\.cloud|mypurecloud\.[a-z.]+|[a-z0-9]+\.(?:us-gov-|eusc-)?pure\.cloud)$/i;
const realParts = new Set([
  "api",
  "login",
  "apps",
  "streaming",
  "api-downloads",
  "webmessaging",
  "apps-cdn",
  "prod",
  "signaling",
  "voice",
  "carrier-pigeon",
  "file-upload",
  "content-management",
  "inbound-webhooks",
  "api-cdn",
  "maximillian",
  "help",
  "developer",
  "status",
  "gcs",
  "wfm",
  "sso",
]);
const internalDomains = /(?:^|\.)(?:inindca|inintca)\.com$/i;

/** Hosts that a text speaks of, as far as they are Genesys Cloud's or are meant to be. */
export function hostsOf(text: string, catalogue: Catalogue): readonly Host[] {
  const found = new Map<string, Host>();
  for (const match of text.matchAll(hostPattern)) {
    const name = (match[1] ?? match[2] ?? "").toLowerCase();
    const before = text.slice(Math.max(0, match.index - 2), match.index);
    if (before.endsWith("@")) continue;
    const host = hostOf(name, catalogue);
    if (host !== undefined && !found.has(name)) found.set(name, host);
  }
  return [...found.values()];
}

/** One host that was given by itself. Hosts that have nothing to do with Genesys Cloud give undefined unless `always` is set. */
export function hostOf(given: string, catalogue: Catalogue, always = false): Host | undefined {
  const name = given
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/[:/?].*$/, "");
  if (name === "") return undefined;
  const region = catalogue.regions.find((one) => name === one.domain || name.endsWith(`.${one.domain}`));
  if (region !== undefined) {
    const part = name === region.domain ? "other" : name.slice(0, -region.domain.length - 1);
    const known = name === region.domain || realParts.has(part);
    return {
      name,
      known,
      nearest: known ? [] : [region.api, region.login],
      region: region.region,
      part: part === "api" || part === "login" || part === "apps" ? part : "other",
    };
  }
  if (internalDomains.test(name)) return { name, known: false, nearest: ["api.mypurecloud.com"] };
  if (!looksLikeGenesys(name) && !always) return undefined;
  if (otherGenesys.test(name) && !/^(?:mypurecloud|[a-z0-9]+\.(?:us-gov-|eusc-)?pure)\./i.test(name))
    return { name, known: true, nearest: [] };
  return { name, known: false, nearest: nearestHosts(name, catalogue) };
}

function nearestHosts(name: string, catalogue: Catalogue): readonly string[] {
  const login = /login|auth|oauth|token/.test(name);
  const kind = (region: { readonly api: string; readonly login: string }): string => (login ? region.login : region.api);
  const wanted: string[] = [];
  const hint = (pattern: RegExp, regions: readonly string[]): void => {
    if (pattern.test(name)) for (const one of regions) wanted.push(one);
  };
  hint(/(?:^|[.-])(?:uk|gb|london|euw2|eu-west-2)(?:[.-]|$)/, ["eu-west-2"]);
  hint(/(?:^|[.-])(?:de|frankfurt|eu-central-1)(?:[.-]|$)/, ["eu-central-1"]);
  hint(/(?:^|[.-])(?:eu-gene|eu|ie|dublin|eu-west-1|eu1|emea)(?:[.-]|$)|^eu|eu-gene/, ["eu-west-1", "eu-central-1", "eu-west-2"]);
  hint(/(?:^|[.-])(?:au|sydney|apac|ap-southeast-2)(?:[.-]|$)/, ["ap-southeast-2"]);
  hint(/(?:^|[.-])(?:jp|tokyo|ap-northeast-1)(?:[.-]|$)/, ["ap-northeast-1"]);
  hint(/(?:^|[.-])(?:us-west-2|usw2|west)(?:[.-]|$)/, ["us-west-2"]);
  hint(/(?:^|[.-])(?:us|us1|use1|us-east-1|com|na)(?:[.-]|$)/, ["us-east-1", "us-west-2"]);
  for (const one of catalogue.nearestRegions(name.split(".").slice(1, -1).join("."), 2)) wanted.push(one);
  const regions = [...new Set(wanted)].flatMap((region) => catalogue.region(region) ?? []);
  const hosts = regions.map(kind);
  const byName = nearestNames(name, catalogue.regions.map(kind), 2);
  return [
    ...new Set([
      ...hosts,
      ...byName,
      ...(hosts.length === 0 && byName.length === 0 ? catalogue.regions.filter((one) => one.region === "us-east-1").map(kind) : []),
    ]),
  ].slice(0, 3);
}
