/** The four parts of what a user is told about a mistake: what happened, where, why, and what to do next. */
export interface UserErrorParts {
  readonly what: string;
  /** `file:line:column`, a URN, a URL without secrets, or a command. */
  readonly where?: string;
  readonly why?: string;
  readonly next?: string;
  /** Exit code of the process; 2 (could not do it) unless said otherwise. */
  readonly exitCode?: number;
}

/**
 * A mistake of the user or a fault of the environment, told without a stack trace. Anything else
 * that is thrown is a bug of the product and is shown as one.
 */
export class UserError extends Error {
  readonly parts: UserErrorParts;

  constructor(parts: UserErrorParts) {
    super(describeUserError(parts));
    this.name = "UserError";
    this.parts = parts;
  }

  /** Exit code of a command that ends with this error. */
  get exitCode(): number {
    return this.parts.exitCode ?? 2;
  }
}

/** The parts as lines of plain text, in a fixed order. */
export function describeUserError(parts: UserErrorParts): string {
  const lines = [parts.where === undefined ? parts.what : `${parts.where}: ${parts.what}`];
  if (parts.why !== undefined) lines.push(`Why: ${parts.why}`);
  if (parts.next !== undefined) lines.push(`Next: ${parts.next}`);
  return lines.join("\n");
}

/** What an API answered, as part of a sentence: status, code and message, without the full stop that messages may end with. */
export function answered({ status, code, message }: { readonly status: number; readonly code?: string | undefined; readonly message?: string | undefined }): string {
  const said = message?.trim().replace(/\.+$/, "") ?? "";
  return `it answers ${status}${code === undefined ? "" : ` ${code}`}${said === "" ? "" : `: ${said}`}`;
}
