import { type Catalogue, type Operation, describeOperation, familyOfPath } from "../../catalogue";
import type { CauseId } from "../../causes/ids";
import { announced } from "../facts/calls";
import type { CallMention, Facts } from "../facts/facts";
import { type StatementId, statementsOf } from "../facts/statements";

/** What is observed beside codes and statements. */
export type Observation =
  | "only configuration is given"
  | "a refusal without a code"
  | "403 without a code"
  | "401 without a code"
  | "400 without a code"
  | "404 without a code"
  | "501"
  | "429"
  | "407"
  | "415"
  | "nothing is refused"
  | "fails before there is a token"
  | "the answer is Genesys'"
  | "the endpoint is unknown"
  | "an endpoint beside is unknown"
  | "the operation is real"
  | "no operation is named"
  | "the operation asks for ANY"
  | "the operation asks for ALL"
  | "the operation declares no permission"
  | "users only, client credentials"
  | "users only, grant unknown"
  | "clients only, user token"
  | "clients only, grant unknown"
  | "/me with client credentials"
  | "acts in a conversation"
  | "acts in a conversation with client credentials"
  | "reads recordings"
  | "reads a batch job"
  | "monitors screens"
  | "workforce management call"
  | "subscribes to topics"
  | "grants roles"
  | "writes a client"
  | "manages users"
  | "lists things"
  | "client credentials"
  | "roles on a client of user tokens"
  | "user token"
  | "scopes on client credentials"
  | "scope unknown"
  | "only unknown scopes are given"
  | "scopes given are not the operation's"
  | "only readonly is given, full is wanted"
  | "the path's scope is given, another is wanted"
  | "scopes given suffice"
  | "refused although the scope is given"
  | "a new token helps against a scope refusal"
  | "only full scopes are accepted"
  | "another family's scope is wanted"
  | "permission unknown"
  | "held permissions lack one of ANY"
  | "held permissions lack some of ALL"
  | "held permissions suffice"
  | "held recording permission is of another kind"
  | "printed permission is not the operation's"
  | "printed permission is said to be held"
  | "a division is glued to the permission"
  | "a division stands beside empty brackets"
  | "older wording of a missing permission"
  | "access to one object is forbidden"
  | "role unknown"
  | "role not found by name"
  | "invented header"
  | "header for an organization"
  | "the only host is unknown"
  | "a host is unknown"
  | "hosts of two regions"
  | "token asked at the wrong place"
  | "a token request beside goes to the wrong place"
  | "token request as JSON"
  | "body of a gateway"
  | "body of a gateway that says so"
  | "body of another system"
  | "body of somebody else"
  | "body is HTML"
  | "body is foreign"
  | "message is not Genesys'"
  | "no correlation id among the headers"
  | "invented field"
  | "another host refuses"
  | "a service refuses for one kind of thing"
  | `the org file says ${CauseId}`
  | "the org file allows it";

/** One piece of evidence: an observation, a statement, or a code's meaning. */
export type Signal = Observation | `says: ${StatementId}`;

/** Evidence that is there, each with a sentence for a person. */
export type Signals = ReadonlyMap<Signal, string>;

/** The call that the question is about: the refused one, or else the first that does not work. */
export function callInQuestion(facts: Facts): CallMention | undefined {
  const calls = facts.calls.filter((call) => call.kind === "operation" || call.kind === "unknown");
  return (
    calls.find(
      (call) =>
        call.fails &&
        call.kind === "operation" &&
        call.operation !== undefined &&
        !call.works &&
        calls.every((other) => other.kind !== "unknown" || !other.fails),
    ) ??
    calls.find((call) => call.fails) ??
    calls.find((call) => !call.works) ??
    undefined
  );
}

