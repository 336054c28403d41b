import type { GenesysApi } from "../api/client";
import { ApiError, isApiError } from "../api/errors";

/** How often a change is tried that somebody else keeps overtaking. */
const attempts = 10;

/** Whether the API refused a change because the object has changed since it was read. */
function isConflict(error: unknown): boolean {
  return (
    isApiError(error, 409) ||
    (error instanceof ApiError && error.status === 400 && error.apiMessage.includes("does not match the current version"))
  );
}

/** Reads and changes an object again when somebody else changed it in between. */
export async function retryingConflicts<Result>(
  api: GenesysApi,
  onWait: (message: string) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error) || attempt >= attempts) throw error;
      onWait("somebody else changed it at the same time; reading it again");
      await api.clock.sleep(250 * attempt);
    }
  }
}
