import type * as z from "zod";
import { allPolicies } from "../authorization/permissions";
import { UserError } from "../../access/errors";
import { orgSeedSchema } from "../seed";
import { defaultRoles } from "./default-roles";
import type { ConversationRecord, OrgSettings, PolicyRecord, SubjectType, TrustedMember } from "./entities";
import { derivedId, derivedSecret, hashOf } from "./ids";
import { Org } from "./org";
import { hashPassword, newUser, userByEmail } from "./people";

type Seed = z.output<typeof orgSeedSchema>;
type RoleUse = NonNullable<NonNullable<Seed["users"]>[number]["roles"]>[number];

/** The deployer's credentials: the client with which the org's owner works on it. */
export interface Deployer {
  readonly clientId: string;
  readonly clientSecret: string;
}

const defaultSettings: OrgSettings = {
  defaultLanguage: "en-us",
  defaultCountryCode: "US",
  domain: "",
  allowedAddresses: [],
  scopesEnforced: true,
  divisionAwareGranting: false,
  accessPoliciesEnabled: false,
  sensitiveDataRedaction: false,
  recordingPlaybackUrlTtl: 60,
  recordingBatchDownloadUrlTtl: 60,
  maxSimultaneousStreams: 2000,
  maxConfigurableScreenRecordingStreams: 2000,
  regionalRecordingStorageEnabled: false,
  stopRecordingWhenOnlyExternalParticipants: true,
};

/** Products that an org has when its seed names none. Real product ids differ by contract. */
const defaultProducts = ["purecloudEngage3", "collaborateFree"];

/** Puts into the org what its seed names and it lacks. What exists is left as it is, whoever made it. */
export function applySeed(org: Org, seed: Seed, now: number): Deployer {
  const seeder = new Seeder(org, seed, now);
  seeder.record();
  seeder.divisions();
  seeder.roles();
  seeder.users();
  seeder.groups();
  seeder.queues();
  seeder.policies();
  seeder.conversations();
  seeder.evaluations();
  seeder.trusts();
  return seeder.deployer();
}

class Seeder {
  private readonly orgId: string;

  constructor(
    private readonly org: Org,
    private readonly seed: Seed,
    private readonly now: number,
  ) {
    this.orgId = seed.orgId ?? derivedId("org", seed.name);
  }

  record(): void {
    const { org, seed } = this;
    const settings = withoutUndefined(seed.settings ?? {});
    const products = seed.products ?? defaultProducts;
    const given = {
      ...(seed.withoutPermissions === undefined ? {} : { withoutPermissions: seed.withoutPermissions }),
      ...(seed.integrationTypes === undefined ? {} : { integrationTypes: seed.integrationTypes }),
    };
    const before = org.info.get("me");
    if (before === undefined) {
      org.info.put("me", {
        id: this.orgId,
        name: seed.name,
        region: seed.region,
        createdAt: new Date(this.now).toISOString(),
        products,
        ...given,
        settings: { ...defaultSettings, domain: seed.name, ...settings },
        seeded: { products, settings, ...given },
      });
      org.divisions.put(this.id("division", "Home"), { id: this.id("division", "Home"), name: "Home", description: "", home: true });
      return;
    }
    const changed = Object.fromEntries(
      Object.entries(settings).filter(([name, value]) => !same(value, (before.seeded.settings as Record<string, unknown>)[name])),
    ) as Partial<OrgSettings>;
    // What a seed does not name it leaves; what it names is set when it names something else than the last time.
    const named = { ...given, ...(seed.products === undefined ? {} : { products: seed.products }) };
    const renamed = Object.entries(named).filter(([name, value]) => !same(value, before.seeded[name as keyof typeof named]));
    const after = {
      ...before,
      region: seed.region,
      ...(Object.fromEntries(renamed) as Partial<typeof named>),
      settings: { ...before.settings, ...changed },
      seeded: { ...before.seeded, ...named, settings },
    };
    if (!same(after, before)) org.info.put("me", after);
  }

  divisions(): void {
    for (const entry of this.seed.divisions ?? []) {
      const { name, description = "" } = typeof entry === "string" ? { name: entry } : entry;
      if (this.org.divisions.find((division) => division.name === name) !== undefined) continue;
      const id = this.id("division", name);
      this.org.divisions.put(id, { id, name, description, home: false });
    }
  }

