export { LiveApi, defaultLimit, type LiveApiOptions, type LiveTarget, type Send } from "./api/client";
export { realClock, type Clock } from "./api/clock";
export type { Read, Unread } from "./api/answer";
export { readOrg, readRecording, type Caller, type Interest, type LiveReading, type RecordingReading } from "./org/read";
export { toGraph, unreadIn, type LiveOrg, type LiveWhere } from "./org/graph";
export { completed, withDeclarations, type Matched } from "./org/declarations";
export { interestOf, joined } from "./org/interest";
