import { LiveApi, readRecording } from "../../live";
import type { PreflightItem } from "../../live/preflight/item";
import { checkRecording, participate } from "../../live/preflight/recording";
import { orgFileToGraph, type OrgFile } from "../../stacks/orgfile";
import type { Connected } from "./connect";

/** Whether an org file takes for granted that the org records screens, or makes it do so. */
export function countsOnScreens(orgFile: OrgFile): boolean {
  return orgFile.screenRecording !== undefined || Object.values(orgFile.definitions).some(({ requires }) => requires.screenRecording === true);
}

/**
 * What keeps an org from recording the screens that its applications count on, asked before anything
 * is made: the setting, a policy, agents with the right to take part, the product. Nothing where
 * nothing counts on it. An application is refused nothing for it; it finds nothing.
 */
export async function screensMissing(orgFile: OrgFile, connected: Connected): Promise<readonly PreflightItem[]> {
  if (!countsOnScreens(orgFile)) return [];
  const { token } = await connected.ask();
  const reading = await readRecording(new LiveApi({ ...connected.target, accessToken: token }, { send: connected.send }), [participate]);
  return checkRecording(orgFile, orgFileToGraph(orgFile), reading).filter(({ status }) => status !== "good");
}

/** One line for each thing that is missing or could not be read. */
export function screensText(items: readonly PreflightItem[]): readonly string[] {
  return items.map(({ text, fix, certainty }) => {
    const sure = certainty === undefined || certainty === "confirmed" ? "" : ` (${certainty})`;
    return `Screen recording: ${text}${sure}.${fix === undefined ? "" : ` Fix: ${fix}`}`;
  });
}
