import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { realClock } from "./api/clock";
import { ProviderService } from "./service";

/** How often it is looked whether the engine is still there, in milliseconds. */
const watchInterval = 200;
/** How long the return of borrowed roles may delay the end, in milliseconds. The engine kills after five seconds. */
const longestEnd = 3_000;

async function main(): Promise<void> {
  const parent = process.ppid;
  const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  const service = new ProviderService({ environment: process.env, clock: realClock, engineAddress });
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, service.implementation());

  let ending = false;
  const end = (): void => {
    service.cancel();
    if (!service.hasLoans) process.exit(0);
    // Roles that the deployer holds for the moment are taken back first; a second signal does not wait for it.
    if (ending) process.exit(1);
    ending = true;
    setTimeout(() => process.exit(1), longestEnd).unref();
    void service.idle().then(() => process.exit(0));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, watchInterval).unref();
  process.stdout.on("error", end);

  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  process.stdout.write(`${port}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
