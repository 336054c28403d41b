import { GraphBuilder } from "../../access/graph/build";
import type { AccessGraph, PermissionPolicy, Place } from "../../access";

/** A block of a Terraform file, read back from its text. */
interface Block {
  readonly words: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly blocks: readonly Block[];
}

/** Reads blocks, attributes (as they are written) and nested blocks of Terraform's language, as far as a module of ours uses it. */
export function readHcl(text: string): readonly Block[] {
  const lines = text.split("\n").filter((line) => !line.trim().startsWith("#") && line.trim() !== "");
  let at = 0;
  const body = (): { attributes: Record<string, string>; blocks: Block[] } => {
    const found: { attributes: Record<string, string>; blocks: Block[] } = { attributes: {}, blocks: [] };
    while (at < lines.length) {
      const line = (lines[at] ?? "").trim();
      at += 1;
      if (line === "}") return found;
      const [, name, value] = /^([a-z_]+) *= (.*)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) {
        let whole = value;
        while (/[[{]$/.test(whole.split("\n").at(-1) ?? "") || !balanced(whole)) whole += `\n${(lines[at++] ?? "").trim()}`;
        found.attributes[name] = whole;
      } else if (/^[a-z_]+( "[^"]*")* \{(\})?$/.test(line)) {
        const words = [...line.matchAll(/"([^"]*)"|([a-z_]+)/g)].map((match) => match[1] ?? match[2] ?? "");
        found.blocks.push(line.endsWith("{}") ? { words, attributes: {}, blocks: [] } : { words, ...body() });
      } else throw new Error(`not Terraform: ${line}`);
    }
    return found;
  };
  return body().blocks;
}

function balanced(text: string): boolean {
  const bare = text.replace(/"(\\.|[^"\\])*"/g, '""');
  return [..."[{("].every((open, index) => bare.split(open).length === bare.split("]})"[index] ?? "").length);
}

/** A quoted text as Terraform reads it. */
export function unquoted(text: string | undefined): string {
  if (text === undefined) return "";
  const inner = text.slice(1, -1);
  return (JSON.parse(`"${inner}"`) as string).replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
}

const place: Place = { kind: "live", path: "terraform" };

/** The org that a module makes, with the kept roles left empty and every other variable at its default. */
export function graphOfModule(files: Readonly<Record<string, string>>): AccessGraph {
  const blocks = Object.values(files).flatMap(readHcl);
  const of = (kind: string, type: string): readonly Block[] => blocks.filter((block) => block.words[0] === kind && block.words[1] === type);
  const find = (kind: string, type: string, name: string): Block => {
    const found = of(kind, type).find((block) => block.words[2] === name);
    if (found === undefined) throw new Error(`the module has no ${kind} ${type}.${name}`);
    return found;
  };
  const divisions = of("variable", "divisions")[0]?.attributes["default"] ?? "";
  const names = [...divisions.matchAll(/("(?:\\.|[^"\\])*"|[A-Za-z_][A-Za-z0-9_]*) *= "/g)].map((match) => (match[1]?.startsWith('"') === true ? unquoted(match[1]) : (match[1] ?? "")));
  const division = (text: string): string => {
    const named = /granted\[("(?:\\.|[^"\\])*")\]/.exec(text)?.[1];
    if (text === '"*"') return "all";
    if (/auth_division_home/.test(text)) return "home";
    const name = named === undefined ? "" : unquoted(named);
    if (!names.includes(name)) throw new Error(`the module does not know the division ${text}`);
    return name;
  };
  const role = (text: string): string => {
    const [, data, name = ""] = /^(data\.)?genesyscloud_auth_role\.([a-z0-9_]+)\.id$/.exec(text) ?? [];
    return unquoted(find(data === undefined ? "resource" : "data", "genesyscloud_auth_role", name).attributes["name"]);
  };
  const subject = (text: string, type: string, key: string): string => {
    const [, data, name = ""] = new RegExp(`^(data\\.)?${type}\\.([a-z0-9_]+)\\.id$`).exec(text) ?? [];
    return unquoted(find(data === undefined ? "resource" : "data", type, name).attributes[key]);
  };

  let graph = new GraphBuilder("org", { scopesEnforced: true });
  for (const name of ["Home", ...names]) graph = graph.division(name, { home: name === "Home" });
  for (const block of of("resource", "genesyscloud_auth_role")) {
    const policies = block.blocks.map((policy): PermissionPolicy => {
      const [condition] = policy.blocks;
      return {
        domain: unquoted(policy.attributes["domain"]),
        entity: unquoted(policy.attributes["entity_name"]),
        actions: JSON.parse((policy.attributes["action_set"] ?? "[]").replace(/,\s*\]/, "]")) as string[],
        ...(condition === undefined ? {} : { condition: { conjunction: unquoted(condition.attributes["conjunction"]) as "AND", terms: condition.blocks.map(term) } }),
        place,
      };
    });
    graph = graph.role(unquoted(block.attributes["name"]), JSON.parse(block.attributes["permissions"] ?? "[]") as string[]);
    const made = graph.build().roles.at(-1);
    if (made !== undefined) graph = graph.with({ roles: [...graph.build().roles.slice(0, -1), { ...made, policies: [...made.policies, ...policies] }] });
  }
  for (const name of of("data", "genesyscloud_auth_role").map((block) => unquoted(block.attributes["name"]))) graph = graph.role(name, [], { incomplete: "the org's own" });
  for (const block of of("resource", "genesyscloud_oauth_client")) {
    const name = unquoted(block.attributes["name"]);
    graph = graph.client(name, { grantType: unquoted(block.attributes["authorized_grant_type"]) as "CODE", scopes: JSON.parse((block.attributes["scopes"] ?? "[]").replace(/,\s*\]/, "]")) as string[] });
    for (const grant of block.blocks) graph = graph.grant({ kind: "client", key: name }, role(grant.attributes["role_id"] ?? ""), division(grant.attributes["division_id"] ?? ""));
  }
  for (const [kind, type, key, id] of [
    ["group", "genesyscloud_group", "name", "group_id"],
    ["user", "genesyscloud_user", "email", "user_id"],
  ] as const) {
    for (const block of [...of("resource", type), ...of("data", type)]) {
      const name = unquoted(block.attributes[key]);
      graph = kind === "group" ? graph.group(name) : graph.user(name, { email: name });
    }
    for (const block of of("resource", `${type}_roles`)) {
      const name = subject(block.attributes[id] ?? "", type, key);
      for (const grant of block.blocks.filter((one) => one.words[0] === "roles")) {
        const divisions = (grant.attributes["division_ids"] ?? "").match(/data\.[a-z_.]+(?:\["(?:\\.|[^"\\])*"\])?\.id|"\*"/g) ?? [];
        for (const one of divisions) graph = graph.grant({ kind, key: name }, role(grant.attributes["role_id"] ?? ""), division(one));
      }
    }
  }
  return graph.build();
}

function term(block: Block): NonNullable<PermissionPolicy["condition"]>["terms"][number] {
  return {
    variable: unquoted(block.attributes["variable_name"]),
    operator: unquoted(block.attributes["operator"]) as "EQ",
    operands: block.blocks.map(({ attributes: { type, ...rest } }) => {
      const [value] = Object.values(rest);
      return { type: unquoted(type) as "USER", ...(value === undefined ? {} : { value: unquoted(value) }) };
    }),
  };
}
