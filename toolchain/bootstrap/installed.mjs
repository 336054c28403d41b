import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readJson, root as ownRoot, writeFile } from "../build/files.mjs";
import { withLock } from "../lock.mjs";
import { Trouble } from "./trouble.mjs";

/** Where things are in a package folder. */
const places = (root) => ({
  modules: join(root, "node_modules"),
  wanted: join(root, "package-lock.json"),
  // npm writes this file last: it is missing as long as an installation is not complete.
  installed: join(root, "node_modules", ".package-lock.json"),
  stamp: join(root, "node_modules", ".genesys-access.json"),
});

/** Installs the npm packages that the lock file names, when they are missing, incomplete or others. */
export async function ensureInstalled(root = ownRoot) {
  if (isStamped(root)) return;
  await withLock(
    join(root, ".genesys-access", "install.lock"),
    { waiting: (pid) => process.stderr.write(`Another process (${pid}) installs the npm packages; waiting for it.\n`) },
    async () => {
      const missing = whatIsMissing(root);
      if (missing !== undefined) {
        await install(root, missing);
        const still = whatIsMissing(root);
        if (still !== undefined) {
          throw new Trouble({ what: "npm ended well, but its work is not complete", why: still, next: "Run `npm ci` and try again." });
        }
      }
      writeFile(places(root).stamp, `${JSON.stringify(currentStamp(root))}\n`);
    },
  );
}

/** What tells one installation from another: what should be there, and when npm said that it is. */
function currentStamp(root) {
  const { wanted, installed } = places(root);
  return {
    wanted: existsSync(wanted) ? createHash("sha256").update(readFileSync(wanted)).digest("hex") : "",
    installed: statSync(installed, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  };
}

function isStamped(root) {
  const stamp = readJson(places(root).stamp);
  const now = currentStamp(root);
  return stamp !== undefined && now.installed !== 0 && stamp.wanted === now.wanted && stamp.installed === now.installed;
}

/** The first difference between the lock file and what is installed; undefined when there is none. */
export function whatIsMissing(root = ownRoot) {
  const place = places(root);
  const wanted = readJson(place.wanted)?.packages;
  if (wanted === undefined) throw new Trouble({ what: "package-lock.json is missing or not JSON", next: "Fetch the sources again." });
  const installed = readJson(place.installed)?.packages;
  if (installed === undefined) {
    return existsSync(place.modules) ? "an earlier installation was interrupted" : "they are not installed yet";
  }
  for (const [path, { version, link, optional, devOptional }] of Object.entries(wanted)) {
    if (!path.startsWith("node_modules/")) continue;
    const found = installed[path];
    if (found === undefined) {
      if (optional === true || devOptional === true) continue;
      return `${path} is not installed`;
    }
    if (link !== true && found.version !== version) return `${path} is ${found.version}, and should be ${version}`;
    if (!existsSync(join(root, path, "package.json"))) return `${path} is not complete`;
  }
  return undefined;
}

async function install(root, reason) {
  const count = Object.keys(readJson(places(root).wanted).packages).filter((path) => path.startsWith("node_modules/")).length;
  process.stderr.write(`Installing ${count} npm packages (${reason}), once per clone, about half a minute.\n`);
  const { code, output } = await npm(root, ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code === 0) return;
  const { why, next } = explainNpm(output);
  throw new Trouble({ what: "the npm packages could not be installed", why, next });
}

function npm(root, args) {
  // npm says which of its files is running; that one fits this Node.js.
  const own = process.env.npm_execpath;
  const [command, first] = own !== undefined && /npm-cli\.js$/.test(own) ? [process.execPath, [own]] : ["npm", []];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    const started = Date.now();
    const timer = setInterval(() => {
      process.stderr.write(`Still installing, ${Math.round((Date.now() - started) / 1000)} s so far.\n`);
    }, 20_000);
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.on("error", (error) => {
      clearInterval(timer);
      resolve({ code: 1, output: error.code === "ENOENT" ? "npm: command not found" : error.message });
    });
    child.on("close", (code) => {
      clearInterval(timer);
      resolve({ code, output });
    });
  });
}

/** npm's errors as one reason and what to do about it. */
export function explainNpm(output) {
  const line = (pattern) => output.split("\n").find((text) => pattern.test(text))?.replace(/^npm (error|ERR!) ?/, "").trim();
  const network = line(/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network request/);
  if (network !== undefined) {
    return {
      why: `the npm registry cannot be reached: ${network}`,
      next: "Check the connection and `npm config get registry` (behind a proxy: `npm config set https-proxy URL`), and try again.",
    };
  }
  const full = line(/ENOSPC/);
  if (full !== undefined) return { why: `the disk is full: ${full}`, next: "Make room and try again." };
  const denied = line(/EACCES|EPERM|EROFS/);
  if (denied !== undefined) return { why: `a file cannot be written: ${denied}`, next: "Make that place writable and try again." };
  const refused = line(/E401|E403|E404/);
  if (refused !== undefined) return { why: `the npm registry refused: ${refused}`, next: "Check `npm config get registry` and your login there, and try again." };
  const integrity = line(/EINTEGRITY/);
  if (integrity !== undefined) {
    return { why: `a package is not the one that package-lock.json names: ${integrity}`, next: "Clear npm's cache (`npm cache clean --force`) and try again; if it stays, the registry has been tampered with." };
  }
  if (/command not found/.test(output)) return { why: "npm is not on the PATH", next: "Install Node.js with npm (nodejs.org), and try again." };
  const last = output.split("\n").map((text) => text.trim()).filter((text) => text !== "" && !/complete log of this run/.test(text)).slice(0, 3).join("; ");
  return { why: last === "" ? "npm gave no reason" : last, next: "Run `npm ci` to see all of what npm says." };
}
