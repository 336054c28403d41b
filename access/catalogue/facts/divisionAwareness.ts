import type { Sourced } from "./fact";

/** Whether a permission is held per division, as far as it is known without asking a live org. */
export interface DivisionAwareness extends Sourced {
  readonly aware: boolean;
}

/**
 * Permissions that are held per division, as `domain:entity` prefixes. Source: Genesys help pages
 * on divisions and transactional objects; that the objects are divisioned is confirmed, that each
 * permission is follows from it (likely). The flag `divisionAware` of a live org's
 * `authorization/permissions` settles it.
 */
const perDivision: readonly string[] = [
  "analytics:agentConversation",
  "analytics:conversation",
  "architect:",
  "audits:",
  "caseManagement:",
  "conversation:",
  "directory:user:",
  "externalContacts:",
  "groups:team:",
  "outbound:",
  "quality:evaluation",
  "recording:",
  "routing:queue:",
  "routing:queueMember:",
  "routing:schedule",
  "routing:emergencyGroup:",
  "routing:skillGroup:",
  "scripter:",
  "task",
  "wfm:",
  "workitems:",
];

/** Permissions that no division limits, although a prefix above covers them. */
const perOrg: readonly string[] = ["recording:crossPlatformRetentionPolicy:", "recording:retentionPolicy:", "recording:settings:"];

const knownPerOrg: readonly string[] = [
  "oauth:",
  "authorization:role:",
  "groups:",
  "directory:group:",
  "integrations:",
  "integration:",
  "directory:organization:",
];

/** What is known about a permission; everything outside the lists is taken as not per division (likely). */
export function divisionAwareness(permission: string): DivisionAwareness {
  if (perOrg.some((prefix) => permission.startsWith(prefix))) {
    return { aware: false, certainty: "likely", source: "help: divisions overview; not among the divisioned objects" };
  }
  if (perDivision.some((prefix) => permission.startsWith(prefix))) {
    return { aware: true, certainty: "likely", source: "help: divisions overview, access control for transactional objects" };
  }
  if (knownPerOrg.some((prefix) => permission.startsWith(prefix))) {
    return { aware: false, certainty: "likely", source: "help: divisions overview; objects without a division" };
  }
  return {
    aware: false,
    certainty: "likely",
    source: "nothing says that it is held per division; a live org's authorization/permissions settles it",
  };
}
