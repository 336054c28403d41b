import { resourceToken } from "../schema/define";
import { authDivision } from "./authDivision";
import { authRole } from "./authRole";
import { groupRoles, userRoles } from "./grants";
import { group } from "./group";
import { oauthClient } from "./oauthClient";
import type { ResourceHandler } from "./resource";
import { user } from "./user";

/** The resource types by their tokens. */
export const resourceHandlers: ReadonlyMap<string, ResourceHandler> = new Map(
  [authDivision, authRole, group, groupRoles, oauthClient, user, userRoles].map((handler) => [
    resourceToken(handler.definition.name),
    handler,
  ]),
);
