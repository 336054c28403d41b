import * as z from "zod";

const step = z.looseObject({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  keys: z.array(z.string()).nullish(),
  diffs: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.looseObject({ diffKind: z.string().optional() })).nullish(),
});

const engineEvent = z.looseObject({
  resourcePreEvent: z.looseObject({ metadata: step, planning: z.boolean().optional() }).optional(),
  resOutputsEvent: z.looseObject({ metadata: step, planning: z.boolean().optional() }).optional(),
  resOpFailedEvent: z.looseObject({ metadata: step }).optional(),
  diagnosticEvent: z
    .looseObject({ urn: z.string().optional(), message: z.string(), severity: z.string(), ephemeral: z.boolean().optional() })
    .optional(),
  policyEvent: z
    .looseObject({
      resourceUrn: z.string().optional(),
      message: z.string(),
      policyName: z.string(),
      policyPackName: z.string(),
      policyPackVersion: z.string().optional(),
      enforcementLevel: z.string(),
    })
    .optional(),
  policyAnalyzeSummaryEvent: z.looseObject({}).optional(),
  policyAnalyzeStackSummaryEvent: z
    .looseObject({ policyPackName: z.string(), passed: z.array(z.string()).nullish(), failed: z.array(z.string()).nullish() })
    .optional(),
  policyLoadEvent: z.looseObject({}).optional(),
  summaryEvent: z
    .looseObject({ resourceChanges: z.record(z.string(), z.number()).nullish(), durationSeconds: z.number().optional(), isPreview: z.boolean().optional() })
    .optional(),
  cancelEvent: z.looseObject({}).optional(),
});

/** One event of the engine (apitype.EngineEvent), as far as it is used here; other fields are kept unread. */
export type EngineEvent = z.infer<typeof engineEvent>;

