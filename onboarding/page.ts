import { menus } from "../access/causes/menus";
import type { PlannedGrant } from "../components/plan";
import { requirementsOf, type Changes } from "./changes";
import { code, type PageBlock, type PageDocument } from "./document";
import { callsFor, describePlannedCondition, type Right } from "./rights";
import type { Setup, SetupPolicy, SetupRole } from "./setup";

/**
 * What the customer's administrator does by hand, step by step with menu paths. `changes` adds
 * what is different from the version that this org has.
 */
export function administratorPage(setup: Setup, changes?: Changes): PageDocument {
  const steps = [...prerequisites(setup), ...roleSteps(setup), ...ownRoles(setup), ...clientSteps(setup), ...userSteps(setup), ...groupSteps(setup), ...recordingSteps(setup), ...dataActionSteps(setup), ...handOver(setup), ...afterwards(setup)];
  return {
    title: `Setting up ${setup.name} ${setup.version} in your Genesys Cloud org`,
    blocks: [
      ...(setup.description === "" ? [] : [text(`${setup.description}.`.replace(/\.\.$/, "."))]),
      ...(setup.purpose === undefined ? [] : [text(`Why it may have this access: ${setup.purpose}.`)]),
      text(`You ${joined(whatIsDone(setup))}. The application gets the rights on this page and no others; everything can be taken away again.`),
      ...(changes === undefined ? [] : [...changeBlocks(changes), ...updateBlocks(changes)]),
      ...steps,
    ],
  };
}

function whatIsDone(setup: Setup): readonly string[] {
  const users = setup.users.filter((user) => !user.existing);
  const granted = setup.groups.filter((group) => group.existing && group.roles.length > 0);
  const groups = setup.groups.filter((group) => !group.existing);
  const made = joined([
    ...(setup.roles.length === 0 ? [] : [counted(setup.roles.length, "role")]),
    counted(setup.clients.length, "OAuth client"),
    ...(users.length === 0 ? [] : [counted(users.length, "user")]),
    ...(groups.length === 0 ? [] : [counted(groups.length, "group")]),
    ...(setup.dataActions === undefined ? [] : ["one integration"]),
  ]);
  return [`make ${made}`, ...(granted.length === 0 ? [] : [`give ${counted(granted.length, "group")} of yours a role`])];
}

/** What changes from one version to another, in words. */
export function changeBlocks(changes: Changes): readonly PageBlock[] {
  const lines = changeLines(changes);
  return [
    heading(`What is new since ${changes.from}`),
    ...(lines.length === 0 ? [text(`Version ${changes.to} asks for nothing that ${changes.from} did not have.`)] : [{ kind: "list", items: lines } as const]),
  ];
}

/** What an administrator does who has set up the older version. */
function updateBlocks(changes: Changes): readonly PageBlock[] {
  const menuOf = (holder: string): string => (holder.startsWith("client ") ? menus.oauthClientRoles : holder.startsWith("group ") ? menus.groups : menus.people);
  const settled = new Set([...changes.made, ...changes.removed]);
  const client = changes.grants.some((grant) => grant.holder.startsWith("client ") && !settled.has(grant.holder));
  const steps = [
    ...changes.newlyRequired.map((one) => `Your org now needs: ${one}.`),
    ...changes.made.map((one) => `Make the ${described(one)} as it is said below.`),
    ...changes.roles.map(
      ({ role, added, removed }) =>
        `${menus.roles} > the role ${code(role)} > Permissions:` +
        `${added.length === 0 ? "" : ` add ${added.map(code).join(", ")}`}${added.length > 0 && removed.length > 0 ? ";" : ""}${removed.length === 0 ? "" : ` take away ${removed.map(code).join(", ")}`}.`,
    ),
    ...(client ? [`Give yourself every role of the client for a moment (${menus.people}): without them it cannot be changed (400 \`bad.client.role\`).`] : []),
    ...changes.grants
      .filter(({ holder }) => !settled.has(holder))
      .flatMap(({ holder, role, added, removed }) => [
        ...(added.length === 0 ? [] : [`${menuOf(holder)}: ${described(holder)}. ${grantLine({ roleName: role, divisions: added })}`]),
        ...(removed.length === 0 ? [] : [`${menuOf(holder)}: ${described(holder)}. Take away: ${grantLine({ roleName: role, divisions: removed })}`]),
      ]),
    ...changes.scopesGained.map((scope) => `${menus.oauthClientScopes}: add ${code(scope.split(": ").at(-1) ?? scope)}.`),
    ...changes.scopesLost.map((scope) => `${menus.oauthClientScopes}: take away ${code(scope.split(": ").at(-1) ?? scope)}.`),
    ...changes.removed.map((one) => `Delete the ${described(one)}: it is no longer needed.`),
  ];
  if (steps.length === 0) return [];
  const others = changes.grants.filter(({ holder }) => !holder.startsWith("client ") && !settled.has(holder));
  const rights = [
    ...(changes.roles.length > 0 ? ["authorization:role:edit"] : []),
    ...(client || changes.scopesGained.length + changes.scopesLost.length > 0 ? ["oauth:client:edit"] : []),
    ...(client || others.some(({ added }) => added.length > 0) ? ["authorization:grant:add"] : []),
    ...(others.some(({ removed }) => removed.length > 0) ? ["authorization:grant:delete"] : []),
  ];
  return [
    heading(`If you have ${changes.from} already`),
    text("Do this, and nothing else on this page. Id and secret of the client stay as they are; a change of roles acts within five minutes, a new scope with the next sign-in."),
    ...(rights.length === 0 ? [] : [text(`It takes ${rights.map(code).join(", ")}; the role Admin has them.`)]),
    { kind: "list", numbered: true, items: steps },
  ];
}

