import { describe, expect, it } from "vitest";
import { emptyView, type RunView } from "../../../commands/stack/events";
import { stoppedByPolicy } from "../../../commands/stack/findings";

const broken: RunView = { ...emptyView, violations: [{ rule: "unknown-endpoint", pack: "genesys-access", level: "mandatory", message: "no such operation" }] };
const withError = (message: string): RunView => ({ ...broken, diagnostics: [{ severity: "error", message }] });

describe("a run that failed", () => {
  it("was stopped by the policy pack when the engine only says that it failed", () => {
    expect(stoppedByPolicy(withError("preview failed"))).toBe(true);
    expect(stoppedByPolicy(withError("update failed"))).toBe(true);
    expect(stoppedByPolicy(broken)).toBe(true);
  });

  it("was not stopped by the pack alone when a resource or the program failed too", () => {
    expect(stoppedByPolicy(withError("create role: 403 missing.any.permissions"))).toBe(false);
  });

  it("was not stopped by a pack that only advises", () => {
    expect(stoppedByPolicy({ ...broken, violations: broken.violations.map((violation) => ({ ...violation, level: "advisory" })) })).toBe(false);
  });
});
