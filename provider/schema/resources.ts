import { anything, flag, listOf, object, oneOf, setOf, text, type ResourceDefinition, type Properties } from "./define";
import { integration, integrationCredential, orgauthorizationPairing } from "./integrations";
import { elsewhere, ownId } from "./parts";
import { recordingMediaRetentionPolicy, recordingSettings } from "./recordings";

const conditions = object("AuthRolePermissionPolicyConditions", {
  conjunction: { type: oneOf("AND", "OR"), required: true, description: "How the terms are combined." },
  terms: {
    type: setOf(
      object("AuthRolePermissionPolicyConditionsTerm", {
        variableName: { type: text, required: true, description: "Variable of the permission, such as `Conversation.queues`." },
        operator: { type: oneOf("EQ", "IN", "GE", "GT", "LE", "LT"), required: true, description: "How the variable is compared." },
        operands: {
          type: setOf(
            object("AuthRolePermissionPolicyConditionsTermOperand", {
              type: { type: oneOf("USER", "QUEUE", "SCALAR", "VARIABLE"), required: true, description: "Kind of operand." },
              queueId: { type: text, description: "Queue, for an operand of type `QUEUE`." },
              userId: { type: text, description: "User, for an operand of type `USER`." },
              value: { type: text, description: "Value, for an operand of type `SCALAR` or `VARIABLE`." },
            }),
          ),
          required: true,
          description: "What the variable is compared with.",
        },
      }),
    ),
    required: true,
    description: "Terms of the condition.",
  },
});

const authRole: ResourceDefinition = {
  name: "AuthRole",
  description:
    "A role: a set of permission policies that can be granted to users, groups and OAuth clients in divisions. " +
    "Before a change the role is read: permissions that neither this program nor its last state put there (Genesys Cloud adds some by itself) " +
    "are named and kept, unless the role is `exclusive`.",
  properties: {
    name: { type: text, description: "Name of the role. The resource's name unless set." },
    description: { type: text, description: "What the role is for." },
    permissions: {
      type: setOf(text),
      description:
        "General permissions by their legacy names, such as `group_creation`. Not `domain:entity:action`: those go into `permissionPolicies`.",
    },
    permissionPolicies: {
      type: setOf(
        object("AuthRolePermissionPolicy", {
          domain: { type: text, required: true, description: "Permission domain, such as `recording`." },
          entityName: { type: text, required: true, description: "Permission entity, such as `screenRecording`, or `*`." },
          actionSets: {
            type: setOf(text, 1),
            required: true,
            description:
              "Actions, such as `view`, or `*`. Genesys Cloud stores a `*` as the list of what it means; that is not a difference.",
          },
          conditions: { type: conditions, description: "Conditions under which the permissions hold." },
        }),
      ),
      description: "What the role allows.",
    },
    defaultRoleId: {
      type: text,
      replaces: true,
      description:
        "Id of one of Genesys Cloud's default roles, such as `employee`: the resource then changes that role instead of making one, and its deletion restores it.",
    },
    exclusive: {
      type: flag,
      default: false,
      ours: true,
      description: "The program owns the role alone: permissions that others put there are removed at the next change.",
    },
    storedPermissions: {
      type: setOf(text),
      output: true,
      ours: true,
      description: "What Genesys Cloud stores for `permissions` and `permissionPolicies`, wildcards expanded, as `domain:entity:action`.",
    },
    foreignPermissions: {
      type: setOf(text),
      output: true,
      ours: true,
      description: "Permissions of the role that neither this program nor its last state put there.",
    },
    ...ownId("authRoleId"),
  },
};

const authDivision: ResourceDefinition = {
  name: "AuthDivision",
  description: "A division: the part of an organization in which a role is granted.",
  properties: {
    name: { type: text, description: "Name of the division. The resource's name unless set." },
    description: { type: text, description: "What the division is for." },
    home: {
      type: flag,
      replaces: true,
      description: "The resource stands for the organization's home division, which always exists: it is changed, never made or deleted.",
    },
    ...ownId("authDivisionId"),
  },
};

