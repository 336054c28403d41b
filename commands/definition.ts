import { UserError } from "../access/errors";

/** One runnable example of a command's help. Tests run every one of them. */
export interface Example {
  /** The command line after `genesys-access `. */
  readonly run: string;
  readonly says: string;
  /** Exit code that the example ends with; 0 unless said otherwise. */
  readonly exit?: number;
  /** What the example needs before it can be run: nothing, the engine, a deployed example org, or the file of a newer specification. */
  readonly needs?: "engine" | "deployed" | "specification" | "nothing";
  /** What is given on standard input. */
  readonly stdin?: string;
}

/** An option as commander writes it: `--wait <seconds>`. */
export interface OptionDefinition {
  readonly flags: string;
  readonly says: string;
  readonly default?: string;
  /** May be given several times. */
  readonly many?: boolean;
  /** For the program's own use: not shown. */
  readonly hidden?: boolean;
}

/** A command as help, documentation and the argument parser see it. */
export interface CommandDefinition {
  /** What the user types: `up`, or `catalogue check`. */
  readonly name: string;
  readonly group: "Deploy and prove" | "Check" | "Ask" | "Set up";
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it does, for the command's own help: paragraphs of plain text, and terms with their meaning. */
  readonly about: readonly (string | readonly [term: string, meaning: string])[];
  /** Arguments as commander writes them: `[org]`, `<call...>`. */
  readonly args?: readonly { readonly name: string; readonly says: string }[];
  readonly options?: readonly OptionDefinition[];
  /** What exit code 1 means here, when it can happen. */
  readonly findings?: string;
  readonly examples: readonly Example[];
  /** Module that runs it, when it is not named like the command. */
  readonly module?: string;
}

/** What the user typed, after parsing. */
export class Invocation {
  constructor(
    readonly command: string,
    readonly args: readonly string[],
    private readonly options: Readonly<Record<string, unknown>>,
  ) {}

  /** True when a flag without a value was given (or not switched off by `--no-`). */
  flag(name: string): boolean {
    return this.options[name] === true;
  }

  /** The value of an option, if given. */
  text(name: string): string | undefined {
    const value = this.options[name];
    return typeof value === "string" ? value : undefined;
  }

  /** All values of an option that may be repeated. */
  texts(name: string): readonly string[] {
    const value = this.options[name];
    if (Array.isArray(value)) return value.filter((v): v is string => typeof v === "string");
    return typeof value === "string" ? [value] : [];
  }

  /** A whole number that is not negative. Throws a `UserError` for anything else. */
  number(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,9}$/.test(value)) {
      throw new UserError({
        what: `--${kebab(name)} takes a whole number, not ${JSON.stringify(value)}`,
        where: this.command,
        next: `npx genesys-access ${this.command} --help`,
      });
    }
    return Number(value);
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
