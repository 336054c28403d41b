import { UserError, type UserErrorParts } from "../../access/errors";
import { listOrgs, loadOrgFile, orgFilePath, type OrgFile } from "../../stacks/orgfile";
import { nearest } from "../../stacks/orgfile/nearest";

/** An org file of the project: read, or with the reason why it can't be. */
export interface Candidate {
  readonly org: string;
  readonly path: string;
  readonly orgFile?: OrgFile;
  readonly mistake?: UserErrorParts;
}

/** Which orgs a command is about. What is left out does not narrow the choice. */
export interface Selection {
  readonly all?: boolean;
  /** Glob patterns for names; one that matches is enough. */
  readonly patterns?: readonly string[];
  /** Applications: keys of entries, or names of definitions; one that matches is enough. */
  readonly applications?: readonly string[];
  readonly ring?: number;
  /** Exactly this one. */
  readonly named?: string;
}

/** The chosen orgs, and those of earlier rings that the same selection without its ring would have chosen. Both sorted by name. */
export interface Chosen {
  readonly orgs: readonly Candidate[];
  readonly former: readonly Candidate[];
}

/** Reads every org file of a project, sorted by name. A mistake in one is kept with it. */
export function readCandidates(root: string): readonly Candidate[] {
  return listOrgs(root).map((org) => {
    const path = orgFilePath(root, org);
    try {
      return { org, path, orgFile: loadOrgFile(path) };
    } catch (error) {
      if (error instanceof UserError) return { org, path, mistake: error.parts };
      throw error;
    }
  });
}

/** The ring of an org: 0 unless its file says otherwise. One whose file can't be read counts to the first: nothing may overtake it. */
export function ringOf({ orgFile }: Pick<Candidate, "orgFile">): number {
  return orgFile?.org.ring ?? 0;
}

/** Whether an org has an application: by its key in the org file, or by the definition that it is made from. */
export function hasApplication(orgFile: Pick<OrgFile, "applications" | "definitions">, name: string): boolean {
  return name in orgFile.applications || Object.values(orgFile.definitions).some((definition) => definition.name === name);
}

/**
 * The orgs that a selection means. An org file that can't be read is among them unless its name rules
 * it out: nobody knows what is in it. Throws a `UserError` that says what there is when none is meant.
 */
export function selectOrgs(candidates: readonly Candidate[], selection: Selection): Chosen {
  const { patterns = [], applications = [], ring, named } = selection;
  const matchers = patterns.map(globToRegExp);
  const meant = candidates.filter(({ org, orgFile }) => {
    if (named !== undefined) return org === named;
    if (matchers.length > 0 && !matchers.some((matcher) => matcher.test(org))) return false;
    return orgFile === undefined || applications.length === 0 || applications.some((name) => hasApplication(orgFile, name));
  });
  const orgs = meant.filter((candidate) => ring === undefined || ringOf(candidate) === ring);
  if (orgs.length === 0 || orgs.every(({ orgFile }) => orgFile === undefined && applications.length > 0)) throw nothingMeant(candidates, selection);
  return { orgs: sorted(orgs), former: ring === undefined ? [] : sorted(meant.filter((candidate) => ringOf(candidate) < ring)) };
}

/** Orgs by ring, the lowest ring first; in a ring sorted by name. */
export function byRing<Org extends Pick<Candidate, "org" | "orgFile">>(orgs: readonly Org[]): readonly { readonly ring: number; readonly orgs: readonly Org[] }[] {
  const rings = [...new Set(orgs.map(ringOf))].sort((a, b) => a - b);
  return rings.map((ring) => ({ ring, orgs: sorted(orgs.filter((org) => ringOf(org) === ring)) }));
}

function sorted<Org extends { readonly org: string }>(orgs: readonly Org[]): readonly Org[] {
  return [...orgs].sort((a, b) => (a.org < b.org ? -1 : a.org > b.org ? 1 : 0));
}

/** A glob for names of orgs: `*` is any text, `?` one character, `[ab]` one of these, `{a,b}` either. */
export function globToRegExp(glob: string): RegExp {
  let source = "";
  let depth = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob[at] ?? "";
    const end = character === "[" ? glob.indexOf("]", at + 2) : -1;
    if (character === "*") source += ".*";
    else if (character === "?") source += ".";
    else if (end > at) {
      const inner = glob.slice(at + 1, end);
      source += `[${inner.startsWith("!") ? "^" : ""}${inner.replace(/^!/, "").replace(/[\\^\]]/g, "\\$&")}]`;
      at = end;
    } else if (character === "{" && glob.includes("}", at)) {
      depth += 1;
      source += "(?:";
    } else if (character === "}" && depth > 0) {
      depth -= 1;
      source += ")";
    } else if (character === "," && depth > 0) source += "|";
    else source += character.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }
  try {
    return new RegExp(`^${source}${")".repeat(depth)}$`);
  } catch {
    throw new UserError({ what: `${JSON.stringify(glob)} is no pattern for names of orgs`, where: "--orgs", next: "write letters of names with * for any text, such as 'archive-*'." });
  }
}

function nothingMeant(candidates: readonly Candidate[], { patterns = [], applications = [], ring, named }: Selection): UserError {
  const asked = [
    ...(named === undefined ? [] : [named]),
    ...patterns.map((pattern) => `--orgs ${pattern}`),
    ...applications.map((application) => `--application ${application}`),
    ...(ring === undefined ? [] : [`--ring ${ring}`]),
  ].join(" ");
  if (candidates.length === 0) return new UserError({ what: "there is no org file yet", where: "stacks/orgs", next: "npx genesys-access new-org NAME" });
  const known = [...new Set(candidates.flatMap(({ orgFile }) => (orgFile === undefined ? [] : [...Object.keys(orgFile.applications), ...Object.values(orgFile.definitions).map(({ name }) => name)])))].sort();
  const unknown = applications.find((application) => !known.includes(application));
  const near = unknown === undefined ? undefined : nearest(unknown, known);
  const rings = [...new Set(candidates.map(ringOf))].sort((a, b) => a - b);
  return new UserError({
    what: `no org is meant by ${asked === "" ? "this" : asked}`,
    where: "stacks/orgs",
    why: unknown !== undefined ? `no org has an application ${unknown}${near === undefined ? "." : `; the nearest is ${near}.`}` : `the orgs are: ${candidates.map(({ org }) => org).join(", ")}${rings.length > 1 ? `; the rings are: ${rings.join(", ")}` : ""}.`,
    next: "npx genesys-access orgs lists them with what they declare.",
  });
}
