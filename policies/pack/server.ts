import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import * as rpc from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { UserError } from "../../access/errors";
import { pageOf } from "../pages/pageOf";
import { fromWire } from "../program/wire";
import type { Rule } from "../rule";
import { Analysis, describeFailure, optionsSchema, type AnalysisOptions, type Diagnostic, type EngineLevel } from "./analysis";

/** What a policy pack is called and which rules it runs. */
export interface PackArgs {
  /** Name of the pack: letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  readonly version: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly readme?: string;
  readonly repository?: string;
  readonly rules: readonly Rule[];
  /** Levels, waivers and baseline for all orgs. */
  readonly project?: AnalysisOptions["project"];
  /** Whether an undecided finding fails the run; by default when `CI` is set. */
  readonly strict?: boolean;
}

/** The engine sends all resources of a stack in one message. */
const largestMessage = 400 * 1024 * 1024;

/**
 * Serves a policy pack to the Pulumi engine on the analyzer protocol itself, on loopback, and
 * writes the port to standard output, which is how the engine finds it. One process serves one
 * pack for one operation.
 *
 * `@pulumi/policy` would deserialize the whole stack once per rule; here all rules share one
 * access graph.
 */
export function servePack(args: PackArgs): void {
  const strict = args.strict ?? isSet(process.env["GENESYS_ACCESS_STRICT"] ?? process.env["CI"]);
  const today = new Date().toISOString().slice(0, 10);
  const analysis = new Analysis({ rules: args.rules, today, strict, ...(args.project === undefined ? {} : { project: args.project }) });
  const server = new grpc.Server({ "grpc.max_receive_message_length": largestMessage });
  server.addService(rpc.AnalyzerService, handlers(args, analysis));
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      process.stderr.write(`The policy pack cannot listen on loopback: ${error.message}\n`);
      process.exit(1);
    }
    process.stdout.write(`${port}\n`);
  });
  endWithTheEngine();
}

/** Ends the process when the engine says so or is gone: a pack that outlives its engine is only in the way. */
function endWithTheEngine(): void {
  const end = (): never => process.exit(0);
  process.once("SIGINT", end).once("SIGTERM", end);
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) end();
  }, 1000).unref();
}

/** The calls of the analyzer protocol. Exported for tests, which call them without an engine. */
export function handlers(args: PackArgs, analysis: Analysis): grpc.UntypedServiceImplementation {
  return {
    handshake: answer(() => new proto.AnalyzerHandshakeResponse()),
    configureStack: answer((request: proto.AnalyzerStackConfigureRequest) => {
      analysis.configureStack(request.getStack(), new Map(request.getConfigMap().entries()));
      return new proto.AnalyzerStackConfigureResponse();
    }),
    getAnalyzerInfo: answer(() => packInfo(args)),
    getPluginInfo: answer(() => new PluginInfo().setVersion(args.version)),
    configure: answer((request: proto.ConfigureAnalyzerRequest) => {
      analysis.configure(readConfig(request));
      return new Empty();
    }),
    analyze: answer((request: proto.AnalyzeRequest) => response(args, analysis.resource(fromWire(request)))),
    analyzeStack: answer((request: proto.AnalyzeStackRequest) =>
      response(args, analysis.stackResources(request.getResourcesList().map(fromWire))),
    ),
    remediate: answer((request: proto.AnalyzeRequest) => remediations(args, analysis, request)),
    cancel: answer(() => new Empty()),
  };
}

function answer<Request, Response>(
  respond: (request: Request) => Response,
): (call: { readonly request: Request }, callback: (error: Partial<grpc.ServiceError> | null, response?: Response) => void) => void {
  return (call, callback) => {
    let response: Response;
    try {
      response = respond(call.request);
    } catch (error) {
      const code = error instanceof UserError ? grpc.status.INVALID_ARGUMENT : grpc.status.INTERNAL;
      callback({ code, details: describeFailure(error) });
      return;
    }
    callback(null, response);
  };
}

function packInfo(args: PackArgs): proto.AnalyzerInfo {
  const info = new proto.AnalyzerInfo();
  info.setName(args.name);
  info.setDisplayname(args.displayName ?? args.name);
  info.setVersion(args.version);
  info.setDescription(args.description ?? "");
  info.setReadme(args.readme ?? "");
  info.setRepository(args.repository ?? "");
  info.setProvider("genesyscloud");
  info.setTagsList(["genesys-cloud", "oauth", "access"]);
  info.setSupportsconfig(true);
  info.setPoliciesList(args.rules.map(policyInfo));
  return info;
}