/** `client NAME` with the name as code. */
function described(thing: string): string {
  const [kind = "", ...name] = thing.split(" ");
  return `${kind === "client" ? "OAuth client" : kind} ${code(name.join(" "))}`;
}

/** The changes as sentences, rights to ask for first. */
export function changeLines(changes: Changes): readonly string[] {
  return [
    ...changes.made.map((name) => `new: ${name}`),
    ...changes.gained.map((right) => `${right.holder} gains ${describe(right)}`),
    ...changes.scopesGained.map((scope) => `new scope of ${scope}`),
    ...changes.newlyRequired.map((name) => `the org must now have ${name}`),
    ...changes.lost.map((right) => `${right.holder} no longer needs ${describe(right)}`),
    ...changes.scopesLost.map((scope) => `no longer needed, scope of ${scope}`),
    ...changes.removed.map((name) => `no longer needed: ${name}`),
  ];
}

/** Divisions as a sentence says them. */
export function describeDivisions(divisions: readonly string[]): string {
  return divisions.map((division) => (division === "all" ? "all divisions" : division === "home" ? "the Home division" : division)).join(", ");
}

function describe(right: Right): string {
  return `${right.permission} in ${describeDivisions(right.divisions)}${right.condition === undefined ? "" : `, where ${right.condition}`}`;
}

function prerequisites(setup: Setup): PageBlock[] {
  const required = requirementsOf(setup);
  const permissions = ["oauth:client:add", "authorization:role:add", "authorization:grant:add", ...(setup.groups.some((group) => !group.existing) ? ["directory:group:add"] : []), ...(setup.users.some((user) => !user.existing) ? ["directory:user:add"] : [])];
  return [
    heading("Before you start"),
    {
      kind: "list",
      items: [
        `You need a role with ${permissions.map(code).join(", ")}; the role Admin has them.`,
        ...required.map((one) => `Your org needs: ${one}.`),
        ...(setup.requires.products === undefined ? [] : [`Products are listed at ${menus.subscription}.`]),
        ...(setup.divisions.length === 0 ? [] : [`Divisions (${menus.divisions}): ${setup.divisions.join(", ")}. If yours have other names, use yours.`]),
        ...(homeOnly(setup) ? [`The roles below are given in the Home division. If what the application is for lies in other divisions (${menus.divisions}), give them there instead: it sees nothing of divisions that are not named.`] : []),
      ],
    },
  ];
}

function roleSteps(setup: Setup): PageBlock[] {
  return setup.roles.flatMap((role, index): PageBlock[] => [
    heading(`Make the role ${code(role.name)}${setup.roles.length > 1 ? ` (${index + 1} of ${setup.roles.length})` : ""}`),
    text(`${menus.roles} > Add Role. Name: ${code(role.name)}.${role.description === "" ? "" : ` Description: ${role.description}.`} On the tab Permissions select exactly these:`),
    { kind: "table", headers: ["Permission", "What it is for"], rows: roleRows(setup, role) },
  ]);
}

