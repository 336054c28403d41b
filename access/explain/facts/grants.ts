import type { GrantType } from "../../graph/graph";
import type { Facts, TokenRequest } from "./facts";
import { corrected } from "./spelling";

type Grants = Facts["grants"];

const spoken: readonly (readonly [RegExp, GrantType, strong: boolean])[] = [
  [/\bclient[\s_-]?cred(?:ential)?s?\b(?:\s+(?:grant|flow|client|token))?/i, "CLIENT-CREDENTIALS", true],
  [/\bgrant_type["']?\s*[:=]\s*["']?client_credentials/i, "CLIENT-CREDENTIALS", true],
  [/loginClientCredentialsGrant|get_client_credentials_token|authorizeClientCredentials/i, "CLIENT-CREDENTIALS", true],
  [
    /\b(?:machine|server|service|backend|m2m|app(?:lication)?)[\s-]to[\s-](?:machine|server|service|app(?:lication)?)\b|\bM2M\b/i,
    "CLIENT-CREDENTIALS",
    false,
  ],
  [/\bgrant_type["']?\s*[:=]\s*["']?(?:authorization_code|refresh_token)/i, "CODE", true],
  [/\b(?:authori[sz]ation|auth)[\s_-]code\b|\bcode authori[sz]ation\b|\bPKCE\b|\bcode grant\b/i, "CODE", true],
  [
    /login(?:PKCE|CodeAuthorization)Grant|get_code_authorization_token|get_pkce_token|authorize(?:CodeAuthorization|PKCE)/i,
    "CODE",
    true,
  ],
  [/loginImplicitGrant/i, "TOKEN", true],
  [/loginSaml2BearerGrant|get_saml2bearer_token|authorizeSaml2Bearer/i, "SAML2-BEARER", true],
  [/\bimplicit(?:\s+(?:grant|flow|token))?\b|\btoken (?:implicit|grant)\b|\bresponse_type=token\b/i, "TOKEN", true],
  [/\bsaml2?[\s-]*bearer\b/i, "SAML2-BEARER", true],
  [/\bpassword grant\b|\bresource owner password\b|\bgrant_type["']?\s*[:=]\s*["']?password/i, "PASSWORD", true],
  [
    /\b(?:user['s]*[\s-](?:access\s+)?token|user context token|token of (?:the|a|my) (?:logged[\s-]in )?user|logged[\s-]in (?:as|user)|signed[\s-]in user|interactive login|agent'?s token|purecloud-builtin)\b/i,
    "CODE",
    false,
  ],
];

/** Grant types that a text speaks of, the surest first. */
export function grantsOf(input: string): Grants {
  // what the API's own message says of tokens in general says nothing of this one
  const text = corrected(input).replace(/requires a (?:non-)?user context[^"\n]*/gi, (message) => " ".repeat(message.length));
  const found: { type: GrantType; as: string; strong: boolean; at: number }[] = [];
  for (const [pattern, type, strong] of spoken) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const before = text.slice(Math.max(0, match.index - 28), match.index);
    if (
      /\b(?:instead of|rather than|not|isn't|aren't|no|than|switch(?:ed|ing)? (?:from|to))\s+(?:the\s+|a\s+|an\s+|using\s+)*["'`]?$/i.test(
        before,
      )
    )
      continue;
    if (!found.some((other) => other.type === type)) found.push({ type, as: match[0].slice(0, 60), strong, at: match.index });
  }
  return found.sort((a, b) => Number(b.strong) - Number(a.strong) || a.at - b.at).map(({ type, as }) => ({ type, as }));
}

/** A grant type as somebody writes it in a flag. */
export function grantOf(text: string): GrantType | undefined {
  const key = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (/^(?:clientcredentials?|cc|m2m)$/.test(key)) return "CLIENT-CREDENTIALS";
  if (/^(?:code|authorizationcode|authcode|pkce|codeauthorization|authorizationcodepkce|user)$/.test(key)) return "CODE";
  if (/^(?:token|implicit|tokenimplicit|implicitgrant)$/.test(key)) return "TOKEN";
  if (/^saml2?bearer$|^saml2?$/.test(key)) return "SAML2-BEARER";
  if (/^password$/.test(key)) return "PASSWORD";
  return undefined;
}

/** Requests for a token that a text shows: curl, code, or described. */
export function tokenRequestsOf(text: string): readonly TokenRequest[] {
  const requests: TokenRequest[] = [];
  for (const match of text.matchAll(
    /(?:(?:https?:\/\/)([A-Za-z0-9.{}$<>_-]+)(?::\d+)?)?(\/(?:api\/)?(?:v\d\/)?oauth2?\/(?:v\d\/)?token)\b/gi,
  )) {
    const near = text.slice(Math.max(0, match.index - 500), match.index + 700);
    requests.push({
      ...(match[1] === undefined ? {} : { host: match[1].toLowerCase() }),
      path: match[2] ?? "",
      json:
        /application\/json|JSON\.stringify|\bjson\s*=|\bjson (?:body|payload|format)|--json\b/i.test(near) &&
        !/x-www-form-urlencoded/i.test(near)
          ? true
          : /\{\s*"grant_type"/.test(near),
      hasGrantType: /grant_?type/i.test(near),
      ...scopeIn(near),
    });
  }
  if (requests.length === 0 && /\{\s*["']grant_type["']\s*:/.test(text)) {
    requests.push({ path: "", json: true, hasGrantType: true, ...scopeIn(text) });
  }
  return requests;
}

function scopeIn(text: string): { readonly scope: string } | object {
  const match = /["']?\bscope["']?\s*[:=]\s*["']?([A-Za-z][\w:.%+ -]{2,200})/.exec(text);
  return match?.[1] === undefined ? {} : { scope: match[1].trim() };
}
