import { UserError } from "../errors";
import type { AccessGraph } from "../graph/graph";
import { type Catalogue, catalogue as bundledCatalogue, createCatalogue } from "../catalogue/catalogue";
import type { CatalogueData } from "../catalogue/data";
import { readSpecification } from "../catalogue/generate/read";
import { type Origin, catalogueData, serializeCatalogue } from "../catalogue/generate/write";
import { type CheckProblem, checkCatalogue } from "../catalogue/check";
import { type AffectedCall, affectedCalls } from "./affected";
import { type CatalogueChange, compareOperations } from "./compare";
import { checkPlausible } from "./plausible";

/** What a refresh is made of. */
export interface RefreshInput {
  /** Text of the newer specification: Genesys' Swagger document or the fact form. */
  readonly text: string;
  /** Where it came from, for messages: a file or a region's address. */
  readonly where: string;
  /** ISO date of the refresh; access reads no clock. */
  readonly date: string;
  /** The specification's own date; its `info.version`, or the month of the refresh when that tells nothing, as `v2` does. */
  readonly version?: string;
  readonly source?: string;
  /** Graphs of the org files whose declared calls are compared. */
  readonly graphs?: readonly AccessGraph[];
  readonly current?: Catalogue;
}

/** A newer catalogue and what it changes; nothing has been written. */
export interface Refresh {
  readonly data: CatalogueData;
  /** The data file's text; the same specification and date always give the same. */
  readonly file: string;
  readonly catalogue: Catalogue;
  readonly changes: readonly CatalogueChange[];
  readonly affected: readonly AffectedCall[];
  /** Inconsistencies of the newer catalogue with the facts that are written by hand, such as an override of an operation that is gone. */
  readonly problems: readonly CheckProblem[];
}

/** Reads a newer specification and says what it changes. Throws a UserError for one that is malformed or implausibly small. */
export function refreshCatalogue(input: RefreshInput): Refresh {
  const current = input.current ?? bundledCatalogue();
  const specification = readSpecification(parse(input.text, input.where), input.where);
  checkPlausible(specification, current, input.where);
  const refusals = specification.refusals.length === 0 ? { ...specification, refusals: current.refusals } : specification;
  const origin: Origin = {
    version: input.version ?? (/\d{2}/.test(specification.version ?? "") ? specification.version : undefined) ?? input.date.slice(0, 7),
    date: input.date,
    source: input.source ?? "Genesys Cloud Platform API specification",
  };
  const data = catalogueData(refusals, origin);
  const newer = createCatalogue(data);
  return {
    data,
    file: serializeCatalogue(data),
    catalogue: newer,
    changes: compareOperations(current.operations, newer.operations),
    affected: affectedCalls(input.graphs ?? [], current, newer),
    problems: checkCatalogue(newer),
  };
}

/** A parser's message quotes what it does not understand, which may be anything. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, "?");
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UserError({
      what: "the specification is not JSON",
      where,
      why: error instanceof Error ? printable(error.message).slice(0, 200) : "it cannot be parsed",
      next: "fetch the document again; the catalogue was not changed",
    });
  }
}
