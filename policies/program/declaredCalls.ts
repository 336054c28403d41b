import type { Application, DivisionRef, OAuthClient, RecordingMedia, User } from "../../access/graph/graph";
import type { Place } from "../../access/graph/place";
import { elements, isOpen, properties, text, type Plain } from "./plain";
import { componentTokens, type ProgramResource } from "./resource";

/**
 * Type token of a component that says what calls a client makes which the program declares by
 * hand. It creates nothing; any program can register it:
 *
 * ```ts
 * new pulumi.ComponentResource("genesys-access:index:DeclaredCalls", "archive", {
 *   client: "Recording archive",
 *   calls: ["GET /api/v2/conversations/{conversationId}/recordings"],
 *   divisions: ["Service"],
 * });
 * ```
 */
export const declaredCallsToken = `${componentTokens}DeclaredCalls`;

/** What a declaration refers to, as the rest of the program knows it. */
export interface Known {
  /** The client of that name, id or key. */
  readonly client: (name: string) => OAuthClient | undefined;
  readonly users: ReadonlyMap<string, User>;
  /** The division of that name or id, declared or not. */
  readonly division: (written: Plain) => DivisionRef;
  /** The client that a property of the declaration depends on, when it is not known by name or id. */
  readonly clientOf: (resource: ProgramResource, property: string) => string | undefined;
}

/** The application that a `DeclaredCalls` component describes. */
export function readDeclaredCalls(resource: ProgramResource, known: Known): Application {
  const values = resource.properties;
  const at = (property: string): Place => ({ kind: "urn", urn: resource.urn, property });
  const user = text(values["user"]);
  const purpose = ["description", "owner", "purpose", "ticket", "reviewBy"] as const;
  const facts = Object.fromEntries(purpose.flatMap((name) => (text(values[name]) === undefined ? [] : [[name, text(values[name])]])));
  const seconds = ["tokenLifetimeSeconds", "jobSeconds", "requestsPerMinute"] as const;
  const durations = Object.fromEntries(seconds.flatMap((name) => (typeof values[name] === "number" ? [[name, values[name]]] : [])));
  const batch = properties(values["batchJobs"]);
  const [postedBy, readBy] = [text(batch["postedBy"]), text(batch["readBy"])];
  return {
    key: resource.name,
    name: resource.name,
    client: clientKey(resource, known),
    ...(user === undefined ? {} : { user: [...known.users.values()].find(({ email }) => email.toLowerCase() === user.toLowerCase())?.key ?? user }),
    calls: texts(values["calls"]).map((call) => ({ call, place: at("calls") })),
    permissions: elements(values["permissions"]).flatMap((entry) => {
      const permission = text(properties(entry)["permission"]) ?? text(entry);
      return permission === undefined ? [] : [{ permission, reason: text(properties(entry)["reason"]) ?? "", place: at("permissions") }];
    }),
    recordings: texts(values["recordings"]).filter((medium): medium is RecordingMedia => medium === "screen" || medium === "audio"),
    divisions: elements(values["divisions"]).map(known.division),
    ...facts,
    ...durations,
    headers: texts(values["headers"]).map((name) => ({ name, place: at("headers") })),
    hosts: texts(values["hosts"]).map((host) => ({ host, place: at("hosts") })),
    topics: texts(values["topics"]).map((topic) => ({ topic, place: at("topics") })),
    ...(postedBy === undefined || readBy === undefined ? {} : { batchJobs: { postedBy, readBy, place: at("batchJobs") } }),
    ...(values["allowedAddresses"] === undefined ? {} : { allowedAddresses: texts(values["allowedAddresses"]) }),
    place: { kind: "urn", urn: resource.urn },
  };
}

function clientKey(resource: ProgramResource, known: Known): string {
  const written = resource.properties["client"];
  if (isOpen(written)) return known.clientOf(resource, "client") ?? "";
  const name = text(written) ?? "";
  return known.client(name)?.key ?? known.clientOf(resource, "client") ?? name;
}

function texts(value: Plain | undefined): readonly string[] {
  return elements(value).filter((each) => typeof each === "string");
}
