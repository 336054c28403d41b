import { isKnownCode } from "../../causes/codes";
import type { Catalogue } from "../../catalogue";
import type { BodyShape, Facts } from "./facts";

type Codes = Facts["codes"];

const tellingStatuses = [200, 201, 202, 204, 302, 400, 401, 403, 404, 405, 407, 409, 415, 422, 429, 500, 501, 502, 503, 504];

const structuredStatus: readonly RegExp[] = [
  /\bHTTP\/[\d.]+["']?\s+(\d{3})\b/g,
  /["']?\b(?:status|statusCode|status_code|httpStatus|http_status|responseCode|response_code)\b["']?\s*[:=]\s*["']?(\d{3})\b/gi,
  /\b(?:API|Auth) Error:\s*(\d{3})\b/g,
  /\((\d{3})\)\s*Reason:/g,
  /\bstatus(?: code)?[: ]+(\d{3})\b/gi,
  /"\s(\d{3})\s(?:\d+|-)(?:\s|$)/g,
  /\bApiException\b[^\n]{0,40}?\b(\d{3})\b/g,
];
const saidStatus = /(?<![\w.:/#-])(\d{3})s?(?![\w/-]|\.\d|:\d)/g;

/** Statuses that are shown as an answer's, and those that prose speaks of, each once and failing ones first. */
export function statusesOf(text: string): { readonly shown: readonly number[]; readonly said: readonly number[] } {
  const shown = new Set<number>();
  for (const pattern of structuredStatus) for (const match of text.matchAll(pattern)) addStatus(shown, match[1]);
  const said = new Set<number>();
  for (const match of text.matchAll(saidStatus)) {
    const value = Number(match[1]);
    if (value >= 400) addStatus(said, match[1]);
    else if (
      /^(?:\s*(?:ok|created|accepted)\b)/i.test(text.slice(match.index + 3, match.index + 16)) ||
      /(?:\b(?:a|an|returns?|returned|answers?|http|status|gets?|gives?)\s+)$/i.test(text.slice(Math.max(0, match.index - 12), match.index))
    ) {
      addStatus(said, match[1]);
    }
  }
  const failingFirst = (a: number, b: number): number => Number(b >= 400) - Number(a >= 400);
  return { shown: [...shown].sort(failingFirst), said: [...said].filter((status) => !shown.has(status)).sort(failingFirst) };
}

function addStatus(statuses: Set<number>, digits: string | undefined): void {
  const value = Number(digits);
  if (tellingStatuses.includes(value)) statuses.add(value);
}

const codeField = /["']?(?<![\w-])(code|error|errorCode|error_code|error_type|reason)["']?\s*[:=]\s*["'`]([A-Za-z][\w.-]{2,80})["'`]/g;
const messageField =
  /["']?(?<![\w-])(message|error_description|description|errorMessage|detail|msg|title|faultstring)["']?\s*[:=]\s*(?:"((?:[^"\\\n]|\\.){1,600})"|'((?:[^'\\\n]|\\.){1,600})'|`([^`]{1,600})`)/gi;
const dottedWord = /(?<![\w@/-])[a-z][a-z0-9]*(?:\.[a-z0-9]+){1,8}(?![\w/@(-])/g;
const namedCode =
  /["'`]((?:[a-z]+_){1,4}[a-z]+|forbidden|unauthorized)["'`]|\b(invalid_client|invalid_grant|invalid_request|invalid_scope|unauthorized_client|unsupported_grant_type|access_denied|insufficient_scope|redirect_uri_mismatch)\b/g;
const plainUseOfCode = new Set(["forbidden", "unauthorized", "access.denied"]);

/** Codes and messages of answers: those of Genesys Cloud, and those that it does not have. */
export function answersOf(text: string, catalogue: Catalogue): Pick<Facts, "codes" | "foreignCodes" | "messages" | "foreignMessages"> {
  const messages: string[] = [];
  for (const match of text.matchAll(messageField)) {
    const value = (match[2] ?? match[3] ?? match[4] ?? "").trim();
    if (value.length > 2 && !messages.includes(value)) messages.push(value);
  }
  const description = messages.join("\n");
  const spoken = [...text.matchAll(/["']([A-Z][^"'\n{}<>]{9,140})["']|\b((?:Permission|Access) denied:[^,."'\n]{5,90})/g)]
    .map((match) => (match[1] ?? match[2] ?? "").trim())
    .filter((one) => /\s/.test(one) && !messages.includes(one));
  const codes: Codes[number][] = [];
  const foreignCodes: string[] = [];
  const addCode = (code: string, from: "code" | "message", message = description === "" ? text : description): void => {
    if (!codes.some((other) => other.code === code)) codes.push({ code, message, from });
  };
  for (const match of text.matchAll(codeField)) {
    const value = match[2] ?? "";
    const code = isKnownCode(value) ? value : value.toLowerCase();
    if (isKnownCode(code) && code === value) addCode(code, "code");
    else if (isCodeLike(value) && !aboutTheObject.test(value) && !foreignCodes.includes(value)) foreignCodes.push(value);
  }
  for (const match of text.matchAll(dottedWord)) if (isKnownCode(match[0]) && !/^v2\./.test(match[0])) addCode(match[0], "code");
  for (const match of text.matchAll(namedCode)) {
    const value = match[1] ?? match[2] ?? "";
    if (isKnownCode(value) && !plainUseOfCode.has(value)) addCode(value, "code");
    else if (value === "insufficient_scope" && !foreignCodes.includes(value)) foreignCodes.push(value);
  }
  for (const found of codesOfMessages(text, catalogue)) {
    // a code that says nothing, such as bad.request, does not silence a message that says why
    if (!codes.some((other) => other.from === "code" && !vagueCodes.has(other.code))) addCode(found.code, "message", found.message);
  }
  // the API words its messages anew now and then; beside a code of its own a new wording is not invented
  const told = codes.some((code) => code.from === "code" && !vagueCodes.has(code.code));
  const foreignMessages = (told ? [] : [...messages, ...spoken.filter((one) => refusalPhrase.test(one))]).filter(
    (message) => looksLikeRefusal(message) && !isTemplate(message, catalogue),
  );
  return { codes: preferTelling(codes), foreignCodes, messages, foreignMessages };
}

/** Codes that say that, not why. */
export const vagueCodes: ReadonlySet<string> = new Set([
  "not.authorized",
  "forbidden",
  "not.found",
  "bad.request",
  "access.denied",
  "unauthorized",
  "general.forbidden",
  "general.access.denied",
  "access_denied",
]);

/** A code that says why goes before one that does not. */
function preferTelling(codes: readonly Codes[number][]): Codes {
  return [...codes].sort((a, b) => Number(vagueCodes.has(a.code)) - Number(vagueCodes.has(b.code)));
}

/** Codes that are not about access; the catalogue does not have them all. */
const aboutTheObject = /(?:^|\.)(?:not\.found|not\.archivable|invalid|required|exists|conflict|exceeded|timeout|unavailable)$/i;

function isCodeLike(value: string): boolean {
  return (
    /^(?:[a-z]+[._-])+[a-z]+$/i.test(value) ||
    /^(?:forbidden|unauthorized|accessdenied|access denied|badrequest|permission_?denied|insufficient\w*)$/i.test(value)
  );
}

/** A quoted sentence counts as an answer's message only when it refuses. */
const refusalPhrase =
  /\b(?:denied|forbidden|insufficient|not (?:allowed|authori[sz]ed|permitted)|unauthori[sz]ed|lacks? (?:the )?(?:required|necessary)|missing required)\b/i;

function looksLikeRefusal(message: string): boolean {
  return /denied|forbidden|permission|not (?:allowed|authori[sz]ed)|unauthori[sz]ed|insufficient|scope|access|credential|refus|reject|invalid (?:jwt|token)/i.test(
    message,
  );
}

/** Phrases of the API's own texts, and the code that goes with them; the more telling first. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/in at least one of the following division\(s\)/i, "missing.any.division.permissions"],
  [/(?:are )?missing the following permission\(?s?\)?:?\s*['"[(]?[^\n]{0,90}?in the provided division/i, "missing.division.permission"],
  [/must have at least one of\s+the\s+following\s+permission/i, "missing.any.permissions"],
  [/are missing\s+the\s+following\s+permission\(?s?\)?/i, "missing.permissions"],
  [/app not authorized to use scope/i, "app.not.authorized.for.scope"],
  [/requires a user context|client credentials cannot be used for requests/i, "not.a.user"],
  [/requires a non-user context|user token cannot be used for requests/i, "not.a.client"],
  [/security policies have denied access/i, "authz.policy.denied"],
  [/originating from this ip address are not authorized/i, "ip.not.authorized"],
  [/no authentication bearer token specified/i, "authentication.required"],
  [/supplied credentials are expired/i, "credentials.expired"],
  [/rate limit exceeded the maximum/i, "too.many.requests"],
  [/client roles and divisions are missing/i, "missing.client.roles"],
  [/client scope is missing/i, "missing.client.scope"],
  [/client has invalid scope/i, "auth.invalid.scope"],
  [/client role is invalid|does not have all the roles assigned to this client/i, "bad.client.role"],
  [/only (?:the )?user (?:that|who) (?:initiated|started|created) (?:the|this) job/i, "batch.download.permission.denied"],
  [/agent does not have required permission/i, "agent.permission.denied"],
  [/group members were not found/i, "general.resource.not.found"],
  [/feature toggle is not enabled for the organization/i, "feature.toggle.disabled"],
  [
    /failed to verify recording view permission|recording:recording:view permission is required/i,
    "recording.recording.view.permission.check.failed",
  ],
  [/recording segment view permission/i, "recording.recordingsegment.view.permission.check.failed"],
  [/invalid login credentials/i, "bad.credentials"],
  [/permission is forbidden on domain/i, "missing.permission"],
  [/don'?t have permissions? to (?:the )?division|have required permissions to the division/i, "missing.division.permissions"],
  [/\bauthentication failed\b[^\n]{0,40}\)|invalid_client[^\n]{0,20}authentication failed/i, "invalid_client"],
  [/(?:description|invalid_client)[^\n]{0,30}client not found|\bclient not found\b(?![^\n]{0,20}in (?:the )?list)/im, "invalid_client"],
  [/you are not authorized to perform the requested action/i, "not.authorized"],
  [/rate limit exceeded;/i, "invalid_request"],
  [/\bunsupported[ _]grant[ _]type\b/i, "unsupported_grant_type"],
];

/** Codes that follow from a message alone. */
function codesOfMessages(text: string, catalogue: Catalogue): readonly { readonly code: string; readonly message: string }[] {
  const lower = text.toLowerCase();
  const found: { code: string; message: string }[] = [];
  let rest = text;
  for (const [pattern, code] of phrases) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    found.push({ code, message: text });
    if (found.length > 3) break;
    // "missing the following permission ... in the provided division" is one message, not two
    const from = code === "missing.any.division.permissions" ? sentenceStart(rest, match.index) : match.index;
    rest = rest.slice(0, from) + " ".repeat(match.index + match[0].length - from) + rest.slice(match.index + match[0].length);
  }
  if (found.some((entry) => entry.code !== "not.authorized")) return found.filter((entry) => entry.code !== "not.authorized");
  for (const template of catalogue.refusals) {
    if (template.everywhere === true || !isKnownCode(template.code)) continue;
    for (const message of template.messages) {
      const literal = message.split("%s")[0]?.trim().toLowerCase().replace(/\.$/, "") ?? "";
      if (literal.length >= 22 && sharedBy(catalogue, literal) === 1 && lower.includes(literal))
        found.push({ code: template.code, message });
    }
    if (found.length > 4) break;
  }
  return found;
}

/** Where the sentence, the line or the quoted text begins in which something stands. */
function sentenceStart(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - 300), at);
  return at - before.length + Math.max(before.lastIndexOf("\n"), before.lastIndexOf(". "), before.lastIndexOf('"')) + 1;
}

const sharing = new WeakMap<Catalogue, Map<string, number>>();

function sharedBy(catalogue: Catalogue, literal: string): number {
  let counts = sharing.get(catalogue);
  if (counts === undefined) {
    counts = new Map();
    for (const template of catalogue.refusals) {
      const own = new Set(template.messages.map((message) => message.split("%s")[0]?.trim().toLowerCase().replace(/\.$/, "") ?? ""));
      for (const key of own) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    sharing.set(catalogue, counts);
  }
  return counts.get(literal) ?? 0;
}

/** Wordings of the API that its specification no longer has. */
const formerWordings = /\baccess to \w+\b[^\n]{0,60}\bis forbidden\b|\bis forbidden on domain\b/i;

function isTemplate(message: string, catalogue: Catalogue): boolean {
  const lower = message.toLowerCase();
  if (formerWordings.test(message)) return true;
  if (phrases.some(([pattern]) => pattern.test(message))) return true;
  return catalogue.refusals.some((refusal) =>
    refusal.messages.some((template) => {
      const parts = template
        .toLowerCase()
        .split("%s")
        .map((part) => part.trim())
        .filter((part) => part.length > 4);
      return parts.length > 0 && parts.every((part) => lower.includes(part.replace(/\.$/, "")));
    }),
  );
}

/** Answers of others, by what is peculiar to them. `gateway`: something on the way; `third party`: another system that was called. */
const strangers: readonly {
  readonly pattern: RegExp;
  readonly vendor: string;
  readonly place: "gateway" | "third party" | "either";
  readonly kind: BodyShape["kind"];
}[] = [
  {
    pattern: /Received HTTP code 40[37] from proxy|CONNECT tunnel failed|response 40[37] from proxy|ERR_TUNNEL_CONNECTION_FAILED/i,
    vendor: "a forward proxy",
    place: "gateway",
    kind: "html",
  },
  {
    pattern: /X-Squid-Error|ERR_ACCESS_DENIED|\bsquid\/\d|Generated [^\n]*\(squid/i,
    vendor: "a Squid proxy",
    place: "gateway",
    kind: "html",
  },
  { pattern: /zscaler/i, vendor: "Zscaler", place: "gateway", kind: "html" },
  {
    pattern:
      /netskope|forcepoint|websense|blue ?coat|fortiguard|fortigate|fortinet|mcafee web gateway|palo alto networks|umbrella\.com|sophos|barracuda|web filter/i,
    vendor: "a web filter",
    place: "gateway",
    kind: "html",
  },
  {
    pattern: /The requested URL was rejected\. Please consult with your administrator|support ID is/i,
    vendor: "an F5 firewall",
    place: "gateway",
    kind: "html",
  },
  { pattern: /Incapsula|Imperva/i, vendor: "Imperva", place: "gateway", kind: "html" },
  { pattern: /RBAC: access denied|server:\s*(?:istio-)?envoy/i, vendor: "Envoy", place: "gateway", kind: "foreign" },
  {
    pattern: /You cannot consume this service|server:\s*kong|"message"\s*:\s*"(?:No API key found|Invalid authentication credentials)/i,
    vendor: "a Kong gateway",
    place: "gateway",
    kind: "foreign",
  },
  { pattern: /"faultstring"|policies\.ratelimit|apigee/i, vendor: "an Apigee gateway", place: "gateway", kind: "foreign" },
  { pattern: /missing subscription key|Ocp-Apim|Azure API Management/i, vendor: "Azure API Management", place: "gateway", kind: "foreign" },
  { pattern: /<center>\s*nginx|server:\s*nginx(?:\/[\d.]+)?|openresty/i, vendor: "nginx", place: "gateway", kind: "html" },
  {
    pattern: /cf-ray|Attention Required! \| Cloudflare|Sorry, you have been blocked|cloudflare/i,
    vendor: "Cloudflare",
    place: "gateway",
    kind: "html",
  },
  { pattern: /edgesuite\.net|Reference\s*(?:#|&#35;)\d+\.[0-9a-f]+/i, vendor: "Akamai", place: "gateway", kind: "html" },
  {
    pattern:
      /<Code>(?:AccessDenied|SignatureDoesNotMatch|ExpiredToken|InvalidAccessKeyId|RequestTimeTooSkewed)|Request has expired<|<Error>\s*<Code>/i,
    vendor: "Amazon S3",
    place: "third party",
    kind: "xml",
  },
  {
    pattern: /MissingKey|Missing Key-Pair-Id|<Message>Access denied<\/Message>/i,
    vendor: "Amazon CloudFront (signed URL)",
    place: "third party",
    kind: "xml",
  },
  { pattern: /The request could not be satisfied|Generated by cloudfront/i, vendor: "Amazon CloudFront", place: "either", kind: "html" },
  {
    pattern: /is not authorized to perform:\s*(?:lambda|sts|s3|execute-api|kms|secretsmanager)|AccessDeniedException|arn:aws:/i,
    vendor: "AWS",
    place: "third party",
    kind: "foreign",
  },
  {
    pattern:
      /x-amzn-errortype|MissingAuthenticationTokenException|"message"\s*:\s*"(?:Missing Authentication Token|Forbidden)"\s*\}|execute-api\.[a-z0-9-]+\.amazonaws/i,
    vendor: "an Amazon API gateway",
    place: "either",
    kind: "foreign",
  },
  {
    pattern:
      /User Not Authorized[\s\S]{0,200}"status"\s*:\s*"failure"|"status"\s*:\s*"failure"|service-now\.com|Failed API level ACL Validation|ACL (?:Exception|Validation)/i,
    vendor: "ServiceNow",
    place: "third party",
    kind: "foreign",
  },
  {
    pattern:
      /"errorCode"\s*:\s*"(?:INSUFFICIENT_ACCESS\w*|INVALID_SESSION_ID|REQUEST_LIMIT_EXCEEDED|API_DISABLED\w*)"|salesforce\.com\/services/i,
    vendor: "Salesforce",
    place: "third party",
    kind: "foreign",
  },
  { pattern: /Authorization_RequestDenied|graph\.microsoft\.com|AADSTS\d+/i, vendor: "Microsoft", place: "third party", kind: "foreign" },
  {
    pattern: /"status"\s*:\s*"PERMISSION_DENIED"|googleapis\.com|cloudfunctions\.functions/i,
    vendor: "Google Cloud",
    place: "third party",
    kind: "foreign",
  },
  { pattern: /zendesk\.com\/api|"error"\s*:\s*\{\s*"title"\s*:\s*"Forbidden"/i, vendor: "Zendesk", place: "third party", kind: "foreign" },
  { pattern: /OAuthException|graph\.facebook\.com/i, vendor: "Meta", place: "third party", kind: "foreign" },
];

/** Whose form an answer's body has. */
export function bodyOf(text: string, codes: Codes, foreignCodes: readonly string[], shownStatuses: readonly number[]): BodyShape {
  const genesys =
    codes.some((code) => code.from === "code" && code.code.includes(".")) ||
    /["']?contextId["']?\s*[:=]/.test(text) ||
    /["']?messageParams["']?\s*[:=]/.test(text);
  for (const stranger of strangers) {
    if (!stranger.pattern.test(text)) continue;
    if (genesys && stranger.place !== "third party") continue;
    if (genesys && /nginx|cloudflare|cloudfront/i.test(stranger.vendor)) continue;
    return { kind: stranger.kind, vendor: stranger.vendor, place: stranger.place };
  }
  if (genesys) return { kind: "genesys" };
  if (codes.some((code) => code.from === "code" && code.code.includes("_"))) return { kind: "oauth" };
  if (/<!doctype html|<html\b|<title>\s*(?:40\d|access denied|forbidden)/i.test(text)) return { kind: "html" };
  if (/<\?xml|<Error>/i.test(text)) return { kind: "xml" };
  if (/content-length:\s*0\b|\b(?:empty|no) (?:response )?body\b|body is empty/i.test(text)) return { kind: "empty" };
  if (foreignCodes.length > 0 || /\{\s*"?errors?"?\s*:\s*[[{]/.test(text)) return { kind: "foreign" };
  if (codes.some((code) => code.from === "message")) return { kind: "genesys" };
  if (shownStatuses.length > 0 && /\{[^{}]*["']message["']\s*:/.test(text)) return { kind: "foreign" };
  return { kind: "unknown" };
}
