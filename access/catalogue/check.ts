import type { Catalogue } from "./catalogue";
import { choices } from "./facts/choices";
import { datedChanges } from "./facts/datedChanges";
import { defaultRoles } from "./facts/defaultRoles";
import { doubts } from "./facts/doubts";
import { extraPermissions, openFamilies } from "./facts/extraPermissions";
import { grantLike } from "./facts/grantLike";
import { recordingChecks, recordingKinds, secondCheckCodes } from "./facts/secondChecks";
import { undeclaredFacts } from "./facts/undeclared";
import { vendorSets } from "./facts/vendorSets";
import { describeOperation } from "./operation";
import { permissionParts } from "./permissionName";

/** An inconsistency of the catalogue: between the specification's data and the facts written by hand, or within either. */
export interface CheckProblem {
  readonly about: string;
  readonly problem: string;
}

/** Tests the catalogue's consistency; empty when all is well. Sorted. */
export function checkCatalogue(catalogue: Catalogue): readonly CheckProblem[] {
  const problems: CheckProblem[] = [];
  const report = (about: string, problem: string): void => {
    problems.push({ about, problem });
  };
  const operation = (id: string, about: string): void => {
    if (catalogue.operation(id) === undefined) report(about, `operation ${id} is not in the specification`);
  };
  const permission = (name: string, about: string): void => {
    if (name.includes("*")) return;
    if (openFamilies.some((family) => name.startsWith(family.prefix))) return;
    if (!catalogue.isPermission(name)) report(about, `permission ${name} is not known`);
  };

  checkOperations(catalogue, report);
  for (const entry of catalogue.overrides) {
    operation(entry.operation, "overrides");
    if (entry.reason === "" || entry.source === "") report("overrides", `${entry.operation} has no reason or source`);
  }
  for (const [id, fact] of Object.entries(undeclaredFacts)) {
    operation(id, "undeclared permissions");
    if (fact.asks !== undefined) permission(fact.asks.permission, "undeclared permissions");
    const found = catalogue.operation(id);
    if (found !== undefined && found.mode !== "none") report("undeclared permissions", `${id} declares permissions by now`);
  }
  for (const id of Object.keys(recordingChecks)) operation(id, "second checks");
  for (const [code, name] of secondCheckCodes) {
    permission(name, "second checks");
    if (catalogue.refusal(code) === undefined) report("second checks", `refusal code ${code} is not in the specification`);
  }
  for (const kind of recordingKinds) permission(kind.permission, "kinds of recordings");
  for (const doubt of doubts) operation(doubt.operation, "doubts");
  for (const change of datedChanges) {
    for (const id of change.touches.operations ?? []) operation(id, `dated change ${change.id}`);
    for (const name of change.touches.permissions ?? []) permission(name, `dated change ${change.id}`);
  }
  for (const entry of grantLike) permission(entry.permission, "grant-like permissions");
  for (const choice of choices) {
    for (const name of choice.order) permission(name, "choices");
    for (const id of choice.operations ?? []) {
      operation(id, "choices");
      if (choice.order.some((name) => catalogue.operation(id)?.permissions.includes(name) === false))
        report("choices", `${id} does not declare what is chosen for it`);
    }
  }
  for (const role of defaultRoles) for (const name of role.holds) permission(name, `default role ${role.name}`);
  for (const set of vendorSets) for (const name of set.permissions) permission(name, `vendor set ${set.vendor}`);
  for (const extra of extraPermissions) {
    if (catalogue.operations.some((entry) => entry.permissions.includes(extra.permission)))
      report("extra permissions", `${extra.permission} is declared by an operation by now`);
  }
  for (const view of catalogue.views) {
    const names = [
      ...view.permissions,
      ...view.choices.flatMap((choice) => choice.anyOf),
      ...Object.values(view.media).flat(),
      ...view.onRequest,
      ...view.optional.map((entry) => entry.permission),
    ];
    for (const name of names) permission(name, `view ${view.key}`);
  }
  const hosts = catalogue.regions.flatMap((region) => [region.region, region.domain, region.api, region.login, region.apps]);
  if (new Set(hosts).size !== hosts.length) report("regions", "a region or host occurs twice");
  for (const code of [
    "not.a.user",
    "not.a.client",
    "missing.permissions",
    "missing.any.permissions",
    "missing.division.permission",
    "missing.any.division.permissions",
    "app.not.authorized.for.scope",
    "authz.policy.denied",
    "ip.not.authorized",
    "bad.credentials",
    "bad.client.role",
    "missing.trustor.permissions",
    "batch.download.permission.denied",
    "agent.permission.denied",
  ]) {
    if (catalogue.refusal(code) === undefined) report("refusals", `code ${code}, which decisions send, has no template`);
  }
  return problems.sort((a, b) => (`${a.about} ${a.problem}` < `${b.about} ${b.problem}` ? -1 : 1));
}

function checkOperations(catalogue: Catalogue, report: (about: string, problem: string) => void): void {
  const ids = new Set<string>();
  const shapes = new Set<string>();
  const codes = new Set(catalogue.refusals.map((refusal) => `${refusal.status} ${refusal.code}`));
  for (const operation of catalogue.operations) {
    const call = describeOperation(operation);
    if (ids.has(operation.id)) report(call, `the operation name ${operation.id} occurs twice`);
    ids.add(operation.id);
    const shape = `${operation.method} ${operation.path.replace(/\{[^}]*\}/g, "{}")}`;
    if (shapes.has(shape)) report(call, "another operation has the same method and path");
    shapes.add(shape);
    for (const name of operation.permissions)
      if (permissionParts(name) === undefined || /\s/.test(name)) report(call, `${JSON.stringify(name)} is not a permission`);
    if (operation.mode === "none" && operation.permissions.length > 0) report(call, "declares permissions without saying ANY or ALL");
    for (const refusal of operation.refusals)
      if (!codes.has(`${refusal.status} ${refusal.code}`))
        report(call, `refusal ${refusal.status} ${refusal.code} has no message template`);
    if (catalogue.match(operation.method, operation.path)?.operation !== operation) report(call, "its own path leads to another operation");
  }
}
