export { assertClean, assertFinds, type Expected } from "./assert";
export { asProxied, runInEngine, UnknownTouched, type EngineRunOptions } from "./engine";
export { buildProgram, programFromYaml, type ProgramOptions, type ResourceText } from "./program";
export { checkProgram } from "./run";
export { emptyGraph, GraphBuilder, policiesOf } from "../../access/graph/build";