function roleRows(setup: Setup, role: SetupRole): readonly (readonly string[])[] {
  const ofClient = [...setup.clients, ...setup.users].some((one) => one.roles.some((grant) => grant.roleName === role.name));
  const holder = setup.groups.find((group) => group.roles.some((grant) => grant.roleName === role.name));
  const reason = (permission: string): string => {
    const calls = ofClient ? callsFor(setup, permission) : [];
    return calls.length > 0 ? calls.map(code).join(", ") : holder === undefined ? "asked for outright" : `for the group ${holder.name}`;
  };
  return [
    ...role.onePart.map((permission) => [code(permission), reason(permission)]),
    ...role.policies.flatMap((policy) =>
      policy.actionSets.map((action) => {
        const permission = [policy.domain, policy.entityName, action].join(":");
        const condition = policy.conditions === undefined ? "" : ` Condition: ${describePlannedCondition(policy.conditions)}.`;
        return [code(permission), `${reason(permission)}${condition}`];
      }),
    ),
  ];
}

function ownRoles(setup: Setup): PageBlock[] {
  const needed = setup.clients.flatMap((client) => client.roles);
  if (needed.length === 0) return [];
  return [
    heading("Give yourself the role for a moment"),
    text("Genesys Cloud lets nobody give a client a role that he does not hold himself. Without this step the client cannot be saved (400 `bad.client.role`)."),
    { kind: "list", numbered: true, items: [`${menus.people}, for your own user.`, ...needed.map(grantLine), "Save, and wait a moment: it can take up to five minutes to act."] },
  ];
}

function clientSteps(setup: Setup): PageBlock[] {
  return setup.clients.flatMap((client): PageBlock[] => {
    const alone = client.grantType === "CLIENT-CREDENTIALS";
    const days = client.tokenLifetimeSeconds;
    return [
      heading(`Make the OAuth client ${code(client.name)}`),
      {
        kind: "list",
        numbered: true,
        items: [
          `${menus.oauthClients} > Add Client.`,
          `App Name: ${code(client.name)}.${client.description === "" ? "" : ` Description: ${client.description}.`} Token Duration: ${days} seconds.`,
          `Grant Type: ${code(grantTypeLabel(client.grantType))}.`,
          ...(client.redirectUris.length === 0 ? [] : [`Authorized redirect URIs: ${client.redirectUris.map(code).join(", ")}.`]),
          ...(alone ? [] : client.scopes.length === 0 ? [] : [`Scope: ${client.scopes.map(code).join(", ")}.`]),
          ...(client.roles.length === 0 ? [] : ["On the tab Roles, and nothing else there:"]),
          ...client.roles.map(grantLine),
          "Save. Copy the Client ID and the Client Secret now: the secret is shown only once.",
        ],
      },
      ...(alone
        ? [text("Do not add scopes to this client: they count for nothing with client credentials. Do not add it to a group: groups hold people.")]
        : [text("This client has no roles of its own: its tokens have the rights of whoever signs in, cut down by the scopes.")]),
    ];
  });
}

function userSteps(setup: Setup): PageBlock[] {
  return setup.users.flatMap((user): PageBlock[] => [
    heading(user.existing ? `Give the user ${code(user.email)} its role` : `Make the user ${code(user.email)}`),
    {
      kind: "list",
      numbered: true,
      items: [
        ...(user.existing ? [] : [`${menus.peopleList} > Add Person. Name: ${code(user.name)}. Email: ${code(user.email)}. Division: ${describeDivisions([user.division])}.`]),
        ...(user.roles.length === 0 ? [] : [`${menus.people}.`]),
        ...user.roles.map(grantLine),
      ],
    },
    text("The tokens of the application act for this user. Nobody should work with it."),
  ]);
}

function groupSteps(setup: Setup): PageBlock[] {
  return setup.groups.flatMap((group): PageBlock[] => {
    if (group.existing && group.roles.length === 0) return [];
    return [
      heading(group.existing ? `Give the group ${code(group.name)} its role` : `Make the group ${code(group.name)}`),
      {
        kind: "list",
        numbered: true,
        items: [
          ...(group.existing ? [] : [`Admin > Directory > Groups > Add Group. Name: ${code(group.name)}. Roles ${group.rolesEnabled ? "enabled" : "not enabled"}.`]),
          ...(group.members === undefined ? [] : [`Members: ${group.members.map(code).join(", ")}.`]),
          ...(group.roles.length === 0 ? [] : [`${menus.groups}.`]),
          ...group.roles.map(grantLine),
        ],
      },
      ...(group.existing ? [text("Leave its other roles and its members as they are. If there is no such group, use the one of the people who do this work.")] : []),
    ];
  });
}

