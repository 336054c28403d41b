import { nearestNames } from "../../access/catalogue";
import type { Read } from "../api/answer";
import type { PlannedObject } from "../../access/graph/planned";
import type { LiveReading } from "../org/read";
import type { PreflightItem } from "./item";
import { madeBy, wantedBy } from "./wanted";

/** Whether the org has what the plan looks up by name, and whether the names that it takes are free. */
export function checkLookups(objects: readonly PlannedObject[], reading: LiveReading): readonly PreflightItem[] {
  const wanted = wantedBy(objects);
  const asked = <Entity>(
    about: string,
    names: ReadonlyMap<string, readonly string[]>,
    find: (name: string) => Read<Entity | undefined> | undefined,
    near: (name: string) => string | undefined = () => undefined,
  ): readonly PreflightItem[] =>
    [...names].map(([name, by]): PreflightItem => {
      const found = find(name);
      if (found?.known !== true)
        return { status: "unknown", about, text: `whether the org has the ${about} ${JSON.stringify(name)} cannot be read: ${found === undefined ? "it was not asked for" : found.unread.why}` };
      if (found.value !== undefined) return { status: "good", about, text: name };
      const nearest = near(name);
      return {
        status: "missing",
        about,
        text: `the org has no ${about} ${JSON.stringify(name)} that the deployer can see, which ${by.join(" and ")} ${by.length === 1 ? "names" : "name"}`,
        fix: `${nearest === undefined ? "" : `did you mean ${JSON.stringify(nearest)}? Otherwise `}make it, or correct the name in the org file.`,
      };
    });
  const integration = (name: string): Read<object | undefined> | undefined =>
    reading.integrations?.known === true ? { known: true, value: reading.integrations.value.find((one) => one.name === name) } : reading.integrations;
  const integrations = reading.integrations?.known === true ? reading.integrations.value.map(({ name }) => name) : [];
  return [
    ...asked("queue", wanted.queues, (name) => reading.queuesByName.get(name)),
    ...asked("user", wanted.users, (email) => reading.usersByEmail.get(email)),
    ...asked("group", wanted.groups, (name) => reading.groupsByName.get(name)),
    ...asked("integration", wanted.integrations, integration, (name) => nearestNames(name, integrations, 1)[0]),
    ...checkTaken(objects, reading),
  ];
}

/** How an object is marked that Pulumi's provider made (provider/ownership). */
const marked = /\(pulumi:[\w-]{8}\.[\w-]{12}(\.[\w-]{8})?\)$/;

/** An object of the org under a name that the plan takes. */
interface Holder {
  readonly id: string;
  readonly name: string;
  /** The text that would carry the mark. */
  readonly text?: string;
}

/** Names that somebody else took: the provider touches nothing that it did not make. */
function checkTaken(objects: readonly PlannedObject[], reading: LiveReading): readonly PreflightItem[] {
  const made = madeBy(objects);
  const values = <Entity>(read: Read<readonly Entity[]> | undefined): readonly Entity[] => (read?.known === true ? read.value : []);
  const found = <Entity>(read: Read<Entity | undefined> | undefined): readonly Entity[] => (read?.known === true && read.value !== undefined ? [read.value] : []);
  const described = ({ id, name, description }: { readonly id: string; readonly name: string; readonly description?: string }): Holder => ({ id, name, ...(description === undefined ? {} : { text: description }) });
  const holders: readonly (readonly [keyof typeof made, string, readonly Holder[]])[] = [
    ["AuthRole", "role", values(reading.roles).map(described)],
    ["Group", "group", made.Group.flatMap((name) => found(reading.groupsByName.get(name))).map(described)],
    [
      "User",
      "user",
      made.User.flatMap((email) => found(reading.usersByEmail.get(email.toLowerCase()))).map(({ id, email = "", title }) => ({ id, name: email, ...(title === undefined ? {} : { text: title }) })),
    ],
    ["RecordingMediaRetentionPolicy", "retention policy", values(reading.retentionPolicies).map(described)],
    ["Integration", "integration", values(reading.integrations).map(({ id, name, notes }) => ({ id, name, ...(notes === undefined ? {} : { text: notes }) }))],
    [
      "OauthClient",
      "client",
      values(reading.clients)
        .filter(({ state }) => state === "active")
        .map(described),
    ],
  ];
  return holders.flatMap(([type, noun, existing]) => {
    const names = new Set(made[type].map((name) => name.toLowerCase()));
    return existing
      .filter(({ name, text = "" }) => names.has(name.toLowerCase()) && !marked.test(text))
      .map(({ id, name }): PreflightItem => {
        const token = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
        const isClient = type === "OauthClient";
        return {
          status: isClient ? "warning" : "missing",
          about: "name",
          text: `the org has a ${noun} ${JSON.stringify(name)} already (${id}), ${isClient ? "which was not made from here; another one of that name would be made beside it" : "and it was not made from here"}`,
          fix: `choose another name, or take it over: pulumi import genesyscloud:index/${token}:${type}.`,
        };
      });
  });
}
