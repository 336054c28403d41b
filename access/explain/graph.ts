import { type Catalogue, describeOperation } from "../catalogue";
import { createDecider, principalOf, type Decision, type Principal } from "../decide";
import type { AccessGraph, Application, DivisionRef, OAuthClient } from "../graph/graph";
import { describePlace } from "../graph/place";
import type { ExplainFlags } from "./explanation";
import type { CallMention, Facts } from "./facts/facts";
import type { Observation } from "./model/signals";

/** The org file's part in a question: which application it is about, and what the file says of it. */
export interface OrgContext {
  readonly graph: AccessGraph;
  readonly application: Application;
  readonly client: OAuthClient | undefined;
  readonly principal: Principal;
  /** What the graph decides about each call that the question names. */
  readonly decisions: readonly { readonly call: string; readonly decision: Decision }[];
}

/** The application that a question is about: the named one, one whose name stands in the text, or the only one. */
export function applicationOf(graph: AccessGraph, name: string | undefined, text: string): Application | undefined {
  if (name !== undefined) {
    const bare = name.replace(/^application:/, "");
    return graph.applications.find((application) => application.key === bare || application.name === bare);
  }
  const lower = text.toLowerCase();
  const named = graph.applications.filter((application) =>
    [application.key, application.name].some((one) => one.length > 4 && lower.includes(one.toLowerCase())),
  );
  if (named.length === 1) return named[0];
  return graph.applications.length === 1 ? graph.applications[0] : undefined;
}

/** What the org file says of an application, in the form of flags, so that it is checked like anything that a person says. */
export function flagsOf(graph: AccessGraph, application: Application): ExplainFlags {
  const client = graph.clients.find((one) => one.key === application.client);
  return {
    ...(client !== undefined && typeof client.grantType === "string" ? { grant: client.grantType } : {}),
    scopes: client?.scopes.map((scope) => scope.scope) ?? [],
    headers: application.headers.map((header) => header.name),
    hosts: application.hosts.map((host) => host.host),
    ...(graph.org.region === undefined ? {} : { region: graph.org.region }),
  };
}

/** Calls of an application that are no operations. */
export function wrongCallsOf(application: Application, catalogue: Catalogue): readonly string[] {
  return application.calls.map((call) => call.call).filter((call) => !catalogue.resolve(call).known);
}

/** Asks the graph about the calls in question; without one, about every declared call. */
export function askGraph(
  graph: AccessGraph,
  application: Application,
  facts: Facts,
  call: CallMention | undefined,
  catalogue: Catalogue,
): OrgContext {
  const decider = createDecider(graph, { catalogue });
  const principal = principalOf(application);
  const divisions = facts.divisions.flatMap((name): DivisionRef[] => {
    const division = graph.divisions.find((one) => one.name.toLowerCase() === name.toLowerCase());
    return division === undefined ? [] : [{ kind: "division", key: division.key }];
  });
  const operations =
    call?.operation === undefined
      ? call === undefined
        ? application.calls.flatMap((declared) => {
            const resolution = catalogue.resolve(declared.call);
            return resolution.known ? [resolution.operation] : [];
          })
        : []
      : [call.operation];
  const media = application.recordings.length > 0 ? { media: application.recordings } : {};
  const decisions = operations.map((operation) => ({
    call: describeOperation(operation),
    decision: decider.decide(principal, operation, divisions.length > 0 ? divisions : undefined, media),
  }));
  return { graph, application, client: graph.clients.find((one) => one.key === application.client), principal, decisions };
}

/** What the graph's decisions say, as signals. */
export function signalsOfGraph(context: OrgContext): ReadonlyMap<Observation, string> {
  const signals = new Map<Observation, string>();
  const source = context.graph.org.place?.kind === "live" ? "as the org is," : "by the org file";
  for (const { call, decision } of context.decisions) {
    if (decision.decision !== "refused") continue;
    const last = decision.reasons.at(-1);
    const where = last?.place === undefined ? "" : ` (${describePlace(last.place)})`;
    const key: Observation = `the org file says ${decision.refusal.cause}`;
    if (!signals.has(key)) signals.set(key, `${source} ${call} is refused: ${last?.text ?? decision.refusal.message}${where}`);
  }
  if (context.decisions.length > 0 && context.decisions.every(({ decision }) => decision.decision === "allowed")) {
    const [first] = context.decisions;
    signals.set(
      "the org file allows it",
      `${source} ${context.decisions.length === 1 ? (first?.call ?? "the call") : `all ${context.decisions.length} calls`} would be allowed`,
    );
  }
  return signals;
}
