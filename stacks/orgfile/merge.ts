import { noSuchDefinition, type Definition, type Definitions } from "./definition";
import { OrgFileError, type Mistake } from "./mistake";
import type { ApplicationEntry, Sections } from "./schema";
import type { Path } from "./source";
import type { Positions } from "./wording";

/** The sections of an org file together with what its applications take from definitions. */
export interface Merged {
  readonly sections: Sections;
  /** Where something stands: in the org file, or in the file of the definition that it was taken from. */
  readonly positions: Positions;
  /** The definition that an application is made from, by the application's key. */
  readonly definitions: Readonly<Record<string, Definition>>;
}

type Brought = "groups" | "serviceUsers";

/**
 * Fills each application that says `from` with what its definition says: a field of the org file
 * replaces the definition's. Groups, service users and screen recording policies that a
 * definition brings join those of the file, under the same rule; without divisions of their own
 * they follow the application. Reports what cannot be found or is brought twice.
 */
export function mergeDefinitions(written: Sections, positions: Positions, definitions: Definitions, report: (mistake: Mistake) => void): Merged {
  const taken: Record<string, Definition> = {};
  const applications: Record<string, ApplicationEntry> = {};
  for (const [key, entry] of Object.entries(written.applications ?? {})) {
    const definition = definitionOf(key, entry, positions, definitions, report);
    if (definition !== undefined) taken[key] = definition;
    applications[key] = definition === undefined ? entry : filled(key, entry, definition);
  }
  if (Object.keys(taken).length === 0) return { sections: written, positions, definitions: {} };

  const bringers: Record<Brought | "policies", Record<string, string>> = { groups: {}, serviceUsers: {}, policies: {} };
  const bring = (kind: Brought | "policies", key: string, application: string): void => {
    const other = bringers[kind][key];
    bringers[kind][key] = application;
    if (other === undefined) return;
    report({
      place: positions.place(["applications", application, "from"]),
      message: `'${application}' and '${other}' both bring '${key}' along (${kind === "policies" ? "a screen recording policy" : kind === "groups" ? "a group" : "a service user"}).`,
      next: "Take one of the two definitions, or move what both bring into the org file.",
    });
  };
  const withBrought = <Entry extends { readonly divisions?: string[] | undefined }>(
    kind: Brought,
    own: Readonly<Record<string, Entry>> | undefined,
    brought: (definition: Definition) => Readonly<Record<string, Entry>> | undefined,
  ): Record<string, Entry> => {
    const all: Record<string, Entry> = {};
    for (const [application, definition] of Object.entries(taken)) {
      for (const [key, entry] of Object.entries(brought(definition) ?? {})) {
        bring(kind, key, application);
        const divisions = applications[application]?.divisions;
        all[key] = { ...(divisions === undefined ? {} : { divisions }), ...entry };
      }
    }
    for (const [key, entry] of Object.entries(own ?? {})) all[key] = { ...all[key], ...entry };
    return all;
  };

  const groups = withBrought("groups", written.groups, (definition) => definition.groups);
  const serviceUsers = withBrought("serviceUsers", written.serviceUsers, (definition) => definition.serviceUsers);
  const screens = Object.entries(taken).flatMap(([key, { screenRecording }]) => (screenRecording === undefined ? [] : [{ key, screenRecording }]));
  const policies: NonNullable<NonNullable<Sections["screenRecording"]>["policies"]> = {};
  for (const { key, screenRecording } of screens) {
    for (const [name, policy] of Object.entries(screenRecording.policies ?? {})) {
      bring("policies", name, key);
      policies[name] = policy;
    }
  }
  for (const [name, policy] of Object.entries(written.screenRecording?.policies ?? {})) policies[name] = { ...policies[name], ...policy };
  const streams = screens.flatMap(({ screenRecording }) => screenRecording.maxSimultaneousStreams ?? []);
  const sections: Sections = {
    ...written,
    applications,
    ...(written.groups === undefined && Object.keys(groups).length === 0 ? {} : { groups }),
    ...(written.serviceUsers === undefined && Object.keys(serviceUsers).length === 0 ? {} : { serviceUsers }),
    ...(written.screenRecording === undefined && screens.length === 0
      ? {}
      : {
          screenRecording: {
            ...(streams.length === 0 ? {} : { maxSimultaneousStreams: Math.max(...streams) }),
            ...written.screenRecording,
            ...(Object.keys(policies).length === 0 ? {} : { policies }),
          },
        }),
  };
  return { sections, positions: placed(written, positions, taken, bringers), definitions: taken };
}

