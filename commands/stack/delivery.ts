import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { OrgFile } from "../../stacks/orgfile";
import type { StackOutputs } from "./outputs";

/** How the delivery of one application's secret went. */
export interface Delivery {
  readonly application: string;
  /** The program that gets it, without its arguments. */
  readonly program: string;
  /** `kept`: it has this secret already. */
  readonly result: "delivered" | "kept" | "failed";
  /** Why it failed. Nothing that the program printed: it could be the secret. */
  readonly why?: string;
}

/** What a consumer's command gets on its standard input, as one JSON object. */
export interface DeliveredSecret {
  readonly org: string;
  readonly application: string;
  readonly region: string;
  /** Address before `/api/v2`. */
  readonly apiBase: string;
  /** Address before `/oauth/token`. */
  readonly loginBase: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Where and how secrets are delivered. */
export interface DeliveryPlace {
  /** Folder of Pulumi.yaml: the command runs there, and the record of deliveries lies below it. */
  readonly root: string;
  /** The user's own environment; the command gets it unchanged but for what opens the state. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly addresses: { readonly region: string; readonly apiBase: string; readonly loginBase: string };
  readonly timeoutMilliseconds?: number;
}

const record = z.record(
  z.string(),
  z.object({ clientId: z.string(), command: z.string(), salt: z.string(), fingerprint: z.string(), result: z.enum(["delivered", "failed"]) }),
);
type DeliveryRecord = z.infer<typeof record>;

/** File that remembers which secrets of an org were delivered. It holds salted fingerprints, never a secret. */
export function deliveryFile(root: string, org: string): string {
  return join(root, ".genesys-access", "deliveries", `${org}.json`);
}

/**
 * Gives every client's secret to the command that its application names in `secretTo.command`,
 * when the secret, the client or the command is new, or the last delivery failed. A failure is
 * returned and remembered, never thrown: the client stays, and the next `up` delivers again.
 *
 * @param without Applications that are left as they are.
 */
export async function deliverSecrets(orgFile: OrgFile, outputs: StackOutputs, place: DeliveryPlace, without: readonly string[] = []): Promise<readonly Delivery[]> {
  const wanted = Object.entries(orgFile.applications)
    .flatMap(([application, entry]) => (entry.secretTo?.command === undefined ? [] : [{ application, command: entry.secretTo.command }]))
    .sort((a, b) => (a.application < b.application ? -1 : 1));
  if (wanted.length === 0) return [];
  const file = deliveryFile(place.root, orgFile.name);
  const before = readRecord(file);
  const after: DeliveryRecord = {};
  const deliveries: Delivery[] = [];
  for (const { application, command } of wanted) {
    const [program = "", ...args] = command;
    const output = outputs.applications[application];
    const old = before[application];
    if (without.includes(application)) {
      if (old !== undefined) after[application] = old;
      continue;
    }
    if (output === undefined || output.clientId === "" || output.clientSecret === "") {
      if (old !== undefined) after[application] = old;
      deliveries.push({ application, program, result: "failed", why: "the stack holds no secret of this application" });
      continue;
    }
    const asked = JSON.stringify(command);
    if (old?.result === "delivered" && old.clientId === output.clientId && old.command === asked && old.fingerprint === fingerprint(old.salt, output.clientSecret)) {
      after[application] = old;
      deliveries.push({ application, program, result: "kept" });
      continue;
    }
    const given: DeliveredSecret = { org: orgFile.name, application, ...place.addresses, clientId: output.clientId, clientSecret: output.clientSecret };
    const why = await give(program, args, given, place);
    const salt = randomBytes(16).toString("base64");
    after[application] = { clientId: output.clientId, command: asked, salt, fingerprint: fingerprint(salt, output.clientSecret), result: why === undefined ? "delivered" : "failed" };
    deliveries.push({ application, program, result: why === undefined ? "delivered" : "failed", ...(why === undefined ? {} : { why }) });
    writeRecord(file, { ...before, ...after });
  }
  writeRecord(file, after);
  return deliveries;
}

/** Forgets what was delivered for an org: its clients are gone. */
export function forgetDeliveries(root: string, org: string): void {
  rmSync(deliveryFile(root, org), { force: true });
}

function fingerprint(salt: string, secret: string): string {
  return createHash("sha256").update(salt).update(secret).digest("base64");
}

/** Runs the command with the secret on its standard input. Returns why it failed, if it did. */
function give(program: string, args: readonly string[], given: DeliveredSecret, place: DeliveryPlace): Promise<string | undefined> {
  const seconds = Math.round((place.timeoutMilliseconds ?? 60_000) / 1000);
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: place.root, env: consumerEnvironment(place.env), stdio: ["pipe", "ignore", "ignore"], windowsHide: true });
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      resolve(`it took longer than ${seconds} s`);
    }, place.timeoutMilliseconds ?? 60_000);
    const end = (why?: string): void => {
      clearTimeout(timer);
      resolve(why);
    };
    child.once("error", (error: NodeJS.ErrnoException) => end(error.code === "ENOENT" ? `there is no program ${program}` : `it cannot be run (${error.code ?? "unknown error"})`));
    child.once("close", (code, signal) => end(code === 0 ? undefined : code === null ? `it was ended by ${signal ?? "a signal"}` : `it ended with code ${code}`));
    // A command that does not read ends as it likes; its exit code counts.
    child.stdin.on("error", () => undefined);
    child.stdin.end(`${JSON.stringify(given)}\n`);
  });
}

/** The consumer needs its own credentials, not those that open the state or the org. */
function consumerEnvironment(env: DeliveryPlace["env"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !/^(PULUMI_CONFIG_PASSPHRASE(_FILE)?|GENESYS_ACCESS_PASSPHRASE_.*|PULUMI_ACCESS_TOKEN|GENESYSCLOUD_.*)$/.test(entry[0])),
  );
}

function readRecord(file: string): DeliveryRecord {
  try {
    return record.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // Nothing known: delivered once more, which does no harm.
    return {};
  }
}

function writeRecord(file: string, value: DeliveryRecord): void {
  mkdirSync(join(file, ".."), { recursive: true });
  const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(`${file}.new`, `${JSON.stringify(sorted, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