function policyInfo(rule: Rule): proto.PolicyInfo {
  const info = new proto.PolicyInfo();
  info.setName(rule.id);
  info.setDisplayname(rule.title);
  info.setDescription(`${rule.title}. ${rule.why}`);
  info.setEnforcementlevel(engineLevels[rule.defaultLevel]);
  info.setPolicyType(rule.reach === "resource" ? proto.PolicyType.POLICY_TYPE_RESOURCE : proto.PolicyType.POLICY_TYPE_STACK);
  info.setSeverity(severities[rule.severity]);
  info.setTagsList([...(rule.cause === undefined ? ["hygiene"] : [rule.cause]), ...rule.prevents.map(({ status, code }) => `${status} ${code}`)]);
  info.setRemediationSteps(rule.fix);
  info.setUrl(pageOf(rule));
  const framework = new proto.PolicyComplianceFramework();
  framework.setName("Genesys Cloud Platform API authorization");
  framework.setVersion("2026-07");
  framework.setReference(rule.cause ?? rule.id);
  framework.setSpecification(`${rule.source} (${rule.certainty})`);
  info.setFramework(framework);
  const options = optionsSchema(rule);
  if (options !== undefined) {
    const schema = new proto.PolicyConfigSchema();
    schema.setProperties(Struct.fromJavaScript(options as Record<string, JavaScriptValue>));
    info.setConfigschema(schema);
  }
  return info;
}

const engineLevels = {
  advisory: proto.EnforcementLevel.ADVISORY,
  mandatory: proto.EnforcementLevel.MANDATORY,
  disabled: proto.EnforcementLevel.DISABLED,
  remediate: proto.EnforcementLevel.REMEDIATE,
} as const;

const severities = {
  low: proto.PolicySeverity.POLICY_SEVERITY_LOW,
  medium: proto.PolicySeverity.POLICY_SEVERITY_MEDIUM,
  high: proto.PolicySeverity.POLICY_SEVERITY_HIGH,
  critical: proto.PolicySeverity.POLICY_SEVERITY_CRITICAL,
} as const;

function readConfig(request: proto.ConfigureAnalyzerRequest): ReadonlyMap<string, { readonly level: EngineLevel; readonly options: Readonly<Record<string, unknown>> }> {
  const levels = Object.entries(engineLevels);
  return new Map(
    [...request.getPolicyconfigMap().entries()].map(([name, config]) => {
      const level = levels.find(([, value]) => value === config.getEnforcementlevel())?.[0] as EngineLevel | undefined;
      return [name, { level: level ?? "mandatory", options: config.getProperties()?.toJavaScript() ?? {} }];
    }),
  );
}

function response(args: PackArgs, found: readonly Diagnostic[]): proto.AnalyzeResponse {
  const result = new proto.AnalyzeResponse();
  result.setDiagnosticsList(
    found.map((each) => {
      const diagnostic = new proto.AnalyzeDiagnostic();
      diagnostic.setPolicyname(each.rule);
      diagnostic.setPolicypackname(args.name);
      diagnostic.setPolicypackversion(args.version);
      diagnostic.setDescription(each.title);
      diagnostic.setMessage(each.message);
      diagnostic.setEnforcementlevel(engineLevels[each.level]);
      diagnostic.setSeverity(severities[each.severity]);
      diagnostic.setUrn(each.urn);
      return diagnostic;
    }),
  );
  return result;
}

function remediations(args: PackArgs, analysis: Analysis, request: proto.AnalyzeRequest): proto.RemediateResponse {
  const inputs = (request.getProperties()?.toJavaScript() ?? {}) as Record<string, unknown>;
  const result = new proto.RemediateResponse();
  result.setRemediationsList(
    analysis.remediate(request.getType(), inputs).map(({ rule, inputs: repaired }) => {
      const remediation = new proto.Remediation();
      remediation.setPolicyname(rule.id);
      remediation.setPolicypackname(args.name);
      remediation.setPolicypackversion(args.version);
      remediation.setDescription(rule.title);
      remediation.setProperties(Struct.fromJavaScript(repaired as Record<string, JavaScriptValue>));
      return remediation;
    }),
  );
  return result;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value.toLowerCase() !== "false";
}
