import * as z from "zod";
import type { PairingRecord } from "../../state/entities";
import { newId } from "../../state/ids";
import type { Org } from "../../state/org";
import { otherOrgs, pairingLifetimeMs } from "../../state/partners";
import { param, read, type Call, type Handlers } from "../../server/call";
import { badRequest, notFound, ok } from "../../server/reply";
import { renderOrgUser } from "./render";

const shape = z.object({ userIds: z.array(z.string()).nullish(), groupIds: z.array(z.string()).nullish() });

/** Genesys Cloud lets an org send at most this many users and groups (help ?p=131286). */
export const maxTrusted = 25;

/** Requests to be trusted by another org: they name users and groups, never OAuth clients. */
export const pairingHandlers: Handlers = {
  postOrgauthorizationPairings: (call) => {
    const body = read(call, shape);
    const userIds = [...new Set(body.userIds ?? [])];
    const groupIds = [...new Set(body.groupIds ?? [])];
    if (userIds.length === 0 && groupIds.length === 0) throw badRequest("Trustee user or group required", "trustee.user.or.group.required");
    if (userIds.length + groupIds.length > maxTrusted) throw badRequest(`At most ${maxTrusted} users and groups can be paired.`);
    const user = userIds.find((id) => call.org.users.get(id)?.state !== "active");
    if (user !== undefined) throw badRequest(`The user ${user} was not found.`);
    const group = groupIds.find((id) => !call.org.groups.has(id));
    if (group !== undefined) throw badRequest(`The group ${group} was not found.`);
    const made: PairingRecord = { id: newId(), createdBy: call.caller.id, createdAt: call.now, userIds, groupIds };
    return ok(render(call.org, call.org.pairings.put(made.id, made)));
  },

  getOrgauthorizationPairing: (call) => {
    const found = findPairing(call, param(call, "pairingId"));
    if (found === undefined) throw notFound();
    return ok(render(found.home, found.pairing));
  },
};

/** A pairing of this org or of another, while it is good. */
export function findPairing(call: Call, id: string): { readonly home: Org; readonly pairing: PairingRecord } | undefined {
  for (const home of [call.org, ...otherOrgs(call.org)]) {
    const pairing = home.pairings.get(id);
    if (pairing !== undefined && call.now < pairing.createdAt + pairingLifetimeMs) return { home, pairing };
  }
  return undefined;
}

function render(home: Org, pairing: PairingRecord): unknown {
  return {
    id: pairing.id,
    createdBy: { id: pairing.createdBy },
    dateCreated: new Date(pairing.createdAt).toISOString(),
    trustee: { id: home.id, name: home.record.name },
    users: pairing.userIds.map((id) => renderOrgUser(home, id)),
    groups: pairing.groupIds.map((id) => ({ id, name: home.groups.get(id)?.name })),
    selfUri: `/api/v2/orgauthorization/pairings/${pairing.id}`,
  };
}
