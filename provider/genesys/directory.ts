import type { GenesysApi } from "../api/client";
import { ProviderError } from "../api/errors";
import { nearest } from "../plan/check";
import type { Credential, Division, Integration, OAuthClient, Product, RetentionPolicy, Role } from "./model";

/** A listing that is asked for once, when it is first needed. */
class Listing<Entity extends { readonly id: string }> {
  private readonly ask: () => Promise<Entity[]>;
  private entities: Promise<Map<string, Entity>> | undefined;

  constructor(ask: () => Promise<Entity[]>) {
    this.ask = ask;
  }

  async all(): Promise<Entity[]> {
    this.entities ??= this.ask().then(
      (entities) => new Map(entities.map((entity) => [entity.id, entity])),
      (error: unknown) => {
        this.entities = undefined;
        throw error;
      },
    );
    return [...(await this.entities).values()];
  }

  /** Whether the listing has been asked for in this process. */
  get isLoaded(): boolean {
    return this.entities !== undefined;
  }

  /** Notes what this process made or changed. */
  async put(entity: Entity): Promise<void> {
    (await this.entities)?.set(entity.id, entity);
  }

  async remove(id: string): Promise<void> {
    (await this.entities)?.delete(id);
  }

  /** Asks again at the next need. */
  forget(): void {
    this.entities = undefined;
  }
}

/** The error for a name that nothing in the organization has, with the name that was probably meant. */
export function notFound(what: string, name: string, names: string[], org: string): ProviderError {
  const meant = nearest(name, names);
  const some = names.sort().slice(0, 10).join(", ");
  const hint = meant === undefined ? (names.length === 0 ? "" : ` Some that exist: ${some}.`) : ` Did you mean "${meant}"?`;
  return new ProviderError(`There is no ${what} "${name}" in ${org}.${hint}`);
}

/** All credentials of integrations. The listing goes on after the last one shown; some answers say how, in `nextUri`. */
async function listCredentials(api: GenesysApi): Promise<Credential[]> {
  const credentials: Credential[] = [];
  for (let after: string | undefined = ""; after !== undefined; ) {
    const page: { entities?: Credential[]; nextUri?: string } = await api.call({
      method: "GET",
      path: "/api/v2/integrations/credentials/listing",
      query: { pageSize: 200, ...(after === "" ? {} : { after }) },
    });
    credentials.push(...(page.entities ?? []));
    const next = new URLSearchParams((page.nextUri ?? "").split("?")[1] ?? "").get("after");
    after = next === null || (page.entities ?? []).length === 0 ? undefined : next;
  }
  return credentials;
}

/** What the organization holds, by name and id; each listing is asked for at most once in a process. */
export class Directory {
  readonly roles: Listing<Role>;
  readonly divisions: Listing<Division>;
  readonly clients: Listing<OAuthClient>;
  readonly products: Listing<Product>;
  readonly integrations: Listing<Integration>;
  readonly credentials: Listing<Credential>;
  readonly retentionPolicies: Listing<RetentionPolicy>;
  private readonly made = new Set<string>();
  private readonly names = new Map<string, string>();
  private readonly org: string;

  constructor(api: GenesysApi) {
    this.roles = new Listing(() => api.list<Role>("/api/v2/authorization/roles", { userCount: false }));
    this.divisions = new Listing(() => api.list<Division>("/api/v2/authorization/divisions"));
    this.clients = new Listing(() => api.list<OAuthClient>("/api/v2/oauth/clients"));
    this.products = new Listing(() => api.list<Product>("/api/v2/authorization/products"));
    this.integrations = new Listing(() => api.list<Integration>("/api/v2/integrations"));
    this.credentials = new Listing(() => listCredentials(api));
    this.retentionPolicies = new Listing(() => api.list<RetentionPolicy>("/api/v2/recording/mediaretentionpolicies"));
    this.org = `the organization (${api.settings.target})`;
  }

  /** Notes that this process made an object: nobody can have been granted anything with it before. */
  noteMade(id: string): void {
    this.made.add(id);
  }

  /** Whether this process made the object. */
  isMade(id: string): boolean {
    return this.made.has(id);
  }

  /** Id of the role with this name, exactly. */
  async roleId(name: string): Promise<string> {
    const roles = await this.roles.all();
    const found = roles.filter((role) => role.name === name);
    const [only] = found;
    if (only === undefined)
      throw notFound(
        "role",
        name,
        roles.map((role) => role.name),
        this.org,
      );
    if (found.length > 1)
      throw new ProviderError(`Several roles are called "${name}": ${found.map(({ id }) => id).join(", ")}. Name the role by its id.`);
    return only.id;
  }

  /** Id of the division with this name, exactly. */
  async divisionId(name: string): Promise<string> {
    const divisions = await this.divisions.all();
    const found = divisions.find((division) => division.name === name);
    if (found === undefined)
      throw notFound(
        "division",
        name,
        divisions.map((division) => division.name),
        this.org,
      );
    return found.id;
  }

  /** Id of the integration with this name, exactly. */
  async integrationId(name: string): Promise<string> {
    const integrations = await this.integrations.all();
    const found = integrations.filter((integration) => integration.name === name);
    const [only] = found;
    if (only === undefined)
      throw notFound(
        "integration",
        name,
        integrations.map((integration) => integration.name),
        this.org,
      );
    if (found.length > 1)
      throw new ProviderError(
        `Several integrations are called "${name}": ${found.map(({ id }) => id).join(", ")}. Name the integration by its id.`,
      );
    return only.id;
  }

  /** The home division. */
  async home(): Promise<Division> {
    const found = (await this.divisions.all()).find((division) => division.homeDivision === true);
    if (found === undefined) throw new ProviderError(`The deployer does not see the home division of ${this.org}.`);
    return found;
  }

  /** Notes a name that an answer or the program brought, for messages. */
  learn(id: string | undefined, name: string | undefined): void {
    if (id !== undefined && name !== undefined) this.names.set(id, name);
  }

  /** Name of a role if it is known without asking, else its id. */
  async roleLabel(id: string): Promise<string> {
    const listed = this.roles.isLoaded ? (await this.roles.all()).find((role) => role.id === id)?.name : undefined;
    const name = listed ?? this.names.get(id);
    return name === undefined ? id : `"${name}"`;
  }

  /** Name of a division if it is known without asking, else its id. */
  async divisionLabel(id: string): Promise<string> {
    if (id === "*") return "all divisions";
    const listed = this.divisions.isLoaded ? (await this.divisions.all()).find((division) => division.id === id)?.name : undefined;
    const name = listed ?? this.names.get(id);
    return name === undefined ? `division ${id}` : `division "${name}"`;
  }
}
