import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import * as z from "zod";
import { UserError } from "../../access/errors";
import type { OrgFile } from "../orgfile";
import { seedForOrg } from "./seed";
import { gatewayOf } from "./gateway";
import type { Target } from "./target";

/** Names the address of a running emulator, such as `http://127.0.0.1:40123`. */
export const emulatorVariable = "GENESYS_ACCESS_EMULATOR";

/** File below the project's root that says where the emulator runs. */
export const emulatorAddressFile = join(".genesys-access", "emulator", "address.json");

const seeded = z.looseObject({
  orgId: z.string(),
  apiBase: z.string(),
  loginBase: z.string(),
  deployer: z.looseObject({ clientId: z.string(), clientSecret: z.string() }),
});

/**
 * Where the emulator runs: the variable, else the file. Throws a UserError when neither says, or when the
 * address is not of this machine.
 */
export function emulatorAddress(root: string, env: Readonly<Record<string, string | undefined>>): string {
  const set = env[emulatorVariable];
  const url = set !== undefined && set !== "" ? set : addressFromFile(root);
  if (url === undefined) throw notRunning(emulatorAddressFile, "Nobody has started it.");
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || parsed.protocol !== "http:" || !["127.0.0.1", "localhost", "[::1]"].includes(parsed.hostname)) {
    throw new UserError({
      what: "The emulator's address is not an address of this machine.",
      where: set === undefined ? emulatorAddressFile : emulatorVariable,
      next: "Write http://127.0.0.1:PORT, as 'npm run emulator' prints it.",
    });
  }
  return parsed.origin;
}

/**
 * Makes sure that the emulator has the org, and gives the deployer's credentials for it. Doing it
 * again changes nothing. Throws a UserError when the emulator does not answer or refuses the seed.
 */
export async function connectEmulator(orgFile: OrgFile, url: string): Promise<Target> {
  const seed = seedForOrg(orgFile);
  const response = await postJson(`${url}/emulator/orgs`, seed).catch(() => {
    throw notRunning(url, "Nothing answers at this address.");
  });
  const body = response.body;
  if (response.status < 200 || response.status > 299) {
    const message = typeof body === "object" && body !== null && "message" in body ? String(body.message) : `HTTP ${response.status}`;
    throw new UserError({ what: `The emulator refuses the org '${orgFile.name}'.`, where: orgFile.file, why: message });
  }
  const answer = seeded.safeParse(body);
  if (!answer.success) {
    throw new UserError({
      what: "What answers is not the emulator of this version.",
      where: url,
      next: "Stop it and start it again: npm run emulator.",
    });
  }
  const { orgId, apiBase, loginBase, deployer } = answer.data;
  return {
    kind: "emulator",
    region: orgFile.org.region,
    apiBase,
    loginBase,
    clientId: deployer.clientId,
    clientSecret: deployer.clientSecret,
    gateways: [gatewayOf(apiBase, loginBase)],
    orgId,
    credentials: "the emulator's own deployer",
  };
}

function addressFromFile(root: string): string | undefined {
  try {
    const { url } = JSON.parse(readFileSync(join(root, emulatorAddressFile), "utf8")) as { readonly url?: unknown };
    return typeof url === "string" ? url : undefined;
  } catch {
    return undefined;
  }
}

function notRunning(where: string, why: string): UserError {
  return new UserError({
    what: "The emulator is not running.",
    where,
    why,
    next: "Start it with 'npm run emulator' in another terminal, or use 'npm run up', which starts it by itself.",
  });
}

/** `fetch` would do, but loading it takes longer than everything else here: every preview would wait for it. */
function postJson(url: string, value: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers: { "Content-Type": "application/json" }, timeout: 30_000 }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("error", reject).on("end", () => resolve({ status: answer.statusCode ?? 0, body: parsed(text) }));
    });
    sent.on("error", reject).on("timeout", () => sent.destroy(new Error("no answer")));
    sent.end(JSON.stringify(value));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
