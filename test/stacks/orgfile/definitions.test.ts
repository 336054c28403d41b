import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  listApplications,
  loadDefinition,
  loadOrgFile,
  orgFileOfValues,
  orgFileToGraph,
  definitionsIn,
  type OrgFile,
} from "../../../stacks/orgfile";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "definitions-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const archive = `version: "1.0.0"
description: Archives recordings
calls:
  - POST /api/v2/recording/batchrequests
  - GET /api/v2/recording/batchrequests/{jobId}
recordings: [screen]
batchJobs: { postedBy: archive, readBy: archive }
requires:
  products: [CX 3]
groups:
  reviewers:
    performanceViews: [interactions]
`;

function file(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function load(applications: string, org = "{ region: eu-west-2, divisions: [Sales] }", more = ""): OrgFile {
  file("stacks/orgs/Pulumi.one.yaml", `config:\n  genesys-access:org: ${org}\n  genesys-access:applications:\n${applications}${more}`);
  return loadOrgFile(join(root, "stacks/orgs/Pulumi.one.yaml"), { root });
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

describe("an application that says 'from'", () => {
  beforeEach(() => file("stacks/applications/archive.yaml", archive));

  it("has the fields of its definition, and its own instead where it has them", () => {
    const { applications, definitions } = load("    archiver: { from: archive, description: Ours, divisions: [Sales] }\n");
    expect(applications["archiver"]).toMatchObject({
      description: "Ours",
      calls: ["POST /api/v2/recording/batchrequests", "GET /api/v2/recording/batchrequests/{jobId}"],
      divisions: ["Sales"],
      version: "1.0.0",
    });
    expect(definitions["archiver"]).toMatchObject({
      name: "archive",
      version: "1.0.0",
      file: "stacks/applications/archive.yaml",
      requires: { products: ["CX 3"] },
      place: { file: "stacks/applications/archive.yaml", line: 8 },
    });
  });

  it("is meant where its definition names itself", () => {
    const { applications } = load("    archiver: { from: archive }\n");
    expect(applications["archiver"]?.batchJobs).toEqual({ postedBy: "archiver", readBy: "archiver" });
  });

  it("brings groups along, in its own divisions unless they have others, and the org file may change them", () => {
    const group = load("    archiver: { from: archive, divisions: [Sales] }\n").groups["reviewers"];
    expect(group).toEqual({ performanceViews: ["interactions"], divisions: ["Sales"] });
    const changed = load("    archiver: { from: archive }\n", undefined, "  genesys-access:groups: { reviewers: { divisions: [all] } }\n");
    expect(changed.groups["reviewers"]).toEqual({ performanceViews: ["interactions"], divisions: ["all"] });
  });

  it("tells of each field where it stands: in the definition or in the org file", () => {
    const orgFile = load(
      "    archiver:\n      from: archive\n      divisions: [Sales]\n",
      undefined,
      "  genesys-access:groups:\n    reviewers:\n      recordings: [screen]\n",
    );
    const at = (path: (string | number)[]): string => {
      const place = orgFile.place(path);
      return place.kind === "file" ? `${place.file}:${place.line}` : place.kind;
    };
    expect(at(["applications", "archiver", "calls", 1])).toBe("stacks/applications/archive.yaml:5");
    expect(at(["applications", "archiver", "divisions", 0])).toBe("stacks/orgs/Pulumi.one.yaml:6");
    expect(at(["applications", "archiver"])).toBe("stacks/orgs/Pulumi.one.yaml:4");
    expect(at(["applications", "archiver", "purpose"])).toBe("stacks/orgs/Pulumi.one.yaml:4");
    expect(at(["groups", "reviewers", "performanceViews", 0])).toBe("stacks/applications/archive.yaml:12");
    expect(at(["groups", "reviewers", "divisions"])).toBe("stacks/orgs/Pulumi.one.yaml:6");
    expect(at(["groups", "reviewers", "recordings"])).toBe("stacks/orgs/Pulumi.one.yaml:9");
    const call = orgFileToGraph(orgFile).applications[0]?.calls[0];
    expect(call?.place).toMatchObject({ file: "stacks/applications/archive.yaml", line: 4 });
  });

  it("is kept as it is written, so that Pulumi's own reading of the file compares equal", () => {
    expect(load("    archiver: { from: archive }\n").sections.applications).toEqual({ archiver: { from: "archive" } });
  });

  it("means the same when Pulumi has read the values", () => {
    const definitions = definitionsIn(join(root, "stacks/applications"), root);
    const values = { org: { region: "eu-west-2" }, applications: { archiver: { from: "archive" } } };
    expect(orgFileOfValues(values, "any.yaml", "one", undefined, definitions).applications["archiver"]?.recordings).toEqual(["screen"]);
  });
});

describe("a version", () => {
  beforeEach(() => {
    file("stacks/applications/archive.yaml", archive.replace("1.0.0", "2.0.0"));
    file("stacks/applications/archive@1.0.0.yaml", archive.replace("Archives recordings", "As it was"));
  });

  it("is the current one unless another is named", () => {
    expect(load("    a: { from: archive }\n").applications["a"]).toMatchObject({ version: "2.0.0", description: "Archives recordings" });
    expect(load("    a: { from: archive, version: 2.0.0 }\n").applications["a"]).toMatchObject({ version: "2.0.0" });
    expect(load("    a: { from: archive, version: 1.0.0 }\n").applications["a"]).toMatchObject({ version: "1.0.0", description: "As it was" });
  });

  it("that does not exist is refused with those that do", () => {
    expect(refusal(() => load("    a: { from: archive, version: 3.0.0 }\n"))).toMatch(
      /Pulumi\.one\.yaml:4:\d+: there is no version '3.0.0'.*archive@3\.0\.0\.yaml does not exist\.\n?.*The versions are: 2\.0\.0, 1\.0\.0\./s,
    );
  });

  it("that its file does not have is a mistake in that file", () => {
    file("stacks/applications/archive@1.1.0.yaml", archive);
    expect(refusal(() => load("    a: { from: archive, version: 1.1.0 }\n"))).toContain(
      "stacks/applications/archive@1.1.0.yaml:1:10: the file is named for version '1.1.0', but says '1.0.0'.",
    );
  });

  it("is listed with the others", () => {
    expect(listApplications(root)).toEqual([
      { name: "archive", current: "2.0.0", versions: ["2.0.0", "1.0.0"], file: "stacks/applications/archive.yaml" },
    ]);
    expect(loadDefinition(root, "archive", "1.0.0").entry.description).toBe("As it was");
  });
});

describe("a mistake", () => {
  beforeEach(() => file("stacks/applications/archive.yaml", archive));

  it.each([
    ["an unknown definition", "    a: { from: archiv }\n", "there is no definition 'archiv': stacks/applications/archiv.yaml does not exist.", "Did you mean 'archive'?"],
    ["a version without a definition", "    a: { version: 1.0.0 }\n", "'a' names a version, but no definition", "Add 'from:'"],
    ["what two definitions bring", "    a: { from: archive }\n    b: { from: archive }\n", "'b' and 'a' both bring 'reviewers' along (a group).", "org file"],
  ])("in the org file is told with its line: %s", (_name, applications, what, next) => {
    const told = refusal(() => load(applications));
    expect(told).toMatch(/^stacks\/orgs\/Pulumi\.one\.yaml:\d+:\d+/);
    expect(told).toContain(what);
    expect(told).toContain(next);
  });

  it.each([
    ["an unknown key", "version: 1.0.0\ncals: []\n", "archive.yaml:2:1: 'cals' is not a key here. Next: Did you mean 'calls'?"],
    ["no version", "calls: []\n", "'version' is missing."],
    ["a number as version", "version: 1.0\n", "'version' must be text"],
    ["an empty file", "", "the definition of an application is empty."],
    ["a switch that only an org has", "version: 1.0.0\nscreenRecording: { manage: true }\n", "'manage' is not a key of 'screenRecording'."],
  ])("in the definition is told with the definition's line: %s", (_name, text, what) => {
    file("stacks/applications/archive.yaml", text);
    const told = refusal(() => load("    a: { from: archive }\n")).replace(/\s+/g, " ");
    expect(told).toMatch(/^stacks\/applications\/archive\.yaml:\d+:\d+/);
    expect(told).toContain(what);
  });

  it("in what the definition and the org make together is told where it stands", () => {
    file("stacks/applications/archive.yaml", `${archive}divisions: [Support]\n`);
    expect(refusal(() => load("    a: { from: archive }\n"))).toContain("stacks/applications/archive.yaml:13:13: 'Support' is not a division of this file.");
  });

  it("in the name of a definition that is asked for lists what there is", () => {
    expect(refusal(() => loadDefinition(root, "other"))).toContain("The definitions are: archive.");
  });
});
