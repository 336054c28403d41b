import * as z from "zod";
import { read, type Call, type Handlers } from "../server/call";
import { ok } from "../server/reply";

const anything = z.record(z.string(), z.unknown());

/** Settings of the org that are kept and echoed; those that decide access act. */
export const settingsHandlers: Handlers = {
  getAuthorizationSettings: (call) => ok(stored(call, "authorization-settings", { analysisHour: 0, analysisDays: 0 })),
  patchAuthorizationSettings: (call) => ok(change(call, "authorization-settings", { analysisHour: 0, analysisDays: 0 })),

  getAuthorizationRolesSettings: (call) => ok(roleSettings(call)),
  putAuthorizationRolesSettings: (call) => {
    const { authorizationGrantDivisionAware } = read(call, z.object({ authorizationGrantDivisionAware: z.boolean().nullish() }));
    if (authorizationGrantDivisionAware != null) {
      const { record } = call.org;
      call.org.info.put("me", { ...record, settings: { ...record.settings, divisionAwareGranting: authorizationGrantDivisionAware } });
    }
    return ok(roleSettings(call));
  },

  getOrganizationsAuthenticationSettings: (call) => ok(authenticationSettings(call)),
  patchOrganizationsAuthenticationSettings: (call) => {
    change(call, "authentication-settings", {});
    const { ipAddressAllowlist } = read(call, z.object({ ipAddressAllowlist: z.array(z.cidrv4()).max(150).nullish() }));
    if (ipAddressAllowlist !== undefined) {
      const { record } = call.org;
      call.org.info.put("me", { ...record, settings: { ...record.settings, allowedAddresses: ipAddressAllowlist ?? [] } });
    }
    return ok(authenticationSettings(call));
  },

  getTokensTimeout: (call) => ok(stored(call, "tokens-timeout", { idleTokenTimeoutSeconds: 0, enableIdleTokenTimeout: false })),
  putTokensTimeout: (call) => ok(change(call, "tokens-timeout", { idleTokenTimeoutSeconds: 0, enableIdleTokenTimeout: false })),
};

function roleSettings(call: Call): unknown {
  return { authorizationGrantDivisionAware: call.org.settings.divisionAwareGranting };
}

function authenticationSettings(call: Call): unknown {
  return {
    ...stored(call, "authentication-settings", {
      multifactorAuthenticationRequired: false,
      domainAllowlistEnabled: false,
      domainAllowlist: [],
      passwordRequirements: {},
    }),
    ipAddressAllowlist: call.org.settings.allowedAddresses,
  };
}

function stored(call: Call, key: string, defaults: Record<string, unknown>): Record<string, unknown> {
  return { ...defaults, ...call.org.documents.get(key) };
}

function change(call: Call, key: string, defaults: Record<string, unknown>): Record<string, unknown> {
  const after = { ...stored(call, key, defaults), ...read(call, anything) };
  call.org.documents.put(key, after);
  return after;
}
