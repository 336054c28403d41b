import { ownRoleName } from "../../components/names";
import { divisionKeywords, emailPattern, type Sections } from "./schema";
import type { Mistake } from "./mistake";
import { nearest } from "./nearest";
import type { Path } from "./source";
import type { Positions } from "./wording";

/**
 * What one section of an org file says of another: names that must be declared in this file, and
 * entries that contradict each other. Names that the catalogue or the org decides about are left
 * to the rules.
 */
export function inconsistencies(sections: Sections, positions: Positions): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const report = (path: Path, message: string, next?: string): void => {
    mistakes.push({ place: positions.place(path), message, ...(next === undefined ? {} : { next }) });
  };
  const applications = Object.entries(sections.applications ?? {});
  const groups = Object.entries(sections.groups ?? {});
  const serviceUsers = Object.entries(sections.serviceUsers ?? {});

  const declared = (path: Path, name: string, kind: string, section: string, known: readonly string[]): void => {
    if (known.includes(name)) return;
    const near = nearest(name, known);
    report(
      path,
      `'${name}' is not ${kind} of this file.`,
      near !== undefined
        ? `Did you mean '${near}'?`
        : known.length === 0
          ? `Declare it under '${section}'.`
          : `Declare it under '${section}', or use one of: ${known.join(", ")}.`,
    );
  };

  const divisions = (path: Path, names: readonly string[] | undefined): void => {
    names?.forEach((name, index) => {
      division([...path, index], name);
      if (name === "all" && names.length > 1)
        report([...path, index], "'all' stands beside other divisions, which it includes already.", "Remove the others, or 'all'.");
    });
  };
  const division = (path: Path, name: string): void => {
    if (name === "*") return report(path, "'*' is not a division here.", "Write 'all' for every division.");
    const known = [...(sections.org.divisions ?? []), ...divisionKeywords];
    if (!known.includes(name)) declared(path, name, "a division", "org.divisions", known);
  };

  sections.org.divisions?.forEach((name, index) => {
    if (name === "all" || name === "home" || name === "*") {
      report(["org", "divisions", index], `'${name}' is not the name of a division; it can be used without being listed.`, "Remove it.");
    }
  });

  for (const [key, entry] of applications) {
    const path = ["applications", key];
    divisions([...path, "divisions"], entry.divisions);
    if (entry.serviceUser !== undefined) {
      declared(
        [...path, "serviceUser"],
        entry.serviceUser,
        "a service user",
        "serviceUsers",
        serviceUsers.map(([name]) => name),
      );
      if ((entry.grant ?? "client-credentials") === "client-credentials") {
        report(
          [...path, "serviceUser"],
          `'${key}' has the grant client-credentials: its tokens act for the client itself, never for a user.`,
          "Remove 'serviceUser', or write 'grant: code'.",
        );
      }
    }
  }
  for (const [key, { secretTo, grant }] of applications) {
    if (secretTo === undefined) continue;
    const path = ["applications", key, "secretTo"];
    if (secretTo.dataActions === undefined && secretTo.command === undefined)
      report(path, "it says neither 'dataActions' nor 'command': the secret would go nowhere.", "Name one of them, or remove 'secretTo'.");
    if (secretTo.dataActions !== undefined && (grant ?? "client-credentials") !== "client-credentials")
      report(
        [...path, "dataActions"],
        `'${key}' has the grant ${grant ?? ""}, and a data actions integration authenticates with client credentials.`,
        "Give this application 'grant: client-credentials', or deliver its secret with 'command'.",
      );
  }
  for (const [key, entry] of groups) {
    const path = ["groups", key];
    divisions([...path, "divisions"], entry.divisions);
    if (entry.members !== undefined && entry.existing !== false) {
      report(
        [...path, "members"],
        `'${key}' is an existing group: its members belong to somebody else.`,
        "Remove 'members', or write 'existing: false' so that this file makes the group and owns its members.",
      );
    }
    entry.members?.forEach((member, index) => {
      if (!emailPattern.test(member) && sections.applications?.[member] === undefined) {
        report([...path, "members", index], `'${member}' is not an email address; members are users, by email.`);
      }
    });
  }
  for (const [key, entry] of serviceUsers) {
    const path = ["serviceUsers", key];
    divisions([...path, "divisions"], entry.divisions);
    if (entry.division === "all") report([...path, "division"], "a user is in one division.", "Name it, or leave it out for Home.");
    else if (entry.division !== undefined) division([...path, "division"], entry.division);
  }
  for (const [key, entry] of Object.entries(sections.accessPolicies ?? {})) {
    const path = ["accessPolicies", key];
    entry.applications?.forEach((name, index) =>
      declared(
        [...path, "applications", index],
        name,
        "an application",
        "applications",
        applications.map(([one]) => one),
      ),
    );
    entry.groups?.forEach((name, index) =>
      declared(
        [...path, "groups", index],
        name,
        "a group",
        "groups",
        groups.map(([one]) => one),
      ),
    );
  }
  for (const [key, entry] of Object.entries(sections.trusts ?? {})) {
    entry.groups?.forEach((name, index) =>
      declared(
        ["trusts", key, "groups", index],
        name,
        "a group",
        "groups",
        groups.map(([one]) => one),
      ),
    );
  }
  for (const [key, entry] of Object.entries(sections.trusts ?? {})) {
    if (entry.manage !== true) continue;
    const path = ["trusts", key];
    if (entry.direction !== "trustor")
      report([...path, "manage"], "a pairing is asked for by the trustee, and here the other org is the trustee.", "Write it in that org's file.");
    else if ((entry.users ?? []).length + (entry.groups ?? []).length === 0)
      report([...path, "manage"], "a pairing needs users or groups of this org that the other org admits.", "Add 'users:' or 'groups:'.");
  }
  const screens = sections.screenRecording;
  if (screens?.manage === true) {
    const policies = Object.entries(screens.policies ?? {});
    const bounded = "It switches on the recording of people's screens, so whose is said: 'queues:' or 'users:'.";
    if (policies.length === 0) report(["screenRecording", "manage"], "managing screen recording needs a policy.", `Add one under 'policies:'. ${bounded}`);
    for (const [key, policy] of policies) {
      if (policy.queues === undefined && policy.users === undefined)
        report(["screenRecording", "policies", key], `the policy '${key}' would record every agent of the org.`, bounded);
    }
    if (screens.maxSimultaneousStreams === 0)
      report(["screenRecording", "maxSimultaneousStreams"], "0 streams record nothing, whatever the policies say.", "Raise it, or leave it out.");
  }

  sameName(
    applications.map(([key, entry]) => ["applications", key, entry.name]),
    report,
  );
  sameName(
    groups.map(([key, entry]) => ["groups", key, entry.name]),
    report,
  );
  sameName(
    serviceUsers.map(([key, entry]) => ["serviceUsers", key, entry.email.toLowerCase()]),
    report,
    "email",
  );
  sameRole(
    [
      ...applications.map(([key, entry]): Made => [["applications", key], entry.name ?? key]),
      ...groups.map(([key, entry]): Made => [["groups", key], ownRoleName(entry.name ?? key)]),
      ...serviceUsers.map(([key, entry]): Made => [["serviceUsers", key], ownRoleName(entry.name ?? key)]),
      ...Object.keys(sections.roles ?? {}).map((key): Made => [["roles", key], key]),
    ],
    report,
  );
  return mistakes;
}

type Made = readonly [path: Path, roleName: string];

function sameRole(made: readonly Made[], report: (path: Path, message: string, next?: string) => void): void {
  const seen = new Map<string, Path>();
  for (const [path, role] of made) {
    const other = seen.get(role);
    if (other !== undefined && other[0] !== path[0]) {
      report(path, `its role and that of '${other.join(".")}' would have the same name '${role}'.`, "Give one of them another name.");
    }
    seen.set(role, path);
  }
}

function sameName(
  entries: readonly (readonly [string, string, string | undefined])[],
  report: (path: Path, message: string) => void,
  field = "name",
): void {
  const seen = new Map<string, string>();
  for (const [section, key, name] of entries) {
    const full = name ?? key;
    const other = seen.get(full);
    if (other !== undefined)
      report(name === undefined ? [section, key] : [section, key, field], `'${key}' and '${other}' have the same ${field} '${full}'.`);
    seen.set(full, key);
  }
}