function recordingSteps(setup: Setup): PageBlock[] {
  if (setup.requires.screenRecording !== true && setup.policies.length === 0) return [];
  return [
    heading("See that screens are recorded"),
    text("The application reads what is recorded; it starts no recording. A policy of your org does. It records people's screens: agree on it first with those who have a say."),
    {
      kind: "list",
      numbered: true,
      items: [
        `${menus.recordingManagement}: the number of screens that are recorded at once is above 0.`,
        ...(setup.policies.length === 0 ? [`${menus.qualityPolicies}: a policy that is switched on records screens, for the queues or agents in question.`] : setup.policies.map(policyLine)),
        "The agents hold `recording:screenRecording:participate` by a role, for instance that of their group. Without it nothing of theirs is recorded.",
      ],
    },
  ];
}

function policyLine(policy: SetupPolicy): string {
  const about = [...policy.queues.map((queue) => `queue ${code(queue)}`), ...policy.users.map((user) => `agent ${code(user)}`)];
  const kept = [
    ...(policy.archiveAfterDays === undefined ? [] : [`archived after ${counted(policy.archiveAfterDays, "day")}`]),
    ...(policy.deleteAfterDays === undefined ? [] : [`deleted after ${counted(policy.deleteAfterDays, "day")}`]),
  ];
  return [
    `${menus.qualityPolicies} > Create Policy. Name: ${code(policy.name)}.${policy.description === "" ? "" : ` Description: ${policy.description}.`}`,
    `For ${about.length === 0 ? "the queues or agents that you choose, never for everybody" : joined(about)}.`,
    `Action: record the screen${policy.recordAfterCallWork ? ", during after-call work too" : ""}.`,
    ...(kept.length === 0 ? [] : [`Screen recordings are ${joined(kept)}.`]),
  ].join(" ");
}

function dataActionSteps(setup: Setup): PageBlock[] {
  const { dataActions } = setup;
  if (dataActions === undefined) return [];
  return [
    heading(`Make the integration ${code(dataActions.name)}`),
    {
      kind: "list",
      numbered: true,
      items: [
        `${menus.integrations} > Add: Genesys Cloud Data Actions. Name: ${code(dataActions.name)}.`,
        `Configuration > Credentials > Configure: the Client ID and the Client Secret of ${code(dataActions.client)}.`,
        `Save, and switch the integration on. Its data actions are at ${menus.actions}.`,
      ],
    },
    text("Genesys Cloud does not show the secret again; whoever may edit integrations can make calls with it."),
  ];
}

function handOver(setup: Setup): PageBlock[] {
  return [
    heading("Hand over"),
    text(
      `Give ${setup.owner === undefined ? "the vendor" : code(setup.owner)} the id and the secret of ${setup.clients.map((client) => code(client.name)).join(", ")}, and the region of your org. ` +
        "The id may be mailed; the secret goes a safer way (a password manager, a one-time link), never in the same message.",
    ),
    ...(setup.clients.some((client) => client.roles.length > 0) ? [text(`Then take the role from yourself again: ${menus.people}.`)] : []),
  ];
}

function afterwards(setup: Setup): PageBlock[] {
  return [
    heading("To take it all away"),
    {
      kind: "list",
      items: [
        `${menus.oauthClients}: delete ${setup.clients.map((client) => code(client.name)).join(", ")}. Tokens that were made with it stop at once when it is disabled first.`,
        ...(setup.roles.length === 0 ? [] : [`${menus.roles}: delete ${setup.roles.map((role) => code(role.name)).join(", ")}.`]),
      ],
    },
  ];
}

function grantLine(grant: PlannedGrant): string {
  return `Role ${code(grant.roleName)} in ${grant.divisions.map((division) => code(division === "all" ? "All divisions" : division === "home" ? "Home" : division)).join(", ")}.`;
}

function grantTypeLabel(grantType: string): string {
  const labels: Readonly<Record<string, string>> = {
    "CLIENT-CREDENTIALS": "Client Credentials",
    CODE: "Code Authorization / PKCE",
    TOKEN: "Token Implicit Grant (Browser)",
    "SAML2-BEARER": "SAML2 Bearer",
    PASSWORD: "Password",
  };
  return labels[grantType] ?? grantType;
}

function heading(words: string): PageBlock {
  return { kind: "heading", text: words, level: 2 };
}

function text(words: string): PageBlock {
  return { kind: "text", text: words };
}

/** Whether everything is given in the Home division only, which is seldom what is meant. */
export function homeOnly(setup: Setup): boolean {
  const divisions = [...setup.clients, ...setup.groups, ...setup.users].flatMap((one) => one.roles).flatMap((grant) => grant.divisions);
  return divisions.length > 0 && divisions.every((division) => division === "home");
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

function counted(count: number, word: string): string {
  return `${count === 1 ? "one" : String(count)} ${word}${count === 1 ? "" : "s"}`;
}
