export {
  grantTypesOf,
  needs,
  needsToJson,
  type CallNeeds,
  type NeededPermission,
  type Needs,
  type NeedsJson,
  type NeedsOptions,
} from "./needs";
