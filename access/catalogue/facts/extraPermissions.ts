import type { Sourced } from "./fact";

/** A permission that exists although no operation of the specification declares it. */
export interface ExtraPermission extends Sourced {
  readonly permission: string;
  readonly meaning: string;
}

/** Known permissions outside the specification. Not a closed list: an unknown permission is warned about, never rejected. */
export const extraPermissions: readonly ExtraPermission[] = [
  {
    permission: "realtimeMonitor:screen:participate",
    meaning: "an agent whose screen may be monitored",
    certainty: "confirmed",
    source: "specification, text of refusal agent.permission.denied",
  },
  {
    permission: "recording:recording:viewSensitiveData",
    meaning: "recordings without redaction of sensitive data",
    certainty: "confirmed",
    source: "help: recording of sensitive data; specification, recording jobs",
  },
  {
    permission: "recording:screenRecording:download",
    meaning: "downloading screen recordings in the user interface",
    certainty: "likely",
    source: "help p=41989; spelled after the label of the user interface",
  },
  {
    permission: "recording:screenRecording:participate",
    meaning: "an agent whose screen may be recorded",
    certainty: "confirmed",
    source: "help: screen recording overview",
  },
  {
    permission: "recording:screenRecording:stop",
    meaning: "stopping a screen recording in the user interface",
    certainty: "likely",
    source: "help p=41989; spelled after the label of the user interface",
  },
  {
    permission: "ui:supervisorAgentDetails:view",
    meaning: "the Agents Status view of the user interface",
    certainty: "likely",
    source: "help: agents status; spelled after the label of the user interface",
  },
  {
    permission: "ui:supervisorDashboard:view",
    meaning: "the Contact Center view of the user interface",
    certainty: "likely",
    source: "help: contact center dashboard; spelled after the label of the user interface",
  },
];

/** Families of which single permissions are not known: any entity or action below them may exist. */
export const openFamilies: readonly { readonly prefix: string; readonly meaning: string }[] = [
  { prefix: "integration:", meaning: "a premium app's own permissions, integration:<app>:<action>" },
  { prefix: "ui:", meaning: "parts of the user interface" },
];
