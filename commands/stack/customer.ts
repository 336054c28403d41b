import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as z from "zod";
import { UserError } from "../../access/errors";
import { describePlace } from "../../access/graph/place";
import type { OrgFile } from "../../stacks/orgfile";
import type { Deployment } from "./deployment";

/** Whether an org is set up by the customer: it is never provisioned from here, only verified and reported. */
export function isCustomers(orgFile: Pick<OrgFile, "org">): boolean {
  return orgFile.org.managedBy === "customer";
}

const client = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });
const printed = z.union([z.object({ applications: z.record(z.string(), client) }), client]);
type Client = z.infer<typeof client>;

/** Environment variable with the id of the client that a customer made for an application; the secret's ends in `_SECRET`. */
export function customerVariable(prefix: string, application: string, what: "ID" | "SECRET"): string {
  return `${prefix}_${application.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}_CLIENT_${what}`;
}

/**
 * The applications' own clients in an org that its customer manages, as `verify` takes them from a
 * stack elsewhere. They come from where the org file says credentials come from: the variables
 * `PREFIX_<APPLICATION>_CLIENT_ID` and `_SECRET` (of an only application also
 * `PREFIX_OAUTHCLIENT_ID` and `_SECRET`), or the command, which prints `{clientId, clientSecret}` or
 * `{applications: {NAME: {clientId, clientSecret}}}`. Throws a `UserError` when there are none.
 */
export async function customerDeployment(orgFile: OrgFile, sources: { readonly env: Readonly<Record<string, string | undefined>>; readonly root: string }): Promise<Deployment> {
  const names = Object.keys(orgFile.applications).sort();
  const clients = await clientsOf(orgFile, names, sources);
  const applications = Object.fromEntries(
    names.flatMap((name) => {
      const found = clients[name];
      if (found === undefined) return [];
      const entry = orgFile.applications[name];
      const output = { ...found, clientName: entry?.name ?? name, grantType: entry?.grant === undefined || entry.grant === "client-credentials" ? "CLIENT-CREDENTIALS" : entry.grant.toUpperCase(), divisions: entry?.divisions ?? ["home"] };
      return [[name, output]];
    }),
  );
  if (Object.keys(applications).length === 0) throw noClients(orgFile, names);
  return { resources: [], outputs: { applications }, pending: [] };
}

async function clientsOf(orgFile: OrgFile, names: readonly string[], { env, root }: { readonly env: Readonly<Record<string, string | undefined>>; readonly root: string }): Promise<Readonly<Record<string, Client | undefined>>> {
  const { credentials } = orgFile.org;
  const [only] = names;
  if (credentials?.environment !== undefined) {
    const prefix = credentials.environment;
    const read = (id: string, secret: string): Client | undefined => {
      const parsed = client.safeParse({ clientId: env[id], clientSecret: env[secret] });
      return parsed.success ? parsed.data : undefined;
    };
    return Object.fromEntries(
      names.map((name) => [
        name,
        read(customerVariable(prefix, name, "ID"), customerVariable(prefix, name, "SECRET")) ??
          (names.length === 1 ? read(`${prefix}_OAUTHCLIENT_ID`, `${prefix}_OAUTHCLIENT_SECRET`) : undefined),
      ]),
    );
  }
  if (credentials?.command === undefined) return {};
  const [program = "", ...args] = credentials.command;
  const where = describePlace(orgFile.place(["org", "credentials", "command"]));
  let text: string;
  try {
    text = (await promisify(execFile)(program, args, { cwd: root, timeout: 60_000, maxBuffer: 1024 * 1024, windowsHide: true })).stdout;
  } catch (error) {
    const { code } = error as { readonly code?: string | number };
    throw new UserError({ what: "the credentials command failed", where, why: code === "ENOENT" ? `there is no program '${program}'.` : `it ended with ${code ?? "an error"}.`, next: `run it by hand: ${program}.` });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const parsed = printed.safeParse(value);
  if (!parsed.success) {
    throw new UserError({ what: "the credentials command did not print what is needed", where, next: 'it must print {"clientId": …, "clientSecret": …}, or {"applications": {"NAME": {…}}}, and nothing else.' });
  }
  if ("applications" in parsed.data) return parsed.data.applications;
  return only === undefined || names.length > 1 ? {} : { [only]: parsed.data };
}

function noClients(orgFile: OrgFile, names: readonly string[]): UserError {
  const written = orgFile.org.credentials?.environment;
  const prefix = written ?? "PREFIX";
  const [first = "application"] = names;
  return new UserError({
    what: `there is no client to verify ${orgFile.name} with`,
    where: describePlace(orgFile.place(["org", "managedBy"])),
    why: "the customer manages this org, so the client is the customer's to make and to hand over.",
    next: `${written === undefined ? `say org.credentials.environment: ${prefix} in the org file and set` : "set"} ${customerVariable(prefix, first, "ID")} and ${customerVariable(prefix, first, "SECRET")}.`,
  });
}
