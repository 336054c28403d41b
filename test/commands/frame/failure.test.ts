import { describe, expect, it } from "vitest";
import { UserError } from "../../../access/errors";
import { reportFailure } from "../../../commands/frame/failure";
import { memoryIo } from "../memory-io";

const facts = { version: "1.2.3", command: "genesys-access up", reportTo: "the tracker" };

describe("a mistake of the user", () => {
  const error = new UserError({ what: "there is no org 'x'", where: "stacks/orgs", why: "no file", next: "genesys-access orgs" });

  it("is told with what, where, why and next, and without a stack", () => {
    const io = memoryIo();
    expect(reportFailure(error, facts, io, false)).toBe(2);
    expect(io.err()).toBe("Error: stacks/orgs: there is no org 'x'\nWhy: no file\nNext: genesys-access orgs\n");
    expect(io.out()).toBe("");
  });

  it("is told as JSON as well when JSON was asked for", () => {
    const io = memoryIo();
    reportFailure(error, facts, io, true);
    expect(JSON.parse(io.out())).toEqual({ error: { what: "there is no org 'x'", where: "stacks/orgs", why: "no file", next: "genesys-access orgs" } });
  });

  it("ends with the code that it carries", () => {
    expect(reportFailure(new UserError({ what: "no", exitCode: 1 }), facts, memoryIo(), false)).toBe(1);
  });

  it("stays within 80 columns", () => {
    const io = memoryIo();
    reportFailure(new UserError({ what: "word ".repeat(60).trim() }), facts, io, false);
    for (const line of io.err().split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe("a bug", () => {
  it("says that it is one, asks for a report and shows the stack", () => {
    const io = memoryIo();
    expect(reportFailure(new TypeError("undefined is not a function"), facts, io, false)).toBe(70);
    expect(io.err()).toContain("This is a bug in genesys-access, not a mistake of yours.");
    expect(io.err()).toContain("report it with the lines below at the tracker");
    expect(io.err()).toContain("genesys-access 1.2.3");
    expect(io.err()).toMatch(/TypeError: undefined is not a function\n\s+at /);
  });

  it("shows no secret of the environment and no token", () => {
    const io = memoryIo({ env: { GENESYSCLOUD_OAUTHCLIENT_SECRET: "s3cr3t-value", PULUMI_CONFIG_PASSPHRASE: "correct horse" } });
    const error = new Error("sent s3cr3t-value with correct horse, Bearer abcdefgh12345678 and client_secret=hunter22");
    reportFailure(error, facts, io, false);
    for (const secret of ["s3cr3t-value", "correct horse", "abcdefgh12345678", "hunter22"]) expect(io.err()).not.toContain(secret);
  });

  it("can be anything that is thrown", () => {
    const io = memoryIo();
    expect(reportFailure("just text", facts, io, false)).toBe(70);
    expect(io.err()).toContain("just text");
  });
});
