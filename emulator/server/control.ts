import * as z from "zod";
import { UserError } from "../../access/errors";
import { builtInToken } from "../authorization/tokens";
import { optionsUpdateSchema } from "../options";
import { end, happen, newConversationShape, UnknownName } from "../recording/conversations";
import { orgSeedSchema } from "../seed";
import type { ConversationRecord } from "../state/entities";
import { hashOf, newSecret } from "../state/ids";
import { userByEmail } from "../state/people";
import { applySeed } from "../state/seeding";
import type { Emulation } from "./emulation";
import { ApiProblem, badRequest, noContent, notFound, ok, type Reply } from "./reply";

/**
 * The control API under `/emulator/`: for whoever runs the emulator, not part of Genesys Cloud.
 * Its errors have the Platform API's form with codes that begin with `emulator.`.
 */
export function control(emulation: Emulation, method: string, path: string, body: Buffer | undefined): Reply {
  const parts = path
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
  const route = `${method} ${parts.map((part, index) => (index === 1 && parts[0] === "orgs" ? "NAME" : index === 3 && withIds.has(parts[2] ?? "") ? "ID" : part)).join("/")}`;
  const name = parts[1] ?? "";
  switch (route) {
    case "GET health":
      return ok(health(emulation));
    case "GET orgs":
      return ok({ orgs: emulation.orgNames().map((known) => emulation.describe(known)) });
    case "POST orgs":
      return seedOrg(emulation, json(body));
    case "GET orgs/NAME":
      return ok(emulation.describe(known(emulation, name)));
    case "GET orgs/NAME/requests":
      return ok({ requests: emulation.log.of(known(emulation, name)) });
    case "DELETE orgs/NAME/requests":
      emulation.log.clear(known(emulation, name));
      return noContent;
    case "POST orgs/NAME/tokens":
      return userToken(emulation, known(emulation, name), json(body));
    case "GET orgs/NAME/products":
      return ok(productsOf(emulation, known(emulation, name)));
    case "PUT orgs/NAME/products":
      return setProducts(emulation, known(emulation, name), json(body));
    case "GET orgs/NAME/credentials/ID":
      return credentialWorks(emulation, known(emulation, name), parts[3] ?? "");
    case "POST orgs/NAME/conversations":
      return newConversation(emulation, known(emulation, name), json(body));
    case "POST orgs/NAME/conversations/ID/end":
      return endConversation(emulation, known(emulation, name), parts[3] ?? "");
    case "PUT orgs/NAME/clients/ID":
      return setClientState(emulation, known(emulation, name), parts[3] ?? "", json(body));
    case "GET options":
      return ok(emulation.options);
    case "PUT options":
      emulation.setOptions(parse(optionsUpdateSchema, json(body)));
      return ok(emulation.options);
    case "DELETE options":
      emulation.resetOptions();
      return ok(emulation.options);
    default:
      throw new ApiProblem(404, "emulator.unknown", `The emulator has no ${method} /emulator/${parts.join("/")}.`);
  }
}

function health(emulation: Emulation): unknown {
  return {
    status: "ok",
    pid: process.pid,
    url: emulation.url,
    stateDir: emulation.store.folder,
    startedAt: emulation.startedAt,
    orgs: emulation.orgNames().map((name) => emulation.describe(name)),
  };
}

function seedOrg(emulation: Emulation, body: unknown): Reply {
  const seed = parse(orgSeedSchema, body);
  const known = emulation.findOrg(seed.name);
  if (known !== undefined && seed.orgId !== undefined && seed.orgId !== known.org.id) {
    throw new ApiProblem(409, "emulator.org.id", `The org ${seed.name} exists with the id ${known.org.id}; the seed says ${seed.orgId}.`);
  }
  try {
    const deployer = applySeed(emulation.openOrg(seed.name).org, seed, emulation.now());
    return ok({ ...emulation.describe(seed.name), deployer });
  } catch (error) {
    if (error instanceof UserError) throw badRequest(error.message, "emulator.seed");
    throw error;
  }
}

function userToken(emulation: Emulation, name: string, body: unknown): Reply {
  const { email } = parse(z.strictObject({ email: z.string() }), body);
  const { org } = emulation.openOrg(name);
  const user = userByEmail(org, email);
  if (user === undefined) throw notFound("emulator.user.unknown", `The org ${name} has no user ${email}.`);
  const token = newSecret();
  const record = builtInToken(user.id, emulation.now());
  org.tokens.put(hashOf(token), record);
  return ok({ access_token: token, token_type: "bearer", expires_in: Math.floor((record.expiresAt - record.createdAt) / 1000) - 1 });
}

