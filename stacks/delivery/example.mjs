// An example of `secretTo.command`: it shows what a command gets, and keeps nothing. One of your own
// would hand the secret to the credential store of the consumer, such as ServiceNow's, and end with
// another exit code than 0 when it could not: the next `up` then delivers again.
import { text } from "node:stream/consumers";

const delivery = JSON.parse(await text(process.stdin));
if (typeof delivery.clientId !== "string" || typeof delivery.clientSecret !== "string" || delivery.clientSecret === "") {
  console.error("no client id and secret on the standard input");
  process.exit(1);
}
console.log(`client ${delivery.clientId} of region ${delivery.region}: its secret came, ${delivery.clientSecret.length} characters`);
