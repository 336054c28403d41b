import { listOf, mapOf, object, oneOf, text, type ResourceDefinition } from "./define";
import { ownId } from "./parts";

const config = object("IntegrationConfig", {
  name: { type: text, description: "Name of the integration. A new one has the resource's name unless set." },
  notes: { type: text, description: "What the integration is for." },
  properties: {
    type: text,
    description:
      "Properties of the integration's type, as JSON text. What the text names is made so; properties that it does not name stay as they are.",
  },
  advanced: { type: text, description: "Advanced properties, as JSON text; what it does not name stays as it is." },
  credentials: {
    type: mapOf(text),
    description:
      "Ids of credentials by the name under which the integration's type knows them, such as `pureCloudOAuthClient` or `basicAuth`. Others stay as they are.",
  },
});

/** An integration with its configuration. */
export const integration: ResourceDefinition = {
  name: "Integration",
  description:
    "An integration: what connects the organization with a service, such as the data actions of Genesys Cloud itself (`purecloud-data-actions`). " +
    "It is read before a change, and what the program does not name in `config` stays as it is.",
  properties: {
    integrationType: {
      type: text,
      required: true,
      replaces: true,
      description: "Id of the integration's type, such as `purecloud-data-actions` or `custom-rest-actions`.",
    },
    intendedState: {
      type: oneOf("ENABLED", "DISABLED"),
      default: "DISABLED",
      description: "Whether the integration is meant to work.",
    },
    config: { type: config, description: "Name, notes, properties and credentials of the integration." },
    ...ownId("integrationId"),
  },
};

/** A credential that an integration uses. */
export const integrationCredential: ResourceDefinition = {
  name: "IntegrationCredential",
  description:
    "A credential that integrations use, such as the id and secret of an OAuth client for data actions. Genesys Cloud never gives its fields back: " +
    "they are kept in the state, encrypted, and what somebody else writes into them is not seen.",
  properties: {
    name: { type: text, description: "Name of the credential. The resource's name unless set." },
    credentialTypeName: {
      type: text,
      required: true,
      replaces: true,
      description: "Type of the credential, such as `pureCloudOAuthClient`, `basicAuth` or `userDefined`.",
    },
    fields: {
      type: mapOf(text),
      secret: true,
      description: "The credential's fields; of a `pureCloudOAuthClient` they are `clientId` and `clientSecret`.",
    },
    secretVersion: {
      type: text,
      ours: true,
      description:
        "Any text. When it changes the fields are written to Genesys Cloud again, although they are the same: after somebody changed them there.",
    },
    ...ownId("integrationCredentialId"),
  },
};

/** A request of this organization's users and groups for access to another one. */
export const orgauthorizationPairing: ResourceDefinition = {
  name: "OrgauthorizationPairing",
  description:
    "A request for trust: names users and groups of this organization that another one may let in. The other organization's administrator accepts it with " +
    "the id and decides on the roles. OAuth clients cannot be named. A pairing cannot be changed or deleted, and it expires by itself.",
  properties: {
    userIds: { type: listOf(text), replaces: true, description: "Ids of the users." },
    groupIds: { type: listOf(text), replaces: true, description: "Ids of the groups." },
    userEmails: {
      type: listOf(text),
      replaces: true,
      ours: true,
      description: "Email addresses of users beside `userIds`, looked up when the pairing is made.",
    },
    groupNames: {
      type: listOf(text),
      replaces: true,
      ours: true,
      description: "Names of groups beside `groupIds`, looked up when the pairing is made.",
    },
    ...ownId("orgauthorizationPairingId"),
  },
};
