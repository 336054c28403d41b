import type { GenesysApi } from "../api/client";
import type { Group, User } from "./model";

interface SearchAnswer<Entity> {
  total?: number;
  pageCount?: number;
  results?: Entity[];
}

async function search<Entity>(api: GenesysApi, path: string, query: object[]): Promise<Entity[]> {
  const found: Entity[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const answer = await api.call<SearchAnswer<Entity> | undefined>({
      method: "POST",
      path,
      body: { pageSize: 100, pageNumber, query },
      repeatable: true,
    });
    found.push(...(answer?.results ?? []));
    if (pageNumber >= (answer?.pageCount ?? 1) || (answer?.results ?? []).length === 0) return found;
  }
}

/** Groups with this name, without regard to the case of its letters. Group names are unique. */
export async function findGroup(api: GenesysApi, name: string): Promise<Group[]> {
  const found = await search<Group>(api, "/api/v2/groups/search", [{ type: "EXACT", fields: ["name"], value: name }]);
  return found.filter((group) => group.name.toLowerCase() === name.toLowerCase() && group.state !== "deleted");
}

/** Users in one of the states whose email address or name is one of these. A search without states finds no deleted users. */
export async function findUsers(
  api: GenesysApi,
  field: "email" | "name",
  values: readonly string[],
  states: readonly string[],
): Promise<User[]> {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  const found: User[] = [];
  for (let start = 0; start < values.length; start += 50) {
    found.push(
      ...(await search<User>(api, "/api/v2/users/search", [
        { type: "EXACT", fields: [field], values: values.slice(start, start + 50) },
        { type: "EXACT", fields: ["state"], values: states },
      ])),
    );
  }
  return found.filter((user) => wanted.has(user[field].toLowerCase()) && states.includes(user.state ?? "active"));
}
