import * as z from "zod";
import { UserError } from "../../access/errors";

const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  custom: z.boolean().optional(),
  protect: z.boolean().optional(),
  parent: z.string().optional(),
  outputs: z.record(z.string(), z.unknown()).optional(),
  created: z.string().optional(),
  modified: z.string().optional(),
});

const exported = z.looseObject({
  deployment: z
    .looseObject({
      resources: z.array(resource).nullish(),
      pending_operations: z.array(z.looseObject({ type: z.string(), resource })).nullish(),
    })
    .nullish(),
});

/** A resource in a stack's state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  readonly protect: boolean;
  /** URN of the component that it belongs to. */
  readonly parent?: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970 of the last change, when the state knows it. */
  readonly changedAt?: number;
}

/** What a stack's state holds, secrets in clear: never print it as a whole. */
export interface Deployment {
  readonly resources: readonly StateResource[];
  /** Stack outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** URNs of operations that a killed run left open. */
  readonly pending: readonly { readonly type: string; readonly urn: string }[];
}

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Reads what `pulumi stack export --show-secrets` prints. Throws a `UserError` when it is something else. */
export function parseDeployment(text: string): Deployment {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notAnExport();
  }
  const parsed = exported.safeParse(value);
  if (!parsed.success) throw notAnExport();
  const resources = (parsed.data.deployment?.resources ?? []).map((entry): StateResource => {
    const changed = entry.modified ?? entry.created;
    const changedAt = changed === undefined ? Number.NaN : Date.parse(changed);
    return {
      urn: entry.urn,
      type: entry.type,
      custom: entry.custom === true,
      protect: entry.protect === true,
      outputs: unwrapRecord(entry.outputs ?? {}),
      ...(entry.id === undefined ? {} : { id: entry.id }),
      ...(entry.parent === undefined ? {} : { parent: entry.parent }),
      ...(Number.isNaN(changedAt) ? {} : { changedAt }),
    };
  });
  const stack = resources.find((entry) => entry.type === "pulumi:pulumi:Stack");
  return {
    resources,
    outputs: stack?.outputs ?? {},
    pending: (parsed.data.deployment?.pending_operations ?? []).map((entry) => ({ type: entry.type, urn: entry.resource.urn })),
  };
}

function notAnExport(): UserError {
  return new UserError({
    what: "the engine's export of the stack cannot be read",
    next: "run `pulumi stack export` by hand and look at it",
  });
}

function unwrapRecord(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, unwrap(value)]));
}

function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrap);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Record<string, unknown>;
  if (record[signature] === secretSignature) {
    const plaintext = record["plaintext"];
    // Encrypted, as in an export without secrets.
    if (typeof plaintext !== "string") return undefined;
    try {
      return unwrap(JSON.parse(plaintext));
    } catch {
      return undefined;
    }
  }
  return unwrapRecord(record);
}
