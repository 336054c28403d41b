/** What stands where a secret stood. */
export const removed = "[removed]";

/** A text without its secrets, and what kinds of secrets it had. */
export interface Redacted {
  readonly text: string;
  /** Kinds of secrets that were found, sorted: for the warning that they should be replaced. */
  readonly kinds: readonly string[];
}

type Rule = { readonly kind: string; readonly pattern: RegExp; readonly replace: (match: string, ...groups: string[]) => string };

const secretName =
  "client[ _-]?secret|secret[ _-]?key|api[ _-]?key|access[ _-]?token|refresh[ _-]?token|id[ _-]?token|auth[ _-]?token|bearer[ _-]?token|session[ _-]?token|password|passwd|pwd|assertion|code[ _-]?verifier|private[ _-]?key|secret";

/** Words that stand where a secret would and are none. */
const placeholder =
  /^(?:\[removed\]|<[^>]*>|\{\{?[^}]*\}?\}|\$\{?\w+\}?|%\w+%|\*+|x{3,}|\.{2,}|…|your[\w-]*|my[\w-]*|client_?secret|secret|token|null|none|undefined|true|false|is|was|and|are|in|of|the|to|from|for|with|that|which|has|not|or|but|as|it|required|missing|invalid|wrong|expired|correct|valid)$/i;

