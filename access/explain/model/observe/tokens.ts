import { type Catalogue, type Operation, describeOperation, familyOfPath } from "../../../catalogue";
import type { Facts } from "../../facts/facts";
import { list } from "../list";
import type { Note, Statements } from "../signal";
import { actsInConversation } from "./calls";

/** What is to be seen in the token: whose it is, and which scopes it has. */
export function observeTokens(
  facts: Facts,
  operation: Operation | undefined,
  catalogue: Catalogue,
  statements: Statements,
  note: Note,
): void {
  const worksMe = facts.calls.find((one) => one.works && one.operation?.context === "user");
  const cc = facts.grants.find((grant) => grant.type === "CLIENT-CREDENTIALS");
  const user = facts.grants.find((grant) => grant.type !== "CLIENT-CREDENTIALS");
  const usesCc =
    cc !== undefined && (user === undefined || facts.grants[0] === cc || statements.has("works as a user")) && worksMe === undefined;
  const usesUser = worksMe !== undefined || (user !== undefined && !usesCc);
  const dataAction = statements.has("data action") && cc === undefined && user === undefined;
  const machine =
    usesCc ||
    dataAction ||
    (cc === undefined && user === undefined && statements.has("terraform deployer") && facts.form === "Terraform or Pulumi output");
  if (usesCc) note("client credentials", `the token is a client-credentials token ("${cc.as}")`);
  else if (dataAction) note("client credentials", "a Genesys Cloud data action calls the API with a client-credentials client");
  if (usesUser)
    note(
      "user token",
      worksMe === undefined ? `the token is a user's ("${user?.as ?? ""}")` : `${worksMe.text} works with this token, so it is a user's`,
    );

  const onClient = statements.get("roles on a code client");
  if (usesUser && onClient !== undefined)
    note("roles on a client of user tokens", `"${onClient}", but this client's tokens act for users: roles on it do nothing`);

  if (operation?.context === "user") {
    if (usesCc || dataAction)
      note("users only, client credentials", `${describeOperation(operation)} refuses client credentials (400 not.a.user)`);
    else if (!usesUser)
      note("users only, grant unknown", `${describeOperation(operation)} refuses client credentials, and the grant is not said`);
  } else if (operation !== undefined && /\/me(?:\/|$)/.test(operation.path) && usesCc) {
    note("/me with client credentials", `${describeOperation(operation)} is about the signed-in user; a client-credentials token has none`);
  }
  const acting = facts.calls.find((one) => one.operation !== undefined && !one.works && actsInConversation(one.operation));
  if (machine && !usesUser && acting !== undefined)
    note(
      "acts in a conversation with client credentials",
      `${acting.text} acts in a conversation; a client-credentials client is no party to any`,
    );
  if (operation?.context === "client") {
    if (usesUser) note("clients only, user token", `${describeOperation(operation)} refuses users (400 not.a.client)`);
    else if (!usesCc) note("clients only, grant unknown", `${describeOperation(operation)} refuses users, and the grant is not said`);
  }

  const given = facts.scopes.filter((scope) => scope.by !== "refused" || scope.alsoGiven === true);
  const held = given.filter((scope) => scope.by === "given" || scope.alsoGiven === true);
  const unknown = given.filter((scope) => !scope.known);
  if (unknown.length > 0)
    note(
      "scope unknown",
      `${list(unknown.map((scope) => scope.name))} ${unknown.length === 1 ? "is no scope" : "are no scopes"} of Genesys Cloud`,
    );
  if (unknown.length > 0 && given.every((scope) => !scope.known)) note("only unknown scopes are given", "no scope that exists is named");
  if ((machine || usesCc) && given.length > 0 && !usesUser)
    note("scopes on client credentials", `scopes (${list(given.map((scope) => scope.name))}) count for nothing with client credentials`);

  const refused = facts.scopes.filter((scope) => scope.by === "refused").map((scope) => scope.name);
  const wanted = refused.length > 0 ? refused : (operation?.scopes ?? []);
  if (wanted.length === 0) return;
  const heldKnown = held.filter((scope) => scope.known).map((scope) => scope.name);
  if (!wanted.some((scope) => scope.endsWith(":readonly")))
    note("only full scopes are accepted", `only ${list(wanted)} will do, no readonly scope`);
  if (operation !== undefined) {
    const family = familyOfPath(operation.path, catalogue.isScope);
    if (family !== undefined && !wanted.some((scope) => scope.replace(/:readonly$/, "") === family)) {
      note("another family's scope is wanted", `${describeOperation(operation)} wants ${list(wanted)}, not ${family} as its path suggests`);
      if (heldKnown.some((scope) => scope.replace(/:readonly$/, "") === family) && !heldKnown.some((scope) => wanted.includes(scope))) {
        note(
          "the path's scope is given, another is wanted",
          `the token has ${list(heldKnown)}; ${describeOperation(operation)} wants ${list(wanted)}`,
        );
      }
    }
  }
  if (heldKnown.length === 0) return;
  if (heldKnown.some((scope) => wanted.includes(scope)))
    note("scopes given suffice", `the token is said to have ${list(heldKnown.filter((scope) => wanted.includes(scope)))}, which suffices`);
  if (heldKnown.some((scope) => wanted.includes(scope)) && facts.codes.some((code) => code.code === "app.not.authorized.for.scope")) {
    note(
      "refused although the scope is given",
      `the client is said to have ${list(heldKnown.filter((scope) => wanted.includes(scope)))}, yet the token may not use it`,
    );
  }
  if (!heldKnown.some((scope) => wanted.includes(scope))) {
    const readonly = heldKnown.find((scope) => scope.endsWith(":readonly") && wanted.includes(scope.replace(/:readonly$/, "")));
    if (readonly !== undefined)
      note("only readonly is given, full is wanted", `the token has ${readonly}; the operation wants ${list(wanted)}`);
    note("scopes given are not the operation's", `the token has ${list(heldKnown)}; the operation accepts ${list(wanted)}`);
  }
}
