import { connect, createServer, type Server, type Socket } from "node:net";

/** What the holder of something counts its users by: each holds a connection open, and is greeted on it. */
export interface Lease {
  /** Port on 127.0.0.1. */
  readonly port: number;
  /** Fulfilled once nobody uses it any more. Whoever comes after that is not greeted. */
  readonly unused: Promise<void>;
}

/** Limits of a lease, in milliseconds. */
export interface Patience {
  /** How long to go on after the last user went. */
  readonly grace: number;
  /** How long to wait for the first user. */
  readonly first: number;
}

/** Opens a lease. It ends by itself: a moment after the last user went, or when nobody came. Does not keep this process alive. */
export async function openLease(patience: Patience = { grace: 1_500, first: 60_000 }): Promise<Lease> {
  const users = new Set<Socket>();
  let ending = false;
  let timer: NodeJS.Timeout | undefined;
  let end: () => void = () => undefined;
  const unused = new Promise<void>((resolve) => (end = resolve));
  const wait = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      ending = true;
      server.close();
      end();
    }, milliseconds).unref();
  };
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    if (ending) {
      socket.destroy();
      return;
    }
    clearTimeout(timer);
    users.add(socket);
    socket.on("close", () => {
      users.delete(socket);
      if (users.size === 0) wait(patience.grace);
    });
    socket.unref();
    socket.resume();
    socket.write("welcome\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the lease has no port");
  server.unref();
  wait(patience.first);
  return { port: bound.port, unused };
}

/**
 * Takes a lease. Undefined without the greeting: its holder is about to end, or has ended, and must
 * not be counted on. Does not keep this process alive.
 */
export function takeLease(port: number): Promise<{ release(): void } | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("data", () => {
      socket.unref();
      resolve({ release: () => void socket.destroy() });
    });
    socket.once("close", () => resolve(undefined));
    socket.on("error", () => undefined);
  });
}
