import * as z from "zod";
import { screenRecording } from "./screen-recording-schema";
import { cidr, date, duration, email, name, text, uuid, version } from "./shapes";

export { emailPattern } from "./shapes";

/** The namespace of our keys under `config:` of an org file. */
export const namespace = "genesys-access";

/** Divisions that need not be listed under `org.divisions`: `all` is every division (`*` in the API), `home` the Home division. */
export const divisionKeywords = ["all", "home"] as const;

const divisions = z
  .array(text)
  .min(1)
  .describe(
    "Divisions by name; `all` means every division, `home` the Home division. Left out: Home, which is Genesys Cloud's own default.",
  );

const media = z.enum(["screen", "audio"]);
const recordings = z.array(media).describe("What is read of recordings: their screen part, their audio part, or both.");

const condition = z
  .strictObject({
    conjunction: z.enum(["AND", "OR"]).optional().describe("How the terms are joined. Default: AND."),
    terms: z
      .array(
        z.strictObject({
          variable: text.describe("What is compared, such as `Conversation.queues`."),
          operator: z.enum(["EQ", "IN", "GE", "GT", "LE", "LT"]),
          operands: z
            .array(
              z.strictObject({
                type: z.enum(["USER", "QUEUE", "SCALAR", "VARIABLE"]),
                value: text.optional().describe("Id, number or variable name. Left out with USER: the current user."),
              }),
            )
            .min(1),
        }),
      )
      .min(1),
  })
  .describe("Restricts the permission. A client-credentials client has no current user, so such a condition never holds for it.");

const permissions = z
  .array(
    z.strictObject({
      permission: text.describe("`domain:entity:action`; entity and action may be `*`."),
      reason: text.describe("Why no declared call shows that it is needed."),
      condition: condition.optional(),
    }),
  )
  .describe("Permissions asked for outright. Calls are the better way: the role and the proof follow from them.");

const roleNames = z.array(text).describe("Roles by name: roles of this file, or roles that the org already has.");

const waiver = z.strictObject({
  rule: text.describe("Id of the rule."),
  finding: text.describe("Key of the finding, as the report shows it."),
  where: text.optional().describe("Subject of the finding, as the report shows it; narrows the waiver further."),
  reason: text.describe("Why this one finding is acceptable."),
  owner: text.describe("Who answers for it."),
  approvedBy: text.optional().describe("Who agreed; somebody else than its owner."),
  author: text.optional().describe("Who wrote the waiver, when that is not its owner."),
  expires: date.describe("Last day on which it counts."),
});
const waivers = z
  .array(waiver)
  .describe("Findings that are accepted for a time. Reports count them, and a waiver that is expired or unused is a finding itself.");

const common = {
  description: text.optional().describe("What it is for, in one sentence. Genesys Cloud shows it."),
  owner: text.optional().describe("Team or person who answers for it."),
  protect: z.boolean().optional().describe("Whether a destroy must lift the protection of its role and client first. Default: true."),
  waivers: waivers.optional(),
};

