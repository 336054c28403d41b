import { describe, expect, it } from "vitest";
import { allRules } from "../../policies/rules";
import { levelOf, noSettings, optionsOf, parseSettings } from "../../policies/settings/settings";

const place = (path: readonly string[]) => ({ kind: "file", file: "org.yaml", line: path.length + 1, column: 3 }) as const;
const parse = (raw: unknown) => parseSettings(raw, allRules, place);
const rule = (id: string) => allRules.find((each) => each.id === id) ?? allRules[0]!;

describe("policy settings", () => {
  it("refuse a rule that does not exist, with its place and the nearest one", () => {
    expect(() => parse({ "unkown-endpoint": "advisory" })).toThrow(/org\.yaml:2:3: There is no rule "unkown-endpoint"\.[^]*Did you mean "unknown-endpoint"\?/);
  });

  it("refuse a level that does not exist", () => {
    expect(() => parse({ "unknown-endpoint": "mandatry" })).toThrow(/"mandatry" is not a level\.[^]*Did you mean "mandatory"\?/);
    expect(() => parse({ all: 3 })).toThrow(/This is not a level\.[^]*mandatory, advisory, disabled/);
    expect(() => parse({ "unknown-endpoint": { level: "off" } })).toThrow(/"off" is not a level/);
  });

  it("refuse an option that the rule does not have", () => {
    expect(() => parse({ "wildcard-permission": { mots: 3 } })).toThrow(/has no option "mots"\.[^]*Did you mean "most"\?/);
    expect(() => parse({ "unknown-endpoint": { most: 3 } })).toThrow(/has no option "most"\.[^]*The rule has no options/);
  });

  it("refuse an option of the wrong kind, with the option's place", () => {
    expect(() => parse({ "wildcard-permission": { most: "three" } })).toThrow(/org\.yaml:3:3: Option "most" of rule "wildcard-permission" is not right/);
  });

  it("refuse anything that is no mapping", () => {
    expect(() => parse(["unknown-endpoint"])).toThrow(/must be a list of rule names with a level each/);
  });

  it("say nothing when they are absent", () => {
    expect(parse(undefined)).toBe(noSettings);
    expect(parse(null)).toBe(noSettings);
  });

  it("keep a rule's own level where only options are set", () => {
    const settings = parse({ "wildcard-permission": { most: 5 } });
    expect(levelOf(rule("wildcard-permission"), settings)).toBe("advisory");
    expect(optionsOf(rule("wildcard-permission"), settings)).toEqual({ most: 5 });
  });

  it("fill in the defaults of options that are not set", () => {
    expect(optionsOf(rule("wildcard-permission"), noSettings)).toEqual({ most: 0 });
    expect(optionsOf(rule("grant-like-permission"))).toEqual({ allow: {} });
    expect(optionsOf(rule("unknown-endpoint"))).toEqual({});
  });
});