const group: ResourceDefinition = {
  name: "Group",
  description:
    "A group of users. With roles enabled its members inherit the roles that are granted to it. An OAuth client cannot be a member.",
  properties: {
    name: { type: text, description: "Name of the group, which must be unique in the organization. The resource's name unless set." },
    description: { type: text, description: "What the group is for." },
    type: { type: oneOf("official", "social"), default: "official", replaces: true, description: "Type of the group." },
    visibility: { type: oneOf("public", "owners", "members"), default: "public", description: "Who sees the group." },
    rulesVisible: { type: flag, default: true, description: "Whether membership rules are visible." },
    rolesEnabled: { type: flag, default: true, description: "Whether members inherit the group's roles." },
    callsEnabled: { type: flag, default: true, description: "Whether the group can be called." },
    includeOwners: { type: flag, default: true, description: "Whether owners are members too." },
    ownerIds: { type: listOf(text), description: "Ids of the owners. Left alone unless set." },
    memberIds: {
      type: setOf(text),
      description: "Ids of the members. Members are left alone unless this or `memberEmails` is set; if set, they are exactly these.",
    },
    memberEmails: {
      type: setOf(text),
      ours: true,
      description:
        "Email addresses of members beside `memberIds`. A person who does not exist or is not active is a warning, not an error.",
    },
    missingMembers: {
      type: setOf(text),
      output: true,
      ours: true,
      description: "Those of `memberEmails` for which there was no active user at the last change.",
    },
    resolvedMembers: {
      type: setOf(
        object("GroupResolvedMember", {
          email: { type: text, required: true, description: "Address in `memberEmails`." },
          userId: { type: text, required: true, description: "The user that it stood for at the last change." },
        }),
      ),
      output: true,
      ours: true,
      description: "The users that `memberEmails` stood for at the last change.",
    },
    addresses: { type: anything, refused: elsewhere("A group's telephone number"), description: "Not managed here." },
    voicemailPolicy: { type: anything, refused: elsewhere("A group's voicemail policy"), description: "Not managed here." },
    ...ownId("groupId"),
  },
};

/** Division that stands for all divisions. */
const everyDivision = "`*` stands for all divisions, none for the home division.";

function subjectRoles(name: string, subject: string): Properties {
  return {
    roles: {
      type: setOf(
        object(`${name}Role`, {
          roleId: { type: text, description: "Id of the role. This or `roleName`." },
          divisionIds: { type: setOf(text), description: `Ids of the divisions in which the role is granted. ${everyDivision}` },
          roleName: { type: text, ours: true, description: "Name of the role, looked up when the grant is made." },
          divisionNames: {
            type: setOf(text),
            ours: true,
            description: "Names of divisions beside `divisionIds`, looked up when the grant is made.",
          },
        }),
      ),
      description: `Roles of the ${subject}, each with its divisions. Nothing is done when this is not set.`,
    },
    exclusive: {
      type: flag,
      default: false,
      ours: true,
      description: `The program owns all grants of the ${subject}: those of others are removed. The bridged provider always does that; here it must be asked for.`,
    },
    grants: {
      type: setOf(
        object(`${name}Grant`, {
          roleId: { type: text, required: true, description: "Role." },
          divisionId: { type: text, required: true, description: "Division, or `*`." },
        }),
      ),
      output: true,
      ours: true,
      description: "Grants that this resource made, and takes away when it is deleted.",
    },
    grantsOfOthers: {
      type: setOf(
        object(`${name}GrantOfOthers`, {
          roleId: { type: text, required: true, description: "Role." },
          divisionId: { type: text, required: true, description: "Division, or `*`." },
        }),
      ),
      output: true,
      ours: true,
      description: "Grants of `roles` that were there before, so that they stay when this resource is deleted.",
    },
  };
}

const groupRoles: ResourceDefinition = {
  name: "GroupRoles",
  description: "Roles that are granted to a group. The resource owns only the grants that it made, unless it is `exclusive`.",
  properties: {
    groupId: { type: text, replaces: true, description: "Id of the group. This or `groupName`." },
    groupName: { type: text, replaces: true, ours: true, description: "Name of the group, looked up when the grants are made." },
    ...subjectRoles("GroupRoles", "group"),
    ...ownId("groupRolesId"),
  },
};

const userRoles: ResourceDefinition = {
  name: "UserRoles",
  description: "Roles that are granted to a user. The resource owns only the grants that it made, unless it is `exclusive`.",
  properties: {
    userId: { type: text, replaces: true, description: "Id of the user. This or `userEmail`." },
    userEmail: { type: text, replaces: true, ours: true, description: "Email address of the user, looked up when the grants are made." },
    ...subjectRoles("UserRoles", "user"),
    ...ownId("userRolesId"),
  },
};

