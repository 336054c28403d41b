import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  GraphBuilder,
  allDivisions,
  catalogue,
  emptyGraph,
  lookUp,
  namesOfPolicy,
  permissionParts,
  policiesOf,
  policyCovers,
} from "../../../access";

const place = { kind: "live", path: "x" } as const;

describe("a graph builder", () => {
  it("shares a beginning without changing it", () => {
    const base = new GraphBuilder("uk").role("r", ["routing:queue:view"]);
    const more = base.client("app").grant({ kind: "client", key: "app" }, "r");
    expect(base.build().clients).toEqual([]);
    expect(more.build().clients).toHaveLength(1);
    expect(more.build().org.name).toBe("uk");
  });

  it("keeps the org's facts over every step", () => {
    expect(new GraphBuilder("uk", { region: "eu-west-2" }).division("d").with({ trusts: [] }).build().org).toEqual({
      name: "uk",
      region: "eu-west-2",
    });
    expect(emptyGraph().org.name).toBe("org");
  });
});

describe("the lines of a role", () => {
  it("are one for each entity, sorted", () => {
    expect(policiesOf(["routing:queue:view", "admin", "routing:queue:add", "recording:*:view"], place)).toEqual([
      { domain: "admin", entity: "", actions: [], place },
      { domain: "recording", entity: "*", actions: ["view"], place },
      { domain: "routing", entity: "queue", actions: ["add", "view"], place },
    ]);
  });

  it("name exactly the permissions that they were made of", () => {
    const permissions = catalogue().permissions;
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...permissions), { maxLength: 20 }), (chosen) => {
        const lines = policiesOf(chosen, place);
        expect(lines.flatMap(namesOfPolicy).sort()).toEqual([...chosen].sort());
        for (const permission of permissions)
          expect(lines.some((line) => policyCovers(line, permission))).toBe(chosen.includes(permission));
      }),
      { numRuns: 20 },
    );
  });

  it.each([["a:b"], ["a:b:c:d"], ["a::c"], [":b:c"], [""]])("do not cover %j, which is no permission", (name) => {
    expect(permissionParts(name)).toBeUndefined();
    expect(policyCovers({ domain: "a", entity: "*", actions: ["*"] }, name)).toBe(false);
  });
});

describe("a look-up", () => {
  const lookup = lookUp(new GraphBuilder().division("h", { home: true, name: "Home" }).division("uk", { name: "UK" }).build());

  it("knows divisions by key, Home by its place and all as all", () => {
    expect(lookup.divisionKey({ kind: "home" })).toBe("h");
    expect(lookup.divisionKey({ kind: "division", key: "uk" })).toBe("uk");
    expect(lookup.divisionKey({ kind: "all" })).toBe(allDivisions);
    expect(lookup.divisionKey({ kind: "unknown", why: "an output" })).toBeUndefined();
    expect(lookup.divisionName("uk")).toBe('division "UK"');
    expect(lookup.divisionName(allDivisions)).toBe("all divisions");
  });

  it("knows Home also when the graph does not list it", () => {
    const unlisted = lookUp(emptyGraph());
    const key = unlisted.divisionKey({ kind: "home" }) ?? "";
    expect(unlisted.divisionName(key)).toBe("the Home division");
  });
});
