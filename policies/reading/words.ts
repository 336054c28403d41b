import type { Place } from "../../access/graph/place";
import type { Reading } from "./reading";
import type { Application, SubjectRef } from "../../access/graph/graph";

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], last: "and" | "or" = "and"): string {
  if (items.length < 2) return items[0] ?? "nothing";
  return `${items.slice(0, -1).join(", ")} ${last} ${items[items.length - 1] ?? ""}`;
}

/** The first few items and how many more there are, so that a message stays readable. */
export function few(items: readonly string[], most = 4): string {
  if (items.length <= most) return list(items);
  return `${items.slice(0, most).join(", ")} and ${items.length - most} more`;
}

/** `1 permission`, `2 permissions`. */
export function counted(count: number, word: string, plural = `${word}s`): string {
  return `${count} ${count === 1 ? word : plural}`;
}

/** An entity as a person knows it: by its key in an org file, by its name in a program. */
export function called(kind: string, entity: { readonly key: string; readonly name?: string; readonly place: Place }): string {
  return entity.place.kind === "urn" ? `${kind} "${entity.name ?? entity.key}"` : `${kind} ${entity.key}`;
}

/** The holder of a grant as a person knows it. */
export function subjectName(reading: Reading, subject: SubjectRef): string {
  switch (subject.kind) {
    case "client": {
      const client = reading.client(subject.key);
      return client === undefined ? `client ${subject.key}` : called("client", client);
    }
    case "user": {
      const user = reading.user(subject.key);
      return `user ${user?.email ?? subject.key}`;
    }
    case "group": {
      const group = reading.group(subject.key);
      return group === undefined ? `group ${subject.key}` : called("group", group);
    }
  }
}

/**
 * What a person wrote as an address or a call, as it may be printed: without a query string, user
 * name, password or fragment, where tokens like to hide.
 */
export function printable(text: string): string {
  return text.replace(/\/\/[^/\s@]*@/g, "//").replace(/[?#]\S*/g, "");
}

/** A text that begins a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What to write so that a grant counts in divisions: an org file has their names, a program their ids. */
export function grantIn(place: Place, names: readonly string[]): string {
  if (place.kind !== "urn") return `\`divisions: [${names.join(", ")}]\``;
  return names.map((name) => `\`{ roleId: …, divisionId: … }\` with the id of "${name}"`).join(" and ");
}

/** Where the first of these fields that somebody wrote stands; the application where none has a place of its own. */
export function fieldPlace(application: Pick<Application, "place" | "places">, ...fields: readonly string[]): Place {
  return fields.map((field) => application.places?.[field]).find((place) => place !== undefined) ?? application.place;
}

/** Of where a role has a permission and where it is granted the better place to show: the line of an org file that brings it, the holder's own resource in a program. */
export function writtenAt(role: Place | undefined, grant: Place): Place {
  return role?.kind === "file" ? role : grant;
}

/** That a caller holds none of the permissions of which a call needs one. */
export function needsAny(permissions: readonly string[], caller: string): string {
  if (permissions.length === 1) return lacksOne(permissions, caller);
  return `The call needs any one of ${list(permissions, "or")}, and ${caller} holds none of them.`;
}

/** That a caller lacks some of the permissions that a call needs together. */
export function needsAll(permissions: readonly string[], caller: string, lacking: readonly string[]): string {
  if (permissions.length === 1) return lacksOne(permissions, caller);
  return `The call needs all of ${list(permissions)}, and ${caller} lacks ${list(lacking)}.`;
}

function lacksOne(permissions: readonly string[], caller: string): string {
  return `The call needs ${list(permissions)}, and ${caller} does not hold it.`;
}
