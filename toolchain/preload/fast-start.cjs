// Loaded first in every Node.js process of a run (NODE_OPTIONS). Pulumi's SDK spends most of its start on what a run
// hardly ever needs: a TypeScript compiler and npm's dependency tree (to turn a function into text), tracing, the
// Automation API. Here each loads when it is first used. What large files were compiled to is kept in the folder that
// GENESYS_ACCESS_CODE_CACHE names.
"use strict";

const Module = require("node:module");
const { join, sep } = require("node:path");

/** Which modules load late, by the file of the SDK that asks for them. */
const late = [
  { from: "typescript-shim.js", request: /^typescript$/ },
  { from: ["runtime", "closure", ""].join(sep), request: /^(typescript|@npmcli\/arborist)$/ },
  { from: ["cmd", "run", "tracing.js"].join(sep), request: /^@opentelemetry\/(?!api$)/ },
  { from: "index.js", request: /^\.\/automation$/ },
].map(({ from, request }) => ({ from: ["", "@pulumi", "pulumi", from].join(sep), request }));

const mark = Symbol.for("genesys-access.fast-start");

// A shell may have the settings of two checkouts, each with its own copy of this file.
if (globalThis[mark] !== true) {
  globalThis[mark] = true;
  if (process.env.GENESYS_ACCESS_CODE_CACHE) keepCompiled(process.env.GENESYS_ACCESS_CODE_CACHE);
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

/** Keeps what V8 made of source code, so that the next process of the same files starts faster. */
function keepCompiled(folder) {
  // From Node.js 22 on it does this by itself, for every file.
  if (typeof Module.enableCompileCache === "function") {
    Module.enableCompileCache(folder);
    later(() => Module.flushCompileCache?.());
    return;
  }
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, filename) {
    // Below this size, finding the file takes longer than compiling.
    if (content.length < 200_000) return compile.apply(this, arguments);
    return compileWithCache(this, content, filename, folder);
  };
}

function compileWithCache(module, content, filename, folder) {
  const { createHash } = require("node:crypto");
  const { readFileSync } = require("node:fs");
  const { dirname } = require("node:path");
  const vm = require("node:vm");
  const digest = (text) => createHash("sha1").update(text).digest();
  // V8 compares no more of the source than its length.
  const key = Buffer.concat([digest(content), digest(`${process.version} ${process.arch}`)]);
  const file = join(folder, `${digest(filename).toString("hex")}.bin`);
  let cachedData;
  try {
    const kept = readFileSync(file);
    if (kept.subarray(0, key.length).equals(key)) cachedData = kept.subarray(key.length);
  } catch {
    // It is made below.
  }
  const script = new vm.Script(Module.wrap(content), {
    filename,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  // Only what has run by then is in it.
  if (cachedData === undefined || script.cachedDataRejected) later(() => keep(file, [key, script.createCachedData()]));
  const require_ = Module.createRequire(filename);
  return script.runInThisContext().call(module.exports, module.exports, require_, module, filename, dirname(filename));
}

/** Writes a file that is complete or not there. A folder that cannot be written only costs time. */
function keep(file, parts) {
  const { mkdirSync, renameSync, writeFileSync } = require("node:fs");
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(draft, Buffer.concat(parts), { mode: 0o600 });
    renameSync(draft, file);
  } catch {
    // Without it everything works as well.
  }
}

/** Does something once: half a second from now, or when the process ends before. */
function later(action) {
  let done = false;
  const once = () => {
    if (!done) action();
    done = true;
  };
  setTimeout(once, 500).unref();
  process.once("exit", once);
}
