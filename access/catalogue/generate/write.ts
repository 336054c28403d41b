import { type CatalogueData, dataFormat, packOperation } from "../data";
import type { ReadSpecification } from "./read";

/** What the generated data says about its origin. */
export interface Origin {
  /** The specification's date as a person names it, such as `2026-07`. */
  readonly version: string;
  /** ISO date of generation. */
  readonly date: string;
  readonly source: string;
}

/** The packed catalogue of a specification; the same specification and origin always give the same value. */
export function catalogueData(specification: ReadSpecification, origin: Origin): CatalogueData {
  const operations: Record<string, string[]> = {};
  for (const operation of specification.operations) (operations[operation.tag] ??= []).push(packOperation(operation));
  return { format: dataFormat, ...origin, refusals: specification.refusals, operations };
}

/** The text of the data file: one line per operation and refusal, so that a change can be reviewed. */
export function serializeCatalogue(data: CatalogueData): string {
  const refusals = data.refusals.map((refusal) => `  ${JSON.stringify(refusal)}`).join(",\n");
  const tags = Object.keys(data.operations)
    .sort()
    .map(
      (tag) => `  ${JSON.stringify(tag)}: [\n${(data.operations[tag] ?? []).map((line) => `   ${JSON.stringify(line)}`).join(",\n")}\n  ]`,
    )
    .join(",\n");
  return [
    "{",
    ` "format": ${data.format},`,
    ` "version": ${JSON.stringify(data.version)},`,
    ` "date": ${JSON.stringify(data.date)},`,
    ` "source": ${JSON.stringify(data.source)},`,
    ` "refusals": [\n${refusals}\n ],`,
    ` "operations": {\n${tags}\n }`,
    "}",
    "",
  ].join("\n");
}
