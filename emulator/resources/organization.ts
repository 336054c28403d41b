import { catalogue } from "../../access/catalogue";
import { builtInClient } from "../authorization/graph";
import { appPermissions, everyPermission, lackingPermissions } from "../authorization/permissions";
import { trustedPerson } from "../state/partners";
import { listOf, param, type Call, type Handlers } from "../server/call";
import { page } from "../server/paging";
import { noContent, notFound, ok } from "../server/reply";

/** The organization, its products and permissions, and the token itself. */
export const organizationHandlers: Handlers = {
  getOrganizationsMe: ({ org }) => {
    const { record, settings } = org;
    return ok({
      id: record.id,
      name: record.name,
      defaultLanguage: settings.defaultLanguage,
      defaultCountryCode: settings.defaultCountryCode,
      thirdPartyOrgName: settings.domain,
      domain: settings.domain,
      version: 1,
      state: "active",
      defaultSiteId: "",
      supportURI: "",
      voicemailEnabled: false,
      productPlatform: "PURECLOUD",
      features: {},
      selfUri: "/api/v2/organizations/me",
    });
  },

  getAuthorizationProducts: ({ org }) => {
    const entities = [...org.record.products].sort().map((id) => ({ id }));
    return ok({
      entities,
      total: entities.length,
      pageSize: Math.max(entities.length, 25),
      pageNumber: 1,
      pageCount: 1,
      selfUri: "/api/v2/authorization/products",
    });
  },

  getTokensMe: (call) => ok(tokenInfo(call)),

  headTokensMe: () => ({ status: 200 }),

  deleteTokensMe: ({ org, caller }) => {
    org.tokens.delete(caller.tokenKey);
    if (caller.kind === "user") {
      for (const [key, token] of [...org.refreshTokens.entries()])
        if (token.userId === caller.id && token.clientId === caller.client.id) org.refreshTokens.delete(key);
    }
    return { status: 200, body: {} };
  },

  deleteToken: ({ org, path }) => {
    org.removeTokens((token) => token.userId === path["userId"]);
    for (const [key, token] of [...org.refreshTokens.entries()]) if (token.userId === path["userId"]) org.refreshTokens.delete(key);
    return noContent;
  },

  getAuthorizationPermissions: (call) => {
    const domains = new Map<string, Map<string, unknown[]>>();
    const without = lackingPermissions(call.org.record);
    for (const { domain, entity, action } of [...everyPermission(), ...appPermissions(call.org.record)]) {
      if (without.has(`${domain}:${entity}:${action}`)) continue;
      const entities = domains.get(domain) ?? new Map<string, unknown[]>();
      domains.set(domain, entities);
      const actions = entities.get(entity) ?? [];
      entities.set(entity, actions);
      actions.push({
        domain,
        entityType: entity,
        action,
        label: `${domain} ${entity} ${action}`,
        allowsConditions: false,
        divisionAware: catalogue().divisionAwareness(`${domain}:${entity}:${action}`).aware,
      });
    }
    const wanted = call.query.get("queryType") === "domain" ? listOf(call.query, "query").map((name) => name.toLowerCase()) : [];
    const entities = [...domains]
      .filter(([domain]) => wanted.length === 0 || wanted.includes(domain.toLowerCase()))
      .map(([domain, permissions]) => ({ id: domain, domain, permissionMap: Object.fromEntries(permissions) }));
    return ok(page(call, entities, (entity) => entity));
  },

  getOauthScopes: () => {
    const entities = catalogue().scopes.map(scopeInfo);
    return ok({ entities, total: entities.length, pageSize: entities.length, pageNumber: 1, pageCount: 1 });
  },

  getOauthScope: (call) => {
    const scope = param(call, "scopeId");
    if (!catalogue().isScope(scope)) throw notFound();
    return ok(scopeInfo(scope));
  },
};

function scopeInfo(scope: string): unknown {
  return { id: scope, description: scope, selfUri: `/api/v2/oauth/scopes/${encodeURIComponent(scope)}` };
}

function tokenInfo({ org, caller }: Call): unknown {
  const me = { id: org.id, name: org.record.name, selfUri: "/api/v2/organizations/me" };
  const home = caller.kind === "user" && !org.users.has(caller.id) ? trustedPerson(org, caller.id)?.home : undefined;
  const builtIn = caller.token.builtIn === true;
  return {
    organization: me,
    homeOrganization: home === undefined ? me : { id: home.id, name: home.record.name },
    authorizedScope: caller.token.scope ?? [],
    OAuthClient: {
      id: caller.client.id,
      name: caller.client.name,
      organization: builtIn ? { id: builtInClient, name: "Genesys Cloud" } : { id: org.id, name: org.record.name },
    },
  };
}
