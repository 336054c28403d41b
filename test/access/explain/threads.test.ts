import { describe, expect, it } from "vitest";
import { createDecider, principalOf } from "../../../access/decide";
import { explain } from "../../../access/explain";
import { orgFileToGraph } from "../../../stacks/orgfile/graph";
import { parseOrgFile } from "../../../stacks/orgfile";
import { threads } from "./threads";

describe.each(threads)("$id", (thread) => {
  const explanation = explain({ text: thread.text });
  const ids = explanation.causes.map((cause) => cause.id);

  it("comes out with the right causes, the endpoint that does not exist first and certain", () => {
    expect(ids[0]).toBe(thread.causes[0]);
    expect(explanation.causes[0]?.certainty).toBe("certain");
    for (const id of thread.causes) expect(ids, id).toContain(id);
  });

  it("names everything that was invented", () => {
    for (const [kind, names] of Object.entries(thread.invented)) {
      for (const name of names) expect(explanation.unknown[kind as keyof typeof explanation.unknown], kind).toContain(name);
    }
  });

  it("gives the nearest real names with what they do", () => {
    for (const name of thread.nearest) expect(explanation.nearest).toContain(name);
    for (const unknown of explanation.unknownNames)
      for (const near of unknown.nearest) expect(near.does, `${unknown.name} -> ${near.name}`).not.toBe("");
  });

  it("calls the wrong advice wrong, with a reason", () => {
    for (const claim of thread.wrong)
      expect(
        explanation.notTheCause.some((one) => claim.test(one.claim) && one.why.length > 20),
        String(claim),
      ).toBe(true);
  });

  it("has an org file with which every call is allowed", () => {
    const graph = orgFileToGraph(parseOrgFile(thread.orgFile, "example.yaml", "example"));
    const decider = createDecider(graph);
    expect(graph.applications.length).toBeGreaterThan(0);
    for (const application of graph.applications) {
      for (const { call } of application.calls) expect(decider.decide(principalOf(application), call).decision, call).toBe("allowed");
    }
  });

  it("gives its fixes as changes to the org file when there is one", () => {
    const graph = orgFileToGraph(parseOrgFile(thread.orgFile, "example.yaml", "example"));
    const application = graph.applications[0];
    const withFile = explain({ text: thread.text }, { graph, ...(application === undefined ? {} : { application: application.key }) });
    const first = withFile.causes.find((cause) => cause.id === "unknown-endpoint");
    expect(first?.fix).toContain("In the org file");
    expect(first?.fix).toContain("example.yaml:");
  });
});
