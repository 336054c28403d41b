import { defaultRole, defaultRoles, nearestNames } from "../../catalogue";

/** The word that makes a sentence one about roles. */
export const roleWord = /\broles?\b/i;

const roleName = "[A-Z][A-Za-z&]{0,30}(?:[ -](?:[A-Z][A-Za-z&]{0,30}|-|of|and|for)){0,6}";

const notARole =
  /^(?:The|A|An|This|That|Each|Any|Every|Check|Verify|Ensure|Add|Assign|Admin(?: Center)?|Admin Console|OAuth|API|Application|Admin User|User|Service Account|Security|Permission|Custom|Default|Required|Correct|New|What|Which|My|Our|Your|It|If|Is|Are|Does|Do|Has|Have|Client|Genesys Cloud|Genesys|PureCloud|Primary Org|Secondary Org|Its|Their|Role|No|Not|Unknown|Missing|I|We|When|Via|With|All|And|Or|Same|Every|Terraform|Machine User|Read|Write|UK|US|EU|GET|POST|PUT|PATCH|DELETE|JSON|HTTP)$/;

/** What is quoted after such a word is the name of that, whatever follows. */
const somethingElse = /\b(?:group|queue|division|client|app(?:lication)?|integration|user|team|org(?:ani[sz]ation)?|department)s?\s*:?\s*$/i;

