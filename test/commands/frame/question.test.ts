import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { askOn } from "../../../commands/frame/question";

function terminal(): { readonly input: PassThrough; readonly output: PassThrough; readonly shown: () => string } {
  const output = new PassThrough();
  let text = "";
  output.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return { input: new PassThrough(), output, shown: () => text };
}

describe("a question on a terminal", () => {
  it("shows what is typed", async () => {
    const { input, output, shown } = terminal();
    const answer = askOn(input, output, "Go on? ");
    input.write("yes\r");
    expect(await answer).toBe("yes");
    expect(shown()).toContain("Go on? ");
    expect(shown()).toContain("yes");
  });

  it("shows nothing of a secret that is typed", async () => {
    const { input, output, shown } = terminal();
    const answer = askOn(input, output, "Token: ", { hidden: true });
    input.write("a-secret-token\r");
    expect(await answer).toBe("a-secret-token");
    expect(shown()).toBe("Token: \n");
  });

  it.each([false, true])("is given up with Ctrl-C (hidden: %s)", async (hidden) => {
    const { input, output } = terminal();
    const answer = askOn(input, output, "Token: ", { hidden });
    input.write("half\u0003");
    expect(await answer).toBeUndefined();
  });
});
