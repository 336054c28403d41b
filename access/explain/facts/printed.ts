/** Words that stand in lists of scopes and are none. */
export const stop = new Set([
  "and",
  "or",
  "the",
  "for",
  "with",
  "scope",
  "scopes",
  "read",
  "write",
  "string",
  "array",
  "list",
  "null",
  "none",
  "true",
  "false",
  "removed",
  "var",
  "local",
  "each",
  "value",
  "set",
  "toset",
  "your",
  "including",
  "include",
  "includes",
]);

/** Permissions that the API's own message names, with a division id that is glued to one as a fourth part. */
export function printedPermissions(text: string): readonly { readonly name: string; readonly division?: string }[] {
  const found: { name: string; division?: string }[] = [];
  const lists: string[] = [];
  for (const match of text.matchAll(/permissions?(?:\(s\))?\s*(?:assigned)?\s*:\s*\[?([^\]\n.]{3,600})/gi)) lists.push(match[1] ?? "");
  for (const match of text.matchAll(/following permission\s*['"[(]+([^'"\])]{3,200})['"\])]+/gi)) lists.push(match[1] ?? "");
  for (const match of text.matchAll(/required permission:\s*([\w:]+)/gi)) lists.push(match[1] ?? "");
  for (const match of text.matchAll(
    /\b(?:error|message|api|response|text|hint)\s+(?:names?|says?|mentions?|lists?|asks? for|wants?|demands?|complains? about|shows?|prints?)\b[^.!?\n]{0,40}?((?:[A-Za-z]\w*):(?:[A-Za-z]\w*):(?:[A-Za-z]\w*))/gi,
  ))
    lists.push(match[1] ?? "");
  for (const match of text.matchAll(/missing the '([\w:]+)' permission|The ([\w:]+) permission is required/gi))
    lists.push(match[1] ?? match[2] ?? "");
  for (const list of lists) {
    for (const match of list.matchAll(/([A-Za-z]\w*:[A-Za-z*]\w*:[A-Za-z*]\w*)(?::([0-9a-f]{8}-[0-9a-f-]{20,30}|\*))?/g)) {
      const name = match[1] ?? "";
      if (!found.some((other) => other.name === name)) found.push({ name, ...(match[2] === undefined ? {} : { division: match[2] }) });
    }
  }
  return found;
}

/** Scopes that the API says the app may not use. */
export function refusedScopes(text: string): readonly string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(/not authorized to use scope\s*\[?([a-z:, -]{3,300})\]?/gi))
    for (const scope of (match[1] ?? "").split(/[,\s]+/)) if (/^[a-z][a-z:-]+$/.test(scope)) found.add(scope);
  return [...found];
}

/** Scopes in a request or a configuration: `scope=a b`, `"scope": [..]`, `scopes = [..]`. */
export function scopesInRequests(text: string): readonly string[] {
  const found = new Set<string>();
  const add = (list: string): void => {
    for (const scope of list
      .replace(/%20|%2B/gi, " ")
      .replace(/%3A/gi, ":")
      .split(/[\s,+"'`]+/)) {
      if (/^[A-Za-z][\w-]*(?::[A-Za-z][\w-]*){0,3}$/.test(scope) && scope.length > 2 && !stop.has(scope.toLowerCase())) found.add(scope);
    }
  };
  for (const match of text.matchAll(/(?:[?&]|\b)scope=["']?([A-Za-z][\w:%+-]*(?: [A-Za-z][\w-]*:[\w:-]+)*)/g)) add(match[1] ?? "");
  for (const match of text.matchAll(
    /["']?\b(?:scopes?|authorizedScope|refresh_token_scope|granted_scopes?|oauth_scopes?)["']?\s*(?:[:=]|=>)\s*["']([^"'\n]{3,400})["']/gi,
  ))
    add(match[1] ?? "");
  for (const match of text.matchAll(
    /["']?\b(?:scopes?|authorizedScope|granted_scopes?|oauth_scopes?)["']?\s*(?:[:=]|=>)\s*(?:new\s+\w+\s*)?[[({]([^\])}]{3,600})[\])}]/gi,
  ))
    add(match[1] ?? "");
  for (const match of text.matchAll(/^\s*scopes?:\s*\n((?:\s*-\s*.+\n?)+)/gim)) add((match[1] ?? "").replace(/^\s*-\s*/gm, " "));
  return [...found];
}
