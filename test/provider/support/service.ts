import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { afterEach } from "vitest";
import type { Clock } from "../../../provider/api/clock";
import { realClock } from "../../../provider/api/clock";
import type { Transport } from "../../../provider/api/transport";
import type { Log } from "../../../provider/rpc/log";
import { receive, send, type Values } from "../../../provider/rpc/values";
import { resourceToken } from "../../../provider/schema/define";
import { ProviderService } from "../../../provider/service";

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** One message of the provider. */
export interface Message {
  readonly kind: "info" | "warn" | "status";
  readonly urn: string;
  readonly text: string;
}

/** A log that keeps what is said. */
export class KeptLog implements Log {
  readonly messages: Message[] = [];
  info(urn: string, text: string): void {
    this.messages.push({ kind: "info", urn, text });
  }
  warn(urn: string, text: string): void {
    this.messages.push({ kind: "warn", urn, text });
  }
  status(urn: string, text: string): void {
    this.messages.push({ kind: "status", urn, text });
  }
  /** The texts that stay, of one kind. */
  texts(kind: Message["kind"]): string[] {
    return this.messages.filter((message) => message.kind === kind).map(({ text }) => text);
  }
}

/** A resource as the engine keeps it. */
export interface Kept {
  id: string;
  inputs: Values;
  outputs: Values;
  /** Outputs that arrived wrapped. */
  secrets: string[];
  /** The last operation was not finished. */
  unfinished: boolean;
}

/** An answer that says: there, but not finished. */
export class NotFinished extends Error {
  readonly id: string;
  readonly outputs: Values;
  readonly reasons: string[];

  constructor(detail: rpc.ErrorResourceInitFailed) {
    super(detail.getReasonsList().join("\n"));
    this.id = detail.getId();
    this.outputs = receive(detail.getProperties()).values;
    this.reasons = detail.getReasonsList();
  }
}

function notFinishedIn(error: grpc.ServiceError): NotFinished | undefined {
  const [bytes] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (bytes === undefined || typeof bytes === "string") return undefined;
  const [any] = Status.deserializeBinary(bytes).getDetailsList();
  const detail = any?.unpack((binary) => rpc.ErrorResourceInitFailed.deserializeBinary(binary), "pulumirpc.ErrorResourceInitFailed");
  return detail === undefined || detail === null ? undefined : new NotFinished(detail);
}

/** The protocol from the engine's side, as promises. */
export class Connection {
  readonly client: ResourceProviderClient;

  constructor(address: string) {
    this.client = new ResourceProviderClient(address, grpc.credentials.createInsecure());
  }

  ask<Request, Response>(method: grpc.MethodDefinition<Request, Response>, request: Request): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(method.path, method.requestSerialize, method.responseDeserialize, request, (error, response) => {
        if (error === null && response !== undefined) resolve(response);
        else
          reject(
            error === null
              ? new Error("no answer")
              : (notFinishedIn(error) ?? new Error(error.details === "" ? error.message : error.details)),
          );
      });
    });
  }

  close(): void {
    this.client.close();
  }
}

export interface Options {
  readonly settings: Values;
  readonly transport?: Transport;
  readonly clock?: Clock;
  readonly environment?: NodeJS.ProcessEnv;
  readonly project?: string;
  readonly stack?: string;
}

/** What a check refused. */
export class CheckFailed extends Error {
  readonly failures: { property: string; reason: string }[];
  constructor(failures: { property: string; reason: string }[]) {
    super(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    this.failures = failures;
  }
}

/** What an `up` did with one resource. */
export type Step = "create" | "update" | "replace" | "same";

/**
 * As much of Pulumi's engine as one resource at a time needs, over the real protocol. What it keeps outlives the provider, so that a
 * second one can go on where the first was stopped.
 */
export class MiniEngine {
  readonly kept: Map<string, Kept>;
  private readonly connection: Connection;
  private readonly options: Pick<Options, "project" | "stack">;

