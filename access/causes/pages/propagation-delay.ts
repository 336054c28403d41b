import type { Cause } from "../cause";

/** Cause `propagation-delay`: The grant is right, but too young to act. */
export const propagationDelay: Cause = {
  id: "propagation-delay",
  title: "The grant is right, but too young to act",
  stage: "permission",
  certainty: "confirmed",
  source: "Help page on roles: up to five minutes; Terraform provider sleeps after grants; premium app wizard polls after assigning a role",
  detectable: "run",
  configuration: "A role, grant or client was created or changed less than about five minutes before the call.",
  seen: [
    { status: 403, code: "missing.any.permissions", note: "goes away by itself" },
    { status: 403, code: "missing.permissions" },
    { status: 400, code: "bad.client.role", note: "when the deployer has just been given the role" },
  ],
  beliefs: [
    { belief: "It takes fifteen minutes, or an hour, or a new secret.", truth: "Up to five minutes. After that it is another cause." },
    {
      belief: "A role change needs a new token.",
      truth: "Nothing supports it; Genesys' own wizard polls with the same token until the role shows. Scope changes do need one.",
    },
  ],
  fix: {
    sentence: "Retry for up to five minutes with growing pauses; do not change anything meanwhile.",
    orgFile: `genesys-access:org:
  region: eu-west-2
  grantTimeout: 6m`,
    menu: "Nothing to change in Genesys Cloud; wait.",
  },
  prove: ["repeat the call after five minutes: it works, or this is not the cause"],
  near: ["missing-permission-any", "stale-token-scope", "deployer-lacks-role"],
};
