import { formatRow, formatSpread, spreadOf, type Spread, type Unit } from "./figures";

/** What a figure must reach. */
export interface Target {
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One number that a benchmark prints. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly target?: Target;
  /** Lowest, middle and highest of the measured values, when there are several. */
  readonly spread?: Spread;
}

/** How often something is measured. */
export interface Rounds {
  /** Measured runs. */
  readonly rounds: number;
  /** Runs before them that are not counted; 1 unless said otherwise. */
  readonly warmUp?: number;
}

/** What the body of a benchmark measures with. */
export interface Bench {
  /** Seconds that each of several things takes. They take turns, so that a busy machine slows all of them alike. */
  compare<Name extends string>(things: Readonly<Record<Name, () => Promise<unknown> | unknown>>, rounds: Rounds): Promise<Record<Name, Spread>>;
  /** Seconds that one thing takes. */
  time(thing: () => Promise<unknown> | unknown, rounds: Rounds): Promise<Spread>;
  /** Prints a figure, and whether it is reached. */
  figure(figure: Figure): void;
  /** Prints a line that explains. */
  note(text: string): void;
}

/**
 * A benchmark: a file bench/NAME.bench.ts calls this once. What is printed is for people; with GENESYS_ACCESS_BENCH_JSON
 * the runner reads the figures as one line of JSON each.
 */
export function benchmark(title: string, body: (bench: Bench) => Promise<void>): void {
  const json = process.env["GENESYS_ACCESS_BENCH_JSON"] !== undefined;
  const print = (text: string): void => void (json ? process.stderr : process.stdout).write(`${text}\n`);
  const bench: Bench = {
    async compare(things, { rounds, warmUp = 1 }) {
      const names = Object.keys(things) as (keyof typeof things)[];
      const seconds = new Map(names.map((name) => [name, [] as number[]]));
      for (let round = -warmUp; round < rounds; round += 1) {
        // The order turns around in every round: being first is no advantage.
        for (const name of round % 2 === 0 ? names : names.toReversed()) {
          const started = performance.now();
          await things[name]();
          if (round >= 0) seconds.get(name)?.push((performance.now() - started) / 1000);
        }
      }
      return Object.fromEntries(names.map((name) => [name, spreadOf(seconds.get(name) ?? [])])) as Record<keyof typeof things, Spread>;
    },
    async time(thing, rounds) {
      return (await bench.compare({ thing }, rounds)).thing;
    },
    figure(figure) {
      print(formatRow(figure));
      if (figure.spread !== undefined) print(formatSpread(figure.spread, figure.unit));
      if (json) process.stdout.write(`${JSON.stringify(figure)}\n`);
    },
    note(text) {
      print(`  ${text}`);
    },
  };
  print(`\n${title}`);
  body(bench).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
}
