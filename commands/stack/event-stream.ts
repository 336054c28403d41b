import { Server, ServerCredentials, type ServerReadableStream, type ServiceDefinition, type sendUnaryData } from "@grpc/grpc-js";

/** A place to which the engine sends its events. */
export interface EventStream {
  /** What `--event-log` takes: `tcp://127.0.0.1:PORT`. */
  readonly address: string;
  close(): void;
}

/**
 * Receives the events of one engine run (service `pulumirpc.Events`), each as its JSON text. They
 * come over a connection and not through a file: debug events hold secrets in clear, and a file
 * would be begun anew between preview and update.
 */
export async function openEventStream(onLine: (line: string) => void): Promise<EventStream> {
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(service, {
    streamEvents: (call: ServerReadableStream<string, null>, callback: sendUnaryData<null>) => {
      call.on("data", onLine);
      call.on("end", () => callback(null, null));
      // The engine was killed: its exit code says so.
      call.on("error", () => undefined);
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => (error === null ? resolve(bound) : reject(error)));
  });
  return { address: `tcp://127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

const service: ServiceDefinition = {
  streamEvents: {
    path: "/pulumirpc.Events/StreamEvents",
    requestStream: true,
    responseStream: false,
    requestSerialize: () => {
      throw new Error("only the engine sends events");
    },
    requestDeserialize: decodeEventRequest,
    responseSerialize: () => Buffer.alloc(0),
    responseDeserialize: () => null,
  },
};

/** Reads `message EventRequest { string event = 1; }`. Unknown fields are passed over. */
export function decodeEventRequest(bytes: Buffer): string {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined) throw new Error("an event request ends too early");
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  let event = "";
  while (at < bytes.length) {
    const tag = varint();
    const wire = tag & 7;
    if (wire === 2) {
      const length = varint();
      if (tag >> 3 === 1) event = bytes.toString("utf8", at, at + length);
      at += length;
    } else if (wire === 0) varint();
    else at += wire === 1 ? 8 : 4;
  }
  return event;
}