/** Reads one event as the engine sends it, a JSON text. Returns undefined for anything else. */
export function parseEngineEvent(line: string): EngineEvent | undefined {
  if (line.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = engineEvent.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** What the engine does to a resource. */
export type Operation = "same" | "create" | "update" | "delete" | "replace" | "read" | "refresh" | "import" | "other";

/** A resource in one phase of a run. */
export interface ResourceStep {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly operation: Operation;
  readonly state: "running" | "done" | "failed";
  /** Top-level properties that differ. */
  readonly properties: readonly string[];
}

/** What a policy pack said about a resource. */
export interface PolicyViolation {
  readonly rule: string;
  readonly pack: string;
  readonly level: string;
  readonly message: string;
  readonly urn?: string;
  /** `file:line:column` in the org file, once it was looked for there. */
  readonly at?: string;
}

/** A message of the engine, the program or the provider. */
export interface Diagnostic {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly urn?: string;
}

/** Preview or update: what happened in it. */
export interface Phase {
  readonly steps: ReadonlyMap<string, ResourceStep>;
  /** Number of resources by operation, once the phase has ended. */
  readonly changes?: Readonly<Record<string, number>>;
}

/** Everything that the events of one engine run say. */
export interface RunView {
  readonly current: "preview" | "update";
  readonly preview: Phase;
  readonly update: Phase;
  readonly violations: readonly PolicyViolation[];
  readonly diagnostics: readonly Diagnostic[];
  /** Names of the packs that ran their stack rules. */
  readonly packs: readonly string[];
}

/** A run of which nothing is known yet. */
export const emptyView: RunView = {
  current: "preview",
  preview: { steps: new Map() },
  update: { steps: new Map() },
  violations: [],
  diagnostics: [],
  packs: [],
};

/**
 * The view after one more event. An `up` logs its preview and its update one after the other; the
 * `planning` mark of a step tells them apart, and a summary closes the preview.
 */
export function addEvent(view: RunView, event: EngineEvent): RunView {
  if (event.resourcePreEvent !== undefined) return addStep(view, event.resourcePreEvent.metadata, event.resourcePreEvent.planning === true, "running");
  if (event.resOutputsEvent !== undefined) return addStep(view, event.resOutputsEvent.metadata, event.resOutputsEvent.planning === true, "done");
  if (event.resOpFailedEvent !== undefined) return addStep(view, event.resOpFailedEvent.metadata, view.current === "preview", "failed");
  if (event.summaryEvent !== undefined) {
    const changes = event.summaryEvent.resourceChanges ?? {};
    const phase = { ...view[view.current], changes };
    return view.current === "preview" ? { ...view, preview: phase, current: "update" } : { ...view, update: phase };
  }
  if (event.policyEvent !== undefined) {
    const { policyName, policyPackName, enforcementLevel, message, resourceUrn } = event.policyEvent;
    const violation: PolicyViolation = {
      rule: policyName,
      pack: policyPackName,
      level: enforcementLevel === "warning" ? "advisory" : enforcementLevel,
      message: plain(message),
      ...(resourceUrn === undefined ? {} : { urn: resourceUrn }),
    };
    const known = view.violations.some((v) => v.rule === violation.rule && v.urn === violation.urn && v.message === violation.message);
    return known ? view : { ...view, violations: [...view.violations, violation] };
  }
  if (event.policyAnalyzeStackSummaryEvent !== undefined) {
    const pack = event.policyAnalyzeStackSummaryEvent.policyPackName;
    return view.packs.includes(pack) ? view : { ...view, packs: [...view.packs, pack] };
  }
  if (event.diagnosticEvent !== undefined && event.diagnosticEvent.ephemeral !== true && event.diagnosticEvent.severity !== "debug") {
    const { severity, message, urn } = event.diagnosticEvent;
    const diagnostic: Diagnostic = {
      severity: severity === "error" ? "error" : severity === "warning" ? "warning" : "info",
      message: plain(message).trim(),
      ...(urn === undefined || urn === "" ? {} : { urn }),
    };
    if (diagnostic.message === "") return view;
    const known = view.diagnostics.some((d) => d.severity === diagnostic.severity && d.urn === diagnostic.urn && d.message === diagnostic.message);
    return known ? view : { ...view, diagnostics: [...view.diagnostics, diagnostic] };
  }
  return view;
}

function addStep(view: RunView, metadata: z.infer<typeof step>, planning: boolean, state: ResourceStep["state"]): RunView {
  const name: "preview" | "update" = planning ? "preview" : "update";
  const phase = view[name];
  const before = phase.steps.get(metadata.urn);
  const operation = operationOf(metadata.op);
  const added: ResourceStep = {
    urn: metadata.urn,
    type: metadata.type,
    name: urnName(metadata.urn),
    // A replacement logs its parts as well; the whole is what counts.
    operation: before?.operation === "replace" ? "replace" : operation,
    state: before?.state === "failed" ? "failed" : state,
    properties: [...new Set((metadata.diffs ?? []).map((path) => path.split(/[.[]/)[0] ?? path))].sort(),
  };
  return { ...view, [name]: { ...phase, steps: new Map(phase.steps).set(metadata.urn, added) } };
}

function operationOf(op: string): Operation {
  switch (op) {
    case "same":
    case "create":
    case "update":
    case "delete":
    case "replace":
    case "read":
    case "refresh":
    case "import":
      return op;
    case "create-replacement":
    case "delete-replaced":
    case "discard-replaced":
    case "remove-pending-replace":
    case "import-replacement":
    case "read-replacement":
      return "replace";
    default:
      return "other";
  }
}

/** The last part of a URN: the resource's name in the program. */
export function urnName(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The type token at the end of a URN's chain of types. */
export function urnType(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").pop() ?? "";
}

/** Text without the engine's colour directives and ANSI sequences. */
export function plain(text: string): string {
  return text.replace(/<\{%[^%]*%\}>/g, "").replace(/\u001b\[[0-9;]*m/g, "");
}
