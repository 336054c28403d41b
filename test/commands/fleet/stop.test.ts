import { describe, expect, it } from "vitest";
import { Stop } from "../../../commands/fleet/stop";
import { memoryIo } from "../memory-io";

describe("Ctrl-C in a run on many orgs", () => {
  it("reaches every engine at work, is told once, and ends whoever waits", async () => {
    const io = memoryIo();
    const stop = new Stop(io);
    const heard: string[] = [];
    stop.onInterrupt(() => heard.push("a"));
    stop.onInterrupt(() => heard.push("b"))();
    const waiting = stop.clock.sleep(3_600_000);
    const ended = expect(waiting).rejects.toThrow(/stopped[\s\S]*the same command goes on/);
    io.interrupt();
    io.interrupt();
    await ended;
    expect(heard).toEqual(["a", "a"]);
    expect(stop.requested).toBe(true);
    expect(io.err().match(/Stopping:/g)).toHaveLength(1);
    expect(() => stop.clock.now()).toThrow(/stopped/);
    stop.close();
    expect(io.interrupt()).toBe(false);
  });
});
