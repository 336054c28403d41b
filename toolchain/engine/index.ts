export { describeEngine, type Engine, type EngineReport, type Origin, type Progress, type Step } from "./engine";
export { ensureEngine, type EngineOptions } from "./search";
export { consoleReport } from "./report";
export {
  allowBuiltEngineSetting,
  backendOf,
  type Backend,
  emulatorPassphrase,
  engineEnvironment,
  mayChangeRealOrg,
  shellLines,
  stateFolder,
  type EnvironmentOptions,
} from "./environment";
export { packageRoot } from "./root";
export { engineVersion } from "./version";
