import type { CauseId } from "./ids";

/**
 * What a refusal's code says about a cause.
 *
 * - `only`: nothing else gives this code.
 * - `usually`: this cause mostly, another one at times.
 * - `sometimes`: one of several that are about as likely.
 * - `through`: the code does not point at the cause, but is what it looks like when other evidence does.
 */
export type CodeSays = "only" | "usually" | "sometimes" | "through";

/** One refusal code, or one `error` of the token endpoint, and the causes that it can come from. */
export interface CodeMeaning {
  readonly code: string;
  /** Further condition on the message that came with the code. */
  readonly message?: RegExp;
  readonly causes: Readonly<Partial<Record<CauseId, CodeSays>>>;
}

/** Causes that hide behind a plain lack of a permission: why it is lacking. */
const behindMissing = {
  "wrong-principal-roles": "through",
  "group-roles-disabled": "through",
  "client-in-group": "through",
  "wrong-subject-type": "through",
  "permission-unavailable-in-org": "through",
  "unknown-permission": "through",
  "unknown-role-name": "through",
  "conditional-permission-mismatch": "through",
  "propagation-delay": "through",
  "misleading-error-text": "through",
  "enforcement-tightened": "through",
  "trust-disabled-or-expired": "through",
  "cross-org-client-credentials": "through",
  "home-division-only-grant": "through",
} as const satisfies CodeMeaning["causes"];

/** The same for a permission that is held, but not in the division. */
const behindDivision = {
  "home-division-only-grant": "through",
  "wrong-principal-roles": "through",
  "conditional-permission-mismatch": "through",
  "propagation-delay": "through",
  "division-aware-granting": "through",
  "group-roles-disabled": "through",
} as const satisfies CodeMeaning["causes"];

/** And for a scope that is missing from a token. */
const behindScope = {
  "missing-scope": "usually",
  "readonly-scope-for-write": "through",
  "wrong-scope-family": "through",
  "stale-token-scope": "through",
  "invalid-scope-name": "through",
  "app-not-authorized-in-org": "sometimes",
} as const satisfies CodeMeaning["causes"];

/** For a refusal that gives no reason at all. */
const noReason = {
  ...behindMissing,
  "missing-permission-any": "sometimes",
  "missing-permission-all": "sometimes",
  "missing-division-grant": "sometimes",
  "not-active-participant": "through",
  "feature-toggle-off": "through",
  "recording-view-subpermission": "through",
  "batch-job-other-principal": "through",
  "assignee-lacks-permission": "through",
  "wfm-scope-of-access": "through",
  "third-party-403": "through",
  "sensitive-data-hidden": "through",
  "abac-policy-denied": "through",
  "app-not-authorized-in-org": "through",
  "premium-app-not-enabled": "through",
  "user-context-required": "through",
  "unknown-endpoint": "through",
} as const satisfies CodeMeaning["causes"];

const division = { ...behindDivision, "missing-division-grant": "only" } as const satisfies CodeMeaning["causes"];
const serviceCheck = {
  ...behindMissing,
  "conditional-permission-mismatch": "sometimes",
  "missing-permission-any": "usually",
  "missing-division-grant": "sometimes",
} as const satisfies CodeMeaning["causes"];
const assignee = { "assignee-lacks-permission": "only", "propagation-delay": "through" } as const satisfies CodeMeaning["causes"];
const participant = { "not-active-participant": "only" } as const satisfies CodeMeaning["causes"];
const wfm = { "wfm-scope-of-access": "only", "propagation-delay": "through" } as const satisfies CodeMeaning["causes"];
const limit = { "role-limit": "only" } as const satisfies CodeMeaning["causes"];
const badBody = { "schema-error": "usually" } as const satisfies CodeMeaning["causes"];
const foreignDivision = {
  "schema-error": "usually",
  "cross-org-client-credentials": "through",
  "missing-division-grant": "through",
} as const satisfies CodeMeaning["causes"];
const somebodyElses = {
  "missing-permission-any": "sometimes",
  "user-context-required": "sometimes",
  "conditional-permission-mismatch": "through",
  "not-active-participant": "through",
} as const satisfies CodeMeaning["causes"];

/** A division id that is glued to a permission as a fourth part, or that stands beside empty brackets. */
const withDivision = /\w:\w+:\w+:[0-9a-f]{8}-[0-9a-f]{4}-|\[\s*\][^\n\w]{0,4}(?:[^\n]{0,60}\bdivisions?\b[^\n]{0,20})?[0-9a-f]{8}-[0-9a-f]{4}-/i;

