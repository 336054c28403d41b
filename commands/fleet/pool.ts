import pLimit from "p-limit";
import type { Turn } from "../stack/bring-up";

/** Memory that one run of the engine needs with its program, its policy pack and its provider, in bytes. */
export const bytesOfARun = 700 * 1024 * 1024;

/** What a machine has. */
export interface Machine {
  /** Processors that this process may use. */
  readonly cores: number;
  /** Memory that is free for it, in bytes. */
  readonly freeBytes: number;
}

/**
 * How many engines work at the same time. An engine run is bound by the processor, so more than one
 * for each core gains nothing; fewer where memory is short. What is wanted outright counts as it is.
 */
export function parallelism(machine: Machine, orgs: number, wanted?: number): number {
  const room = Math.min(machine.cores, Math.floor((machine.freeBytes * 0.8) / bytesOfARun));
  return Math.max(1, Math.min(wanted ?? room, orgs));
}

/** So many pieces of work at the same time, in the order in which they were asked for. */
export function pool(size: number): Turn {
  const limit = pLimit(size);
  return (work) => limit(work);
}
