import { dataActionsType, oauthCredentialType } from "../components/data-action-connection/plan";
import type { PlannedGrant, PlannedPolicy } from "../components/plan";
import { attributes, hclText, HclNames, quoted, ref, type HclBlock, type HclItem, type HclValue } from "./hcl";
import type { Setup, SetupGroup, SetupRole, SetupUser } from "./setup";

/** Where Genesys' provider is found, and the oldest version whose names the module was checked against. */
const provider = { source: "mypurecloud/genesyscloud", version: ">= 1.84.1" } as const;

/**
 * A CX-as-Code module for Genesys' Terraform provider that makes what `up` would make: files by
 * name. Divisions are variables, because every org calls its own differently.
 */
export function terraformModule(setup: Setup): Readonly<Record<string, string>> {
  const module = new Module(setup);
  return {
    "main.tf": hclText(module.main(), module.introduction()),
    "outputs.tf": hclText(module.outputs()),
    "variables.tf": hclText(module.variables()),
    "versions.tf": hclText([
      {
        words: ["terraform"],
        body: [
          ...attributes({ required_version: ">= 1.3" }),
          { words: ["required_providers"], body: attributes({ genesyscloud: { source: provider.source, version: provider.version } }) },
        ],
      },
    ]),
  };
}

class Module {
  readonly #names = new HclNames();

  constructor(private readonly setup: Setup) {}

  introduction(): readonly string[] {
    const { name, version, description } = this.setup;
    return [
      `${name} ${version}${description === "" ? "" : `: ${description}`}`,
      "",
      "Genesys Cloud lets nobody give a client a role that he does not hold himself. With the token of a",
      "user, Genesys' provider gives the new roles to that user by itself. With a client's credentials make",
      "the roles first (terraform apply -target=genesyscloud_auth_role.NAME), give them to that client in",
      "the same divisions, and apply the rest.",
    ];
  }

