import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { reporters } from "../../reports/findings";
import { checkGraphs } from "../../policies/check";
import { allRules } from "../../policies/rules";
import type { Rule } from "../../policies/rule";
import { programFromYaml, runInEngine, type ResourceText } from "../../policies/testkit";
import { checkProgram } from "../../policies/testkit";
import { fromOrgText, today } from "./support/subjects";

/** Stands wherever a secret could stand, and must stand nowhere else. */
const marker = "S3CR3T-MARKER";

type Entries = Record<string, Record<string, unknown>>;

/** The example with a secret in every field that reports have no business to print. */
function ladenOrgFile(text: string): string {
  const config = parse(text) as Record<string, Record<string, unknown>>;
  const applications = (config["genesys-access:applications"] ?? {}) as Entries;
  for (const [name, entry] of Object.entries(applications)) {
    const calls = (entry["calls"] as string[] | undefined) ?? [];
    applications[name] = {
      ...entry,
      description: marker,
      ...(entry["purpose"] === undefined ? {} : { purpose: marker }),
      ticket: marker,
      secretVersion: marker,
      calls: [...calls, `GET /api/v2/no/such/path?access_token=${marker}`],
      hosts: [...((entry["hosts"] as string[] | undefined) ?? []), `https://user:${marker}@api.us.genesys.cloud/oauth/token?x=${marker}`],
      ...(entry["redirectUris"] === undefined ? {} : {redirectUris: [...((entry["redirectUris"] as string[] | undefined) ?? []), `http://user:${marker}@desktop.example.com/${marker}?code=${marker}`] }),
      ...(Array.isArray(entry["permissions"]) ? { permissions: (entry["permissions"] as object[]).map((each) => ({ ...each, reason: marker })) } : {}),
    };
  }
  for (const section of ["groups", "serviceUsers"]) {
    for (const entry of Object.values((config[`genesys-access:${section}`] ?? {}) as Entries)) entry["description"] = marker;
  }
  config["genesys-access:applications"] = applications;
  config["genesys-access:deployer"] = { clientId: "some-id", clientSecret: marker, accessToken: marker };
  return stringify(config);
}

function ladenProgram(text: string): string {
  const { resources } = parse(text) as { resources: Record<string, ResourceText & { properties?: Record<string, unknown> }> };
  for (const [key, resource] of Object.entries(resources)) {
    const isOurs = resource.type.startsWith("genesys-access:");
    resources[key] = {
      ...resource,
      properties: {
        ...resource.properties,
        ...(isOurs ? { purpose: marker } : { description: marker, clientSecret: { secret: marker }, directoryClientSecret: marker }),
        ...(resource.type.startsWith("pulumi:providers:") ? { oauthclientSecret: marker, accessToken: { secret: marker } } : {}),
      },
    };
  }
  return stringify({ resources });
}

const isProgram = (rule: Rule): boolean => rule.examples.language === "program";

describe.each(allRules.map((rule) => [rule.id, rule] as const))("a secret near what %s looks at", (id, rule) => {
  it("appears in no format and in no message of the engine", () => {
    const text = isProgram(rule) ? ladenProgram(rule.examples.bad) : ladenOrgFile(rule.examples.bad);
    expect(text).toContain(marker);
    const result = isProgram(rule) ? checkProgram(programFromYaml(text), allRules) : checkGraphs([fromOrgText(text)], { today });
    expect(result.findings.map((finding) => finding.rule)).toContain(id);
    for (const reporter of reporters) {
      expect(reporter.render(result, { columns: 80, colour: true }), `${id} as ${reporter.format}`).not.toContain(marker);
    }
    if (!isProgram(rule)) return;
    const messages = runInEngine(programFromYaml(text), { rules: allRules }).map(({ message }) => message);
    expect(messages.join("\n")).not.toContain(marker);
  });
});
