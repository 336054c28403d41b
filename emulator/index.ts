import { renameSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { UserError } from "../access/errors";
import type { EmulatorOptionsUpdate } from "./options";
import { Emulation } from "./server/emulation";
import { createEmulatorServer } from "./server/server";
import { Store } from "./state/store";

export type { EmulatorOptions, EmulatorOptionsUpdate } from "./options";
export { orgSeedSchema, type OrgSeed } from "./seed";
export type { LoggedRequest } from "./server/request-log";

/** How to start an emulator. */
export interface StartOptions {
  /** Folder for its data. One emulator at a time may use it. */
  readonly stateDir: string;
  /** Port on 127.0.0.1. Left out: the port of the last run when it is free, otherwise any. */
  readonly port?: number;
  readonly options?: EmulatorOptionsUpdate;
  /** Port on 127.0.0.1 that its users hold a connection to, when it ends without them. Written beside the address. */
  readonly lease?: number;
  /** The time in milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number;
}

/** A running emulator. */
export interface RunningEmulator {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly stateDir: string;
  close(): Promise<void>;
}

/** Name of the file in the state folder that says `{url, pid, lease?}` while an emulator runs. */
export const addressFile = "address.json";

/** Starts an emulator in this process. Throws a `UserError` when the folder or the port can't be used. */
export async function startEmulator(start: StartOptions): Promise<RunningEmulator> {
  const store = Store.open(start.stateDir);
  let server: Server | undefined;
  try {
    const emulation = new Emulation(store, start.options ?? {}, start.now ?? Date.now);
    const listening = createEmulatorServer(emulation);
    server = listening;
    const lastPort = store.table<number>("emulator/port");
    const port = await listen(listening, start.port, lastPort.get("port"));
    if (lastPort.get("port") !== port) lastPort.put("port", port);
    store.commit();
    emulation.url = `http://127.0.0.1:${port}`;
    const address = join(start.stateDir, addressFile);
    writeFileSync(`${address}.new`, `${JSON.stringify({ url: emulation.url, pid: process.pid, lease: start.lease })}\n`, { mode: 0o600 });
    renameSync(`${address}.new`, address);
    return {
      url: emulation.url,
      stateDir: start.stateDir,
      close: async () => {
        emulation.onRelease();
        await new Promise<void>((resolve) => {
          listening.close(() => resolve());
          listening.closeAllConnections();
        });
        rmSync(address, { force: true });
        await store.close();
      },
    };
  } catch (error) {
    server?.close();
    await store.close();
    throw error;
  }
}

async function listen(server: Server, wanted: number | undefined, last: number | undefined): Promise<number> {
  const attempts = wanted !== undefined ? [wanted] : last !== undefined ? [last, 0] : [0];
  for (const [index, port] of attempts.entries()) {
    try {
      return await tryListen(server, port);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (index < attempts.length - 1) continue;
      if (code === "EADDRINUSE") {
        throw new UserError({
          what: `Port ${port} on 127.0.0.1 is in use.`,
          why: "Another program, perhaps another emulator, listens there.",
          next: "Stop that program, or choose another port with --port.",
        });
      }
      if (code === "EACCES") {
        throw new UserError({
          what: `Port ${port} on 127.0.0.1 may not be used by this user.`,
          next: "Choose a port above 1023 with --port.",
        });
      }
      throw error;
    }
  }
  throw new Error("No port was tried.");
}

function tryListen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1" }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
