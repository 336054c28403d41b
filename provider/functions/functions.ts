import { ProviderError } from "../api/errors";
import { findGroup, findUsers } from "../genesys/search";
import { queueIds } from "../genesys/queues";
import { nearest } from "../plan/check";
import { textOf, type Values } from "../rpc/values";
import { functionToken } from "../schema/define";
import { functionDefinitions } from "../schema/functions";
import type { FunctionDefinition } from "../schema/define";
import type { Session } from "../session";

/** One function of the package. */
export interface FunctionHandler {
  readonly definition: FunctionDefinition;
  readonly call: (session: Session, inputs: Values) => Promise<Values>;
}

function name(inputs: Values): string {
  return textOf(inputs["name"]) ?? "";
}

const calls: Readonly<Record<string, FunctionHandler["call"]>> = {
  getAuthDivision: async ({ directory }, inputs) => ({ id: await directory.divisionId(name(inputs)), name: name(inputs) }),

  getAuthDivisionHome: async ({ directory }) => {
    const home = await directory.home();
    return { id: home.id, name: home.name, description: home.description ?? "" };
  },

  getAuthRole: async ({ directory }, inputs) => ({ id: await directory.roleId(name(inputs)), name: name(inputs) }),

  getAuthorizationProduct: async ({ api, directory }, inputs) => {
    const products = (await directory.products.all()).map(({ id }) => id).sort();
    if (!products.includes(name(inputs))) {
      const meant = nearest(name(inputs), products);
      throw new ProviderError(
        `The organization (${api.settings.target}) does not have the product "${name(inputs)}".${meant === undefined ? "" : ` Did you mean "${meant}"?`} ` +
          `It has: ${products.length === 0 ? "none" : products.join(", ")}.`,
      );
    }
    return { id: name(inputs), name: name(inputs) };
  },

  getGroup: async ({ api }, inputs) => {
    const [group] = await findGroup(api, name(inputs));
    if (group === undefined) throw new ProviderError(`There is no group "${name(inputs)}" in the organization (${api.settings.target}).`);
    return { id: group.id, name: group.name };
  },

  getIntegration: async ({ directory }, inputs) => ({ id: await directory.integrationId(name(inputs)), name: name(inputs) }),

  getOauthClient: async ({ api, directory }, inputs) => {
    const clients = (await directory.clients.all()).filter(({ state }) => (state ?? "active") !== "deleted");
    const found = clients.filter((client) => client.name === name(inputs));
    const living = found.filter(({ state }) => (state ?? "active") === "active");
    const candidates = living.length > 0 ? living : found;
    const [client] = candidates;
    if (client === undefined) {
      const meant = nearest(
        name(inputs),
        clients.map((candidate) => candidate.name),
      );
      throw new ProviderError(
        `There is no OAuth client "${name(inputs)}" in the organization (${api.settings.target}).${meant === undefined ? "" : ` Did you mean "${meant}"?`}`,
      );
    }
    if (candidates.length > 1)
      throw new ProviderError(`Several OAuth clients are called "${name(inputs)}": ${candidates.map(({ id }) => id).join(", ")}.`);
    return { id: client.id, name: client.name };
  },

  getOrganizationsMe: async ({ api }) => {
    const organization = await api.organizationMe();
    const text = (field: string): string => {
      const value = organization[field];
      return typeof value === "string" ? value : "";
    };
    return {
      id: organization.id,
      name: organization.name,
      defaultCountryCode: text("defaultCountryCode"),
      defaultLanguage: text("defaultLanguage"),
      defaultSiteId: text("defaultSiteId"),
      domain: text("domain"),
      productPlatform: text("productPlatform"),
      supportUri: text("supportURI") || text("supportUri"),
      thirdPartyOrgName: text("thirdPartyOrgName"),
      voicemailEnabled: organization["voicemailEnabled"] === true,
    };
  },

  getRoutingQueue: async ({ api }, inputs) => {
    const [id = ""] = (await queueIds(api, [name(inputs)])).values();
    return { id, name: name(inputs) };
  },

  getUser: async ({ api }, inputs) => {
    const byName = textOf(inputs["name"]);
    const value = byName ?? textOf(inputs["email"]);
    if (value === undefined) throw new ProviderError("getUser needs an email address or a name.");
    const found = await findUsers(api, byName === undefined ? "email" : "name", [value], ["active", "inactive"]);
    const [user] = found;
    if (user === undefined) throw new ProviderError(`There is no user "${value}" in the organization (${api.settings.target}).`);
    if (found.length > 1)
      throw new ProviderError(`Several users are called "${value}": ${found.map(({ email }) => email).join(", ")}. Use the email address.`);
    return { id: user.id, email: user.email, name: user.name };
  },
};

/** The functions by their tokens. */
export const functionHandlers: ReadonlyMap<string, FunctionHandler> = new Map(
  functionDefinitions.map((definition) => {
    const call = calls[definition.name];
    if (call === undefined) throw new Error(`The function ${definition.name} is defined but not written`);
    return [functionToken(definition.name), { definition, call }];
  }),
);
