import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../../../access/explain/normalize";
import { requiredFile } from "../../../../access/explain/facts/statements/requiredFile";
import { requiredOf, statementIds, statementsOf, wordings } from "../../../../access/explain/facts/statements";
import { requiredWords, wording, type Wording } from "../../../../access/explain/facts/wording";
import { cases } from "../cases";
import { threads } from "../threads";

describe("the words that a wording cannot do without", () => {
  it.each<[string, readonly (readonly string[])[]]>([
    ["abc", [["abc"]]],
    ["\\babc\\b.{0,9}?\\bdef", [["abc"], ["def"]]],
    ["(?:abc|defg)", [["abc", "defg"]]],
    ["(?:abc|)x", []],
    ["(?:abc)?def", [["def"]]],
    ["abcd?", [["abc"]]],
    ["ab[cd]ef", [["ab"], ["ef"]]],
    ["a\\.b(?! no)", [["a.b"]]],
    ["x{0,3}long", [["long"]]],
    ["(?:one (?:two|three)|four)", [["one ", "four"]]],
  ])("of %s are found", (source, words) => {
    expect(requiredWords(source)).toEqual(words);
  });

  const all = statementIds.flatMap((id) => (wordings[id] as readonly Wording[]).map((one) => ({ id, source: one.source })));

  it("are written down as they follow from the wordings", () => {
    const file = join("access", "explain", "facts", "statements", "required.ts");
    expect(readFileSync(file, "utf8"), "run node access/explain/facts/statements/write-required.mjs").toBe(requiredFile());
    for (const id of statementIds)
      (wordings[id] as readonly Wording[]).forEach((one, index) => expect(requiredOf(id, index), one.source).toEqual(requiredWords(one.source)));
  });

  it("stand in everything that any wording matches", () => {
    for (const { id, source } of all) {
      // edges of words, and what must not follow, say nothing about what is in a match
      const plain = source.replace(/\\b/g, "").replace(/\(\?[!=][^()]*\)/g, "").replace(/\(\?<[!=][^()]*\)/g, "");
      if (/\(\?<?[!=]/.test(plain)) continue;
      const needed = requiredWords(source);
      fc.assert(
        fc.property(fc.stringMatching(new RegExp(plain, "")), (match) => {
          const lower = match.toLowerCase();
          for (const choice of needed) expect(choice.some((word) => lower.includes(word)), `${id}: ${choice.join("|")} in ${match}`).toBe(true);
        }),
        { numRuns: 15 },
      );
    }
  });

  it("keep no wording from matching what it matches", () => {
    const sentences = [...cases.flatMap((one) => one.text ?? []), ...threads.map((thread) => thread.text)].flatMap((text) => sentencesOf(text));
    for (const { source } of all) {
      const expression = new RegExp(source, "i");
      const one = wording(source);
      for (const sentence of sentences) expect(one.find(sentence, sentence.toLowerCase())?.[0]).toBe(expression.exec(sentence)?.[0]);
    }
  });
});

describe("statements", () => {
  const said = (text: string): readonly string[] => [...statementsOf(sentencesOf(text)).keys()];

  it.each([
    ["The role was granted a minute ago.", "just granted"],
    ["It works after a few minutes.", "goes away by itself"],
    ["The OAuth client is a member of the group.", "client in a group"],
    ["rolesEnabled is false for the group.", "roles of the group are off"],
    ["We have one client for all organizations.", "one client for several orgs"],
    ["The permission does not exist in our org.", "permission is not offered"],
    ["The list is empty: only some queues come back.", "answers with less"],
    ["The secret was regenerated.", "secret was replaced"],
    ["The redirect URI is not registered.", "redirect differs"],
    ["The page is shown in an iframe.", "embedding"],
    ["We go through the corporate proxy.", "own proxy"],
  ])("are recognised: %s", (text, statement) => {
    expect(said(text)).toContain(statement);
  });

  it.each([
    ["We are not behind a corporate proxy.", "own proxy"],
    ["The page is not shown in an iframe.", "embedding"],
    ["It is not rate limited.", "too many requests"],
  ])("are not made by denying them: %s", (text, statement) => {
    expect(said(text)).not.toContain(statement);
  });
});
