import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `unknown-permission`: The permission does not exist, or is misspelt. */
export const unknownPermission: Cause = {
  id: "unknown-permission",
  title: "The permission does not exist, or is misspelt",
  stage: "permission",
  certainty: "confirmed",
  source:
    "Permissions are domain:entity:action with a camelCase entity (specification); the list of known ones is not closed, a live org's GET /api/v2/authorization/permissions decides",
  detectable: "live",
  configuration:
    "A role, or a request for rights, names something that is no permission: two parts instead of three, underscores, `read` and `write` instead of `view` and `edit`, or another product's word.",
  seen: [
    { status: 403, code: "missing.any.permissions", note: "the right that was meant is still missing" },
    { status: 403, code: "missing.permissions", note: "the same, where all are asked for" },
    { status: 400, note: "the role may be rejected when it is written" },
  ],
  beliefs: [
    {
      belief: "Permissions look like recording:view or view_screen_recordings.",
      truth:
        "They have three parts, such as recording:screenRecording:view; the admin pages show them as Recording > Screen Recording > View.",
    },
    {
      belief: "Scopes and permissions are the same list.",
      truth:
        "Scopes are 134 coarse names such as recordings:readonly; permissions are some 1,400 fine ones. A scope in a role does nothing.",
    },
  ],
  fix: {
    sentence: "Use the real spelling, or better declare the call and let the permissions follow from it.",
    orgFile: `genesys-access:applications:
  recordings-reader:
    permissions:
      - permission: recording:screenRecording:view
        reason: screen recordings are read by a job that no declared call shows`,
    menu: menus.roles,
  },
  prove: [
    "genesys-access search PERMISSION",
    'curl -s "https://api.DOMAIN/api/v2/authorization/permissions?pageSize=100" -H "Authorization: Bearer $TOKEN"',
  ],
  near: ["permission-unavailable-in-org", "invalid-scope-name", "missing-permission-any"],
};
