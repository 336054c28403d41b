import type { PlannedObject } from "../../access/graph/planned";
import { plannedFrom } from "../reading/planned";
import { NotPlain, properties, text, type Plain } from "./plain";
import type { ComponentPlan } from "./plans";
import { componentTokens, type ProgramResource } from "./resource";

/** What a component of ours makes: as its plan says, or as follows from its access where the plan lists no resources. */
export function plannedBy({ component, access }: ComponentPlan): readonly PlannedObject[] {
  const listed = properties(component.properties["plan"])["resources"];
  if (!Array.isArray(listed)) return plannedFrom(access);
  const made = (listed as readonly Plain[]).flatMap((each): readonly PlannedObject[] => {
    const { type, name, inputs } = properties(each);
    return typeof type === "string" ? [{ type, name: text(name) ?? component.name, inputs: known(inputs) as PlannedObject["inputs"] }] : [];
  });
  return [...made, ...(component.type === `${componentTokens}ScreenRecording` ? [{ type: component.type, name: component.name, inputs: {} }] : [])];
}

/** Inputs on which it depends what the provider calls. Nothing else is kept: other properties may hold secrets. */
const telling = ["memberEmails", "memberIds", "conditions", "actions", "userEmails", "groupNames", "division"] as const;

/** The inputs of a resource that decide what the provider calls for it. */
export function inputsOf({ properties: values }: ProgramResource): PlannedObject["inputs"] {
  return known(Object.fromEntries(telling.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])))) as PlannedObject["inputs"];
}

/** Values without what is absent; what is written and not known yet is an empty text. */
function known(value: Plain | undefined): unknown {
  if (value instanceof NotPlain) return "";
  if (value === undefined || value === null) return {};
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Plain[]).map(known);
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, known(each as Plain)]])));
}
