/**
 * A value of a resource's property as plain data. What the engine does not know yet and what is
 * secret are explicit, so that neither can be mistaken for a value, touched by accident or printed.
 */
export type Plain = string | number | boolean | null | NotPlain | readonly Plain[] | { readonly [name: string]: Plain };

/** Stands for a value that is known only after the update, or for a secret (whose value is dropped at once). */
export class NotPlain {
  constructor(readonly why: "unknown" | "secret") {}
}

/** The value is known only after the update. */
export const unknownValue = new NotPlain("unknown");

/** The value is a secret; it is not kept. */
export const secretValue = new NotPlain("secret");

/** What the engine writes in place of a value that it does not know yet, by the kind of the value. */
const unknownSentinels: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

/** The wire form of property values (engine requests, Pulumi state) as plain data. Wrappers for assets become unknown. */
export function plainFromWire(value: unknown): Plain {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return unknownSentinels.has(value) ? unknownValue : value;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(plainFromWire);
  if (typeof value !== "object") return unknownValue;
  const record = value as Readonly<Record<string, unknown>>;
  switch (record[signatureKey]) {
    case undefined:
      return plainRecord(record, plainFromWire);
    case secretSignature:
      return secretValue;
    case outputSignature:
      if (record["secret"] === true) return secretValue;
      return "value" in record ? plainFromWire(record["value"]) : unknownValue;
    case referenceSignature:
      return typeof record["id"] === "string" ? plainFromWire(record["id"]) : unknownValue;
    default:
      return unknownValue;
  }
}

/** Applies a conversion to every property of a record. */
export function plainRecord(
  record: Readonly<Record<string, unknown>>,
  convert: (value: unknown) => Plain,
): { readonly [name: string]: Plain } {
  const result: Record<string, Plain> = {};
  for (const name of Object.keys(record)) result[name] = convert(record[name]);
  return result;
}

/** The text of a value, when it is a known text. */
export function text(value: Plain | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** True when the value is known only after the update, or secret. */
export function isOpen(value: Plain | undefined): value is NotPlain {
  return value instanceof NotPlain;
}

/** The elements of a value: none for anything that is not a known list. */
export function elements(value: Plain | undefined): readonly Plain[] {
  return Array.isArray(value) ? (value as readonly Plain[]) : [];
}

/** The properties of a value: none for anything that is not a known record. */
export function properties(value: Plain | undefined): { readonly [name: string]: Plain } {
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof NotPlain);
  return isRecord ? (value as { readonly [name: string]: Plain }) : {};
}
