import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readSpecification } from "./read";
import { catalogueData, serializeCatalogue } from "./write";

const usage = `Writes the catalogue's data from a specification.

  node access/catalogue/generate/run.mjs --specification swagger.json --version 2026-07 --date 2026-07-31 --out FILE
  node access/catalogue/generate/run.mjs --operations operations.json --refusals refusals.json --version … --date … --out FILE`;

/** Reads the named files and writes the data file. Throws a UserError for a specification that cannot be read. */
export function main(argv: readonly string[]): void {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      specification: { type: "string" },
      operations: { type: "string" },
      refusals: { type: "string" },
      version: { type: "string" },
      date: { type: "string" },
      source: { type: "string", default: "Genesys Cloud Platform API specification" },
      out: { type: "string", default: "access/catalogue/data/catalogue.json" },
    },
  });
  const input = values.specification ?? values.operations;
  if (input === undefined || values.date === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const parse = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
  const value =
    values.specification !== undefined
      ? parse(values.specification)
      : { operations: parse(input), refusals: values.refusals === undefined ? [] : parse(values.refusals) };
  const specification = readSpecification(value, input);
  const version = values.version ?? specification.version ?? values.date;
  writeFileSync(values.out, serializeCatalogue(catalogueData(specification, { version, date: values.date, source: values.source })));
  console.log(`${values.out}: ${specification.operations.length} operations, version ${version}`);
}
