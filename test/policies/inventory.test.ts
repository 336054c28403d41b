import { describe, expect, it } from "vitest";
import { causeIds } from "../../access/causes/ids";
import { catalogue } from "../../access/catalogue";
import { allRules } from "../../policies/rules";

/**
 * Every rule with its default level, severity and cause. An id is never renamed and never reused:
 * a line may be added here, and changed only on purpose.
 */
const inventory: readonly (readonly [string, string, string, string | undefined])[] = [
  ["abac-policy-denied", "mandatory", "high", "abac-policy-denied"],
  ["agent-missing-participate", "advisory", "medium", "agent-missing-participate"],
  ["app-not-authorized-in-org", "mandatory", "high", "app-not-authorized-in-org"],
  ["batch-job-other-principal", "mandatory", "high", "batch-job-other-principal"],
  ["client-credentials-ignores-scopes", "advisory", "low", "client-credentials-ignores-scopes"],
  ["client-in-group", "mandatory", "high", "client-in-group"],
  ["client-inactive", "mandatory", "high", "client-inactive"],
  ["client-without-allowed-addresses", "advisory", "low", undefined],
  ["conditional-permission-mismatch", "mandatory", "medium", "conditional-permission-mismatch"],
  ["cross-org-client-credentials", "mandatory", "high", "cross-org-client-credentials"],
  ["deployer-lacks-role", "mandatory", "high", "deployer-lacks-role"],
  ["deployer-manages-itself", "advisory", "high", undefined],
  ["deployer-missing-permission", "mandatory", "high", "missing-permission-all"],
  ["deployer-too-powerful", "advisory", "high", undefined],
  ["deprecated-operation", "advisory", "low", undefined],
  ["division-aware-granting", "mandatory", "high", "division-aware-granting"],
  ["enforcement-tightened", "mandatory", "high", "enforcement-tightened"],
  ["grant-like-permission", "mandatory", "critical", undefined],
  ["group-roles-disabled", "mandatory", "high", "group-roles-disabled"],
  ["home-division-only-grant", "mandatory", "medium", "home-division-only-grant"],
  ["implicit-grant-retired", "advisory", "high", undefined],
  ["insecure-redirect-uri", "advisory", "medium", undefined],
  ["invalid-scope-name", "mandatory", "high", "invalid-scope-name"],
  ["invented-header", "advisory", "medium", "invented-header"],
  ["ip-not-allowlisted", "mandatory", "high", "ip-not-allowlisted"],
  ["last-admin-unprotected", "mandatory", "critical", undefined],
  ["missing-client-roles", "mandatory", "high", "missing-client-roles"],
  ["missing-client-scope", "mandatory", "high", "missing-client-scope"],
  ["missing-division-grant", "mandatory", "high", "missing-division-grant"],
  ["missing-permission-all", "mandatory", "high", "missing-permission-all"],
  ["missing-permission-any", "mandatory", "high", "missing-permission-any"],
  ["missing-scope", "mandatory", "high", "missing-scope"],
  ["non-user-context-required", "mandatory", "high", "non-user-context-required"],
  ["not-active-participant", "advisory", "medium", "not-active-participant"],
  ["notification-topic", "advisory", "medium", "notification-topic"],
  ["owner-missing", "advisory", "low", undefined],
  ["permission-needed-from-date", "advisory", "medium", undefined],
  ["permission-unavailable-in-org", "mandatory", "high", "permission-unavailable-in-org"],
  ["plain-secret", "mandatory", "critical", undefined],
  ["premium-app-not-enabled", "mandatory", "medium", "premium-app-not-enabled"],
  ["rate-limited", "advisory", "low", "rate-limited"],
  ["readonly-scope-for-write", "mandatory", "high", "readonly-scope-for-write"],
  ["recording-purpose-missing", "advisory", "medium", undefined],
  ["recording-view-subpermission", "mandatory", "high", "recording-view-subpermission"],
  ["redirect-uri-mismatch", "mandatory", "high", "redirect-uri-mismatch"],
  ["review-overdue", "advisory", "low", undefined],
  ["role-limit", "mandatory", "medium", "role-limit"],
  ["schema-error", "mandatory", "medium", "schema-error"],
  ["screen-recording-off", "advisory", "medium", undefined],
  ["sensitive-data-hidden", "advisory", "low", "sensitive-data-hidden"],
  ["token-expired-or-idle", "advisory", "medium", "token-expired-or-idle"],
  ["toxic-permission-pair", "advisory", "high", undefined],
  ["trust-disabled-or-expired", "mandatory", "high", "trust-disabled-or-expired"],
  ["ui-permission-for-machine", "advisory", "low", "missing-permission-any"],
  ["unknown-endpoint", "mandatory", "high", "unknown-endpoint"],
  ["unknown-performance-view", "mandatory", "medium", "unknown-permission"],
  ["unknown-permission", "mandatory", "high", "unknown-permission"],
  ["unknown-role-name", "mandatory", "medium", "unknown-role-name"],
  ["unprotected-client", "advisory", "medium", undefined],
  ["unprotected-role", "advisory", "low", undefined],
  ["unused-permission", "advisory", "medium", undefined],
  ["user-context-required", "mandatory", "high", "user-context-required"],
  ["waiver-expired", "mandatory", "medium", undefined],
  ["waiver-self-approved", "mandatory", "medium", undefined],
  ["waiver-too-broad", "mandatory", "medium", undefined],
  ["waiver-unused", "advisory", "low", undefined],
  ["wfm-scope-of-access", "advisory", "medium", "wfm-scope-of-access"],
  ["wildcard-deprecated", "advisory", "low", undefined],
  ["wildcard-permission", "advisory", "medium", undefined],
  ["wrong-grant-type", "mandatory", "high", "wrong-grant-type"],
  ["wrong-principal-roles", "mandatory", "high", "wrong-principal-roles"],
  ["wrong-region-host", "mandatory", "high", "wrong-region-host"],
  ["wrong-scope-family", "mandatory", "high", "wrong-scope-family"],
  ["wrong-subject-type", "mandatory", "high", "wrong-subject-type"],
  ["wrong-token-endpoint", "mandatory", "high", "wrong-token-endpoint"],
];

