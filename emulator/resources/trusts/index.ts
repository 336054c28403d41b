import type { Handlers } from "../../server/call";
import { pairingHandlers } from "./pairings";
import { trusteeHandlers } from "./trustees";
import { trustorHandlers } from "./trustors";

/** Trust between orgs, from both sides. Cloned users and the trust of Genesys' own support keep no data. */
export const trustHandlers: Handlers = { ...pairingHandlers, ...trusteeHandlers, ...trustorHandlers };
