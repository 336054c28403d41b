import { readFileSync } from "node:fs";

/** From this size on a JSON file is parsed when it is first used, which is several times faster than JavaScript of the same content. */
const largeJson = 16 * 1024;

/** Large JSON files as JSON.parse of a string. */
export function parsedJson() {
  return {
    name: "parsed-json",
    setup(build) {
      build.onLoad({ filter: /\.json$/ }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        if (text.length < largeJson) return undefined;
        const compact = JSON.stringify(JSON.parse(text));
        return { contents: `module.exports = JSON.parse(${JSON.stringify(compact)});`, loader: "js" };
      });
    },
  };
}

/**
 * Nothing in place of the TypeScript compiler and npm's dependency tree. Pulumi's SDK loads both to turn
 * functions into text, which nothing here does, and they take most of its start.
 */
export function emptyCompilers() {
  return {
    name: "empty-compilers",
    setup(build) {
      build.onResolve({ filter: /^(typescript|ts-node|@npmcli\/arborist)$/ }, ({ path }) => ({ path, namespace: "empty" }));
      build.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "module.exports = {};", loader: "js" }));
    },
  };
}
