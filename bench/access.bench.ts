import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { type Plugin, build } from "esbuild";
import {
  type AccessGraph,
  type Operation,
  type Principal,
  GraphBuilder,
  catalogue,
  createDecider,
  namesOfPolicy,
  needs,
  principalsOf,
  whoMatrix,
} from "../access";
import { benchmark } from "./runner/bench";
import { root } from "./runner/workspace";

const facts = catalogue();
const divisions = ["home", "uk", "de", "fr"];

/** 50 principals (25 clients, 20 users, 5 groups), 40 roles made of what the operations of a tag need, 150 grants. */
function graphOf50(): AccessGraph {
  let builder = new GraphBuilder("bench");
  for (const division of divisions) builder = builder.division(division, { home: division === "home" });
  const tags = [...new Set(facts.operations.map((operation) => operation.tag))].sort().slice(0, 40);
  tags.forEach((tag, index) => {
    const operations = facts.operations.filter((operation) => operation.tag === tag).slice(0, 30);
    builder = builder.role(`role-${index}`, needs(operations.map((operation) => operation.id)).role.permissions);
  });
  const subjects = [
    ...Array.from({ length: 25 }, (_, index) => ({ kind: "client", key: `client-${index}` }) as const),
    ...Array.from({ length: 20 }, (_, index) => ({ kind: "user", key: `user-${index}` }) as const),
    ...Array.from({ length: 5 }, (_, index) => ({ kind: "group", key: `group-${index}` }) as const),
  ];
  for (const { kind, key } of subjects) {
    if (kind === "client") builder = builder.client(key);
    if (kind === "user") builder = builder.user(key);
    if (kind === "group") builder = builder.group(key, [`user-${key.slice(6)}`, `user-${Number(key.slice(6)) + 5}`]);
  }
  subjects.forEach((subject, index) => {
    for (const step of [0, 7, 13])
      builder = builder.grant(
        subject,
        `role-${(index * 3 + step) % tags.length}`,
        index % 5 === 0 ? "all" : (divisions[(index + step) % divisions.length] ?? "home"),
      );
  });
  return builder.build();
}

/** The graph's grants as Cedar policies: one for each role, on the role as the principal's parent. Divisions are left out, which spares Cedar work. */
function cedarPolicies(graph: AccessGraph): string {
  return graph.roles
    .map((role) => {
      const actions = role.policies.flatMap(namesOfPolicy).map((permission) => `Action::"${permission}"`);
      return actions.length === 0 ? "" : `permit(principal in Role::"${role.key}", action in [${actions.join(", ")}], resource);`;
    })
    .join("\n");
}

/** Asks Cedar the question that the gate asks: one of the permissions, or all of them. */
function cedarAllows(entities: ReadonlyMap<string, readonly string[]>, principal: string, operation: Operation): boolean {
  const parents = (entities.get(principal) ?? []).map((id) => ({ type: "Role", id }));
  const ask = (permission: string): boolean => {
    const answer = statefulIsAuthorized({
      principal: { type: "Principal", id: principal },
      action: { type: "Action", id: permission },
      resource: { type: "Org", id: "bench" },
      context: {},
      preparsedPolicySetId: "bench",
      entities: [{ uid: { type: "Principal", id: principal }, attrs: {}, parents }],
    });
    return answer.type === "success" && answer.response.decision === "allow";
  };
  return operation.mode === "ANY" ? operation.permissions.some(ask) : operation.permissions.every(ask);
}

function rolesOfPrincipals(graph: AccessGraph): ReadonlyMap<string, readonly string[]> {
  const roles = new Map<string, string[]>();
  const add = (principal: string, role: string): void => void roles.set(principal, [...(roles.get(principal) ?? []), role]);
  for (const { subject, role } of graph.grants) {
    if (role.kind !== "role") continue;
    add(subject.key, role.key);
    if (subject.kind === "group")
      for (const membership of graph.memberships) if (membership.group === subject.key) add(membership.member.key, role.key);
  }
  return roles;
}

