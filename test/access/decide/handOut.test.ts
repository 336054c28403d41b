import { describe, expect, it } from "vitest";
import { GraphBuilder, createDecider, mayHandOut, rolesHeld } from "../../../access";

const deployer = { kind: "client", key: "deployer" } as const;
const uk = { kind: "division", key: "uk" } as const;
const all = { kind: "all" } as const;

function decider(build: (graph: GraphBuilder) => GraphBuilder) {
  return createDecider(
    build(
      new GraphBuilder()
        .division("uk", { name: "UK" })
        .division("de")
        .role("reader", ["recording:recording:view"])
        .role("empty", [])
        .client("deployer"),
    ).build(),
  );
}

describe("putting a role on a client", () => {
  it("is refused with 400 when the deployer does not hold the role", () => {
    const decision = mayHandOut(
      decider((graph) => graph),
      deployer,
      [{ role: "reader", division: uk }],
    );
    expect(decision).toMatchObject({
      decision: "refused",
      certainty: "confirmed",
      refusal: { status: 400, code: "bad.client.role", message: "Client role is invalid.", cause: "deployer-lacks-role" },
      reasons: [{ text: 'client "deployer" does not hold role "reader"' }],
    });
  });

  it("has another text when the secret is replaced", () => {
    const decision = mayHandOut(
      decider((graph) => graph),
      deployer,
      [{ role: "reader", division: uk }],
      "secret",
    );
    expect(decision).toMatchObject({
      refusal: { code: "bad.client.role", message: "The caller does not have all the roles assigned to this client." },
    });
  });

  it.each([
    ["uk", uk, "allowed"],
    ["all", uk, "allowed"],
    ["all", all, "allowed"],
    ["de", uk, "refused"],
  ] as const)("held in %s and handed out in %j is %s", (held, division, answer) => {
    expect(
      mayHandOut(
        decider((graph) => graph.grant(deployer, "reader", held)),
        deployer,
        [{ role: "reader", division }],
      ).decision,
    ).toBe(answer);
  });

  it("in all divisions while held in one is refused, which nothing documents", () => {
    expect(
      mayHandOut(
        decider((graph) => graph.grant(deployer, "reader", "uk")),
        deployer,
        [{ role: "reader", division: all }],
      ),
    ).toMatchObject({
      decision: "refused",
      certainty: "unsupported",
      reasons: [{ text: 'client "deployer" does not hold role "reader" in all divisions' }],
    });
  });

  it("asks for every role, also one without permissions", () => {
    const some = decider((graph) => graph.grant(deployer, "reader"));
    expect(
      mayHandOut(some, deployer, [
        { role: "reader", division: uk },
        { role: "empty", division: uk },
      ]),
    ).toMatchObject({ decision: "refused", reasons: [{ text: 'client "deployer" does not hold role "empty"' }] });
    expect(mayHandOut(some, deployer, []).decision).toBe("allowed");
  });

  it("counts roles that a user has through a group, and not those of a group with roles disabled", () => {
    const amy = { kind: "user", key: "amy" } as const;
    const through = (rolesEnabled: boolean) =>
      decider((graph) => graph.user("amy").group("admins", ["amy"], { rolesEnabled }).grant({ kind: "group", key: "admins" }, "reader"));
    expect(mayHandOut(through(true), amy, [{ role: "reader", division: uk }]).decision).toBe("allowed");
    expect(mayHandOut(through(false), amy, [{ role: "reader", division: uk }]).decision).toBe("refused");
    expect([...(rolesHeld(through(true), amy).get("reader") ?? [])]).toEqual(["*"]);
  });

  it("in a division that is not known yet is undecided", () => {
    const decision = mayHandOut(
      decider((graph) => graph.grant(deployer, "reader", "uk")),
      deployer,
      [{ role: "reader", division: { kind: "unknown", why: "an output" } }],
    );
    expect(decision).toMatchObject({ decision: "undecided" });
  });
});
