import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { documentation } from "../../policies/pages/pages";
import { pageOf } from "../../policies/pages/pageOf";
import { allRules } from "../../policies/rules";

const root = resolve(__dirname, "../..");
const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined);

describe("the pages of rules", () => {
  const pages = documentation(read);

  it("are as the rules say (node policies/pages/write-pages.mjs writes them)", () => {
    for (const [path, text] of pages) expect(read(path), path).toBe(text);
  });

  it("are there for every rule, where its findings point to", () => {
    for (const rule of allRules) {
      const [path = "", anchor] = pageOf(rule).split("#");
      const page = read(path);
      expect(page, path).toBeDefined();
      if (anchor !== undefined) expect(page).toContain(`<a id="${anchor}"></a>`);
      expect(page).toContain(`\`${rule.id}\``);
    }
  });

  it("are not left over from rules that are gone", () => {
    const expected = [...pages.keys()].filter((path) => path.startsWith("docs/rules/")).map((path) => path.slice("docs/rules/".length));
    expect(readdirSync(join(root, "docs/rules")).sort()).toEqual(expected.sort());
  });

  it("list every rule by cause, by code and by operation, with links that lead somewhere", () => {
    const index = pages.get("docs/rules/README.md") ?? "";
    for (const { id } of allRules) expect(index).toContain(`[${id}](`);
    for (const [, target = ""] of index.matchAll(/\]\(([^)#]+)/g)) expect(existsSync(join(root, "docs/rules", target)), target).toBe(true);
  });
});
