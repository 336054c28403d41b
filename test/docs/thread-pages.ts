import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The checkout. */
export const checkout = join(__dirname, "..", "..");

/** One thing that a page of docs/threads has executed. */
export type Step =
  | { readonly kind: "command"; readonly args: readonly string[]; readonly exit: 0 | 1 }
  | {
      readonly kind: "code";
      readonly language: "sh" | "js" | "python";
      readonly text: string;
      readonly orgs: readonly string[];
      readonly application: string;
      /** Whether somebody signs in first, as with an authorization code. */
      readonly signsIn: boolean;
      readonly prints: RegExp;
    };

/** The pages of the threads, by the name of their file. */
export function threadPages(): Readonly<Record<string, readonly Step[]>> {
  const folder = join(checkout, "docs", "threads");
  const files = readdirSync(folder).filter((name) => /^\d{3}-.*\.md$/.test(name) && name !== "000-packaged-permissions.md").sort();
  return Object.fromEntries(files.map((name) => [name, stepsOf(readFileSync(join(folder, name), "utf8"))]));
}

/** What a page has executed, in its order. Throws for a block whose note is not understood. */
export function stepsOf(text: string): readonly Step[] {
  return [...text.matchAll(/<!-- (commands(?:, rejected)?|code: .*?) -->\n```(sh|js|python)\n([\s\S]*?)```/g)].flatMap(([, note = "", language = "", block = ""]): readonly Step[] => {
    if (note.startsWith("commands")) {
      return block.trim().split("\n").map((line): Step => {
        const [, script, npmArgs, npxArgs] = /^(?:npm run ([a-z]+) -- (.*)|npx genesys-access (.*))$/.exec(line) ?? [];
        const words = [...(npmArgs ?? npxArgs ?? "").matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
        if (script === undefined && npxArgs === undefined) throw new Error(`not a command: ${line}`);
        return { kind: "command", args: script === undefined ? words : [script, ...words], exit: note === "commands" ? 0 : 1 };
      });
    }
    const [, orgs, application, signsIn, prints] = /^code: orgs? (.*?), application (\S+)(, signs in)?, prints "(.*)"$/.exec(note) ?? [];
    if (orgs === undefined || application === undefined || prints === undefined) throw new Error(`not understood: ${note}`);
    return [{ kind: "code", language: language as "sh", text: block, orgs: orgs.split(" "), application, signsIn: signsIn !== undefined, prints: new RegExp(prints) }];
  });
}
