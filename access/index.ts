export * from "./catalogue";
export { weakest, type Certainty } from "./certainty";
export * from "./decide";
export { describeUserError, UserError, type UserErrorParts } from "./errors";
export { emptyGraph, GraphBuilder, policiesOf } from "./graph/build";
export type * from "./graph/graph";
export { allDivisions, lookUp, type GraphLookup } from "./graph/lookup";
export { describePlace, type Place } from "./graph/place";
export * from "./needs";
