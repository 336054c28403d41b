import { UserError } from "../../access/errors";
import { describePlace, type Place } from "../../access/graph/place";

/** One thing that is wrong with an org file, and what to write instead. */
export interface Mistake {
  readonly place: Place;
  readonly message: string;
  readonly next?: string;
}

/** An org file that cannot be used; names every mistake in it, in the order of the file. */
export class OrgFileError extends UserError {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly [Mistake, ...Mistake[]]) {
    const [first, ...others] = mistakes;
    const lines = [first.message, ...others.map((mistake) => `${describePlace(mistake.place)}: ${withNext(mistake)}`)];
    const next = first.next;
    super({
      where: describePlace(first.place),
      what: others.length === 0 || next === undefined ? lines.join("\n") : [withNext(first), ...lines.slice(1)].join("\n"),
      ...(others.length === 0 && next !== undefined ? { next } : {}),
    });
    this.name = "OrgFileError";
    this.mistakes = mistakes;
  }
}

function withNext(mistake: Mistake): string {
  return mistake.next === undefined ? mistake.message : `${mistake.message} ${mistake.next}`;
}

/** Throws when there is any mistake; sorted by line and column, each mistake once. */
export function throwMistakes(mistakes: readonly Mistake[]): void {
  const sorted = [...mistakes].sort((a, b) => position(a.place) - position(b.place) || (a.message < b.message ? -1 : 1));
  const unique = sorted.filter((mistake, index) => {
    const before = sorted[index - 1];
    return before === undefined || before.message !== mistake.message || position(before.place) !== position(mistake.place);
  });
  const [first, ...others] = unique;
  if (first !== undefined) throw new OrgFileError([first, ...others]);
}

function position(place: Place): number {
  return place.kind === "file" ? place.line * 1e5 + place.column : 0;
}