/** Finds every signal in the facts. */
export function signalsOf(facts: Facts, catalogue: Catalogue): Signals {
  const signals = new Map<Signal, string>();
  const note = (signal: Signal, evidence: string): void => {
    if (!signals.has(signal)) signals.set(signal, evidence);
  };
  const call = callInQuestion(facts);
  const operation = call?.operation;
  const statements = statementsOf(facts.sentences);
  for (const [id, words] of statements) note(`says: ${id}`, `"${words}"`);

  const status = facts.statuses.find((one) => one >= 400) ?? facts.saidStatuses.find((one) => one >= 400);
  const oauthCode = facts.codes.find((code) => oauthCodes.has(code.code));
  const tokenCall = facts.calls.find((one) => one.kind === "token");
  const tokenFails =
    (oauthCode !== undefined && oauthCode.code !== "access_denied") ||
    (oauthCode !== undefined && tokenCall !== undefined) ||
    (tokenCall?.fails === true && !facts.calls.some((one) => one.kind !== "token" && one.fails)) ||
    (tokenCall !== undefined &&
      call === undefined &&
      status !== undefined &&
      facts.codes.every((code) => oauthCodes.has(code.code) || code.code === "authentication.required"));
  const configurationOnly = facts.form === "flags" && status === undefined && facts.codes.length === 0 && facts.messages.length === 0;
  if (configurationOnly) note("only configuration is given", "only the configuration was given, no refusal");
  const codeSays = facts.codes.some((code) => !vagueCodes.has(code.code));
  if (status !== undefined && !codeSays) {
    note("a refusal without a code", `status ${status} without a code that says why`);
    if (status === 403) note("403 without a code", "status 403 without a code that says why");
    if (status === 401) note("401 without a code", "status 401 without a code");
    if (status === 400) note("400 without a code", "status 400 without a code");
    if (status === 404) note("404 without a code", "status 404 without a code that says why");
  }
  for (const one of [501, 429, 407, 415] as const)
    if (facts.statuses.includes(one) || (status === one && facts.saidStatuses.includes(one)))
      note(String(one) as "501" | "429" | "407" | "415", `status ${one}`);
  const refusalWords = /\b(?:forbidden|denied|refus|reject|fail|error|unauthori|not (?:allowed|authori))/i.test(facts.text);
  if (
    status === undefined &&
    facts.codes.length === 0 &&
    !configurationOnly &&
    (!refusalWords || facts.statuses.includes(200) || facts.saidStatuses.includes(200) || statements.has("answers with less"))
  ) {
    note("nothing is refused", "no refusal is shown, only what comes back");
  }
  if (tokenFails)
    note(
      "fails before there is a token",
      oauthCode === undefined
        ? "the token request itself is refused"
        : `${oauthCode.code} is an answer of the token endpoint, so there is no token yet`,
    );
  if (facts.body.kind === "genesys")
    note(
      "the answer is Genesys'",
      facts.correlation ? "the answer has Genesys' form, with a correlation id" : "the answer has Genesys' form",
    );

  const helps = statements.get("new token helps");
  if (helps !== undefined && facts.codes.some((code) => code.code === "app.not.authorized.for.scope"))
    note("a new token helps against a scope refusal", `"${helps}": a new token helps, so the scope was added after the old one was issued`);

  observeCall(facts, call, operation, statements, note);
  observeGrantAndScopes(facts, call, operation, catalogue, statements, note);
  observePermissions(facts, operation, catalogue, note);
  observeNames(facts, note);
  observeHosts(facts, statements, note, tokenCall);
  observeBody(facts, note);
  return signals;
}

const oauthCodes = new Set([
  "invalid_client",
  "unauthorized_client",
  "invalid_request",
  "invalid_grant",
  "invalid_scope",
  "unsupported_grant_type",
  "access_denied",
  "redirect_uri_mismatch",
]);
const vagueCodes = new Set([
  "not.authorized",
  "forbidden",
  "not.found",
  "bad.request",
  "access.denied",
  "unauthorized",
  "general.forbidden",
  "general.access.denied",
  "access_denied",
  "authentication.required",
]);