  roles(): void {
    for (const role of defaultRoles) {
      const id = this.id("role", role.defaultRoleId);
      if (this.org.roles.has(id)) continue;
      this.org.roles.put(id, {
        id,
        name: role.name,
        description: role.description,
        defaultRoleId: role.defaultRoleId,
        permissions: [],
        policies: role.policies === "all" ? allPolicies() : role.policies,
      });
    }
    for (const role of this.seed.roles ?? []) {
      if (this.org.roles.find((known) => known.name === role.name) !== undefined) continue;
      const id = this.id("role", role.name);
      this.org.roles.put(id, { id, name: role.name, description: role.description ?? "", permissions: [], policies: role.policies });
    }
  }

  users(): void {
    for (const user of this.seed.users ?? []) {
      const { org } = this;
      const id = this.id("user", user.email.toLowerCase());
      if (org.users.has(id) || userByEmail(org, user.email) !== undefined) continue;
      org.users.put(id, {
        ...newUser(id, user.name ?? user.email, user.email, user.division === undefined ? org.home.id : this.division(user.division)),
        state: user.state ?? "active",
        ...(user.routingStatus === undefined ? {} : { routingStatus: user.routingStatus }),
        ...(user.password === undefined ? {} : { passwordHash: hashPassword(user.password, id) }),
      });
      this.grant(id, "PC_USER", ["employee", ...(user.roles ?? []), ...(user.participates ?? []).map((what) => this.participation(what))]);
    }
  }

  groups(): void {
    for (const group of this.seed.groups ?? []) {
      const { org } = this;
      if (org.groups.find((known) => known.name === group.name) !== undefined) continue;
      const id = this.id("group", group.name);
      org.groups.put(id, {
        id,
        name: group.name,
        description: group.description ?? "",
        type: "official",
        visibility: "public",
        rulesVisible: true,
        rolesEnabled: group.rolesEnabled ?? true,
        callsEnabled: false,
        includeOwners: true,
        addresses: [],
        ownerIds: [],
        memberIds: (group.members ?? []).map((email) => this.user(email)),
        version: 1,
        state: "active",
        dateModified: new Date(this.now).toISOString(),
        voicemailPolicy: {},
      });
      this.grant(id, "PC_GROUP", group.roles ?? []);
    }
  }

  queues(): void {
    const named = (this.seed.conversations ?? []).flatMap((conversation) =>
      conversation.queue === undefined
        ? []
        : [{ name: conversation.queue, division: conversation.division ?? conversation.divisions?.[0] }],
    );
    for (const queue of [...(this.seed.queues ?? []), ...named]) {
      if (this.org.queues.find((known) => known.name === queue.name) !== undefined) continue;
      const id = this.id("queue", queue.name);
      this.org.queues.put(id, {
        id,
        name: queue.name,
        divisionId: queue.division === undefined ? this.org.home.id : this.division(queue.division),
      });
    }
  }

  conversations(): void {
    (this.seed.conversations ?? []).forEach((conversation, index) => {
      const { org } = this;
      const id = this.id("conversation", conversation.key ?? String(index));
      const existing = org.conversations.get(id);
      const floating = conversation.start === undefined;
      if (existing !== undefined && !(floating && this.now - Date.parse(existing.start) > 12 * 3_600_000)) return;
      const start = conversation.start === undefined ? this.now - (index + 1) * 600_000 : Date.parse(conversation.start);
      const seconds = conversation.durationSeconds ?? 180;
      const times = { start: new Date(start).toISOString(), end: new Date(start + seconds * 1000).toISOString() };
      if (existing !== undefined) {
        org.conversations.put(id, { ...existing, ...times });
        return;
      }
      const names = conversation.divisions ?? (conversation.division === undefined ? [] : [conversation.division]);
      const record: ConversationRecord = {
        id,
        ...times,
        divisionIds: names.length === 0 ? [org.home.id] : names.map((name) => this.division(name)),
        ...(conversation.queue === undefined ? {} : { queueId: org.queues.find((queue) => queue.name === conversation.queue)?.id }),
        agentIds: (conversation.agents ?? []).map((email) => this.user(email)),
        direction: conversation.direction ?? "inbound",
        mediaType: conversation.mediaType ?? "voice",
        recordings: conversation.recordings.map((recording, at) => ({
          id: derivedId(id, "recording", String(at)),
          media: recording.media,
          fileState: recording.fileState ?? "AVAILABLE",
          transcodingReads: recording.transcodingReads ?? 0,
          ...(recording.sensitive === undefined ? {} : { sensitive: recording.sensitive }),
        })),
        floating,
        ...(conversation.transcript === undefined ? {} : { transcript: conversation.transcript }),
      };
      org.conversations.put(id, record);
    });
  }

