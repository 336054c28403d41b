import { policiesOf } from "../../access/graph/build";
import { emptyFragment, type AccessFragment } from "../../access/graph/fragment";
import type { DivisionRef, GrantType } from "../../access/graph/graph";
import { readDeclaredCalls } from "./declaredCalls";
import { onlyAfterUpdate } from "../reading/open";
import { elements, properties, text, type Plain } from "./plain";
import { componentTokens, type ProgramResource } from "./resource";

/** Type token of the component for an application. */
export const applicationToken = `${componentTokens}Application`;

const grantTypes: readonly GrantType[] = ["CLIENT-CREDENTIALS", "CODE", "TOKEN", "SAML2-BEARER", "PASSWORD"];

/**
 * What the arguments of an Application component say by themselves, before its plan is registered:
 * enough for rules that need one resource only. What follows from the calls (its role, its grants)
 * is not known here and is marked so.
 */
export function readApplicationArgs(resource: ProgramResource): AccessFragment {
  const values = resource.properties;
  const key = resource.name;
  const name = text(values["applicationName"]) ?? key;
  const place = { kind: "urn", urn: resource.urn } as const;
  const at = (property: string) => ({ ...place, property });
  const grantType = grantTypes.find((each) => each === (text(values["grantType"]) ?? "CLIENT-CREDENTIALS"));
  const lifetime = values["tokenLifetimeSeconds"];
  const uris = elements(values["redirectUris"]).filter((uri) => typeof uri === "string");
  const asked = elements(values["permissions"]).flatMap((entry) => text(properties(entry)["permission"]) ?? []);
  const division = (named: Plain): DivisionRef => {
    if (named === "all" || named === "home") return { kind: named };
    return typeof named === "string" ? { kind: "division", key: named } : { kind: "unknown", why: `its divisions are ${onlyAfterUpdate}` };
  };
  const later = "what follows from its calls is registered by the component";
  return {
    ...emptyFragment,
    clients: [
      {
        key,
        name,
        grantType: grantType ?? { unknown: "it is none of the grant types" },
        scopes: elements(values["scopes"]).flatMap((scope) => (typeof scope === "string" ? [{ scope, place: at("scopes") }] : [])),
        state: "active",
        redirectUris: uris,
        ...(typeof lifetime === "number" ? { tokenLifetimeSeconds: lifetime } : {}),
        incomplete: later,
        place,
      },
    ],
    roles: asked.length === 0 ? [] : [{ key: name, name, policies: policiesOf(asked, at("permissions")), incomplete: later, place }],
    applications: [
      {
        ...readDeclaredCalls(resource, { client: () => undefined, users: new Map(), division, clientOf: () => undefined }),
        name,
        client: key,
      },
    ],
  };
}
