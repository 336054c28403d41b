import type { AccessGraph } from "../../access/graph/graph";
import type { Interest } from "./read";

/** The groups and users of which an org file speaks. */
export function interestOf(file: AccessGraph): Interest {
  return {
    groups: sorted(file.groups.map(({ name }) => name)),
    users: sorted([...file.users.map(({ email }) => email), ...file.applications.flatMap(({ user }) => user ?? [])]),
  };
}

/** Two interests as one. */
export function joined(one: Interest, other: Interest): Interest {
  return {
    groups: sorted([...(one.groups ?? []), ...(other.groups ?? [])]),
    users: sorted([...(one.users ?? []), ...(other.users ?? [])]),
    permissions: sorted([...(one.permissions ?? []), ...(other.permissions ?? [])]),
    queues: sorted([...(one.queues ?? []), ...(other.queues ?? [])]),
    recording: one.recording === true || other.recording === true,
    integrations: one.integrations === true || other.integrations === true,
  };
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
