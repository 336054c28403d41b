import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { inspect } from "node:util";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import * as access from "../../access";

const page = readFileSync(join(__dirname, "../../docs/access-library.md"), "utf8");

/** Examples of the page: TypeScript, and the output that follows it. */
const examples = [...page.matchAll(/```ts\n((?:(?!```)[\s\S])*)```\n\n```text\n((?:(?!```)[\s\S])*)```/g)].map(
  ([, source = "", output = ""], index) => ({ title: `example ${index + 1}: ${source.split("\n").at(-2) ?? ""}`, source, output }),
);

/** Runs TypeScript against the library and returns what it prints, as Node prints it. */
function run(source: string): string {
  const { code } = transformSync(source, { loader: "ts", format: "cjs" });
  const lines: string[] = [];
  const log = (...values: readonly unknown[]): void =>
    void lines.push(values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" "));
  const context = createContext({
    console: { log },
    require: (name: string) => (name === "genesys-access/access" ? access : undefined),
    module: { exports: {} },
    exports: {},
  });
  runInContext(code, context);
  return `${lines.join("\n")}\n`;
}

describe("the page on the library", () => {
  it("has examples with their output", () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
    expect([...page.matchAll(/```text/g)]).toHaveLength(examples.length);
  });

  it.each(examples)("$title prints what the page shows", ({ source, output }) => {
    expect(run(source)).toBe(output);
  });

  it("names only what the library exports", () => {
    const imported = [...page.matchAll(/import \{([^}]*)\} from "genesys-access\/access"/g)].flatMap(([, names = ""]) =>
      names.split(",").map((name) => name.trim()),
    );
    const mentioned = ["permissionsOfView", "needsToJson", "principalOf", "refreshCatalogue", "readLivePermissions", "checkCatalogue"];
    for (const name of [...imported, ...mentioned]) expect(Object.keys(access), name).toContain(name);
  });

  it("gives figures that hold", () => {
    const facts = access.catalogue();
    const counts = [
      facts.operations.length.toLocaleString("en"),
      facts.permissions.length.toLocaleString("en"),
      String(facts.scopes.length),
      String(facts.regions.length),
    ];
    for (const count of counts) expect(page).toContain(count);
  });
});
