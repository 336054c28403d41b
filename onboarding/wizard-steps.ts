import type { WizardSteps } from "./wizard";

/**
 * The wizard's module `post-custom-setup.js`: the wizard calls its `configure` after its own
 * modules, as the administrator who runs it. They grant roles without divisions and give groups
 * none, so this gives every client, group and user exactly the roles of the setup, in its divisions.
 */
export function postCustomSetup(title: string, prefix: string, steps: WizardSteps): string {
  return `// ${title}: replaces docs/wizard/scripts/modules/post-custom-setup.js of the wizard.
// Change what this org calls the divisions here, on the right:
const divisionNames = ${JSON.stringify(Object.fromEntries(steps.divisions.map((name) => [name, name])), null, 2)};

const prefix = ${JSON.stringify(prefix)};
const setup = ${JSON.stringify(steps, null, 2)};
${program}`;
}

const program = String.raw`
const called = (name) => prefix + name;

/** Called by the wizard once everything of provisioning-info.js is there. */
async function configure(log, installed, user) {
  try {
    await setUp(log, user, require("platformClient"));
    return { status: true, cause: "SUCCESS" };
  } catch (error) {
    const text = (error && (error.message || (error.body && error.body.message))) || String(error);
    log("Not finished: " + text);
    return { status: false, cause: text };
  }
}

async function setUp(log, user, platformClient) {
  const authorization = new platformClient.AuthorizationApi();
  const oauth = new platformClient.OAuthApi();
  const groups = new platformClient.GroupsApi();
  const users = new platformClient.UsersApi();

  const home = (await authorization.getAuthorizationDivisionsHome()).id;
  const divisions = { "": home, "*": "*" };
  for (const [name, here] of Object.entries(divisionNames)) {
    const found = (await authorization.getAuthorizationDivisions({ name: here, pageSize: 100 })).entities || [];
    const division = found.find((one) => one.name === here);
    if (!division) throw new Error("This org has no division " + JSON.stringify(here) + ".");
    divisions[name] = division.id;
  }

  const roles = {};
  const role = async (name) => {
    if (roles[name]) return roles[name];
    const ours = setup.roles.some((one) => one.name === name);
    const wanted = ours ? called(name) : name;
    const found = (await authorization.getAuthorizationRoles({ name: wanted, pageSize: 100 })).entities || [];
    const one = found.find((each) => each.name === wanted);
    if (!one) throw new Error("This org has no role " + JSON.stringify(wanted) + ".");
    return (roles[name] = one.id);
  };
  const pairs = async (grants) => Promise.all(grants.map(async (grant) => ({ roleId: await role(grant.role), divisionId: divisions[grant.division] })));

  for (const one of setup.roles) {
    log("Role " + called(one.name));
    await authorization.putAuthorizationRole(await role(one.name), {
      name: called(one.name),
      description: one.description,
      permissions: one.permissions,
      permissionPolicies: one.permissionPolicies,
    });
  }

  // Nobody can give a client a role that he does not hold: the administrator holds each for a moment.
  const borrowed = await pairs(setup.clients.flatMap((client) => client.grants));
  const held = ((await authorization.getAuthorizationSubject(user.id)).grants || []).map((grant) => grant.role.id + " " + grant.division.id);
  const missing = borrowed.filter((pair, index) => !held.includes(pair.roleId + " " + pair.divisionId) && borrowed.findIndex((other) => other.roleId === pair.roleId && other.divisionId === pair.divisionId) === index);
  if (missing.length > 0) await authorization.postAuthorizationSubjectBulkadd(user.id, { grants: missing }, { subjectType: "PC_USER" });

  try {
    for (const one of setup.clients) {
      log("Client " + called(one.name));
      const body = {
        name: called(one.name),
        description: one.description,
        authorizedGrantType: one.authorizedGrantType,
        accessTokenValiditySeconds: one.accessTokenValiditySeconds,
        registeredRedirectUri: one.registeredRedirectUri,
        scope: one.scope,
        roleDivisions: await pairs(one.grants),
      };
      const existing = ((await oauth.getOauthClients()).entities || []).find((each) => each.name === called(one.name));
      if (existing) await retried(() => oauth.putOauthClient(existing.id, body));
      else if (!one.made) await oauth.postOauthClients(body);
      else throw new Error("The wizard has not made the client " + JSON.stringify(called(one.name)) + ".");
    }

    for (const one of setup.groups) {
      const name = one.existing ? one.name : called(one.name);
      log("Group " + name);
      const found = (await groups.postGroupsSearch({ query: [{ fields: ["name"], value: name, type: "EXACT" }] })).results || [];
      const group = found.find((each) => each.name === name);
      if (!group) throw new Error("This org has no group " + JSON.stringify(name) + ".");
      if (!one.existing) {
        const now = await groups.getGroup(group.id);
        await groups.putGroup(group.id, { body: { name: now.name, version: now.version, rolesEnabled: one.rolesEnabled } });
      }
      const grants = await pairs(one.grants);
      if (grants.length > 0) await authorization.postAuthorizationSubjectBulkadd(group.id, { grants }, { subjectType: "PC_GROUP" });
    }

    for (const one of setup.users) {
      log("User " + one.email);
      const found = (await users.postUsersSearch({ query: [{ fields: ["email"], value: one.email, type: "EXACT" }] })).results || [];
      let subject = found.find((each) => (each.email || "").toLowerCase() === one.email);
      if (!subject && one.existing) throw new Error("This org has no user " + one.email + ".");
      if (!subject) subject = await users.postUsers({ name: one.name, email: one.email, divisionId: divisions[one.division] });
      const grants = await pairs(one.grants);
      if (grants.length > 0) await authorization.postAuthorizationSubjectBulkadd(subject.id, { grants }, { subjectType: "PC_USER" });
    }
  } finally {
    if (missing.length > 0) await authorization.postAuthorizationSubjectBulkremove(user.id, { grants: missing });
  }
}

/** A grant can take some minutes to act: until then the client is refused. */
async function retried(attempt) {
  for (let count = 0; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      const code = error && (error.code || (error.body && error.body.code));
      if (code !== "bad.client.role" || count >= 60) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5000));
    }
  }
}

export default { provisioningInfoKey: "post-custom-setup", configure };
`;
