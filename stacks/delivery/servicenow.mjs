// `secretTo.command` for ServiceNow: writes a client's id and secret into a record of the Application
// Registry (table oauth_entity) through the Table API. The names of the two fields are ServiceNow's
// column names; this was run against a stand-in only. Prints neither id nor secret.
//
// SERVICENOW_INSTANCE      https://acme.service-now.com
// SERVICENOW_USER, SERVICENOW_PASSWORD   of an account that may write that record
// SERVICENOW_OAUTH_ENTITY  sys_id of the record
import { text } from "node:stream/consumers";

const names = ["SERVICENOW_INSTANCE", "SERVICENOW_USER", "SERVICENOW_PASSWORD", "SERVICENOW_OAUTH_ENTITY"];
const missing = names.filter((name) => !process.env[name]);
if (missing.length > 0) end(2, `not set: ${missing.join(", ")}`);
const { SERVICENOW_INSTANCE: instance, SERVICENOW_USER: user, SERVICENOW_PASSWORD: password, SERVICENOW_OAUTH_ENTITY: record } = process.env;

let given;
try {
  given = JSON.parse(await text(process.stdin));
} catch {
  end(2, "no client id and secret on the standard input");
}
if (!given?.clientId || !given.clientSecret) end(2, "no client id and secret on the standard input");

let answer;
try {
  answer = await fetch(new URL(`/api/now/table/oauth_entity/${encodeURIComponent(record)}?sysparm_fields=sys_id`, instance), {
    method: "PATCH",
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
      "content-type": "application/json",
      accept: "application/json",
    },
    body: JSON.stringify({ client_id: given.clientId, client_secret: given.clientSecret }),
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  });
} catch (error) {
  end(1, `ServiceNow cannot be reached (${error.cause?.code ?? error.name})`);
}
if (!answer.ok) end(1, `ServiceNow answers ${answer.status}`);
console.log(`ServiceNow has the secret of ${given.application}`);

function end(code, why) {
  console.error(why);
  process.exit(code);
}
