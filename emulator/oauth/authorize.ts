import { tokenFor } from "../authorization/tokens";
import type { Reply } from "../server/reply";
import type { ClientRecord, UserRecord } from "../state/entities";
import { hashOf, newSecret } from "../state/ids";
import type { Org } from "../state/org";
import { trustedByEmail } from "../state/partners";
import { hashPassword, userByEmail } from "../state/people";

/**
 * `/oauth/authorize`, where a user signs in and consents. GET shows a form; POST of the same
 * parameters with `email`, `password` (for a user that has one) and `consent=allow|deny`
 * completes it, so a script can sign in with one request.
 */
export function authorize(org: Org, method: string, parameters: URLSearchParams, now: number): Reply {
  const client = org.clients.get(parameters.get("client_id") ?? "");
  if (client === undefined || client.state !== "active")
    return problemPage(400, "The client is not known here.", "Check the client id and that it is this organization's region.");
  const redirect = parameters.get("redirect_uri") ?? "";
  if (!client.registeredRedirectUri.includes(redirect)) {
    return problemPage(
      400,
      "The redirect address is not registered for this client.",
      "Add it to the client's authorized redirect addresses, exactly as it is sent.",
    );
  }
  const kind = parameters.get("response_type");
  if (!(kind === "code" && client.authorizedGrantType === "CODE") && !(kind === "token" && client.authorizedGrantType === "TOKEN")) {
    return back(redirect, parameters, kind === "token", {
      error: "unauthorized_client",
      error_description: "client is not authorized for this response type",
    });
  }
  const asked = (parameters.get("scope") ?? "").split(/[\s,]+/).filter((scope) => scope !== "");
  const unknown = asked.find((scope) => !client.scope.includes(scope));
  if (unknown !== undefined)
    return back(redirect, parameters, kind === "token", {
      error: "invalid_scope",
      error_description: `scope is not authorized for this client: ${unknown}`,
    });
  if (method === "GET") return signInPage(org, client, parameters);
  if (parameters.get("consent") === "deny")
    return back(redirect, parameters, kind === "token", { error: "access_denied", error_description: "the user has refused" });
  const email = parameters.get("email") ?? "";
  const user = userByEmail(org, email) ?? trustedByEmail(org, email)?.user;
  if (user === undefined || user.state !== "active" || !passwordFits(user, parameters.get("password") ?? ""))
    return signInPage(org, client, parameters, "That email or password is wrong.");
  const scope = asked.length === 0 ? client.scope : asked;
  const consentKey = `${client.id} ${user.id}`;
  if (!org.consents.has(consentKey))
    org.consents.put(consentKey, { clientId: client.id, userId: user.id, scope, dateCreated: new Date(now).toISOString() });
  return kind === "code"
    ? codeReply(org, client, user, redirect, parameters, scope, now)
    : tokenReply(org, client, user, redirect, parameters, scope, now);
}

function codeReply(
  org: Org,
  client: ClientRecord,
  user: UserRecord,
  redirect: string,
  parameters: URLSearchParams,
  scope: readonly string[],
  now: number,
): Reply {
  const code = newSecret();
  const challenge = parameters.get("code_challenge");
  org.codes.put(hashOf(code), {
    clientId: client.id,
    userId: user.id,
    redirectUri: redirect,
    scope,
    expiresAt: now + 60_000,
    ...(challenge === null
      ? {}
      : {
          challenge: {
            method: parameters.get("code_challenge_method") === "S256" ? ("S256" as const) : ("plain" as const),
            value: challenge,
          },
        }),
  });
  return back(redirect, parameters, false, { code });
}

function tokenReply(
  org: Org,
  client: ClientRecord,
  user: UserRecord,
  redirect: string,
  parameters: URLSearchParams,
  scope: readonly string[],
  now: number,
): Reply {
  const token = newSecret();
  org.tokens.put(hashOf(token), tokenFor(client, now, { id: user.id, scope }));
  return back(redirect, parameters, true, {
    access_token: token,
    token_type: "bearer",
    expires_in: String(client.accessTokenValiditySeconds),
  });
}

function passwordFits(user: UserRecord, password: string): boolean {
  return user.passwordHash === undefined || user.passwordHash === hashPassword(password, user.id);
}

function back(redirect: string, parameters: URLSearchParams, inFragment: boolean, values: Readonly<Record<string, string>>): Reply {
  const target = new URL(redirect);
  const answer = new URLSearchParams(values);
  const state = parameters.get("state");
  if (state !== null) answer.set("state", state);
  if (inFragment) target.hash = answer.toString();
  else for (const [name, value] of answer) target.searchParams.set(name, value);
  return { status: 302, headers: { Location: target.toString() } };
}

function signInPage(org: Org, client: ClientRecord, parameters: URLSearchParams, problem?: string): Reply {
  const hidden = [...parameters]
    .filter(([name]) => !["email", "password", "consent"].includes(name))
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`);
  const users = [...org.users.values()].filter((user) => user.state === "active").map((user) => `<option value="${escape(user.email)}">`);
  return html(
    problem === undefined ? 200 : 401,
    `
<h1>Sign in to ${escape(org.name)}</h1>
<p>This is the genesys-access emulator, not Genesys Cloud.</p>
${problem === undefined ? "" : `<p role="alert">${escape(problem)}</p>`}
<p><strong>${escape(client.name)}</strong> asks for: ${escape(client.scope.join(", "))}</p>
<form method="post">
${hidden.join("\n")}
<p><label>Email <input name="email" list="users" autocomplete="username" required></label><datalist id="users">${users.join("")}</datalist></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password"></label></p>
<p><button name="consent" value="allow">Allow</button> <button name="consent" value="deny" formnovalidate>Deny</button></p>
</form>`,
  );
}

function problemPage(status: number, what: string, next: string): Reply {
  return html(status, `<h1>Cannot sign in</h1><p role="alert">${escape(what)}</p><p>${escape(next)}</p>`);
}

function html(status: number, content: string): Reply {
  return {
    status,
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title><body>${content}</body></html>`,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      "Cache-Control": "no-store",
    },
  };
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
