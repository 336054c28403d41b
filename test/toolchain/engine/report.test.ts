import { describe, expect, it } from "vitest";
import { consoleReport } from "../../../toolchain/engine";
import { progressLine } from "../../../toolchain/engine/report";

function collect(): { write(text: string): void; text: string } {
  return {
    text: "",
    write(text) {
      this.text += text;
    },
  };
}

describe("a progress line", () => {
  it("says how far it is and how long it will still take", () => {
    expect(progressLine({ text: "Building", fraction: 0.25, elapsedSeconds: 75, leftSeconds: 225 })).toBe("Building, 25 %, 1:15 so far, about 3:45 left");
  });

  it("promises nothing while it cannot know", () => {
    expect(progressLine({ text: "Building", fraction: 0.01, elapsedSeconds: 12 })).toBe("Building, 1 %, 0:12 so far");
    expect(progressLine({ text: "Fetching", elapsedSeconds: 3 })).toBe("Fetching, 0:03 so far");
  });

  it("says how long it took when it is done", () => {
    expect(progressLine({ text: "Building", fraction: 1, elapsedSeconds: 301 })).toBe("Building, took 5:01");
  });
});

describe("on a terminal", () => {
  it("one line changes and never wraps", () => {
    const output = collect();
    const report = consoleReport(output, { terminal: true, columns: 20 });
    report.progress({ text: "A text that is much too long for it", elapsedSeconds: 1 });
    report.say("Done.");
    expect(output.text).toBe("\r\u001b[2KA text that is much\nDone.\n");
  });
});

describe("in a log", () => {
  it("a line comes every twenty seconds, and no colour or cursor movement ever", () => {
    const output = collect();
    const report = consoleReport(output, { terminal: false });
    for (let second = 0; second <= 45; second += 1) report.progress({ text: "Building", elapsedSeconds: second });
    report.say("Done.");
    expect(output.text).toBe("Building, 0:20 so far\nBuilding, 0:40 so far\nDone.\n");
  });
});
