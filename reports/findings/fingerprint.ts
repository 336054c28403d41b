import { createHash } from "node:crypto";
import type { Finding } from "../../policies/finding";

/** Names a finding across runs and edits: rule, org and key, without line or wording. 32 hexadecimal digits. */
export function fingerprint(finding: Pick<Finding, "rule" | "org" | "key">): string {
  return createHash("sha256").update(`${finding.rule}\n${finding.org}\n${finding.key}`).digest("hex").slice(0, 32);
}
