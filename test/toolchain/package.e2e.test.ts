import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = join(__dirname, "..", "..");
let folder: string;

/** What a person's own shell would have: nothing of this checkout. */
function shell(): NodeJS.ProcessEnv {
  const names = ["GENESYS_ACCESS_EMULATOR", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "NODE_OPTIONS", "NODE_PATH", "VITEST"];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name) && !name.startsWith("npm_")));
}

function genesysAccess(...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly text: string } {
  const ended = spawnSync(join(folder, "node_modules", ".bin", "genesys-access"), [...args], { cwd: folder, env: shell(), encoding: "utf8" });
  return { status: ended.status, stdout: ended.stdout, text: ended.stdout + ended.stderr };
}

/** The package, packed and installed into an empty folder, as a user without the sources gets it. */
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "genesys-access-package-")));
  const npm = (...args: readonly string[]): void => void execFileSync("npm", [...args], { cwd: folder, env: shell(), stdio: ["ignore", "ignore", "inherit"] });
  npm("pack", repository, "--ignore-scripts", "--silent");
  const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  writeFileSync(join(folder, "package.json"), `{"name":"empty","private":true}`);
  npm("install", "--prefer-offline", "--no-audit", "--no-fund", "--silent", `./${tarball}`);
});

afterAll(() => {
  genesysAccess("emulator", "--stop");
  rmSync(folder, { recursive: true, force: true });
});

describe("the npm package", () => {
  it("brings everything that is on no registry", () => {
    const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as { packages: Record<string, unknown> };
    expect(Object.keys(packages).filter((path) => path.endsWith("@pulumi/genesyscloud"))).toEqual([]);
    const brought = join(folder, "node_modules", "genesys-access");
    for (const path of [
      "sdks/genesyscloud/bin/index.js", "sdks/genesyscloud/bin/index.d.ts", "provider/bin/provider.js", "provider/schema.json",
      "policies/dist/index.js", "policies/PulumiPolicy.yaml", "dist/program/index.js", "Pulumi.yaml", "toolchain/golang/go.sum", "LICENSE",
    ]) {
      expect(existsSync(join(brought, path)), path).toBe(true);
    }
  });

  it("brings no tests and no sources of its commands", () => {
    const brought = join(folder, "node_modules", "genesys-access");
    expect(readdirSync(brought)).not.toContain("test");
    expect(readdirSync(brought)).not.toContain("commands");
    expect(readdirSync(join(brought, "toolchain", "golang", "pulumi-language-nodejs")).filter((name) => name.endsWith("_test.go"))).toEqual([]);
  });

  it("answers a question without installing or building anything", () => {
    const { status, stdout, text } = genesysAccess("needs", "GET /api/v2/conversations/{conversationId}/recordings", "--json");
    expect(status, text).toBe(0);
    expect(stdout).toContain("recording:recording:view");
  });

  it("brings up, proves and removes the example on the real engine", () => {
    const up = genesysAccess("up", "servicenow-uk");
    expect(up.status, up.text).toBe(0);
    expect(up.text).toMatch(/proven +GET \/api\/v2\/conversations\/\{conversationId\}\/recordings\n/);
    const destroyed = genesysAccess("destroy", "servicenow-uk", "--yes");
    expect(destroyed.status, destroyed.text).toBe(0);
  });
});
