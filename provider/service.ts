import * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { deadline } from "./api/client";
import type { Clock } from "./api/clock";
import { explain } from "./api/explain";
import { createTransport, type Transport } from "./api/transport";
import { checkSettings, readSettings, resolveSettings, secretSettings } from "./config/settings";
import { functionHandlers } from "./functions/functions";
import { checkInputs, withDefaults } from "./plan/check";
import { changesBetween, type Change } from "./plan/diff";
import { resourceHandlers } from "./resources";
import type { Outcome, ResourceHandler } from "./resources/resource";
import { checkFailures, diffResponse } from "./rpc/answers";
import { failure, notFinished } from "./rpc/errors";
import { EngineLog, Redactor, type Log } from "./rpc/log";
import { hasUnknown, receive, send, textOf, unknown, type Received, type Value, type Values } from "./rpc/values";
import { inputNames, outputNames, pulumiSchema } from "./schema/pulumi";
import { settingProperties } from "./schema/settings";
import { openSession, type Operation, type Session } from "./session";
import { providerVersion } from "./version";

/** What the service needs from the process that it runs in. */
export interface ServiceParts {
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly engineAddress: string | undefined;
  /** Instead of real connections, in tests. */
  readonly transport?: Transport;
  /** Instead of the engine, in tests. */
  readonly log?: Log;
}

type Unary<Request, Response> = (request: Request) => Promise<Response> | Response;

/** Name of a resource: the last part of its URN. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Resource type of a URN: the last one of the chain of types. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** Names of the outputs that are secret whatever the program says. */
function secretOutputs(handler: ResourceHandler): string[] {
  return Object.entries(handler.definition.properties)
    .filter(([, property]) => property.secret === true)
    .map(([name]) => name);
}

function secretsOf(handler: ResourceHandler, ...received: Received[]): Set<string> {
  return new Set([...secretOutputs(handler), ...received.flatMap(({ secrets }) => [...secrets])]);
}

const what: Readonly<Record<string, string>> = {
  AuthDivision: "division",
  AuthRole: "role",
  Group: "group",
  GroupRoles: "roles of the group",
  Integration: "integration",
  IntegrationCredential: "credential",
  OauthClient: "OAuth client",
  OrgauthorizationPairing: "pairing",
  RecordingMediaRetentionPolicy: "retention policy",
  RecordingSettings: "settings for recordings",
  User: "user",
  UserRoles: "roles of the user",
};

/** The provider as the engine sees it: every call of the protocol that it needs, each in a few lines. */
export class ProviderService {
  private readonly parts: ServiceParts;
  private readonly redactor = new Redactor();
  private readonly cancellation = new AbortController();
  private log: Log;
  private current: Session | undefined;
  /** Resolves when the operations that run now are done. */
  private readonly running = new Set<Promise<unknown>>();

  constructor(parts: ServiceParts) {
    this.parts = parts;
    this.log = parts.log ?? new EngineLog(parts.engineAddress, this.redactor.clean);
  }

  /** Ends all waiting. What is under way with an effect is finished first. */
  cancel(): void {
    this.cancellation.abort();
  }

  /** Whether the deployer holds roles for the moment that must be taken back first. */
  get hasLoans(): boolean {
    return this.current?.loans.isOpen ?? false;
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled([...this.running]);
    await this.current?.loans.settled();
  }

  /** The calls of the protocol, for a gRPC server. What is missing here is answered as not implemented. */
  implementation(): grpc.UntypedServiceImplementation {
    const unary =
      <Request, Response>(work: Unary<Request, Response>): grpc.handleUnaryCall<Request, Response> =>
      (call, callback) => {
        const running = Promise.resolve()
          .then(() => work(call.request))
          .then(
            (response) => callback(null, response),
            (error: unknown) => callback(this.asServiceError(error)),
          );
        this.running.add(running);
        void running.finally(() => this.running.delete(running));
      };
    return {
      handshake: unary(() => this.handshake()),
      attach: unary((request: plugin.PluginAttach) => this.attach(request)),
      getPluginInfo: unary(() => this.pluginInfo()),
      getSchema: unary(() => this.schema()),
      checkConfig: unary((request: rpc.CheckRequest) => this.checkConfig(request)),
      diffConfig: unary((request: rpc.DiffRequest) => this.diffConfig(request)),
      configure: unary((request: rpc.ConfigureRequest) => this.configure(request)),
      invoke: unary((request: rpc.InvokeRequest) => this.invoke(request)),
      check: unary((request: rpc.CheckRequest) => this.check(request)),
      diff: unary((request: rpc.DiffRequest) => this.diff(request)),
      create: unary((request: rpc.CreateRequest) => this.create(request)),
      read: unary((request: rpc.ReadRequest) => this.read(request)),
      update: unary((request: rpc.UpdateRequest) => this.update(request)),
      delete: unary((request: rpc.DeleteRequest) => this.delete(request)),
      cancel: unary(() => {
        this.cancel();
        return new Empty();
      }),
    };
  }