  /** Retention policies by their names; one that is there stays as it is. */
  policies(): void {
    for (const policy of this.seed.policies ?? []) {
      const { org } = this;
      const id = this.id("retention-policy", policy.name);
      const known = [...org.retentionPolicies.values()].some((other) => other["name"] === policy.name);
      if (known) continue;
      const { screenRecording, archiveAfterDays, deleteAfterDays } = policy;
      const at = new Date(this.now).toISOString();
      org.retentionPolicies.put(`media ${id}`, {
        id,
        name: policy.name,
        order: policy.order ?? 0,
        description: "",
        enabled: policy.enabled ?? true,
        createdDate: at,
        modifiedDate: at,
        conditions: {
          ...(policy.queues === undefined ? {} : { forQueues: policy.queues.map((name) => ({ id: this.queue(name), name })) }),
          ...(policy.users === undefined ? {} : { forUsers: policy.users.map((email) => ({ id: this.user(email) })) }),
        },
        actions: {
          retainRecording: true,
          deleteRecording: false,
          alwaysDelete: false,
          retentionDuration: retentionOf(archiveAfterDays, deleteAfterDays),
          ...(screenRecording === undefined || screenRecording === false
            ? {}
            : {
                initiateScreenRecording: {
                  recordACW: false,
                  ...(screenRecording === true ? {} : retentionOf(screenRecording.archiveAfterDays, screenRecording.deleteAfterDays)),
                },
              }),
        },
        selfUri: `/api/v2/recording/mediaretentionpolicies/${id}`,
      });
    }
  }

  evaluations(): void {
    (this.seed.evaluations ?? []).forEach((evaluation) => {
      const { org } = this;
      const conversationId = this.id("conversation", evaluation.conversation);
      const conversation = org.conversations.get(conversationId);
      if (conversation === undefined)
        this.fail("conversation", evaluation.conversation, (this.seed.conversations ?? []).flatMap((entry) => entry.key ?? []));
      const formId = this.id("evaluation-form", evaluation.form);
      if (!org.evaluationForms.has(formId))
        org.evaluationForms.put(formId, {
          id: formId,
          name: evaluation.form,
          published: true,
          contextId: this.id("evaluation-form-context", evaluation.form),
          modifiedDate: new Date(this.now).toISOString(),
          questionGroups: [],
        });
      const id = derivedId(conversationId, "evaluation", evaluation.form, evaluation.agent);
      if (org.evaluations.has(id)) return;
      const status = evaluation.status ?? "FINISHED";
      const date = conversation.end;
      org.evaluations.put(id, {
        id,
        conversationId,
        formId,
        evaluatorId: this.user(evaluation.evaluator),
        agentId: this.user(evaluation.agent),
        status,
        agentHasRead: false,
        answers: evaluation.score === undefined ? {} : { totalScore: evaluation.score, totalCriticalScore: evaluation.score },
        createdDate: date,
        changedDate: date,
        ...(status === "FINISHED" ? { releaseDate: date } : {}),
      });
    });
  }

  /** Trusts of orgs that are there already; what is missing over there is waited for too. */
  trusts(): void {
    for (const trust of this.seed.trusts ?? []) {
      const { org } = this;
      const home = new Org(org.store, trust.org);
      if (!home.info.has("me") || org.trusts.has(home.id)) continue;
      const at = new Date(this.now).toISOString();
      const since = (id: string): TrustedMember => ({ id, dateCreated: at, createdBy: "" });
      const users = (trust.users ?? []).flatMap(({ email, roles }) => {
        const user = userByEmail(home, email);
        return user === undefined ? [] : [{ id: user.id, roles: roles ?? [] }];
      });
      const groups = (trust.groups ?? []).flatMap(({ name, roles }) => {
        const group = home.groups.find((candidate) => candidate.name === name);
        return group === undefined ? [] : [{ id: group.id, roles: roles ?? [] }];
      });
      if (users.length < (trust.users?.length ?? 0) || groups.length < (trust.groups?.length ?? 0)) continue;
      org.trusts.put(home.id, {
        trusteeOrgId: home.id,
        trusteeOrgName: home.name,
        enabled: trust.enabled ?? true,
        dateCreated: at,
        createdBy: "",
        ...(trust.expires === undefined ? {} : { dateExpired: trust.expires }),
        users: users.map(({ id }) => since(id)),
        groups: groups.map(({ id }) => since(id)),
      });
      for (const { id, roles } of users) this.grant(id, "PC_TRUSTEE_USER", roles);
      for (const { id, roles } of groups) this.grant(id, "PC_TRUSTEE_GROUP", roles);
    }
  }

