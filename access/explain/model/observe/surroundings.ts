import type { CallMention, Facts } from "../../facts/facts";
import { list } from "../list";
import type { Note, Statements } from "../signal";

/** Names that do not exist. */
export function observeNames(facts: Facts, note: Note): void {
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

/** Hosts, regions and where the token is asked for. */
export function observeHosts(facts: Facts, statements: Statements, note: Note, tokenCall: CallMention | undefined): void {
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
  const elsewhere = facts.calls.find(
    (call) => (call.kind === "operation" || call.kind === "unknown") && /^(?:apps|login)\./.test(call.host ?? ""),
  );
  if (elsewhere !== undefined)
    note("the API is asked at another host", `${elsewhere.text} is asked for at ${elsewhere.host ?? ""}; the API is at api.DOMAIN`);
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
  } else if (tokenCall?.path !== undefined && (!/^\/oauth\/token$/i.test(tokenCall.path) || /^(?:api|apps)\./.test(tokenCall.host ?? ""))) {
    const where = `${tokenCall.host ?? ""}${tokenCall.path}`;
    note("token asked at the wrong place", `the token is asked for at ${where}, not at login.DOMAIN/oauth/token`);
  }
  if (requests.some((request) => request.json)) note("token request as JSON", "the token request is JSON, not a form");
  const foreign = facts.calls.find((call) => call.kind === "foreign" && call.fails);
  if (foreign !== undefined) note("another host refuses", `${foreign.host ?? foreign.text} refuses, which is not Genesys Cloud`);
}

/** Who answers. */
export function observeBody(facts: Facts, note: Note): void {
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
