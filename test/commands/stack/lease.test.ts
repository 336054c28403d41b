import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { openLease, takeLease } from "../../../commands/stack/lease";

const long = 3_600_000;

describe("a lease", () => {
  it("lasts while somebody holds it, and ends after the last one released it", async () => {
    const lease = await openLease({ grace: 0, first: long });
    const first = await takeLease(lease.port);
    const second = await takeLease(lease.port);
    first?.release();
    const third = await takeLease(lease.port);
    expect(third).toBeDefined();
    third?.release();
    second?.release();
    await lease.unused;
  });

  it("ends when nobody came", async () => {
    const lease = await openLease({ grace: long, first: 0 });
    await lease.unused;
  });

  it("is not given to anybody once it has ended", async () => {
    const lease = await openLease({ grace: long, first: 0 });
    await lease.unused;
    expect(await takeLease(lease.port)).toBeUndefined();
  });

  it("is never taken and lost at once, however many come while the last one goes", async () => {
    for (let round = 0; round < 50; round += 1) {
      const lease = await openLease({ grace: 0, first: long });
      let ended = false;
      void lease.unused.then(() => (ended = true));
      const before = await takeLease(lease.port);
      before?.release();
      const after = await takeLease(lease.port);
      await new Promise((resolve) => setImmediate(resolve));
      expect(after !== undefined && ended).toBe(false);
      after?.release();
    }
  });

  it("is not taken from a port that accepts and says nothing before it closes", async () => {
    const silent = createServer((socket: Socket) => socket.end());
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const bound = silent.address();
    expect(await takeLease(typeof bound === "object" && bound !== null ? bound.port : 0)).toBeUndefined();
    silent.close();
  });
});
