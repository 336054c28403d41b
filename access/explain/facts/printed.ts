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
  for (const match of text.matchAll(/["'“`]\s*(?:you are |you're |user is |client is )?missing (?:the )?permissions?:?\s+([\w:]+)/gi)) lists.push(match[1] ?? "");
  const refused = refusedNames(text);
  for (const list of lists) {
    for (const match of list.matchAll(/([A-Za-z]\w*:[A-Za-z*]\w*:[A-Za-z*]\w*)(?::([0-9a-f]{8}-[0-9a-f-]{20,30}|\*))?/g)) {
      const name = match[1] ?? "";
      if (!refused.has(name) && !found.some((other) => other.name === name)) found.push({ name, ...(match[2] === undefined ? {} : { division: match[2] }) });
    }
  }
  return found;
}

/** Permissions that an answer refuses as such: it does not ask for them, it says that there are none of that name. */
function refusedNames(text: string): ReadonlySet<string> {
  const name = "['\"`\\[(]*([A-Za-z]\\w*(?::[A-Za-z*][\\w]*){1,2})['\"`\\])]*";
  const found = new Set<string>();
  for (const source of [
    `\\b(?:invalid|unknown|unrecogni[sz]ed|non-?existent|unsupported|no such) permissions?(?:\\(s\\))?\\s*:?\\s*${name}`,
    `\\bpermissions?(?:\\(s\\))?\\s*:?\\s*${name}\\s+(?:does(?:n't| not) exist|do not exist|is not (?:a )?(?:valid|known)|is (?:invalid|unknown|not recogni[sz]ed)|(?:could not be|not) found)`,
  ])
    for (const match of text.matchAll(new RegExp(source, "gi"))) found.add(match[1] ?? "");
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
export function scopesInRequests(full: string): readonly string[] {
  // the parameters of the API's message name the scopes that it asks for, not those of the client
  const text = full.replace(/["']?\bmessageParams["']?\s*[:=]\s*\{[^{}]*\}/g, "");
  const found = new Set<string>();
  const add = (list: string): void => {
    for (const scope of list
      .replace(/%20|%2B/gi, " ")
      .replace(/%3A/gi, ":")
      .split(/[\s,+"'`]+/)) {
      if (/^(?!(?:var|local|each|data|module|this)\.)[A-Za-z][\w-]*(?:[:.][A-Za-z][\w-]*){0,3}$/.test(scope) && scope.length > 2 && !stop.has(scope.toLowerCase())) found.add(scope);
    }
  };
  for (const match of text.matchAll(/(?:[?&]|\b)scope=["']?([A-Za-z][\w:%+-]*(?:\.\w[\w:%+-]*)*(?: [A-Za-z][\w-]*:[\w:-]+)*)/g)) add(match[1] ?? "");
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
