import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { orgFileOfStack } from "../../stacks/configuration";

const root = mkdtempSync(join(tmpdir(), "configuration-"));
const folder = join(root, "stacks", "orgs");
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, ...lines: string[]): string {
  const path = join(folder, `Pulumi.${name}.yaml`);
  writeFileSync(path, ["config:", "  genesys-access:org:", "    region: eu-west-2", ...lines, ""].join("\n"));
  return path;
}

/** What Pulumi hands over: structured values as JSON text. */
function config(values: Readonly<Record<string, unknown>>): (key: string) => string | undefined {
  return (key) => (values[key] === undefined ? undefined : typeof values[key] === "string" ? values[key] : JSON.stringify(values[key]));
}

describe("the org file of a stack", () => {
  it("is the stack's file, with its places, when Pulumi read the same values", () => {
    write("acme", "    divisions: [UK]");
    const file = orgFileOfStack("acme", root, config({ org: { divisions: ["UK"], region: "eu-west-2" } }), {});
    expect(file).toMatchObject({ name: "acme", file: "stacks/orgs/Pulumi.acme.yaml" });
    expect(file.place(["org", "divisions", 0])).toMatchObject({ line: 4, column: 17 });
  });

  it("is what Pulumi read when that differs, because a configuration file or a flag said so", () => {
    write("flagged", "    divisions: [UK]");
    const file = orgFileOfStack("flagged", root, config({ org: { region: "us-east-1" } }), {});
    expect(file.org).toEqual({ region: "us-east-1" });
    expect(file.place(["org", "region"])).toMatchObject({ line: 3 });
  });

  it("needs no file among the stack files", () => {
    const file = orgFileOfStack("elsewhere", root, config({ org: { region: "eu-west-2" } }), {});
    expect(file).toMatchObject({ name: "elsewhere", org: { region: "eu-west-2" } });
  });

  it("lies where the variable says", () => {
    const path = write("original", "    divisions: [UK]");
    const file = orgFileOfStack("copy", root, config({ org: { region: "eu-west-2", divisions: ["UK"] } }), {
      GENESYS_ACCESS_ORG_FILE: path,
    });
    expect(file).toMatchObject({ name: "copy", file: "stacks/orgs/Pulumi.original.yaml" });
    expect(file.place(["org"])).toMatchObject({ line: 2 });
  });

  it("has the dates that were written, although Pulumi makes moments of them", () => {
    write("dated", "  genesys-access:applications:", "    a: { reviewBy: 2027-03-31 }");
    const file = orgFileOfStack(
      "dated",
      root,
      config({ org: { region: "eu-west-2" }, applications: { a: { reviewBy: "2027-03-31 00:00:00 +0000 UTC" } } }),
      {},
    );
    expect(file.applications["a"]?.reviewBy).toBe("2027-03-31");
    expect(file.place(["applications", "a", "reviewBy"])).toMatchObject({ line: 5, column: 20 });
  });

  it("tells a mistake with file and line", () => {
    write("wrong", "    divsions: [UK]");
    expect(() => orgFileOfStack("wrong", root, config({ org: { region: "eu-west-2", divsions: ["UK"] } }), {})).toThrowError(
      `stacks/orgs/Pulumi.wrong.yaml:4:5: 'divsions' is not a key of 'org'.\nNext: Did you mean 'divisions'?`,
    );
  });

  it("says what is missing when Pulumi read nothing of ours", () => {
    expect(() => orgFileOfStack("nothing", root, config({}), {})).toThrowError("'org' is missing.");
  });

  it("does not look at the deployer's secrets", () => {
    write("secretive", "  genesys-access:deployer: { clientSecret: { secure: v1:x } }");
    const file = orgFileOfStack("secretive", root, config({ org: { region: "eu-west-2" }, deployer: { clientSecret: "in clear" } }), {});
    expect(JSON.stringify(file)).not.toContain("in clear");
    expect(file.place(["org", "region"])).toMatchObject({ line: 3 });
  });
});
