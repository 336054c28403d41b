import * as fc from "fast-check";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import type { AccessGraph } from "../../../access/graph/graph";
import { createDecider } from "../../../access/decide";
import { catalogue } from "../../../access/catalogue";
import { orgFileToGraph, parseOrgFile, type OrgFile, type Sections } from "../../../stacks/orgfile";
import { anyCalls, anySections } from "./arbitrary";

function write(sections: object): string {
  return stringify(
    { config: Object.fromEntries(Object.entries(sections).map(([key, value]) => [`genesys-access:${key}`, value])) },
    { aliasDuplicateObjects: false },
  );
}

function read(sections: object): OrgFile {
  return parseOrgFile(write(sections), "org.yaml", "org");
}

const kinds = ["divisions", "roles", "clients", "users", "groups", "applications"] as const;

it("gives back every org file that it accepts, unchanged", () => {
  fc.assert(
    fc.property(anySections, (sections) => {
      expect(read(sections).sections).toEqual(sections);
    }),
    { numRuns: 150 },
  );
});

it("gives every entity a key of its own, and refers to none that is not there", () => {
  fc.assert(
    fc.property(anySections, (sections) => {
      const graph = orgFileToGraph(read(sections));
      for (const kind of kinds) {
        const keys = graph[kind].map((entity) => entity.key);
        expect(new Set(keys).size).toBe(keys.length);
      }
      const keysOf = (kind: (typeof kinds)[number]): Set<string> => new Set(graph[kind].map((entity) => entity.key));
      for (const grant of graph.grants) {
        expect(keysOf(`${grant.subject.kind}s`)).toContain(grant.subject.key);
        if (grant.role.kind === "role") expect(keysOf("roles")).toContain(grant.role.key);
        if (grant.division.kind === "division") expect(keysOf("divisions")).toContain(grant.division.key);
      }
      for (const one of graph.memberships) expect(keysOf("users")).toContain(one.member.key);
      for (const one of graph.applications) expect(keysOf("clients")).toContain(one.client);
      expect(graph.divisions.filter((division) => division.home)).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

function withoutPlaces(graph: AccessGraph): unknown {
  return JSON.parse(JSON.stringify(graph, (key, value: unknown) => (["place", "places"].includes(key) ? undefined : value)));
}

function reversed(sections: Sections): Sections {
  const backwards = (value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value;
  return Object.fromEntries(
    Object.entries(sections)
      .reverse()
      .map(([key, value]) => [key, backwards(value)]),
  ) as Sections;
}

it("makes the same graph of the same entries, in whatever order they are written", () => {
  fc.assert(
    fc.property(anySections, (sections) => {
      expect(withoutPlaces(orgFileToGraph(read(reversed(sections))))).toEqual(withoutPlaces(orgFileToGraph(read(sections))));
    }),
    { numRuns: 100 },
  );
});

const callable =
  (context: "user" | "client") =>
  (call: string): boolean => {
    const resolved = catalogue().resolve(call);
    return resolved.known && resolved.operation.context !== context;
  };

it("lets a client-credentials application make every call that it declares, in every division that it declares", () => {
  fc.assert(
    fc.property(anyCalls, fc.constantFrom(["UK Service Desk"], ["UK Service Desk", "Sales"], ["all"], ["home"]), (calls, divisions) => {
      const file = read({
        org: { region: "eu-west-2", divisions: ["UK Service Desk", "Sales"] },
        applications: { app: { calls, divisions } },
      });
      const graph = orgFileToGraph(file);
      const decider = createDecider(graph);
      for (const call of calls.filter(callable("user"))) {
        for (const division of graph.applications[0]?.divisions ?? []) {
          expect(decider.decide({ kind: "client", key: "app" }, call, division), call).toMatchObject({ decision: "allowed" });
        }
      }
    }),
    { numRuns: 150 },
  );
});

it("lets the service user of an application make every call that the application declares", () => {
  fc.assert(
    fc.property(anyCalls, (calls) => {
      const file = read({
        org: { region: "eu-west-2" },
        serviceUsers: { bot: { email: "bot@example.com" } },
        applications: { app: { grant: "code", serviceUser: "bot", calls } },
      });
      const decider = createDecider(orgFileToGraph(file));
      for (const call of calls.filter(callable("client"))) {
        expect(decider.decide({ kind: "user", key: "bot@example.com", via: "app" }, call, { kind: "home" }), call).toMatchObject({
          decision: "allowed",
        });
      }
    }),
    { numRuns: 150 },
  );
});
