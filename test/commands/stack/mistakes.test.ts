import { describe, expect, it } from "vitest";
import type { EngineOutcome } from "../../../commands/stack/engine-run";
import { emptyView, type Diagnostic } from "../../../commands/stack/events";
import { cleanEngineText, engineMistake, lockedError, locksOf, type MistakeContext } from "../../../commands/stack/mistakes";

const emulated: MistakeContext = { org: "uk", command: "up uk", emulated: true, apiBase: "http://127.0.0.1:4021/orgs/uk", backend: "file:///state", orgFile: "stacks/orgs/Pulumi.uk.yaml" };
const real: MistakeContext = { ...emulated, emulated: false, apiBase: "https://api.euw2.pure.cloud" };

function outcome(parts: Partial<EngineOutcome> & { diagnostics?: readonly Diagnostic[] }): EngineOutcome {
  const { diagnostics = [], ...rest } = parts;
  return { exitCode: 1, stdout: "", stderr: "", interrupted: false, view: { ...emptyView, diagnostics }, ...rest };
}

function told(parts: Parameters<typeof outcome>[0], context = emulated): string {
  return engineMistake(outcome(parts), context).message;
}

describe("what the engine says, in our words", () => {
  it("a wrong passphrase", () => {
    const text = told({ stderr: "error: getting stack configuration: get stack secrets manager: incorrect passphrase\n" }, real);
    expect(text).toContain("the passphrase does not open the state of uk");
    expect(text).toContain("It cannot be recovered. Nothing was changed.");
  });

  it("no passphrase", () => {
    expect(told({ stderr: "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables" }, real)).toContain("needs its passphrase");
  });

  it("a stack that was never made", () => {
    expect(told({ stderr: "error: no stack named 'uk' found" })).toContain("uk has never been brought up");
  });

  it("a state folder that cannot be written", () => {
    expect(told({ stderr: "error: could not write checkpoint: open /state/x.json: permission denied" })).toContain("a folder cannot be written");
  });

  it("a state whose attributes were cut off by a kill", () => {
    expect(told({ stderr: "error: failed to load checkpoint: EOF" })).toContain("the state itself is complete");
  });

  it("an emulator that went away", () => {
    const text = told({ diagnostics: [{ severity: "error", message: "connect ECONNREFUSED 127.0.0.1:4021", urn: "urn:pulumi:uk::p::genesyscloud:index/authRole:AuthRole::r" }] });
    expect(text).toContain("the emulator does not answer any more");
    expect(text).toContain("genesys-access up uk starts it again and goes on");
  });

  it("an API that cannot be reached", () => {
    const text = told({ diagnostics: [{ severity: "error", message: "getaddrinfo ENOTFOUND api.euw2.pure.cloud" }] }, real);
    expect(text).toContain("https://api.euw2.pure.cloud: the Genesys Cloud API cannot be reached");
    expect(text).toContain("ENOTFOUND");
  });

  it("an error of a resource, with the resource's name and without the follow-up", () => {
    const text = told({
      diagnostics: [
        { severity: "error", message: "error: 403 missing.any.permissions: the deployer lacks authorization:role:add", urn: "urn:pulumi:uk::p::genesyscloud:index/authRole:AuthRole::servicenow" },
        { severity: "error", message: "update failed" },
      ],
    });
    expect(text).toContain("servicenow: 403 missing.any.permissions: the deployer lacks authorization:role:add");
    expect(text).not.toContain("update failed");
  });

  it("an interruption, and that the next run goes on", () => {
    expect(told({ interrupted: true, stderr: "error: update canceled" })).toContain("genesys-access up uk goes on from there");
  });

  it("anything else as it is, with the code and where to see more", () => {
    const text = told({ exitCode: 3, stderr: "error: the moon is full\n    at Object.<anonymous> (/x/y.js:1:1)\n" });
    expect(text).toContain("the engine stopped with code 3");
    expect(text).toContain("the moon is full");
    expect(text).not.toContain("y.js");
    expect(text).toContain("--verbose");
  });
});

describe("a locked stack", () => {
  const text = "error: the stack is currently locked by 1 lock(s). Either wait\n  file:///x.json: created by ann@build-7 (pid 12) at 2026-11-21T09:12:44Z\n";

  it("is recognised and told with who holds it", () => {
    const locks = locksOf(outcome({ stderr: text }));
    const error = lockedError(locks, emulated, "build-7");
    expect(error.message).toContain("uk is being changed by another run");
    expect(error.message).toContain("process 12 of ann@build-7, since 2026-11-21T09:12:44Z");
    expect(error.message).toContain("wait for it to end");
    expect(error.message).not.toContain("pulumi cancel");
  });

  it("on another machine comes with the way to cancel", () => {
    expect(lockedError(locksOf(outcome({ stderr: text })), emulated, "here").message).toContain("pulumi cancel --yes --stack uk");
  });
});

describe("the engine's texts", () => {
  it("lose frames, prefixes and stack traces", () => {
    expect(cleanEngineText("error: 1 error occurred:\n    * it broke\n\n    at f (/a/b.js:1:2)\n")).toBe("it broke");
  });
});
