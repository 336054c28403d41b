// Loaded first in every Node.js process of a run (NODE_OPTIONS). Pulumi's SDK spends most of its start on what a run
// hardly ever needs: a TypeScript compiler and npm's dependency tree (to turn a function into text), tracing, the
// Automation API. Here each loads when it is first used.
"use strict";

const Module = require("node:module");
const { sep } = require("node:path");

/** Which modules load late, by the file of the SDK that asks for them. */
const late = [
  { from: "typescript-shim.js", request: /^typescript$/ },
  { from: ["runtime", "closure", ""].join(sep), request: /^(typescript|@npmcli\/arborist)$/ },
  { from: ["cmd", "run", "tracing.js"].join(sep), request: /^@opentelemetry\/(?!api$)/ },
  { from: "index.js", request: /^\.\/automation$/ },
].map(({ from, request }) => ({ from: ["", "@pulumi", "pulumi", from].join(sep), request }));

const mark = Symbol.for("genesys-access.lazy-modules");

// The commands and the language host may both ask for this file, each for its own copy of it.
if (globalThis[mark] !== true) {
  globalThis[mark] = true;
  const load = Module._load;
  Module._load = function (request, parent, isMain) {
    const file = parent?.filename;
    if (typeof file === "string" && late.some((rule) => rule.request.test(request) && file.includes(rule.from))) {
      // A module that is not installed must fail now: the SDK then takes the one that it brings.
      Module._resolveFilename(request, parent);
      return lazily(() => load.call(this, request, parent, isMain));
    }
    const loaded = load.call(this, request, parent, isMain);
    if (request.endsWith("/debuggable")) withoutStacks(loaded);
    return loaded;
  };
}

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

const patched = Symbol("patched");

/**
 * The SDK notes for every promise where it was made, and reads source maps for it. Nobody sees that unless
 * PULUMI_DEBUG_PROMISE_LEAKS is set.
 */
function withoutStacks(debuggable) {
  const original = debuggable.debuggablePromise;
  if (typeof original !== "function" || original[patched] === true || process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  debuggable.debuggablePromise = function (...args) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return original.apply(this, args);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
  debuggable.debuggablePromise[patched] = true;
}
