import { describe, expect, test } from "vitest";
import { decideScreen, retentionOf, screenRetentionOf, stateAt, type ScreenFacts } from "../../../emulator/recording/plan";
import { matchingPolicies, type Interaction, type MatchedPolicy } from "../../../emulator/recording/policy";
import type { RecordingRecord } from "../../../emulator/state/entities";

const call: Interaction = {
  mediaType: "voice",
  direction: "inbound",
  queueId: "q1",
  agentIds: ["ann", "bob"],
  start: Date.parse("2026-11-20T12:00:00Z"),
  seconds: 60,
};

function matches(policy: Record<string, unknown>, of: Interaction = call): boolean {
  return matchingPolicies([{ id: "p", name: "P", enabled: true, actions: {}, ...policy }], of).length === 1;
}

describe("a retention policy holds for an interaction", () => {
  test.each<[string, Record<string, unknown>, boolean]>([
    ["without conditions", {}, true],
    ["not when it is disabled", { enabled: false }, false],
    ["of one of its queues", { conditions: { forQueues: [{ id: "q0" }, { id: "q1" }] } }, true],
    ["not of another queue", { conditions: { forQueues: [{ id: "q0" }] } }, false],
    ["with one of its users", { conditions: { forUsers: [{ id: "bob" }] } }, true],
    ["not with other users", { conditions: { forUsers: [{ id: "cy" }] } }, false],
    ["only when every condition is met", { conditions: { forQueues: [{ id: "q1" }], forUsers: [{ id: "cy" }] } }, false],
    ["of its direction", { conditions: { directions: ["INBOUND"] } }, true],
    ["not of the other direction", { conditions: { directions: ["OUTBOUND"] } }, false],
    ["of its media", { conditions: { mediaTypes: ["CALL"] } }, true],
    ["not of other media", { conditions: { mediaTypes: ["EMAIL", "CHAT"] } }, false],
    ["by its part for the medium", { mediaPolicies: { callPolicy: { actions: {}, conditions: { forQueues: [{ id: "q1" }] } } } }, true],
    ["not by its part for another medium", { mediaPolicies: { emailPolicy: { actions: {} } } }, false],
    ["within its dates", { conditions: { dateRanges: ["2026-11-01T00:00:00Z/2026-12-01T00:00:00Z"] } }, true],
    ["not outside its dates", { conditions: { dateRanges: ["2026-10-01T00:00:00Z/2026-11-01T00:00:00Z"] } }, false],
    ["longer than it asks", { conditions: { duration: { durationOperator: "Over", durationRange: "PT30S" } } }, true],
    ["not longer than it asks", { conditions: { duration: { durationOperator: "Over", durationRange: "PT1M30S" } } }, false],
    ["never by what is not kept", { conditions: { wrapupCodes: [{ id: "w" }] } }, false],
  ])("%s", (_, policy, expected) => {
    expect(matches(policy)).toBe(expected);
  });

  test("at its hours in its time zone: Friday noon in London is one o'clock in Berlin", () => {
    const slots = (timeZoneId: string, day: number): Record<string, unknown> => ({
      conditions: { timeAllowed: { timeZoneId, timeSlots: [{ startTime: "12:30:00", stopTime: "13:30:00", day }] } },
    });
    expect([matches(slots("Europe/Berlin", 5)), matches(slots("Europe/London", 5)), matches(slots("Europe/Berlin", 4))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("that still goes on only when nothing depends on its length", () => {
    const { seconds: _, ...ongoing } = call;
    expect(matches({ conditions: { duration: { durationOperator: "Under", durationRange: "3600" } } }, ongoing)).toBe(false);
    expect(matches({}, ongoing)).toBe(true);
  });

  test("in the order that it has", () => {
    const policies = ["b", "c", "a"].map((name, index) => ({ id: name, name, order: index === 1 ? 0 : 1, enabled: true, actions: {} }));
    expect(matchingPolicies(policies, call).map((policy) => policy.name)).toEqual(["c", "a", "b"]);
  });
});

const starting: MatchedPolicy = { id: "p", name: "P", actions: { initiateScreenRecording: { deleteRetention: { days: 30 } } } };
const good: ScreenFacts = { routed: true, available: true, maxStreams: 2, activeStreams: 1, participates: true };

describe("a screen", () => {
  test("is recorded when everything is there", () => {
    expect(decideScreen([{ ...starting, id: "other", actions: {} }, starting], good)).toEqual({ recorded: true, policy: starting });
  });

  test.each<[string, readonly MatchedPolicy[], Partial<ScreenFacts>]>([
    ["no enabled retention policy", [], {}],
    ["no queue", [starting], { routed: false }],
    ["participate", [starting], { participates: false }],
    ["is 0", [starting], { maxStreams: 0, activeStreams: 0 }],
    ["in use", [starting], { activeStreams: 2 }],
    ["products", [starting], { available: false }],
  ])("is not recorded, and the answer says why: %s", (why, policies, facts) => {
    expect(decideScreen(policies, { ...good, ...facts })).toEqual({ recorded: false, why: expect.stringContaining(why) });
  });
});

describe("retention", () => {
  const end = Date.parse("2026-01-01T00:00:00Z");
  const policy = (actions: MatchedPolicy["actions"]): MatchedPolicy => ({ id: "x", name: "x", actions });

  test("is without an end when no policy says anything", () => expect(retentionOf([], end)).toEqual({}));

  test("is the longest of those that retain, and nothing once one deletes always", () => {
    const short = policy({ retainRecording: true, retentionDuration: { deleteRetention: { days: 1 } } });
    const long = policy({
      retainRecording: true,
      retentionDuration: { archiveRetention: { days: 2, storageMedium: "CLOUDARCHIVE" }, deleteRetention: { days: 10 } },
    });
    const kept = { archiveDate: "2026-01-03T00:00:00.000Z", archiveMedium: "CLOUDARCHIVE", deleteDate: "2026-01-11T00:00:00.000Z" };
    expect(retentionOf([short, long, policy({ deleteRecording: true })], end)).toEqual(kept);
    const gone = { deleteDate: "2026-01-01T00:00:00.000Z" };
    expect(retentionOf([policy({ deleteRecording: true })], end)).toEqual(gone);
    expect(retentionOf([long, policy({ alwaysDelete: true })], end)).toEqual(gone);
  });

  test("of a screen is its own, or that of its policy", () => {
    expect(screenRetentionOf(starting, [starting], end)).toEqual({ deleteDate: "2026-01-31T00:00:00.000Z" });
    const without = policy({ initiateScreenRecording: {}, retentionDuration: { deleteRetention: { days: 1 } } });
    expect(screenRetentionOf(without, [without], end)).toEqual({ deleteDate: "2026-01-02T00:00:00.000Z" });
  });

  test("acts by itself as time passes", () => {
    const recording: RecordingRecord = {
      id: "r",
      media: "screen",
      fileState: "AVAILABLE",
      transcodingReads: 0,
      archiveDate: "2026-01-02T00:00:00Z",
      deleteDate: "2026-01-03T00:00:00Z",
    };
    const states = ["2026-01-01", "2026-01-02", "2026-01-03"].map((day) => stateAt(recording, Date.parse(`${day}T00:00:00Z`)));
    expect(states).toEqual(["AVAILABLE", "ARCHIVED", "DELETED"]);
  });
});
