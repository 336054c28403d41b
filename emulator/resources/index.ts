import type { Handlers } from "../server/call";
import { accessPolicyHandlers } from "./access-policies";
import { analyticsHandlers } from "./analytics";
import { clientHandlers } from "./clients";
import { conversationHandlers } from "./conversations";
import { divisionHandlers } from "./divisions";
import { evaluationHandlers } from "./evaluations";
import { grantHandlers } from "./grants";
import { groupHandlers } from "./groups";
import { integrationHandlers } from "./integrations";
import { organizationHandlers } from "./organization";
import { queueHandlers } from "./queues";
import { recordingStateHandlers } from "./recording-state";
import { recordingHandlers } from "./recordings";
import { retentionPolicyHandlers } from "./retention-policies";
import { roleHandlers } from "./roles";
import { screenMonitoringHandlers } from "./screen-monitoring";
import { settingsHandlers } from "./settings";
import { transcriptHandlers } from "./transcripts";
import { trustHandlers } from "./trusts";
import { userPartHandlers } from "./user-parts";
import { userHandlers } from "./users";

/** Every operation for which the emulator keeps data. */
export const handlers: Handlers = {
  ...accessPolicyHandlers,
  ...analyticsHandlers,
  ...clientHandlers,
  ...conversationHandlers,
  ...divisionHandlers,
  ...evaluationHandlers,
  ...grantHandlers,
  ...groupHandlers,
  ...integrationHandlers,
  ...organizationHandlers,
  ...queueHandlers,
  ...recordingHandlers,
  ...recordingStateHandlers,
  ...retentionPolicyHandlers,
  ...roleHandlers,
  ...screenMonitoringHandlers,
  ...settingsHandlers,
  ...transcriptHandlers,
  ...trustHandlers,
  ...userHandlers,
  ...userPartHandlers,
};
