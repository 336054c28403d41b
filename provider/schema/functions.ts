import { flag, text, type FunctionDefinition, type Properties } from "./define";

const byName = (what: string): { inputs: Properties; outputs: Properties } => ({
  inputs: { name: { type: text, required: true, description: `Name of the ${what}, exactly.` } },
  outputs: {
    id: { type: text, output: true, description: `Id of the ${what}.` },
    name: { type: text, output: true, description: `Name of the ${what}.` },
  },
});

/** The functions of the package. Inputs of the bridged provider that only repeat an output are left out. */
export const functionDefinitions: readonly FunctionDefinition[] = [
  { name: "getAuthDivision", description: "The division with this name.", ...byName("division") },
  {
    name: "getAuthDivisionHome",
    description: "The home division of the organization.",
    inputs: {},
    outputs: {
      id: { type: text, output: true, description: "Id of the home division." },
      name: { type: text, output: true, description: "Name of the home division." },
      description: { type: text, output: true, description: "What the home division is for." },
    },
  },
  { name: "getAuthRole", description: "The role with this name.", ...byName("role") },
  {
    name: "getAuthorizationProduct",
    description: "The product with this name, if the organization has it. It is an error when it does not: the message lists those that it has.",
    ...byName("product"),
  },
  { name: "getGroup", description: "The group with this name.", ...byName("group") },
  { name: "getIntegration", description: "The integration with this name.", ...byName("integration") },
  {
    name: "getOauthClient",
    description: "The OAuth client with this name. Clients that wait for their deletion do not count.",
    ...byName("client"),
  },
  {
    name: "getOrganizationsMe",
    description: "The organization that the provider's credentials belong to.",
    inputs: {},
    outputs: {
      id: { type: text, output: true, description: "Id of the organization." },
      name: { type: text, output: true, description: "Name of the organization." },
      defaultCountryCode: { type: text, output: true, description: "Country." },
      defaultLanguage: { type: text, output: true, description: "Language." },
      defaultSiteId: { type: text, output: true, description: "Default site." },
      domain: { type: text, output: true, description: "Domain of the organization." },
      productPlatform: { type: text, output: true, description: "Product platform." },
      supportUri: { type: text, output: true, description: "Where its users find support." },
      thirdPartyOrgName: { type: text, output: true, description: "Short name of the organization." },
      voicemailEnabled: { type: flag, output: true, description: "Whether voicemail is enabled." },
    },
  },
  { name: "getRoutingQueue", description: "The queue with this name.", ...byName("queue") },
  {
    name: "getUser",
    description: "The user with this email address, or else with this name. As in the bridged provider the name decides if both are given.",
    inputs: {
      email: { type: text, description: "Email address of the user." },
      name: { type: text, description: "Name of the user, exactly." },
    },
    outputs: {
      id: { type: text, output: true, description: "Id of the user." },
      email: { type: text, output: true, optionalOutput: true, description: "Email address of the user." },
      name: { type: text, output: true, optionalOutput: true, description: "Name of the user." },
    },
  },
];