const org = z.strictObject({
  target: z
    .enum(["emulator", "cloud"])
    .optional()
    .describe("Where the org is: `emulator` (embedded Genesys Cloud, the default) or `cloud` (the real one)."),
  region: text.describe("AWS region of the org, such as `eu-west-2`."),
  orgId: uuid
    .optional()
    .describe("Id of the organization. The first `up` of a real org writes it here; any other org's credentials then stop everything."),
  orgName: text.optional().describe("Name of the organization, for people. Written beside the id."),
  environment: text.optional().describe("What the org is for, such as `production` or `test`. For people and for choosing orgs."),
  ring: z
    .int()
    .min(0)
    .optional()
    .describe("When its turn comes if many orgs are brought up: ring 1 starts once every org of ring 0 is up and verified. Default: 0."),
  managedBy: z
    .enum(["us", "customer"])
    .optional()
    .describe("Who sets the org up. `customer`: it is never provisioned from here, only verified and reported. Default: us."),
  divisions: z.array(text).optional().describe("Names of the divisions of the org that this file uses, Home excepted."),
  products: z
    .array(text)
    .optional()
    .describe("Products that the org is known to have, as `GET /api/v2/authorization/products` names them."),
  scopesEnforced: z
    .boolean()
    .optional()
    .describe("Whether the org enforces OAuth scopes. Not readable over the API; treated as true when left out."),
  allowedAddresses: z.array(cidr).optional().describe("IPv4 addresses from which the org admits API calls. An empty list: no restriction."),
  sensitiveDataRedaction: z.boolean().optional().describe("Whether the org redacts sensitive data in recordings."),
  maxScreenRecordingStreams: z
    .int()
    .min(0)
    .optional()
    .describe("Screens that the org records at once (recording settings, maxSimultaneousStreams). 0: none is recorded."),
  divisionAwareGranting: z
    .boolean()
    .optional()
    .describe("Whether grants are checked against the divisions of the granter (role settings)."),
  accessPoliciesEnabled: z.boolean().optional().describe("Whether attribute-based access policies are switched on."),
  gateway: z
    .string()
    .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, "must be an address such as https://gateway.example.com/genesys")
    .optional()
    .describe("Address of a gateway of your own, when a real org is called through one: `/api/v2` and `/oauth/token` are looked for below it."),
  deployerRoles: z
    .enum(["borrow", "keep", "never"])
    .optional()
    .describe(
      "Genesys Cloud lets nobody give a client a role that he does not hold. `borrow` (default): the deployer gets missing roles for the moment; `keep`: for good; `never`: it stops and names them.",
    ),
  grantTimeout: duration.optional().describe("How long to wait for a grant to act. Default: 6m; Genesys Cloud says up to five minutes."),
  allowSelfBuiltEngine: z
    .boolean()
    .optional()
    .describe("Whether a Pulumi engine built on this machine may change this real org. Default: false."),
  credentials: z
    .strictObject({
      environment: text
        .optional()
        .describe("Prefix of environment variables: PREFIX_OAUTHCLIENT_ID, PREFIX_OAUTHCLIENT_SECRET or PREFIX_ACCESS_TOKEN."),
      command: z
        .array(text)
        .min(1)
        .optional()
        .describe("A command and its arguments that prints the credentials as JSON: {clientId, clientSecret} or {accessToken}."),
    })
    .optional()
    .describe("Where the credentials of a real org come from. Never the credentials themselves."),
});

const secretTo = z
  .strictObject({
    dataActions: z
      .strictObject({
        name: text.optional().describe("Name of the integration in Genesys Cloud. Default: the application's name and `data actions`."),
        credentialName: text.optional().describe("Name of the credential in Genesys Cloud. Default: the integration's name and `credential`."),
        notes: text.optional().describe("Notes that Genesys Cloud shows at the integration."),
        enabled: z.boolean().optional().describe("Whether the integration is switched on. Default: true."),
      })
      .optional()
      .describe("Makes a Genesys Cloud data actions integration (`purecloud-data-actions`) whose credential holds the client's id and secret."),
    command: z
      .array(text)
      .min(1)
      .optional()
      .describe(
        "A command and its arguments that gets the client's id and secret as JSON on its standard input after `up`, whenever the secret is new or the last delivery failed.",
      ),
  })
  .describe("Where the client's secret is delivered, beside the encrypted state: where its consumer is.");

const application = z.strictObject({
  name: text.optional().describe("Name of the client and the role in Genesys Cloud. Default: the application's key in this file."),
  ...common,
  purpose: text.optional().describe("Why it may have this access; recordings of people need one."),
  ticket: text.optional().describe("Where the access was asked for."),
  reviewBy: date.optional().describe("Day until which the access was reviewed."),
  grant: z
    .enum(["client-credentials", "code", "token", "saml2-bearer", "password"])
    .optional()
    .describe("How it gets its token. Default: client-credentials. PKCE is `code`."),
  calls: z.array(text).optional().describe("Operations that it calls: `METHOD /api/v2/path`, or the name of the operation."),
  permissions: permissions.optional(),
  roles: roleNames.optional(),
  recordings: recordings.optional(),
  divisions: divisions.optional(),
  scopes: z
    .array(text)
    .optional()
    .describe("Scopes of the client; they count for grants with a user only. Default there: the scopes that the calls need."),
  redirectUris: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, "must be an absolute URI"))
    .optional()
    .describe("Redirect addresses of a client with a user's consent."),
  serviceUser: name
    .optional()
    .describe("Service user, by its key in this file, for whom the tokens of this application act. Not with client-credentials."),
  tokenLifetime: duration.optional().describe("Lifetime of a token: 5m to 2d. Default: 1d, Genesys Cloud's own."),
  jobDuration: duration.optional().describe("How long one run of the application lasts at most."),
  headers: z.array(text).optional().describe("HTTP headers that it sends beside Authorization and Content-Type."),
  hosts: z.array(text).optional().describe("Hosts that it talks to."),
  topics: z.array(text).optional().describe("Notification topics that it subscribes to."),
  batchJobs: z
    .strictObject({
      postedBy: name.describe("Application that posts batch download requests."),
      readBy: name.describe("Application that reads their results. Only the one that posted may."),
    })
    .optional()
    .describe("Who posts and who reads batch download requests."),
  allowedAddresses: z.array(cidr).optional().describe("IPv4 addresses from which it calls."),
  exclusiveRole: z
    .boolean()
    .optional()
    .describe("Whether its role is ours alone: permissions that somebody else added are removed. Default: false, they are kept and named."),
  secretVersion: text.optional().describe("Any text. A new value replaces the client's secret in place, which interrupts every consumer."),
  secretTo: secretTo.optional(),
  from: name
    .optional()
    .describe("Definition that it is made from: `stacks/applications/NAME.yaml`. Every other field of this entry replaces the definition's."),
  version: version
    .optional()
    .describe("Version of the definition. Default: the one in `stacks/applications/NAME.yaml`; another one is in `NAME@VERSION.yaml`."),
});

