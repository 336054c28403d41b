import { type Catalogue, type Operation, describeOperation } from "../../../catalogue";
import type { Facts } from "../../facts/facts";
import { list } from "../list";
import type { Note } from "../signal";

/** What is to be seen in the permissions: which are held, which the answer prints, which do not exist. */
export function observePermissions(facts: Facts, operation: Operation | undefined, catalogue: Catalogue, note: Note): void {
  const mentioned = facts.permissions.filter((permission) => permission.by !== "printed");
  const unknown = mentioned.filter((permission) => !permission.known);
  if (unknown.length > 0)
    note(
      "permission unknown",
      `${list(unknown.map((permission) => permission.name))} ${unknown.length === 1 ? "is no permission" : "are no permissions"} of Genesys Cloud`,
    );
  const printed = facts.permissions.filter((permission) => permission.by === "printed");
  const granting = printed.find((permission) => /^authorization:grant:(?:add|delete)$/.test(permission.name));
  if (granting !== undefined) note("the right to grant is missing", `${granting.name} is the right to hand out roles, asked of who grants`);
  const held = mentioned.filter((permission) => permission.by === "held" && permission.known);
  const holds = (permission: string): boolean => held.some((one) => one.name === permission || covers(one.name, permission));
  if (operation !== undefined && held.length > 0) {
    if (operation.mode === "ANY" && operation.permissions.length > 0) {
      if (!operation.permissions.some(holds))
        note(
          "held permissions lack one of ANY",
          `${list(held.map((one) => one.name))} is none of those that ${describeOperation(operation)} accepts`,
        );
      else note("held permissions suffice", `${list(held.map((one) => one.name))} passes the gate of ${describeOperation(operation)}`);
    } else if (operation.mode === "ALL") {
      const missing = operation.permissions.filter((permission) => !holds(permission));
      if (missing.length > 0) note("held permissions lack some of ALL", `${describeOperation(operation)} also asks for ${list(missing)}`);
      else note("held permissions suffice", `${list(held.map((one) => one.name))} passes the gate of ${describeOperation(operation)}`);
    }
    const media = catalogue.serviceChecks(operation).find((check) => check.byMedia !== undefined);
    if (media?.byMedia !== undefined && operation.permissions.some(holds)) {
      const screens = /\bscreen/i.test(facts.text);
      const wanted = screens
        ? media.byMedia.screen
        : /\b(?:audio|voice|call recording)/i.test(facts.text)
          ? media.byMedia.audio
          : undefined;
      if (wanted !== undefined && !wanted.some(holds))
        note(
          "held recording permission is of another kind",
          `${list(held.map((one) => one.name))} passes the gate, but ${screens ? "screens" : "audio"} want ${list(wanted)}`,
        );
    }
  }
  if (operation !== undefined && printed.length > 0 && operation.permissions.length > 0) {
    const strange = printed.filter(
      (one) => !operation.permissions.some((permission) => permission.toLowerCase() === one.name.toLowerCase()),
    );
    if (strange.length === printed.length && !facts.codes.some((code) => /check\.failed|agent\.permission/.test(code.code))) {
      note(
        "printed permission is not the operation's",
        `the message names ${list(strange.map((one) => one.name))}, ${describeOperation(operation)} asks for ${list(operation.permissions)}`,
      );
    }
  }
  const both = printed.find(
    (one) =>
      held.some((other) => other.name === one.name) ||
      new RegExp(`(?:has|have|had|includes?|granted|added|assigned|with|contains?)[^.!?\\n]{0,60}${escape(one.name)}`, "i").test(
        facts.text.replace(/permission\(?s?\)?[^:\n]{0,40}:\s*\[[^\]]*\]/gi, ""),
      ),
  );
  if (both !== undefined) note("printed permission is said to be held", `${both.name} is said to be held, yet the API finds it missing`);
  const glued = facts.permissions.find((permission) => permission.division !== undefined);
  if (glued !== undefined) note("a division is glued to the permission", `a division id is glued to ${glued.name} as a fourth part`);
  if (
    /permissions?\b[^\n]{0,60}\[\s*\][^\n]{0,120}(?:division[^\n]{0,40})?[0-9a-f]{8}-[0-9a-f]{4}-|division\(s\)[^\n]{0,20}[[:]\s*[0-9a-f]{8}-/i.test(
      facts.text,
    )
  )
    note("a division stands beside empty brackets", "empty brackets with a division id beside them");
  if (/permission is forbidden on domain|is forbidden on domain/i.test(facts.text))
    note("older wording of a missing permission", `"Permission is forbidden on domain" is an older wording of a missing permission`);
  if (/access to (?:conversation|recording|queue|user|flow|evaluation)\b[^\n]{0,60}\bis forbidden/i.test(facts.text))
    note("access to one object is forbidden", `"Access to ... is forbidden" is about one object, not about the whole call`);
}

function covers(held: string, wanted: string): boolean {
  if (!held.includes("*")) return false;
  const a = held.split(":");
  const b = wanted.split(":");
  return a[0] === b[0] && (a[1] === "*" || a[1] === undefined || a[1] === b[1]) && (a[2] === "*" || a[2] === undefined || a[2] === b[2]);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
