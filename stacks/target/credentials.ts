import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as z from "zod";
import { UserError } from "../../access/errors";
import { describePlace } from "../../access/graph/place";
import type { OrgFile } from "../orgfile";

/** Credentials of a deployer: those of a client, or a token. */
export type Credentials = { readonly clientId: string; readonly clientSecret: string } | { readonly accessToken: string };

/** Credentials and where they come from, in words. */
export interface FoundCredentials {
  readonly credentials: Credentials;
  readonly from: string;
}

/** Where credentials may be looked for. */
export interface CredentialSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Decrypted value of the Pulumi configuration `genesys-access:deployer`, when there is one. */
  readonly secrets?: unknown;
  /** Folder in which a credentials command runs. */
  readonly root: string;
}

/** Variables that Genesys' own tools read. */
export const genesysVariables = [
  "GENESYSCLOUD_ACCESS_TOKEN",
  "GENESYSCLOUD_OAUTHCLIENT_ID",
  "GENESYSCLOUD_OAUTHCLIENT_SECRET",
  "GENESYSCLOUD_REGION",
] as const;

const shape = z.union([
  z.object({ accessToken: z.string().min(1) }),
  z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) }),
]);

/**
 * Credentials of a real org, from the first source that is named: Pulumi's secrets, the org file's
 * environment prefix, the org file's command, the variables of Genesys' own tools. A source that
 * is named but gives nothing stops the run: the next one may belong to another org. Throws a
 * UserError that never repeats a value.
 */
export async function findCredentials(orgFile: OrgFile, sources: CredentialSources): Promise<FoundCredentials> {
  if (sources.secrets !== undefined) {
    return found(
      orgFile,
      sources.secrets,
      "Pulumi configuration genesys-access:deployer",
      "It needs clientId and clientSecret, or accessToken.",
    );
  }
  const named = orgFile.org.credentials;
  if (named?.environment !== undefined) return fromEnvironment(orgFile, named.environment, sources.env);
  if (named?.command !== undefined) return fromCommand(orgFile, named.command, sources.root);
  if (genesysVariables.slice(0, 3).some((name) => (sources.env[name] ?? "") !== "")) return fromGenesysVariables(orgFile, sources.env);
  throw new UserError({
    what: `There are no credentials for the org '${orgFile.name}'.`,
    where: describePlace(orgFile.place(["org"])),
    why: "It is a real org, and neither Pulumi's configuration, nor the org file, nor the environment names any.",
    next: [
      "Name them in one of these ways:",
      `  pulumi config set --stack ${orgFile.name} --secret --path genesys-access:deployer.clientSecret (and .clientId)`,
      "  org.credentials.environment or org.credentials.command in the org file",
      "  GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET in the environment",
    ].join("\n"),
  });
}

function found(orgFile: OrgFile, value: unknown, from: string, why: string): FoundCredentials {
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    throw new UserError({ what: `The credentials of the org '${orgFile.name}' are not complete.`, where: from, why });
  }
  return { credentials: parsed.data, from };
}

function fromEnvironment(orgFile: OrgFile, prefix: string, env: CredentialSources["env"]): FoundCredentials {
  const names = [`${prefix}_ACCESS_TOKEN`, `${prefix}_OAUTHCLIENT_ID`, `${prefix}_OAUTHCLIENT_SECRET`] as const;
  return found(orgFile, fromVariables(env, names), `environment ${prefix}_*`, `Set ${names[1]} and ${names[2]}, or ${names[0]}.`);
}

function fromGenesysVariables(orgFile: OrgFile, env: CredentialSources["env"]): FoundCredentials {
  const region = env["GENESYSCLOUD_REGION"];
  if (region !== undefined && region !== "" && region.toLowerCase() !== orgFile.org.region.toLowerCase()) {
    throw new UserError({
      what: `GENESYSCLOUD_REGION is ${region}, but the org '${orgFile.name}' is in ${orgFile.org.region}.`,
      where: describePlace(orgFile.place(["org", "region"])),
      why: "The credentials in the environment are probably those of another org.",
      next: `Set GENESYSCLOUD_REGION=${orgFile.org.region} together with this org's credentials, or correct the region in the org file.`,
    });
  }
  const [token, id, secret] = genesysVariables;
  return found(orgFile, fromVariables(env, [token, id, secret]), "environment GENESYSCLOUD_*", `Set ${id} and ${secret}, or ${token}.`);
}

function fromVariables(env: CredentialSources["env"], [token, id, secret]: readonly [string, string, string]): unknown {
  const value = (name: string): string | undefined => (env[name] === "" ? undefined : env[name]);
  return value(token) !== undefined ? { accessToken: value(token) } : { clientId: value(id), clientSecret: value(secret) };
}

async function fromCommand(orgFile: OrgFile, command: readonly string[], root: string): Promise<FoundCredentials> {
  const [program = "", ...args] = command;
  const where = describePlace(orgFile.place(["org", "credentials", "command"]));
  let printed: string;
  try {
    const { stdout } = await promisify(execFile)(program, args, { cwd: root, timeout: 60_000, maxBuffer: 1024 * 1024, windowsHide: true });
    printed = stdout;
  } catch (error) {
    const { code, killed } = error as { readonly code?: string | number; readonly killed?: boolean };
    const why =
      code === "ENOENT"
        ? `There is no program '${program}'.`
        : killed === true
          ? "It took longer than a minute."
          : `It ended with ${code ?? "an error"}.`;
    throw new UserError({ what: "The credentials command failed.", where, why, next: `Run it by hand: ${program}.` });
  }
  let value: unknown;
  try {
    value = JSON.parse(printed);
  } catch {
    throw new UserError({
      what: "The credentials command did not print JSON.",
      where,
      next: 'It must print {"clientId": …, "clientSecret": …} or {"accessToken": …} and nothing else.',
    });
  }
  return found(orgFile, value, `command ${program}`, 'It must print {"clientId": …, "clientSecret": …} or {"accessToken": …}.');
}