/** Roles that a sentence names. */
export function rolesIn(unit: string): readonly string[] {
  if (!roleWord.test(unit)) return [];
  const found: string[] = [];
  const add = (name: string | undefined): void => {
    if (name === undefined) return;
    for (const one of name.split(/\s+(?:and|or)\s+the\s+/)) {
      const clean = one.trim();
      if (
        clean !== "" &&
        !notARole.test(clean) &&
        !ownRole(unit, clean) &&
        !/^(?:The|This|That|If|When|Once|Ensure|Check|Verify|Assign|Add|Your|My|Our)\s+[a-z]/.test(clean)
      )
        found.push(clean);
    }
  };
  for (const match of unit.matchAll(/(?<![\w"'`])["'`]([^\s"'`][^"'`\n]{1,58}[^\s"'`])["'`]\s*(?:\w+\s+){0,2}?roles?\b/gi))
    if (!/[{}=/>]/.test(match[1] ?? "") && !namesSomethingElse(unit, match)) add(match[1]);
  for (const match of unit.matchAll(/["'`]([A-Z][^"'`\n]{2,50})["'`]\s+or\s+(?:an?\s+)?equivalent\s+(?:custom\s+)?roles?\b/g))
    add(match[1]);
  for (const match of unit.matchAll(/\broles?\b\s*(?:named|called|:|=|is|of|like|such as|\()?\s*["'`]([^"'`\n{}=]{3,60})["'`]/gi))
    // a role that somebody made exists, whatever it is called
    if (!/\b(?:custom|own|new|self-made)\s+$/i.test(unit.slice(0, match.index)) && !/^\s*\((?:our |a )?(?:own|custom)/i.test(unit.slice(match.index + match[0].length)))
      add(match[1]);
  for (const match of unit.matchAll(new RegExp(`(?<![.\\w])(${roleName})\\s+(?:security |system |default |built-in )?[rR]oles?\\b`, "g")))
    if (!beginsTheSentence(unit, match)) add(withoutLeadingVerb(match[1] ?? ""));
  for (const match of unit.matchAll(/\broles?(?:\s+names?)?\s*(?:like|such as|named|called|:)?\s*((?:["'`][^"'`\n{}=>]{3,60}["'`](?:\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+)?){2,})/gi))
    for (const one of (match[1] ?? "").matchAll(/["'`]([^"'`]+)["'`]/g)) add(one[1]);
  for (const match of unit.matchAll(new RegExp(`\\b[Rr]oles?\\s*[:=]\\s*(${roleName})`, "g"))) add(match[1]);
  for (const match of unit.matchAll(/(?<![\w:])([a-z]+(?:_[a-z]+)+)\s+roles?\b|\brole:?\s+["'`]?([a-z]+(?:_[a-z]+)+)\b/g))
    if (!/^(?:client|user|group|auth|missing|bad|genesyscloud)_/.test(match[1] ?? match[2] ?? "")) add(match[1] ?? match[2]);
  for (const match of unit.matchAll(
    /(?<![.\w"'`])((?:[A-Z][A-Za-z]+ ){1,3}(?:Administrator|Admin|Manager|Analyst|Viewer|Auditor|Specialist|Designer|Developer|Supervisor|Reader|Editor))\b(?! (?:Center|Console|UI|menu|>))/g,
  ))
    add(withoutLeadingVerb((match[1] ?? "").replace(/^(?:Admin )?Role /, "")));
  for (const match of unit.matchAll(/\bhas\s+the\s+["'`]?([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){1,3})["'`]?\s+(?:role|listed)/g)) add(match[1]);
  for (const match of unit.matchAll(/["'`]([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){1,3})["'`]\s+is\s+(?:listed|assigned)/g)) add(match[1]);
  return found;
}

/** Whether a sentence makes a role of this name, or says what is in it: then it exists, whatever it is called. */
function ownRole(unit: string, name: string): boolean {
  for (let at = unit.indexOf(name); at >= 0; at = unit.indexOf(name, at + name.length)) {
    const before = unit.slice(Math.max(0, at - 50), at);
    const after = unit.slice(at + name.length, at + name.length + 60);
    if (/\b(?:creat|updat|modif|edit|delet|mak|made|defin)\w*\s+(?:an?\s+|the\s+|our\s+)?(?:\w+\s+)?role\s*(?:named\s+|called\s+)?["'`(]?$/i.test(before))
      return true;
    if (/^["'`)]*\s*(?:role\s*)?(?:[:=({[]|with|holds|has|having|contains?|includes?)\s*(?:only\s+|just\s+)?[["'`(]?[a-z]\w*:[a-z*]\w*:[a-z*]/i.test(after))
      return true;
    if (/^["'`)]*\s*(?:role\s*)?(?:was|has been|had been)\s+(?:assigned|granted|given|added)\b/i.test(after)) return true;
  }
  return false;
}

/** A capital letter at the beginning of a sentence makes no name: "Invalid role divisions", "Tried role names". */
function beginsTheSentence(unit: string, match: RegExpMatchArray): boolean {
  const name = match[1] ?? "";
  return /(?:^|["'`([{:])\s*$/.test(unit.slice(0, match.index)) && /^\w+$/.test(name) && !isDefaultRole(name);
}

function namesSomethingElse(unit: string, match: RegExpMatchArray): boolean {
  const at = match.index ?? 0;
  return !/["'`]\s*roles?$/i.test(match[0]) && somethingElse.test(unit.slice(Math.max(0, at - 24), at));
}

function withoutLeadingVerb(name: string): string {
  return name
    .replace(
      /^(?:Ensure|Check|Verify|Assign|Add|Use|Give|Grant|Create|Confirm|The|A|An|And|For|In|With|Without|Has|If|When|Admin Center|Is|Does|Our|My|Your|This|Their|Its)\s+/g,
      "",
    )
    .trim();
}

/** Roles that come nearest to one that nobody knows. */
export function nearestRoles(name: string, declared: readonly string[] = []): readonly string[] {
  const near = nearestNames(name, [...declared, ...defaultRoles.map((role) => role.name)], 2);
  if (/record|quality|evaluat|screen/i.test(name)) return [...new Set(["Quality Administrator", ...near])].slice(0, 2);
  return near;
}

/** Whether a role is one that Genesys Cloud brings along, in its present or a former name. */
export function isDefaultRole(name: string): boolean {
  return defaultRole(name) !== undefined || defaultRole(name.replace(/^(?:Genesys Cloud|PureCloud|Engage)\s+/i, "")) !== undefined;
}
