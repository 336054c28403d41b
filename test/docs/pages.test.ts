import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandDefinitions } from "../../commands/definitions";
import { orgFileToGraph, parseOrgFile } from "../../stacks/orgfile";
import { createDecider } from "../../access/decide";

const root = join(__dirname, "..", "..");
const pages = ["README.md", ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md")).map((name) => join("docs", name))].sort();
const read = (page: string): string => readFileSync(join(root, page), "utf8");

describe("the pages", () => {
  it("link only to files that exist", () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/(?:\]\(|src=")([^)"#\s]+)/g)]
        .map((match) => match[1] ?? "")
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !existsSync(join(root, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("name only commands and npm scripts that exist", () => {
    const commands = new Set(commandDefinitions.map((definition) => definition.name.split(" ")[0]));
    const scripts = new Set(Object.keys((JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts).concat("ci"));
    const wrong = [...pages, join(".github", "workflows", "access.yml")].flatMap((page) => [
      ...[...read(page).matchAll(/npx genesys-access ([a-z][a-z-]*)/g)].filter((match) => !commands.has(match[1] ?? "")).map((match) => `${page}: ${match[0]}`),
      ...[...read(page).matchAll(/npm run ([a-z][a-z-]*)/g)].filter((match) => !scripts.has(match[1] ?? "")).map((match) => `${page}: ${match[0]}`),
    ]);
    expect(wrong).toEqual([]);
  });

  it("show a folder table that names every folder with code", () => {
    const table = read(join("docs", "architecture.md"));
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|dist$|docs$|coverage$)/.test(entry.name))
      .map((entry) => entry.name)
      .filter((name) => !table.includes(`\`${name}\``));
    expect(folders).toEqual([]);
  });
});

describe("the arrows of the architecture page", () => {
  const text = read(join("docs", "architecture.md"));
  const [, section = ""] = /Arrows point one way:([\s\S]*?)\n\n/.exec(text) ?? [];
  const allowed = new Map<string, Set<string>>();
  for (const [, chain = ""] of section.matchAll(/`([^`]*→[^`]*)`/g)) {
    const parts = chain.split("→").map((part) => part.split(",").map((name) => name.trim()));
    parts.forEach((sources, index) => {
      for (const source of sources) for (const target of parts.slice(index + 1).flat()) allowed.set(source, (allowed.get(source) ?? new Set<string>()).add(target));
    });
  }
  const folders = ["access", "components", "emulator", "live", "onboarding", "policies", "provider", "reports", "stacks", "commands", "toolchain"];

  it.each(folders)("are those of the imports: %s", (folder) => {
    const targets = allowed.get(folder) ?? new Set<string>();
    if (targets.has("everything")) return;
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && !name.includes("node_modules") && !name.endsWith(".d.ts"));
    const imported = files.flatMap((name) =>
      [...read(join(folder, name)).matchAll(/from "(\.{1,2}\/[^"]*)"/g)].map((match) => join(folder, dirname(name), match[1] ?? "").split(/[\\/]/)[0] ?? ""),
    );
    expect([...new Set(imported)].filter((name) => name !== folder && folders.includes(name) && !targets.has(name))).toEqual([]);
  });
});

describe("the README's org file", () => {
  const yaml = /<!-- example: org file -->\n```yaml\n([\s\S]*?)```/.exec(read("README.md"))?.[1] ?? "";

  it("is accepted by the loader, and every call in it is allowed", () => {
    const graph = orgFileToGraph(parseOrgFile(yaml, "README.md", "readme"));
    const [application] = graph.applications;
    if (application === undefined) throw new Error("the README's org file has no application");
    const decider = createDecider(graph);
    const decisions = application.calls.map(({ call }) => decider.decide({ kind: "client", key: application.client }, call, application.divisions).decision);
    expect(decisions).toEqual(["allowed", "allowed"]);
  });
});

describe("the README", () => {
  it("is narrow enough to be read in a terminal", () => {
    const wide = read("README.md").split("\n").filter((line) => line.length > 100 && !/<img|npx genesys-access/.test(line));
    expect(wide).toEqual([]);
  });
});