  main(): readonly HclBlock[] {
    const { setup } = this;
    const users = setup.users.flatMap((user) => this.user(user));
    const groups = setup.groups.flatMap((group) => this.group(group));
    const roles = setup.roles.map((role) => this.role(role));
    const clients = setup.clients.map(
      (client): HclBlock => ({
        words: ["resource", "genesyscloud_oauth_client", this.#names.of("client", client.name)],
        body: [
          ...attributes({
            name: client.name,
            description: client.description,
            authorized_grant_type: client.grantType,
            access_token_validity_seconds: client.tokenLifetimeSeconds,
            registered_redirect_uris: nonEmpty(client.redirectUris),
            scopes: nonEmpty(client.scopes),
            expose_client_secret: true,
          }),
          ...client.roles.flatMap((grant) =>
            grant.divisions.map((division): HclBlock => ({ words: ["roles"], body: attributes({ role_id: this.roleId(grant.roleName), division_id: this.divisionId(division) }) })),
          ),
        ],
      }),
    );
    return [...this.lookups(), ...roles, ...clients, ...this.dataActions(), ...users, ...groups];
  }

  outputs(): readonly HclBlock[] {
    return this.setup.clients.flatMap((client): HclBlock[] => {
      const name = this.#names.of("client", client.name);
      return [
        { words: ["output", `${name}_client_id`], body: attributes({ description: `Id of the OAuth client ${client.name}.`, value: ref(`genesyscloud_oauth_client.${name}.client_id`) }) },
        {
          words: ["output", `${name}_client_secret`],
          body: attributes({ description: `Secret of the OAuth client ${client.name}. It is in Terraform's state too.`, value: ref(`genesyscloud_oauth_client.${name}.client_secret`), sensitive: true }),
        },
      ];
    });
  }

  variables(): readonly HclBlock[] {
    const { divisions } = this.setup;
    const kept = ref("list(object({ role_id = string, division_ids = list(string) }))");
    const others = [
      ...this.setup.groups.filter((group) => group.existing).map((group) => ({ name: this.keptName("group", group.name), what: `group ${group.name}` })),
      ...this.setup.users.filter((user) => user.existing).map((user) => ({ name: this.keptName("user", user.email), what: `user ${user.email}` })),
    ];
    return [
      ...(divisions.length === 0
        ? []
        : [
            {
              words: ["variable", "divisions"],
              body: attributes({
                description: "What this org calls the divisions of the application, by the application's own names.",
                type: ref("map(string)"),
                default: Object.fromEntries(divisions.map((name) => [name, name])),
              }),
            },
          ]),
      ...others.map(({ name, what }) => ({
        words: ["variable", name],
        body: attributes({
          description: `Roles that ${what} holds already and keeps. Genesys' provider removes every grant that is not listed.`,
          type: kept,
        }),
      })),
    ];
  }

  private lookups(): readonly HclBlock[] {
    const { setup } = this;
    const granted = [...setup.clients, ...setup.groups, ...setup.users].flatMap((one) => one.roles);
    const home = granted.some((grant) => grant.divisions.includes("home")) || setup.users.some((user) => !user.existing);
    const emails = [...new Set([...setup.groups.flatMap((group) => (group.existing ? [] : (group.members ?? []))), ...setup.users.flatMap((user) => (user.existing ? [user.email] : []))])].sort();
    const employee = setup.users.some((user) => !user.existing) ? ["employee"] : [];
    return [
      ...(setup.divisions.length === 0 ? [] : [data("genesyscloud_auth_division", "granted", { for_each: ref("var.divisions"), name: ref("each.value") })]),
      ...(home ? [data("genesyscloud_auth_division_home", "home", {})] : []),
      ...[...new Set([...setup.existingRoles, ...employee])].sort().map((role) => data("genesyscloud_auth_role", this.#names.of("known role", role), { name: role })),
      ...setup.groups.filter((group) => group.existing).map((group) => data("genesyscloud_group", this.#names.of("known group", group.name), { name: group.name })),
      ...emails.map((email) => data("genesyscloud_user", this.#names.of("known user", email), { email })),
    ];
  }

  /** The data actions integration and the credential that holds the client's id and secret. */
  private dataActions(): readonly HclBlock[] {
    const { dataActions } = this.setup;
    if (dataActions === undefined) return [];
    const client = `genesyscloud_oauth_client.${this.#names.of("client", dataActions.client)}`;
    const name = this.#names.of("data actions", dataActions.name);
    return [
      {
        words: ["resource", "genesyscloud_integration_credential", name],
        body: attributes({
          name: dataActions.credentialName,
          credential_type_name: oauthCredentialType,
          fields: { clientId: ref(`${client}.client_id`), clientSecret: ref(`${client}.client_secret`) },
        }),
      },
      {
        words: ["resource", "genesyscloud_integration", name],
        body: [
          ...attributes({ intended_state: "ENABLED", integration_type: dataActionsType }),
          {
            words: ["config"],
            body: attributes({
              name: dataActions.name,
              notes: dataActions.notes === "" ? undefined : dataActions.notes,
              credentials: { [oauthCredentialType]: ref(`genesyscloud_integration_credential.${name}.id`) },
            }),
          },
        ],
      },
    ];
  }

  private role(role: SetupRole): HclBlock {
    return {
      words: ["resource", "genesyscloud_auth_role", this.#names.of("role", role.name)],
      body: [
        ...attributes({ name: role.name, description: role.description, permissions: nonEmpty(role.onePart) }),
        ...role.policies.map((policy): HclBlock => ({
          words: ["permission_policies"],
          body: [...attributes({ domain: policy.domain, entity_name: policy.entityName, action_set: policy.actionSets }), ...condition(policy)],
        })),
      ],
    };
  }

  private group(group: SetupGroup): readonly HclBlock[] {
    const name = this.#names.of("group", group.name);
    const made: HclBlock[] = group.existing
      ? []
      : [
          {
            words: ["resource", "genesyscloud_group", name],
            body: attributes({
              name: group.name,
              description: group.description === "" ? undefined : group.description,
              roles_enabled: group.rolesEnabled,
              member_ids: group.members?.map((email) => ref(`data.genesyscloud_user.${this.#names.of("known user", email)}.id`)),
            }),
          },
        ];
    const id = group.existing ? `data.genesyscloud_group.${this.#names.of("known group", group.name)}.id` : `genesyscloud_group.${name}.id`;
    const keep = group.existing ? this.keptName("group", group.name) : undefined;
    return [...made, ...this.grants("genesyscloud_group_roles", name, { group_id: ref(id) }, group.roles, keep)];
  }

  private user(user: SetupUser): readonly HclBlock[] {
    const name = this.#names.of("user", user.email);
    const made: HclBlock[] = user.existing
      ? []
      : [
          {
            words: ["resource", "genesyscloud_user", name],
            body: attributes({ email: user.email, name: user.name, division_id: user.division === "home" ? undefined : this.divisionId(user.division) }),
          },
        ];
    const id = user.existing ? `data.genesyscloud_user.${this.#names.of("known user", user.email)}.id` : `genesyscloud_user.${name}.id`;
    // Genesys Cloud gives a new user this role by itself, and the provider would take away what is not listed.
    const roles = user.existing || user.roles.length === 0 ? user.roles : [...user.roles, { roleName: "employee", divisions: ["home"] }];
    return [...made, ...this.grants("genesyscloud_user_roles", name, { user_id: ref(id) }, roles, user.existing ? this.keptName("user", user.email) : undefined)];
  }

  /** The grants of a group or user; Genesys' provider takes away every other one, so those to keep are a variable. */
  private grants(type: string, name: string, subject: Record<string, HclValue>, grants: readonly PlannedGrant[], keep: string | undefined): readonly HclBlock[] {
    if (grants.length === 0) return [];
    const kept: HclItem[] =
      keep === undefined
        ? []
        : [
            {
              words: ["dynamic", "roles"],
              body: [
                ...attributes({ for_each: ref(`var.${keep}`) }),
                { words: ["content"], body: attributes({ role_id: ref("roles.value.role_id"), division_ids: ref("roles.value.division_ids") }) },
              ],
            },
          ];
    const own = grants.map((grant): HclBlock => ({
      words: ["roles"],
      body: attributes({ role_id: this.roleId(grant.roleName), division_ids: grant.divisions.includes("all") ? ["*"] : grant.divisions.map((division) => this.divisionId(division)) }),
    }));
    return [{ words: ["resource", type, name], body: [...attributes(subject), ...own, ...kept] }];
  }

  private roleId(role: string): HclValue {
    return this.setup.roles.some((one) => one.name === role)
      ? ref(`genesyscloud_auth_role.${this.#names.of("role", role)}.id`)
      : ref(`data.genesyscloud_auth_role.${this.#names.of("known role", role)}.id`);
  }

  private divisionId(division: string): HclValue {
    if (division === "all") return "*";
    if (division === "home") return ref("data.genesyscloud_auth_division_home.home.id");
    return ref(`data.genesyscloud_auth_division.granted[${quoted(division)}].id`);
  }

  private keptName(kind: "group" | "user", thing: string): string {
    return `roles_kept_by_${kind}_${this.#names.of(kind, thing)}`;
  }
}

function condition(policy: PlannedPolicy): HclBlock[] {
  if (policy.conditions === undefined) return [];
  const terms = policy.conditions.terms.map((term): HclBlock => ({
    words: ["terms"],
    body: [
      ...attributes({ variable_name: term.variableName, operator: term.operator }),
      ...term.operands.map((operand): HclBlock => ({ words: ["operands"], body: attributes({ type: operand.type, user_id: operand.userId, queue_id: operand.queueId, value: operand.value }) })),
    ],
  }));
  return [{ words: ["conditions"], body: [...attributes({ conjunction: policy.conditions.conjunction }), ...terms] }];
}

function data(type: string, name: string, values: Record<string, HclValue>): HclBlock {
  return { words: ["data", type, name], body: attributes(values) };
}

function nonEmpty(values: readonly string[]): readonly string[] | undefined {
  return values.length === 0 ? undefined : values;
}
