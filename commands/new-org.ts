import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { stringify } from "yaml";
import { UserError } from "../access/errors";
import { displayPath, orgFilePath, parseOrgFile } from "../stacks/orgfile";
import { emulatorPassphrase } from "../toolchain/engine/environment";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { wrap } from "./frame/text";
import { projectRoot } from "./stack/project";
import { encryptionSalt } from "./stack/salt";

const nameShape = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** `genesys-access new-org NAME`: writes an org file to start from. Never overwrites one. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const name = invocation.args[0] ?? "";
  if (!nameShape.test(name)) {
    throw new UserError({ what: `${JSON.stringify(name)} cannot be the name of an org`, why: "it becomes the name of a stack and of a file.", next: "use letters, digits, - and _, such as acme-uk." });
  }
  const target = invocation.text("target") ?? "emulator";
  if (target !== "emulator" && target !== "cloud") {
    throw new UserError({ what: `there is no target ${JSON.stringify(target)}`, next: "--target emulator or --target cloud." });
  }
  const path = orgFilePath(projectRoot(io), name);
  const printing = invocation.flag("print");
  if (!printing && existsSync(path)) {
    throw new UserError({ what: "the org file exists already", where: displayPath(path), next: "edit it, or choose another name." });
  }
  const passphrase = target === "emulator" ? emulatorPassphrase : ownPassphrase(io);
  const text = orgFileText({
    region: invocation.text("region") ?? "eu-west-2",
    target,
    calls: invocation.texts("call"),
    ...(passphrase === undefined ? {} : { salt: encryptionSalt(passphrase) }),
  });
  parseOrgFile(text, displayPath(path), name);
  if (!printing) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: "wx" });
    } catch (error) {
      throw new UserError({ what: "the org file cannot be written", where: displayPath(path), why: error instanceof Error ? error.message : String(error) });
    }
  }
  if (invocation.flag("json")) {
    say(io, JSON.stringify({ name, file: displayPath(path), written: !printing, salt: passphrase !== undefined, text }, null, 2));
    return exit.good;
  }
  if (printing) io.stdout.write(text);
  else {
    say(io, `Wrote ${displayPath(path)}`);
    say(io, `Next: describe the application in it, then npx genesys-access check ${name} and npx genesys-access up ${name}`);
  }
  if (passphrase === undefined) {
    const advice =
      "No passphrase is set, so the file has no encryptionsalt line yet: Pulumi adds it at the first run, and reformats the file as it does so. " +
      "Set PULUMI_CONFIG_PASSPHRASE_FILE and make the file again, or name a secrets provider in it.";
    for (const line of wrap(`Note: ${advice}`, io.columns, 6)) note(io, line);
  }
  return exit.good;
}

function ownPassphrase(io: Io): string | undefined {
  const direct = io.env["PULUMI_CONFIG_PASSPHRASE"];
  if (direct !== undefined && direct !== "") return direct;
  const file = io.env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  if (file === undefined || file === "") return undefined;
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    throw new UserError({ what: "the file with the passphrase cannot be read", where: file, why: "PULUMI_CONFIG_PASSPHRASE_FILE names it." });
  }
}

interface NewOrgFile {
  readonly region: string;
  readonly target: "emulator" | "cloud";
  readonly calls: readonly string[];
  readonly salt?: string;
}

function orgFileText({ region, target, calls, salt }: NewOrgFile): string {
  const scalar = (value: string): string => stringify(value).trim();
  const listed = calls.length > 0 ? calls : ["GET /api/v2/routing/queues"];
  return [
    "# yaml-language-server: $schema=./org-file.schema.json",
    ...(salt === undefined ? [] : [`encryptionsalt: ${salt}`]),
    "config:",
    "  genesys-access:org:",
    `    target: ${target}`,
    `    region: ${scalar(region)}`,
    "",
    "  genesys-access:applications:",
    "    my-application:",
    "      description: What it does, in one sentence",
    "      owner: the team that answers for it",
    "      grant: client-credentials",
    "      calls:",
    ...listed.map((call) => `        - ${scalar(call)}`),
    "      divisions:",
    "        - home",
    "",
  ].join("\n");
}
