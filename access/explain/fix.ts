import { type Catalogue, type Operation, describeOperation } from "../catalogue";
import { causes } from "../causes/causes";
import type { CauseId } from "../causes/ids";
import type { RecordingMedia } from "../graph/graph";
import { describePlace, type Place } from "../graph/place";
import { needs } from "../needs";
import type { CallMention, Facts } from "./facts/facts";
import type { OrgContext } from "./graph";

/** What a fix is made from. */
export interface FixContext {
  readonly facts: Facts;
  readonly call: CallMention | undefined;
  readonly catalogue: Catalogue;
  readonly org?: OrgContext;
  /** Whether the text says that the user whose token it is was disabled or deleted. */
  readonly userInactive?: boolean;
}

/** A fix in words, and as YAML below `config:` where an org file decides it. */
export interface FixText {
  readonly fix: string;
  readonly orgFile?: string;
}

/** What to change for a cause: in the org file when there is one, otherwise in the admin menus. */
export function fixOf(id: CauseId, context: FixContext): FixText {
  const cause = causes[id];
  if (id === "token-expired-or-idle" && context.userInactive === true)
    return {
      fix: "Set the user active again (Admin > People & Permissions > People), or let another service user sign in; then get a new token. No setting of the client changes it.",
    };
  const specific = specifics(id, context);
  const sentence = specific === undefined ? cause.fix.sentence : specific;
  const { org } = context;
  if (org !== undefined) {
    const change = changeOf(id, context, org);
    if (change !== undefined)
      return { fix: `${sentence} In the org file: ${change.words}`, ...(change.yaml === undefined ? {} : { orgFile: change.yaml }) };
    return { fix: `${sentence} The org file has no say in it. ${ended(cause.fix.menu)}` };
  }
  return { fix: `${sentence} Where: ${ended(cause.fix.menu)}`, ...(cause.fix.orgFile === undefined ? {} : { orgFile: exampleFor(id, cause.fix.orgFile, context.call) }) };
}

/** Causes whose example shows no more than that the refused call is declared: any call can stand in it. */
const anyCall: ReadonlySet<CauseId> = new Set<CauseId>([
  "missing-permission-any", "missing-permission-all", "wrong-principal-roles", "client-credentials-ignores-scopes", "client-in-group",
  "missing-client-roles", "home-division-only-grant", "missing-division-grant", "wrong-subject-type", "wrong-grant-type",
]);

