import { main } from "../build.mjs";

/** Builds everything, or the targets that are named. */
export const run = (args) => main(args);
