import type { Mention } from "./facts";

/** Menu places that exist, by the words that people look for. */
const places: readonly (readonly [RegExp, string])[] = [
  [/oauth|api keys?|applications?|credentials|client/i, "Admin > Integrations > OAuth"],
  [/group/i, "Admin > Directory > Groups"],
  [/role|permission|security/i, "Admin > People & Permissions > Roles/Permissions"],
  [/division/i, "Admin > People & Permissions > Divisions"],
  [/user|people/i, "Admin > People & Permissions > People"],
  [/authori[sz]ed|approv|consent/i, "Admin > Integrations > Authorized Applications"],
  [/integration|data action/i, "Admin > Integrations > Integrations"],
  [/policy|recording|quality/i, "Admin > Quality > Policies"],
  [/organi[sz]ation|settings|account/i, "Admin > Account Settings > Organization Settings"],
];

/** Second steps of the admin menu that exist, as of 2026. */
const realSecond =
  /^(?:integrations?|it and integrations|people (?:&|and) permissions|directory|quality|contact center|routing|architect|account settings|organi[sz]ation settings|telephony|message|messaging|performance(?: & engagement)?|user management|outbound|documents|developer|knowledge|workforce management|troubleshooting|globally|phone|analytics|digital)$/i;
const realPaths =
  /^Admin > (?:Integrations > (?:OAuth|Integrations|Actions|Authorized Applications|Widgets|Bridge|Single Sign-on|Triggers)|People & Permissions > (?:People|Roles(?:\s*\/\s*Permissions)?|Permissions|Divisions|Authorized Organizations|Access Policies|Licensing)|Directory > (?:Groups|People|Locations|Work Teams)|Quality > (?:Policies|Recording Management|Evaluation Forms|Encryption Keys)|Account Settings > (?:Organization Settings|Subscription))/i;

/** Menu paths that a text names: `Admin > Users > Groups`. */
export function menusOf(text: string): readonly Mention[] {
  const found = new Map<string, Mention>();
  for (const match of text.matchAll(
    /\b((?:Admin(?: Center| Console| UI)?|Menu|Settings|Organization Settings|Security|Setup|Developer Console)(?:\s*(?:>|»|→|›|->)\s*[A-Z"'`][A-Za-z&/"'` ]{1,40}?(?=\s*(?:>|»|→|›|->)|[.,;:)\n]|\s+(?:and|to|then|tab|page|for|in|or|menu|is|under|of)\b|$)){1,4})/g,
  )) {
    const name = (match[1] ?? "")
      .replace(/["'`]/g, "")
      .replace(/\s*(?:>|»|→|›|->)\s*/g, " > ")
      .replace(/\s+(?:does|do|did|has|have|isnt|arent|was|were|cannot|cant|no longer|exists?|the|our|it|i|we|you|now|shows?|says?|lists?|still|there|where|which|that|with|on|found|nothing)(?:nt)?\b.*$/, "")
      .trim();
    const steps = name.split(" > ");
    const second = steps[1] ?? "";
    const third = steps[2];
    const known =
      realPaths.test(name) ||
      (steps[0] === "Menu" && realSecond.test(second)) ||
      (steps[0] === "Admin" && realSecond.test(second) && third === undefined);
    const last = steps.slice(1).reverse().join(" ");
    const near = known
      ? undefined
      : (places.find(([pattern]) => pattern.test(steps.at(-1) ?? ""))?.[1] ?? places.find(([pattern]) => pattern.test(last))?.[1]);
    if (!found.has(name)) found.set(name, { name, known, nearest: near === undefined ? [] : [near] });
  }
  for (const match of text.matchAll(
    /\b(?:under|in|at)\s+(API Keys|Application Permissions|Developer Console(?: settings)?|Admin Center|Security Settings)\b/g,
  )) {
    const name = match[1] ?? "";
    if (!found.has(name)) found.set(name, { name, known: false, nearest: ["Admin > Integrations > OAuth"] });
  }
  return [...found.values()];
}

/** Pages of documentation that cannot exist at the place where they are said to be. */
export function pagesOf(text: string): readonly string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(
    /https?:\/\/(developer\.(?:genesys\.cloud|mypurecloud\.[a-z.]+)\/(?:apidocs|docs\/api)\/[^\s"'`)<>]+)/gi,
  ))
    found.add((match[1] ?? "").replace(/[.,;]+$/, ""));
  for (const match of text.matchAll(/https?:\/\/(genesys\.community\/[^\s"'`)<>]+)/gi)) found.add((match[1] ?? "").replace(/[.,;]+$/, ""));
  return [...found];
}

/** Fields of request bodies that Genesys Cloud's client and recording operations do not have. */
const wrongFields: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [/["'](divisionIds|divisions|division_ids)["']\s*:\s*[["']/, "on an OAuth client", ["roleDivisions"]],
  [/["'](recordingType)["']\s*:/, "to start a recording", []],
  [/["'](interactionId)["']\s*:/, "to archive a recording", ["conversationId"]],
  [/\b(organization_id|multi_org_enabled|token_endpoint)\b\s*[:=]/, "on an OAuth client", []],
  [/["']?\b(duration)["']?\s*:\s*["']?long/, "of a token request", ["accessTokenValiditySeconds of the client"]],
];

/** Invented fields of request bodies. */
export function fieldsOf(text: string): readonly Mention[] {
  const found: Mention[] = [];
  for (const [pattern, , nearest] of wrongFields) {
    const match = pattern.exec(text);
    const name = match?.[1];
    if (name === undefined || found.some((other) => other.name === name)) continue;
    if (/division/i.test(name) && !/oauth\/clients|oauth_client|grant_?type|authorizedGrantType/i.test(text)) continue;
    found.push({ name, known: false, nearest });
  }
  return found;
}

/** Correlation ids of Genesys Cloud in a text: header, contextId, brackets at the end of a Terraform error. */
export function correlationIdsOf(text: string): readonly string[] {
  const id = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
  const found = new Set<string>();
  for (const pattern of [
    new RegExp(`(?:inin-correlation-id|correlation[-_ ]?id|contextId)["']?\\s*[:=]?\\s*["'[(]?\\s*(${id})`, "gi"),
    new RegExp(`(?:API|Auth) Error:[\\s\\S]{0,600}?\\((${id})\\)`, "g"),
  ]) {
    for (const match of text.matchAll(pattern)) found.add((match[1] ?? "").toLowerCase());
  }
  return [...found];
}
