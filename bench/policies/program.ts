import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../runner/workspace";
import { jobs } from "./orgs";

/** One resource of a program, as data. */
export interface BenchResource {
  readonly type: string;
  readonly name: string;
  readonly protect: boolean;
  readonly component: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** How many resources make one application. */
export const resourcesPerApplication = 5;

/**
 * Hand-written resources: for each application a role, a client, its declared calls, a group and the
 * group's roles. `${name}` stands for the id of the resource of that name. Every tenth application breaks rules;
 * `deployable` leaves out what the provider itself refuses.
 */
export function resources(count: number, { deployable = false } = {}): readonly BenchResource[] {
  return Array.from({ length: count / resourcesPerApplication }, (_, index): readonly BenchResource[] => {
    const job = jobs[index % jobs.length];
    const unprotected = index % 10 === 9;
    const bad = unprotected && !deployable;
    const policies = (job?.permissions ?? []).map((permission) => {
      const [domain, entityName, action] = permission.split(":");
      return { domain, entityName, actionSets: [action] };
    });
    const roles = [{ roleId: `\${role-${index}}`, divisionId: "*" }];
    return [
      resource("authRole:AuthRole", `role-${index}`, { name: `Role ${index}`, description: "Made by a benchmark", permissionPolicies: policies }, !unprotected),
      resource(
        "oauthClient:OauthClient",
        `client-${index}`,
        {
          name: `Client ${index}`,
          authorizedGrantType: bad && index % 20 === 9 ? "TOKEN" : "CLIENT-CREDENTIALS",
          accessTokenValiditySeconds: 86_400,
          ...(bad ? { scopes: ["routing"], registeredRedirectUris: ["http://app.example.com/signed-in"] } : {}),
          roles: bad && index % 20 !== 9 ? [] : roles,
        },
        !unprotected,
      ),
      { type: "genesys-access:index:DeclaredCalls", name: `calls-${index}`, protect: false, component: true, inputs: declaration(index) },
      resource("group:Group", `group-${index}`, { name: `Group ${index}`, rolesEnabled: true }),
      resource("groupRoles:GroupRoles", `group-roles-${index}`, { groupId: `\${group-${index}}`, roles: [{ roleId: `\${role-${index}}`, divisionIds: ["*"] }] }),
    ];
  }).flat();
}

function declaration(index: number): Readonly<Record<string, unknown>> {
  const job = jobs[index % jobs.length];
  return {
    client: `Client ${index}`,
    owner: "team",
    purpose: "Agreed with the works council",
    allowedAddresses: ["198.51.100.7"],
    calls: job?.calls ?? [],
    ...(job?.recordings === undefined ? {} : { recordings: job.recordings }),
  };
}

function resource(type: string, name: string, inputs: BenchResource["inputs"], protect = false): BenchResource {
  return { type: `genesyscloud:index/${type}`, name, protect, component: false, inputs };
}

/** The resources as an exported state, with ids. */
export function stateOf(all: readonly BenchResource[]): string {
  const urnOf = ({ type, name }: Pick<BenchResource, "type" | "name">): string => `urn:pulumi:bench::large::${type}::${name}`;
  const linked = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_key, each: unknown) => (typeof each === "string" ? each.replace(/^\$\{(.+)\}$/, "id-of-$1") : each));
  const entries = all.map((each) => {
    const inputs = linked(each.inputs) as Readonly<Record<string, unknown>>;
    return {
      urn: urnOf(each),
      custom: !each.component,
      type: each.type,
      protect: each.protect,
      ...(each.component ? {} : { id: `id-of-${each.name}`, inputs }),
      outputs: each.component ? inputs : { ...inputs, id: `id-of-${each.name}` },
    };
  });
  return JSON.stringify({ version: 3, deployment: { manifest: { time: "2026-11-21T00:00:00Z" }, resources: entries } });
}

/** A project for the engine: the resources by plain Node.js, an empty policy pack beside it, this project's provider. */
export function writeProgram(): { readonly folder: string; readonly emptyPack: string } {
  const folder = mkdtempSync(join(tmpdir(), "genesys-access-bench-program-"));
  const files: Readonly<Record<string, string>> = {
    "Pulumi.yaml": JSON.stringify({
      name: "large",
      runtime: { name: "nodejs", options: { typescript: false } },
      main: "index.js",
      plugins: { providers: [{ name: "genesyscloud", path: join(root, "provider", "bin") }] },
    }),
    "package.json": `{"name":"large","version":"0.0.1"}`,
    "index.js": program,
    "pack/PulumiPolicy.yaml": "runtime:\n  name: nodejs\n  options: { typescript: false }\nversion: 0.0.1\n",
    "pack/package.json": `{"name":"empty-pack","version":"0.0.1","main":"index.js"}`,
    "pack/index.js": `new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  mkdirSync(join(folder, "node_modules", "@pulumi"), { recursive: true });
  for (const name of ["pulumi", "policy"]) symlinkSync(join(root, "node_modules", "@pulumi", name), join(folder, "node_modules", "@pulumi", name));
  return { folder, emptyPack: join(folder, "pack") };
}

const program = String.raw`
const { readFileSync } = require("node:fs");
const { ComponentResource, CustomResource } = require("@pulumi/pulumi");
const made = {};
const link = (value) => {
  if (typeof value === "string") return value.startsWith("$" + "{") ? made[value.slice(2, -1)].id : value;
  if (Array.isArray(value)) return value.map(link);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, link(each)]));
};
for (const { type, name, protect, component, inputs } of JSON.parse(readFileSync(__dirname + "/resources.json", "utf8"))) {
  made[name] = new (component ? ComponentResource : CustomResource)(type, name, link(inputs), { protect });
}
`;