  constructor(connection: Connection, options: Pick<Options, "project" | "stack"> = {}, kept: Map<string, Kept> = new Map()) {
    this.connection = connection;
    this.options = options;
    this.kept = kept;
  }

  urn(type: string, name: string): string {
    return `urn:pulumi:${this.options.stack ?? "dev"}::${this.options.project ?? "project"}::${resourceToken(type)}::${name}`;
  }

  async configure(settings: Values): Promise<void> {
    const check = new rpc.CheckRequest();
    check.setNews(send(settings));
    const checked = await this.connection.ask(ResourceProviderService.checkConfig, check);
    const failures = checked.getFailuresList().map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    if (failures.length > 0) throw new CheckFailed(failures);
    const request = new rpc.ConfigureRequest();
    request.setArgs(send(settings));
    request.setAcceptsecrets(true);
    await this.connection.ask(ResourceProviderService.configure, request);
  }

  async check(type: string, name: string, inputs: Values): Promise<Values> {
    const request = new rpc.CheckRequest();
    request.setUrn(this.urn(type, name));
    request.setNews(send(inputs));
    const response = await this.connection.ask(ResourceProviderService.check, request);
    const failures = response.getFailuresList().map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    if (failures.length > 0) throw new CheckFailed(failures);
    return receive(response.getInputs()).values;
  }

  async diff(type: string, name: string, inputs: Values): Promise<rpc.DiffResponse> {
    const urn = this.urn(type, name);
    const kept = this.known(urn);
    const request = new rpc.DiffRequest();
    request.setId(kept.id);
    request.setUrn(urn);
    request.setOlds(send(kept.outputs));
    request.setOldInputs(send(kept.inputs));
    request.setNews(send(inputs));
    return this.connection.ask(ResourceProviderService.diff, request);
  }

  /** Paths of a diff with what happens there, sorted. */
  async changes(type: string, name: string, inputs: Values): Promise<string[]> {
    const response = await this.diff(type, name, await this.check(type, name, inputs));
    const names = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];
    return [...(response.getDetaileddiffMap().entries() as Iterable<[string, rpc.PropertyDiff]>)]
      .map(([path, detail]) => `${names[detail.getKind()] ?? "?"} ${path}`)
      .sort();
  }

  private known(urn: string): Kept {
    const kept = this.kept.get(urn);
    if (kept === undefined) throw new Error(`${urn} is not in the state`);
    return kept;
  }

  private keep(urn: string, id: string, inputs: Values, properties: Parameters<typeof receive>[0], unfinished = false): Kept {
    const { values, secrets } = receive(properties);
    const kept: Kept = { id, inputs, outputs: values, secrets: [...secrets].sort(), unfinished };
    this.kept.set(urn, kept);
    return kept;
  }