const rules: readonly Rule[] = [
  {
    kind: "private key",
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    replace: () => removed,
  },
  { kind: "JSON web token", pattern: /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, replace: () => removed },
  {
    kind: "signed URL",
    pattern: /\?[^\s"'<>`|]*(?:X-Amz-[A-Za-z-]+|Signature|sig|Key-Pair-Id|Policy|AWSAccessKeyId|GoogleAccessId|se)=[^\s"'<>`|]*/g,
    replace: (match) => `?${signatureNames(match)}${removed}`,
  },
  {
    kind: "authorization header",
    pattern: /(\bauthorization["']?\s*(?:[:=]|=>)\s*["'`]?)((?:bearer|basic|token|digest|negotiate|oauth)\s+)?([^\s"'`,;}\])<]+)/gi,
    replace: (match, before, scheme = "", value) =>
      keepsAuthorization(value) || isAuthorizationName(match) ? match : `${before}${scheme}${removed}`,
  },
  {
    kind: "authorization header",
    pattern: /\b(bearer|basic)(\s+)([A-Za-z0-9+/_=.~-]{12,})/gi,
    replace: (match, scheme, space, value) => (placeholder.test(value) || !/[\d=_A-Z]/.test(value) ? match : `${scheme}${space}${removed}`),
  },
  {
    kind: "cookie",
    pattern: /(\b(?:set-)?cookie["']?\s*:\s*)([^\r\n]+)/gi,
    replace: (_match, before) => `${before}${removed}`,
  },
  {
    kind: "client id and secret",
    pattern: /((?:^|\s)(?:-u|--user)[ =]?\s*["']?)([^\s"':]+):([^\s"']+)/g,
    replace: (match, before, user, value) => (placeholder.test(value) || /^[A-Z_]+$/.test(value) ? match : `${before}${user}:${removed}`),
  },
  {
    kind: "credentials in a URL",
    pattern: /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]{1,200}:)([^\s/@]{1,400})(@)/gi,
    replace: (_match, before, _value, at) => `${before}${removed}${at}`,
  },
  {
    kind: "secret",
    pattern: new RegExp(
      `(["']?\\b(?:${secretName})["']?\\s*(?:[:=]|=>|:=)\\s*)(?:"((?:[^"\\\\\\r\\n]|\\\\.){1,4000})"|'((?:[^'\\\\\\r\\n]|\\\\.){1,4000})'|([^\\s"',;&})\\]<>]{2,4000}))`,
      "gi",
    ),
    replace: (match, before, double, single, bare) => {
      const value = double ?? single ?? bare ?? "";
      if (placeholder.test(value)) return match;
      return `${before}${removed}`;
    },
  },
  {
    kind: "secret",
    pattern: new RegExp(`(\\b(?:${secretName})\\s+(?:is|was|of|to)?\\s*["'\`]?)([^\\s"'\`,;)]{6,})`, "gi"),
    replace: (match, before, value) => (looksRandom(value, 6) ? `${before}${removed}` : match),
  },
  {
    kind: "authorization code",
    pattern: /([?&]code=|["']code["']?\s*[:=]\s*["'])([A-Za-z0-9_-]{20,})/g,
    replace: (match, before, value) => (looksRandom(value, 20) ? `${before}${removed}` : match),
  },
  { kind: "access key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, replace: () => removed },
  {
    kind: "long random text",
    pattern: /[A-Za-z0-9_+/=~-]{20,}/g,
    replace: (match) => withoutRandomParts(match),
  },
];

/**
 * Takes tokens, secrets, passwords, signed URLs and everything that looks like them out of a text.
 * Ids (UUIDs), operation names and permissions stay. It errs on the side of removing.
 */
export function redact(text: string): Redacted {
  const kinds = new Set<string>();
  let result = text;
  for (const rule of rules) {
    result = result.replace(rule.pattern, (match: string, ...rest: unknown[]) => {
      const groups = rest
        .slice(
          0,
          rest.findIndex((part) => typeof part === "number"),
        )
        .map((part) => part as string);
      const replaced = rule.replace(match, ...groups);
      if (replaced !== match) kinds.add(rule.kind);
      return replaced;
    });
  }
  return { text: result, kinds: [...kinds].sort() };
}

/** Which signature a URL carried is no secret, and says whose URL it is. */
function signatureNames(query: string): string {
  if (/X-Amz-/.test(query)) return "X-Amz-Signature=";
  if (/Key-Pair-Id|Policy=/.test(query)) return "Key-Pair-Id=";
  return "Signature=";
}

function keepsAuthorization(value: string): boolean {
  return (
    placeholder.test(value) || /^(?:bearer|basic)$/i.test(value) || value.startsWith("$") || value.startsWith("{") || value.startsWith("<")
  );
}

/** `authorization:grant:add` and `authorization:readonly`: a permission or a scope, not a header. */
function isAuthorizationName(match: string): boolean {
  return /^authorization:(?:readonly|\*|[a-z][A-Za-z]{2,30}:(?:[a-z][A-Za-z]{1,30}|\*))(?::[0-9a-f-]{36})?\.?$/.test(match);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const uuidInside = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

function withoutRandomParts(run: string): string {
  if (uuid.test(run)) return run;
  const isPath = run.startsWith("/") || /\/(?:api|oauth2?|v2)\//.test(run);
  const bare = run.replace(uuidInside, "");
  // A path is many short words, each judged by itself; of a Base64 text with slashes nothing stays.
  if (isPath)
    return run
      .split("/")
      .map((piece) => (looksRandom(piece.replace(uuidInside, ""), 20) ? removed : piece))
      .join("/");
  if (bare.split(/[/=]/).some((piece) => looksRandom(piece, 20))) return removed;
  return /[/+=]/.test(bare) && looksRandom(bare.replace(/[/=]/g, ""), 32) ? removed : run;
}

/** Whether a word reads like the output of a random generator: long, and with digits and letters mixed. */
function looksRandom(word: string, length: number): boolean {
  if (word.length < length || uuid.test(word)) return false;
  const digits = (word.match(/\d/g) ?? []).length;
  const upper = (word.match(/[A-Z]/g) ?? []).length;
  const lower = (word.match(/[a-z]/g) ?? []).length;
  if (/^[0-9]+$/.test(word)) return word.length >= 24;
  if (/^[0-9a-f]+$/i.test(word) && digits > 0) return word.length >= Math.max(length, 20);
  // words joined by - or _ are names, however long
  const joined = word.split(/[-_]/);
  if (joined.length > 1 && joined.every((part) => /^[a-z]*$/i.test(part) || /^\d{1,4}$/.test(part) || /^[a-z]+\d{1,3}$/i.test(part)))
    return false;
  const changes = (word.match(/[a-z](?=[A-Z0-9])|[A-Z](?=[0-9])|[0-9](?=[A-Za-z])/g) ?? []).length;
  if (length < 20) return digits > 0 && upper + lower > 0 && changes >= 2;
  // camelCase names change case, but their words are long and they have hardly a digit
  if (digits <= 1) return upper + lower >= 40 && changes > word.length / 3;
  return digits >= 2 && changes >= 3;
}
