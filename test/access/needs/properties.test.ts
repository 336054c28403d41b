import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Needs,
  type Operation,
  type Principal,
  type RecordingMedia,
  GraphBuilder,
  catalogue,
  createDecider,
  describeOperation,
  needs,
} from "../../../access";

const facts = catalogue();
const machine: Principal = { kind: "client", key: "machine" };
const person: Principal = { kind: "user", key: "amy", via: "web" };

/** The principal that the answer describes: a client with client credentials where they will do, else a user through a client with the answer's scopes. */
function principalFor(answer: Needs): Principal | undefined {
  if (answer.grantTypes.includes("CLIENT-CREDENTIALS")) return machine;
  return answer.grantTypes.includes("CODE") ? person : undefined;
}

function deciderFor(permissions: readonly string[], scopes: readonly string[]) {
  return createDecider(
    new GraphBuilder("needs", { scopesEnforced: true })
      .client("machine")
      .client("web", { grantType: "CODE", scopes })
      .user("amy")
      .role("needed", permissions)
      .grant({ kind: "client", key: "machine" }, "needed")
      .grant({ kind: "user", key: "amy" }, "needed")
      .build(),
  );
}

const media: fc.Arbitrary<readonly RecordingMedia[]> = fc.constantFrom<(readonly RecordingMedia[])[]>(
  [],
  ["screen"],
  ["audio"],
  ["audio", "screen"],
);
const recordingOperations = facts.operations.filter((operation) => operation.tag === "Recording");
const severalCalls = fc.uniqueArray(fc.oneof(fc.constantFrom(...facts.operations), fc.constantFrom(...recordingOperations)), {
  minLength: 1,
  maxLength: 6,
  selector: (operation) => operation.id,
});

describe("needs, followed by a decision", () => {
  it("is allowed for every operation", () => {
    for (const operation of facts.operations) {
      const call = describeOperation(operation);
      const answer = needs([call]);
      const principal = principalFor(answer);
      expect(principal, call).toBeDefined();
      if (principal === undefined) continue;
      const decision = deciderFor(answer.role.permissions, answer.scopes).decide(principal, call);
      expect(decision.decision, `${call}: ${JSON.stringify(decision)}`).toBe("allowed");
    }
  });

  it("is allowed for every operation with a user's token and the scopes of the answer", () => {
    for (const operation of facts.operations) {
      if (operation.context === "client") continue;
      const call = describeOperation(operation);
      const answer = needs([call]);
      expect(deciderFor(answer.role.permissions, answer.scopes).decide(person, call).decision, call).toBe("allowed");
    }
  });

  it("is allowed for several calls and the declared media, in any division of the grant", () => {
    fc.assert(
      fc.property(severalCalls, media, (operations, recordings) => {
        const calls = operations.map(describeOperation);
        const answer = needs(calls, { recordings });
        const principal = principalFor(answer);
        if (principal === undefined) return;
        const decider = deciderFor(answer.role.permissions, answer.scopes);
        for (const call of calls) {
          const decision = decider.decide(principal, call, { kind: "division", key: "uk" }, { media: recordings });
          expect(decision.decision, `${call}: ${JSON.stringify(decision)}`).toBe("allowed");
        }
      }),
      { numRuns: 300 },
    );
  });

  it("asks for nothing that could be left out: without any one permission a call is refused at the gate or at its second check, or a declared medium is hidden", () => {
    fc.assert(
      fc.property(severalCalls, media, (operations, recordings) => {
        const calls = operations.map(describeOperation);
        const answer = needs(calls, { recordings });
        const principal = principalFor(answer);
        if (principal === undefined) return;
        for (const dropped of answer.role.permissions) {
          const decider = deciderFor(
            answer.role.permissions.filter((permission) => permission !== dropped),
            answer.scopes,
          );
          const lost = calls.some((call) => decider.decide(principal, call, undefined, { media: recordings }).decision === "refused");
          expect(lost, `${dropped} is not needed for ${calls.join(", ")}`).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("asks for no scope that could be left out", () => {
    fc.assert(
      fc.property(severalCalls, (operations) => {
        const calls = operations.filter((operation) => operation.context !== "client").map(describeOperation);
        const answer = needs(calls);
        for (const dropped of answer.scopes) {
          const decider = deciderFor(
            answer.role.permissions,
            answer.scopes.filter((scope) => scope !== dropped),
          );
          expect(
            calls.some((call) => decider.decide(person, call).decision === "refused"),
            `${dropped} is not needed for ${calls.join(", ")}`,
          ).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same set in whatever order the calls are given", () => {
    fc.assert(
      fc.property(severalCalls, media, (operations, recordings) => {
        const calls = operations.map((operation: Operation) => operation.id);
        const answer = needs(calls, { recordings });
        const reversed = needs([...calls].reverse(), { recordings });
        expect(reversed.role.permissions).toEqual(answer.role.permissions);
        expect(reversed.scopes).toEqual(answer.scopes);
      }),
      { numRuns: 200 },
    );
  });
});