  private async noting<Result>(urn: string, inputs: Values, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof NotFinished) this.kept.set(urn, { id: error.id, inputs, outputs: error.outputs, secrets: [], unfinished: true });
      throw error;
    }
  }

  async create(type: string, name: string, inputs: Values, preview = false, timeoutSeconds = 0): Promise<Kept> {
    const urn = this.urn(type, name);
    const request = new rpc.CreateRequest();
    request.setUrn(urn);
    request.setTimeout(timeoutSeconds);
    request.setProperties(send(inputs));
    request.setPreview(preview);
    const response = await this.noting(urn, inputs, () => this.connection.ask(ResourceProviderService.create, request));
    if (preview) {
      const { values, secrets } = receive(response.getProperties());
      return { id: "", inputs, outputs: values, secrets: [...secrets].sort(), unfinished: false };
    }
    return this.keep(urn, response.getId(), inputs, response.getProperties());
  }

  async update(type: string, name: string, inputs: Values, preview = false): Promise<Kept> {
    const urn = this.urn(type, name);
    const kept = this.known(urn);
    const request = new rpc.UpdateRequest();
    request.setId(kept.id);
    request.setUrn(urn);
    request.setOlds(send(kept.outputs));
    request.setOldInputs(send(kept.inputs));
    request.setNews(send(inputs));
    request.setPreview(preview);
    const response = await this.noting(urn, inputs, () => this.connection.ask(ResourceProviderService.update, request));
    if (preview) {
      const { values, secrets } = receive(response.getProperties());
      return { id: kept.id, inputs, outputs: values, secrets: [...secrets].sort(), unfinished: false };
    }
    return this.keep(urn, kept.id, inputs, response.getProperties());
  }

  async delete(type: string, name: string): Promise<void> {
    const urn = this.urn(type, name);
    const kept = this.known(urn);
    const request = new rpc.DeleteRequest();
    request.setId(kept.id);
    request.setUrn(urn);
    request.setProperties(send(kept.outputs));
    request.setOldInputs(send(kept.inputs));
    await this.connection.ask(ResourceProviderService.delete, request);
    this.kept.delete(urn);
  }

  /** Reads a resource again, or imports one. False when it is gone. */
  async read(type: string, name: string, id?: string): Promise<boolean> {
    const urn = this.urn(type, name);
    const kept = this.kept.get(urn);
    const request = new rpc.ReadRequest();
    request.setUrn(urn);
    request.setId(id ?? this.known(urn).id);
    if (kept !== undefined && id === undefined) {
      request.setProperties(send(kept.outputs));
      request.setInputs(send(kept.inputs));
    }
    const response = await this.connection.ask(ResourceProviderService.read, request);
    if (response.getId() === "") {
      this.kept.delete(urn);
      return false;
    }
    this.keep(urn, response.getId(), receive(response.getInputs()).values, response.getProperties());
    return true;
  }

  /** What `pulumi up` does with one resource. */
  async up(type: string, name: string, inputs: Values): Promise<Step> {
    const checked = await this.check(type, name, inputs);
    const kept = this.kept.get(this.urn(type, name));
    if (kept === undefined) {
      await this.create(type, name, checked);
      return "create";
    }
    const diff = await this.diff(type, name, checked);
    if (diff.getReplacesList().length > 0) {
      if (!diff.getDeletebeforereplace()) throw new Error("expected deleteBeforeReplace");
      await this.delete(type, name);
      await this.create(type, name, checked);
      return "replace";
    }
    if (diff.getChanges() === rpc.DiffResponse.DiffChanges.DIFF_NONE && !kept.unfinished) return "same";
    await this.update(type, name, checked);
    return "update";
  }

  async invoke(name: string, args: Values): Promise<Values> {
    const request = new rpc.InvokeRequest();
    request.setTok(`genesyscloud:index/${name}:${name}`);
    request.setArgs(send(args));
    const response = await this.connection.ask(ResourceProviderService.invoke, request);
    const failures = response.getFailuresList().map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    if (failures.length > 0) throw new CheckFailed(failures);
    return receive(response.getReturn()).values;
  }

  async cancel(): Promise<void> {
    await this.connection.ask(ResourceProviderService.cancel, new Empty());
  }

  /** A resource as it is kept. */
  keptOf(type: string, name: string): Kept {
    return this.known(this.urn(type, name));
  }

  outputs(type: string, name: string): Values {
    return this.known(this.urn(type, name)).outputs;
  }
}

/** A provider in this process, behind the real protocol, that ends with the test. */
export async function startProvider(
  options: Options,
  kept?: Map<string, Kept>,
): Promise<{ engine: MiniEngine; log: KeptLog; connection: Connection }> {
  const log = new KeptLog();
  const service = new ProviderService({
    environment: options.environment ?? {},
    clock: options.clock ?? realClock,
    engineAddress: undefined,
    log,
    ...(options.transport === undefined ? {} : { transport: options.transport }),
  });
  const server = new grpc.Server();
  server.addService(ResourceProviderService, service.implementation());
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const connection = new Connection(`127.0.0.1:${port}`);
  ends.push(() => {
    service.cancel();
    connection.close();
    server.forceShutdown();
  });
  const engine = new MiniEngine(connection, options, kept);
  await engine.configure(options.settings);
  return { engine, log, connection };
}