/** A cause's example with the refused call in it, or said to be an example: what is pasted must not open something else. */
function exampleFor(id: CauseId, yaml: string, call: CallMention | undefined): string {
  const calls = yaml.match(/^ +- [A-Z]+ \/api\/.*$/gm) ?? [];
  if (calls.length === 0) return yaml;
  const refused = call?.operation === undefined ? undefined : describeOperation(call.operation);
  if (refused !== undefined && calls.some((line) => line.endsWith(` ${refused}`))) return yaml;
  const [shown] = calls;
  if (refused === undefined || shown === undefined || calls.length > 1 || !anyCall.has(id)) return `# An example: write your own calls into it.\n${yaml}`;
  const filled = yaml.replace(shown, shown.replace(/- .*/, `- ${refused}`)).replace(/^(genesys-access:applications:\n {2})[\w-]+:/m, "$1my-application:");
  return refused.includes("recording") ? filled : filled.replace(/^ +recordings: .*\n?/m, "").trimEnd();
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The commands and requests of a cause with what is known filled in. */
export function proofOf(id: CauseId, { facts, call, catalogue, org }: FixContext): readonly string[] {
  const region = facts.hosts.find((host) => host.known && host.region !== undefined)?.region ?? facts.regions[0] ?? org?.graph.org.region;
  const domain = region === undefined ? undefined : catalogue.region(region)?.domain;
  return causes[id].prove.map((line) => {
    let text = line;
    if (call !== undefined && call.kind === "operation") text = text.replace(/"CALL"/g, `"${call.text}"`);
    if (call !== undefined && call.kind === "unknown")
      text = text.replace(/"METHOD \/api\/v2\/path"/g, `"${call.nearest[0] ?? call.text}"`);
    if (domain !== undefined) text = text.replace(/\bDOMAIN\b/g, domain);
    if (org !== undefined)
      text = text
        .replace(/\bapplication:NAME\b/g, `application:${org.application.key}`)
        .replace(/--org ORG\b/g, `--org ${org.graph.org.name}`)
        .replace(/\bcheck ORG\b/g, `check ${org.graph.org.name}`);
    return text;
  });
}

function specifics(id: CauseId, { facts, call, catalogue, org }: FixContext): string | undefined {
  const media = mediaOf(facts, org?.application.recordings);
  const operation = call?.operation;
  const cc = facts.grants.some((grant) => grant.type === "CLIENT-CREDENTIALS");
  const who = cc ? "the client" : "the principal that makes the call (with client credentials the client itself)";
  switch (id) {
    case "missing-permission-any":
    case "missing-permission-all":
    case "permission-unavailable-in-org":
    case "misleading-error-text": {
      const needed = neededBy(operation, media, catalogue);
      if (needed.length === 0) {
        const printed = facts.permissions.filter((permission) => permission.by === "printed").map((permission) => permission.name);
        if (printed.length === 0 || id === "misleading-error-text") return undefined;
        if (id === "permission-unavailable-in-org")
          return `Get the product or beta that brings ${printed.slice(0, 3).join(", ")} for the org, or leave the call out.`;
        return id === "missing-permission-any"
          ? `Give ${who} a role with one of: ${printed.join(", ")}.`
          : `Give ${who} a role with ${printed.join(", ")}.`;
      }
      if (id === "permission-unavailable-in-org")
        return `Get the product or beta that brings ${needed.join(", ")} for the org, or leave the call out.`;
      if (id === "misleading-error-text")
        return `Go by what the operation declares, not by the message: give ${who} a role with ${needed.join(", ")}.`;
      return `Give ${who} a role with ${needed.join(", ")}${operation !== undefined && operation.mode === "ANY" && operation.permissions.length > 1 ? " (the least powerful of those that will do)" : ""}.`;
    }
    case "missing-scope":
    case "readonly-scope-for-write":
    case "wrong-scope-family": {
      const refused = facts.scopes.filter((scope) => scope.by === "refused").map((scope) => scope.name);
      const wanted = operation?.scopes.length !== undefined && operation.scopes.length > 0 ? operation.scopes : refused;
      return wanted.length === 0 ? undefined : `Give the client the scope ${[...wanted].reverse().join(" or ")}, then get a new token.`;
    }
    case "unknown-endpoint": {
      const unknown = facts.calls.find((one) => one.kind === "unknown");
      const near = unknown?.nearest[0];
      return near === undefined ? undefined : `Call ${near} instead of ${unknown?.text ?? "it"}.`;
    }
    case "invalid-scope-name": {
      const bad = facts.scopes.filter((scope) => !scope.known);
      if (bad.length === 0) return undefined;
      const cures = bad.slice(0, 4).map((scope) => `${scope.name} -> ${scope.nearest[0] ?? "none"}`);
      return `${cc ? "Remove the scopes; with client credentials they count for nothing. For a user's token the real ones are: " : "Use scopes that exist: "}${cures.join(", ")}.`;
    }
    case "unknown-permission": {
      const bad = facts.permissions.filter((permission) => !permission.known && permission.by !== "printed");
      return bad.length === 0
        ? undefined
        : `Use permissions that exist: ${bad
            .slice(0, 4)
            .map((permission) => `${permission.name} -> ${permission.nearest[0] ?? "none"}`)
            .join(", ")}.`;
    }
    case "invented-header": {
      const bad = facts.headers.filter((header) => !header.known).map((header) => header.name);
      return bad.length === 0
        ? undefined
        : `Remove ${bad.join(", ")}; for another organization use a client and a token of that organization.`;
    }
    case "wrong-region-host": {
      const bad = facts.hosts.find((host) => !host.known);
      return bad?.nearest[0] === undefined
        ? undefined
        : `Use the hosts of the org's region, such as ${bad.nearest.join(" or ")}, instead of ${bad.name}.`;
    }
    case "unknown-role-name": {
      const bad = facts.roles.filter((role) => !role.known).map((role) => `"${role.name}"`);
      return bad.length === 0
        ? undefined
        : `Declare ${bad.slice(0, 3).join(", ")} in the org, or let the declared calls make a role that holds exactly what they need.`;
    }
    case "enforcement-tightened": {
      const needed = neededBy(operation, media, catalogue);
      return needed.length === 0 ? undefined : `Grant ${needed.join(", ")} to ${who}.`;
    }
    default:
      return undefined;
  }
}

function neededBy(operation: Operation | undefined, recordings: readonly RecordingMedia[], catalogue: Catalogue): readonly string[] {
  if (operation === undefined || operation.mode === "none") return [];
  return needs([describeOperation(operation)], { catalogue, recordings }).role.permissions;
}

/** Which recordings are read: those that the org file declares, else those that the text speaks of, and audio where it names it. */
export function mediaOf(facts: Facts, declared: readonly RecordingMedia[] = []): readonly RecordingMedia[] {
  if (declared.length > 0) return !declared.includes("audio") && /\b(?:audio|voice) recordings?\b/i.test(facts.text) ? [...declared, "audio"] : declared;
  const media: RecordingMedia[] = [];
  if (/\bscreens?\b|\bdesktop (?:recording|session|activity)/i.test(facts.text)) media.push("screen");
  if (/\b(?:audio|voice|call) recordings?\b/i.test(facts.text)) media.push("audio");
  return media;
}

interface Change {
  readonly words: string;
  readonly yaml?: string;
}

function changeOf(id: CauseId, context: FixContext, org: OrgContext): Change | undefined {
  const { application } = org;
  const at = (place: Place): string => describePlace(place);
  const key = application.key;
  const here = `application ${key} (${at(application.place)})`;
  const block = (lines: readonly string[]): string =>
    [`genesys-access:applications:`, `  ${key}:`, ...lines.map((line) => `    ${line}`)].join("\n");
  const call = context.call;
  switch (id) {
    case "missing-permission-any":
    case "missing-permission-all":
    case "recording-view-subpermission":
    case "enforcement-tightened":
    case "misleading-error-text":
    case "wrong-principal-roles":
    case "client-in-group": {
      if (call?.operation === undefined) return { words: `declare the call under \`calls\` of ${here}; the role follows from it.` };
      const text = describeOperation(call.operation);
      const declared = application.calls.some(
        (one) => context.catalogue.resolve(one.call).known && sameCall(one.call, text, context.catalogue),
      );
      if (!declared)
        return {
          words: `add the call under \`calls\` of ${here}; its role then gets what the call needs.`,
          yaml: block(["calls:", `  - ${text}`]),
        };
      const media = mediaOf(context.facts, application.recordings).filter((one) => !application.recordings.includes(one));
      if (media.length > 0)
        return {
          words: `say under \`recordings\` of ${here} what is read: ${media.join(", ")}.`,
          yaml: block([`recordings: [${[...application.recordings, ...media].join(", ")}]`]),
        };
      return {
        words: `${here} declares the call already; run \`genesys-access up ${org.graph.org.name}\` so that the org gets what the file says.`,
      };
    }
    case "missing-division-grant":
    case "home-division-only-grant":
    case "wfm-scope-of-access": {
      const names = application.divisions.map((division) =>
        division.kind === "division"
          ? (org.graph.divisions.find((one) => one.key === division.key)?.name ?? division.key)
          : division.kind === "all"
            ? "all"
            : "home",
      );
      const wanted = context.facts.divisions.filter((name) => !names.some((one) => one.toLowerCase() === name.toLowerCase()));
      const next = names.includes("all") ? names : wanted.length > 0 ? [...names.filter((name) => name !== "home"), ...wanted] : ["all"];
      if (names.includes("all"))
        return { words: `${here} is granted in all divisions already; run \`genesys-access up ${org.graph.org.name}\`.` };
      const unlisted = wanted.filter((name) => !org.graph.divisions.some((one) => one.name === name));
      return {
        words: `name the division under \`divisions\` of ${here}${unlisted.length > 0 ? `, and list ${unlisted.join(", ")} under \`org.divisions\`` : ""}.`,
        yaml: block([`divisions: [${next.join(", ")}]`]),
      };
    }
    case "client-credentials-ignores-scopes":
    case "invalid-scope-name": {
      const bad = (org.client?.scopes ?? []).filter(
        (scope) => id === "client-credentials-ignores-scopes" || !context.catalogue.isScope(scope.scope),
      );
      const first = bad[0];
      if (first === undefined) return { words: `${here} names no such scope; leave it that way.` };
      return { words: `remove ${bad.map((scope) => scope.scope).join(", ")} from \`scopes\` (${at(first.place)}).` };
    }
    case "missing-scope":
    case "readonly-scope-for-write":
    case "wrong-scope-family": {
      const wanted = call?.operation?.scopes.at(-1) ?? context.facts.scopes.find((scope) => scope.by === "refused")?.name;
      if (wanted === undefined) return { words: `add the scope under \`scopes\` of ${here}.` };
      const scopes = [...new Set([...(org.client?.scopes.map((scope) => scope.scope) ?? []), wanted])].filter((scope) =>
        context.catalogue.isScope(scope),
      );
      return { words: `add ${wanted} under \`scopes\` of ${here}.`, yaml: block([`scopes: [${scopes.join(", ")}]`]) };
    }
    case "user-context-required":
      return {
        words: `give ${here} the grant \`code\` and a service user.`,
        yaml: [
          `genesys-access:serviceUsers:`,
          `  ${key}:`,
          `    email: ${key}@example.com`,
          block([`grant: code`, `serviceUser: ${key}`, `redirectUris: ["https://${key}.example.com/callback"]`]),
        ].join("\n"),
      };
    case "non-user-context-required":
    case "wrong-grant-type":
      return { words: `set \`grant\` of ${here} to the grant that the program asks for.`, yaml: block(["grant: client-credentials"]) };
    case "unknown-endpoint": {
      const unknown = application.calls.find((one) => !context.catalogue.resolve(one.call).known);
      const near = unknown === undefined ? undefined : context.catalogue.resolve(unknown.call);
      if (unknown === undefined || near === undefined || near.known)
        return {
          words: `declare the real call under \`calls\` of ${here}.`,
          ...(call?.nearest[0] === undefined ? {} : { yaml: block(["calls:", `  - ${call.nearest[0]}`]) }),
        };
      return {
        words: `replace ${unknown.call} (${at(unknown.place)}) by ${near.nearest[0] ?? "a real call"}.`,
        ...(near.nearest[0] === undefined ? {} : { yaml: block(["calls:", `  - ${near.nearest[0]}`]) }),
      };
    }
    case "unknown-permission": {
      const bad = application.permissions.find((one) => !context.catalogue.isPermission(one.permission));
      return bad === undefined
        ? { words: `${here} asks for no such permission.` }
        : {
            words: `replace ${bad.permission} (${at(bad.place)}) by ${context.catalogue.nearestPermissions(bad.permission)[0] ?? "a real permission"}.`,
          };
    }
    case "invented-header": {
      const bad = application.headers[0];
      return bad === undefined
        ? { words: `${here} declares no header; take it out of the program.` }
        : { words: `remove ${bad.name} from \`headers\` (${at(bad.place)}).` };
    }
    case "wrong-region-host": {
      const bad = application.hosts.find((one) => context.catalogue.regionOfHost(one.host)?.region !== org.graph.org.region);
      return bad === undefined
        ? { words: `\`org.region\` is ${org.graph.org.region ?? "not said"}; compare it with the hosts that the program uses.` }
        : { words: `replace ${bad.host} under \`hosts\` (${at(bad.place)}) by a host of ${org.graph.org.region ?? "the org's region"}.` };
    }
    case "group-roles-disabled": {
      const group = org.graph.groups.find((one) => !one.rolesEnabled);
      return group === undefined ? undefined : { words: `set \`rolesEnabled: true\` for group ${group.key} (${at(group.place)}).` };
    }
    case "abac-policy-denied": {
      const policy = org.graph.accessPolicies[0];
      return policy === undefined
        ? undefined
        : { words: `access policy ${policy.key} (${at(policy.place)}) describes what the org has; change it there, then here.` };
    }
    case "propagation-delay":
      return { words: `nothing; wait. \`org.grantTimeout\` says how long \`up\` waits.` };
    default: {
      const yaml = causes[id].fix.orgFile;
      return yaml === undefined ? undefined : { words: `${here}, after this model.`, yaml };
    }
  }
}

function sameCall(one: string, other: string, catalogue: Catalogue): boolean {
  const a = catalogue.resolve(one);
  return a.known && describeOperation(a.operation) === other;
}