  /** The role by which an agent takes part in screen recording or monitoring. */
  private participation(what: "screenRecording" | "screenMonitoring"): string {
    const [name, policy]: readonly [string, PolicyRecord] =
      what === "screenRecording"
        ? ["Screen recording participant", { domain: "recording", entityName: "screenRecording", actionSet: ["participate"] }]
        : ["Screen monitoring participant", { domain: "realtimeMonitor", entityName: "screen", actionSet: ["participate"] }];
    if (this.org.roles.find((role) => role.name === name) === undefined) {
      const id = this.id("role", name);
      this.org.roles.put(id, { id, name, description: "", permissions: [], policies: [policy] });
    }
    return name;
  }

  private queue(name: string): string {
    const found = this.org.queues.find((queue) => queue.name === name);
    return (
      found?.id ??
      this.fail(
        "queue",
        name,
        [...this.org.queues.values()].map((queue) => queue.name),
      )
    );
  }

  /** The deployer is put back in order: it exists, is active, and has the secret that this folder's key gives it. */
  deployer(): Deployer {
    const { org, seed } = this;
    const clientId = this.id("client", "deployer");
    const clientSecret = derivedSecret(org.store.key, "deployer", clientId);
    const secretHash = hashOf(clientSecret);
    const before = org.clients.get(clientId);
    const at = new Date(this.now).toISOString();
    if (before === undefined) {
      org.clients.put(clientId, {
        id: clientId,
        name: seed.deployer?.name ?? "Deployer",
        description: "The client with which this organization is set up.",
        accessTokenValiditySeconds: 86_400,
        authorizedGrantType: "CLIENT-CREDENTIALS",
        registeredRedirectUri: [],
        scope: [],
        state: "active",
        secretHash,
        dateCreated: at,
        dateModified: at,
      });
      const roles = seed.deployer?.roles ?? "admin";
      this.grant(clientId, "PC_OAUTH_CLIENT", roles === "admin" ? [{ role: "Master Admin", divisions: ["*"] }] : roles);
    } else if (before.secretHash !== secretHash || before.state !== "active" || before.dateToDelete !== undefined) {
      const { dateToDelete: _, ...kept } = before;
      org.clients.put(clientId, { ...kept, secretHash, state: "active" });
    }
    return { clientId, clientSecret };
  }

  private grant(subjectId: string, subjectType: SubjectType, uses: readonly RoleUse[]): void {
    for (const use of uses) {
      const { role, divisions } = typeof use === "string" ? { role: use, divisions: undefined } : use;
      const roleId = this.role(role);
      for (const divisionId of divisions === undefined ? [this.org.home.id] : divisions.map((name) => this.division(name))) {
        this.org.addGrant({ subjectId, subjectType, roleId, divisionId, madeAt: 0 });
      }
    }
  }

  private id(kind: string, name: string): string {
    return derivedId(this.orgId, kind, name);
  }

  private division(name: string): string {
    if (name === "*") return "*";
    const found = this.org.divisions.find((division) => division.name === name || division.id === name);
    return (
      found?.id ??
      this.fail(
        "division",
        name,
        [...this.org.divisions.values()].map((division) => division.name),
      )
    );
  }

  private role(name: string): string {
    const found = this.org.roles.find((role) => role.name === name || role.defaultRoleId === name || role.id === name);
    return (
      found?.id ??
      this.fail(
        "role",
        name,
        [...this.org.roles.values()].map((role) => role.name),
      )
    );
  }

  private user(email: string): string {
    return (
      userByEmail(this.org, email)?.id ??
      this.fail(
        "user",
        email,
        [...this.org.users.values()].map((user) => user.email),
      )
    );
  }

  private fail(kind: string, name: string, known: readonly string[]): never {
    throw new UserError({
      what: `The seed of ${this.seed.name} refers to the ${kind} "${name}", which it does not have.`,
      next: known.length === 0 ? `Add the ${kind} to the seed.` : `Use one of: ${[...known].sort().join(", ")}.`,
    });
  }
}

function retentionOf(archive: number | undefined, remove: number | undefined): Record<string, unknown> {
  return {
    ...(archive === undefined ? {} : { archiveRetention: { days: archive, storageMedium: "CLOUDARCHIVE" } }),
    ...(remove === undefined ? {} : { deleteRetention: { days: remove } }),
  };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function withoutUndefined(values: Record<string, unknown>): Partial<OrgSettings> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<OrgSettings>;
}
