import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { deliverSecrets, deliveryFile, forgetDeliveries } from "../../../commands/stack/delivery";
import { readOutputs } from "../../../commands/stack/outputs";
import { parseOrgFile } from "../../../stacks/orgfile";

const root = mkdtempSync(join(tmpdir(), "genesys-access-delivery-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A consumer that keeps what it got, or fails when a file says so. */
writeFileSync(
  join(root, "consumer.cjs"),
  `const fs = require("node:fs"); let text = ""; process.stdin.on("data", (part) => (text += part)).on("end", () => {
  console.log(text); console.error(text);
  if (fs.existsSync("refuse")) process.exit(3);
  fs.appendFileSync("got", JSON.stringify({ given: JSON.parse(text), argv: process.argv.slice(2), secretInEnv: JSON.stringify(process.env).includes("s3cret"), passphrase: process.env.PULUMI_CONFIG_PASSPHRASE }) + "\\n");
});`,
);
const orgFile = (command: string) =>
  parseOrgFile(`config:\n  genesys-access:org: { region: eu-west-2 }\n  genesys-access:applications:\n    desk:\n      calls: [GET /api/v2/routing/queues]\n      secretTo: { command: ${command} }\n    other: { calls: [GET /api/v2/routing/queues] }\n`, "acme.yaml", "acme");
const consumer = orgFile(JSON.stringify([process.execPath, "consumer.cjs", "--vault"]));
const outputs = (clientSecret: string) => readOutputs({ applications: { desk: { clientId: "id1", clientSecret }, other: { clientId: "id2", clientSecret: "s3cret-other" } } });
const place = {
  root,
  env: { PATH: process.env["PATH"], PULUMI_CONFIG_PASSPHRASE: "opens the state" },
  addresses: { region: "eu-west-2", apiBase: "https://api.example.com", loginBase: "https://login.example.com" },
};
const got = (): Record<string, unknown>[] => (existsSync(join(root, "got")) ? readFileSync(join(root, "got"), "utf8").trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>) : []);

beforeEach(() => {
  forgetDeliveries(root, "acme");
  for (const file of ["got", "refuse"]) rmSync(join(root, file), { force: true });
});

describe("a secret that an application hands to a command", () => {
  it("comes on standard input as JSON, and neither as an argument nor in the environment", async () => {
    expect(await deliverSecrets(consumer, outputs("s3cret-1"), place)).toEqual([{ application: "desk", program: process.execPath, result: "delivered" }]);
    expect(got()).toEqual([
      {
        given: { org: "acme", application: "desk", region: "eu-west-2", apiBase: "https://api.example.com", loginBase: "https://login.example.com", clientId: "id1", clientSecret: "s3cret-1" },
        argv: ["--vault"],
        secretInEnv: false,
      },
    ]);
  });

  it("is delivered once, and again when it, the client's id or the command is new", async () => {
    const results: (string | undefined)[] = [];
    for (const secret of ["s3cret-1", "s3cret-1", "s3cret-2", "s3cret-2"]) results.push((await deliverSecrets(consumer, outputs(secret), place))[0]?.result);
    results.push((await deliverSecrets(orgFile(JSON.stringify([process.execPath, "consumer.cjs"])), outputs("s3cret-2"), place))[0]?.result);
    expect(results).toEqual(["delivered", "kept", "delivered", "kept", "delivered"]);
  });

  it("that did not arrive is a result with its reason, and is delivered by the next run", async () => {
    writeFileSync(join(root, "refuse"), "");
    expect(await deliverSecrets(consumer, outputs("s3cret-1"), place)).toEqual([{ application: "desk", program: process.execPath, result: "failed", why: "it ended with code 3" }]);
    rmSync(join(root, "refuse"));
    expect((await deliverSecrets(consumer, outputs("s3cret-1"), place))[0]?.result).toBe("delivered");
  });

  it("is named as undelivered when the program does not exist or hangs", async () => {
    expect((await deliverSecrets(orgFile("[no-such-program-here]"), outputs("s3cret-1"), place))[0]).toMatchObject({ result: "failed", why: "there is no program no-such-program-here" });
    const hangs = orgFile(JSON.stringify([process.execPath, "-e", "setTimeout(() => {}, 60000)"]));
    expect((await deliverSecrets(hangs, outputs("s3cret-1"), { ...place, timeoutMilliseconds: 300 }))[0]).toMatchObject({ result: "failed" });
  });

  it("is not in the record of deliveries, which is readable by its owner only", async () => {
    await deliverSecrets(consumer, outputs("s3cret-1"), place);
    expect(readFileSync(deliveryFile(root, "acme"), "utf8")).not.toContain("s3cret");
    expect(JSON.stringify(JSON.parse(readFileSync(deliveryFile(root, "acme"), "utf8")))).toMatch(/^\{"desk":/);
  });

  it("of an application that is left as it is stays remembered", async () => {
    await deliverSecrets(consumer, outputs("s3cret-1"), place);
    expect(await deliverSecrets(consumer, outputs("s3cret-1"), place, ["desk"])).toEqual([]);
    expect((await deliverSecrets(consumer, outputs("s3cret-1"), place))[0]?.result).toBe("kept");
  });
});
