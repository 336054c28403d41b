import { describe, expect, it } from "vitest";
import { catalogue } from "../../../access/catalogue";
import {
  causeIds,
  causes,
  codeMeanings,
  isCauseId,
  listCauses,
  meaningOfCode,
  menus,
  nearestCauseIds,
  renderCause,
  renderCauseList,
  stages,
} from "../../../access/causes";
import { parseOrgFile } from "../../../stacks/orgfile";

/** An example of a page as a whole org file. */
function orgFile(yaml: string): string {
  const indented = yaml
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
  const org = yaml.includes("genesys-access:org:") ? "" : "  genesys-access:org:\n    region: eu-west-2\n";
  return `config:\n${org}${indented}\n`;
}

describe("the causes", () => {
  it("are all there, each under its own id", () => {
    expect(listCauses().map((cause) => cause.id)).toEqual([...causeIds]);
    expect(new Set(causeIds).size).toBe(causeIds.length);
  });

  it.each(causeIds)("%s says everything that its page needs", (id) => {
    const cause = causes[id];
    expect(stages).toContain(cause.stage);
    expect(cause.title.length).toBeLessThanOrEqual(80);
    expect(cause.title).toMatch(/^[A-Z].*[^.]$/);
    for (const text of [cause.source, cause.configuration, cause.fix.sentence, cause.fix.menu]) expect(text.trim()).not.toBe("");
    expect(cause.seen.length).toBeGreaterThan(0);
    for (const seen of cause.seen) expect(seen.status ?? seen.code ?? seen.note).toBeDefined();
    expect(cause.beliefs.length).toBeGreaterThan(0);
    expect(cause.prove.length).toBeGreaterThan(0);
    expect(cause.near.length).toBeGreaterThan(0);
    expect(cause.near).not.toContain(id);
    for (const other of cause.near) expect(isCauseId(other)).toBe(true);
  });

  it.each(listCauses().flatMap((cause) => (cause.fix.orgFile === undefined ? [] : [{ id: cause.id, yaml: cause.fix.orgFile }])))(
    "$id shows an org file that is right",
    ({ yaml }) => {
      const file = parseOrgFile(orgFile(yaml), "example.yaml", "example");
      const facts = catalogue();
      for (const application of Object.values(file.applications)) {
        for (const call of application.calls ?? []) expect(facts.resolve(call).known, call).toBe(true);
        for (const scope of application.scopes ?? []) expect(facts.isScope(scope), scope).toBe(true);
        for (const { permission } of application.permissions ?? []) expect(facts.isPermission(permission), permission).toBe(true);
      }
    },
  );

  it("name only refusals that the catalogue documents, or the token endpoint's and a few known ones beside it", () => {
    const beside = [
      "invalid_client",
      "unauthorized_client",
      "invalid_request",
      "unsupported_grant_type",
      "invalid_grant",
      "invalid_scope",
      "access_denied",
      "bad.request",
      "general.resource.not.found",
    ];
    const documented = new Set(catalogue().refusals.map((refusal) => refusal.code));
    for (const cause of listCauses()) {
      for (const { code } of cause.seen)
        if (code !== undefined && !beside.includes(code)) expect(documented.has(code), `${cause.id}: ${code}`).toBe(true);
    }
  });

  it("send to places of the admin menus that are written in one place", () => {
    const known = Object.values(menus) as readonly string[];
    for (const cause of listCauses()) {
      if (!cause.fix.menu.startsWith("Admin >")) continue;
      expect(
        known.some((place) => cause.fix.menu.startsWith(place.split(" (")[0] ?? place)),
        `${cause.id}: ${cause.fix.menu}`,
      ).toBe(true);
    }
  });
});

describe("the meaning of codes", () => {
  it("is known for every refusal code of the catalogue", () => {
    const unknown = catalogue().refusals.filter((refusal) => meaningOfCode(refusal.code, refusal.messages[0]) === undefined);
    expect(unknown.map((refusal) => `${refusal.status} ${refusal.code}`)).toEqual([]);
  });

  it("names causes that exist, and at most one that is the only one", () => {
    for (const meaning of codeMeanings) {
      for (const id of Object.keys(meaning.causes)) expect(isCauseId(id), id).toBe(true);
      expect(Object.values(meaning.causes).filter((says) => says === "only").length).toBeLessThanOrEqual(1);
    }
  });

  it("lets the message decide where two causes share a code", () => {
    expect(meaningOfCode("invalid_client", "client not found")?.causes["unknown-client-id"]).toBe("usually");
    expect(meaningOfCode("invalid_client", "authentication failed")?.causes["wrong-client-secret"]).toBe("usually");
    expect(meaningOfCode("missing.permissions", "missing Facebook permissions")?.causes["third-party-403"]).toBe("only");
    expect(meaningOfCode("invalid_request", "rate limit exceeded; wait")?.causes["rate-limited"]).toBe("only");
    expect(meaningOfCode("no.such.code")).toBeUndefined();
  });
});

describe("the list of causes in the terminal", () => {
  it("fits into 80 columns and names every cause once", () => {
    const text = renderCauseList(listCauses());
    for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    for (const id of causeIds) expect(text.split("\n").filter((line) => line.startsWith(`  ${id} `))).toHaveLength(1);
  });

  it("shows one cause in 80 columns, commands and YAML aside", () => {
    for (const id of causeIds) {
      for (const line of renderCause(causes[id]).split("\n")) {
        if (line.startsWith("  ")) continue;
        expect(line.length, line).toBeLessThanOrEqual(80);
      }
    }
  });

  it("gives the nearest ids for a word that is none", () => {
    expect(nearestCauseIds("unknown-endpont")[0]).toBe("unknown-endpoint");
    expect(nearestCauseIds("division")).toContain("missing-division-grant");
  });
});