const group = z.strictObject({
  name: text.optional().describe("Name of the group in Genesys Cloud. Default: the group's key in this file."),
  ...common,
  existing: z
    .boolean()
    .optional()
    .describe("Whether the group is somebody else's: it is found by name and only receives grants. Default: true."),
  rolesEnabled: z.boolean().optional().describe("Whether roles granted to the group reach its members. Default: true."),
  performanceViews: z
    .array(text)
    .optional()
    .describe(
      "Views of the Performance workspace that its members open: dashboards, contact-center, agents-status, interactions, recordings, own-recordings.",
    ),
  uiPermissions: z
    .boolean()
    .optional()
    .describe("Grants the `ui:*` permissions of those views too. Their spelling is not confirmed. Default: false."),
  recordings: recordings.optional(),
  roles: roleNames.optional(),
  permissions: permissions.optional(),
  divisions: divisions.optional(),
  members: z
    .array(text)
    .optional()
    .describe(
      "Members by email, exactly these; only for a group that this file makes. Left out: the members are left alone. A missing or inactive one is a warning.",
    ),
});

const serviceUser = z.strictObject({
  email: email.describe("Email address and login name."),
  name: text.optional().describe("Name of the user in Genesys Cloud. Default: its key in this file."),
  ...common,
  existing: z.boolean().optional().describe("Whether the user is there already and only receives grants. Default: false."),
  division: text.optional().describe("Division that the user itself is in. Default: Home."),
  roles: roleNames.optional(),
  permissions: permissions.optional(),
  divisions: divisions.optional(),
});

const role = z.strictObject({
  description: common.description,
  owner: common.owner,
  protect: common.protect,
  waivers: common.waivers,
  existing: z
    .boolean()
    .optional()
    .describe("Whether the org has the role already: then its permissions are stated here as a fact, not created. Default: false."),
  permissions: permissions,
  exclusive: z.boolean().optional().describe("Whether permissions that somebody else added are removed. Default: false."),
});

const accessPolicy = z.strictObject({
  permission: text.describe("Permission that the policy is about: `domain:entity:action`."),
  effect: z.enum(["ALLOW", "DENY"]),
  active: z.boolean().optional().describe("Default: true."),
  applyToClients: z.boolean().optional().describe("Whether it holds for OAuth clients too. Default: false."),
  conditional: z.boolean().optional().describe("Whether it has a condition beyond its subjects. Default: false."),
  applications: z.array(name).optional().describe("Applications of this file that it is about. No subject at all: everybody."),
  groups: z.array(name).optional().describe("Groups of this file that it is about."),
  users: z.array(email).optional().describe("Users that it is about, by email."),
});

const trust = z.strictObject({
  direction: z.enum(["trustor", "trustee"]).describe("What the other org is to this one."),
  otherOrg: text.describe("Name or id of the other org."),
  enabled: z.boolean().optional().describe("Default: true."),
  expires: date.optional().describe("Last day of the trust. Default: it has none."),
  users: z.array(email).optional().describe("Users that it admits, by email."),
  groups: z.array(name).optional().describe("Groups of this file that it admits."),
  manage: z
    .boolean()
    .optional()
    .describe("Whether the pairing is asked for from here. It admits users and groups, never OAuth clients. Default: false, it is a fact."),
});

const level = z.enum(["mandatory", "advisory", "disabled"]);
const policies = z
  .record(text, z.union([level, z.looseObject({ level: level.optional() })]))
  .describe(
    "Level of a rule by its id, or `all` for every rule: mandatory, advisory, disabled, or an object with `level` and the rule's own options.",
  );

const secret = z.union([text, z.strictObject({ secure: text })]);
const deployer = z
  .strictObject({
    clientId: secret.optional(),
    clientSecret: secret.optional(),
    accessToken: secret.optional(),
    secure: text.optional().describe("All of it as one Pulumi secret: a JSON object with the other keys."),
  })
  .describe("Credentials of a real org as Pulumi secrets: `pulumi config set --secret --path genesys-access:deployer.clientSecret`.");

