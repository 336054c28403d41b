import { distance } from "fastest-levenshtein";
import { type Catalogue, type Operation, describeOperation } from "../../catalogue";
import type { CallMention } from "./facts";

const methods = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS";
const pathCharacters = "(?:[A-Za-z0-9_{}$:%*.,@+~=;&?!'()\\/\\[\\]-]|<[A-Za-z][^<>/\\n]{0,40}>)";

/** `METHOD host/path`, in prose, logs, curl and data actions; the path must be one of an API. */
const methodAndPath = new RegExp(
  `\\b(${methods})\\b["'\`:,]*\\s+(?:request\\s+)?(?:(?:to|on|at|against|call to|for)\\s+)?(?:the\\s+)?["'\`(]*((?:https?|wss?):\\/\\/[^\\s\\/"'\`]+)?(\\/${pathCharacters}+)`,
  "g",
);
const lowerMethodAndPath = /\b(get|post|put|patch|delete)\s+(\/api\/v\d+\/[A-Za-z0-9_{}$<>:%*.,@+~=;&?!'()\/[\]-]+)/g;
const urlPath = new RegExp(`\\b((?:https?|wss?):\\/\\/[A-Za-z0-9.{}$<>_-]+(?::\\d+)?)(\\/${pathCharacters}*)`, "g");
const barePath = new RegExp(`(?<![\\w.:/-])\\/?(api\\/v\\d+\\/${pathCharacters}+)`, "g");
const versionPath = new RegExp(`(?<![\\w.:/-])(\\/v2\\/${pathCharacters}+)`, "g");
const hostAndPath = new RegExp(`(?<![\\w./:-])((?:api|login|apps)\\.[a-z0-9.-]+\\.[a-z]{2,})(?::\\d+)?(\\/${pathCharacters}+)`, "gi");
const sdkName =
  /(?:(?<![\w/.-])|(?<=\w\.)(?=[A-Z]\w*Api\.))(?:\w+(?:Api|_api|Client|api|api_instance|Instance|client)\s*(?:\.|->)\s*)?((?:get|post|put|patch|delete)(?:_[a-z0-9]+){1,14}|(?:[gG]et|[pP]ost|[pP]ut|[pP]atch|[dD]elete)[A-Z][A-Za-z0-9]{3,90})\b/g;
const sdkReceiver =
  /\w+(?:Api|_api|api_instance|apiInstance|ApiInstance)\s*(?:\.|->)\s*$|\bError calling $|\bException when calling \w+(?:Api)?(?:\.|->)$/;
const jsonMethod = /["']?(?:method|verb|httpMethod|requestType|request_type)["']?\s*[:=]\s*["']?(GET|POST|PUT|PATCH|DELETE)\b/gi;
const jsonPath =
  /["']?(?:path|url|uri|endpoint|requestUrlTemplate|request_url_template|requestUri)["']?\s*[:=]\s*["']((?:https?:\/\/[^\s/"']+)?\/[^\s"']+)["']/gi;
const curlMethod = /\bcurl\b[^\n]*?(?:-X|--request)\s*["']?(GET|POST|PUT|PATCH|DELETE)\b/i;

/** Paths that are nobody's API call: documentation, sources, files. */
const notACall =
  /^\/(?:articles|apidocs|forum|discussion|t|docs?|blob|tree|issues?|pull|MyPureCloud|wiki|home|usr|var|etc|tmp|opt|node_modules|src|dist|app|lib)\b|\.(?:js|ts|py|go|java|cs|html?|md|json|ya?ml|tf|png|jpe?g|css|txt|log)$/i;
const documentationHost =
  /^(?:developer|help|docs?|community|status|support|resources|www|registry|jwt|stackoverflow|github|gist|wiki|rcstaticdocs|prnt)\b|(?:github|stackoverflow|terraform|jwt|kinsta)\./i;

/** A call that Genesys' announcement on user management names, although the specification does not have it. */
export const announced = /^PUT \/api\/v2\/users\/[^/]+\/profile$/;

/** So many calls are looked at; a text with more of them is a list, not a case. */
const mostMentions = 500;

/** A call as it was found, before it is looked up. */
interface Raw {
  method: string | undefined;
  readonly path: string;
  readonly host: string | undefined;
  readonly at: number;
  readonly name?: string;
}

/** Every call that a text speaks of, looked up in the catalogue, each once, in the order of the text. */
export function callsOf(text: string, catalogue: Catalogue): readonly CallMention[] {
  const raws: Raw[] = [];
  const taken: [from: number, to: number][] = [];
  const free = (from: number, to: number): boolean => {
    if (taken.length > mostMentions) return false;
    if (taken.some(([start, end]) => from < end && to > start)) return false;
    taken.push([from, to]);
    return true;
  };
  const add = (method: string | undefined, host: string | undefined, path: string, at: number): void => {
    const bareHost = host
      ?.replace(/^[a-z]+:\/\//i, "")
      .replace(/:\d+$/, "")
      .toLowerCase();
    if (bareHost !== undefined && documentationHost.test(bareHost)) return;
    const clean = cleanPath(path);
    // `/api/v2/analytics/...` stands for some call, and the host of notifications has channels, not operations
    if (/(?:\.{3}|…)["'`)\]]*$/.test(path.replace(/[?#].*$/s, "")) || /^streaming\./.test(bareHost ?? "")) return;
    if (clean.length < 4 || (notACall.test(clean) && bareHost?.startsWith("api.") !== true)) return;
    raws.push({ method: method?.toUpperCase(), path: clean, host: bareHost, at });
  };

  for (const match of text.matchAll(methodAndPath)) {
    if (!free(match.index, match.index + match[0].length)) continue;
    add(match[1], match[2], match[3] ?? "", match.index);
  }
  for (const match of text.matchAll(lowerMethodAndPath)) {
    if (free(match.index, match.index + match[0].length)) add(match[1], undefined, match[2] ?? "", match.index);
  }
  for (const match of text.matchAll(jsonPath)) {
    if (!free(match.index, match.index + match[0].length)) continue;
    const value = /^(https?:\/\/[^/]+)?(\/.*)$/.exec(match[1] ?? "");
    const nearMethod = nearestMatch(text, jsonMethod, match.index, 160);
    add(nearMethod, value?.[1], value?.[2] ?? "", match.index);
  }
  for (const match of text.matchAll(urlPath)) {
    if (!free(match.index, match.index + match[0].length)) continue;
    const lineStart = text.lastIndexOf("\n", match.index) + 1;
    const before = text.slice(Math.max(lineStart - 200, 0), match.index + 1);
    const line = text.slice(lineStart, text.indexOf("\n", match.index) === -1 ? undefined : text.indexOf("\n", match.index));
    const method =
      curlMethod.exec(before.slice(-300))?.[1] ??
      curlMethod.exec(line)?.[1] ??
      curlImplies(line) ??
      /\brequests?\.(get|post|put|patch|delete)\s*\(\s*f?["']?$/i.exec(before)?.[1];
    add(method, match[1], match[2] ?? "", match.index);
  }
  for (const match of text.matchAll(hostAndPath)) {
    if (!free(match.index, match.index + match[0].length)) continue;
    add(undefined, match[1], match[2] ?? "", match.index);
  }
  for (const match of text.matchAll(barePath)) {
    if (!free(match.index, match.index + match[0].length)) continue;
    add(undefined, undefined, `/${match[1] ?? ""}`, match.index);
  }
  for (const match of text.matchAll(versionPath)) {
    if (!free(match.index, match.index + match[0].length)) continue;
    add(undefined, undefined, match[1] ?? "", match.index);
  }
  for (const match of text.matchAll(/(?<![\w/])\/?oauth2?\/(?:v\d\/)?(?:token|authorize)\b/gi)) {
    if (!free(match.index, match.index + match[0].length)) continue;
    add(undefined, undefined, match[0].startsWith("/") ? match[0] : `/${match[0]}`, match.index);
  }

  const mentions: (CallMention & { readonly at: number })[] = raws.flatMap((raw) => {
    const mention = lookUp(raw, catalogue);
    return mention === undefined ? [] : [{ ...mention, ...howItFares(text, raw.at), at: raw.at }];
  });
  for (const match of text.matchAll(sdkName)) {
    const name = match[1] ?? "";
    if (/^post_?token$/i.test(name)) {
      mentions.push({
        text: "POST /oauth/token",
        method: "POST",
        path: "/oauth/token",
        others: [],
        nearest: [],
        kind: "token",
        ...howItFares(text, match.index),
        at: match.index,
      });
      continue;
    }
    if (taken.some(([from, to]) => match.index >= from && match.index < to)) continue;
    const resolution = catalogue.resolve(name);
    if (resolution.known) {
      mentions.push({
        text: describeOperation(resolution.operation),
        method: resolution.operation.method,
        path: resolution.operation.path,
        operation: resolution.operation,
        others: [],
        nearest: [],
        kind: "operation",
        ...howItFares(text, match.index),
        at: match.index,
      });
    } else if (
      sdkReceiver.test(text.slice(Math.max(0, match.index - 40), match.index) + match[0].slice(0, match[0].length - name.length))
    ) {
      mentions.push({
        text: name,
        others: [],
        nearest: resolution.nearest,
        kind: "unknown",
        ...howItFares(text, match.index),
        at: match.index,
      });
    }
  }
  mentions.sort((a, b) => a.at - b.at);
  return merged(mentions.map(({ at: _at, ...mention }) => mention));
}

/** One call that was given by itself, such as by a flag. */
export function callOf(call: string, catalogue: Catalogue): CallMention {
  const found = callsOf(call, catalogue)[0];
  if (found !== undefined) return { ...found, works: false, fails: true };
  const withPrefix = new RegExp(`^(${methods})\\s+\\/?((?!api\\/).+)$`, "i").exec(call.trim());
  if (withPrefix !== null) {
    const mention = lookUp(
      { method: withPrefix[1]?.toUpperCase(), path: cleanPath(`/${withPrefix[2] ?? ""}`), host: undefined, at: 0 },
      catalogue,
      true,
    );
    if (mention !== undefined) return { ...mention, works: false, fails: true };
  }
  const resolution = catalogue.resolve(call);
  if (resolution.known) {
    return {
      text: describeOperation(resolution.operation),
      method: resolution.operation.method,
      path: resolution.operation.path,
      operation: resolution.operation,
      others: [],
      nearest: [],
      kind: "operation",
      works: false,
      fails: true,
    };
  }
  return {
    text: call.slice(0, 160),
    others: [],
    nearest: resolution.nearest,
    kind: "unknown",
    works: false,
    fails: true,
  };
}

function lookUp(raw: Raw, catalogue: Catalogue, certainlyGenesys = false): Omit<CallMention, "works" | "fails"> | undefined {
  const { method, path, host } = raw;
  const genesysHost = host !== undefined && looksLikeGenesys(host);
  const common = { ...(method === undefined ? {} : { method }), path, ...(host === undefined ? {} : { host }) };
  const shown = method === undefined ? path : `${method} ${path}`;
  if (/\/oauth2?\/(?:v\d\/)?token\/?$/i.test(path) && (host === undefined || genesysHost || isPlaceholder(host))) {
    return { ...common, text: shown, others: [], nearest: ["POST https://login.DOMAIN/oauth/token"], kind: "token" };
  }
  if (/\/oauth2?\/(?:v\d\/)?authorize\b/i.test(path)) return { ...common, text: shown, others: [], nearest: [], kind: "authorize" };
  const api = /^(?:\/[\w.-]+)*?(\/api\/v2\/.+)$/.exec(path)?.[1];
  if (api === undefined) {
    if (
      /^\/api\/(?:now|v1|x_)|^\/services\/(?:data|oauth2)|^\/rest\//.test(path) ||
      (host !== undefined && !genesysHost && !isPlaceholder(host))
    ) {
      return host !== undefined || /^\/api\/now|^\/services\//.test(path)
        ? { ...common, text: shown, others: [], nearest: [], kind: "foreign" }
        : undefined;
    }
    const version = /^\/(?:api\/)?v\d+\/(.+)$/.exec(path)?.[1];
    const rest = version ?? path.replace(/^\//, "");
    const assumed = `/api/v2/${rest}`;
    const found = method === undefined ? catalogue.at(assumed)[0] : catalogue.match(method, assumed)?.operation;
    if (found !== undefined && wordsInPlaceOfIds(found, assumed) === undefined) {
      if (version !== undefined || genesysHost) {
        return { ...common, text: shown, others: [], nearest: [describeOperation(found)], kind: "unknown" };
      }
      return known(common, method, assumed, found, catalogue);
    }
    if (version === undefined && !genesysHost && !certainlyGenesys) return undefined;
    return {
      ...common,
      text: shown,
      others: [],
      nearest: nearestOf(method, assumed, catalogue),
      kind: "unknown",
    };
  }
  if (
    host !== undefined &&
    !genesysHost &&
    !isPlaceholder(host) &&
    !/^(?:localhost|127\.|10\.|192\.168\.|\[?::1)/.test(host) &&
    catalogue.at(api).length === 0
  ) {
    return { ...common, text: shown, others: [], nearest: [], kind: "foreign" };
  }
  if (announced.test(`${method ?? ""} ${api}`))
    return { ...common, text: `${method ?? ""} ${api}`, others: [], nearest: [], kind: "operation" };
  const found = method === undefined ? undefined : catalogue.match(method, api)?.operation;
  if (found !== undefined) return known(common, method, api, found, catalogue);
  const others = catalogue.at(api);
  const first = others[0];
  if (first !== undefined && wordsInPlaceOfIds(first, api) === undefined) {
    if (method === undefined) {
      const read = others.find((operation) => operation.method === "GET") ?? first;
      return {
        ...common,
        path: api,
        text: others.length === 1 ? describeOperation(read) : api,
        operation: read,
        others,
        nearest: [],
        kind: "operation",
      };
    }
    return { ...common, path: api, text: `${method} ${api}`, others, nearest: others.map(describeOperation).sort(), kind: "unknown" };
  }
  return unknown(common, method, api, catalogue);
}

function known(
  common: object,
  method: string | undefined,
  path: string,
  operation: Operation,
  catalogue: Catalogue,
): Omit<CallMention, "works" | "fails"> {
  const word = wordsInPlaceOfIds(operation, path);
  if (word !== undefined) return unknown(common, method, path, catalogue);
  return {
    ...common,
    text: describeOperation(operation),
    method: operation.method,
    path: operation.path,
    operation,
    others: [],
    nearest: [],
    kind: "operation",
  };
}

function unknown(common: object, method: string | undefined, path: string, catalogue: Catalogue): Omit<CallMention, "works" | "fails"> {
  const shown = method === undefined ? path : `${method} ${path}`;
  return {
    ...common,
    path,
    text: shown,
    others: [],
    nearest: nearestOf(method, path, catalogue),
    kind: "unknown",
  };
}

function nearestOf(method: string | undefined, path: string, catalogue: Catalogue): readonly string[] {
  const first = catalogue.resolve(method === undefined ? path : `${method} ${path}`);
  if (!first.known && !first.nearest.every((near) => catalogue.at(path).some((operation) => describeOperation(operation) === near)))
    return first.nearest;
  // a word in the place of an id makes the resolver see the object behind it; more segments make it look at the words
  const resolution = catalogue.resolve(`${method ?? "GET"} /api/v2/-/-/-/-/-/-/-/-/${path.replace(/^\/api\/v2\//, "")}`);
  return resolution.known ? [] : resolution.nearest;
}

/** Ids that are words: types of integrations, sources of presence, scopes, licences. */
const idsThatAreWords: ReadonlySet<string> = new Set(["{typeId}", "{sourceId}", "{scopeId}", "{licenseId}", "{languageId}", "{featureId}"]);

/** A plain word where the template has an id: `/api/v2/users/list` is not a user whose id is `list`. */
function wordsInPlaceOfIds(operation: Operation, path: string): string | undefined {
  const given = path.split("/");
  return operation.path.split("/").flatMap((template, index) => {
    const value = given[index] ?? "";
    return /^\{\w*[iI]d\}$/.test(template) &&
      !idsThatAreWords.has(template) &&
      /^[a-z]{2,}(?:[_-][a-z]+)*$/.test(value) &&
      !/(?:^|[_-])(?:u?u?id|guid|xxx+|abc|test|example|sample|redacted|some|my|your)\b/.test(value) &&
      !/id$/.test(value)
      ? [value]
      : [];
  })[0];
}

function cleanPath(path: string): string {
  return path
    .replace(/[?#].*$/s, "")
    .replace(/\$\{[^}]*\}/g, "{id}")
    .replace(/\{\{[^}]*\}\}/g, "{id}")
    .replace(/<[^<>/]*>/g, "{id}")
    .replace(/<[^/]*$/, "")
    .replace(/:([A-Za-z]\w*)/g, "{$1}")
    .replace(/%[0-9a-f]{2}/gi, "x")
    .replace(/["'`,;:!)\]*.…]+$/g, "")
    .replace(/\[[^\]/]*\]/g, "{id}")
    .replace(/\/+$/, "");
}

function howItFares(text: string, at: number): { readonly works: boolean; readonly fails: boolean } {
  const from = Math.max(text.lastIndexOf("\n", at), lastStop(text, at));
  const lineEnd = text.indexOf("\n", at);
  const stop = /[.!?;]\s|[,;]?\s(?:but|however|whereas|while|although|though|yet)\s/i.exec(text.slice(at, at + 300));
  const to = Math.min(lineEnd === -1 ? text.length : lineEnd, stop === null ? at + 300 : at + stop.index);
  const sentence = text.slice(from + 1, to);
  const bad =
    /\b(?:40\d|429|50[0-3])\b|forbidden|denied|refus|reject|fail|unauthori|error|not (?:allowed|authori)|\b(?:app\.not|missing|not\.a|not|bad|invalid|authz|feature)[._][a-z]|check\.failed/i.test(
      sentence,
    );
  const good = /\bworks?\b|\bworked\b|succe(?:ed|ss)|\b20[0-2]\b|\bfine\b|without (?:any )?(?:issue|problem|error)s?/i.test(sentence);
  return { works: good && !bad, fails: bad && !good };
}

function lastStop(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - 300), at);
  const index = Math.max(
    ...[...before.matchAll(/[.!?;] |\s(?:but|however|whereas|while|although|though|yet)\s/gi)].map((match) => match.index),
    -1,
  );
  return index === -1 ? -1 : Math.max(0, at - 300) + index;
}

function merged(mentions: readonly CallMention[]): readonly CallMention[] {
  const byText = new Map<string, CallMention>();
  for (const mention of mentions) {
    const key =
      mention.kind === "token"
        ? `${mention.host ?? ""}${mention.path ?? ""}`
        : mention.operation !== undefined
          ? describeOperation(mention.operation)
          : mention.text;
    const other = byText.get(key);
    byText.set(
      key,
      other === undefined
        ? mention
        : {
            ...other,
            ...(other.host === undefined && mention.host !== undefined ? { host: mention.host } : {}),
            works: other.works || mention.works,
            fails: other.fails || mention.fails,
          },
    );
  }
  // a path that was named with its method elsewhere is not named twice
  const result = [...byText.values()];
  return result.filter(
    (mention) =>
      !(
        mention.method === undefined &&
        mention.path !== undefined &&
        result.some(
          (other) => other !== mention && other.method !== undefined && other.path === mention.path && other.kind === mention.kind,
        )
      ),
  );
}

function nearestMatch(text: string, pattern: RegExp, at: number, reach: number): string | undefined {
  const from = Math.max(0, at - reach);
  const part = text.slice(from, at + reach);
  let best: string | undefined;
  let bestDistance = reach;
  for (const match of part.matchAll(pattern)) {
    const away = Math.abs(from + match.index - at);
    if (away < bestDistance) {
      bestDistance = away;
      best = match[1];
    }
  }
  return best;
}

function curlImplies(line: string): string | undefined {
  if (!/\bcurl\b/.test(line)) return undefined;
  return /\s(?:-d|--data\S*|-F|--form)\b/.test(line) ? "POST" : "GET";
}

/** Whether a host is, or is meant to be, one of Genesys Cloud's: its domain says so, not the name of a proxy before it. */
export function looksLikeGenesys(host: string): boolean {
  const labels = host.replace(/:\d+$/, "").split(".");
  const domain = labels.slice(/^(?:com|co|org|net)$/i.test(labels.at(-2) ?? "") ? -3 : -2).join(".");
  return (
    /genesys|purecloud|pure\.cloud|eu-gene|^inin|cxone|nice-?incontact/i.test(domain) ||
    distance(domain.split(".")[0]?.toLowerCase() ?? "", "mypurecloud") <= 2
  );
}

function isPlaceholder(host: string): boolean {
  return (
    /[{}$<>]/.test(host) ||
    /^(?:api|login|host|domain|base_?url|environment|region|example)(?:\.(?:domain|region|environment|example)\S*)?$/i.test(host) ||
    /^(?:localhost|127\.)/.test(host)
  );
}
