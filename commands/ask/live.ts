import { weakest } from "../../access/certainty";
import type { Certainty } from "../../access/certainty";
import type { Reason } from "../../access/decide";
import type { AccessGraph } from "../../access/graph/graph";
import { interestOf, joined, readOrg, toGraph, withDeclarations, type Interest, type LiveOrg, type LiveReading, type Unread } from "../../live";
import { orgFileToGraph, type OrgFile } from "../../stacks/orgfile";
import { callLimit, connectLive, type Asked } from "../live/connect";
import type { Invocation } from "../definition";
import { note, type Io } from "../frame/io";
import { count, wrap } from "../frame/text";

/** What a live org answered, and what it is asked about. */
export interface LiveAnswers {
  readonly asked: Asked;
  readonly calls: number;
  readonly orgFile: OrgFile;
  /** What the org file alone says. */
  readonly file: AccessGraph;
  readonly reading: LiveReading;
  readonly live: LiveOrg;
  /** The org as it is, with the calls that the file declares. */
  readonly graph: AccessGraph;
  readonly unread: readonly Unread[];
  readonly remarks: readonly string[];
}

/** Reads the live org of an org file: what the file speaks of, and what the question is about. */
export async function askLive(named: string | undefined, invocation: Invocation, io: Io, interest: Interest = {}): Promise<LiveAnswers> {
  const connection = await connectLive(named, io, { command: `${invocation.command} --live`, ...callLimit(invocation.number("calls")) });
  try {
    const { orgFile, target, api } = connection;
    const file = orgFileToGraph(orgFile);
    const reading = await readOrg(api, joined(interestOf(file), interest));
    const asked = connection.identify(reading.organization);
    const live = toGraph(reading, { name: orgFile.name, region: target.region, target: target.kind });
    const { graph, remarks } = withDeclarations(live.graph, file, reading.clients.known);
    for (const remark of remarks) for (const line of wrap(`Note: ${remark}.`, io.columns, 6)) note(io, line);
    return { asked, calls: reading.calls, orgFile, file, reading, live, graph, unread: live.unread, remarks };
  } finally {
    connection.close();
  }
}

interface Tempered {
  readonly decision: string;
  readonly certainty: Certainty;
  readonly reasons: readonly Reason[];
}

/** The decision as far as it can be known: what was not read may still refuse what is otherwise allowed. */
export function tempered<Answer extends Tempered>(answer: Answer, answers: LiveAnswers | undefined): Answer {
  const policies = answers?.reading.accessPolicies;
  if (policies === undefined || policies.known || answer.decision !== "allowed") return answer;
  const reason: Reason = { kind: "unknown", text: `access policies were not read (${policies.unread.why}): an active one may still deny this` };
  return { ...answer, certainty: weakest(answer.certainty, "likely"), reasons: [...answer.reasons, reason] };
}

/** Who was asked and what could not be read, for a person. */
export function liveLines(answers: Pick<LiveAnswers, "asked" | "calls" | "unread">, columns: number): string[] {
  return [
    "",
    ...answers.unread.flatMap((unread) => wrap(`Not read: ${unread.what}: ${unread.why}.`, columns, 10)),
    ...wrap(`Asked: ${answers.asked.text}, ${count(answers.calls, "call")}.`, columns, 7),
  ];
}

/** The same for scripts. */
export function liveJson(answers: LiveAnswers | undefined): object {
  if (answers === undefined) return {};
  const { asked, calls, unread, remarks } = answers;
  return { asked: { ...asked, calls }, unread, remarks };
}