/** The sections of an org file: our keys under `config:`, without their namespace. */
export const sectionsSchema = z.strictObject({
  org: org.describe("What is known of the org."),
  applications: z
    .record(name, application)
    .optional()
    .describe("The machines that call the API, by name: each gets an OAuth client and a role of its own."),
  groups: z.record(name, group).optional().describe("Groups of people, by name, and what they may see."),
  serviceUsers: z.record(name, serviceUser).optional().describe("Users that exist for a machine which needs a user's token."),
  roles: z.record(text, role).optional().describe("Roles by name: created here, or described as the org has them."),
  accessPolicies: z
    .record(name, accessPolicy)
    .optional()
    .describe("Attribute-based access policies that the org has. Facts for the rules; nothing is created."),
  trusts: z
    .record(name, trust)
    .optional()
    .describe("Pairings with other orgs. Facts for the rules; nothing is created unless one says `manage: true`."),
  screenRecording: screenRecording.optional(),
  waivers: waivers.optional(),
  policies: policies.optional(),
  deployer: deployer.optional(),
});

const requirements = z
  .strictObject({
    products: z
      .array(text)
      .optional()
      .describe("Products that the org must have, as `GET /api/v2/authorization/products` names them; `a | b`: one of the two is enough."),
    screenRecording: z
      .boolean()
      .optional()
      .describe("Whether the org must record screens: streams allowed, a policy that records, agents with the right to take part."),
    regions: z.array(text).optional().describe("Regions that it is offered in. Default: every region."),
  })
  .describe("What an org must have for this application, checked and reported before anything is made.");

/** What a definition of an application says: an application's own fields, and what it brings along. */
export const definitionSchema = application.omit({ from: true }).extend({
  version: version.describe("Version of this definition. Another version of it lies beside it as `NAME@VERSION.yaml`."),
  requires: requirements.optional(),
  groups: z
    .record(name, group)
    .optional()
    .describe("Groups that it brings along. Without divisions of their own they are granted in those of the application."),
  serviceUsers: z.record(name, serviceUser).optional().describe("Service users that it brings along."),
  screenRecording: screenRecording
    .omit({ manage: true })
    .optional()
    .describe("Policies that it needs for screens to be recorded. Only an org file can say `manage: true`."),
});

/** The sections as they are written, before defaults. */
export type Sections = z.infer<typeof sectionsSchema>;
/** What an org file says of its org. */
export type OrgSection = z.infer<typeof org>;
/** An application as it is written. */
export type ApplicationEntry = z.infer<typeof application>;
/** A group as it is written. */
export type GroupEntry = z.infer<typeof group>;
/** A service user as it is written. */
export type ServiceUserEntry = z.infer<typeof serviceUser>;
/** A role as it is written. */
export type RoleEntry = z.infer<typeof role>;
/** A permission asked for outright. */
export type PermissionEntry = z.infer<typeof permissions>[number];
/** An access policy as it is written. */
export type AccessPolicyEntry = z.infer<typeof accessPolicy>;
/** A trust as it is written. */
export type TrustEntry = z.infer<typeof trust>;
/** The managed part of screen recording as it is written. */
export type { ScreenRecordingEntry } from "./screen-recording-schema";
/** What a definition asks of an org. */
export type Requirements = z.infer<typeof requirements>;
/** A definition of an application as it is written. */
export type DefinitionEntry = z.infer<typeof definitionSchema>;
/** A waiver as it is written. */
export type WaiverEntry = z.infer<typeof waiver>;
/** Levels and options of rules as they are written. */
export type PoliciesEntry = z.infer<typeof policies>;

/** Keys of Pulumi's own at the top of a stack file. */
export const pulumiKeys = ["config", "encryptionsalt", "encryptedkey", "secretsprovider", "environment"] as const;

/** A whole org file as an editor sees it: our sections under `config:`, everything of Pulumi's and of other packages left alone. */
export const orgFileSchema = z.strictObject({
  encryptionsalt: z.string().optional().describe("Pulumi's salt for this stack's secrets. It is no secret itself."),
  encryptedkey: z.string().optional(),
  secretsprovider: z.string().optional(),
  environment: z.unknown().optional(),
  config: z
    .object(Object.fromEntries(Object.entries(sectionsSchema.shape).map(([key, value]) => [`${namespace}:${key}`, value])))
    .catchall(z.unknown())
    .describe("Configuration of this stack."),
});
