import { missingProduct } from "../../access/catalogue/facts/productGates";
import type { AccessGraph } from "../../access/graph/graph";
import type { OrgFile } from "../../stacks/orgfile";
import type { RecordingReading } from "../org/read";
import type { PreflightItem } from "./item";

/** The permission without which an agent's screen is not recorded (help: screen recording overview). */
export const participate = "recording:screenRecording:participate";

/** Applications of an org file that read screen recordings, or ask that the org makes them. */
export function readsScreens(orgFile: OrgFile, file: AccessGraph): readonly string[] {
  return file.applications
    .filter(({ key, recordings }) => recordings.includes("screen") || orgFile.definitions?.[key]?.requires.screenRecording === true)
    .map(({ key }) => key)
    .sort();
}

/**
 * What must be there in the org before there is a screen recording to read: the setting, a policy
 * that starts one, agents with the right to take part, the product. An application without it is
 * refused nothing: it finds nothing.
 */
export function checkRecording(orgFile: OrgFile, file: AccessGraph, reading: RecordingReading): readonly PreflightItem[] {
  const applications = readsScreens(orgFile, file);
  if (applications.length === 0) return [];
  const why = `${applications.join(", ")} would find no screen recording`;
  return [...checkSetting(orgFile, reading, why), ...checkPolicy(orgFile, reading, why), ...checkAgents(file, reading, why), ...checkProduct(reading)];
}

function managed(orgFile: OrgFile): boolean {
  return orgFile.screenRecording?.manage === true;
}

function checkSetting(orgFile: OrgFile, { recordingSettings }: RecordingReading, why: string): readonly PreflightItem[] {
  if (!recordingSettings.known) return [{ status: "unknown", about: "recording", text: `how many screens the org records at once cannot be read: ${recordingSettings.unread.why}` }];
  const { maxSimultaneousStreams: streams } = recordingSettings.value;
  if (streams === undefined) return [{ status: "unknown", about: "recording", text: "the recording settings do not say how many screens are recorded at once" }];
  if (streams > 0) return [{ status: "good", about: "recording", text: `the org records ${streams} screens at once (maxSimultaneousStreams)` }];
  if (managed(orgFile) && (orgFile.screenRecording?.maxSimultaneousStreams ?? 0) > 0) return [{ status: "good", about: "recording", text: "maxSimultaneousStreams is 0 and is raised by this file" }];
  return [{ status: "warning", about: "recording", text: `maxSimultaneousStreams is 0: no screen is recorded, so ${why}`, fix: "raise it in Admin > Quality > Recording Management, or with screenRecording and manage: true." }];
}

function checkPolicy(orgFile: OrgFile, { retentionPolicies }: RecordingReading, why: string): readonly PreflightItem[] {
  if (retentionPolicies === undefined) return [];
  if (!retentionPolicies.known) return [{ status: "unknown", about: "recording", text: `whether a policy records screens cannot be read: ${retentionPolicies.unread.why}` }];
  const recording = retentionPolicies.value.filter(({ enabled, recordsScreens }) => enabled && recordsScreens);
  if (recording.length > 0) return [{ status: "good", about: "recording", text: `screens are recorded by the policy ${recording.map(({ name }) => name).sort().join(", ")}` }];
  if (managed(orgFile) && Object.keys(orgFile.screenRecording?.policies ?? {}).length > 0) return [{ status: "good", about: "recording", text: "no policy records screens yet; this file makes one" }];
  const idle = retentionPolicies.value.filter(({ enabled, recordsScreens }) => !enabled && recordsScreens).map(({ name }) => name);
  return [
    {
      status: "warning",
      about: "recording",
      text: `no policy that is switched on starts a screen recording${idle.length === 0 ? "" : ` (${idle.sort().join(", ")} is switched off)`}, so ${why}`,
      fix: "make one in Admin > Quality > Policies, or with screenRecording and manage: true. It records people's screens: agree on it first.",
    },
  ];
}

function checkAgents(file: AccessGraph, reading: RecordingReading, why: string): readonly PreflightItem[] {
  if (!reading.roles.known) return [{ status: "unknown", about: "recording", text: `who holds ${participate} cannot be read: ${reading.roles.unread.why}` }];
  const holding = [...reading.holders].flatMap(([, read]) => (read.known ? read.value : [])).filter(({ type }) => type !== "PC_OAUTH_CLIENT");
  if (holding.length > 0) return [{ status: "good", about: "recording", text: `${holding.length === 1 ? "1 person or group holds" : `${holding.length} people or groups hold`} ${participate}` }];
  const unread = [...reading.holders.values()].find((read) => !read.known);
  if (unread !== undefined && !unread.known) return [{ status: "unknown", about: "recording", text: `who holds ${participate} cannot be read: ${unread.unread.why}` }];
  const given = file.roles.some((role) => role.policies.some((policy) => policy.domain === "recording" && policy.entity === "screenRecording" && policy.actions.includes("participate")));
  if (given) return [{ status: "good", about: "recording", text: `nobody holds ${participate} yet; this file grants it` }];
  return [{ status: "warning", about: "recording", text: `nobody holds ${participate}: no agent's screen is recorded, so ${why}`, fix: "give it to the agents by a role, for instance to their group." }];
}

function checkProduct({ products }: RecordingReading): readonly PreflightItem[] {
  if (!products.known) return [{ status: "unknown", about: "recording", text: `whether the org's products bring recording cannot be read: ${products.unread.why}` }];
  const gate = missingProduct("recording:screenRecording:view", products.value);
  if (gate === undefined) return [];
  return [{ status: "warning", about: "recording", text: `the org's products (${[...products.value].sort().join(", ")}) are not known to bring it: ${gate.text}`, certainty: gate.certainty }];
}
