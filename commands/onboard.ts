import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../access/errors";
import {
  administratorPage,
  callsFor,
  changeLines,
  changesBetween,
  customersOf,
  describeDivisions,
  homeOnly,
  isNothing,
  pageHtml,
  pageMarkdown,
  provisioningInfo,
  requirementsOf,
  rightsOf,
  setupOfDefinition,
  terraformModule,
  wizardFiles,
  wizardPrefix,
  type Changes,
  type Customer,
  type Setup,
} from "../onboarding";
import { applicationsFolder, definitionsIn, displayPath, listOrgs, loadDefinition, loadOrgFile, orgFilePath, type Definition, type OrgFile } from "../stacks/orgfile";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { note, say, type Io } from "./frame/io";
import { count, table, wrap } from "./frame/text";
import { projectRoot } from "./stack/project";

const forms = ["page", "html", "terraform", "wizard"] as const;

/** `genesys-access onboard NAME`: an application for customers who do not use Pulumi, and what a new version asks of them. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const root = projectRoot(io);
  const form = invocation.text("print");
  if (form !== undefined && !(forms as readonly string[]).includes(form)) throw new UserError({ what: `there is no form ${JSON.stringify(form)}`, next: `--print ${forms.join(", ")}.` });
  const definition = loadDefinition(root, invocation.args[0] ?? "", invocation.text("at"));
  const definitions = definitionsIn(join(root, applicationsFolder), root);
  const customers = customersOf(readOrgs(root, io), definition, definitions);
  const org = invocation.text("org");
  const customer = org === undefined ? undefined : findCustomer(customers, org, definition);
  const divisions = invocation.texts("division");
  if (customer !== undefined && divisions.length > 0) throw new UserError({ what: "--org and --division exclude each other", why: "an org's file names its divisions itself." });
  for (const one of divisions) {
    if (one.trim() === "" || one === "*") throw new UserError({ what: `--division ${JSON.stringify(one)} names no division`, next: "write its name, or all, or home." });
  }
  const setup = customer?.next?.setup ?? setupOfDefinition(definition, { definitions, divisions });
  const since = invocation.text("since");
  const changes =
    since !== undefined ? changesBetween(setupOfDefinition(loadDefinition(root, definition.name, since), { definitions, divisions }), setupOfDefinition(definition, { definitions, divisions })) : customer?.next?.changes;

  const folder = invocation.text("output");
  const written = folder === undefined ? [] : write(resolve(io.cwd, folder), allFiles(setup, changes));
  if (invocation.flag("json")) say(io, JSON.stringify(answer(setup, changes, customers, written), null, 2));
  else if (form !== undefined) io.stdout.write(printed(setup, changes, form));
  else summary(setup, changes, customers, written, io);
  return exit.good;
}

function printed(setup: Setup, changes: Changes | undefined, form: string): string {
  const page = administratorPage(setup, changes);
  if (form === "page") return pageMarkdown(page);
  if (form === "html") return pageHtml(page);
  if (form === "wizard") return `${JSON.stringify({ prefix: wizardPrefix(setup), provisioningInfo: provisioningInfo(setup) }, null, 2)}\n`;
  return terraformModule(setup)["variables.tf"] + "\n" + terraformModule(setup)["main.tf"];
}

/** Every file of every form, by its path below the folder. */
function allFiles(setup: Setup, changes: Changes | undefined): Readonly<Record<string, string>> {
  const page = administratorPage(setup, changes);
  const below = (folder: string, files: Readonly<Record<string, string>>): [string, string][] => Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]);
  return Object.fromEntries([
    ["administrator.html", pageHtml(page)],
    ["administrator.md", pageMarkdown(page)],
    ...below("terraform", terraformModule(setup)),
    ...below("wizard", wizardFiles(setup)),
  ]);
}

function write(folder: string, files: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => {
      const path = join(folder, name);
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      } catch (error) {
        throw new UserError({ what: "the file cannot be written", where: displayPath(path), why: error instanceof Error ? error.message : String(error) });
      }
      return displayPath(path);
    });
}

function readOrgs(root: string, io: Io): readonly OrgFile[] {
  return listOrgs(root).flatMap((name) => {
    try {
      return [loadOrgFile(orgFilePath(root, name), { root })];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      note(io, `${name}: left out, its file cannot be read (npx genesys-access check ${name})`);
      return [];
    }
  });
}

function findCustomer(customers: readonly Customer[], org: string, definition: Definition): Customer {
  const found = customers.find((one) => one.org === org);
  if (found === undefined) {
    const names = [...new Set(customers.map((one) => one.org))];
    throw new UserError({
      what: `the org ${JSON.stringify(org)} does not have ${definition.name}`,
      next: names.length === 0 ? "no org has it yet: an org file takes it with 'from'." : `these orgs have it: ${names.join(", ")}.`,
    });
  }
  if (found.next === undefined) throw new UserError({ what: `the file of ${org} does not fit version ${definition.version}`, ...(found.problem === undefined ? {} : { why: found.problem }) });
  return found;
}