/** Genesys can disable a client; no operation of the Platform API does. */
function setClientState(emulation: Emulation, name: string, id: string, body: unknown): Reply {
  const { state } = parse(z.strictObject({ state: z.enum(["active", "inactive", "disabled"]) }), body);
  const { org } = emulation.openOrg(name);
  const client = org.clients.get(id);
  if (client === undefined) throw notFound("emulator.client.unknown", `The org ${name} has no client ${id}.`);
  org.clients.put(id, { ...client, state });
  return noContent;
}

/** A customer calls: what is recorded follows from the org's policies, settings and agents, and the answer says why. */
function newConversation(emulation: Emulation, name: string, body: unknown): Reply {
  const asked = parse(newConversationShape, body);
  const { org, access } = emulation.openOrg(name);
  const now = emulation.now();
  const at = { now, lateGrantsSeconds: emulation.options.lateGrantsSeconds };
  try {
    const { conversation, screens } = happen(org, asked, now, (userId) =>
      access.userHolds(userId, "recording:screenRecording:participate", at),
    );
    return ok({ ...describeConversation(conversation), screenRecording: screens });
  } catch (error) {
    if (error instanceof UnknownName) throw badRequest(error.message, "emulator.conversation");
    throw error;
  }
}

function endConversation(emulation: Emulation, name: string, id: string): Reply {
  const { org } = emulation.openOrg(name);
  const found = org.conversations.get(id);
  if (found === undefined) throw notFound("emulator.conversation.unknown", `The org ${name} has no conversation ${id}.`);
  return ok(describeConversation(end(org, found, emulation.now())));
}

function describeConversation(of: ConversationRecord): Record<string, unknown> {
  return {
    id: of.id,
    ongoing: of.ongoing === true,
    divisionIds: of.divisionIds,
    agentIds: of.agentIds,
    recordings: of.recordings.map(({ id, media, userId }) => ({ id, media, ...(userId === undefined ? {} : { userId }) })),
  };
}

/** Parts of the control API under which single objects are named. */
const withIds = new Set(["clients", "credentials", "conversations"]);

function productsOf(emulation: Emulation, name: string): unknown {
  const { record } = emulation.openOrg(name).org;
  return { products: record.products, withoutPermissions: record.withoutPermissions ?? [], integrationTypes: record.integrationTypes ?? [] };
}

/** What an org has by contract: nobody sets that through the Platform API. What is left out stays. */
function setProducts(emulation: Emulation, name: string, body: unknown): Reply {
  const { org } = emulation.openOrg(name);
  const changes = parse(
    z.strictObject({
      products: z.array(z.string()).optional(),
      withoutPermissions: z.array(z.string()).optional(),
      integrationTypes: z.array(z.string()).optional(),
    }),
    body,
  );
  const { products = org.record.products, ...others } = changes;
  org.info.put("me", {
    ...org.record,
    products,
    ...(others.withoutPermissions === undefined ? {} : { withoutPermissions: others.withoutPermissions }),
    ...(others.integrationTypes === undefined ? {} : { integrationTypes: others.integrationTypes }),
  });
  return ok(productsOf(emulation, name));
}

/** Whether a credential of an integration holds the id and the current secret of an active client of the org. */
function credentialWorks(emulation: Emulation, name: string, id: string): Reply {
  const { org } = emulation.openOrg(name);
  const credential = org.documents.get(`credential ${id}`);
  if (credential === undefined) throw notFound("emulator.credential.unknown", `The org ${name} has no integration credential ${id}.`);
  const client = org.clients.get(String(credential["clientId"]));
  const works = client !== undefined && client.state === "active" && client.secretHash === credential["secretHash"];
  return ok({ id, clientId: credential["clientId"] ?? null, works });
}

function known(emulation: Emulation, name: string): string {
  if (emulation.findOrg(name) === undefined) throw emulation.unknownOrg(name);
  return name;
}

function json(body: Buffer | undefined): unknown {
  try {
    return JSON.parse(body?.toString("utf8") ?? "") as unknown;
  } catch {
    throw badRequest("The body is not JSON.", "emulator.body");
  }
}

function parse<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  const result = shape.safeParse(body);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw badRequest(problems.join("; "), "emulator.body");
}
