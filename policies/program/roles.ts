import type { PermissionPolicy, PolicyCondition, Role } from "../../access/graph/graph";
import type { Place } from "../../access/graph/place";
import { onlyAfterUpdate } from "../reading/open";
import { elements, isOpen, properties, text, type Plain } from "./plain";
import { tokens, type ProgramResource } from "./resource";

/** A role resource as a role of the access graph, with whatever of it is not known yet said in `incomplete`. */
export function readRole(resource: ProgramResource, place: Place): Role {
  const written = resource.properties["permissionPolicies"];
  const legacy = resource.properties["permissions"];
  const entries = elements(written).map((entry) => readPolicy(entry, resource.urn));
  const policies = entries.filter((entry) => entry !== undefined);
  const open = isOpen(written) || isOpen(legacy) || policies.length < entries.length || entries.some((entry) => entry?.open === true);
  const defaultRole = text(resource.properties["defaultRoleId"]);
  return {
    key: resource.urn,
    name: text(resource.properties["name"]) ?? resource.name,
    policies: [...policies.map(({ policy }) => policy), ...elements(legacy).flatMap((name) => legacyPolicy(name, resource.urn))],
    ...(defaultRole === undefined ? {} : { builtIn: true }),
    protected: resource.protect,
    ...(open ? { incomplete: `some of its permissions are ${onlyAfterUpdate}` } : {}),
    place,
  };
}

function readPolicy(entry: Plain, urn: string): { readonly policy: PermissionPolicy; readonly open: boolean } | undefined {
  const record = properties(entry);
  const domain = text(record["domain"]);
  const entity = text(record["entityName"]) ?? text(record["entity"]);
  if (domain === undefined || entity === undefined) return undefined;
  const actions = record["actionSets"] ?? record["actionSet"] ?? null;
  const known = elements(actions).filter((action) => typeof action === "string");
  const condition = readCondition(record["conditions"]);
  const place: Place = { kind: "urn", urn, property: "permissionPolicies" };
  return {
    policy: condition === undefined ? { domain, entity, actions: known, place } : { domain, entity, actions: known, condition, place },
    open: isOpen(actions) || known.length < elements(actions).length,
  };
}

const operators = ["EQ", "IN", "GE", "GT", "LE", "LT"] as const;
const operandTypes = ["USER", "QUEUE", "TEAM", "SCALAR", "VARIABLE"] as const;

function readCondition(value: Plain | undefined): PolicyCondition | undefined {
  const record = properties(Array.isArray(value) ? (value as readonly Plain[])[0] : value);
  const terms = elements(record["terms"]);
  if (terms.length === 0) return undefined;
  return {
    conjunction: record["conjunction"] === "OR" ? "OR" : "AND",
    terms: terms.map((term) => {
      const inner = properties(term);
      return {
        variable: text(inner["variableName"]) ?? "",
        operator: operators.find((operator) => operator === inner["operator"]) ?? "EQ",
        operands: elements(inner["operands"]).map((operand) => {
          const of = properties(operand);
          const type = operandTypes.find((each) => each === of["type"]) ?? "SCALAR";
          const operandValue = text(of["value"]) ?? text(of["queueId"]) ?? text(of["userId"]);
          return operandValue === undefined ? { type } : { type, value: operandValue };
        }),
      };
    }),
  };
}

/** Property of an AuthRole that lists general permissions: one word each, and no call is gated by them. */
export const generalPermissions = "permissions";

/** General permissions that the bridged provider's documentation names. */
const documentedGeneral: ReadonlySet<string> = new Set(["group_creation"]);

/** True for a general permission of a role: not `domain:entity:action`, and in no list of the specification. */
export function isGeneral({ entity, actions, place }: PermissionPolicy): boolean {
  return entity === "" && actions.length === 0 && place.kind === "urn" && place.property === generalPermissions && place.urn.includes(tokens.role);
}

function legacyPolicy(name: Plain, urn: string): readonly PermissionPolicy[] {
  if (typeof name !== "string" || documentedGeneral.has(name)) return [];
  const [domain, entity, action] = name.split(":");
  if (domain !== undefined && entity === undefined) return [{ domain, entity: "", actions: [], place: { kind: "urn", urn, property: generalPermissions } }];
  if (domain === undefined || entity === undefined || action === undefined) return [];
  return [{ domain, entity, actions: [action], place: { kind: "urn", urn, property: generalPermissions } }];
}
