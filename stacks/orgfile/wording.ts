import * as z from "zod";
import { nearest } from "./nearest";
import type { Mistake } from "./mistake";
import type { Path, Source } from "./source";

type Issue = z.core.$ZodIssue;

const expected: Readonly<Record<string, string>> = {
  array: "a list",
  object: "a mapping",
  record: "a mapping",
  string: "text",
  boolean: "true or false",
  number: "a whole number",
  int: "a whole number",
};

/** Where the parts of the checked value stand in a file: `base` is the path of the value itself. */
export interface Positions {
  place(path: Path): Mistake["place"];
  placeOfKey(path: Path, key: string): Mistake["place"];
}

/** Positions of a part of a source, looked up by paths within that part. */
export function positionsIn(source: Source, translate: (path: Path) => Path): Positions {
  return {
    place: (path) => source.place(translate(path)),
    placeOfKey: (path, key) => {
      const full = translate([...path, key]);
      return source.placeOfKey(full.slice(0, -1), String(full[full.length - 1]));
    },
  };
}

/** What zod found, as sentences with their places. Values under a key that may hold a secret are never repeated. */
export function wordIssues(issues: readonly Issue[], schema: z.core.$ZodType, value: unknown, positions: Positions): readonly Mistake[] {
  return issues.flatMap((issue) => wordIssue(issue, schema, value, positions, []));
}

function wordIssue(issue: Issue, schema: z.core.$ZodType, value: unknown, positions: Positions, prefix: Path): readonly Mistake[] {
  const path: Path = [...prefix, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  const found = valueAt(value, path);
  const place = positions.place(path);
  const what = describePath(path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = keysAt(schema, path);
      return issue.keys.map((key) => unknownKey(key, what, known, positions.placeOfKey(path, key)));
    }
    case "invalid_key": {
      const reason = issue.issues[0]?.message ?? "is not a name";
      const key = String(path[path.length - 1]);
      return [
        {
          place: positions.placeOfKey(path.slice(0, -1), key),
          message: `the name '${key}' under '${describePath(path.slice(0, -1))}' ${reason}.`,
        },
      ];
    }
    case "invalid_union": {
      const branch = issue.errors.find((errors) => !errors.some((error) => error.path.length === 0 && error.code === "invalid_type"));
      const rooted = issue.errors.find((errors) => errors.some((error) => error.path.length > 0));
      const chosen = rooted ?? branch ?? issue.errors[0] ?? [];
      return chosen.flatMap((inner) => wordIssue(inner, schema, value, positions, path));
    }
    default:
      break;
  }
  if (found === undefined) {
    const parent = describePath(path.slice(0, -1));
    const key = String(path[path.length - 1]);
    return [{ place, message: parent === "" ? `'${key}' is missing.` : `'${parent}' lacks '${key}'.`, next: `Add '${key}:'.` }];
  }
  switch (issue.code) {
    case "invalid_type":
      return [
        {
          place,
          message: `'${what}' must be ${expected[issue.expected] ?? issue.expected}, but it is ${describeKind(found)}.`,
          ...hint(issue.expected, found),
        },
      ];
    case "invalid_value": {
      const words = issue.values.map(String);
      if (typeof found !== "string")
        return [{ place, message: `'${what}' must be one of ${words.join(", ")}, but it is ${describeKind(found)}.` }];
      const near = nearest(found, words);
      return [
        {
          place,
          message: `'${what}' cannot be ${shown(path, found)}.`,
          next: near === undefined ? `Write one of: ${words.join(", ")}.` : `Did you mean '${near}'? It is one of: ${words.join(", ")}.`,
        },
      ];
    }
    case "too_small":
      return [
        {
          place,
          message:
            issue.origin === "array"
              ? `'${what}' is an empty list.`
              : issue.origin === "string"
                ? `'${what}' is empty text.`
                : `'${what}' must be at least ${issue.minimum}.`,
        },
      ];
    case "invalid_format":
    case "custom":
      return [{ place, message: `'${what}' ${issue.message}, but it is ${shown(path, found)}.` }];
    default:
      return [{ place, message: `'${what}': ${issue.message}.` }];
  }
}

function unknownKey(key: string, what: string, known: readonly string[], place: Mistake["place"]): Mistake {
  const near = nearest(key, known);
  return {
    place,
    message: what === "" ? `'${key}' is not a key here.` : `'${key}' is not a key of '${what}'.`,
    next: near === undefined ? `The keys are: ${known.join(", ")}.` : `Did you mean '${near}'?`,
  };
}

function hint(wanted: string, found: unknown): { readonly next?: string } {
  if (wanted === "array" && (typeof found === "string" || typeof found === "number"))
    return { next: "Write a list: one line per entry, each beginning with '- '." };
  if (wanted === "string" && (typeof found === "number" || typeof found === "boolean")) return { next: "Put it in quotes." };
  if (found === null) return { next: "Give it a value, or remove the line." };
  return {};
}

/** A path as a person writes it: `applications.servicenow.calls[1]`. */
export function describePath(path: Path): string {
  return path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`), "");
}

function describeKind(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "true or false";
  return "a number";
}

function shown(path: Path, value: unknown): string {
  return path[0] === "deployer" ? "something else" : typeof value === "string" ? `'${value}'` : describeKind(value);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === "object" && inner !== null ? (inner as Record<string | number, unknown>)[step] : undefined),
    value,
  );
}

/** The keys that a strict mapping at a path knows. */
function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const found = path.reduce<readonly z.core.$ZodType[]>((schemas, step) => schemas.flatMap((one) => step1(one, step)), unwrap(schema));
  return [...new Set(found.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])))];
}

function unwrap(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  return [schema];
}

function step1(schema: z.core.$ZodType, step: string | number): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const inner: z.core.$ZodType | undefined = schema.shape[step];
    return inner === undefined ? [] : unwrap(inner);
  }
  if (schema instanceof z.ZodRecord) return unwrap(schema.valueType);
  if (schema instanceof z.ZodArray) return unwrap(schema.element);
  return [];
}
