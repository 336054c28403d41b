import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../../access/errors";
import { backendOf, emulatorPassphrase, engineEnvironment, shellLines } from "../../../toolchain/engine";

const engine = { binDir: "/engines/bin" };
let root: string;
let home: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "genesys-access-"));
  home = join(root, "home");
});

afterEach(() => rmSync(root, { recursive: true }));

const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

const environment = (env: Record<string, string> = {}, orgTarget: "emulator" | "cloud" = "emulator"): Record<string, string> =>
  engineEnvironment(engine, { root, home, orgTarget, env: { PATH: "/usr/bin:/bin", ...env } });

describe("the embedded backend", () => {
  it("is a folder in the project when nobody has set another", () => {
    expect(backendOf({ root, home, env: {} })).toEqual({ url: `file://${root}/.genesys-access/state?metadata=skip`, chosenBy: "genesys-access" });
    expect(environment()["PULUMI_BACKEND_URL"]).toBe(`file://${root}/.genesys-access/state?metadata=skip`);
  });

  it.each<[string, () => Record<string, string>, { readonly url?: string; readonly chosenBy: string }]>([
    ["PULUMI_BACKEND_URL", () => ({ PULUMI_BACKEND_URL: "s3://states" }), { url: "s3://states", chosenBy: "PULUMI_BACKEND_URL" }],
    ["Pulumi.yaml", () => (put("Pulumi.yaml", "name: x\nbackend:\n  # ours\n  url: gs://states # all of them\n"), {}), { url: "gs://states", chosenBy: "Pulumi.yaml" }],
    ["a login", () => (put("home/.pulumi/credentials.json", `{"current":"https://api.pulumi.com"}`), {}), { url: "https://api.pulumi.com", chosenBy: "pulumi login" }],
    ["a login below PULUMI_HOME", () => (put("p/credentials.json", `{"current":"azblob://x"}`), { PULUMI_HOME: join(root, "p") }), { url: "azblob://x", chosenBy: "pulumi login" }],
    ["an access token", () => ({ PULUMI_ACCESS_TOKEN: "pul-x" }), { chosenBy: "PULUMI_ACCESS_TOKEN" }],
  ])("gives way to %s", (_, prepare, expected) => {
    const env = prepare();
    expect(backendOf({ root, home, env })).toEqual(expected);
    expect(environment(env)).not.toHaveProperty("PULUMI_BACKEND_URL");
  });

  it.each([`{"current":""}`, "not json", "{}"])("does not give way to credentials that name no backend: %s", (text) => {
    put("home/.pulumi/credentials.json", text);
    expect(backendOf({ root, home, env: {} }).chosenBy).toBe("genesys-access");
  });
});

describe("the passphrase", () => {
  it("of emulated orgs is the public one", () => {
    expect(environment()["PULUMI_CONFIG_PASSPHRASE"]).toBe(emulatorPassphrase);
  });

  it.each([{ PULUMI_CONFIG_PASSPHRASE: "mine" }, { PULUMI_CONFIG_PASSPHRASE: "" }, { PULUMI_CONFIG_PASSPHRASE_FILE: "/mine" }])("is left alone when there is one: %o", (env) => {
    expect(environment(env)).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE");
  });

  it("of a real org is never set, and never the public one", () => {
    expect(environment({}, "cloud")).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE");
    expect(() => environment({ PULUMI_CONFIG_PASSPHRASE: emulatorPassphrase }, "cloud")).toThrow(UserError);
  });
});

describe("the rest of the environment", () => {
  it("has the engine first on the PATH, once", () => {
    expect(environment()["PATH"]).toBe("/engines/bin:/usr/bin:/bin");
    expect(environment({ PATH: "/bin:/engines/bin" })["PATH"]).toBe("/engines/bin:/bin");
  });

  it("keeps the Node.js options of the user, and adds the preload once", () => {
    const first = environment({ NODE_OPTIONS: "--max-old-space-size=512" })["NODE_OPTIONS"] ?? "";
    expect(first).toMatch(/^--max-old-space-size=512 --require ".*fast-start\.cjs"$/);
    expect(environment({ NODE_OPTIONS: first })["NODE_OPTIONS"]).toBe(first);
  });

  it("keeps what the user says about the secrets manager", () => {
    expect(environment()["PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER"]).toBe("true");
    expect(environment({ PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "false" })["PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER"]).toBe("false");
  });
});

describe("the lines for a shell", () => {
  const awkward = { NAME: `it's "$HOME" \\ \`x\``, PATH: "/a b:/c" };

  it("give a POSIX shell exactly the values", () => {
    const script = `${shellLines(awkward, "sh", {}).join("\n")}\nprintf '%s\\n%s' "$NAME" "$PATH"`;
    expect(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" })).toBe(`${awkward.NAME}\n${awkward.PATH}`);
  });

  it("are written for fish too, which keeps its PATH as a list", () => {
    expect(shellLines(awkward, "fish", {})).toEqual([`set -gx NAME 'it\\'s "$HOME" \\\\ \`x\`'`, "set -gx PATH '/a b' '/c'"]);
  });

  it("leave out what is set already, and are sorted", () => {
    expect(shellLines({ B: "2", A: "1", C: "3" }, "sh", { B: "2" })).toEqual(["export A='1'", "export C='3'"]);
  });
});
