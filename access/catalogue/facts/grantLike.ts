import type { Sourced } from "./fact";

/** A permission with which somebody can give rights to himself or others, take over an identity, or lift a restriction. */
export interface GrantLike extends Sourced {
  readonly permission: string;
  readonly reason: string;
}

const source = "specification: the operations that declare it";

/** Permissions that lead to more rights than they name. One primitive each: chains are not listed. */
export const grantLike: readonly GrantLike[] = (
  [
    ["admin", "the old all-embracing administrator right"],
    ["authorization:grant:add", "grants any role to any subject"],
    ["authorization:role:add", "makes a role with any permission"],
    ["authorization:role:edit", "adds any permission to a role that somebody already holds"],
    ["authorization:orgTrustee:add", "lets another organization's people in"],
    ["authorization:orgTrustee:edit", "changes what another organization's people may do"],
    ["authorization:orgTrusteeGroup:add", "gives roles to another organization's groups"],
    ["authorization:orgTrusteeGroup:edit", "changes the roles of another organization's groups"],
    ["authorization:orgTrusteeUser:add", "gives roles to another organization's users"],
    ["authorization:orgTrusteeUser:edit", "changes the roles of another organization's users"],
    ["authorization:policy:add", "adds access policies, which decide on top of roles"],
    ["authorization:policy:edit", "changes access policies, which decide on top of roles"],
    ["authorization:policy:delete", "removes access policies that deny"],
    ["authorization:settings:edit", "switches the checks on grants on and off"],
    ["directory:group:edit", "adds members to a group, who then hold its roles"],
    ["directory:organization:admin", "administers the organization, its sign-in and its allowed addresses"],
    ["directory:user:setPassword", "takes over another user's identity"],
    ["oauth:client:add", "makes clients that hold roles and act without a person"],
    ["oauth:client:authorize", "admits another organization's application"],
    ["oauth:client:edit", "gives roles to a client or makes a new secret for it"],
    ["sso:provider:add", "decides who counts as which user at sign-in"],
    ["sso:provider:edit", "decides who counts as which user at sign-in"],
  ] as const
).map(([permission, reason]) => ({ permission, reason, certainty: "confirmed" as const, source }));
