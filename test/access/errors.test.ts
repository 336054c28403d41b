import { describe, expect, it } from "vitest";
import { answered } from "../../access/errors";

describe("what an API answered, as part of a sentence", () => {
  it.each([
    [{ status: 401, code: "bad.credentials", message: "Invalid login credentials." }, "it answers 401 bad.credentials: Invalid login credentials"],
    [{ status: 400, message: "no grant" }, "it answers 400: no grant"],
    [{ status: 503, message: " " }, "it answers 503"],
    [{ status: 0 }, "it answers 0"],
  ])("%j", (refusal, said) => {
    expect(answered(refusal)).toBe(said);
  });
});
