import type { Operation } from "../operation";
import type { Sourced } from "./fact";

/** A correction of what the specification says about one operation. */
export interface Override extends Sourced {
  readonly operation: string;
  readonly change: Partial<Pick<Operation, "mode" | "permissions" | "scopes" | "context">>;
  readonly reason: string;
}

/** Every place where the catalogue deliberately differs from the specification. */
export const overrides: readonly Override[] = [
  {
    operation: "getUserrecordingTranscoding",
    change: { mode: "none", permissions: [] },
    reason:
      'the specification has the sentence "They are enforced by the backend" where a permission should stand: none is declared, the service decides',
    certainty: "confirmed",
    source: "specification of July 2026, GET /api/v2/userrecordings/{recordingId}/transcoding",
  },
];
