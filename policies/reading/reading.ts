import { catalogue, type Catalogue, type Operation } from "../../access/catalogue";
import { createDecider, type Decider, type EffectivePermission } from "../../access/decide/decider";
import type { Decision } from "../../access/decide/decision";
import type { Principal } from "../../access/decide/principal";
import type {
  AccessGraph,
  Application,
  DeclaredCall,
  Division,
  DivisionRef,
  Grant,
  Group,
  OAuthClient,
  Role,
  SubjectRef,
  User,
} from "../../access/graph/graph";
import { groupBy } from "./group";

/** A declared call with the operation that it names. */
export interface ReadCall {
  readonly application: Application;
  readonly declared: DeclaredCall;
  /** Absent when no operation matches what was written. */
  readonly operation?: Operation;
  /** What the call as written says in the place of path parameters. */
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** Operations that are nearest to what was written, as `METHOD path`, best first; empty when one matches. */
  readonly nearest: readonly string[];
}

/** A declared call that names an operation. */
export type KnownCall = ReadCall & { readonly operation: Operation };

/**
 * An access graph with what several rules need worked out once: look-ups by key, declared calls
 * resolved to operations, decisions. Everything is computed when it is first asked for.
 */
export class Reading {
  readonly catalogue: Catalogue = catalogue();
  private readonly effective = new Map<string, readonly EffectivePermission[]>();
  private readonly decisions = new Map<ReadCall, Decision | undefined>();
  private memo: {
    decider?: Decider;
    calls?: readonly ReadCall[];
    knownCalls?: readonly KnownCall[];
    byRole?: ReadonlyMap<string, ReadonlySet<Application>>;
    callsOf?: ReadonlyMap<Application, readonly KnownCall[]>;
    roles?: ReadonlyMap<string, Role>;
    clients?: ReadonlyMap<string, OAuthClient>;
    users?: ReadonlyMap<string, User>;
    groups?: ReadonlyMap<string, Group>;
    divisions?: ReadonlyMap<string, Division>;
    grants?: ReadonlyMap<string, readonly Grant[]>;
  } = {};

  /** @param today ISO date of the check, for trusts that expire */
  constructor(
    readonly graph: AccessGraph,
    readonly today: string,
  ) {}

  /** Answers whether a principal may make a call. */
  get decider(): Decider {
    return (this.memo.decider ??= createDecider(this.graph));
  }

  role(key: string): Role | undefined {
    return (this.memo.roles ??= byKey(this.graph.roles)).get(key);
  }

  client(key: string): OAuthClient | undefined {
    return (this.memo.clients ??= byKey(this.graph.clients)).get(key);
  }

  user(key: string): User | undefined {
    return (this.memo.users ??= byKey(this.graph.users)).get(key);
  }

  group(key: string): Group | undefined {
    return (this.memo.groups ??= byKey(this.graph.groups)).get(key);
  }

  division(key: string): Division | undefined {
    return (this.memo.divisions ??= byKey(this.graph.divisions)).get(key);
  }

  /** Grants whose subject is exactly this one: none that it inherits. */
  grantsOf(subject: SubjectRef): readonly Grant[] {
    this.memo.grants ??= groupBy(this.graph.grants, (grant) => subjectKey(grant.subject));
    return this.memo.grants.get(subjectKey(subject)) ?? [];
  }

  /** The applications whose principal is granted a role itself. */
  applicationsWith(role: Role): readonly Application[] {
    this.memo.byRole ??= this.groupByRole();
    return [...(this.memo.byRole.get(role.key) ?? [])];
  }

  private groupByRole(): ReadonlyMap<string, ReadonlySet<Application>> {
    const groups = new Map<string, Set<Application>>();
    for (const application of this.graph.applications) {
      const principal = this.principal(application);
      if (principal === undefined) continue;
      for (const { role } of this.grantsOf(principal)) {
        if (role.kind !== "role") continue;
        const group = groups.get(role.key);
        if (group === undefined) groups.set(role.key, new Set([application]));
        else group.add(application);
      }
    }
    return groups;
  }

