import type { CauseId } from "../causes/ids";
import type { NotTheCause } from "./explanation";
import type { Facts } from "./facts/facts";
import type { Signals } from "./model/signals";

/** Something that people take for the cause, or advise, although it is not. */
interface Myth {
  readonly claim: string;
  readonly why: string;
  readonly id?: CauseId;
  readonly said: (facts: Facts, signals: Signals) => boolean;
}

const says =
  (...patterns: readonly RegExp[]) =>
  (facts: Facts): boolean =>
    patterns.some((pattern) => pattern.test(facts.text));

/** Claims of public texts and what holds instead (authorization facts, sections 0, 1 and 2). */
const myths: readonly Myth[] = [
  {
    claim: "The client needs another scope.",
    why: "With client credentials scopes count for nothing, on the client and in the token request; only the roles on the client decide.",
    id: "client-credentials-ignores-scopes",
    said: (facts, signals) => signals.has("client credentials") && (facts.scopes.length > 0 || /\bscopes?\b/i.test(facts.text)),
  },
  {
    claim: "A missing scope causes this refusal.",
    why: "A missing scope has a code of its own, app.not.authorized.for.scope. This code is about permissions.",
    id: "missing-scope",
    said: (facts, signals) =>
      !signals.has("client credentials") &&
      /\bscopes?\b/i.test(facts.text) &&
      facts.codes.some((code) => /^missing\.(?!client)/.test(code.code)),
  },
  {
    claim: "A role is missing, so this is about permissions.",
    why: "The message speaks of the app: its token may not use this area at all, whoever the user is and whatever his roles are.",
    id: "missing-permission-any",
    said: (facts) =>
      facts.codes.some((code) => code.code === "app.not.authorized.for.scope") &&
      /\b(?:role|permission|admin)s?\b/i.test(facts.text.replace(/app not authorized/gi, "")),
  },
  {
    claim: "A scope that is too broad, or a narrower one, changes it.",
    why: "Scopes are alternatives; more of them never take anything away.",
    said: says(/\bscopes?\b[^.!?\n]{0,40}\btoo (?:broad|wide)\b|\bnarrow(?:ing)?\b[^.!?\n]{0,30}\bscopes?\b/i),
  },
  {
    claim: "The token can be for several organizations.",
    why: "One token is for one organization. There is no multi-org token, no multi-org scope, and nothing in a request that chooses another organization.",
    id: "cross-org-client-credentials",
    said: says(
      /\bmulti[ -]?(?:org|tenant)\w*[^.!?\n]{0,40}\b(?:token|scope|oauth|auth|flow|consent|context)|\b(?:token|scope)s?\b[^.!?\n]{0,60}\b(?:all|multiple|several|target|partner) (?:\w+ )?(?:orgs?|organi[sz]ations?|tenants?)\b/i,
    ),
  },
  {
    claim: "A header or a query parameter with the organization's id selects the organization.",
    why: "Nobody reads it. The organization is the one of the token.",
    id: "invented-header",
    said: (facts, signals) =>
      signals.has("header for an organization") ||
      /\borgani[sz]ation_?id\b[^.!?\n]{0,50}\b(?:header|query param|parameter)|\b(?:header|query param\w*|parameter)\b[^.!?\n]{0,60}\b(?:org(?:ani[sz]ation)?|tenant)[ _-]?id\b/i.test(
        facts.text,
      ),
  },
  {
    claim: "The client must get the right in the partner's organization.",
    why: "A client cannot be given anything in another organization; a trust names users and groups only. Each organization needs a client of its own.",
    id: "cross-org-client-credentials",
    said: says(
      /\b(?:service account|client|integration user)\b[^.!?\n]{0,80}\b(?:in|within|to) (?:each|every|the|all)?\s*(?:linked |target |other |secondary )*(?:partner|linked|target|sub-?tenant|secondary|other)\s*(?:orgs?|organi[sz]ations?|tenants?)?/i,
    ),
  },
  {
    claim: "The client or its service account must be in a group that has access.",
    why: "Members of groups are users. A client-credentials client inherits nothing from any group; roles go on the client itself.",
    id: "client-in-group",
    said: (_facts, signals) => signals.has("says: client in a group"),
  },
  {
    claim: "A user stands behind the client, and his roles count.",
    why: "No user stands behind a client-credentials client; its own roles are all it has.",
    id: "wrong-principal-roles",
    said: (facts, signals) =>
      signals.has("client credentials") &&
      /\b(?:default|underlying|associated|backing|api) user\b|\buser\b[^.!?\n]{0,30}\b(?:associated|linked|tied) (?:with|to)\b|\bservice (?:account|user)\b[^.!?\n]{0,80}\b(?:role|permission|admin|profile)|\buser (?:profile|account)\b[^.!?\n]{0,40}\brole/i.test(
        facts.text,
      ),
  },
  {
    claim: "View rights in the Performance application or on a dashboard open the API.",
    why: "There is one list of permissions. Performance views ask for the same ones plus some of the user interface, which no operation of the API asks for.",
    said: says(/\bperformance\b[^.!?\n]{0,50}\b(?:application|dashboard|view|settings)\b|\bdashboard (?:data )?access\b/i),
  },
  {
    claim: "Permissions of the user interface (ui:...) help a machine.",
    why: "No operation of the API asks for one.",
    said: (facts) => facts.permissions.some((permission) => permission.name.startsWith("ui:")),
  },
  {
    claim: "The token must be made anew after a change of roles.",
    why: "Role changes act by themselves within about five minutes; nothing supports that a new token is needed. Only a change of scopes needs one.",
    id: "stale-token-scope",
    said: (facts) =>
      /\b(?:re-?generat|refresh|re-?issu|renew|new|fresh|rotat|forc)\w*\b[^.!?\n]{0,40}\btoken\b/i.test(facts.text) &&
      /\brole|permission/i.test(facts.text) &&
      !facts.codes.some((code) => code.code === "app.not.authorized.for.scope" || code.code === "bad.credentials"),
  },
  {
    claim: "A new client secret helps.",
    why: "A wrong secret is refused at the token endpoint (invalid_client); once there is a token, the secret plays no part.",
    id: "wrong-client-secret",
    said: (facts, signals) =>
      /\b(?:re-?generat|rotat|new|reset)\w*\b[^.!?\n]{0,25}\b(?:client )?(?:secret|api key)\b/i.test(facts.text) &&
      !signals.has("fails before there is a token"),
  },
  {
    claim: "It takes fifteen minutes or longer to act.",
    why: "Genesys says up to five minutes. After that it is another cause.",
    id: "propagation-delay",
    said: says(
      /\b(?:15|fifteen|20|30|thirty|60)[ -]minutes?\b[^.!?\n]{0,60}\b(?:propagat|take effect|sync|changes|wait|apply|adding)|\b(?:propagat|wait|allow)\w*\b[^.!?\n]{0,40}\b(?:15|fifteen|20|30|thirty|60|24)[ -](?:minutes?|hours?)\b/i,
    ),
  },
  {
    claim: "Trunks, BYOC or the network of the calls add permissions.",
    why: "What an API call may do is not decided by trunks.",
    said: says(/\bBYOC\b[^.!?\n]{0,100}\b(?:permission|layer|intercept|access|403|environment)/i),
  },
  {
    claim: "A feature flag of that name has to be on.",
    why: "There is no such flag. What an org has is decided by its products and licences (GET /api/v2/authorization/products); for recordings also by its recording settings and policies.",
    said: (facts) =>
      /\bfeature[ _-]?flag\b|\b["']?analytics["']? licen[cs]e\b|\blicen[cs]e feature/i.test(facts.text) &&
      !facts.codes.some((code) => /feature|integrations\.forbidden|not\.implemented/.test(code.code)),
  },
  {
    claim: "The token request takes JSON, with the scopes in it.",
    why: "It is form-encoded, with id and secret as Basic authorization; client credentials need nothing but grant_type.",
    id: "malformed-token-request",
    said: (_facts, signals) => signals.has("token request as JSON"),
  },
  {
    claim: "A client can impersonate a user or a sub-tenant.",
    why: "There is no such capability; a user's token comes from the authorization code grant, another organization's from a client there.",
    said: says(/\bimpersonat/i),
  },
  {
    claim: "The grant needs resource server permissions, an audience or an organization scope mapping.",
    why: "An OAuth client has a grant type, scopes or roles, and nothing of that kind.",
    said: says(/\bresource server\b|\baudience parameter\b|\b(?:org(?:ani[sz]ation)?) scope mapping\b|\bscope delegation\b/i),
  },
  {
    claim: "The token's claims (org_id, scope) show what is wrong.",
    why: "Tokens of Genesys Cloud are opaque. GET /api/v2/tokens/me says whom a token acts for, in which organization and with which scopes.",
    said: says(
      /\bjwt\.io\b|\b(?:jwt|token)(?:'s)? (?:claims?|payload)\b|\b(?:org_?id|scope) claim\b|\bdecode (?:the|your) (?:jwt|token)\b|\bintrospect\w*/i,
    ),
  },
  {
    claim: "An id that is wrong, or a recording that is archived already, gives a 403.",
    why: "That is a 404 (conversation.not.found) or a 400 (recording.not.archivable).",
    said: says(
      /\b(?:archiv\w+|invalid|wrong) (?:or already-archived )?(?:interaction|recording|conversation)\b[^.!?\n]{0,80}\b(?:403|permission)/i,
      /\b403\b[^.!?\n]{0,60}\b(?:interaction|recording|conversation)s?\b[^.!?\n]{0,40}\b(?:archived|invalid|not available)/i,
    ),
  },
  {
    claim: "Audit logs show which permission was denied.",
    why: "Nothing supports it: the refusal's own message does, and `needs` lists what the operation declares.",
    said: says(/\baudit (?:logs?|trail|viewer)\b[^.!?\n]{0,80}\b(?:denial|denied|scope|rbac|reject|refus|which)/i),
  },
  {
    claim: "The administrator's own rights pass on to the client.",
    why: "Who made the client does not matter; its own roles do.",
    id: "wrong-principal-roles",
    said: (facts, signals) =>
      signals.has("client credentials") &&
      /\b(?:i am|i'm|my (?:account|user) is) (?:a |an |the )?(?:\w+ )?admin|created by an? (?:\w+ )?admin/i.test(facts.text),
  },
  {
    claim: "Being in the division gives access to it.",
    why: "Only a role that is granted in a division gives access to what is in it.",
    id: "missing-division-grant",
    said: (_facts, signals) => signals.has("says: in the division himself"),
  },
  {
    claim: "Rate limits come back as a 403.",
    why: "They come back as 429 with Retry-After.",
    id: "rate-limited",
    said: (facts, signals) =>
      signals.has("says: too many requests") &&
      !signals.has("429") &&
      (facts.statuses.includes(403) || facts.saidStatuses.includes(403)) &&
      !facts.codes.some((code) => code.code === "invalid_request"),
  },
  {
    claim: "The address of the caller gives a 403.",
    why: "An address that is not allowed gives 401 ip.not.authorized.",
    id: "ip-not-allowlisted",
    said: (facts, signals) =>
      signals.has("says: address restricted") &&
      !facts.codes.some((code) => code.code === "ip.not.authorized") &&
      (facts.statuses.includes(403) || (facts.statuses.length === 0 && facts.saidStatuses.includes(403))),
  },
  {
    claim: "Multi-factor sign-in, CORS or the SDK's version decides what the token may do.",
    why: "None of them is looked at when a call is authorised.",
    said: says(/\bMFA\b|\bmulti[ -]factor|\bupgrad\w+\b[^.!?\n]{0,40}\b(?:sdk|provider)\b|\bsdk (?:limitation|version|bug)/i),
  },
  {
    claim: "The role must be an administrator's role.",
    why: "It needs the permissions that the operation declares, no more.",
    said: says(
      /\b(?:give|assign|grant|use|needs?|require[sd]?)\b[^.!?\n]{0,40}\b(?:master admin|full admin|admin role|administrator role|all permissions)\b/i,
    ),
  },
];

/** What the input takes for the cause although it is not; claims that turned out to be right are left out. */
export function mythsOf(facts: Facts, signals: Signals, found: readonly CauseId[]): readonly NotTheCause[] {
  return myths
    .filter((myth) => myth.said(facts, signals))
    .filter((myth) => myth.id === undefined || !found.includes(myth.id) || configurationMistakes.has(myth.id))
    .map(({ claim, why, id }) => ({ claim, why, ...(id === undefined ? {} : { id }) }));
}

/** Causes that say the same as their myth: that something was done which has no effect. */
const configurationMistakes = new Set<CauseId>([
  "client-credentials-ignores-scopes",
  "cross-org-client-credentials",
  "invented-header",
  "client-in-group",
  "wrong-principal-roles",
  "malformed-token-request",
]);
