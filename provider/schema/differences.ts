/** Something in which this provider differs on purpose from the one that Pulumi bridges from Genesys' Terraform provider. */
export interface Difference {
  /** What it is about: a name of the schema such as `GroupRoles.groupId`, or a few words. */
  readonly about: string;
  /** What is different, and why. */
  readonly what: string;
}

/**
 * The differences that the definitions do not already say. Properties that only this provider has are marked `ours` there, and
 * bridged properties that are refused carry their reason; documentation lists both beside these.
 */
export const differences: readonly Difference[] = [
  { about: "Provider.accessToken", what: "Is a secret." },
  { about: "ProviderGatewayAuth.password", what: "Is a secret." },
  { about: "ProviderProxyAuth.password", what: "Is a secret." },
  { about: "Provider.terraformConfig", what: "This method is not offered: there is no Terraform provider behind it." },
  { about: "OauthClientRole.roleId", what: "May be left out when `roleName` is given." },
  { about: "GroupRolesRole.roleId", what: "May be left out when `roleName` is given." },
  { about: "UserRolesRole.roleId", what: "May be left out when `roleName` is given." },
  { about: "GroupRoles.groupId", what: "May be left out when `groupName` is given." },
  { about: "UserRoles.userId", what: "May be left out when `userEmail` is given." },
  { about: "Group.memberIds", what: "As an output it is there only when the program manages the members." },
  { about: "Group.ownerIds", what: "As an output it is there only when the program sets it." },
  { about: "OauthClient.integrationCredentialId", what: "Is no output: the credential is a resource of its own." },
  {
    about: "IntegrationCredential.fields",
    what:
      "May be missing as an output. A `pureCloudOAuthClient` without `clientSecret` is refused; the bridged provider fills in the secret of a client " +
      "that it made in the same run.",
  },
  { about: "Integration.intendedState", what: "Cannot be `DELETED`: to delete an integration take it out of the program." },
  { about: "OrgauthorizationPairing.userIds", what: "May be left out when `userEmails` is given." },
  {
    about: "OrgauthorizationPairing",
    what:
      "One that Genesys Cloud no longer knows, because it was accepted or expired, stays in the state with a warning; the bridged provider asks for a " +
      "new one at the next update.",
  },
  {
    about: "RecordingSettings",
    what: "Genesys' own provider has no such resource in a release; the name is the one proposed there.",
  },
  {
    about: "Integration, RecordingMediaRetentionPolicy",
    what:
      "Are read before a change, and what the program does not name stays as others set it. The bridged provider writes the whole configuration and the " +
      "whole policy. A change of `integrationType` or of `credentialTypeName` replaces.",
  },
  { about: "User.acdAutoAnswer", what: "Is no output, like everything of a user that is refused as an input." },
  {
    about: "Group.addresses",
    what: "Is no output, like everything of a group that is refused as an input. A change of the group leaves it as it is.",
  },
  {
    about: "inputs of functions",
    what: "A function takes only what it looks things up by. What the bridged one returns is no input here; it had no effect there.",
  },
  { about: "names", what: "A name that is not set is the resource's name as it stands; the bridged provider adds random letters." },
  {
    about: "the mark of ownership",
    what:
      "What a resource made carries a short mark at the end of its description, of a user at the end of the job title, of an integration at the end of " +
      "the notes, of a credential, which has nothing else, at the end of the name: `(pulumi:…)`. " +
      "It is shown in no diff. After a run that was killed the next one knows its own objects by it and makes nothing twice.",
  },
  { about: "an object of the same name", what: "Is never taken over. The error names it and the command that imports it." },
  {
    about: "AuthRole",
    what:
      "A change keeps permissions that others put into the role, and names them, unless it is `exclusive`; the bridged provider removes them. " +
      "A wildcard's expansion is kept in the state, so a change inside it is seen; the bridged provider hides it.",
  },
  {
    about: "GroupRoles, UserRoles",
    what: "Own only the grants that they made, and take them back when they are deleted. The bridged ones remove every other grant at a change, and leave theirs at deletion.",
  },
  {
    about: "GroupRolesRole.divisionIds",
    what: "An additional grant in the home division, made by somebody else, is not hidden: it is not this resource's.",
  },
  { about: "Group", what: "Its voicemail policy is not touched, so `voicemail:groupPolicy` permissions are not needed." },
  {
    about: "User",
    what: "A deleted user with the same email address is restored only if this resource made it; the bridged provider restores any.",
  },
  {
    about: "OauthClient",
    what:
      "The roles that the deployer lacks are granted to it for the moment (`deployerRoles`); the bridged provider fails under client credentials, " +
      "and with a user's token leaves the user with them. `exposeClientSecret` turned off takes the secret out of the state.",
  },
  { about: "deletion", what: "Is done when the object is gone already; the bridged provider fails for a client or a role." },
  { about: "proxy", what: "Proxies from the environment hold for HTTPS; loopback addresses are never proxied." },
];
