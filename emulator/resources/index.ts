import type { Handlers } from "../server/call";
import { analyticsHandlers } from "./analytics";
import { clientHandlers } from "./clients";
import { conversationHandlers } from "./conversations";
import { divisionHandlers } from "./divisions";
import { grantHandlers } from "./grants";
import { groupHandlers } from "./groups";
import { integrationHandlers } from "./integrations";
import { organizationHandlers } from "./organization";
import { recordingHandlers } from "./recordings";
import { retentionPolicyHandlers } from "./retention-policies";
import { roleHandlers } from "./roles";
import { settingsHandlers } from "./settings";
import { userPartHandlers } from "./user-parts";
import { userHandlers } from "./users";

/** Every operation for which the emulator keeps data. */
export const handlers: Handlers = {
  ...analyticsHandlers,
  ...clientHandlers,
  ...conversationHandlers,
  ...divisionHandlers,
  ...grantHandlers,
  ...groupHandlers,
  ...integrationHandlers,
  ...organizationHandlers,
  ...recordingHandlers,
  ...retentionPolicyHandlers,
  ...roleHandlers,
  ...settingsHandlers,
  ...userHandlers,
  ...userPartHandlers,
};
