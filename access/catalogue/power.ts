import { grantLike } from "./facts/grantLike";
import { permissionParts } from "./permissionName";

/** How much a permission can do, from least to most. */
export type Power = "view" | "add" | "edit" | "delete" | "grant-like";

/** The powers from least to most. */
export const powers: readonly Power[] = ["view", "add", "edit", "delete", "grant-like"];

const viewing = /^(view|search|read|selfView|download|join|monitor|participate)/;
const adding = /^(add|create|upload|send|submit|start|receive|generate|record|snippetRecord|copy|inject|launch|schemaAdd)/;
const deleting = /^(delete|remove|selfDelete|revoke|terminate|disconnect|stop|disable|recycle)/;

/** The power of a permission, from its action and from the list of grant-like permissions. An action that says nothing (`all`, `access`, `manage`) counts as an edit. */
export function powerOf(permission: string): Power {
  let power = known.get(permission);
  if (power === undefined) {
    power = readPower(permission);
    if (known.size > 10_000) known.clear();
    known.set(permission, power);
  }
  return power;
}

const known = new Map<string, Power>();

function readPower(permission: string): Power {
  if (grantLike.some((entry) => entry.permission === permission)) return "grant-like";
  const parts = permissionParts(permission);
  const action = parts?.action ?? "";
  if (parts !== undefined && parts.entity === "") return "grant-like";
  if (deleting.test(action)) return "delete";
  if (viewing.test(action)) return "view";
  if (adding.test(action)) return "add";
  return "edit";
}

/** Position of a power in the order from least to most. */
export function powerRank(power: Power): number {
  return powers.indexOf(power);
}