const user: ResourceDefinition = {
  name: "User",
  description: "A user, as far as access is concerned: who may log in, and in which division.",
  properties: {
    email: { type: text, required: true, description: "Email address and login name." },
    name: { type: text, description: "Full name. The resource's name unless set." },
    password: { type: text, secret: true, description: "Password. Set when it is given and whenever it changes; never read back." },
    state: { type: oneOf("active", "inactive"), default: "active", description: "State of the user." },
    divisionId: { type: text, description: "Id of the user's division. The home division unless this or `divisionName` is set." },
    divisionName: { type: text, ours: true, description: "Name of the user's division, looked up when the user is made or moved." },
    department: { type: text, description: "Department." },
    title: { type: text, description: "Job title." },
    manager: { type: text, description: "Id of the user's manager." },
    acdAutoAnswer: { type: anything, refused: elsewhere("Automatic answering"), description: "Not managed here." },
    addresses: { type: anything, refused: elsewhere("A telephone number or other address"), description: "Not managed here." },
    certifications: { type: anything, refused: elsewhere("A certification"), description: "Not managed here." },
    employerInfos: { type: anything, refused: elsewhere("Information about the employer"), description: "Not managed here." },
    locations: { type: anything, refused: elsewhere("A location"), description: "Not managed here." },
    profileSkills: { type: anything, refused: elsewhere("A skill of the profile"), description: "Not managed here." },
    routingLanguages: { type: anything, refused: elsewhere("A routing language"), description: "Not managed here." },
    routingSkills: { type: anything, refused: elsewhere("A routing skill"), description: "Not managed here." },
    routingUtilizations: { type: anything, refused: elsewhere("Utilization"), description: "Not managed here." },
    voicemailUserpolicies: { type: anything, refused: elsewhere("A voicemail policy"), description: "Not managed here." },
    ...ownId("userId"),
  },
};

const oauthClient: ResourceDefinition = {
  name: "OauthClient",
  description:
    "An OAuth client. A client with the grant type client credentials acts with its roles; any other acts with the rights of the user behind its token, " +
    "cut down by its scopes. Making, changing and deleting a client needs every role of the client: see the provider's setting `deployerRoles`.",
  properties: {
    name: { type: text, description: "Name of the client. Need not be unique. The resource's name unless set." },
    description: { type: text, description: "What the client is for." },
    authorizedGrantType: {
      type: oneOf("CODE", "TOKEN", "SAML2BEARER", "SAML2-BEARER", "PASSWORD", "CLIENT-CREDENTIALS"),
      required: true,
      description: "How the client gets its tokens.",
    },
    accessTokenValiditySeconds: {
      type: { kind: "number", min: 300, max: 38_880_000 },
      default: 86_400,
      description: "How long a token lives, in seconds. More than 172800 only for clients that use nothing but SCIM.",
    },
    registeredRedirectUris: { type: setOf(text), description: "Addresses to which a login may return." },
    scopes: { type: setOf(text), description: "Scopes, for every grant type but client credentials." },
    roles: {
      type: setOf(
        object("OauthClientRole", {
          roleId: { type: text, description: "Id of the role. This or `roleName`." },
          divisionId: { type: text, description: `Id of the division in which the client has the role. ${everyDivision}` },
          roleName: { type: text, ours: true, description: "Name of the role, looked up when the client is made or changed." },
          divisionName: {
            type: text,
            ours: true,
            description: "Name of the division instead of its id, looked up when the client is made or changed.",
          },
        }),
      ),
      description: "Roles of a client with the grant type client credentials, each in one division.",
    },
    state: {
      type: oneOf("active", "inactive"),
      default: "active",
      description: "State of the client. No new client can be inactive from the start: it is made active and then changed.",
    },
    exposeClientSecret: {
      type: flag,
      default: false,
      description:
        "Keep the client's secret in the state, encrypted, and give it as `clientSecret`. Genesys Cloud shows a secret once, when it is made: " +
        "turned on later, it has an effect when the secret is next replaced (`secretVersion`).",
    },
    secretVersion: {
      type: text,
      ours: true,
      description:
        "Any text. When it changes the client gets a new secret in place, and the old one stops working at once: every consumer is interrupted until it has the new one.",
    },
    clientId: { type: text, output: true, description: "The client's id, as an application needs it." },
    clientSecret: {
      type: text,
      output: true,
      secret: true,
      refused:
        "Genesys Cloud makes the secret; it cannot be chosen. Set exposeClientSecret to read it, and change secretVersion to replace it.",
      description: "The client's secret when `exposeClientSecret` is set, otherwise empty.",
    },
    directoryClientSecret: {
      type: anything,
      refused: "It would write the secret to a file in clear. Set exposeClientSecret and read the output clientSecret, which is encrypted.",
      description: "Not offered: it writes the secret to a file in clear.",
    },
    integrationCredentialName: {
      type: anything,
      refused: "A credential is a resource of its own here: IntegrationCredential, with the client's id and secret as its fields.",
      description: "Not offered: use IntegrationCredential.",
    },
    ...ownId("oauthClientId"),
  },
};

/** The resource types of the package. */
export const resourceDefinitions: readonly ResourceDefinition[] = [
  authDivision,
  authRole,
  group,
  groupRoles,
  integration,
  integrationCredential,
  oauthClient,
  orgauthorizationPairing,
  recordingMediaRetentionPolicy,
  recordingSettings,
  user,
  userRoles,
];