function summary(setup: Setup, changes: Changes | undefined, customers: readonly Customer[], written: readonly string[], io: Io): void {
  const lines = (text: string, indent = 2): void => {
    for (const line of wrap(text, io.columns, indent)) say(io, line);
  };
  lines(`${setup.name} ${setup.version}${setup.description === "" ? "" : `: ${setup.description}`}`);
  say(io);
  say(io, "It asks an org for");
  for (const client of setup.clients) lines(`  client ${client.name} (${client.grantType})${client.scopes.length === 0 ? "" : `, scopes ${client.scopes.join(", ")}`}`, 4);
  for (const user of setup.users) lines(`  user ${user.email}${user.existing ? " (there already)" : ""}`, 4);
  for (const group of setup.groups) lines(`  group ${group.name}${group.existing ? " (the org's own; it gets a role)" : ""}`, 4);
  if (setup.dataActions !== undefined) lines(`  data actions integration ${setup.dataActions.name}, whose credential holds the secret`, 4);
  for (const one of requirementsOf(setup)) lines(`  ${one}`, 4);
  say(io);
  say(io, "Rights");
  let holder = "";
  for (const right of rightsOf(setup)) {
    if (right.holder !== holder) lines(`  ${right.holder}`, 4);
    holder = right.holder;
    const calls = callsFor(setup, right.permission);
    lines(`    ${right.permission} in ${describeDivisions(right.divisions)}${right.condition === undefined ? "" : `, where ${right.condition}`}`, 6);
    if (calls.length > 0 && right.holder.startsWith("client ")) for (const call of calls) lines(`      ${call}`, 8);
  }
  if (homeOnly(setup)) {
    say(io);
    lines("No division is named, so it gets its rights in the Home division only, and sees nothing of others. --division NAME names the customer's, as often as needed.");
  }
  if (changes !== undefined) {
    say(io);
    say(io, `New since ${changes.from}`);
    for (const line of changeLines(changes).length === 0 ? ["nothing to ask for"] : changeLines(changes)) lines(`  ${line}`, 4);
  }
  say(io);
  customerLines(customers, setup, io, lines);
  say(io);
  if (written.length > 0) {
    say(io, "Written");
    for (const path of written) say(io, `  ${path}`);
  } else {
    lines(`Next: npx genesys-access onboard ${setup.name} --output FOLDER writes the administrator's page, the Terraform module and the wizard's configuration.`);
  }
}

function customerLines(customers: readonly Customer[], { name, version }: Setup, io: Io, lines: (text: string, indent?: number) => void): void {
  if (customers.length === 0) {
    say(io, "No org file has it yet.");
    return;
  }
  say(io, `${count(customers.length, "org")} with it`);
  const rows = customers.map((one) => [one.org, one.managedBy === "customer" ? "the customer" : "us", one.has, toAsk(one, version)]);
  for (const line of table(rows, { headers: ["Org", "Set up by", "Has", `For ${version}`], columns: io.columns, indent: 2 })) say(io, line);
  for (const one of customers.filter(isGuess)) {
    say(io);
    lines(`  ${one.org}: write \`version: "…"\` beside \`from: ${name}\` in its file, with the version that its administrator set up. Without it a new version looks as if it were there already.`, 4);
  }
  for (const one of customers) {
    const asked = one.next === undefined ? [] : changeLines(one.next.changes);
    if (asked.length === 0) continue;
    say(io);
    say(io, `  ${one.org}, from ${one.has} to ${version}`);
    for (const line of asked) lines(`    ${line}`, 6);
    lines(
      one.managedBy === "customer"
        ? `    Page for its administrator: npx genesys-access onboard ${one.next?.setup.name ?? ""} --org ${one.org} --print html`
        : `    npx genesys-access up ${one.org}, once its file says ${version}`,
      6,
    );
  }
}

/** A customer's org whose file follows the current version: nobody knows what its administrator set up. */
function isGuess(customer: Customer): boolean {
  return customer.managedBy === "customer" && !customer.versionNamed;
}

function toAsk(customer: Customer, version: string): string {
  if (isGuess(customer)) return "not known: its file names no version";
  if (customer.next === undefined) return `its file does not fit: ${customer.problem ?? ""}`;
  const { changes } = customer.next;
  if (isNothing(changes)) return customer.has === version ? "has it" : "nothing to ask for";
  return [
    ...(changes.gained.length === 0 ? [] : [`${count(changes.gained.length, "right")} to ask for`]),
    ...(changes.lost.length === 0 ? [] : [`${count(changes.lost.length, "right")} no longer needed`]),
    ...(changes.gained.length + changes.lost.length === 0 ? [count(changeLines(changes).length, "change")] : []),
  ].join(", ");
}

function answer(setup: Setup, changes: Changes | undefined, customers: readonly Customer[], written: readonly string[]): unknown {
  return {
    application: setup.name,
    version: setup.version,
    clients: setup.clients,
    groups: setup.groups,
    users: setup.users,
    rights: rightsOf(setup).map((right) => ({ ...right, calls: callsFor(setup, right.permission) })),
    requires: requirementsOf(setup),
    ...(changes === undefined ? {} : { changes }),
    customers: customers.map(({ next, ...one }) => ({ ...one, ...(next === undefined ? {} : { changes: next.changes }) })),
    ...(written.length === 0 ? {} : { written }),
  };
}
