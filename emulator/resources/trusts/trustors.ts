import { refusedByService } from "../../authorization/org-access";
import type { TrustRecord } from "../../state/entities";
import type { Org } from "../../state/org";
import { isGood, orgById, otherOrgs } from "../../state/partners";
import { param, type Call, type Handlers } from "../../server/call";
import { page } from "../../server/paging";
import { badRequest, noContent, notFound, ok } from "../../server/reply";
import { renderTrustGroup, renderTrustor, renderTrustUser } from "./render";
import { endTrust, letIn, letOut } from "./trustees";

/** The side of the org that is trusted: who trusts it, and whom it sends there. */
export const trustorHandlers: Handlers = {
  getOrgauthorizationTrustors: (call) => ok(page(call, trustors(call), ({ trustor, trust }) => renderTrustor(trustor, trust))),

  getOrgauthorizationTrustor: (call) => {
    const { trustor, trust } = one(call);
    return ok(renderTrustor(trustor, trust));
  },

  deleteOrgauthorizationTrustor: (call) => {
    const { trustor, trust } = one(call);
    endTrust(trustor, trust);
    return noContent;
  },

  getOrgauthorizationTrustorUsers: (call) => {
    const { trustor, trust } = good(call);
    return ok(page(call, trust.users, (entry) => renderTrustUser(trustor, call.org, entry)));
  },

  getOrgauthorizationTrustorUser: (call) => {
    const { trustor, trust } = one(call);
    const found = trust.users.find((entry) => entry.id === param(call, "trusteeUserId"));
    if (found === undefined) throw notFound();
    return ok(renderTrustUser(trustor, call.org, found));
  },

  putOrgauthorizationTrustorUser: (call) => {
    const { trustor, trust } = good(call);
    const id = param(call, "trusteeUserId");
    if (call.org.users.get(id)?.state !== "active") throw badRequest("User is not in organization.", "user.not.in.organization");
    return ok(renderTrustUser(trustor, call.org, letIn(call, trust, "users", id, trustor)));
  },

  deleteOrgauthorizationTrustorUser: (call) => {
    const { trustor, trust } = good(call);
    letOut(trustor, trust, "users", param(call, "trusteeUserId"));
    return noContent;
  },

  getOrgauthorizationTrustorGroups: (call) => {
    const { trust } = good(call);
    return ok(page(call, trust.groups, (entry) => renderTrustGroup(call.org, entry)));
  },

  getOrgauthorizationTrustorGroup: (call) => {
    const found = one(call).trust.groups.find((entry) => entry.id === param(call, "trustorGroupId"));
    if (found === undefined) throw notFound();
    return ok(renderTrustGroup(call.org, found));
  },

  putOrgauthorizationTrustorGroup: (call) => {
    const { trustor, trust } = good(call);
    const id = param(call, "trustorGroupId");
    if (!call.org.groups.has(id)) throw badRequest(`The group ${id} was not found.`);
    return ok(renderTrustGroup(call.org, letIn(call, trust, "groups", id, trustor)));
  },

  deleteOrgauthorizationTrustorGroup: (call) => {
    const { trustor, trust } = good(call);
    letOut(trustor, trust, "groups", param(call, "trustorGroupId"));
    return noContent;
  },
};

function trustors(call: Call): { readonly trustor: Org; readonly trust: TrustRecord }[] {
  return otherOrgs(call.org).flatMap((trustor) => {
    const trust = trustor.trusts.get(call.org.id);
    return trust === undefined ? [] : [{ trustor, trust }];
  });
}

function one(call: Call): { readonly trustor: Org; readonly trust: TrustRecord } {
  const trustor = orgById(call.org, param(call, "trustorOrgId"));
  const trust = trustor?.trusts.get(call.org.id);
  if (trustor === undefined || trust === undefined) throw notFound();
  return { trustor, trust };
}

/** A trust that lets somebody in now; a disabled or expired one gives no rights over there. */
function good(call: Call): { readonly trustor: Org; readonly trust: TrustRecord } {
  const found = one(call);
  if (isGood(found.trust, call.now)) return found;
  throw refusedByService({ status: 403, code: "missing.trustor.permissions", cause: "trust-disabled-or-expired", certainty: "confirmed" });
}