function each(codes: readonly string[], causes: CodeMeaning["causes"]): CodeMeaning[] {
  return codes.map((code) => ({ code, causes }));
}

/**
 * Every refusal code of the Platform API that is about access, and every error of the token
 * endpoint, with the causes it can come from. Where a message decides between two, the entry with
 * the message comes first.
 */
export const codeMeanings: readonly CodeMeaning[] = [
  // the standard codes of every operation
  { code: "missing.permissions", message: withDivision, causes: division },
  { code: "missing.any.permissions", message: withDivision, causes: division },
  { code: "missing.permissions", message: /facebook|instagram/i, causes: { "third-party-403": "only" } },
  { code: "missing.permissions", causes: { ...behindMissing, "missing-permission-all": "only" } },
  { code: "missing.any.permissions", causes: { ...behindMissing, "missing-permission-any": "only" } },
  {
    code: "missing.permission",
    causes: {
      ...behindMissing,
      "missing-permission-all": "usually",
      "missing-permission-any": "usually",
      "missing-division-grant": "sometimes",
    },
  },
  { code: "missing.division.permission", causes: division },
  { code: "missing.any.division.permissions", causes: division },
  { code: "missing.division.permissions", causes: division },
  { code: "missing.division.permission.implied", causes: { "division-aware-granting": "only", "propagation-delay": "through" } },
  { code: "app.not.authorized.for.scope", causes: behindScope },
  { code: "authz.policy.denied", causes: { "abac-policy-denied": "only" } },
  { code: "not.authorized", causes: noReason },
  {
    code: "authentication.required",
    causes: {
      "wrong-token-endpoint": "sometimes",
      "malformed-token-request": "through",
      "own-gateway-refusal": "sometimes",
      "token-expired-or-idle": "through",
    },
  },
  {
    code: "bad.credentials",
    causes: {
      "token-expired-or-idle": "usually",
      "wrong-region-host": "sometimes",
      "client-inactive": "sometimes",
      "wrong-token-endpoint": "through",
      "cross-org-client-credentials": "through",
    },
  },
  { code: "credentials.expired", causes: { "token-expired-or-idle": "only" } },
  { code: "ip.not.authorized", causes: { "ip-not-allowlisted": "only" } },
  {
    code: "not.found",
    causes: {
      "unknown-endpoint": "sometimes",
      "cross-org-client-credentials": "sometimes",
      "wrong-subject-type": "through",
      "wrong-region-host": "through",
      "wrong-token-endpoint": "through",
      "unknown-role-name": "through",
      "missing-division-grant": "through",
      "client-in-group": "through",
    },
  },
  { code: "too.many.requests", causes: { "rate-limited": "only" } },
  { code: "too.many.requests.retry.after", causes: { "rate-limited": "only" } },
  { code: "not.a.user", causes: { "user-context-required": "only" } },
  { code: "not.a.client", causes: { "non-user-context-required": "only" } },
  { code: "rms.not.a.user", causes: { "user-context-required": "usually" } },

  // OAuth clients, roles and grants
  {
    code: "missing.client.roles",
    causes: { "missing-client-roles": "only", "client-credentials-ignores-scopes": "through", "schema-error": "through" },
  },
  { code: "missing.client.scope", causes: { "missing-client-scope": "only", "schema-error": "through" } },
  { code: "auth.invalid.scope", causes: { "invalid-scope-name": "only" } },
  { code: "bad.client.role", causes: { "deployer-lacks-role": "only", "propagation-delay": "through", "unknown-role-name": "through" } },
  { code: "bad.client.state", message: /disabled/i, causes: { "client-inactive": "only" } },
  { code: "bad.client.state", causes: { "schema-error": "usually", "client-inactive": "sometimes" } },
  { code: "bad.grant.type", causes: badBody },
  { code: "grant.type.required", causes: badBody },
  { code: "bad.role.divisions", causes: { "schema-error": "usually", "deployer-lacks-role": "sometimes" } },
  ...each(["max.role.assignments.exceeded", "max.roles.exceeded", "max.scopes.exceeded", "auth.too.many.clients"], limit),
  { code: "cannot.delete.client", causes: { "client-inactive": "through" } },
  { code: "general.resource.not.found", message: /group members/i, causes: { "client-in-group": "usually" } },
  { code: "general.resource.not.found", causes: { "cross-org-client-credentials": "through", "client-in-group": "through" } },
  { code: "missing.permission.param", causes: badBody },
  { code: "authz.policy.lockout.check.failed", causes: { "abac-policy-denied": "usually" } },

  // divisions
  ...each(
    [
      "case.missing.any.division.permissions",
      "case.missing.permission.in.divisions",
      "caseref.missing.any.division.permissions",
      "workitem.missing.any.division.permissions",
      "workitem.missing.required.division.permissions",
      "qm.search.division.not.authorized",
      "conversation.custom.attributes.division.access.forbidden",
      "bulk.move.no.permission.division",
      "no.permission.for.requested.users",
    ],
    division,
  ),
  { code: "wem.learning.assignment.division.forbidden.action", causes: division },
  ...each(["division.not.found", "invalid.division", "invalid.division.id"], foreignDivision),
  { code: "access.denied.to.field", causes: { "missing-division-grant": "usually", "missing-permission-any": "sometimes" } },

  // users
  {
    code: "insufficient.permissions",
    message: /division/i,
    causes: { "missing-division-grant": "usually", "enforcement-tightened": "sometimes", "missing-permission-any": "sometimes" },
  },
  {
    code: "insufficient.permissions",
    causes: { ...behindMissing, "enforcement-tightened": "usually", "missing-permission-any": "usually" },
  },

  // trusts, premium apps, features
  { code: "missing.trustor.permissions", causes: { "trust-disabled-or-expired": "only" } },
  { code: "trustee.forbidden", causes: { "trust-disabled-or-expired": "usually" } },
  { code: "trustee.user.or.group.required", causes: { "cross-org-client-credentials": "usually", "schema-error": "usually" } },
  { code: "trustee.user.required", causes: { "cross-org-client-credentials": "usually", "schema-error": "usually" } },
  { code: "self.trust.not.allowed", causes: badBody },
  { code: "user.not.in.organization", causes: { "cross-org-client-credentials": "usually", "schema-error": "sometimes" } },
  { code: "integrations.forbidden", causes: { "premium-app-not-enabled": "only" } },
  { code: "feature.forbidden", message: /delete operation/i, causes: { "feature-toggle-off": "sometimes" } },
  ...each(["feature.forbidden", "feature.toggle.disabled", "not.implemented"], { "feature-toggle-off": "only" }),
  { code: "feature.not.enabled", causes: { "feature-toggle-off": "only" } },
  { code: "organization.forbidden", causes: { "feature-toggle-off": "usually", "permission-unavailable-in-org": "sometimes" } },
  { code: "wem.learning.type.not.implemented.exception", causes: { "feature-toggle-off": "sometimes", "schema-error": "sometimes" } },
  { code: "architect.org.disabled.for.request", causes: { "feature-toggle-off": "usually" } },

  // recordings, quality, monitoring
  ...each(
    [
      "recording.recording.view.permission.check.failed",
      "recording.recordingsegment.view.permission.check.failed",
      "recording.annotation.view.permission.check.failed",
      "recording.orphan.view.permission.check.failed",
    ],
    { "recording-view-subpermission": "only", "conditional-permission-mismatch": "through", "propagation-delay": "through" },
  ),
  ...each(
    [
      "recording.annotation.delete.permission.check.failed",
      "recording.annotation.update.permission.check.failed",
      "recording.orphan.edit.permission.check.failed",
      "recording.recording.edit.retention.permission.check.failed",
      "recording.recording.restore.permission.check.failed",
    ],
    { ...serviceCheck, "recording-view-subpermission": "sometimes" },
  ),
  {
    code: "recording.annotation.cant.delete.for.another.user",
    causes: { "missing-permission-any": "sometimes", "conditional-permission-mismatch": "sometimes" },
  },
  { code: "batch.download.permission.denied", causes: { "batch-job-other-principal": "only" } },
  { code: "not.job.owner", causes: { "batch-job-other-principal": "only" } },
  { code: "agent.permission.denied", causes: { "agent-missing-participate": "only" } },
  ...each(
    [
      "quality.calibration.create.permission.check.failed",
      "quality.calibration.delete.permission.check.failed",
      "quality.calibration.view.permission.check.failed",
      "quality.calibration.update.permission.check.failed",
      "quality.evaluation.create.permission.check.failed",
      "quality.evaluation.delete.permission.check.failed",
      "quality.evaluation.update.permission.check.failed",
      "quality.evaluation.view.permission.check.failed",
      "quality.evaluation.cannot.change.assignee",
      "quality.evaluation.cannot.update.private.comments",
      "quality.survey.add.permission.check.failed",
      "quality.survey.view.permission.check.failed",
    ],
    serviceCheck,
  ),
  { code: "recording.policy.export.integration.disabled", causes: { "premium-app-not-enabled": "sometimes", "schema-error": "sometimes" } },
  { code: "recording.policy.export.integration.invalid", causes: { "schema-error": "usually" } },

  // somebody else's rights
  ...each(
    [
      "assignee.missing.any.division.permissions",
      "assignee.missing.any.permissions",
      "owner.missing.any.division.permissions",
      "quality.evaluation.assignee.permission.check.failed",
      "quality.evaluation.agent.doesnt.have.participate.permission",
      "quality.evaluation.config.evaluator.no.permission",
      "participate.permission.missing",
    ],
    assignee,
  ),

  // participants of conversations and appointments
  ...each(["conversation.error.forbidden.not.active.participant", "postino.error.forbidden", "email.error.forbidden"], participant),
  ...each(["missing.permissions.not.appointment.participant", "no.appointment.view.permission"], {
    ...behindMissing,
    "missing-permission-any": "usually",
  }),
  ...each(
    [
      "voicemail.not.authorized.voicemail.delete",
      "voicemail.not.authorized.voicemail.message",
      "greeting.not.authorized",
      "geolocation.update.error",
      "presence.not.authorized.update.other.user.presence",
      "receiver.caller.mismatch",
      "lm.reschedule.state.error",
      "lm.update.state.error",
      "agent.cannot.change.status",
    ],
    somebodyElses,
  ),
  { code: "presence.not.authorized.update.on.queue", causes: { ...behindMissing, "missing-permission-any": "usually" } },

  // workforce management
  ...each(
    [
      "wfm.management.unit.not.authorized",
      "wfm.missing.one.of.permission.sets",
      "wfm.missing.team.permissions",
      "wfm.no.authorization.to.edit.schedule.for.teams",
      "wfm.no.authorized.users.in.requested.teams",
      "wfm.only.authorized.for.team.access",
      "wfm.only.authorized.for.team.access.some.divisions",
      "wfm.only.authorized.for.team.required.divisions",
      "wfm.permission.failure",
      "wfm.team.only.permissions.not.allowed",
      "wfm.unauthorized.for.any.team.members",
    ],
    wfm,
  ),

  // notifications
  ...each(["notification.unauthorized.topic", "notification.unauthorized.divisioned.topic", "notification.forbidden.topic"], {
    "notification-topic": "only",
    "propagation-delay": "through",
  }),

  // services with words of their own
  {
    code: "architect.missing.permission",
    causes: {
      ...behindMissing,
      "missing-permission-any": "usually",
      "missing-permission-all": "usually",
      "missing-division-grant": "sometimes",
    },
  },
  ...each(["architect.not.admin.user", "architect.not.editor.or.admin.user"], { ...behindMissing, "missing-permission-any": "usually" }),
  ...each(
    [
      "lm.no.permission.create.assignment",
      "lm.no.permission.delete.assignment",
      "lm.no.permission.reset.assignment",
      "lm.no.permission.view.assignment",
      "wem.learning.assignment.forbidden",
      "wem.learning.forbidden",
      "wem.informsteps.access.denied",
      "development.aggregate.no.permission",
      "bots.access.denied",
      "fax.forbidden",
    ],
    { ...behindMissing, "missing-permission-any": "usually", "missing-division-grant": "sometimes" },
  ),
  ...each(["forbidden", "access.denied", "general.access.denied", "general.forbidden", "unauthorized"], noReason),
  { code: "bad.request", message: /connector|rest call|action/i, causes: { "third-party-403": "usually" } },
  { code: "bad.request", causes: { "schema-error": "usually", "third-party-403": "through" } },
  { code: "origin.not.allowed", causes: { "embed-domain-not-allowed": "usually" } },

  // refused for what the object is, whoever calls
  ...each(
    [
      "policy.violation",
      "all.campaigns.black.listed",
      "campaign.black.listed",
      "editing.managed.property.not.allowed",
      "managed.property.not.allowed",
      "flow.blocked",
      "wem.learning.builtin.forbidden.action",
    ],
    {},
  ),

  // the token endpoint
  {
    code: "invalid_client",
    message: /client\s+not\s+found/i,
    causes: {
      "unknown-client-id": "usually",
      "wrong-region-host": "sometimes",
      "client-inactive": "through",
      "cross-org-client-credentials": "through",
    },
  },
  {
    code: "invalid_client",
    message: /authentication\s+failed/i,
    causes: {
      "wrong-client-secret": "usually",
      "wrong-region-host": "sometimes",
      "client-inactive": "through",
      "malformed-token-request": "through",
      "cross-org-client-credentials": "through",
    },
  },
  {
    code: "invalid_client",
    causes: {
      "wrong-client-secret": "sometimes",
      "unknown-client-id": "sometimes",
      "wrong-region-host": "sometimes",
      "client-inactive": "through",
      "malformed-token-request": "through",
      "wrong-token-endpoint": "through",
      "cross-org-client-credentials": "through",
    },
  },
  { code: "unauthorized_client", causes: { "wrong-grant-type": "only" } },
  { code: "invalid_request", message: /rate\s+limit/i, causes: { "rate-limited": "only" } },
  { code: "invalid_request", message: /redirect/i, causes: { "redirect-uri-mismatch": "only" } },
  {
    code: "invalid_request",
    causes: { "malformed-token-request": "usually", "redirect-uri-mismatch": "through", "wrong-token-endpoint": "through" },
  },
  { code: "unsupported_grant_type", causes: { "malformed-token-request": "usually", "wrong-grant-type": "sometimes" } },
  { code: "invalid_scope", causes: { "invalid-scope-name": "usually", "app-not-authorized-in-org": "sometimes" } },
  { code: "invalid_grant", message: /redirect/i, causes: { "redirect-uri-mismatch": "usually" } },
  {
    code: "invalid_grant",
    message: /expired|revoked|used|inactive|not active|disabled|deactivated/i,
    causes: { "token-expired-or-idle": "usually", "redirect-uri-mismatch": "through", "malformed-token-request": "through" },
  },
  {
    code: "invalid_grant",
    causes: { "token-expired-or-idle": "sometimes", "redirect-uri-mismatch": "sometimes", "malformed-token-request": "sometimes" },
  },
  { code: "redirect_uri_mismatch", causes: { "redirect-uri-mismatch": "only" } },
  {
    code: "access_denied",
    causes: {
      "app-not-authorized-in-org": "sometimes",
      "third-party-403": "through",
      "own-gateway-refusal": "through",
      "wrong-token-endpoint": "through",
    },
  },
];

