import { type Operation, catalogue } from "../../../access";

/** A Swagger 2.0 document in the shape in which Genesys publishes it, with the given operations. */
export function swaggerOf(operations: readonly Operation[], version = "v2"): Record<string, unknown> {
  const facts = catalogue();
  const everywhere = facts.refusals.filter((refusal) => refusal.everywhere === true);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const responses: Record<string, { description: string; "x-inin-error-codes"?: Record<string, string> }> = {};
    for (const code of operation.successCodes) responses[code] = { description: "successful" };
    for (const { status, code } of [...everywhere, ...operation.refusals]) {
      const response = (responses[String(status)] ??= { description: "refused" });
      (response["x-inin-error-codes"] ??= {})[code] = facts.refusal(code, status)?.messages[0] ?? "";
    }
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = {
      tags: [operation.tag],
      operationId: operation.id,
      "x-purecloud-method-name": operation.id,
      parameters: [
        ...operation.requiredQuery.map((name) => ({ name, in: "query", required: true, type: "string" })),
        { name: "pageSize", in: "query", required: false, type: "integer" },
        ...(operation.body === undefined ? [] : [{ name: "body", in: "body", required: operation.body === "required", schema: {} }]),
      ],
      ...(operation.scopes.length === 0 ? {} : { security: [{ "PureCloud OAuth": [...operation.scopes].reverse() }] }),
      ...(operation.mode === "none" ? {} : { "x-inin-requires-permissions": { type: operation.mode, permissions: operation.permissions } }),
      ...(operation.deprecated ? { deprecated: true } : {}),
      responses,
    };
  }
  return { swagger: "2.0", info: { title: "Genesys Cloud Platform API", version }, paths };
}
