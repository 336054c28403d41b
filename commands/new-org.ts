import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { stringify } from "yaml";
import { catalogue } from "../access/catalogue";
import { UserError } from "../access/errors";
import { definitionsBeside, displayPath, loadDefinition, orgFilePath, parseOrgFile, type Definition } from "../stacks/orgfile";
import { emulatorPassphrase } from "../toolchain/engine/environment";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { wrap } from "./frame/text";
import { customerVariable } from "./stack/customer";
import { passphraseVariable, withOwnPassphrase } from "./stack/passphrase";
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
  const root = projectRoot(io);
  const path = orgFilePath(root, name);
  const printing = invocation.flag("print");
  if (!printing && existsSync(path)) {
    throw new UserError({ what: "the org file exists already", where: displayPath(path), next: "edit it, or choose another name." });
  }
  const region = invocation.text("region") ?? "eu-west-2";
  if (catalogue().region(region) === undefined) throw noRegion(region);
  const customer = invocation.flag("customer");
  const definitions = invocation.texts("application").map((application) => takenFrom(root, application, customer));
  if (definitions.length > 0 && invocation.texts("call").length > 0) {
    throw new UserError({ what: "--call and --application can't be used together", where: `new-org ${name}`, why: "the calls of a defined application stand in its definition.", next: "leave --call out, or write the application into the org file by hand." });
  }
  const ring = invocation.number("ring");
  const environment = invocation.text("environment");
  const passphrase = target === "emulator" ? emulatorPassphrase : ownPassphrase(name, io);
  const variables = name.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  const text = orgFileText({
    region,
    target,
    calls: invocation.texts("call"),
    definitions,
    divisions: invocation.texts("division"),
    customer,
    variables,
    ...(ring === undefined ? {} : { ring }),
    ...(environment === undefined ? {} : { environment }),
    ...(passphrase === undefined ? {} : { salt: encryptionSalt(passphrase) }),
  });
  parseOrgFile(text, displayPath(path), name, definitionsBeside(path, root));
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
    for (const line of wrap(`Next: ${nextSteps(name, definitions, customer, variables)}`, io.columns, 6)) say(io, line);
  }
  if (passphrase === undefined && !customer) {
    const advice =
      "No passphrase is set, so the file has no encryptionsalt line yet: Pulumi adds it at the first run, and reformats the file as it does so. " +
      `Set ${passphraseVariable(name)}_FILE and make the file again, or name a secrets provider in it.`;
    for (const line of wrap(`Note: ${advice}`, io.columns, 6)) note(io, line);
  }
  return exit.good;
}

function nextSteps(name: string, definitions: readonly Taken[], customer: boolean, variables: string): string {
  const first = definitions.length > 0 ? "" : "describe the application in it, then ";
  if (!customer) return `${first}npx genesys-access check ${name} and npx genesys-access up ${name}`;
  const [taken] = definitions;
  if (taken === undefined) return `${first}npx genesys-access check ${name} and npx genesys-access verify ${name}`;
  const application = taken.definition.name;
  return (
    `npx genesys-access onboard ${application} --org ${name} --output FOLDER writes what the customer's administrator needs. ` +
    `With the client that he makes in ${customerVariable(variables, application, "ID")} and ${customerVariable(variables, application, "SECRET")}, npx genesys-access verify ${name} proves it.`
  );
}

/**
 * A definition as `--application` names it: `NAME`, or `NAME@VERSION` for another version than the current one. An org
 * that its customer sets up names its version always: a new one is not there before the customer has done something.
 */
function takenFrom(root: string, written: string, customer: boolean): Taken {
  const [name = "", version, ...rest] = written.split("@");
  if (rest.length > 0 || version === "") {
    throw new UserError({ what: `${JSON.stringify(written)} names no application`, where: "--application", next: "write its name, or NAME@VERSION for another version than the current one." });
  }
  const current = loadDefinition(root, name);
  if (customer && (version === undefined || version === current.version)) return { definition: current, version: current.version };
  return version === undefined || version === current.version ? { definition: current } : { definition: loadDefinition(root, name, version), version };
}