const byCode = new Map<string, readonly CodeMeaning[]>();
for (const meaning of codeMeanings) byCode.set(meaning.code, [...(byCode.get(meaning.code) ?? []), meaning]);

/** What a code says, decided by its message where two meanings share a code; undefined for a code that nothing is known of. */
export function meaningOfCode(code: string, message = ""): CodeMeaning | undefined {
  return (
    byCode.get(code)?.find((meaning) => meaning.message === undefined || meaning.message.test(message)) ??
    families.find((family) => family.codes.test(code))?.says(code)
  );
}

/** Some services have codes of their own for each kind of refusal, more than the specification lists. */
const families: readonly { readonly codes: RegExp; readonly says: (code: string) => CodeMeaning }[] = [
  {
    codes: /^wfm\.(?:[a-z]+\.)*(?:unauthorized|authori[sz](?:ed|ation)|permissions?|forbidden|denied)(?:\.[a-z]+)*$/,
    says: (code) => ({ code, causes: { "wfm-scope-of-access": "usually" } }),
  },
  {
    codes: /^recording\.[a-z]+\.view\.permission\.check\.failed$/,
    says: (code) => ({ code, causes: { "recording-view-subpermission": "usually", "conditional-permission-mismatch": "through" } }),
  },
  {
    codes: /^(?:assignee|owner)\.(?:[a-z]+\.)*permissions?(?:\.[a-z]+)*$/,
    says: (code) => ({ code, causes: assignee }),
  },
];

/** Whether a word is one of the codes that something is known of. */
export function isKnownCode(code: string): boolean {
  return byCode.has(code) || families.some((family) => family.codes.test(code));
}

/** All codes that something is known of, sorted. */
export function knownCodes(): readonly string[] {
  return [...byCode.keys()].sort();
}
