import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkGraphs } from "../../policies/check";
import { fromOrgFileText, today } from "./support/subjects";

/** Every invented thing of each thread, and the rule that must name it. */
const invented: Readonly<Record<string, readonly (readonly [rule: string, name: string])[]>> = {
  "000-servicenow-data-action": [
    ["unknown-endpoint", "GET /api/v2/analytics/screenrecordings"],
    ["invalid-scope-name", "screen_recording:read"],
    ["unknown-permission", "view_screen_recordings"],
    ["unknown-permission", "view_agent_performance"],
    ["unknown-performance-view", "screen-recordings"],
    ["client-in-group", "servicenow-data-action"],
  ],
  "001-appfoundry-archive": [
    ["unknown-endpoint", "POST /api/v2/interaction/screenrecordings"],
    ["invalid-scope-name", "screen_recording:read"],
    ["invalid-scope-name", "screen_recording:write"],
    ["invalid-scope-name", "analytics:report-view"],
    ["unknown-role-name", "Screen Recording Admin"],
    ["unknown-role-name", "Agent Desktop Administrator"],
    ["unknown-permission", "screen_recording:manage"],
  ],
  "002-multi-org-metadata": [
    ["unknown-endpoint", "GET /api/v2/analytics/screenrecordings"],
    ["unknown-endpoint", "GET /api/v2/security/roles"],
    ["invented-header", "X-GCC-Organization-Id"],
    ["invalid-scope-name", "recording:view"],
    ["unknown-role-name", "Recording Analyst"],
    ["unknown-role-name", "admin:screen_recordings"],
    ["unknown-permission", "recording:view"],
    ["cross-org-client-credentials", "eu-central-1"],
    ["wrong-region-host", "api.mypurecloud.de"],
  ],
  "003-multi-tenant-quality": [
    ["unknown-endpoint", "GET /api/v2/analytics/screenrecordings/{screenRecordingId}"],
    ["unknown-endpoint", "GET /api/v2/recordings/screen/{recordingId}"],
    ["invented-header", "X-Genesys-Application-Id"],
    ["invented-header", "X-Genesys-Org-Id"],
    ["invalid-scope-name", "screen-recording:read"],
    ["invalid-scope-name", "analytics:read"],
    ["invalid-scope-name", "admin:recording"],
  ],
  "004-start-recording": [
    ["unknown-endpoint", "POST /api/v2/screenrecordings"],
    ["invented-header", "x-gc-organization"],
    ["invented-header", "X-Genesys-Organization-Id"],
    ["invalid-scope-name", "screenrecording:write"],
    ["invalid-scope-name", "screenrecordings:write"],
  ],
};

const load = (name: string) => fromOrgFileText(readFileSync(join(__dirname, "../fixtures/threads", `${name}.yaml`), "utf8"), name);

describe.each(Object.entries(invented))("the configuration of thread %s", (name, things) => {
  const result = checkGraphs([load(name)], { today });

  it("is rejected", () => {
    expect(result.summary.failed).toBe(true);
    expect(result.summary.mandatory).toBeGreaterThan(1);
  });

  it.each(things)("is told by %s that %s is not real", (rule, thing) => {
    const finding = result.findings.find((each) => each.rule === rule && each.status === "violation" && (each.key.includes(thing) || each.message.includes(thing)));
    expect(finding?.message, `${rule} about ${thing}`).toContain(thing);
    expect(finding?.fix.length).toBeGreaterThan(10);
    expect(finding?.place).toMatchObject({ kind: "file" });
  });

  it("points to the line of each invented thing", () => {
    const lines = readFileSync(join(__dirname, "../fixtures/threads", `${name}.yaml`), "utf8").split("\n");
    for (const [rule, thing] of things) {
      if (!["unknown-endpoint", "invalid-scope-name", "invented-header", "unknown-permission"].includes(rule)) continue;
      const finding = result.findings.find((each) => each.rule === rule && each.key.endsWith(thing));
      expect(finding?.place.kind === "file" ? lines[finding.place.line - 1] : "", `${rule} ${thing}`).toContain(thing);
    }
  });
});