type Note = (signal: Signal, evidence: string) => void;
type Statements = ReadonlyMap<StatementId, string>;

function observeCall(
  facts: Facts,
  call: CallMention | undefined,
  operation: Operation | undefined,
  statements: Statements,
  note: Note,
): void {
  const unknown = facts.calls.filter((one) => one.kind === "unknown");
  const real = facts.calls.filter((one) => one.kind === "operation" && !one.works);
  if (call?.kind === "unknown")
    note(
      "the endpoint is unknown",
      `${call.text} is no operation of the Platform API (${facts.calls.length > 1 ? "the call in question" : "specification of July 2026"})`,
    );
  else if (unknown[0] !== undefined)
    note(
      real.length === 0 ? "the endpoint is unknown" : "an endpoint beside is unknown",
      `${unknown[0].text} is no operation of the Platform API`,
    );
  const known = facts.calls.find((one) => announced.test(one.text));
  if (known !== undefined)
    note("manages users", `${known.text} is one of four user management calls whose permissions are enforced since December 2025`);
  if (operation === undefined) {
    if (call === undefined) note("no operation is named", "no operation is named");
    return;
  }
  const named = describeOperation(operation);
  note("the operation is real", `${named} exists`);
  if (operation.mode === "ANY") note("the operation asks for ANY", `${named} asks for any one of: ${operation.permissions.join(", ")}`);
  else if (operation.mode === "ALL") note("the operation asks for ALL", `${named} asks for all of: ${operation.permissions.join(", ")}`);
  else note("the operation declares no permission", `${named} declares no permission; what lies behind it has rules of its own`);
  for (const one of real) if (one.operation !== undefined) observeKind(one.operation, facts, note);
  if (/architect\.|case\.|wem\.|lm\./.test(facts.codes[0]?.code ?? ""))
    note("a service refuses for one kind of thing", `the code is one of the service's own`);
  void statements;
}

/** What is peculiar to single operations; told of every operation that the input names. */
function observeKind(operation: Operation, facts: Facts, note: Note): void {
  const named = describeOperation(operation);
  const path = operation.path;
  if (actsInConversation(operation)) {
    note("acts in a conversation", `${named} acts in a conversation on somebody's behalf`);
  }
  if (/\/recordings?(?:metadata)?(?:\/|$)/.test(path) && operation.permissions.includes("recording:recording:view"))
    note("reads recordings", `${named} reads recordings`);
  if (
    /batchrequests\/\{jobId\}$|aggregates\/jobs\/\{jobId\}|messages\/jobs\/\{jobId\}/.test(path) &&
    operation.method === "GET" &&
    operation.mode === "none"
  )
    note("reads a batch job", `${named} declares no permission; only who posted the job may read it`);
  if (/screenmonitors/.test(path)) note("monitors screens", `${named} monitors a screen`);
  if (path.startsWith("/api/v2/workforcemanagement/")) note("workforce management call", `${named} belongs to workforce management`);
  if (/notifications\/channels\/\{channelId\}\/subscriptions/.test(path))
    note("subscribes to topics", `${named} declares no permission; each topic has its own`);
  if (
    /authorization\/subjects\/|authorization\/roles\/\{roleId\}(?:\/users|$)|\/users\/\{subjectId\}\/roles|authorization\/divisions/.test(
      path,
    ) &&
    operation.method !== "GET"
  )
    note("grants roles", `${named} grants or takes away roles`);
  if (/\/oauth\/clients/.test(path) && operation.method !== "GET") note("writes a client", `${named} writes an OAuth client`);
  if (
    userManagement.has(operation.id) &&
    (operation.id !== "postAuthorizationDivisionObject" ||
      !/objectType|objects\//i.test(facts.text) ||
      /objects\/user|user/i.test(facts.text))
  )
    note("manages users", `${named} is one of four user management calls whose permissions are enforced since December 2025`);
  if ((operation.method === "GET" && !path.endsWith("}")) || /\/(?:query|search)$/.test(path))
    note("lists things", `${named} answers with a list`);
}

