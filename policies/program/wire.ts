import type { AnalyzeRequest, AnalyzerResource } from "@pulumi/pulumi/proto/analyzer_pb";
import { plainFromWire, plainRecord, secretValue, type Plain } from "./plain";
import type { ProgramResource } from "./resource";

/** A resource of an engine request as plain data. Properties are the inputs in `Analyze`, the outputs in `AnalyzeStack`. */
export function fromWire(request: AnalyzeRequest | AnalyzerResource): ProgramResource {
  const options = request.getOptions();
  const secretOutputs = new Set(options?.getAdditionalsecretoutputsList() ?? []);
  const values = (request.getProperties()?.toJavaScript() ?? {}) as Record<string, unknown>;
  const properties: Record<string, Plain> = { ...plainRecord(values, plainFromWire) };
  for (const name of secretOutputs) if (name in properties) properties[name] = secretValue;
  const dependencies: Record<string, readonly string[]> = {};
  let parent = options?.getParent() ?? "";
  if ("getPropertydependenciesMap" in request) {
    for (const [property, on] of request.getPropertydependenciesMap().entries()) dependencies[property] = on.getUrnsList();
    parent = request.getParent() || parent;
  }
  return {
    urn: request.getUrn(),
    type: request.getType(),
    name: request.getName(),
    ...(parent === "" ? {} : { parent }),
    ...providerOf(request.getProvider()?.getUrn() ?? ""),
    protect: options?.getProtect() ?? false,
    properties,
    propertyDependencies: dependencies,
  };
}

function providerOf(urn: string): Pick<ProgramResource, "provider"> {
  return urn === "" ? {} : { provider: urn };
}
