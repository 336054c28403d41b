import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { isMap, isScalar, parseDocument, type Pair, type Scalar, type YAMLMap } from "yaml";
import { UserError } from "../../access/errors";
import { describePlace } from "../../access/graph/place";
import { displayPath, type OrgFile } from "../orgfile";

/** An organization as `GET /api/v2/organizations/me` names it. */
export interface OrganizationIdentity {
  readonly id: string;
  readonly name: string;
}

/**
 * Compares the organization that the credentials belong to with the one that the org file pins.
 * `unpinned` when the file pins none yet. Throws a UserError when they differ.
 */
export function comparePin(orgFile: OrgFile, actual: OrganizationIdentity): "pinned" | "unpinned" {
  const { orgId, orgName } = orgFile.org;
  if (orgId === undefined) return "unpinned";
  if (orgId.toLowerCase() === actual.id.toLowerCase()) return "pinned";
  throw new UserError({
    what: `The credentials belong to another organization than the org file '${orgFile.name}'.`,
    where: describePlace(orgFile.place(["org", "orgId"])),
    why: `The file is about ${describe({ id: orgId, name: orgName ?? "" })}; the credentials are those of ${describe(actual)}. Nothing was changed.`,
    next: "Use the credentials of the right org. If the file is about the other organization, correct orgId in it.",
  });
}

function describe(organization: OrganizationIdentity): string {
  return organization.name === "" ? organization.id : `'${organization.name}' (${organization.id})`;
}

/**
 * Writes the organization's id and name into an org file. Only these lines are added; everything
 * else stays as it is, to the byte. Throws a UserError when the file cannot be written.
 */
export function pinOrg(path: string, organization: OrganizationIdentity): void {
  const before = readFileSync(path, "utf8");
  const after = pinned(before, organization);
  if (after === before) return;
  const scratch = `${path}.new`;
  try {
    writeFileSync(scratch, after, { mode: statSync(path).mode });
    renameSync(scratch, path);
  } catch (error) {
    throw new UserError({
      what: "The organization's id cannot be written into the org file.",
      where: displayPath(path),
      why: error instanceof Error ? error.message : String(error),
      next: `Add it by hand under genesys-access:org: orgId: ${organization.id}`,
    });
  }
}

/** The text of an org file with the organization pinned; unchanged when it is already. */
export function pinned(text: string, organization: OrganizationIdentity): string {
  const document = parseDocument(text);
  const org = document.getIn(["config", "genesys-access:org"], true);
  if (!isMap(org)) throw new Error("an org file without genesys-access:org cannot be pinned");
  const lines = [
    ...(org.has("orgId") ? [] : [`orgId: ${JSON.stringify(organization.id)}`]),
    ...(org.has("orgName") ? [] : [`orgName: ${JSON.stringify(organization.name)}`]),
  ];
  return lines.length === 0 ? text : inserted(text, org as YAMLMap<Scalar, unknown>, lines);
}

function inserted(text: string, org: YAMLMap<Scalar, unknown>, lines: readonly string[]): string {
  const region = org.items.find((pair) => isScalar(pair.key) && pair.key.value === "region") as Pair<Scalar, Scalar> | undefined;
  const end = region?.value?.range?.[1];
  const start = region?.key.range?.[0];
  if (end === undefined || start === undefined) throw new Error("an org file without a region cannot be pinned");
  if (org.flow === true) return `${text.slice(0, end)}, ${lines.join(", ")}${text.slice(end)}`;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = " ".repeat(start - (text.lastIndexOf("\n", start - 1) + 1));
  const lineEnd = text.indexOf("\n", end);
  const at = lineEnd < 0 ? text.length : lineEnd + 1;
  const added = lines.map((line) => `${indent}${line}${newline}`).join("");
  return `${text.slice(0, at)}${lineEnd < 0 ? newline : ""}${added}${text.slice(at)}`;
}