function actsInConversation(operation: Operation): boolean {
  return (
    operation.method !== "GET" &&
    /^\/api\/v2\/conversations\/(?:(?:calls|callbacks|emails|messages|chats|cobrowsesessions)\/)?\{\w+\}\/(?:participants|recordingstate|messages|disconnect|barge)|recordingstate$/.test(
      operation.path,
    )
  );
}

const userManagement = new Set(["postAuthorizationDivisionObject", "postUserInvite", "patchUser", "putUserProfile"]);

function observeGrantAndScopes(
  facts: Facts,
  call: CallMention | undefined,
  operation: Operation | undefined,
  catalogue: Catalogue,
  statements: Statements,
  note: Note,
): void {
  const worksMe = facts.calls.find((one) => one.works && one.operation?.context === "user");
  const cc = facts.grants.find((grant) => grant.type === "CLIENT-CREDENTIALS");
  const user = facts.grants.find((grant) => grant.type !== "CLIENT-CREDENTIALS");
  const usesCc =
    cc !== undefined && (user === undefined || facts.grants[0] === cc || statements.has("works as a user")) && worksMe === undefined;
  const usesUser = worksMe !== undefined || (user !== undefined && !usesCc);
  const dataAction = statements.has("data action") && cc === undefined && user === undefined;
  const machine =
    usesCc ||
    dataAction ||
    (cc === undefined && user === undefined && statements.has("terraform deployer") && facts.form === "Terraform or Pulumi output");
  if (usesCc) note("client credentials", `the token is a client-credentials token ("${cc.as}")`);
  else if (dataAction) note("client credentials", "a Genesys Cloud data action calls the API with a client-credentials client");
  if (usesUser)
    note(
      "user token",
      worksMe === undefined ? `the token is a user's ("${user?.as ?? ""}")` : `${worksMe.text} works with this token, so it is a user's`,
    );

  const onClient = statements.get("roles on a code client");
  if (usesUser && onClient !== undefined)
    note("roles on a client of user tokens", `"${onClient}", but this client's tokens act for users: roles on it do nothing`);

  if (operation?.context === "user") {
    if (usesCc || dataAction)
      note("users only, client credentials", `${describeOperation(operation)} refuses client credentials (400 not.a.user)`);
    else if (!usesUser)
      note("users only, grant unknown", `${describeOperation(operation)} refuses client credentials, and the grant is not said`);
  } else if (operation !== undefined && /\/me(?:\/|$)/.test(operation.path) && usesCc) {
    note("/me with client credentials", `${describeOperation(operation)} is about the signed-in user; a client-credentials token has none`);
  }
  const acting = facts.calls.find((one) => one.operation !== undefined && !one.works && actsInConversation(one.operation));
  if (machine && !usesUser && acting !== undefined)
    note(
      "acts in a conversation with client credentials",
      `${acting.text} acts in a conversation; a client-credentials client is no party to any`,
    );
  if (operation?.context === "client") {
    if (usesUser) note("clients only, user token", `${describeOperation(operation)} refuses users (400 not.a.client)`);
    else if (!usesCc) note("clients only, grant unknown", `${describeOperation(operation)} refuses users, and the grant is not said`);
  }

  const given = facts.scopes.filter((scope) => scope.by !== "refused");
  const held = given.filter((scope) => scope.by === "given");
  const unknown = given.filter((scope) => !scope.known);
  if (unknown.length > 0)
    note(
      "scope unknown",
      `${list(unknown.map((scope) => scope.name))} ${unknown.length === 1 ? "is no scope" : "are no scopes"} of Genesys Cloud`,
    );
  if (unknown.length > 0 && given.every((scope) => !scope.known)) note("only unknown scopes are given", "no scope that exists is named");
  if ((machine || usesCc) && given.length > 0 && !usesUser)
    note("scopes on client credentials", `scopes (${list(given.map((scope) => scope.name))}) count for nothing with client credentials`);

  const refused = facts.scopes.filter((scope) => scope.by === "refused").map((scope) => scope.name);
  const wanted = refused.length > 0 ? refused : (operation?.scopes ?? []);
  if (wanted.length === 0) return;
  const heldKnown = held.filter((scope) => scope.known).map((scope) => scope.name);
  if (!wanted.some((scope) => scope.endsWith(":readonly")))
    note("only full scopes are accepted", `only ${list(wanted)} will do, no readonly scope`);
  if (operation !== undefined) {
    const family = familyOfPath(operation.path, catalogue.isScope);
    if (family !== undefined && !wanted.some((scope) => scope.replace(/:readonly$/, "") === family)) {
      note("another family's scope is wanted", `${describeOperation(operation)} wants ${list(wanted)}, not ${family} as its path suggests`);
      if (heldKnown.some((scope) => scope.replace(/:readonly$/, "") === family) && !heldKnown.some((scope) => wanted.includes(scope))) {
        note(
          "the path's scope is given, another is wanted",
          `the token has ${list(heldKnown)}; ${describeOperation(operation)} wants ${list(wanted)}`,
        );
      }
    }
  }
  if (heldKnown.length === 0) return;
  if (heldKnown.some((scope) => wanted.includes(scope)))
    note("scopes given suffice", `the token is said to have ${list(heldKnown.filter((scope) => wanted.includes(scope)))}, which suffices`);
  if (heldKnown.some((scope) => wanted.includes(scope)) && facts.codes.some((code) => code.code === "app.not.authorized.for.scope")) {
    note(
      "refused although the scope is given",
      `the client is said to have ${list(heldKnown.filter((scope) => wanted.includes(scope)))}, yet the token may not use it`,
    );
  }
  if (!heldKnown.some((scope) => wanted.includes(scope))) {
    const readonly = heldKnown.find((scope) => scope.endsWith(":readonly") && wanted.includes(scope.replace(/:readonly$/, "")));
    if (readonly !== undefined)
      note("only readonly is given, full is wanted", `the token has ${readonly}; the operation wants ${list(wanted)}`);
    note("scopes given are not the operation's", `the token has ${list(heldKnown)}; the operation accepts ${list(wanted)}`);
  }
  void call;
}