/** Milliseconds until a fresh process has the catalogue loaded and a first call resolved. */
async function loadInFreshProcess(): Promise<() => number> {
  const folder = mkdtempSync(join(tmpdir(), "genesys-access-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const entry = join(folder, "load.ts");
  const file = join(folder, "load.cjs");
  writeFileSync(
    entry,
    `const started = performance.now();
     import(${JSON.stringify(join(root, "access/catalogue"))}).then(({ catalogue }) => {
       const operations = catalogue().operations.length;
       catalogue().resolve("GET /api/v2/conversations/abc/recordings");
       console.log(operations > 3000 ? performance.now() - started : NaN);
     });`,
  );
  const json: Plugin = {
    name: "json as the build of the package bundles it",
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.json$/ }, ({ path }) => ({
        contents: `module.exports = JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(readFileSync(path, "utf8"))))})`,
        loader: "js",
      })),
  };
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "error",
    plugins: [json],
  });
  return () => Number(execFileSync(process.execPath, [file], { encoding: "utf8" }));
}

benchmark("Access: catalogue, decisions, who", async (bench) => {
  const load = await loadInFreshProcess();
  const loads = Array.from({ length: 9 }, load).sort((a, b) => a - b);
  bench.figure({
    name: "catalogue loaded, first call found",
    value: loads[4] ?? NaN,
    unit: "ms",
    target: { atMost: 50 },
    spread: { min: loads[0] ?? NaN, median: loads[4] ?? NaN, max: loads[8] ?? NaN, count: loads.length },
  });

  const graph = graphOf50();
  const principals: readonly Principal[] = principalsOf(graph).map((entry) => entry.principal);
  const operations = facts.operations.filter((operation) => operation.mode !== "none" && operation.context === undefined);
  const pairs = principals.length * operations.length;
  const decider = createDecider(graph);
  const once = (): void => {
    for (const principal of principals) for (const operation of operations) decider.decide(principal, operation);
  };
  const inDivision = (): void => {
    for (const principal of principals)
      for (const operation of operations) decider.decide(principal, operation, { kind: "division", key: "uk" });
  };
  const decisions = await bench.compare({ once, inDivision }, { rounds: 9, warmUp: 2 });
  bench.figure({
    name: "decisions, 50 principals",
    value: pairs / decisions.once.median,
    unit: "per second",
    target: { atLeast: 1_000_000 },
  });
  bench.figure({
    name: "decisions in a named division",
    value: pairs / decisions.inDivision.median,
    unit: "per second",
    target: { atLeast: 1_000_000 },
  });

  const policySet = preparsePolicySet("bench", { staticPolicies: cedarPolicies(graph) });
  if (policySet.type !== "success") throw new Error(`Cedar refuses the policies: ${JSON.stringify(policySet.errors).slice(0, 400)}`);
  const roles = rolesOfPrincipals(graph);
  const sample = operations.filter((_, index) => index % 150 === 0);
  let different = 0;
  const cedar = await bench.time(
    () => {
      for (const principal of principals) {
        for (const operation of sample) {
          const allowed = cedarAllows(roles, principal.key, operation);
          if (allowed !== (decider.decide(principal, operation).decision === "allowed") && facts.serviceChecks(operation).length === 0)
            different += 1;
        }
      }
    },
    { rounds: 3 },
  );
  bench.figure({
    name: "the same decisions by Cedar (wasm)",
    value: (principals.length * sample.length) / cedar.median,
    unit: "per second",
  });
  bench.note(different === 0 ? "Cedar gives the same answers" : `Cedar gives another answer in ${different} cases`);

  const who = await bench.time(() => whoMatrix(createDecider(graph)), { rounds: 9 });
  bench.figure({ name: "who may, 3,180 x 50, from nothing", value: who.median, unit: "s", target: { atMost: 0.3 }, spread: who });

  const [first, call] = [principals[0], operations[0]];
  const writes = await bench.time(
    () => {
      for (let write = 0; write < 1_000; write += 1)
        if (first !== undefined && call !== undefined) createDecider({ ...graph }).decide(first, call);
    },
    { rounds: 5 },
  );
  bench.figure({ name: "decider made anew, first decision", value: writes.median, unit: "ms" });
});
