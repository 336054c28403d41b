export type { Decision, Reason } from "./decision";
export { createDecider, decide, type Decider, type EffectivePermission, type Holds } from "./decider";
export { principalOf, type Circumstances, type Principal } from "./principal";
export type { Refusal } from "./refusal";
export { bracketed, refuse, scopesAsPrinted, type RefusalParts } from "./refuse";
export { addressIn } from "./addresses";
export { describeCondition, isCurrentUser, judgeCondition } from "./conditions";
export { describeSubject } from "./holdings";