function observePermissions(facts: Facts, operation: Operation | undefined, catalogue: Catalogue, note: Note): void {
  const mentioned = facts.permissions.filter((permission) => permission.by !== "printed");
  const unknown = mentioned.filter((permission) => !permission.known);
  if (unknown.length > 0)
    note(
      "permission unknown",
      `${list(unknown.map((permission) => permission.name))} ${unknown.length === 1 ? "is no permission" : "are no permissions"} of Genesys Cloud`,
    );
  const printed = facts.permissions.filter((permission) => permission.by === "printed");
  const held = mentioned.filter((permission) => permission.by === "held" && permission.known);
  const holds = (permission: string): boolean => held.some((one) => one.name === permission || covers(one.name, permission));
  if (operation !== undefined && held.length > 0) {
    if (operation.mode === "ANY" && operation.permissions.length > 0) {
      if (!operation.permissions.some(holds))
        note(
          "held permissions lack one of ANY",
          `${list(held.map((one) => one.name))} is none of those that ${describeOperation(operation)} accepts`,
        );
      else note("held permissions suffice", `${list(held.map((one) => one.name))} passes the gate of ${describeOperation(operation)}`);
    } else if (operation.mode === "ALL") {
      const missing = operation.permissions.filter((permission) => !holds(permission));
      if (missing.length > 0) note("held permissions lack some of ALL", `${describeOperation(operation)} also asks for ${list(missing)}`);
      else note("held permissions suffice", `${list(held.map((one) => one.name))} passes the gate of ${describeOperation(operation)}`);
    }
    const media = catalogue.serviceChecks(operation).find((check) => check.byMedia !== undefined);
    if (media?.byMedia !== undefined && operation.permissions.some(holds)) {
      const screens = /\bscreen/i.test(facts.text);
      const wanted = screens
        ? media.byMedia.screen
        : /\b(?:audio|voice|call recording)/i.test(facts.text)
          ? media.byMedia.audio
          : undefined;
      if (wanted !== undefined && !wanted.some(holds))
        note(
          "held recording permission is of another kind",
          `${list(held.map((one) => one.name))} passes the gate, but ${screens ? "screens" : "audio"} want ${list(wanted)}`,
        );
    }
  }
  if (operation !== undefined && printed.length > 0 && operation.permissions.length > 0) {
    const strange = printed.filter(
      (one) => !operation.permissions.some((permission) => permission.toLowerCase() === one.name.toLowerCase()),
    );
    if (strange.length === printed.length && !facts.codes.some((code) => /check\.failed|agent\.permission/.test(code.code))) {
      note(
        "printed permission is not the operation's",
        `the message names ${list(strange.map((one) => one.name))}, ${describeOperation(operation)} asks for ${list(operation.permissions)}`,
      );
    }
  }
  const both = printed.find(
    (one) =>
      held.some((other) => other.name === one.name) ||
      new RegExp(`(?:has|have|had|includes?|granted|added|assigned|with|contains?)[^.!?\\n]{0,60}${escape(one.name)}`, "i").test(
        facts.text.replace(/permission\(?s?\)?[^:\n]{0,40}:\s*\[[^\]]*\]/gi, ""),
      ),
  );
  if (both !== undefined) note("printed permission is said to be held", `${both.name} is said to be held, yet the API finds it missing`);
  const glued = facts.permissions.find((permission) => permission.division !== undefined);
  if (glued !== undefined) note("a division is glued to the permission", `a division id is glued to ${glued.name} as a fourth part`);
  if (
    /permissions?\b[^\n]{0,60}\[\s*\][^\n]{0,120}(?:division[^\n]{0,40})?[0-9a-f]{8}-[0-9a-f]{4}-|division\(s\)[^\n]{0,20}[[:]\s*[0-9a-f]{8}-/i.test(
      facts.text,
    )
  )
    note("a division stands beside empty brackets", "empty brackets with a division id beside them");
  if (/permission is forbidden on domain|is forbidden on domain/i.test(facts.text))
    note("older wording of a missing permission", `"Permission is forbidden on domain" is an older wording of a missing permission`);
  if (/access to (?:conversation|recording|queue|user|flow|evaluation)\b[^\n]{0,60}\bis forbidden/i.test(facts.text))
    note("access to one object is forbidden", `"Access to ... is forbidden" is about one object, not about the whole call`);
}

