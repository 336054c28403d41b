import type { CauseId } from "../../causes/ids";
import type { Signal } from "./signals";
import { against, decisive, excludes, fair, strong, weak } from "./weights";

/** What speaks for and against one cause. */
export interface CauseModel {
  /** Statuses with which it is seen; another one speaks against it. Empty: nothing is refused by it. */
  readonly statuses: readonly number[];
  /** Points by signal, see weights.ts. */
  readonly weights: Readonly<Partial<Record<Signal, number>>>;
  /** Without one of these, or a code that means it, it is not mentioned, however many hints there are. */
  readonly needs: readonly Signal[];
  /** Causes that are only what this one looks like from outside. */
  readonly explains?: readonly CauseId[];
  /** Set for what can be seen in the configuration whatever the refusal says. */
  readonly configuration?: true;
  /** Set for what refuses nothing by itself. */
  readonly neverAlone?: true;
}

const missing: readonly CauseId[] = ["missing-permission-any", "missing-permission-all"];
const noToken: readonly CauseId[] = ["wrong-client-secret", "unknown-client-id"];

/** Evidence that the token and the way to Genesys Cloud are in order. */
const tokenIsFine = { "says: other calls work": against - 2 } as const;

/** The evidence for every cause. One entry per cause; what codes say stands in causes/codes.ts. */
export const model: Readonly<Record<CauseId, CauseModel>> = {
  "unknown-endpoint": {
    statuses: [400, 403, 404, 405],
    configuration: true,
    needs: ["the endpoint is unknown", "an endpoint beside is unknown"],
    weights: { "the endpoint is unknown": decisive, "an endpoint beside is unknown": strong, "the operation is real": against },
  },
  "unknown-permission": {
    statuses: [400, 403],
    configuration: true,
    neverAlone: true,
    needs: ["permission unknown"],
    weights: { "permission unknown": strong, "only configuration is given": strong },
    explains: missing,
  },
  "permission-unavailable-in-org": {
    statuses: [400, 403],
    needs: ["says: permission is not offered", "says: licence or beta"],
    weights: { "says: permission is not offered": strong, "says: licence or beta": fair, "says: terraform deployer": weak, "says: feature is off": weak, "held permissions lack one of ANY": -weak },
    explains: missing,
  },
  "missing-permission-any": {
    statuses: [403, 400],
    needs: ["the operation asks for ANY", "403 without a code", "older wording of a missing permission", "access to one object is forbidden", "held permissions lack one of ANY", "message is not Genesys'"],
    weights: {
      "403 without a code": fair,
      "the operation asks for ANY": weak,
      "client credentials": weak,
      "held permissions lack one of ANY": strong,
      "only configuration is given": weak,
      "older wording of a missing permission": fair,
      "access to one object is forbidden": weak,
      "the operation asks for ALL": against,
      "the operation declares no permission": -weak,
      "held permissions suffice": against,
      "says: works for a client": -weak,
      "says: one object works, another not": -weak,
      "the endpoint is unknown": -weak,
    },
  },
  "missing-permission-all": {
    statuses: [403, 400],
    needs: ["the operation asks for ALL", "held permissions lack some of ALL", "403 without a code"],
    weights: {
      "403 without a code": weak + weak,
      "the operation asks for ALL": weak + weak,
      "client credentials": weak,
      "held permissions lack some of ALL": strong,
      "only configuration is given": weak,
      "no operation is named": -weak,
      "the operation asks for ANY": against,
      "the operation declares no permission": against,
      "held permissions suffice": against,
      "the endpoint is unknown": against,
      "an endpoint beside is unknown": -weak,
    },
  },
  "missing-division-grant": {
    statuses: [403, 404],
    needs: ["says: another division", "a division is glued to the permission", "a division stands beside empty brackets", "access to one object is forbidden", "says: answers with less", "held permissions suffice"],
    weights: {
      "says: another division": fair,
      "says: one object works, another not": fair,
      "a division is glued to the permission": decisive,
      "a division stands beside empty brackets": strong,
      "access to one object is forbidden": fair,
      "says: answers with less": weak,
      "held permissions suffice": weak,
      "403 without a code": weak,
      "says: home division": weak,
      "printed permission is said to be held": weak,
    },
  },
  "home-division-only-grant": {
    statuses: [403],
    needs: ["says: home division", "says: answers with less"],
    weights: {
      "says: home division": strong,
      "says: answers with less": fair,
      "nothing is refused": fair,
      "says: another division": weak,
      "client credentials": weak,
      "says: terraform deployer": weak,
      "lists things": weak,
      "says: sensitive data": against,
      "says: screens are not recorded": against,
      "says: still transcoding": against,
    },
    explains: ["missing-division-grant"],
  },
  "wrong-principal-roles": {
    statuses: [400, 403],
    needs: ["says: role on a user", "says: works as a user", "roles on a client of user tokens", "says: role on a group"],
    weights: {
      "says: role on a user": fair,
      "says: works as a user": fair,
      "says: role on a group": weak,
      "client credentials": fair,
      "user token": -weak,
      "roles on a client of user tokens": strong,
      "printed permission is said to be held": weak,
      "says: has what is asked for": weak,
      "users only, client credentials": against,
    },
    explains: missing,
  },
  "client-in-group": {
    statuses: [400, 403],
    needs: ["says: client in a group"],
    weights: { "says: client in a group": strong, "client credentials": weak, "user token": -weak },
    explains: missing,
  },
  "group-roles-disabled": {
    statuses: [403],
    needs: ["says: roles of the group are off", "says: role on a group"],
    weights: { "says: roles of the group are off": strong + weak, "says: role on a group": fair, "client credentials": against, "user token": weak, "says: client in a group": against },
    explains: missing,
  },
  "wrong-subject-type": {
    statuses: [400, 403, 404],
    needs: ["says: subject type"],
    weights: { "says: subject type": strong, "says: granting": weak, "grants roles": weak },
    explains: [...missing, "wrong-principal-roles"],
  },
  "missing-client-roles": {
    statuses: [400],
    needs: ["says: no roles on the client"],
    weights: { "says: no roles on the client": fair, "says: making a client": fair, "writes a client": fair, "client credentials": weak, "user token": against },
  },
  "missing-client-scope": {
    statuses: [400],
    needs: ["says: no scopes on the client"],
    weights: { "says: no scopes on the client": fair, "says: making a client": fair, "writes a client": fair, "user token": weak, "client credentials": against },
  },
  "invalid-scope-name": {
    statuses: [400, 403],
    configuration: true,
    needs: ["scope unknown"],
    weights: { "scope unknown": strong, "only unknown scopes are given": weak, "user token": fair, "only configuration is given": strong },
    explains: ["missing-scope"],
  },
  "missing-scope": {
    statuses: [403],
    needs: ["scopes given are not the operation's", "user token", "message is not Genesys'"],
    weights: {
      "scopes given are not the operation's": strong,
      "403 without a code": weak,
      "user token": weak + weak,
      "client credentials": excludes,
      "scopes given suffice": against,
      "only readonly is given, full is wanted": -fair,
      "the path's scope is given, another is wanted": -fair,
      "nothing is refused": against,
      "says: scope added to old token": -fair,
      "says: has the scope": -fair,
    },
  },
  "readonly-scope-for-write": {
    statuses: [403],
    needs: ["only readonly is given, full is wanted", "only full scopes are accepted"],
    weights: { "only readonly is given, full is wanted": decisive, "only full scopes are accepted": weak, "client credentials": excludes },
    explains: ["missing-scope"],
  },
  "wrong-scope-family": {
    statuses: [403],
    needs: ["the path's scope is given, another is wanted", "another family's scope is wanted"],
    weights: { "the path's scope is given, another is wanted": decisive, "another family's scope is wanted": weak + weak, "user token": weak, "client credentials": excludes, "only readonly is given, full is wanted": against, "scopes given suffice": against },
    explains: ["missing-scope"],
  },
  "stale-token-scope": {
    statuses: [403],
    needs: ["says: scope added to old token", "refused although the scope is given", "a new token helps against a scope refusal"],
    weights: { "says: scope added to old token": strong, "a new token helps against a scope refusal": strong, "refused although the scope is given": fair, "says: has the scope": weak, "user token": weak, "client credentials": excludes },
    explains: ["missing-scope"],
  },
  "client-credentials-ignores-scopes": {
    statuses: [400, 403],
    configuration: true,
    neverAlone: true,
    needs: ["scopes on client credentials"],
    weights: { "scopes on client credentials": strong, "says: no roles on the client": weak, "scope unknown": -weak },
  },
  "app-not-authorized-in-org": {
    statuses: [400, 403],
    needs: ["says: consent", "says: vendor's client"],
    weights: { "says: consent": fair, "says: vendor's client": fair, "refused although the scope is given": fair, "says: has the scope": weak, "says: several orgs": weak, "client credentials": against },
    explains: ["missing-scope"],
  },
  "user-context-required": {
    statuses: [400, 403],
    needs: ["users only, client credentials", "users only, grant unknown", "/me with client credentials", "acts in a conversation", "says: user context asked"],
    weights: {
      "users only, client credentials": decisive + strong,
      "users only, grant unknown": fair,
      "/me with client credentials": fair + weak,
      "acts in a conversation": weak,
      "acts in a conversation with client credentials": fair,
      "says: user context asked": weak,
      "client credentials": weak + weak,
      "403 without a code": weak,
      "user token": excludes,
    },
    explains: missing,
  },
  "non-user-context-required": {
    statuses: [400],
    needs: ["clients only, user token", "clients only, grant unknown"],
    weights: { "clients only, user token": decisive + strong, "clients only, grant unknown": fair, "client credentials": excludes },
  },
  "conditional-permission-mismatch": {
    statuses: [400, 403],
    needs: ["says: conditional", "says: works for own objects"],
    weights: { "says: conditional": strong, "says: works for own objects": strong, "says: has what is asked for": weak, "printed permission is said to be held": weak, "client credentials": weak },
    explains: missing,
  },
  "abac-policy-denied": {
    statuses: [403],
    needs: ["says: access policy"],
    weights: { "says: access policy": fair + weak, "403 without a code": weak, "says: has what is asked for": weak },
  },
  "ip-not-allowlisted": {
    statuses: [401, 403],
    needs: ["says: address restricted", "401 without a code"],
    weights: { "says: address restricted": fair, "401 without a code": fair, "403 without a code": -weak, "body is HTML": against, "says: fails after hours": -weak, ...tokenIsFine },
  },
  "client-inactive": {
    statuses: [400, 401],
    needs: ["says: client is inactive", "401 without a code"],
    weights: { "says: client is inactive": strong + weak, "401 without a code": weak, "fails before there is a token": weak, ...tokenIsFine },
    explains: [...noToken, "token-expired-or-idle"],
  },
  "wrong-region-host": {
    statuses: [400, 401, 403, 404],
    configuration: true,
    needs: ["the only host is unknown", "a host is unknown", "hosts of two regions", "says: region differs"],
    weights: {
      "the only host is unknown": decisive,
      "a host is unknown": fair,
      "hosts of two regions": fair,
      "says: region differs": fair + weak,
      "401 without a code": weak,
      "says: several orgs": -weak,
      ...tokenIsFine,
    },
    explains: [...noToken, "token-expired-or-idle"],
  },
  "wrong-token-endpoint": {
    statuses: [400, 401, 403, 404, 405],
    configuration: true,
    needs: ["token asked at the wrong place", "a token request beside goes to the wrong place"],
    weights: { "token asked at the wrong place": strong + fair, "a token request beside goes to the wrong place": fair, "fails before there is a token": fair, ...tokenIsFine },
    explains: noToken,
  },
  "invented-header": {
    statuses: [400, 401, 403, 404],
    configuration: true,
    neverAlone: true,
    needs: ["invented header"],
    weights: { "invented header": strong, "only configuration is given": strong },
  },
  "unknown-role-name": {
    statuses: [400, 403, 404],
    configuration: true,
    neverAlone: true,
    needs: ["role unknown", "role not found by name"],
    weights: { "role unknown": fair + weak, "role not found by name": strong, "only configuration is given": strong },
  },
  "cross-org-client-credentials": {
    statuses: [400, 401, 403, 404],
    configuration: true,
    needs: ["says: one client for several orgs", "says: several orgs", "header for an organization"],
    weights: {
      "says: one client for several orgs": strong,
      "says: several orgs": fair,
      "header for an organization": fair,
      "says: trust": -weak,
      "says: separate clients per org": against,
      "client credentials": weak,
    },
    explains: [...missing],
  },
  "trust-disabled-or-expired": {
    statuses: [403],
    needs: ["says: trust", "says: trust ended"],
    weights: { "says: trust": fair, "says: trust ended": strong, "403 without a code": weak, "client credentials": against },
    explains: missing,
  },
  "premium-app-not-enabled": {
    statuses: [400, 403],
    needs: ["says: app not installed"],
    weights: { "says: app not installed": fair + weak, "says: premium app": weak + weak, "says: licence or beta": weak },
  },
  "feature-toggle-off": {
    statuses: [400, 403, 405, 501],
    needs: ["says: feature is off", "501"],
    weights: { "says: feature is off": fair + weak, "501": strong, "says: licence or beta": weak, "the endpoint is unknown": against },
  },
  "recording-view-subpermission": {
    statuses: [403],
    needs: ["held recording permission is of another kind"],
    weights: { "held recording permission is of another kind": strong, "reads recordings": weak },
  },
  "batch-job-other-principal": {
    statuses: [403, 404],
    needs: ["says: job of somebody else", "reads a batch job"],
    weights: { "says: job of somebody else": fair + weak, "says: batch job": weak, "reads a batch job": fair, "403 without a code": weak + weak },
  },
  "sensitive-data-hidden": {
    statuses: [403],
    needs: ["says: sensitive data"],
    weights: { "says: sensitive data": fair + weak, "nothing is refused": weak + weak, "reads recordings": weak, "says: batch job": weak },
  },
  "agent-missing-participate": {
    statuses: [403],
    needs: ["says: agent is the obstacle", "says: screens are not recorded", "monitors screens"],
    weights: { "says: agent is the obstacle": fair, "says: screens are not recorded": fair, "monitors screens": weak + weak, "says: screen monitoring": weak + weak, "403 without a code": weak, "nothing is refused": weak },
  },
  "not-active-participant": {
    statuses: [400, 403],
    needs: ["says: not a participant", "acts in a conversation"],
    weights: { "says: not a participant": fair + weak, "acts in a conversation": weak, "acts in a conversation with client credentials": fair, "says: recording state": weak + weak, "403 without a code": weak, "client credentials": -weak, "user token": weak },
  },
  "wfm-scope-of-access": {
    statuses: [400, 403],
    needs: ["says: wfm units or teams", "workforce management call"],
    weights: { "says: wfm units or teams": fair + weak, "workforce management call": weak + weak, "says: wfm": weak, "403 without a code": weak, "says: another division": weak },
  },
  "notification-topic": {
    statuses: [403],
    needs: ["says: topic", "subscribes to topics"],
    weights: { "says: topic": fair, "subscribes to topics": fair, "403 without a code": weak, "the endpoint is unknown": -weak },
  },
  "assignee-lacks-permission": {
    statuses: [400, 403],
    needs: ["says: person named in the request"],
    weights: { "says: person named in the request": fair + weak + weak, "403 without a code": weak },
  },
  "enforcement-tightened": {
    statuses: [403],
    needs: ["manages users", "says: since December 2025"],
    weights: { "manages users": fair, "says: since December 2025": fair + weak, "says: worked before, nothing changed": fair, "client credentials": weak, "user token": -weak },
    explains: missing,
  },
  "deployer-lacks-role": {
    statuses: [400],
    needs: ["says: role made in the same run", "writes a client", "says: making a client"],
    weights: { "says: making a client": weak, "writes a client": weak, "says: role made in the same run": fair + weak, "400 without a code": weak, "says: terraform deployer": weak, "says: no roles on the client": against },
  },
  "division-aware-granting": {
    statuses: [403],
    needs: ["says: grants are division aware", "grants roles", "says: granting"],
    weights: { "says: grants are division aware": strong + fair + weak, "grants roles": fair, "says: granting": weak + weak, "says: another division": weak },
    explains: ["missing-division-grant"],
  },
  "role-limit": {
    statuses: [400],
    needs: ["says: limit"],
    weights: { "says: limit": fair + weak, "400 without a code": weak, "says: granting": weak },
  },
  "token-expired-or-idle": {
    statuses: [400, 401],
    needs: ["says: fails after hours", "401 without a code"],
    weights: { "says: fails after hours": fair, "401 without a code": fair, "says: new token helps": weak, "says: worked before, nothing changed": weak, "nothing is refused": -weak, ...tokenIsFine },
  },
  "propagation-delay": {
    statuses: [400, 403],
    needs: ["says: just granted", "says: goes away by itself"],
    weights: { "says: just granted": strong, "says: goes away by itself": strong, "says: long ago": -strong, "403 without a code": weak, "the endpoint is unknown": against },
    explains: [...missing, "missing-division-grant"],
  },
  "misleading-error-text": {
    statuses: [400, 403],
    needs: ["says: printed text is odd", "says: printed permission is wrong", "printed permission is not the operation's"],
    weights: { "says: printed text is odd": decisive + strong, "says: printed permission is wrong": fair + weak, "printed permission is not the operation's": strong, "says: has what is asked for": weak, "printed permission is said to be held": weak },
    explains: missing,
  },
  "schema-error": {
    statuses: [400, 415, 422],
    configuration: true,
    needs: ["says: body is refused", "invented field"],
    weights: { "says: body is refused": fair, "invented field": fair, "400 without a code": fair, "writes a client": weak },
  },
  "third-party-403": {
    statuses: [400, 403],
    needs: ["says: signed URL", "says: another system answers", "body of another system", "body of somebody else", "another host refuses", "body is HTML", "body is foreign"],
    weights: {
      "body of another system": decisive,
      "body of somebody else": fair,
      "another host refuses": strong,
      "says: signed URL": strong,
      "says: another system answers": fair + weak,
      "body is HTML": weak,
      "body is foreign": weak + weak,
      "no correlation id among the headers": weak + weak,
      "the answer is Genesys'": -8,
      "the endpoint is unknown": -weak,
    },
  },
  "wrong-client-secret": {
    statuses: [400, 401],
    needs: ["says: secret was replaced"],
    weights: { "says: secret was replaced": fair, "fails before there is a token": fair, "401 without a code": weak, ...tokenIsFine },
  },
  "unknown-client-id": {
    statuses: [400, 401],
    needs: ["says: client was deleted"],
    weights: { "says: client was deleted": fair + weak, "fails before there is a token": weak + weak, ...tokenIsFine },
  },
  "wrong-grant-type": {
    statuses: [400, 401],
    needs: ["says: other grant asked"],
    weights: { "says: other grant asked": fair + weak, "fails before there is a token": weak + weak },
  },
  "malformed-token-request": {
    statuses: [400, 401, 415],
    needs: ["token request as JSON", "says: grant type is missing", "says: token body as JSON", "says: credentials in the body"],
    weights: {
      "token request as JSON": fair + weak,
      "says: grant type is missing": strong,
      "says: token body as JSON": weak,
      "says: credentials in the body": weak,
      "fails before there is a token": weak + weak,
      "415": fair,
      ...tokenIsFine,
    },
  },
  "redirect-uri-mismatch": {
    statuses: [400, 401],
    needs: ["says: redirect differs", "says: redirect address"],
    weights: { "says: redirect differs": strong, "says: redirect address": weak + weak, "fails before there is a token": weak, "client credentials": against },
  },
  "rate-limited": {
    statuses: [400, 429],
    needs: ["429", "says: too many requests"],
    weights: { "429": decisive, "says: too many requests": fair },
  },
  "embed-domain-not-allowed": {
    statuses: [403],
    needs: ["says: embedding", "says: cors"],
    weights: { "says: embedding": strong, "says: cors": fair },
  },
  "own-gateway-refusal": {
    statuses: [403, 407, 401, 502, 503],
    needs: ["body of a gateway", "body of a gateway that says so", "body of somebody else", "407", "says: own proxy", "body is HTML", "says: not Genesys' answer", "no correlation id among the headers", "body is foreign"],
    weights: {
      "body of a gateway that says so": decisive,
      "body of a gateway": strong,
      "body of somebody else": fair,
      "407": decisive,
      "says: own proxy": fair + weak,
      "says: not Genesys' answer": fair,
      "body is HTML": fair,
      "body is foreign": weak,
      "no correlation id among the headers": weak + weak,
      "says: signed URL": against,
      "another host refuses": against,
      "the answer is Genesys'": -8,
      "the endpoint is unknown": -weak,
    },
  },
};