function noRegion(region: string): UserError {
  const near = catalogue().nearestRegions(region, 3);
  return new UserError({
    what: `Genesys Cloud has no region ${JSON.stringify(region)}`,
    where: "--region",
    next: near.length === 0 ? `the regions are ${catalogue().regions.map((each) => each.region).join(", ")}.` : `did you mean ${near.join(" or ")}?`,
  });
}

function ownPassphrase(name: string, io: Io): string | undefined {
  const env = withOwnPassphrase(name, io.env);
  const direct = env["PULUMI_CONFIG_PASSPHRASE"];
  if (direct !== undefined && direct !== "") return direct;
  const file = env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  if (file === undefined || file === "") return undefined;
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    throw new UserError({ what: "the file with the passphrase cannot be read", where: file, why: "PULUMI_CONFIG_PASSPHRASE_FILE, or the variable of this org alone, names it." });
  }
}

interface Taken {
  readonly definition: Definition;
  /** Written into the file: where it is not the current one, and where the customer sets the org up. */
  readonly version?: string;
}

interface NewOrgFile {
  readonly region: string;
  readonly target: "emulator" | "cloud";
  readonly calls: readonly string[];
  readonly definitions: readonly Taken[];
  readonly divisions: readonly string[];
  readonly customer: boolean;
  /** Prefix of the variables with the org's credentials. */
  readonly variables: string;
  readonly ring?: number;
  readonly environment?: string;
  readonly salt?: string;
}

function scalar(value: string): string {
  return stringify(value, { lineWidth: 0 }).trim();
}

function orgFileText(file: NewOrgFile): string {
  const { region, target, salt, definitions, divisions, ring, environment } = file;
  const products = [...new Set(definitions.flatMap(({ definition: { requires } }) => (requires.products ?? []).map(firstOf)))].sort();
  const named = [...new Set([...divisions, ...definitions.flatMap(({ definition }) => definition.entry.divisions ?? [])])].filter((division) => division !== "all" && division !== "home").sort();
  const isOwn = target === "cloud" || file.customer;
  return [
    "# yaml-language-server: $schema=./org-file.schema.json",
    ...(salt === undefined ? [] : [`encryptionsalt: ${salt}`]),
    "config:",
    "  genesys-access:org:",
    `    target: ${target}`,
    ...(environment === undefined ? [] : [`    environment: ${scalar(environment)}`]),
    ...(ring === undefined ? [] : [`    ring: ${ring}`]),
    ...(file.customer ? ["    managedBy: customer"] : []),
    `    region: ${scalar(region)}`,
    ...(named.length === 0 ? [] : ["    divisions:", ...named.map((division) => `      - ${scalar(division)}`)]),
    ...(products.length === 0 ? [] : ["    # What the applications need; correct it to what the org has.", "    products:", ...products.map((product) => `      - ${scalar(product)}`)]),
    ...(isOwn && definitions.length > 0 ? ["    credentials:", `      environment: ${file.variables}`] : []),
    "",
    "  genesys-access:applications:",
    ...(definitions.length > 0 ? definitions.flatMap((one) => taken(one, divisions)) : described(file.calls)),
    "",
  ].join("\n");
}

/** A requirement `a | b` is met by the first of the two. */
function firstOf(product: string): string {
  return (product.split("|")[0] ?? product).trim();
}

function taken({ definition: { name, entry }, version }: Taken, divisions: readonly string[]): readonly string[] {
  const own = divisions.length > 0 ? divisions : entry.divisions === undefined ? ["home"] : [];
  return [`    ${scalar(name)}:`, `      from: ${scalar(name)}`, ...(version === undefined ? [] : [`      version: ${JSON.stringify(version)}`]), ...(own.length === 0 ? [] : ["      divisions:", ...own.map((division) => `        - ${scalar(division)}`)])];
}

function described(calls: readonly string[]): readonly string[] {
  const listed = calls.length > 0 ? calls : ["GET /api/v2/routing/queues"];
  return [
    "    my-application:",
    "      description: What it does, in one sentence",
    "      owner: the team that answers for it",
    "      grant: client-credentials",
    "      calls:",
    ...listed.map((call) => `        - ${scalar(call)}`),
    "      divisions:",
    "        - home",
  ];
}
