import type { Cause } from "../cause";
import { menus } from "../menus";

/** Cause `sensitive-data-hidden`: Sensitive parts of recordings are hidden from the caller. */
export const sensitiveDataHidden: Cause = {
  id: "sensitive-data-hidden",
  title: "Sensitive parts of recordings are hidden from the caller",
  stage: "service",
  certainty: "confirmed",
  source: "Help pages on recording redaction; specification of recording jobs (recording:recording:viewSensitiveData)",
  detectable: "program",
  configuration: "The org redacts sensitive data, and the principal lacks recording:recording:viewSensitiveData.",
  seen: [
    { status: 200, note: "recordings come redacted, or are left out of a batch" },
    { status: 403, note: "a recording job that asks for sensitive data is rejected" },
  ],
  beliefs: [
    { belief: "The recording is damaged or was never made.", truth: "It is whole, and shown without its sensitive parts." },
    { belief: "recording:recording:view shows everything.", truth: "Sensitive data has a permission of its own." },
  ],
  fix: {
    sentence: "Grant recording:recording:viewSensitiveData, with a reason that stands up to review, or live with the redaction.",
    orgFile: `genesys-access:applications:
  compliance-archive:
    purpose: Full recordings for the regulator
    calls:
      - POST /api/v2/recording/batchrequests
    recordings: [audio]
    permissions:
      - permission: recording:recording:viewSensitiveData
        reason: the regulator requires recordings that are not redacted`,
    menu: `${menus.roles}: Recording > Recording > View Sensitive Data`,
  },
  prove: [
    "genesys-access what application:NAME --org ORG",
    'curl -s https://api.DOMAIN/api/v2/recording/settings -H "Authorization: Bearer $TOKEN"',
  ],
  near: ["recording-view-subpermission", "home-division-only-grant"],
};
