import { describe, expect, it } from "vitest";
import { addEvent, emptyView, parseEngineEvent, plain, urnName, urnType, type RunView } from "../../../commands/stack/events";

const urn = "urn:pulumi:uk::genesys-access::genesys-access:index:Application$genesyscloud:index/authRole:AuthRole::servicenow";

function step(op: string, options: { planning?: boolean; diffs?: string[] } = {}) {
  return { metadata: { op, urn, type: "genesyscloud:index/authRole:AuthRole", diffs: options.diffs ?? [] }, ...(options.planning === true ? { planning: true } : {}) };
}

function view(...events: unknown[]): RunView {
  return events.reduce<RunView>((before, event) => {
    const parsed = parseEngineEvent(JSON.stringify(event));
    if (parsed === undefined) throw new Error(`not an event: ${JSON.stringify(event)}`);
    return addEvent(before, parsed);
  }, emptyView);
}

describe("a line of the event log", () => {
  it("is passed over while it is not finished", () => {
    expect(parseEngineEvent('{"sequence":1,"resourcePre')).toBeUndefined();
    expect(parseEngineEvent("")).toBeUndefined();
  });

  it("is read although it has fields that nobody knows yet", () => {
    expect(parseEngineEvent('{"sequence":1,"timestamp":2,"somethingNewEvent":{"a":1}}')).toBeDefined();
  });
});

describe("the view of a run", () => {
  it("keeps preview and update apart", () => {
    const seen = view(
      { resourcePreEvent: step("create", { planning: true }) },
      { summaryEvent: { resourceChanges: { create: 1 } } },
      { resourcePreEvent: step("create") },
      { resOutputsEvent: step("create") },
      { summaryEvent: { resourceChanges: { create: 1, same: 2 } } },
    );
    expect(seen.preview.steps.get(urn)).toMatchObject({ operation: "create", state: "running", name: "servicenow" });
    expect(seen.update.steps.get(urn)).toMatchObject({ operation: "create", state: "done" });
    expect(seen.preview.changes).toEqual({ create: 1 });
    expect(seen.update.changes).toEqual({ create: 1, same: 2 });
  });

  it("keeps a failed step failed", () => {
    const seen = view({ summaryEvent: {} }, { resourcePreEvent: step("create") }, { resOpFailedEvent: step("create") }, { resOutputsEvent: step("create") });
    expect(seen.update.steps.get(urn)?.state).toBe("failed");
  });

  it("shows a replacement as one", () => {
    const seen = view({ resourcePreEvent: step("create-replacement") }, { resourcePreEvent: step("replace", { diffs: ["name"] }) }, { resourcePreEvent: step("delete-replaced") });
    expect(seen.update.steps.get(urn)).toMatchObject({ operation: "replace" });
  });

  it("names the top-level properties that differ, once each and sorted", () => {
    const seen = view({ resourcePreEvent: step("update", { diffs: ["roles[1].divisionId", "name", "roles[0].roleId"] }) });
    expect(seen.update.steps.get(urn)?.properties).toEqual(["name", "roles"]);
  });

  it("shows what a policy said once, although preview and update say it", () => {
    const policy = { policyEvent: { resourceUrn: urn, message: "<{%reset%}>no<{%reset%}>", policyName: "r", policyPackName: "p", enforcementLevel: "warning" } };
    expect(view(policy, policy).violations).toEqual([{ rule: "r", pack: "p", level: "advisory", message: "no", urn }]);
  });

  it("leaves out messages that only fill a status line, and debug messages, which hold secrets", () => {
    const seen = view(
      { diagnosticEvent: { message: "clientSecret,,,s3cret", severity: "debug" } },
      { diagnosticEvent: { message: "waiting", severity: "info", ephemeral: true } },
      { diagnosticEvent: { message: "<{%fg 1%}>error: x<{%reset%}>\n", severity: "error", urn: "" } },
    );
    expect(seen.diagnostics).toEqual([{ severity: "error", message: "error: x" }]);
  });
});

describe("a URN", () => {
  it("ends with its type and its name", () => {
    expect([urnType(urn), urnName(urn)]).toEqual(["genesyscloud:index/authRole:AuthRole", "servicenow"]);
  });

  it("may have a name with colons", () => {
    expect(urnName("urn:pulumi:s::p::t:m:T::a::b")).toBe("a::b");
  });
});

describe("plain", () => {
  it("takes colours out", () => {
    expect(plain("<{%fg 1%}>a\u001b[31mb<{%reset%}>")).toBe("ab");
  });
});