function observeNames(facts: Facts, note: Note): void {
  const roles = facts.roles.filter((role) => !role.known);
  if (roles.length > 0)
    note(
      "role unknown",
      `${list(roles.map((role) => `"${role.name}"`))} ${roles.length === 1 ? "is no role" : "are no roles"} that Genesys Cloud brings along or that is declared`,
    );
  if (
    /no authorization roles found with name|role\b[^.!?\n]{0,60}\b(?:not found|does(?:n't| not) exist|could not be found|cannot be found|no such)|(?:can(?:not|'t)|unable to|could(?:n't| not)|do(?:n't| not)) (?:find|see|locate)[^.!?\n]{0,30}\brole\b|no (?:such )?role (?:named|called|with)/i.test(
      facts.text,
    )
  ) {
    note("role not found by name", "the role cannot be found by its name");
  }
  const headers = facts.headers.filter((header) => !header.known);
  if (headers.length > 0)
    note(
      "invented header",
      `${list(headers.map((header) => header.name))} ${headers.length === 1 ? "is no header" : "are no headers"} of the Platform API`,
    );
  const org = headers.find((header) => /org|tenant|gcc|account|customer|partner/i.test(header.name));
  if (org !== undefined) note("header for an organization", `${org.name} is to choose an organization, which nothing in a request can`);
  const field = facts.fields.find((one) => !one.known);
  if (field !== undefined) note("invented field", `${field.name} is no field of the operation`);
}

