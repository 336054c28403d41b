import type { Catalogue } from "../../catalogue";
import type { Facts, Mention, PermissionMention, ScopeMention } from "./facts";
import { printedPermissions, refusedScopes, scopesInRequests, stop } from "./printed";
import { isDefaultRole, nearestRoles, rolesIn, roleWord } from "./roles";

/** `a:b` or `a:b:c`, as scopes and permissions are written; each part a word. */
const colonName = /(?<![\w:./@$-])\*?([A-Za-z][\w-]*(?::(?:[A-Za-z][\w-]*|\*)){1,3})(?::([0-9a-f]{8}-[0-9a-f-]{20,30}))?(?![\w:]|\/\/)/g;
const uiLabel =
  /\b([A-Z][A-Za-z&]*(?: [A-Z&][A-Za-z]*){0,3}) ?(?:>|»|→|›) ?([A-Z][A-Za-z]*(?: [A-Z]?[A-Za-z]+){0,3}) ?(?:>|»|→|›) ?([A-Z][A-Za-z]*(?: [A-Z][a-z]+){0,2})\b/g;
/** A permission policy as the API, Terraform and Pulumi write it: domain, entity and actions apart. */
const policyOfRole =
  /\bdomain["']?\s*[:=]\s*["']?([A-Za-z]\w*)["']?[\s,;]*["']?(?:entityName|entity_name)["']?\s*[:=]\s*["']?([A-Za-z]\w*|\*)["']?[\s,;]*["']?(?:actionSets?|action_sets?)["']?\s*[:=]\s*\[([^\]]{1,300})\]/gi;
const notAName =
  /^(?:https?|wss?|urn|arn|mailto|tel|sip|file|data|jdbc|localhost|application|text|image|charset|utf|sha\d*|genesys-access|genesyscloud|pulumi|npm|docker|git|node|s3|lambda|iam|sts|kms|ec2|dynamodb|logs|execute-api|secretsmanager|cloudwatch|sns|sqs|cloudfunctions|aws|azure|com|org|std|java|error|warning|note|info|http|re|fwd|step|line|col|at|content-type|accept|authorization|grant_type|host|user-agent|date|server|bearer|basic|status|code|message|reason|level|type|role|name|id|key|value|scope|scopes|permission|permissions|region|grant|env|environment|version|method|path|url|body|header|headers|query|from|to|cc|subject|client|user|index|resource|module|provider|urn|index)$/i;

/** Topics of notifications are dotted; conversation:created and the like are events. */
const scopeActions =
  /^(?:read|write|readonly|readwrite|read-write|all|full|manage|admin|create|update|delete|execute|query|export|import|edit|view|add|subscribe|access|list|use|publish|[a-z]+-view)$/i;

/** Actions that no permission has: who writes them has a scope in mind. */
const scopeOnlyActions = /^(?:read|write|readonly|readwrite)$/i;

