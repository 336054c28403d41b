import type { Catalogue } from "../../catalogue";
import type { ExplainFlags } from "../explanation";
import { sentencesOf } from "../normalize";
import { answersOf, bodyOf, statusesOf } from "./answers";
import { callOf, callsOf } from "./calls";
import type { Facts, InputForm, Mention } from "./facts";
import { grantOf, grantsOf, tokenRequestsOf } from "./grants";
import { headerOf, headersOf } from "./headers";
import { hostOf, hostsOf } from "./hosts";
import { divisionsOf, namesOf, permissionOf, roleOf, scopeOf } from "./names";
import { correlationIdsOf, fieldsOf, menusOf, pagesOf } from "./other";

export type { BodyShape, CallMention, Facts, InputForm, Mention, PermissionMention, ScopeMention, TokenRequest } from "./facts";

/**
 * Reads everything out of an input that can be evidence. `text` is normalised and has no secrets
 * any more; `declaredRoles` are the roles of the org file, when there is one, and `wrongCalls` the
 * calls in it that do not exist.
 */
export function factsOf(
  text: string,
  flags: ExplainFlags,
  catalogue: Catalogue,
  declaredRoles: readonly string[] = [],
  wrongCalls: readonly string[] = [],
): Facts {
  const all = flags.message === undefined ? text : `${text}\n${flags.message}`;
  const sentences = sentencesOf(all);
  const { shown, said } = statusesOf(all);
  const answers = answersOf(all, catalogue);
  const names = namesOf(all, sentences, catalogue);
  const flagCalls = (flags.calls ?? []).map((call) => callOf(call, catalogue));
  const textCalls = callsOf(all, catalogue);
  const flagGrant = flags.grant === undefined ? undefined : grantOf(flags.grant);
  const codes =
    flags.code === undefined
      ? answers.codes
      : [
          { code: flags.code, message: flags.message ?? all, from: "flag" as const },
          ...answers.codes.filter((code) => code.code !== flags.code && code.from !== "message"),
        ];
  const statuses = flags.status === undefined ? shown : [flags.status, ...shown.filter((status) => status !== flags.status)];
  const hosts = unique([...(flags.hosts ?? []).flatMap((host) => hostOf(host, catalogue, true) ?? []), ...hostsOf(all, catalogue)]);
  const regions = new Set<string>();
  for (const region of catalogue.regions)
    if (new RegExp(`(?<![\\w-])${region.region.replace(/-/g, "[-_]")}(?![\\w-])|(?<![\\w.-])${shortName(region.region)}(?![\\w-]|\\.\\w)`, "i").test(all)) regions.add(region.region);
  if (flags.region !== undefined) regions.add(flags.region);
  return {
    form: formOf(text, flags, answers.codes),
    text: all,
    sentences,
    statuses,
    saidStatuses: said,
    ...answers,
    codes,
    body: bodyOf(all, codes, answers.foreignCodes, shown),
    correlation: /inin-correlation-id|["']?contextId["']?\s*[:=]|correlationId["']?\s*[:=]/i.test(all) || correlationIdsOf(all).length > 0,
    answerHeaders:
      /^< (?:HTTP\/|[A-Za-z-]+:)/m.test(all) ||
      /\bHTTP\/[\d.]+ \d{3}[^\n]*\n(?:[A-Za-z-]+: [^\n]*\n){2,}/.test(all) ||
      /HTTPHeaderDict/.test(all),
    correlationIds: correlationIdsOf(all),
    calls: [
      ...flagCalls,
      ...textCalls.filter((call) => !flagCalls.some((flag) => flag.text === call.text)),
      ...wrongCalls
        .map((call) => ({ ...callOf(call, catalogue), fails: false }))
        .filter((call) => ![...flagCalls, ...textCalls].some((other) => other.text === call.text)),
    ],
    tokenRequests: tokenRequestsOf(all),
    grants: flagGrant === undefined ? grantsOf(all) : [{ type: flagGrant, as: flags.grant ?? flagGrant }],
    scopes: unique([...(flags.scopes ?? []).map((scope) => scopeOf(scope, catalogue)), ...names.scopes]),
    permissions: unique([...(flags.permissions ?? []).map((permission) => permissionOf(permission, catalogue)), ...names.permissions]),
    roles: unique([
      ...(flags.roles ?? []).map((role) => roleOf(role, declaredRoles)),
      ...names.roles.map((role) =>
        declaredRoles.some((declared) => declared.toLowerCase() === role.name.toLowerCase()) ? { ...role, known: true, nearest: [] } : role,
      ),
    ]),
    headers: unique([
      ...(flags.headers ?? []).flatMap((header): Mention[] => {
        const found = headerOf(header);
        return found === undefined ? [] : [found];
      }),
      ...headersOf(all),
    ]),
    hosts,
    regions: [...regions],
    menus: menusOf(all),
    pages: pagesOf(all),
    fields: fieldsOf(all),
    divisions: [...new Set([...(flags.divisions ?? []), ...divisionsOf(all)])],
    secretKinds: [],
  };
}

/** `eu-central-2` as people and hosts write it in short: `euc2`. */
function shortName(region: string): string {
  const [area = "", place = "", number = ""] = region.split("-");
  return `${area}${place.replace(/^(north|south)(east|west)$/, "$1 $2").split(" ").map((word) => word.charAt(0)).join("")}${number}`;
}

function unique<T extends { readonly name: string }>(mentions: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return mentions.filter((mention) => !seen.has(mention.name.toLowerCase()) && seen.add(mention.name.toLowerCase()));
}

function formOf(text: string, flags: ExplainFlags, codes: Facts["codes"]): InputForm {
  const trimmed = text.trim();
  if (trimmed === "")
    return Object.values(flags).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined)) ? "flags" : "nothing";
  if (
    /\bAPI Error: \d{3}|\bAuth Error: \d{3}|genesyscloud_\w+[.: ]|genesyscloud:index|"resourceType":/.test(text) &&
    !/[?]\s*$/.test(trimmed.slice(-200))
  )
    return "Terraform or Pulumi output";
  if (/\(\d{3}\)\s*\n?Reason:|HTTPHeaderDict|HTTP response body:|PureCloudPlatformClientV2\.rest/.test(text)) return "Python SDK exception";
  if (/statusText:\s*'|\bstatusText["']?\s*:|purecloud-platform-client-v2/.test(text)) return "JavaScript SDK exception";
  if (/ApiException|com\.mypurecloud\.sdk|PureCloudPlatform\.Client/.test(text)) return "SDK exception";
  if (/^[<>*] /m.test(text) && /^< HTTP\//m.test(text)) return "curl output";
  if (/^\s*(?:\{|\[)/.test(trimmed) && /[}\]]\s*$/.test(trimmed))
    return codes.some((code) => code.code.includes("_") && !code.code.includes(".")) ? "token endpoint answer" : "error body";
  if (
    /"(?:GET|POST|PUT|PATCH|DELETE) [^"]+ HTTP\/[\d.]+"\s+\d{3}|\b(?:GET|POST|PUT|PATCH|DELETE) \S+ HTTP\/[\d.]+|\bHTTP\/[\d.]+ \d{3}/.test(
      text,
    )
  )
    return "HTTP log";
  return "prose";
}