function definitionOf(
  key: string,
  entry: ApplicationEntry,
  positions: Positions,
  definitions: Definitions,
  report: (mistake: Mistake) => void,
): Definition | undefined {
  const path = ["applications", key];
  if (entry.from === undefined) {
    if (entry.version !== undefined) {
      report({
        place: positions.place([...path, "version"]),
        message: `'${key}' names a version, but no definition that it is the version of.`,
        next: "Add 'from:' with the definition's name, or remove 'version'.",
      });
    }
    return undefined;
  }
  try {
    const found = definitions.find(entry.from, entry.version);
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof OrgFileError)) throw error;
    error.mistakes.forEach(report);
    return undefined;
  }
  const named = definitions.names().includes(entry.from) ? "version" : "from";
  report({ place: positions.place([...path, named]), ...noSuchDefinition(definitions, entry.from, entry.version) });
  return undefined;
}

/** In a definition its own name means the application that is made from it. */
function filled(key: string, entry: ApplicationEntry, definition: Definition): ApplicationEntry {
  const jobs = definition.entry.batchJobs;
  const self = (name: string): string => (name === definition.name ? key : name);
  return {
    ...definition.entry,
    ...(jobs === undefined ? {} : { batchJobs: { postedBy: self(jobs.postedBy), readBy: self(jobs.readBy) } }),
    ...entry,
    version: definition.version,
  };
}

function placed(
  written: Sections,
  own: Positions,
  taken: Readonly<Record<string, Definition>>,
  bringers: Readonly<Record<Brought | "policies", Readonly<Record<string, string>>>>,
): Positions {
  const resolve = (path: Path): { readonly positions: Positions; readonly path: Path } => {
    const [section, key, field] = path;
    const here = { positions: own, path };
    if (section === "applications" && typeof key === "string") {
      const definition = taken[key];
      const rest = path.slice(2);
      if (definition === undefined || rest.length === 0 || has(written.applications?.[key], field)) return here;
      return has(definition.entry, field) ? { positions: definition.positions, path: rest } : here;
    }
    if ((section === "groups" || section === "serviceUsers") && typeof key === "string") {
      const application = bringers[section][key];
      const definition = application === undefined ? undefined : taken[application];
      if (application === undefined || definition === undefined || has(written[section]?.[key], field)) return here;
      const brought = definition[section]?.[key];
      if (field === undefined) return written[section]?.[key] === undefined ? { positions: definition.positions, path } : here;
      if (field === "divisions" && !has(brought, "divisions")) return resolve(["applications", application, ...path.slice(2)]);
      return has(brought, field) || written[section]?.[key] === undefined ? { positions: definition.positions, path } : here;
    }
    if (section === "screenRecording" && key === "policies" && typeof field === "string") {
      const definition = taken[bringers.policies[field] ?? ""];
      const mine = written.screenRecording?.policies?.[field];
      if (definition === undefined || has(mine, path[3]) || (mine !== undefined && path.length === 3)) return here;
      return { positions: definition.positions, path };
    }
    return here;
  };
  return {
    place: (path) => {
      const at = resolve(path);
      return at.positions.place(at.path);
    },
    placeOfKey: (path, key) => {
      const at = resolve([...path, key]);
      return at.positions.placeOfKey(at.path.slice(0, -1), key);
    },
  };
}

function has(value: object | undefined, field: string | number | undefined): boolean {
  return value !== undefined && field !== undefined && field in value && (value as Record<string | number, unknown>)[field] !== undefined;
}
