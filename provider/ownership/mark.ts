import { createHash } from "node:crypto";

/**
 * The mark of ownership: which stack and which of its resources made an object. It is kept in Genesys Cloud at the end of the
 * object's description (of a user: job title), because it must be there from the very request that makes the object: if this
 * process dies before the engine has noted the object, nothing else tells the next run that it is its own.
 *
 * It depends on nothing but project, stack and URN, so that the next run computes the same one.
 */
export interface Mark {
  /** Which project and stack: 8 characters. */
  readonly stack: string;
  /** Which resource of the stack: 12 characters. */
  readonly resource: string;
  /**
   * Only on a role: the deployer that made it and lends it to itself, 8 characters. See Loans.
   */
  readonly lender?: string;
}

/** A short text that is different for different texts: base64url of a SHA-256. */
export function shortHash(text: string, length: number): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, length);
}

/** Project and stack of a URN: `urn:pulumi:<stack>::<project>::<type>::<name>`. */
export function stackOf(urn: string): { project: string; stack: string } {
  const [head = "", project = ""] = urn.split("::");
  return { project, stack: head.replace(/^urn:pulumi:/, "") };
}

/** The part of the mark that is the same for all resources of a stack. */
export function stackMark(urn: string): string {
  const { project, stack } = stackOf(urn);
  return shortHash(`stack ${project} ${stack}`, 8);
}

/** The mark of a resource. */
export function markOf(urn: string): Mark {
  return { stack: stackMark(urn), resource: shortHash(`resource ${urn}`, 12) };
}

/** The part of the mark that names a deployer. */
export function lenderMark(deployerId: string): string {
  return shortHash(`deployer ${deployerId}`, 8);
}

const pattern = /(?:^| )\(pulumi:([\w-]{8})\.([\w-]{12})(?:\.([\w-]{8}))?\)$/;

/** A text with the mark at its end. */
export function withMark(text: string | undefined, mark: Mark): string {
  const lender = mark.lender === undefined ? "" : `.${mark.lender}`;
  const written = `(pulumi:${mark.stack}.${mark.resource}${lender})`;
  return text === undefined || text === "" ? written : `${text} ${written}`;
}

/** The text as the program wrote it; undefined when there was nothing but a mark. */
export function withoutMark(text: string | undefined): string | undefined {
  const rest = text?.replace(pattern, "");
  return rest === "" ? undefined : rest;
}

/** The mark at the end of a text, if there is one. */
export function readMark(text: string | undefined): Mark | undefined {
  const found = text === undefined ? null : pattern.exec(text);
  const [, stack, resource, lender] = found ?? [];
  if (stack === undefined || resource === undefined) return undefined;
  return lender === undefined ? { stack, resource } : { stack, resource, lender };
}

/** Whether a text carries the mark of this resource. */
export function isMarked(text: string | undefined, mark: Mark): boolean {
  const found = readMark(text);
  return found?.stack === mark.stack && found.resource === mark.resource;
}
