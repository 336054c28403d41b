import { describe, expect, it } from "vitest";
import { unknown, type Values } from "../../../provider/rpc/values";
import { startOrg, type TestOrg } from "../support/org";
import { CheckFailed, startProvider } from "../support/service";

const queues = [{ name: "Service Desk", division: "UK Service Desk" }, { name: "Service Desk Ireland", division: "Ireland" }, { name: "Sales" }];

async function start(options: Parameters<typeof startOrg>[0] = {}): Promise<{ org: TestOrg } & Awaited<ReturnType<typeof startProvider>>> {
  const org = await startOrg({ ...options, seed: { queues, ...options.seed } });
  return { org, ...(await startProvider({ settings: org.settings() })) };
}

const type = "RecordingMediaRetentionPolicy";

const screens = (conditions: Values, actions: Values = {}, more: Values = {}): Values => ({
  name: "Record screens",
  description: "For quality",
  enabled: true,
  mediaPolicies: {
    callPolicy: {
      conditions,
      actions: { retainRecording: true, initiateScreenRecording: { recordAcw: true, deleteRetention: { days: 30 } }, ...actions },
    },
  },
  ...more,
});

async function live(org: TestOrg): Promise<Values> {
  const { entities } = (await org.call("GET", "/api/v2/recording/mediaretentionpolicies")) as { entities: Values[] };
  expect(entities).toHaveLength(1);
  return entities[0] as Values;
}

function callPolicy(policy: Values): Values {
  return (policy["mediaPolicies"] as { callPolicy: Values }).callPolicy;
}

async function put(org: TestOrg, changes: Values): Promise<void> {
  const policy = await live(org);
  await org.call("PUT", `/api/v2/recording/mediaretentionpolicies/${String(policy["id"])}`, { ...policy, ...changes });
}

async function queueId(org: TestOrg, name: string): Promise<string> {
  const { entities } = (await org.call("GET", "/api/v2/routing/queues?pageSize=100")) as { entities: { id: string; name: string }[] };
  return entities.find((queue) => queue.name === name)?.id ?? "";
}

async function userId(org: TestOrg, email: string): Promise<string> {
  const { results } = (await org.call("POST", "/api/v2/users/search", {
    query: [{ type: "EXACT", fields: ["email"], value: email }],
  })) as { results: { id: string }[] };
  return results[0]?.id ?? "";
}