  private asServiceError(error: unknown): grpc.ServiceError {
    if (error instanceof Error && "metadata" in error) return error as grpc.ServiceError;
    return failure(this.redactor.clean(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  }

  private handshake(): rpc.ProviderHandshakeResponse {
    const response = new rpc.ProviderHandshakeResponse();
    response.setAcceptSecrets(true);
    return response;
  }

  private attach(request: plugin.PluginAttach): Empty {
    if (this.parts.log === undefined) this.log = new EngineLog(request.getAddress(), this.redactor.clean);
    return new Empty();
  }

  private pluginInfo(): plugin.PluginInfo {
    const info = new plugin.PluginInfo();
    info.setVersion(providerVersion);
    return info;
  }

  private schema(): rpc.GetSchemaResponse {
    const response = new rpc.GetSchemaResponse();
    response.setSchema(JSON.stringify(pulumiSchema()));
    return response;
  }

  private checkConfig(request: rpc.CheckRequest): rpc.CheckResponse {
    const news = receive(request.getNews());
    const response = new rpc.CheckResponse();
    response.setInputs(request.getNews());
    const secret = new Set([...news.secrets, ...Object.keys(settingProperties).filter((name) => settingProperties[name]?.secret === true)]);
    response.setFailuresList(checkFailures(checkSettings(readSettings(news.values)), secret));
    return response;
  }

  private diffConfig(request: rpc.DiffRequest): rpc.DiffResponse {
    const before = readSettings(receive(request.getOldInputs() ?? request.getOlds()).values);
    const after = readSettings(receive(request.getNews()).values);
    // No setting decides what an object is, so a change never replaces anything.
    return diffResponse(changesBetween(settingProperties, before, after), false);
  }

  private configure(request: rpc.ConfigureRequest): rpc.ConfigureResponse {
    const { values } = receive(request.getArgs());
    if (Object.keys(values).length === 0) {
      for (const [key, value] of request.getVariablesMap().entries() as Iterable<[string, string]>)
        values[key.replace(/^genesyscloud:config:/, "")] = value;
    }
    const settings = resolveSettings(readSettings(values), this.parts.environment);
    for (const secret of secretSettings(settings)) this.redactor.hide(secret);
    this.current = openSession(
      {
        settings,
        transport: this.parts.transport ?? createTransport(settings.proxyFor),
        clock: this.parts.clock,
        userAgent: `pulumi-resource-genesyscloud/${providerVersion}`,
        signal: this.cancellation.signal,
        hide: this.redactor.hide,
      },
      this.relay(),
    );
    const response = new rpc.ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setSupportspreview(true);
    return response;
  }

  /** The log that is current when something is said, which Attach may have changed. */
  private relay(): Log {
    return {
      info: (urn, message) => this.log.info(urn, this.redactor.clean(message)),
      warn: (urn, message) => this.log.warn(urn, this.redactor.clean(message)),
      status: (urn, message) => this.log.status(urn, this.redactor.clean(message)),
    };
  }

  private session(): Session {
    if (this.current === undefined) throw failure("The provider was not configured.", grpc.status.FAILED_PRECONDITION);
    return this.current;
  }

  private handler(urn: string): ResourceHandler {
    const handler = resourceHandlers.get(typeOf(urn));
    if (handler === undefined)
      throw failure(
        `This provider has no resource type ${typeOf(urn)}. It has: ${[...resourceHandlers.keys()].sort().join(", ")}.`,
        grpc.status.UNIMPLEMENTED,
      );
    return handler;
  }

  /** Does something in the time that the resource's customTimeouts allow, if they say anything. */
  private within<Result>(seconds: number, work: () => Promise<Result>): Promise<Result> {
    return seconds > 0 ? deadline.run(this.parts.clock.now() + seconds * 1000, work) : work();
  }

  private operation(urn: string, doing: string): Operation {
    const session = this.session();
    return { session, urn, doing, onWait: (message) => session.log.status(urn, message) };
  }

  /** Does something and turns what goes wrong into words. */
  private async explained<Result>(operation: Operation | undefined, doing: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Error && "metadata" in error) throw error;
      throw failure(this.redactor.clean(explain(error, operation?.doing ?? doing, this.session().api.settings)));
    }
  }

