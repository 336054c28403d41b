import { nearestNames } from "../../catalogue";
import type { Mention } from "./facts";

/** All header parameters of the specification. */
export const headersOfTheApi: readonly string[] = [
  "Accept-Language",
  "Authorization",
  "Idempotency-Key",
  "If-Match",
  "If-None-Match",
  "X-Journey-Session-Id",
  "X-Journey-Session-Type",
];

/** Headers of HTTP itself, of browsers, tracing and Genesys' own clients, which mean what they always mean. */
const ordinary =
  /^(?:accept|accept-(?:charset|encoding|language|ranges)|access-control-[\w-]+|age|allow|alt-svc|authorization|cache-control|connection|content-[\w-]+|cookie|date|etag|expect|expires|forwarded|from|host|if-[\w-]+|idempotency-key|keep-alive|last-modified|link|location|max-forwards|origin|pragma|prefer|proxy-[\w-]+|range|referer|referrer-policy|retry-after|sec-[\w-]+|server|set-cookie|strict-transport-security|te|trailer|transfer-encoding|tf-correlation-id|upgrade[\w-]*|user-agent|vary|via|warning|www-authenticate|inin-[\w-]+|purecloud-sdk|traceparent|tracestate|x-request-id|x-correlation-id|x-forwarded-[\w-]+|x-requested-with|x-frame-options|x-content-type-options|x-xss-protection|x-powered-by|x-served-by|x-cache[\w-]*|x-amz[\w-]*|x-amzn[\w-]*|x-envoy[\w-]*|x-real-ip|x-http-method-override|x-ratelimit-[\w-]+|x-goog-[\w-]+|x-azure-[\w-]+|x-ms-[\w-]+|x-squid-error|x-zscaler[\w-]*|x-journey-session-(?:id|type)|x-apple[\w-]*|x-github[\w-]*|x-hub[\w-]*|cf-[\w-]+|true-client-ip|dnt|priority|ocp-apim[\w-]*|x-api-key|postman-token|nel|report-to)$/i;

const meaning =
  /org|tenant|division|app(?:lication)?(?:$|-)|account|gcc|genesys|purecloud|^x-gc|imperson|on-behalf|context|customer|region|environment|client|scope|role|permission|partner|site|user|group|gateway/i;

/** `send X-Name: value`, as prose has it. */
const headerInProse =
  /\b(?:send|sending|sent|set|setting|pass|passing|add|adding|use|using|include|including|with|put)\s+(?:the |a |an )?["'`]?([A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+)["'`]?\s*[:=]\s?["'`]?[\w<{]/g;

/** Headers that a request is said to carry, checked. Headers of an answer are not among them. */
export function headersOf(text: string): readonly Mention[] {
  const found = new Map<string, string>();
  const add = (name: string, evenIfPlain = false): void => {
    const clean = name
      .trim()
      .replace(/[:"'`]+$/g, "")
      .replace(/(?<=[iI]d)header$/i, "");
    if (!/^[A-Za-z][A-Za-z0-9_-]{2,60}$/.test(clean) || ordinary.test(clean)) return;
    if (!evenIfPlain && !/^x[-_]/i.test(clean) && !/id$/i.test(clean)) return;
    const key = clean.toLowerCase();
    if (!found.has(key)) found.set(key, clean);
  };
  // answers' header lines of curl -v, and header maps of SDK exceptions, are the server's
  const asked = text
    .replace(/^< .*$/gm, "")
    .replace(/HTTPHeaderDict\(\{[\s\S]{0,4000}?\}\)/g, "")
    .replace(/\bheaders: \{[\s\S]{0,3000}?\n? *\},/g, (block) => (/inin-correlation-id|content-length/i.test(block) ? "" : block));
  for (const match of asked.matchAll(/(?:-H|--header)\s*["']?([A-Za-z][\w-]{2,60})\s*:/g))
    add(match[1] ?? "", meaning.test(match[1] ?? ""));
  for (const match of asked.matchAll(/^>\s*([A-Za-z][\w-]{2,60}):/gm))
    if (/^x[-_]/i.test(match[1] ?? "") && meaning.test(match[1] ?? "")) add(match[1] ?? "");
  for (const match of asked.matchAll(/(?<![\w-])(x-[a-z0-9]+(?:-[a-z0-9]+)*)(?![\w/])/gi))
    if (meaning.test(match[1] ?? "")) add(match[1] ?? "");
  for (const match of asked.matchAll(/["'`]?\b([A-Za-z][A-Za-z_-]{0,40}[iI][dD])\b["'`]?\s+(?:request\s+)?headers?\b/g))
    if (meaning.test(match[1] ?? "")) add(match[1] ?? "", true);
  for (const match of asked.matchAll(/\bheaders?\s+(?:named|called|of)?\s*["'`]([A-Za-z][\w-]{3,60})["'`]/g))
    if (meaning.test(match[1] ?? "")) add(match[1] ?? "", true);
  for (const match of asked.matchAll(/\bheaders?\b[^\n"'`]{0,14}["'`]([A-Za-z][\w-]{2,60})\s*:\s/g))
    if (meaning.test(match[1] ?? "")) add(match[1] ?? "", true);
  if (/\bheaders?\b/i.test(asked))
    for (const match of asked.matchAll(headerInProse))
      if (meaning.test(match[1] ?? "")) add(match[1] ?? "", true);
  for (const name of besideAuthorization(asked)) if (meaning.test(name)) add(name, true);
  for (const match of asked.matchAll(
    /\b(?:the\s+)?(?:correct\s+)?["'`]?(organi[sz]ation_?[iI]d|org_?[iI]d|tenant_?[iI]d)["'`]?\s+(?:is\s+)?(?:in|as)\s+(?:the|a)\s+(?:request\s+)?header/g,
  ))
    add(match[1] ?? "", true);
  return [...found.values()].map((name) => ({ name, known: false, nearest: nearestHeaders(name) }));
}

/** Names in the lines, or in the object, in which a request's Authorization stands. */
function besideAuthorization(text: string): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?:^[ \t>]*[A-Za-z][\w-]{1,60}:[ \t]*\S[^\n]*\n?){2,30}/gm))
    if (/^[ \t>]*authorization:/im.test(match[0]))
      for (const line of match[0].matchAll(/^[ \t>]*([A-Za-z][\w-]{2,60}):/gm)) found.push(line[1] ?? "");
  for (const match of text.matchAll(/["']?\bauthorization\b["']?\s*:/gi)) {
    const open = text.lastIndexOf("{", match.index);
    if (open === -1 || match.index - open > 600) continue;
    const rest = text.slice(match.index, match.index + 600);
    const close = rest.search(/["'`\w]\s*,?\s*\}(?=\s*(?:[),;}\n]|$))/);
    if (close === -1) continue;
    for (const key of `${text.slice(open, match.index)}${rest.slice(0, close)}`.matchAll(/["']([A-Za-z][\w-]{2,60})["']\s*:/g))
      found.push(key[1] ?? "");
  }
  return found;
}

/** A header that was given by itself, such as by a flag. */
export function headerOf(text: string): Mention | undefined {
  const name = (text.split(":")[0] ?? "").trim();
  if (name === "") return undefined;
  const known = ordinary.test(name);
  return { name, known, nearest: known ? [] : nearestHeaders(name) };
}

function nearestHeaders(name: string): readonly string[] {
  const near = nearestNames(name, headersOfTheApi, 2).filter((header) => header !== "Authorization");
  return /org|tenant|division|imperson|context|customer|partner|app|gcc|genesys|account/i.test(name)
    ? ["Authorization"]
    : near.length > 0
      ? near
      : ["Authorization"];
}