describe("a retention policy", () => {
  it("is made with names looked up, and nothing changes when nothing changed", async () => {
    const { org, engine } = await start();
    const written = screens({ forQueueNames: ["Service Desk"], forUserEmails: ["Ann@example.com"], directions: ["INBOUND"] });
    expect(await engine.up(type, "policy", written)).toBe("create");
    const made = await live(org);
    const [queue, ann] = [await queueId(org, "Service Desk"), await userId(org, "ann@example.com")];
    expect(made).toMatchObject({ name: "Record screens", enabled: true, description: expect.stringMatching(/^For quality \(pulumi:/) });
    expect(callPolicy(made)).toMatchObject({
      conditions: { forQueues: [{ id: queue }], forUsers: [{ id: ann }], directions: ["INBOUND"] },
      actions: { retainRecording: true, initiateScreenRecording: { recordACW: true, deleteRetention: { days: 30 } } },
    });
    await org.clearLog();
    expect(await engine.up(type, "policy", written)).toBe("same");
    expect(await engine.up(type, "policy", screens({ forQueueIds: [queue], forUserIds: [ann], directions: ["INBOUND"] }))).toBe("same");
    expect(await org.requests(), "a preview without changes asks nothing").toEqual([]);
    expect(await engine.read(type, "policy")).toBe(true);
    expect(await engine.up(type, "policy", written)).toBe("same");
  });

  it("says what changes, and changes only that", async () => {
    const { org, engine } = await start();
    await engine.up(type, "policy", screens({ forQueueNames: ["Service Desk"] }));
    const wider = screens({ forQueueNames: ["Service Desk", "Sales"] }, { initiateScreenRecording: { recordAcw: false } });
    expect(await engine.changes(type, "policy", wider)).toEqual([
      "add mediaPolicies.callPolicy.conditions.forQueueNames[1]",
      "delete mediaPolicies.callPolicy.actions.initiateScreenRecording.deleteRetention",
      "update mediaPolicies.callPolicy.actions.initiateScreenRecording.recordAcw",
    ]);
    expect(await engine.up(type, "policy", wider)).toBe("update");
    expect(callPolicy(await live(org))["actions"]).toEqual({ retainRecording: true, initiateScreenRecording: { recordACW: false } });
    expect((callPolicy(await live(org))["conditions"] as { forQueues: unknown[] }).forQueues).toHaveLength(2);
  });

  it("keeps conditions and actions that others set in it, whatever is changed", async () => {
    const { org, engine } = await start();
    await engine.up(type, "policy", screens({ forQueueNames: ["Service Desk"] }));
    const policy = callPolicy(await live(org));
    await put(org, {
      order: 7,
      mediaPolicies: {
        callPolicy: {
          conditions: { ...(policy["conditions"] as Values), directions: ["OUTBOUND"], sentiment: "theirs" },
          actions: {
            ...(policy["actions"] as Values),
            assignEvaluations: [{ evaluationForm: { id: "form" } }],
            retentionDuration: { deleteRetention: { days: 365 } },
          },
        },
        chatPolicy: { actions: { retainRecording: true } },
      },
    });
    expect(await engine.read(type, "policy")).toBe(true);
    expect(await engine.up(type, "policy", screens({ forQueueNames: ["Service Desk"] }))).toBe("same");
    expect(await engine.up(type, "policy", screens({ forQueueNames: ["Sales"] }, { alwaysDelete: false }))).toBe("update");
    const after = await live(org);
    expect(after).toMatchObject({ order: 7, mediaPolicies: { chatPolicy: { actions: { retainRecording: true } } } });
    expect(callPolicy(after)).toMatchObject({
      conditions: { directions: ["OUTBOUND"], sentiment: "theirs", forQueues: [{ id: await queueId(org, "Sales") }] },
      actions: { assignEvaluations: [{ evaluationForm: { id: "form" } }], retentionDuration: { deleteRetention: { days: 365 } }, alwaysDelete: false },
    });
    expect(await engine.up(type, "policy", { name: "Record screens", description: "For quality" })).toBe("update");
    expect(callPolicy(await live(org))).toEqual({
      conditions: { directions: ["OUTBOUND"], sentiment: "theirs" },
      actions: { assignEvaluations: [{ evaluationForm: { id: "form" } }], retentionDuration: { deleteRetention: { days: 365 } } },
    });
  });

  it("shows what somebody changed of its own after a refresh, and mends it", async () => {
    const { org, engine } = await start();
    const written = screens({ forQueueNames: ["Service Desk", "Sales"] });
    await engine.up(type, "policy", written);
    await put(org, {
      enabled: false,
      mediaPolicies: {
        callPolicy: {
          conditions: { forQueues: [{ id: await queueId(org, "Sales") }, { id: await queueId(org, "Service Desk Ireland") }] },
          actions: { retainRecording: true },
        },
      },
    });
    await engine.read(type, "policy");
    expect(await engine.changes(type, "policy", written)).toEqual([
      "add mediaPolicies.callPolicy.actions.initiateScreenRecording",
      "add mediaPolicies.callPolicy.conditions.forQueueNames[0]",
      "delete mediaPolicies.callPolicy.conditions.forQueueIds",
      "update enabled",
    ]);
    await engine.up(type, "policy", written);
    const policy = await live(org);
    expect(policy["enabled"]).toBe(true);
    expect(callPolicy(policy)).toMatchObject({
      conditions: { forQueues: [{ id: await queueId(org, "Service Desk") }, { id: await queueId(org, "Sales") }] },
      actions: { initiateScreenRecording: { recordACW: true } },
    });
  });

  it("is never left without a bound: a queue or user that does not exist is an error", async () => {
    const { org, engine } = await start();
    await expect(engine.up(type, "policy", screens({ forQueueNames: ["Service desk"] }))).rejects.toThrow(
      /make retention policy "Record screens": There is no queue "Service desk".*Did you mean "Service Desk"\?/,
    );
    await expect(engine.up(type, "policy", screens({ forUserEmails: ["nobody@example.com"] }))).rejects.toThrow(/no user "nobody@example.com"/);
    expect(((await org.call("GET", "/api/v2/recording/mediaretentionpolicies")) as { entities: unknown[] }).entities).toEqual([]);
  });

  it("exports with an integration named by its name", async () => {
    const { org, engine } = await start();
    const made = (await org.call("POST", "/api/v2/integrations", { name: "To S3", integrationType: { id: "aws-s3-recording-bulk-actions" } })) as Values;
    await org.call("PATCH", `/api/v2/integrations/${String(made["id"])}`, { intendedState: "ENABLED" });
    const written: Values = { name: "Export", actions: { retainRecording: true, integrationExport: { integrationName: "To S3" } } };
    await engine.up(type, "policy", written);
    expect(await live(org)).toMatchObject({
      actions: { integrationExport: { integration: { id: made["id"] }, shouldExportScreenRecordings: true } },
    });
    expect(await engine.read(type, "policy")).toBe(true);
    expect(await engine.up(type, "policy", written)).toBe("same");
    expect(await engine.up(type, "policy", { name: "Export", actions: { retainRecording: true } })).toBe("update");
    expect((await live(org))["actions"]).toEqual({ retainRecording: true });
  });

  it("of the same name that somebody else made is not touched", async () => {
    const { org, engine } = await start();
    const foreign = (await org.call("POST", "/api/v2/recording/mediaretentionpolicies", { name: "Record screens" })) as Values;
    await expect(engine.up(type, "policy", screens({ forQueueNames: ["Sales"] }))).rejects.toThrow(
      new RegExp(`exists already.*not touched.*pulumi import genesyscloud:index/recordingMediaRetentionPolicy:${type} policy ${String(foreign["id"])}`, "s"),
    );
    expect((await live(org))["description"]).toBe("");
  });

  it("is imported with what can be managed, and the rest is named and stays", async () => {
    const { org, engine, log } = await start();
    const made = (await org.call("POST", "/api/v2/recording/mediaretentionpolicies", {
      name: "By hand",
      enabled: true,
      order: 3,
      conditions: { forQueues: [{ id: await queueId(org, "Sales"), name: "Sales" }], mediaTypes: ["CALL"] },
      actions: { retentionDuration: { deleteRetention: { days: 10 } }, assignSurveys: [{ sendingDomain: "x" }] },
    })) as Values;
    expect(await engine.read(type, "policy", String(made["id"]))).toBe(true);
    expect(log.texts("info").join()).toMatch(/not managed here, and it stays so: assignSurveys/);
    const written: Values = {
      name: "By hand",
      enabled: true,
      order: 3,
      conditions: { forQueueIds: [await queueId(org, "Sales")], mediaTypes: ["CALL"] },
      actions: { retentionDuration: { deleteRetention: { days: 10 } } },
    };
    expect(await engine.up(type, "policy", written)).toBe("same");
    expect(await engine.changes(type, "policy", { ...written, order: undefined as never, enabled: undefined as never })).toEqual([]);
    expect(await engine.up(type, "policy", { ...written, actions: { retentionDuration: { deleteRetention: { days: 20 } } } })).toBe("update");
    expect(await live(org)).toMatchObject({ actions: { retentionDuration: { deleteRetention: { days: 20 } }, assignSurveys: [{ sendingDomain: "x" }] } });
  });

  it("is deleted without touching a recording, and once however often it is asked", async () => {
    const { org, engine, log } = await start();
    await engine.up(type, "policy", screens({ forQueueNames: ["Sales"] }));
    const { id } = await live(org);
    await org.clearLog();
    await engine.delete(type, "policy");
    expect(await org.requests()).toEqual(["DELETE /api/v2/recording/mediaretentionpolicies/{policyId}"]);
    expect(log.texts("info").join()).toMatch(/Recordings that exist keep the retention that they have/);
    await engine.up(type, "policy", screens({ forQueueNames: ["Sales"] }));
    expect((await live(org))["id"]).not.toBe(id);
    await org.call("DELETE", `/api/v2/recording/mediaretentionpolicies/${String((await live(org))["id"])}`);
    expect(await engine.read(type, "policy")).toBe(false);
  });

  it("is replaced when its name changes", async () => {
    const { org, engine } = await start();
    await engine.up(type, "policy", screens({ forQueueNames: ["Sales"] }));
    expect(await engine.up(type, "policy", screens({ forQueueNames: ["Sales"] }, {}, { name: "Other" }))).toBe("replace");
    expect((await live(org))["name"]).toBe("Other");
  });

  it("says which permission the deployer lacks", async () => {
    const { engine } = await start({
      seed: {
        roles: [{ name: "Looks", policies: [{ domain: "recording", entityName: "retentionPolicy", actionSet: ["view"] }] }],
        deployer: { roles: [{ role: "Looks", divisions: ["*"] }] },
      },
    });
    await expect(engine.up(type, "policy", { name: "x" })).rejects.toThrow(/lacks the permission recording:retentionPolicy:add/);
    await expect(engine.up(type, "policy", screens({ forQueueNames: ["Sales"] }))).rejects.toThrow(/lacks the permission routing:queue:view/);
  });

  it.each<[string, Values, RegExp]>([
    ["an evaluation", { actions: { assignEvaluations: [] } }, /^actions\.assignEvaluations: assignEvaluations is not accepted\. .*stays/],
    [
      "a survey of one medium",
      { mediaPolicies: { emailPolicy: { actions: { assignSurveys: [{}] } } } },
      /^mediaPolicies\.emailPolicy\.actions\.assignSurveys: .*not accepted/,
    ],
    ["a transcription", { actions: { mediaTranscriptions: [] } }, /^actions\.mediaTranscriptions: .*not accepted/],
    ["errors of the policy", { policyErrors: {} }, /^policyErrors: .*cannot be set/],
    ["a retention of no days", { actions: { retentionDuration: { deleteRetention: { days: 0 } } } }, /retentionDuration\.deleteRetention\.days: must be/],
    ["an export with nothing", { actions: { integrationExport: {} } }, /^actions\.integrationExport\.integrationId: integrationId or integrationName/],
    [
      "an export with both",
      { mediaPolicies: { callPolicy: { actions: { integrationExport: { integrationId: "a", integrationName: "b" } } } } },
      /^mediaPolicies\.callPolicy\.actions\.integrationExport\.integrationName: either/,
    ],
    ["a condition of another medium", { mediaPolicies: { chatPolicy: { conditions: { directions: ["INBOUND"] } } } }, /conditions\.directions: .*not a known/],
  ])("refuses %s by its path", async (_, inputs, expected) => {
    const { engine } = await start();
    const error = await engine.check(type, "policy", inputs).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(CheckFailed);
    expect((error as CheckFailed).message).toMatch(expected);
  });

  it("lets unknown values pass", async () => {
    const { engine } = await start();
    await engine.check(type, "policy", screens({ forQueueIds: [unknown], forUserIds: unknown }, { integrationExport: { integrationId: unknown } }));
  });
});
