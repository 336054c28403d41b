import { aboutCall, callerName } from "./refusals";
import type { KnownCall, Reading } from "./reading";
import type { RuleFinding } from "../finding";

/** How the graph of a program says that a value is known only after the update. */
export const onlyAfterUpdate = "known only after the update";

/**
 * Declared calls about which the graph cannot say whether they are refused, each told as what it
 * is: a value that the update brings, a role that the org file names and could describe, or
 * something that only the live org knows.
 */
export function openCalls(reading: Reading, concerns: (call: KnownCall) => boolean): readonly RuleFinding[] {
  return reading.knownCalls.filter(concerns).flatMap((call): readonly RuleFinding[] => {
    const decision = reading.decision(call);
    if (decision?.decision !== "undecided") return [];
    const { refuses, ...about } = aboutCall(call, { status: 403, code: call.operation.mode === "ALL" ? "missing.permissions" : "missing.any.permissions" });
    const caller = callerName({ reading }, call);
    if (waitsForUpdate(reading, call)) {
      return [
        {
          ...about,
          kind: "undecided",
          ...(refuses === undefined ? {} : { refuses }),
          message: `Whether ${caller} may make ${call.operation.method} ${call.operation.path} cannot be said before the update: ${decision.unknown}.`,
          fix: "Write the role, its permissions and the divisions as plain values, or give the client one role at a time.",
        },
      ];
    }
    const named = describable(reading, call);
    if (named !== undefined) {
      return [
        {
          ...about,
          kind: "unstated",
          key: `role ${named}`,
          message: `What the role "${named}" holds is not described, so calls that rest on it are not checked.`,
          fix: `Describe it under \`genesys-access:roles\`: \`${named}: { existing: true, permissions: [{ permission: …, reason: as the org has it }] }\`.`,
        },
      ];
    }
    return [{ ...about, kind: "unchecked", message: `Whether ${caller} may make this call is known to the org only: ${decision.unknown}.`, fix: "`genesys-access verify` asks the org." }];
  });
}

function waitsForUpdate(reading: Reading, call: KnownCall): boolean {
  const texts: (string | undefined)[] = [];
  const client = reading.client(call.application.client);
  texts.push(client?.incomplete, typeof client?.grantType === "object" ? client.grantType.unknown : undefined);
  for (const grant of grantsBehind(reading, call)) {
    if (grant.role.kind === "oneOf") return true;
    if (grant.division.kind === "unknown") texts.push(grant.division.why);
    texts.push(reading.role(grant.role.key)?.incomplete);
  }
  return texts.some((text) => text?.includes(onlyAfterUpdate) === true);
}

function describable(reading: Reading, call: KnownCall): string | undefined {
  for (const { role: ref } of grantsBehind(reading, call)) {
    const role = ref.kind === "role" ? reading.role(ref.key) : undefined;
    if (role?.incomplete !== undefined && role.place.kind === "file") return role.name;
  }
  return undefined;
}

function grantsBehind(reading: Reading, call: KnownCall) {
  const principal = reading.principal(call.application);
  if (principal === undefined) return [];
  const groups = reading.graph.memberships.filter(({ member }) => member.kind === principal.kind && member.key === principal.key);
  return [
    ...reading.grantsOf({ kind: principal.kind, key: principal.key }),
    ...groups.flatMap(({ group }) => reading.grantsOf({ kind: "group", key: group })),
  ];
}
