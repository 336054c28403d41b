import type { GenesysApi } from "../api/client";
import { isApiError } from "../api/errors";
import type { Pair, Subject, SubjectType } from "./model";

/** A holder of grants, with its grants; undefined when it does not exist. */
export async function readSubject(
  api: GenesysApi,
  id: string,
  options: { justMade?: boolean; onWait?: (message: string) => void } = {},
): Promise<Subject | undefined> {
  try {
    return await api.call<Subject>({
      method: "GET",
      path: "/api/v2/authorization/subjects/{subjectId}",
      parameters: { subjectId: id },
      onWait: options.onWait,
      lateLimitMs: 60_000,
      ...(options.justMade === true ? { late: ({ status }) => (status === 404 ? "it was only just made" : undefined) } : {}),
    });
  } catch (error) {
    if (isApiError(error, 404)) return undefined;
    throw error;
  }
}

/** Grants roles. Granting what is held already changes nothing. */
export async function addGrants(
  api: GenesysApi,
  id: string,
  subjectType: SubjectType,
  grants: readonly Pair[],
  options: { justMade?: boolean; onWait?: (message: string) => void } = {},
): Promise<void> {
  if (grants.length === 0) return;
  await api.call({
    method: "POST",
    path: "/api/v2/authorization/subjects/{subjectId}/bulkadd",
    parameters: { subjectId: id },
    query: { subjectType },
    body: { grants },
    repeatable: true,
    onWait: options.onWait,
    ...(options.justMade === true
      ? {
          late: ({ status, code }) =>
            status === 404 || code === "bad.role.divisions" || code.startsWith("missing.division")
              ? "what was only just made is not known everywhere yet"
              : undefined,
        }
      : {}),
  });
}

/** Takes grants back. Taking back what is not held, or from a subject that is gone, changes nothing. */
export async function removeGrants(
  api: GenesysApi,
  id: string,
  grants: readonly Pair[],
  options: { onWait?: (message: string) => void } = {},
): Promise<void> {
  if (grants.length === 0) return;
  try {
    await api.call({
      method: "POST",
      path: "/api/v2/authorization/subjects/{subjectId}/bulkremove",
      parameters: { subjectId: id },
      body: { grants },
      repeatable: true,
      onWait: options.onWait,
    });
  } catch (error) {
    if (!isApiError(error, 404)) throw error;
  }
}
