import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PermissionPolicy } from "../../../provider/genesys/model";
import {
  covers,
  divide,
  filterPolicies,
  keysOf,
  mergePolicies,
  permissionKey,
  permissionsOf,
  policiesFromInputs,
  policiesToInputs,
} from "../../../provider/plan/permissions";

const entities = ["recording", "screenRecording", "segment"];
const actions = ["view", "add", "delete"];
const everything = entities.flatMap((entityName) => actions.map((action) => ({ domain: "recording", entityName, action })));

const written = fc.array(
  fc.record({
    domain: fc.constant("recording"),
    entityName: fc.constantFrom(...entities, "*"),
    actionSets: fc.uniqueArray(fc.constantFrom(...actions, "*"), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** What the API makes of policies: one entry for each entity, wildcards written out. */
function expand(policies: readonly PermissionPolicy[]): PermissionPolicy[] {
  const byEntity = new Map<string, Set<string>>();
  for (const written of permissionsOf(policies)) {
    for (const { domain, entityName, action } of everything) {
      if (!covers(written, { domain, entity: entityName, action, condition: "" })) continue;
      byEntity.set(entityName, (byEntity.get(entityName) ?? new Set()).add(action));
    }
  }
  return [...byEntity].map(([entityName, set]) => ({ domain: "recording", entityName, actionSet: [...set] }));
}

const contents = (policies: readonly PermissionPolicy[]): { policies: readonly PermissionPolicy[]; legacy: string[] } => ({
  policies,
  legacy: [],
});

describe("permissions", () => {
  it("of an expansion all belong to what was written, whatever the catalogue", () => {
    fc.assert(
      fc.property(written, (inputs) => {
        const policies = policiesFromInputs(inputs);
        const { own, foreign } = divide(contents(expand(policies)), contents(policies), new Set());
        expect(foreign).toEqual([]);
        expect(own).toEqual(keysOf(contents(expand(policies))));
      }),
    );
  });

  it("that nobody here wrote are foreign, and no others", () => {
    fc.assert(
      fc.property(written, written, (mine, theirs) => {
        const own = policiesFromInputs(mine);
        const live = [...expand(own), ...expand(policiesFromInputs(theirs))];
        const divided = divide(contents(live), contents(own), new Set());
        const meant = new Set(keysOf(contents(expand(own))));
        expect(divided.foreign).toEqual(keysOf(contents(live)).filter((key) => !meant.has(key)));
      }),
    );
  });

  it("that the last state put there are the program's own to remove", () => {
    const before = [{ domain: "recording", entityName: "recording", actionSet: ["view", "delete"] }];
    const after = [{ domain: "recording", entityName: "recording", actionSet: ["view"] }];
    expect(divide(contents(before), contents(after), new Set(keysOf(contents(before)))).foreign).toEqual([]);
    expect(divide(contents(before), contents(after), new Set()).foreign).toEqual(["recording:recording:delete"]);
  });

  it("survive the way to the API and back", () => {
    const condition = fc.option(
      fc.record({
        conjunction: fc.constantFrom("AND", "OR"),
        terms: fc.array(
          fc.record({
            variableName: fc.constantFrom("Conversation.queues", "User.id"),
            operator: fc.constantFrom("EQ", "IN"),
            operands: fc.array(
              fc.oneof(
                fc.record({ type: fc.constant("QUEUE"), queueId: fc.uuid() }),
                fc.record({ type: fc.constant("USER"), userId: fc.uuid() }),
                fc.record({ type: fc.constant("SCALAR"), value: fc.string({ minLength: 1 }) }),
              ),
              { minLength: 1, maxLength: 3 },
            ),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
      { nil: undefined },
    );
    fc.assert(
      fc.property(written, condition, (inputs, conditions) => {
        const whole = inputs.map((policy) => (conditions === undefined ? policy : { ...policy, conditions }));
        expect(policiesToInputs(policiesFromInputs(whole))).toEqual(whole);
      }),
    );
  });

  it("with different conditions are different, and the order inside a condition means nothing", () => {
    const policy = (...queues: string[]): PermissionPolicy => ({
      domain: "routing",
      entityName: "queue",
      actionSet: ["view"],
      resourceConditionNode: {
        conjunction: "AND",
        terms: [{ variableName: "v", operator: "IN", operands: queues.map((id) => ({ type: "QUEUE", queue: { id } })) }],
      },
    });
    expect(permissionsOf([policy("a", "b")]).map(permissionKey)).toEqual(permissionsOf([policy("b", "a")]).map(permissionKey));
    expect(permissionsOf([policy("a")]).map(permissionKey)).not.toEqual(permissionsOf([policy("b")]).map(permissionKey));
    expect(mergePolicies([policy("a"), policy("b")])).toHaveLength(2);
  });

  it("are the same before and after policies for one entity are made one", () => {
    fc.assert(
      fc.property(written, (inputs) => {
        const policies = policiesFromInputs(inputs);
        const merged = mergePolicies(policies);
        expect(keysOf(contents(merged))).toEqual(keysOf(contents(policies)));
        expect(new Set(merged.map(({ entityName }) => entityName)).size).toBe(merged.length);
      }),
    );
  });

  it("can be filtered one by one", () => {
    const policies = [
      { domain: "recording", entityName: "recording", actionSet: ["view", "delete"] },
      { domain: "x", entityName: "y", actionSet: ["delete"] },
    ];
    expect(filterPolicies(policies, ({ action }) => action === "view")).toEqual([
      { domain: "recording", entityName: "recording", actionSet: ["view"] },
    ]);
  });
});
