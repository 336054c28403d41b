export { affectedCalls, type AffectedCall } from "./affected";
export { compareOperations, describeChange, type CatalogueChange, type Gate } from "./compare";
export { compareLive, readLivePermissions, type LiveComparison, type LivePermissions } from "./live";
export { checkPlausible } from "./plausible";
export { refreshCatalogue, type Refresh, type RefreshInput } from "./refresh";