  private async invoke(request: rpc.InvokeRequest): Promise<rpc.InvokeResponse> {
    const handler = functionHandlers.get(request.getTok());
    if (handler === undefined) throw failure(`This provider has no function ${request.getTok()}.`, grpc.status.UNIMPLEMENTED);
    const args = receive(request.getArgs());
    const response = new rpc.InvokeResponse();
    // The bridged provider takes outputs as inputs that mean nothing; a program that passes them is not wrong.
    const given = Object.fromEntries(
      Object.entries(args.values).filter(
        ([name]) => handler.definition.inputs[name] !== undefined || handler.definition.outputs[name] === undefined,
      ),
    );
    const failures = checkInputs(handler.definition.inputs, given);
    if (failures.length > 0) {
      response.setFailuresList(checkFailures(failures, args.secrets));
      return response;
    }
    if (hasUnknown(given)) {
      response.setReturn(send(Object.fromEntries(Object.keys(handler.definition.outputs).map((name) => [name, unknown]))));
      return response;
    }
    const outputs = await this.explained(undefined, handler.definition.name, () => handler.call(this.session(), given));
    response.setReturn(send(outputs));
    return response;
  }

  private async check(request: rpc.CheckRequest): Promise<rpc.CheckResponse> {
    const urn = request.getUrn();
    const handler = this.handler(urn);
    await this.explained(undefined, "check the organization", () => this.session().api.checkOrganization());
    const news = receive(request.getNews());
    const inputs = withDefaults(handler.definition.properties, news.values, nameOf(urn));
    const failures = checkInputs(handler.definition.properties, inputs);
    const own = failures.length > 0 ? [] : (handler.check?.(inputs) ?? []);
    const secrets = secretsOf(handler, news);
    const response = new rpc.CheckResponse();
    response.setInputs(send(inputs, secrets));
    response.setFailuresList(checkFailures([...failures, ...own], secrets));
    return response;
  }

  private changes(handler: ResourceHandler, state: Values, before: Values, after: Values): Change[] {
    return changesBetween(handler.definition.properties, before, after, handler.same?.(state));
  }

  /** The inputs of the last operation; an engine that does not send them sends the outputs, which repeat them. */
  private before(olds: Received, oldInputs: Received, handler: ResourceHandler): Values {
    if (Object.keys(oldInputs.values).length > 0) return oldInputs.values;
    const { properties } = handler.definition;
    return Object.fromEntries(
      Object.entries(olds.values).filter(([name]) => properties[name] !== undefined && properties[name]?.output !== true),
    );
  }

  private diff(request: rpc.DiffRequest): rpc.DiffResponse {
    const handler = this.handler(request.getUrn());
    this.current?.olds.note(request.getUrn(), request.getId());
    const olds = receive(request.getOlds());
    const before = this.before(olds, receive(request.getOldInputs()), handler);
    const changes = this.changes(handler, olds.values, before, receive(request.getNews()).values);
    return diffResponse(changes, true);
  }

  private doing(verb: string, handler: ResourceHandler, values: Values, urn: string): string {
    const config = values["config"];
    const label =
      textOf(values["name"]) ??
      (typeof config === "object" && config !== null && !Array.isArray(config) ? textOf(config["name"]) : undefined) ??
      textOf(values["groupName"]) ?? textOf(values["userEmail"]) ?? textOf(values["email"]) ?? nameOf(urn);
    return `${verb} ${what[handler.definition.name] ?? handler.definition.name} "${label}"`;
  }

  private async create(request: rpc.CreateRequest): Promise<rpc.CreateResponse> {
    const urn = request.getUrn();
    const handler = this.handler(urn);
    const received = receive(request.getProperties());
    const inputs = received.values;
    const secrets = secretsOf(handler, received);
    const response = new rpc.CreateResponse();
    if (request.getPreview()) {
      const outputs: Values = { ...inputs };
      for (const name of outputNames(handler.definition.properties)) {
        if (handler.definition.properties[name]?.output === true) outputs[name] = unknown;
      }
      response.setProperties(send(outputs, secrets));
      return response;
    }
    this.hideSecrets(inputs, secrets);
    const operation = this.operation(urn, this.doing("make", handler, inputs, urn));
    const outcome = await this.explained(operation, "", () => this.within(request.getTimeout(), () => handler.create(operation, inputs)));
    this.finish(outcome, inputs, secrets);
    response.setId(outcome.id);
    response.setProperties(send(outcome.outputs, secrets));
    return response;
  }