const scopeWord = /\bscopes?\b|\bscoped\b|\bauthorizedScope\b/i;
const permissionWord = /\bpermissions?\b|\bprivileges?\b|\bcapabilit(?:y|ies)\b|\baccess rights?\b|\bpolicies\b|\bpermissionPolicies\b/i;
/** Scopes and permissions that a text speaks of, by the words around them, each name once per kind. */
export function namesOf(
  text: string,
  sentences: readonly string[],
  catalogue: Catalogue,
): { readonly scopes: readonly ScopeMention[]; readonly permissions: readonly PermissionMention[]; readonly roles: readonly Mention[] } {
  const scopes = new Map<string, ScopeMention>();
  const permissions = new Map<string, PermissionMention>();
  const roles = new Map<string, Mention>();

  const end = cutOffEnd(text);
  /** A name at the end of a text that was cut off there is not a name yet. */
  const cutOff = (name: string, names: readonly string[]): boolean =>
    end?.endsWith(name) === true && names.some((other) => other.startsWith(name));

  const addScope = (name: string, by: ScopeMention["by"]): void => {
    const known = catalogue.isScope(name);
    if (!known && cutOff(name, catalogue.scopes)) return;
    const other = scopes.get(name);
    if (other === undefined) scopes.set(name, { name, known, nearest: known ? [] : catalogue.nearestScopes(name, 3), by });
    else if (other.by === "mentioned" && by !== "mentioned") scopes.set(name, { ...other, by });
    else if (other.by === "refused" && by === "given") scopes.set(name, { ...other, alsoGiven: true });
  };
  const addPermission = (name: string, by: PermissionMention["by"], division?: string): void => {
    const known = catalogue.isPermission(name) || isOpenFamily(name) || /:\*/.test(name);
    if (!known && cutOff(name, catalogue.permissions)) return;
    const other = permissions.get(name);
    if (other === undefined) {
      permissions.set(name, {
        name,
        known,
        nearest: known ? [] : catalogue.nearestPermissions(name, 3),
        by,
        ...(division === undefined ? {} : { division }),
      });
    } else if (by === "printed" || (by === "held" && other.by === "mentioned")) permissions.set(name, { ...other, by });
  };
  const addRole = (name: string): void => {
    const clean = name
      .trim()
      .replace(/^(?:the|a|an|your|our|my|this|that|either|explicit|custom|default|appropriate|following|required|necessary)\s+/i, "");
    const lower = clean.toLowerCase();
    if (clean.length < 3 || clean.length > 60 || [...roles.keys()].some((other) => other === lower || other.endsWith(` ${lower}`))) return;
    const known = isDefaultRole(clean);
    roles.set(clean.toLowerCase(), { name: clean, known, nearest: known ? [] : nearestRoles(clean) });
  };

  const printedOnes = printedPermissions(text);
  const printedNames = new Set(printedOnes.map((printed) => printed.name));
  for (const printed of printedOnes) addPermission(printed.name, "printed", printed.division);
  for (const refused of refusedScopes(text)) addScope(refused, "refused");
  for (const given of scopesInRequests(text)) if (!permissions.has(given)) addScope(given, "given");

  const mentionsScopes = scopeWord.test(text);
  const units = [...sentences, ...listItems(text)];
  for (const full of units) {
    // the scopes that the API's message names are asked for, not held
    const unit = full.replace(/to use scopes?\b[:\s]*\[[^\]\n]*\]?|["']?\bmessageParams["']?\s*[:=]\s*\{[^{}]*\}?/gi, (printed) => " ".repeat(printed.length));
    const context = contextOf(unit);
    for (const match of unit.matchAll(colonName)) {
      const name = match[1] ?? "";
      const parts = name.split(":");
      const first = parts[0] ?? "";
      if (notAName.test(first) || parts.some((part) => part.length < 2 && part !== "*")) continue;
      if (printedNames.has(name)) continue;
      const local = localContext(unit, match.index, match.index + match[0].length) ?? context;
      const likeScope = parts.length >= 3 && scopeOnlyActions.test(parts.at(-1) ?? "") && mentionsScopes;
      if (likeScope && local !== "role") addScope(name, heldBy(unit, "given"));
      // a role has no name in three parts; "role with a:b:c" speaks of its permission
      if (local === "role" && /:\*$|^roles?_?enabled:/i.test(name)) {
        if (parts.length > 1 && parts.at(-1) === "*") addPermission(name, heldBy(unit, "held"));
      } else if (local === "role" && (parts.length < 3 || likeScope)) addRole(name);
      else if (catalogue.isScope(name)) addScope(name, heldBy(unit, "given"));
      else if (parts.length >= 3) {
        if (local === "scope" && !catalogue.isPermission(name)) addScope(name, heldBy(unit, "given"));
        else if (local === "scope") {
          addScope(name, heldBy(unit, "given"));
          addPermission(name, "mentioned");
        } else if (local === undefined && likeScope) continue;
        else if (catalogue.isPermission(name) || local === "permission" || /^[a-z]/.test(first))
          addPermission(name, heldBy(unit, "held"), match[2]);
      } else if (local === "permission") addPermission(name, heldBy(unit, "held"));
      else if (local === "scope") addScope(name, heldBy(unit, "given"));
      else if (scopeActions.test(parts[1] ?? "") && /^[a-z]/.test(first)) addScope(name, "mentioned");
    }
    for (const name of bareScopes(unit, catalogue)) addScope(name, heldBy(unit, "given"));
    for (const name of barePermissions(unit)) addPermission(name, heldBy(unit, "held"));
    for (const name of rolesIn(unit)) addRole(name);
  }
  for (const match of text.matchAll(policyOfRole))
    for (const action of (match[3] ?? "").matchAll(/[\w*]+/g)) addPermission(`${match[1] ?? ""}:${match[2] ?? ""}:${action[0]}`, "held");
  for (const match of text.matchAll(uiLabel)) {
    const name = permissionOfLabel(match[1] ?? "", match[2] ?? "", match[3] ?? "", catalogue);
    if (name !== undefined) addPermission(name, "mentioned");
  }
  return { scopes: [...scopes.values()], permissions: [...permissions.values()], roles: [...roles.values()] };
}

/** The end of a text that was cut off: with an ellipsis, or inside brackets. */
function cutOffEnd(text: string): string | undefined {
  const last = text.trimEnd().slice(-700);
  if (/(?:\.{2,}|…)$/.test(last)) return last.replace(/(?:\.{2,}|…)$/, "");
  return /[[{][^\]}]*$/.test(last) ? last : undefined;
}

/** One scope, permission or role that was given by itself, such as by a flag. */
export function scopeOf(name: string, catalogue: Catalogue): ScopeMention {
  const known = catalogue.isScope(name);
  return { name, known, nearest: known ? [] : catalogue.nearestScopes(name, 3), by: "given" };
}

/** A permission that was given by a flag; wildcards are known when their domain is. */
export function permissionOf(name: string, catalogue: Catalogue): PermissionMention {
  const label = /^([^>]+)>([^>]+)>([^>]+)$/.exec(name);
  const real = label === null ? name : (permissionOfLabel(label[1] ?? "", label[2] ?? "", label[3] ?? "", catalogue) ?? name);
  const [domain = "", entity = "", action = ""] = real.split(":");
  const known =
    catalogue.isPermission(real) ||
    isOpenFamily(real) ||
    (real.includes("*") &&
      catalogue.permissionsMatching({ domain, entity: entity === "" ? "*" : entity, actions: [action === "" ? "*" : action] }).length > 0);
  return { name: real, known, nearest: known ? [] : catalogue.nearestPermissions(real, 3), by: "held" };
}

/** A role that was given by a flag; `declared` are the roles of the org file. */
export function roleOf(name: string, declared: readonly string[]): Mention {
  const known = isDefaultRole(name) || declared.some((role) => role.toLowerCase() === name.toLowerCase());
  return { name, known, nearest: known ? [] : nearestRoles(name, declared) };
}

function isOpenFamily(name: string): boolean {
  return /^(?:integration|ui):[A-Za-z][\w-]*:(?:[a-z]\w*|\*)$/.test(name);
}

const byLowerCase = new WeakMap<Catalogue, ReadonlyMap<string, string>>();

function sameButForCase(name: string, catalogue: Catalogue): string | undefined {
  let names = byLowerCase.get(catalogue);
  if (names === undefined) {
    names = new Map(catalogue.permissions.map((permission) => [permission.toLowerCase(), permission]));
    byLowerCase.set(catalogue, names);
  }
  return names.get(name.toLowerCase().replace(/[_-]/g, ""));
}

/** `Recording > Screen Recording > View` of the admin pages as the permission that it stands for. */
function permissionOfLabel(domain: string, entity: string, action: string, catalogue: Catalogue): string | undefined {
  const key = `${domain}:${entity}:${action}`
    .toLowerCase()
    .replace(/[^a-z:]/g, "")
    .replace(/^workforcemanagement:/, "wfm:");
  return sameButForCase(key, catalogue);
}

function listItems(text: string): readonly string[] {
  // a heading such as "Required scopes:" speaks for the list below it
  const items: string[] = [];
  let heading = "";
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    const item = /^(?:[-*•]|\d+[.)])\s*(.+)$/.exec(trimmed);
    if (item !== null && heading !== "") items.push(`${heading} ${item[1] ?? ""}`);
    else if (/[:]$/.test(trimmed) && trimmed.length < 120) heading = trimmed;
    else if (trimmed !== "" && /^["'\w:-]+,?$/.test(trimmed) && heading !== "") items.push(`${heading} ${trimmed}`);
    else heading = /\b(?:scopes?|permissions?|roles?)\b["']?\s*[:=]\s*[[({]?$/i.test(trimmed) ? trimmed : "";
  }
  return items;
}

type Context = "scope" | "permission" | "role" | undefined;

function contextOf(unit: string): Context {
  const kinds = [
    scopeWord.test(unit) ? "scope" : "",
    permissionWord.test(unit) ? "permission" : "",
    roleWord.test(unit) ? "role" : "",
  ].filter((kind) => kind !== "");
  if (kinds.length === 0) return undefined;
  if (kinds.includes("scope")) return "scope";
  return kinds[0] === "permission" ? "permission" : undefined;
}

/** The kind that the words next to a name give it; they speak louder than the rest of the sentence. */
function localContext(unit: string, from: number, to: number): Context {
  const after = unit.slice(to, to + 60);
  const before = unit.slice(Math.max(0, from - 50), from);
  const following =
    /^["'`)\]]*\s*(?:and\s+["'`]?[\w:-]+["'`]?\s*)?(?:oauth\s+|api\s+|read\s+|custom\s+|security\s+)?(scopes?|permissions?|roles?|capabilit\w+|privileges?|rights?|access\b)/i.exec(
      after,
    )?.[1];
  if (following !== undefined) return kindOf(following);
  // the last such word before the name speaks for it, unless too much stands between
  const preceding = [...before.matchAll(/\b(scopes?|permissions?|roles?|capabilit\w+|privileges?)\b/gi)].at(-1);
  if (preceding === undefined) return undefined;
  const between = before.slice(preceding.index + preceding[0].length);
  return between.split(/\s+/).filter((word) => word !== "").length <= 5 ? kindOf(preceding[0]) : undefined;
}

function kindOf(word: string): Context {
  if (/^scope/i.test(word)) return "scope";
  if (/^role/i.test(word)) return "role";
  return "permission";
}

function heldBy<T extends string>(unit: string, held: T): T | "mentioned" {
  if (
    /\b(?:need|needs|require[sd]?|must|should|missing|lacks?|add|want|try|ensure|verify|check|without|does ?n[o']t have|not have)\b/i.test(
      unit,
    )
  )
    return "mentioned";
  return /\b(?:has|have|had|with|holds?|includes?|including|granted|assigned|contains?|possess\w*|enabled|added|gave|given|carr(?:y|ies)|confirm\w*|verified|set|use[sd]?|using|request\w*|scopes?|permissions?|ha|hanno|hat|haben|habe|tiene|tienen|tem|possui|dispose)\b/i.test(
    unit,
  )
    ? held
    : "mentioned";
}

/** Single words that are called a scope: known ones, or quoted ones. */
function bareScopes(unit: string, catalogue: Catalogue): readonly string[] {
  if (!scopeWord.test(unit)) return [];
  const found: string[] = [];
  for (const match of unit.matchAll(/["'`]([a-z][\w.-]{2,40})["'`]\s*(?:oauth\s+|api\s+)?scopes?\b/gi))
    if (!stop.has((match[1] ?? "").toLowerCase()) && !/^(?:is|not|missing|invalid|required)$/i.test(match[1] ?? ""))
      found.push(match[1] ?? "");
  for (const match of unit.matchAll(
    /\b(openid|offline_access|profile|email)\b(?=[\w\s,'"`]{0,40}\bscopes?\b)|\bscopes?\b[\s\w:,'"`[(]{0,40}\b(openid|offline_access)\b/gi,
  ))
    found.push(match[1] ?? match[2] ?? "");
  for (const match of unit.matchAll(/\b([a-z]+(?:-[a-z]+)*)\s+(?:oauth\s+)?scopes?\b/g))
    if (catalogue.isScope(match[1] ?? "")) found.push(match[1] ?? "");
  for (const match of unit.matchAll(
    /\b([a-z]+(?:_[a-z]+)+)\s+(?:oauth\s+)?scopes?\b|\bscopes?\s+(?:includes?|is|:|named|called|of)\s+["'`]?([a-z]+(?:_[a-z]+)+)\b/g,
  ))
    found.push(match[1] ?? match[2] ?? "");
  for (const match of unit.matchAll(/\(([a-z][a-z:-]+(?:\s*,\s*(?:and\s+)?[a-z][a-z:-]+)+)\)/g)) {
    const listed = (match[1] ?? "").split(/\s*,\s*(?:and\s+)?/);
    if (listed.every((word) => catalogue.isScope(word))) found.push(...listed);
  }
  for (const match of unit.matchAll(/\bscopes?\s+["'`]([a-z]+(?:[-._][a-z]+)*(?::[a-z]+)?)["'`]/g)) found.push(match[1] ?? "");
  for (const match of unit.matchAll(
    /\bscopes?\s+([a-z]+(?:-[a-z]+)*(?::readonly)?)(?=\s*(?:[.,;:)]|$|\b(?:to|for|on|is|was|and|in|at|or)\b))/g,
  ))
    if (catalogue.isScope(match[1] ?? "")) found.push(match[1] ?? "");
  for (const match of unit.matchAll(
    /\bscopes?\s+([a-z]+(?:-[a-z]+)*(?::readonly)?)(?:\s*,\s*|\s+and\s+|\s+or\s+)([a-z]+(?:-[a-z]+)*(?::readonly)?)\b/g,
  ))
    for (const word of [match[1] ?? "", match[2] ?? ""]) if (catalogue.isScope(word)) found.push(word);
  found.push(...scopesInARow(unit, catalogue));
  const list =
    /\bscopes?\b\s*(?:\(|:|are|is|include[sd]?|of|=|like|such as)\s*["'`]?([a-z][\w:-]*(?:["'`]?(?:\s*,\s*|\s+and\s+|\s+or\s+)["'`]?[a-z][\w:-]*)*)/i.exec(
      unit,
    )?.[1];
  if (list !== undefined) for (const word of list.split(/\s*,\s*|\s+and\s+|\s+or\s+|["'`]+/)) if (catalogue.isScope(word)) found.push(word);
  return found;
}

/** Scopes in a row after the word, however they are separated: known ones, and words that end in what one does with a thing. */
function scopesInARow(unit: string, catalogue: Catalogue): readonly string[] {
  const found: string[] = [];
  for (const match of unit.matchAll(/\bscopes?\b(?:(?:\s+[a-z]+){0,2}\s*[:=([]|\s)\s*/gi)) {
    const row: string[] = [];
    for (const word of unit.slice(match.index + match[0].length).slice(0, 300).split(/["'`]*(?:\s*[,+;]\s*|\s+(?:and|or|&)\s+|\s+)["'`]*/)) {
      const name = word.replace(/^["'`([]+|["'`)\].,;]+$/g, "");
      const coined = /^[a-z][a-z0-9-]*(?:[._:][a-z][a-z0-9-]*){1,3}$/i.test(name) && scopeActions.test(name.split(/[._:]/).at(-1) ?? "");
      if (!catalogue.isScope(name) && !coined) break;
      row.push(name);
    }
    // "scopes to users" speaks of users; two in a row, or one that is no English word, do not
    if (row.length > 1 || /[:=([]\s*$/.test(match[0]) || row.some((name) => /[:._-]/.test(name))) found.push(...row);
  }
  return found;
}

/** Words with underscores that are called a permission, and quoted single words that are called a capability. */
function barePermissions(unit: string): readonly string[] {
  const found: string[] = [];
  if (!permissionWord.test(unit)) return found;
  for (const match of unit.matchAll(/(?<![\w:/.-])([a-z]+(?:_[a-z0-9]+)+)(?![\w:/(-])/g)) {
    const name = match[1] ?? "";
    if (
      /^(?:client|access|refresh|grant|id|auth|bearer|org|user|group|queue|division|role|api|oauth|token|screen|base|app|service|permission|error|multi|redirect|response|content|request|agent|target|partner|state|code|page|next)_(?:id|ids|secret|token|tokens|type|uri|url|name|code|key|credentials|description|org|mode|account|size|policies|set|policy|action)$/.test(
        name,
      )
    )
      continue;
    if (
      /^(?:client_credentials|authorization_code|group_name|genesyscloud_|purecloud_|log_permission_errors|insufficient_scope|invalid_|unauthorized_client|access_denied|role_|user_roles|group_roles|auth_role|oauth_client|x_www|form_data|tf_|aws_|us_|eu_)/.test(
        name,
      )
    )
      continue;
    if (/(?:view|read|write|edit|manage|access|export|delete|add|create|admin|list|download|recordings?|performance)/.test(name))
      found.push(name);
  }
  for (const match of unit.matchAll(
    /["'`]([a-z]{4,30})["'`]\s+(?:capability|permission|privilege)\b|\b(impersonate|impersonation)\s+(?:capability|permission|privilege|right)\b/gi,
  )) {
    const name = (match[1] ?? match[2] ?? "").toLowerCase();
    if (!/^(?:view|read|write|edit|delete|add|admin|this|that|missing|required)$/.test(name)) found.push(name);
  }
  return found;
}

/** Names of divisions, quoted or capitalised before the word. */
export function divisionsOf(text: string): Facts["divisions"] {
  const found = new Set<string>();
  for (const match of text.matchAll(
    /["'`]([^"'`\n]{2,50})["'`]\s+division\b|\bdivision\s+(?:named|called)?\s*["'`]([^"'`\n]{2,50})["'`]/gi,
  )) {
    const name = match[1] ?? match[2] ?? "";
    if (!/^(?:provided|following|in|the)$/i.test(name) && !/[:{}[\]]/.test(name)) found.add(name);
  }
  for (const match of text.matchAll(/\b([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3})\s+division\b/g)) {
    const name = (match[1] ?? "").replace(/^(?:The|A|In|Only|Each|Every|Any|All|This|That)\s+/, "");
    if (!/^(?:The|A|In|Only|Each|Every|Any|All|This|That|Role|No|Which|What|My|Our|One|Another|Other)$/.test(name)) found.add(name);
  }
  return [...found];
}
