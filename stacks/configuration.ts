import { existsSync } from "node:fs";
import { definitionsBeside, displayPath, loadOrgFile, orgFileOfValues, orgFilePath, sectionsSchema, type OrgFile } from "./orgfile";

/** Names the org file when it does not lie among the stack files. Set together with Pulumi's `--config-file`. */
export const orgFileVariable = "GENESYS_ACCESS_ORG_FILE";

/** What Pulumi has read of a stack's configuration: the value of a key in our namespace as text, or nothing. */
export type ReadConfig = (key: string) => string | undefined;

/**
 * The org file of a stack. What Pulumi has read counts (`--config-file` and `--config` included);
 * the file that lies among the stack files tells where things stand. Throws a UserError with file
 * and line for values of the wrong shape.
 */
export function orgFileOfStack(stack: string, root: string, read: ReadConfig, env: Readonly<Record<string, string | undefined>>): OrgFile {
  const named = env[orgFileVariable];
  const path = named !== undefined && named !== "" ? named : orgFilePath(root, stack);
  const values = configValues(read);
  const loaded = attempt(() => (existsSync(path) ? loadOrgFile(path, { name: stack, root }) : undefined));
  if (loaded.value !== undefined && sameValues(loaded.value.sections, values)) return loaded.value;
  const fromValues = attempt(() => orgFileOfValues(values, displayPath(path, root), stack, loaded.value, definitionsBeside(path, root)));
  if (fromValues.value !== undefined) return fromValues.value;
  throw loaded.error ?? fromValues.error;
}

/** The sections as Pulumi read them. The deployer's credentials are not among them: they are secrets, and no part of what is declared. */
function configValues(read: ReadConfig): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const section of Object.keys(sectionsSchema.shape)) {
    const text = section === "deployer" ? undefined : read(section);
    if (text !== undefined) values[section] = plainDates(jsonOrText(text));
  }
  return values;
}

/** Structured configuration arrives as JSON. Never throws: what JSON.parse says of a text repeats a part of it, which may be secret. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Pulumi's YAML reader turns an unquoted date into a moment; a person meant the day. */
function plainDates(value: unknown): unknown {
  if (typeof value === "string") return /^(\d{4}-\d{2}-\d{2}) 00:00:00 \+0000 UTC$/.exec(value)?.[1] ?? value;
  if (Array.isArray(value)) return value.map(plainDates);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainDates(inner)]));
  return value;
}

function sameValues(sections: object, values: Readonly<Record<string, unknown>>): boolean {
  return canonical({ ...sections, deployer: undefined }) === canonical(values);
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function attempt<Value>(make: () => Value): { readonly value?: Value; readonly error?: unknown } {
  try {
    return { value: make() };
  } catch (error) {
    return { error };
  }
}