  /** What a subject may do in the end, all roles together; worked out once for each. */
  effectivePermissions(subject: SubjectRef): readonly EffectivePermission[] {
    const key = subjectKey(subject);
    let permissions = this.effective.get(key);
    if (permissions === undefined) this.effective.set(key, (permissions = this.decider.effectivePermissions(subject)));
    return permissions;
  }

  /** Every declared call of every application. */
  get calls(): readonly ReadCall[] {
    return (this.memo.calls ??= this.graph.applications.flatMap((application) =>
      application.calls.map((declared) => this.readCall(application, declared)),
    ));
  }

  /** The declared calls that name an operation. */
  get knownCalls(): readonly KnownCall[] {
    return (this.memo.knownCalls ??= this.calls.filter((call): call is KnownCall => call.operation !== undefined));
  }

  /** Those of one application. */
  knownCallsOf(application: Application): readonly KnownCall[] {
    this.memo.callsOf ??= groupBy(this.knownCalls, (call) => call.application);
    return this.memo.callsOf.get(application) ?? [];
  }

  private readCall(application: Application, declared: DeclaredCall): ReadCall {
    const resolved = this.catalogue.resolve(declared.call);
    if (resolved.known) return { application, declared, operation: resolved.operation, pathParameters: resolved.pathParameters, nearest: [] };
    return { application, declared, nearest: resolved.nearest };
  }

  /** Who the tokens of an application act for; nothing when its client is not in the graph or acts for users nobody names. */
  principal(application: Application): Principal | undefined {
    const client = this.client(application.client);
    if (client === undefined) return undefined;
    if (client.grantType === "CLIENT-CREDENTIALS") return { kind: "client", key: client.key };
    return application.user === undefined ? undefined : { kind: "user", key: application.user, via: client.key };
  }

  /**
   * Whether the application may make a call that it declares, in every division that it declares:
   * a refusal in one of them decides, then what is not known. Nothing without a principal.
   */
  decision(call: KnownCall): Decision | undefined {
    if (this.decisions.has(call)) return this.decisions.get(call);
    const decision = this.decide(call);
    this.decisions.set(call, decision);
    return decision;
  }

  private decide(call: KnownCall): Decision | undefined {
    const { application, operation } = call;
    const principal = this.principal(application);
    if (principal === undefined) return undefined;
    const poster = application.batchJobs === undefined ? undefined : this.graph.applications.find(({ key }) => key === application.batchJobs?.postedBy);
    const posted = poster === undefined ? undefined : this.principal(poster);
    const circumstances = {
      on: this.today,
      ...(call.pathParameters === undefined ? {} : { pathParameters: call.pathParameters }),
      ...(application.recordings.length === 0 ? {} : { media: application.recordings }),
      ...(posted === undefined ? {} : { jobPostedBy: posted }),
    };
    const divisions = application.divisions.length === 0 ? [undefined] : application.divisions;
    const decisions = divisions.map((division) => this.decider.decide(principal, operation, division, circumstances));
    return (
      decisions.find((decision) => decision.decision === "refused") ??
      decisions.find((decision) => decision.decision === "undecided") ??
      decisions[0]
    );
  }

  /** The name of a division for a person. */
  divisionName(division: DivisionRef): string {
    switch (division.kind) {
      case "all":
        return "all divisions";
      case "home":
        return "the Home division";
      case "division":
        return `division "${this.division(division.key)?.name ?? division.key}"`;
      case "unknown":
        return "a division that is not known yet";
    }
  }
}

function subjectKey(subject: SubjectRef): string {
  return `${subject.kind} ${subject.key}`;
}

function byKey<Entity extends { readonly key: string }>(entities: readonly Entity[]): ReadonlyMap<string, Entity> {
  return new Map(entities.map((entity) => [entity.key, entity]));
}
