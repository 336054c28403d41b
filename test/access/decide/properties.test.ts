import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccessGraph, type Decision, type Principal, type Role, catalogue, createDecider } from "../../../access";
import { divisionRefs, everyPrincipal, grants, graphs, rank, sampleOperations } from "../graphs";

const facts = catalogue();
const asked = fc.option(divisionRefs, { nil: undefined });

/** Every decision of a graph about the sample of operations. */
function decisions(
  graph: AccessGraph,
  division: Parameters<ReturnType<typeof createDecider>["decide"]>[2],
): readonly { readonly principal: Principal; readonly operation: string; readonly decision: Decision }[] {
  const decider = createDecider(graph);
  return everyPrincipal(graph).flatMap((principal) =>
    sampleOperations.map((operation) => ({ principal, operation: operation.id, decision: decider.decide(principal, operation, division) })),
  );
}

describe("for every graph", () => {
  it("one more grant never loses a call", () => {
    fc.assert(
      fc.property(graphs, grants, asked, (graph, grant, division) => {
        const before = decisions(graph, division);
        const after = decisions({ ...graph, grants: [...graph.grants, grant] }, division);
        before.forEach((entry, index) => {
          const now = after[index];
          if (now !== undefined && rank(now.decision) < rank(entry.decision)) expect({ ...now, was: entry.decision }).toEqual(entry);
        });
      }),
      { numRuns: 150 },
    );
  });

  it("one more division, role line or membership never loses a call", () => {
    fc.assert(
      fc.property(graphs, fc.nat(), asked, (graph, which, division) => {
        const role = graph.roles[which % graph.roles.length];
        const line = { domain: "recording", entity: "snippetRecording", actions: ["view"], place: { kind: "live", path: "x" } } as const;
        const wider: AccessGraph = {
          ...graph,
          divisions: [...graph.divisions, { key: "new", name: "new", home: false, place: { kind: "live", path: "x" } }],
          roles: graph.roles.map((entry) => (entry === role ? { ...entry, policies: [...entry.policies, line] } : entry)),
          memberships: [
            ...graph.memberships,
            { group: "quality", member: { kind: "user", key: "bob" }, place: { kind: "live", path: "x" } },
          ],
        };
        const after = decisions(wider, division);
        decisions(graph, division).forEach((entry, index) =>
          expect(rank(after[index]?.decision ?? entry.decision)).toBeGreaterThanOrEqual(rank(entry.decision)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("the order of its parts does not show in any answer, reasons included", () => {
    fc.assert(
      fc.property(graphs, asked, (graph, division) => {
        const reversed: AccessGraph = {
          ...graph,
          divisions: [...graph.divisions].reverse(),
          roles: [...graph.roles].reverse().map((role) => ({ ...role, policies: [...role.policies].reverse() })),
          clients: [...graph.clients].reverse(),
          users: [...graph.users].reverse(),
          groups: [...graph.groups].reverse(),
          memberships: [...graph.memberships].reverse(),
          grants: [...graph.grants].reverse(),
        };
        const decider = createDecider(reversed);
        for (const { principal, operation, decision } of decisions(graph, division))
          expect(decider.decide(principal, operation, division)).toEqual(decision);
      }),
      { numRuns: 100 },
    );
  });

  it("a wildcard gives the same answers as its expansion", () => {
    const expanded = (role: Role): Role => ({
      ...role,
      policies: role.policies.flatMap((policy) => {
        const names = facts.permissionsMatching(policy);
        if (policy.entity === "") return [policy];
        return names.map((name) => {
          const [domain = "", entity = "", action = ""] = name.split(":");
          return { ...policy, domain, entity, actions: [action] };
        });
      }),
    });
    fc.assert(
      fc.property(graphs, asked, (graph, division) => {
        const decider = createDecider({ ...graph, roles: graph.roles.map(expanded) });
        const wild = createDecider(graph);
        for (const { principal, operation, decision } of decisions(graph, division)) {
          const other = decider.decide(principal, operation, division);
          const essence = (of: Decision): unknown => [of.decision, of.certainty, of.decision === "refused" ? of.refusal : undefined];
          expect(essence(other)).toEqual(essence(decision));
        }
        for (const principal of everyPrincipal(graph)) {
          const names = (of: typeof wild): unknown =>
            of.effectivePermissions(principal).map(({ permission, divisions, conditional }) => ({ permission, divisions, conditional }));
          expect(names(decider)).toEqual(names(wild));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("every refusal is one that the API can send, with its message filled in", () => {
    fc.assert(
      fc.property(graphs, asked, (graph, division) => {
        for (const { decision } of decisions(graph, division)) {
          if (decision.decision !== "refused") continue;
          const { refusal } = decision;
          expect(decision.certainty).toBe(refusal.certainty);
          if (refusal.code === "unauthorized_client") continue;
          expect(facts.refusal(refusal.code, refusal.status)?.status).toBe(refusal.status);
          expect(refusal.message).not.toBe("");
          expect(refusal.message).not.toContain("%s");
        }
      }),
      { numRuns: 100 },
    );
  });

  it("every answer has a reason, and an open one says what is not known", () => {
    fc.assert(
      fc.property(graphs, asked, (graph, division) => {
        for (const { decision } of decisions(graph, division)) {
          expect(decision.reasons.length).toBeGreaterThan(0);
          if (decision.decision === "undecided") expect(decision.unknown).not.toBe("");
        }
      }),
      { numRuns: 50 },
    );
  });

  it("a permission is effective exactly when it is held or depends on a condition", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const decider = createDecider(graph);
        for (const principal of everyPrincipal(graph)) {
          for (const { permission, conditional, divisions } of decider.effectivePermissions(principal)) {
            const holds = decider.holds(principal, permission);
            if (!conditional) expect(holds).toBe("yes");
            if (!conditional && divisions !== "all")
              for (const key of divisions) expect(decider.holds(principal, permission, { kind: "division", key })).toBe("yes");
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
