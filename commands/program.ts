import { Command, CommanderError, Option } from "commander";
import { Invocation, type CommandDefinition } from "./definition";
import { exit } from "./frame/exit";
import type { Io } from "./frame/io";
import { table, wrap } from "./frame/text";

/** Runs one parsed command and returns its exit code. */
export type Run = (definition: CommandDefinition, invocation: Invocation, io: Io) => Promise<number>;

/** Parts of the program that are not commands. */
export interface ProgramFacts {
  readonly version: string;
  readonly docs: string;
}

const exitCodes = [
  "Exit codes:",
  "  0   good",
  "  1   the answer is no: findings, a refused call, drift",
  "  2   could not do it: a mistake in the input, or something in the environment",
  "  70  a bug in genesys-access",
];

/**
 * Parses a command line and runs the command it names. Help, the version and mistakes in the
 * command line are answered here, without loading any command.
 */
export async function runProgram(
  argv: readonly string[],
  definitions: readonly CommandDefinition[],
  facts: ProgramFacts,
  run: Run,
  io: Io,
): Promise<number> {
  let code: number = exit.good;
  const program = new Command("genesys-access");
  configure(program, io);
  program
    .description("Genesys Cloud access as code: clients, roles, grants and groups from the calls that applications declare, checked before they are deployed and proven afterwards.")
    .version(facts.version, "-V, --version", "print the version")
    .helpCommand("help [command]", "show the help of a command")
    .addHelpText("after", () => `\n${[...exitCodes, "", "Start with: npx genesys-access up", `Documentation: ${facts.docs}`].join("\n")}`);

  const parents = new Map<string, Command>();
  for (const definition of definitions) {
    const [first = "", second] = definition.name.split(" ");
    let parent = program;
    if (second !== undefined) {
      let group = parents.get(first);
      if (group === undefined) {
        const parts = definitions.filter((d) => d.name.startsWith(`${first} `)).map((d) => d.name.slice(first.length + 1)).join(", ");
        group = program.command(first).summary(`${parts}: see genesys-access ${first} --help`).description(`The commands of ${first}: ${parts}.`);
        group.helpGroup(`${definition.group}:`);
        configure(group, io);
        parents.set(first, group);
      }
      parent = group;
    }
    const command = parent.command(second ?? first).summary(definition.summary).description(describe(definition, io.columns));
    if (second === undefined) command.helpGroup(`${definition.group}:`);
    configure(command, io);
    for (const argument of definition.args ?? []) command.argument(argument.name, argument.says);
    for (const option of definition.options ?? []) {
      const made = new Option(option.flags, option.says);
      if (option.default !== undefined) made.default(option.default);
      if (option.many === true) made.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
      if (option.hidden === true) made.hideHelp();
      command.addOption(made);
    }
    command.addHelpText("after", () => `\n${tail(definition, io.columns).join("\n")}`);
    command.action(async (...values: unknown[]) => {
      const given = values.slice(0, -2).flat().filter((value): value is string => typeof value === "string");
      code = await run(definition, new Invocation(definition.name, given, command.opts()), io);
    });
  }

  try {
    if (argv.length === 0) {
      program.outputHelp();
      return exit.good;
    }
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.good : exit.failed;
    throw error;
  }
}

function configure(command: Command, io: Io): void {
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .showHelpAfterError(`See: genesys-access ${command.name() === "genesys-access" ? "" : `${command.name()} `}--help`)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text.replace(/^error: (\w)/, (_, letter: string) => `Error: ${letter}`)),
      getOutHelpWidth: () => Math.min(io.columns, 100),
      getErrHelpWidth: () => Math.min(io.columns, 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

function describe(definition: CommandDefinition, columns: number): string {
  const width = Math.min(columns, 100);
  const blocks: string[] = [`${definition.summary[0]?.toUpperCase() ?? ""}${definition.summary.slice(1)}${definition.summary.endsWith("?") ? "" : "."}`];
  let terms: string[][] = [];
  const flush = (): void => {
    if (terms.length > 0) blocks.push(table(terms, { columns: width, indent: 2 }).join("\n"));
    terms = [];
  };
  for (const part of definition.about) {
    if (typeof part !== "string") {
      terms.push([...part]);
      continue;
    }
    flush();
    blocks.push(wrap(part, width).join("\n"));
  }
  flush();
  return blocks.join("\n\n");
}

function tail(definition: CommandDefinition, columns: number): string[] {
  const lines: string[] = [];
  if (definition.examples.length > 0) {
    lines.push("Examples:");
    for (const example of definition.examples) {
      lines.push(`  # ${example.says}`);
      const piped = example.stdin === undefined ? "" : `echo '${example.stdin}' | `;
      lines.push(`  ${piped}genesys-access ${example.run}`);
    }
    lines.push("");
  }
  const findings = definition.findings === undefined ? "" : `; 1 ${definition.findings}`;
  lines.push(...wrap(`Exit codes: 0 good${findings}; 2 could not do it; 70 a bug.`, Math.min(columns, 100), 12));
  return lines;
}
