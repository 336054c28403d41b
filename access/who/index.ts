export {
  describeGranted,
  describePrincipal,
  principalsOf,
  resolvePrincipal,
  what,
  who,
  whoMatrix,
  type NamedPrincipal,
  type ResolvedPrincipal,
  type WhatEntry,
  type WhatGroup,
  type WhoEntry,
} from "./who";
