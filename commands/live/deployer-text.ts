import type { DeployerNeeds, DeployerPermission, DeployerRole } from "../../live/deployer/roles";
import type { Occasion } from "../../access/deployer/calls";
import { table, wrap } from "../frame/text";

const when: Readonly<Record<Occasion, string>> = { read: "preview, refresh", first: "first up", change: "later up", remove: "removal, destroy" };

/** The two roles for a person, or the one that was asked for. */
export function deployerText(needed: DeployerNeeds, columns: number, only?: DeployerRole["kind"]): string[] {
  if (only === "read") {
    const powers = needed.read.permissions.filter((one) => one.administrator !== undefined).map(({ permission }) => permission);
    return [
      ...wrap(`The read deployer of ${needed.org}, from what its file declares`, columns),
      "",
      ...roleLines(needed.read, "read: preview and drift; it changes nothing", false, columns),
      "",
      ...wrap(powers.length === 0 ? "It holds no permission that makes an administrator in effect." : `Administrator in effect by ${powers.join(", ")}.`, columns),
      ...tellMoreLines(needed, columns),
      ...unknownLines(needed, columns),
      "",
      ...wrap(`Next: npx genesys-access bootstrap ${needed.org} --role read makes it with an administrator's one-time token.`, columns, 6),
    ];
  }
  const administrator = needed.apply.permissions.filter((one) => one.administrator !== undefined);
  const lines = [
    `${only === undefined ? "Deployers" : "The apply deployer"} of ${needed.org}, from what its file declares`,
    "",
    ...(only === undefined ? [...roleLines(needed.read, "read: preview and drift; it changes nothing", false, columns), ""] : []),
    ...roleLines(needed.apply, only === undefined ? "apply: the same, and up and destroy" : "apply: preview, up and destroy", true, columns),
    "",
  ];
  if (administrator.length === 0) lines.push(...wrap("Neither holds a permission that leads to more rights than it names.", columns));
  else {
    lines.push(
      ...wrap(
        "Administrator in effect: whoever has the credentials of the apply deployer can give himself every right in the org. Guard them like an administrator's. It is these permissions that do it:",
        columns,
      ),
      ...table(
        administrator.map(({ permission, administrator: how = "" }) => [permission, how]),
        { columns, indent: 2 },
      ),
      ...wrap(
        needed.read.permissions.some((one) => one.administrator !== undefined) ? "The read deployer holds some of them too." : "The read deployer holds none of them: give previews and nightly drift checks that one.",
        columns,
      ),
    );
  }
  if (needed.handedOut.length > 0) lines.push("", ...handedOutLines(needed, columns));
  lines.push(...tellMoreLines(needed, columns), ...unknownLines(needed, columns));
  lines.push(
    "",
    ...wrap(`Next: npx genesys-access bootstrap ${needed.org} makes the apply deployer with an administrator's one-time token; --format pulumi or org-file prints the roles as text to paste.`, columns, 6),
  );
  return lines;
}

function tellMoreLines({ tellMore }: DeployerNeeds, columns: number): string[] {
  if (tellMore.length === 0) return [];
  return [
    "",
    ...wrap("In neither role, because nothing that is deployed needs them. preflight and --live tell more with:", columns),
    ...table(
      tellMore.map(({ permission, what }) => [permission, what]),
      { columns, indent: 2 },
    ),
  ];
}

function unknownLines({ unknownTypes }: DeployerNeeds, columns: number): string[] {
  return unknownTypes.flatMap((type) => ["", ...wrap(`Not counted: what making a ${type} calls is not known here, so the roles may be too small.`, columns)]);
}

function roleLines(role: DeployerRole, title: string, withOccasions: boolean, columns: number): string[] {
  const rows = role.permissions.map(({ permission, on, certainty }) => {
    const mark = certainty === "confirmed" ? "" : ` (${certainty})`;
    return withOccasions ? [`${permission}${mark}`, on.map((one) => when[one]).join("; ")] : [`${permission}${mark}`];
  });
  return [
    title,
    ...(rows.length === 0 ? ["  no permission at all"] : table(rows, { columns, indent: 2 })),
    ...wrap(`  in ${role.divisions.join(", ")}: ${role.divisionsBecause}`, columns, 4),
  ];
}

function handedOutLines({ handedOut, deployerRoles }: DeployerNeeds, columns: number): string[] {
  const how = {
    borrow: "The provider grants them to the deployer for the moment and takes them back (deployerRoles: borrow).",
    keep: "The provider grants them to the deployer, who keeps them (deployerRoles: keep).",
    never: "The deployer must hold them before, granted by an administrator (deployerRoles: never).",
  }[deployerRoles];
  return [
    ...wrap(`Roles that it puts on clients, each of which it must hold itself at that moment, in the same division. ${how}`, columns),
    ...table(
      handedOut.map(({ role, division, made }) => [role, `in ${division}`, made ? "made by this file" : "the org has it"]),
      { columns, indent: 2 },
    ),
  ];
}

/** A role as an entry under `config:` of an org file. */
export function orgFileEntry(role: DeployerRole): string {
  const lines = [`    ${quoted(role.name)}:`, "      permissions:"];
  for (const one of role.permissions) lines.push(`        - permission: ${one.permission}`, `          reason: ${JSON.stringify(reason(one))}`);
  return lines.join("\n");
}

/** Role and client as components of a program of one's own. */
export function pulumiEntry(role: DeployerRole): string {
  const variable = role.kind === "read" ? "reader" : "applier";
  return [
    `const ${variable} = new ServiceAccountRole(${JSON.stringify(role.name)}, {`,
    "  permissions: [",
    ...role.permissions.map((one) => `    { permission: ${JSON.stringify(one.permission)}, reason: ${JSON.stringify(reason(one))} },`),
    "  ],",
    "});",
    `new OAuthClient(${JSON.stringify(role.name)}, {`,
    `  roles: [{ roleName: ${JSON.stringify(role.name)}, roleId: ${variable}.roleId, divisions: ${JSON.stringify(role.divisions)} }],`,
    "});",
  ].join("\n");
}

function reason({ on, calls }: DeployerPermission): string {
  return `${on.map((one) => when[one]).join("; ")}: ${calls[0] ?? ""}${calls.length > 1 ? ` and ${calls.length - 1} more` : ""}`;
}

function quoted(name: string): string {
  return /^[A-Za-z0-9][\w .-]*$/.test(name) ? name : JSON.stringify(name);
}
