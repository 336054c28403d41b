import type { Sourced } from "./fact";

/** A fact about one operation on which the sources disagree. */
export interface Doubt extends Sourced {
  readonly operation: string;
  readonly about: "permission" | "scope" | "grant-type";
  readonly text: string;
}

/** Open disagreements; an answer that rests on one carries its certainty. */
export const doubts: readonly Doubt[] = [
  {
    operation: "getUsersMe",
    about: "scope",
    text: "the call has been seen to work without the scope user-basic-info",
    certainty: "unsupported",
    source: "public reports; open question on scope enforcement",
  },
  {
    operation: "postConversationsCalls",
    about: "permission",
    text: "public texts speak of conversation:call:add where the specification says conversation:conference:add",
    certainty: "unsupported",
    source: "public texts against the specification of July 2026",
  },
  {
    operation: "postConversationsEmailReconnect",
    about: "grant-type",
    text: "its description, not its list of refusals, says that it needs a user",
    certainty: "likely",
    source: "specification of July 2026, text of the operation",
  },
];
