import { catalogue, type Operation } from "../../access/catalogue";
import { createDecider, principalOf } from "../../access/decide";
import type { AccessGraph, Application, DivisionRef } from "../../access/graph/graph";
import type { StackOutputs } from "../stack/outputs";
import type { Asker } from "./ask";
import type { WantedDivisions } from "./classify";
import type { ProofSubject } from "./prove";

/** Ids of divisions by name, as far as they are known. */
export type DivisionIds = ReadonlyMap<string, string>;

/** How tokens are got that need more than the client's secret. */
export interface TokenSources {
  /** Refresh token of an application with a service user, if somebody gave one. */
  readonly refreshToken: (application: string) => string | undefined;
  /** True in the emulator, where the service user's consent can be given here. */
  readonly canConsent: boolean;
}

/** What is to be proven: the applications of a graph, with the credentials that the stack holds. */
export function proofSubjects(graph: AccessGraph, outputs: StackOutputs, divisionIds: DivisionIds, asker: Asker, sources: TokenSources): readonly ProofSubject[] {
  const decider = createDecider(graph);
  return graph.applications.map((application): ProofSubject => {
    const output = outputs.applications[application.key];
    const principal = principalOf(application);
    const asked: readonly DivisionRef[] | undefined = application.divisions.length === 0 ? undefined : application.divisions;
    const client = { name: output?.clientName || application.name, id: output?.clientId ?? "" };
    return {
      application: application.key,
      client,
      calls: application.calls.map(({ call }) => {
        const resolved = catalogue().resolve(call);
        return resolved.known ? { call, operation: resolved.operation, nearest: [] } : { call, nearest: resolved.nearest };
      }),
      wanted: wantedDivisions(graph, application.divisions, divisionIds),
      token: tokenOf(graph, application, output, asker, sources),
      decide: (operation: Operation) => decider.decide(principal, operation, asked),
      holds: (permission: string) => decider.holds(principal, permission) !== "no",
    };
  });
}

function tokenOf(graph: AccessGraph, application: Application, output: StackOutputs["applications"][string] | undefined, asker: Asker, sources: TokenSources): ProofSubject["token"] {
  if (output === undefined || output.clientId === "") return { unavailable: "the stack holds no client of this application; bring it up first" };
  const { clientId, clientSecret, grantType } = output;
  if (clientSecret === "") return { unavailable: "the state does not hold the client's secret, which Genesys Cloud shows only once" };
  if (application.user === undefined && (grantType === "" || grantType === "CLIENT-CREDENTIALS")) return () => asker.clientToken(clientId, clientSecret);

  const refreshToken = sources.refreshToken(application.key);
  if (refreshToken !== undefined) return () => asker.refreshedToken(clientId, clientSecret, refreshToken);
  const email = graph.users.find((user) => user.key === application.user)?.email;
  const redirectUri = graph.clients.find((client) => client.key === application.client)?.redirectUris?.[0];
  if (sources.canConsent && grantType === "CODE" && email !== undefined && redirectUri !== undefined) {
    return () => asker.consentedToken(clientId, clientSecret, redirectUri, email);
  }
  return { unavailable: `its token acts for a user, whose consent only a person can give; set ${refreshTokenVariable(application.key)} to a refresh token to prove it` };
}

/** Name of the environment variable that may hold a refresh token of an application with a service user. */
export function refreshTokenVariable(application: string): string {
  return `GENESYS_ACCESS_REFRESH_TOKEN_${application.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}`;
}

/** The divisions in which an application must be shown to work; none declared means Home, Genesys Cloud's own default. */
export function wantedDivisions(graph: AccessGraph, divisions: readonly DivisionRef[], ids: DivisionIds): WantedDivisions {
  if (divisions.some((division) => division.kind === "all")) return { kind: "all" };
  const names = divisions.length === 0 ? ["Home"] : divisions.map((division) => nameOf(graph, division));
  return {
    kind: "some",
    divisions: [...new Set(names)].map((name) => {
      const id = ids.get(name.toLowerCase());
      return id === undefined ? { name } : { name, id };
    }),
  };
}

function nameOf(graph: AccessGraph, division: DivisionRef): string {
  if (division.kind === "division") return graph.divisions.find((each) => each.key === division.key)?.name ?? division.key;
  if (division.kind === "home") return graph.divisions.find((each) => each.home)?.name ?? "Home";
  return division.kind === "all" ? "all divisions" : division.why;
}
