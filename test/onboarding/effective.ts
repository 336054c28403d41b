import { createDecider, type AccessGraph } from "../../access";

/** What every group, user and client that acts alone may do after everything is added up, by the names of things. */
export function effective(graph: AccessGraph): readonly string[] {
  const decider = createDecider(graph);
  const name = new Map(graph.divisions.map((division) => [division.key, division.home ? "home" : division.name]));
  const subjects = [
    ...graph.clients.filter((client) => client.grantType === "CLIENT-CREDENTIALS").map((client) => ({ label: `client ${client.name}`, principal: { kind: "client", key: client.key } as const })),
    ...graph.groups.map((group) => ({ label: `group ${group.name}`, principal: { kind: "group", key: group.key } as const })),
    ...graph.users.map((user) => ({ label: `user ${user.email.toLowerCase()}`, principal: { kind: "user", key: user.key } as const })),
  ];
  return subjects
    .flatMap(({ label, principal }) =>
      decider
        .effectivePermissions(principal)
        .map((one) => `${label}: ${one.permission} in ${one.divisions === "all" ? "all" : [...one.divisions].map((key) => name.get(key) ?? key).sort().join(", ")}${one.conditional ? " conditionally" : ""}`),
    )
    .sort();
}