function observeHosts(facts: Facts, statements: Statements, note: Note, tokenCall: CallMention | undefined): void {
  const unknown = facts.hosts.filter((host) => !host.known);
  const real = facts.hosts.filter((host) => host.known && host.part !== undefined && host.part !== "other");
  if (unknown[0] !== undefined)
    note(
      real.length === 0 ? "the only host is unknown" : "a host is unknown",
      `${list(unknown.map((host) => host.name))} ${unknown.length === 1 ? "is no host" : "are no hosts"} of Genesys Cloud`,
    );
  const regions = [
    ...new Set([...facts.hosts.flatMap((host) => (host.known && host.region !== undefined ? [host.region] : [])), ...facts.regions]),
  ];
  if (regions.length > 1 && !statements.has("several orgs"))
    note("hosts of two regions", `hosts or regions do not go together: ${list(regions)}`);
  const requests = facts.tokenRequests;
  const wrong = requests.filter(
    (request) =>
      (request.path !== "" && !/^\/oauth\/token$/i.test(request.path)) ||
      (request.host !== undefined && /^(?:api|apps)\./.test(request.host)),
  );
  if (wrong[0] !== undefined) {
    const where = `${wrong[0].host ?? ""}${wrong[0].path}`;
    const all = wrong.length === requests.length || requests[0] === wrong[0];
    note(
      all ? "token asked at the wrong place" : "a token request beside goes to the wrong place",
      `the token is asked for at ${where}, not at login.DOMAIN/oauth/token`,
    );
  } else if (tokenCall?.path !== undefined && !/^\/oauth\/token$/i.test(tokenCall.path)) {
    note("token asked at the wrong place", `the token is asked for at ${tokenCall.path}, not at login.DOMAIN/oauth/token`);
  }
  if (requests.some((request) => request.json)) note("token request as JSON", "the token request is JSON, not a form");
  const foreign = facts.calls.find((call) => call.kind === "foreign" && call.fails);
  if (foreign !== undefined) note("another host refuses", `${foreign.host ?? foreign.text} refuses, which is not Genesys Cloud`);
}

function observeBody(facts: Facts, note: Note): void {
  const { body } = facts;
  if (body.vendor !== undefined) {
    const says = `the answer is ${body.vendor}'s, not Genesys Cloud's`;
    if (body.place === "gateway")
      note(/nginx|cloudflare|akamai/i.test(body.vendor) ? "body of a gateway" : "body of a gateway that says so", says);
    else if (body.place === "third party") note("body of another system", says);
    else note("body of somebody else", says);
  }
  if (body.kind === "html") note("body is HTML", "the answer is an HTML page; Genesys Cloud answers with JSON");
  if (body.kind === "foreign" && body.vendor === undefined)
    note("body is foreign", "the answer does not have the form of Genesys' errors (message, code, status, contextId)");
  if (facts.foreignMessages[0] !== undefined)
    note("message is not Genesys'", `"${facts.foreignMessages[0].slice(0, 90)}" is no message of the Platform API`);
  if (facts.answerHeaders && !facts.correlation && facts.statuses.some((status) => status >= 400))
    note("no correlation id among the headers", "the answer's headers have no ININ-Correlation-Id");
}

function covers(held: string, wanted: string): boolean {
  if (!held.includes("*")) return false;
  const a = held.split(":");
  const b = wanted.split(":");
  return a[0] === b[0] && (a[1] === "*" || a[1] === undefined || a[1] === b[1]) && (a[2] === "*" || a[2] === undefined || a[2] === b[2]);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** `a, b and c`; no more than four are named. */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  const more = names.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return shown.length === 0 ? (last ?? "") : `${shown.join(", ")} and ${last ?? ""}`;
}
