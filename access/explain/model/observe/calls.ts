import { type Operation, describeOperation } from "../../../catalogue";
import { announced } from "../../facts/calls";
import type { CallMention, Facts } from "../../facts/facts";
import type { Note } from "../signal";

/** What is to be seen in the calls that the input names. */
export function observeCall(facts: Facts, call: CallMention | undefined, operation: Operation | undefined, note: Note): void {
  const unknown = facts.calls.filter((one) => one.kind === "unknown");
  const real = facts.calls.filter((one) => one.kind === "operation" && !one.works);
  if (call?.kind === "unknown")
    note(
      "the endpoint is unknown",
      `${call.text} is no operation of the Platform API (${facts.calls.length > 1 ? "the call in question" : "specification of July 2026"})`,
    );
  else if (unknown[0] !== undefined)
    note(
      real.length === 0 ? "the endpoint is unknown" : "an endpoint beside is unknown",
      `${unknown[0].text} is no operation of the Platform API`,
    );
  const known = facts.calls.find((one) => announced.test(one.text));
  if (known !== undefined)
    note("manages users", `${known.text} is one of four user management calls whose permissions are enforced since December 2025`);
  if (operation === undefined) {
    if (call === undefined) note("no operation is named", "no operation is named");
    return;
  }
  const named = describeOperation(operation);
  note("the operation is real", `${named} exists`);
  if (operation.mode === "ANY") note("the operation asks for ANY", `${named} asks for any one of: ${operation.permissions.join(", ")}`);
  else if (operation.mode === "ALL") note("the operation asks for ALL", `${named} asks for all of: ${operation.permissions.join(", ")}`);
  else note("the operation declares no permission", `${named} declares no permission; what lies behind it has rules of its own`);
  for (const one of real) if (one.operation !== undefined) observeKind(one.operation, facts, note);
  if (/architect\.|case\.|wem\.|lm\./.test(facts.codes[0]?.code ?? ""))
    note("a service refuses for one kind of thing", `the code is one of the service's own`);
}

/** What is peculiar to single operations; told of every operation that the input names. */
function observeKind(operation: Operation, facts: Facts, note: Note): void {
  const named = describeOperation(operation);
  const path = operation.path;
  if (actsInConversation(operation)) {
    note("acts in a conversation", `${named} acts in a conversation on somebody's behalf`);
  }
  if (/\/recordings?(?:metadata)?(?:\/|$)/.test(path) && operation.permissions.includes("recording:recording:view"))
    note("reads recordings", `${named} reads recordings`);
  if (
    /batchrequests\/\{jobId\}$|aggregates\/jobs\/\{jobId\}|messages\/jobs\/\{jobId\}/.test(path) &&
    operation.method === "GET" &&
    operation.mode === "none"
  )
    note("reads a batch job", `${named} declares no permission; only who posted the job may read it`);
  if (/screenmonitors/.test(path)) note("monitors screens", `${named} monitors a screen`);
  if (path.startsWith("/api/v2/workforcemanagement/")) note("workforce management call", `${named} belongs to workforce management`);
  if (/notifications\/channels\/\{channelId\}\/subscriptions/.test(path))
    note("subscribes to topics", `${named} declares no permission; each topic has its own`);
  if (
    /authorization\/subjects\/|authorization\/roles\/\{roleId\}(?:\/users|$)|\/users\/\{subjectId\}\/roles|authorization\/divisions/.test(
      path,
    ) &&
    operation.method !== "GET"
  )
    note("grants roles", `${named} grants or takes away roles`);
  if (/\/oauth\/clients/.test(path) && operation.method !== "GET") note("writes a client", `${named} writes an OAuth client`);
  if (
    userManagement.has(operation.id) &&
    (operation.id !== "postAuthorizationDivisionObject" ||
      !/objectType|objects\//i.test(facts.text) ||
      /objects\/user|user/i.test(facts.text))
  )
    note("manages users", `${named} is one of four user management calls whose permissions are enforced since December 2025`);
  if ((operation.method === "GET" && !path.endsWith("}")) || /\/(?:query|search)$/.test(path))
    note("lists things", `${named} answers with a list`);
}

/** Whether an operation acts inside a running conversation, as a participant does. */
export function actsInConversation(operation: Operation): boolean {
  return (
    operation.method !== "GET" &&
    /^\/api\/v2\/conversations\/(?:(?:calls|callbacks|emails|messages|chats|cobrowsesessions)\/)?\{\w+\}\/(?:participants|recordingstate|messages|disconnect|barge)|recordingstate$/.test(
      operation.path,
    )
  );
}

const userManagement = new Set(["postAuthorizationDivisionObject", "postUserInvite", "patchUser", "putUserProfile"]);
