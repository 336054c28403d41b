// Loaded first in every Node.js process of a run (NODE_OPTIONS). Pulumi's SDK loads a TypeScript compiler and npm's
// dependency tree when it starts, 0.5 s per process, for the one case that a function must be turned into text. Here
// both load when they are first used.
"use strict";

const Module = require("node:module");
const { sep } = require("node:path");

const users = [`${sep}@pulumi${sep}pulumi${sep}typescript-shim`, `${sep}@pulumi${sep}pulumi${sep}runtime${sep}closure${sep}`];
const late = new Set(["typescript", "@npmcli/arborist"]);
const load = Module._load;
const mark = Symbol.for("genesys-access.lazy-modules");

// The commands and the language host may both ask for this file, each for its own copy of it.
if (globalThis[mark] !== true) Module._load = function (request, parent, isMain) {
  const from = parent?.filename;
  if (!late.has(request) || typeof from !== "string" || !users.some((user) => from.includes(user))) {
    return load.call(this, request, parent, isMain);
  }
  // A module that is not installed must fail now: the SDK then takes the one that it brings.
  Module._resolveFilename(request, parent);
  return lazily(() => load.call(this, request, parent, isMain));
};
globalThis[mark] = true;

/** Stands in for a module until one of its names is asked for. */
function lazily(get) {
  let module;
  const target = () => (module ??= get());
  return new Proxy(Object.create(null), {
    // Asked when a module is imported, which is not yet a use.
    get: (_, name) => (name === "__esModule" ? true : target()[name]),
    has: (_, name) => name in target(),
    ownKeys: () => Reflect.ownKeys(target()),
    getOwnPropertyDescriptor: (_, name) => {
      const found = Object.getOwnPropertyDescriptor(target(), name);
      return found === undefined ? undefined : { ...found, configurable: true };
    },
  });
}
