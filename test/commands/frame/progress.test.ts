import { describe, expect, it } from "vitest";
import { Progress } from "../../../commands/frame/progress";
import { memoryIo } from "../memory-io";

describe("progress without a terminal", () => {
  it("writes one line per step, numbered, and no control sequences", () => {
    const io = memoryIo();
    const progress = new Progress(io, 2, () => 0);
    progress.begin("Engine", "looking");
    progress.update("still looking");
    progress.end("Pulumi 3.259.0");
    progress.begin("Proof");
    progress.end("3 of 3 proven");
    expect(io.err()).toBe("[1/2] Engine    Pulumi 3.259.0\n[2/2] Proof     3 of 3 proven\n");
  });

  it("says nothing of a step that ended with an error told elsewhere", () => {
    const io = memoryIo();
    const progress = new Progress(io, 1, () => 0);
    progress.begin("Engine");
    progress.stop();
    progress.end("never shown");
    expect(io.err()).toBe("");
  });
});

describe("progress on a terminal", () => {
  it("rewrites one line, never wider than the terminal, and leaves the results", () => {
    const io = memoryIo({ isTTY: true, columns: 40 });
    let now = 0;
    const progress = new Progress(io, 1, () => now);
    progress.begin("Update", "a very long description of what is going on at the moment");
    now = 65_000;
    progress.update("a very long description of what is going on at the moment");
    progress.end("done");
    const drawn = io.err().split("\r\u001b[2K").filter((text) => text !== "");
    expect(drawn[1]).toContain("(1 min 5 s)");
    for (const text of drawn) expect(text.trimEnd().length).toBeLessThan(40);
    expect(drawn.at(-1)).toBe("[1/1] Update    done\n");
  });
});
