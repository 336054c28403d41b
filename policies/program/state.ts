import { UserError } from "../../access/errors";
import { plainFromWire, plainRecord, secretValue, type Plain } from "./plain";
import type { ProgramResource } from "./resource";

/** The resources of a Pulumi state export and the stack that it is of. */
export interface StateExport {
  readonly stack: string;
  readonly resources: readonly ProgramResource[];
}

/**
 * Reads the JSON that `pulumi stack export` writes. Secrets are dropped, encrypted or not.
 * @param file the path, for errors
 * @throws UserError when the text is not a state export
 */
export function parseState(file: string, text: string): StateExport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notState(file, "It is not JSON.");
  }
  const deployment = record(record(value)["deployment"] ?? record(value)["checkpoint"]);
  const latest = record(deployment["latest"]);
  const listed = deployment["resources"] ?? latest["resources"];
  if (!Array.isArray(listed)) {
    if ("manifest" in deployment || "manifest" in latest) return { stack: stackOf([], file), resources: [] };
    throw notState(file, "It has no `deployment` with `resources`.");
  }
  const resources = listed
    .map(record)
    .filter((resource) => resource["delete"] !== true && typeof resource["urn"] === "string")
    .map(readResource);
  return { stack: stackOf(resources, file), resources };
}

function notState(file: string, why: string): UserError {
  return new UserError({ what: "This is not a Pulumi state export.", where: file, why, next: "Write one with `pulumi stack export --file FILE`." });
}

function readResource(resource: Readonly<Record<string, unknown>>): ProgramResource {
  const urn = String(resource["urn"]);
  const inputs = plainRecord(record(resource["inputs"]), plainFromWire);
  const outputs = plainRecord(record(resource["outputs"]), plainFromWire);
  const properties: Record<string, Plain> = { ...inputs, ...outputs };
  for (const name of strings(resource["additionalSecretOutputs"])) if (name in properties) properties[name] = secretValue;
  const dependencies = Object.entries(record(resource["propertyDependencies"])).map(
    ([property, on]): [string, readonly string[]] => [property, strings(on)],
  );
  return {
    urn,
    type: String(resource["type"] ?? ""),
    name: urn.slice(urn.lastIndexOf("::") + 2),
    ...(typeof resource["parent"] === "string" ? { parent: resource["parent"] } : {}),
    ...(typeof resource["provider"] === "string" ? { provider: providerUrn(resource["provider"]) } : {}),
    protect: resource["protect"] === true,
    properties,
    propertyDependencies: Object.fromEntries(dependencies),
    ...(typeof resource["id"] === "string" ? { id: resource["id"] } : {}),
  };
}

/** A state writes a reference to a provider as its URN and its id. */
function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

function stackOf(resources: readonly ProgramResource[], file: string): string {
  const urn = resources[0]?.urn;
  return urn?.split("::")[0]?.replace("urn:pulumi:", "") ?? file;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
