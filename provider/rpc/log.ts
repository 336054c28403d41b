import * as grpc from "@grpc/grpc-js";
import * as engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Where messages about a resource go. */
export interface Log {
  /** Stays in the resource's diagnostics. */
  info(urn: string, message: string): void;
  /** Stays in the resource's diagnostics, as a warning. */
  warn(urn: string, message: string): void;
  /** Shown beside the resource while the operation runs, then gone. */
  status(urn: string, message: string): void;
}

/** Takes secrets out of texts. Every message passes it. */
export class Redactor {
  private readonly secrets = new Set<string>();

  /** A text that must never be shown. Very short ones are left out: they would match anywhere. */
  readonly hide = (secret: string): void => {
    if (secret.length >= 6) this.secrets.add(secret);
  };

  readonly clean = (text: string): string => {
    let cleaned = text;
    for (const secret of this.secrets) cleaned = cleaned.replaceAll(secret, "[secret]");
    return cleaned;
  };
}

/** Messages to the engine. They are sent in the order in which they come, and none is waited for. */
export class EngineLog implements Log {
  private readonly client: engineGrpc.EngineClient | undefined;
  private readonly clean: (text: string) => string;
  private pending: Promise<void> = Promise.resolve();

  constructor(engineAddress: string | undefined, clean: (text: string) => string) {
    this.clean = clean;
    this.client = engineAddress === undefined ? undefined : new engineGrpc.EngineClient(engineAddress, grpc.credentials.createInsecure());
  }

  info(urn: string, message: string): void {
    this.send(LogSeverity.INFO, urn, message, false);
  }

  warn(urn: string, message: string): void {
    this.send(LogSeverity.WARNING, urn, message, false);
  }

  status(urn: string, message: string): void {
    this.send(LogSeverity.INFO, urn, message, true);
  }

  /** Resolves when everything said so far has been handed to the engine. */
  flushed(): Promise<void> {
    return this.pending;
  }

  private send(severity: LogSeverity, urn: string, message: string, ephemeral: boolean): void {
    const { client } = this;
    if (client === undefined) return;
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setUrn(urn);
    request.setMessage(this.clean(message));
    request.setEphemeral(ephemeral);
    this.pending = this.pending.then(
      () =>
        new Promise((resolve) => {
          client.log(request, new grpc.Metadata(), { deadline: Date.now() + 2000 }, () => resolve());
        }),
    );
  }
}