  private hideSecrets(values: Values, secrets: ReadonlySet<string>): void {
    for (const name of secrets) for (const secret of textsInside(values[name], name)) this.redactor.hide(secret);
  }

  private finish(outcome: Outcome, inputs: Values, secrets: ReadonlySet<string>): void {
    if (outcome.problems.length === 0) return;
    throw notFinished(outcome.id, send(outcome.outputs, secrets), send(inputs, secrets), outcome.problems.map(this.redactor.clean));
  }

  private async read(request: rpc.ReadRequest): Promise<rpc.ReadResponse> {
    const urn = request.getUrn();
    const handler = this.handler(urn);
    const state = receive(request.getProperties());
    const inputs = receive(request.getInputs());
    const imported = Object.keys(inputs.values).length === 0;
    const secrets = secretsOf(handler, state, inputs);
    this.hideSecrets(state.values, secrets);
    const operation = this.operation(urn, this.doing("read", handler, state.values, urn));
    const reading = await this.explained(operation, "", () =>
      this.within(request.getTimeout(), () =>
        handler.read(operation, request.getId(), imported ? undefined : state.values, imported ? undefined : inputs.values),
      ),
    );
    const response = new rpc.ReadResponse();
    if (reading === undefined) return response;
    response.setId(reading.id);
    const settled = imported ? withDefaults(handler.definition.properties, reading.inputs, nameOf(urn)) : reading.inputs;
    response.setProperties(send({ ...reading.outputs, ...(imported ? withoutOutputs(settled, reading.outputs) : {}) }, secrets));
    response.setInputs(send(settled, secrets));
    return response;
  }

  private async update(request: rpc.UpdateRequest): Promise<rpc.UpdateResponse> {
    const urn = request.getUrn();
    const handler = this.handler(urn);
    const olds = receive(request.getOlds());
    const news = receive(request.getNews());
    const before = this.before(olds, receive(request.getOldInputs()), handler);
    const secrets = secretsOf(handler, olds, news);
    const session = this.session();
    const response = new rpc.UpdateResponse();
    for (const warning of handler.warnings?.(before, news.values, olds.values) ?? []) session.log.warn(urn, warning);
    if (request.getPreview()) {
      const outputs: Values = { ...outputsOnly(handler, olds.values), ...news.values };
      for (const name of handler.unsettled?.(before, news.values) ?? []) outputs[name] = unknown;
      response.setProperties(send(outputs, secrets));
      return response;
    }
    this.hideSecrets(olds.values, secrets);
    this.hideSecrets(news.values, secrets);
    const operation = this.operation(urn, this.doing("change", handler, news.values, urn));
    const outcome = await this.explained(operation, "", () =>
      this.within(request.getTimeout(), () => handler.update(operation, request.getId(), olds.values, before, news.values)),
    );
    this.finish(outcome, news.values, secrets);
    response.setProperties(send(outcome.outputs, secrets));
    return response;
  }

  private async delete(request: rpc.DeleteRequest): Promise<Empty> {
    const urn = request.getUrn();
    const handler = this.handler(urn);
    const state = receive(request.getProperties());
    this.hideSecrets(state.values, secretsOf(handler, state));
    const operation = this.operation(urn, this.doing("delete", handler, state.values, urn));
    await this.explained(operation, "", () =>
      this.within(request.getTimeout(), () => handler.delete(operation, request.getId(), state.values)),
    );
    operation.session.olds.forget(urn, request.getId());
    return new Empty();
  }
}

/** Parts of something secret that are none themselves, and that messages need. */
const notSecret = new Set(["clientId", "userName", "username"]);

/** Every text in a value, however deep. */
function textsInside(value: Value | undefined, name: string): string[] {
  if (value === undefined || value === null || value === unknown) return [];
  if (typeof value === "string") return notSecret.has(name) ? [] : [value];
  return typeof value === "object" ? Object.entries(value).flatMap(([key, inner]) => textsInside(inner, key)) : [];
}

/** What an imported object's defaults add to its outputs. */
function withoutOutputs(settled: Values, outputs: Values): Values {
  return Object.fromEntries(Object.entries(settled).filter(([name]) => outputs[name] === undefined));
}

/** The outputs of a state that do not repeat an input. */
function outputsOnly(handler: ResourceHandler, state: Values): Values {
  const inputs = new Set(inputNames(handler.definition.properties));
  return Object.fromEntries(
    Object.entries(state).filter(([name]) => !inputs.has(name) || handler.definition.properties[name]?.output === true),
  );
}
