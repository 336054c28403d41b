import { UserError } from "../../access/errors";
import { completed } from "../../live";
import type { CheckSubject } from "../../policies/check";
import type { Invocation } from "../definition";
import type { Io } from "../frame/io";
import { askLive, liveLines, type LiveAnswers } from "./live";

/** The subjects of a check with the facts that only their orgs have, and what the orgs answered. */
export interface LiveSubjects {
  readonly subjects: readonly CheckSubject[];
  readonly orgs: readonly LiveAnswers[];
}

/** Completes the graphs of org files with what their live orgs say, one org after the other. */
export async function subjectsInLiveOrgs(subjects: readonly CheckSubject[], invocation: Invocation, io: Io): Promise<LiveSubjects> {
  if (invocation.text("state") !== undefined) {
    throw new UserError({ what: "--live and --state do not go together", why: "a state says nothing about the org that it belongs to.", next: "check the org file with --live, or the state without it." });
  }
  const answered: LiveAnswers[] = [];
  const done: CheckSubject[] = [];
  for (const subject of subjects) {
    const answers = await askLive(subject.graph.org.name, invocation, io);
    answered.push(answers);
    done.push({ ...subject, graph: completed(subject.graph, answers.live.graph) });
  }
  return { subjects: done, orgs: answered };
}

/** Who was asked, for standard error: the report itself is the same with and without live facts. */
export function describeLiveOrgs(orgs: readonly LiveAnswers[], columns: number): string[] {
  return orgs.flatMap((answers) => liveLines(answers, columns).filter((line) => line !== ""));
}