/** Causes that only show at run time, or that no configuration causes: they have a page and an explanation, not a rule. */
const withoutRule = [
  "stale-token-scope",
  "feature-toggle-off",
  "assignee-lacks-permission",
  "propagation-delay",
  "misleading-error-text",
  "third-party-403",
  "wrong-client-secret",
  "unknown-client-id",
  "malformed-token-request",
  "embed-domain-not-allowed",
  "own-gateway-refusal",
];

describe("the rules", () => {
  it("are exactly these, with these levels and severities", () => {
    expect(allRules.map((rule) => [rule.id, rule.defaultLevel, rule.severity, rule.cause])).toEqual(inventory);
  });

  it("cover every cause that a program can show, and no other", () => {
    const covered = new Set(allRules.flatMap(({ cause }) => cause ?? []));
    expect(causeIds.filter((id) => !covered.has(id))).toEqual(withoutRule);
  });

  it("are sorted by id, so that reports and documents do not depend on the order of files", () => {
    const ids = allRules.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });

  it("say everything that their pages and findings need", () => {
    for (const rule of allRules) {
      for (const text of [rule.title, rule.why, rule.fix, rule.source]) expect(text.length, rule.id).toBeGreaterThan(10);
      expect(rule.title, rule.id).not.toMatch(/[.!]$/);
      expect(rule.why, rule.id).toMatch(/[.?]$/);
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(rule.examples.bad.trim(), rule.id).not.toBe(rule.examples.good.trim());
    }
  });

  it("name operations that exist", () => {
    for (const rule of allRules) {
      for (const id of rule.operations ?? []) expect(catalogue().operation(id), `${rule.id}: ${id}`).toBeDefined();
    }
  });

  it("are mandatory only where they prevent a refusal or guard what cannot be undone", () => {
    const guarding = ["grant-like-permission", "plain-secret", "unknown-performance-view", "waiver-expired", "waiver-self-approved", "waiver-too-broad"];
    const mandatory = allRules.filter(({ defaultLevel, prevents }) => defaultLevel === "mandatory" && prevents.length === 0);
    expect(mandatory.map(({ id }) => id)).toEqual(guarding);
  });
});
