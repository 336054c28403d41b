import type { Cause } from "../cause";

/** Cause `misleading-error-text`: The message names the wrong permission. */
export const misleadingErrorText: Cause = {
  id: "misleading-error-text",
  title: "The message names the wrong permission",
  stage: "text",
  certainty: "confirmed",
  source:
    "Terraform provider issue 278 (a Java class name where the permission should stand) and PR 2110 (hint of the API is wrong for group voicemail policies)",
  detectable: "never",
  configuration:
    "Nothing particular. The API prints a permission that the operation does not ask for, or no permission at all but a piece of its own code.",
  seen: [
    {
      status: 403,
      code: "missing.permissions",
      message: "You are missing the following permission(s): com.inin.pubapi.iam.util.ResourcePermission",
    },
    { status: 403, code: "missing.any.permissions", note: "with permissions that the specification does not list for the operation" },
  ],
  beliefs: [
    { belief: "Granting what the message names is always enough.", truth: "Compare with what the operation declares; grant that." },
  ],
  fix: {
    sentence: "Trust what the operation declares, not the message: `needs` lists it.",
    menu: "Admin > People & Permissions > Roles/Permissions, with the permissions that `needs` lists",
  },
  prove: ['genesys-access needs "CALL"'],
  near: ["missing-permission-any", "missing-permission-all", "permission-unavailable-in-org"],
};
