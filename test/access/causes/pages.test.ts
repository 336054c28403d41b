import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { addedOf, addedSection, causeIds, causePage, causePages, causePagesFolder, causes } from "../../../access/causes";

const folder = fileURLToPath(new URL(`../../../${causePagesFolder}`, import.meta.url));
const existing = (file: string): string | undefined =>
  existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, "utf8") : undefined;

describe("docs/causes", () => {
  it("is what the causes say; write it again with node access/causes/write-pages.mjs", () => {
    const pages = causePages(existing);
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    for (const [file, text] of pages) expect(existing(file), file).toBe(text);
  });

  it("has an index that leads to every page", () => {
    const index = causePages().get("README.md") ?? "";
    for (const id of causeIds) expect(index).toContain(`(${id}.md)`);
  });

  it("links only to pages that exist", () => {
    const pages = causePages();
    for (const [file, text] of pages)
      for (const match of text.matchAll(/\]\(([^)#]+\.md)/g)) expect(pages.has(match[1] ?? ""), `${file}: ${match[1] ?? ""}`).toBe(true);
  });

  it("keeps what others have added to a page", () => {
    const page = causePage(causes["missing-scope"], "## Rules\n\nmissing-scope");
    expect(addedOf(page)).toBe("## Rules\n\nmissing-scope");
    expect(causePages((file) => (file === "missing-scope.md" ? page : undefined)).get("missing-scope.md")).toBe(page);
    expect(addedOf("no section")).toBe("");
    expect(causePage(causes["missing-scope"])).toContain(`${addedSection.begin}\n${addedSection.end}`);
  });
});
