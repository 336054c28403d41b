import { resourceToken } from "../schema/define";
import { authDivision } from "./authDivision";
import { authRole } from "./authRole";
import { groupRoles, userRoles } from "./grants";
import { group } from "./group";
import { integration } from "./integration";
import { integrationCredential } from "./integrationCredential";
import { oauthClient } from "./oauthClient";
import { pairing } from "./pairing";
import { recordingSettings } from "./recordingSettings";
import type { ResourceHandler } from "./resource";
import { retentionPolicy } from "./retentionPolicy";
import { user } from "./user";

/** The resource types by their tokens. */
export const resourceHandlers: ReadonlyMap<string, ResourceHandler> = new Map(
  [
    authDivision,
    authRole,
    group,
    groupRoles,
    integration,
    integrationCredential,
    oauthClient,
    pairing,
    recordingSettings,
    retentionPolicy,
    user,
    userRoles,
  ].map((handler) => [resourceToken(handler.definition.name), handler]),
);
