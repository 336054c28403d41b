import { createReadStream, existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../access/errors";
import { explain, explanationToJson, readBounded, renderExplanation, type BoundedInput, type ExplainFlags } from "../access/explain";
import type { Invocation } from "./definition";
import { exit } from "./frame/exit";
import { say, type Io } from "./frame/io";

/** `genesys-access explain`: why a call was refused, from whatever a person has. */
export async function run(invocation: Invocation, io: Io): Promise<number> {
  const flags = flagsOf(invocation);
  const text = await inputOf(invocation, io, Object.keys(flags).length > 0);
  const org = invocation.text("org");
  const application = invocation.text("application");
  // Reading org files takes longer to load than all of the rest.
  const about = org === undefined && !invocation.flag("live") ? undefined : await (await import("./ask/org")).askedAbout(invocation, io);
  if (application !== undefined && about === undefined)
    throw new UserError({ what: "--application names an application of an org file, and none is given", next: "add --org ORG." });
  if (application !== undefined && about !== undefined && about.live === undefined)
    (await import("./ask/principal")).findPrincipal(about.graph, `application:${application.replace(/^application:/, "")}`);
  const explanation = explain(
    { ...(text === undefined ? {} : { text }), flags },
    { ...(about === undefined ? {} : { graph: about.graph }), ...(application === undefined ? {} : { application }) },
  );
  const live = about?.live;
  const shown = live === undefined ? undefined : await import("./ask/live");
  if (invocation.flag("json")) say(io, JSON.stringify({ ...(explanationToJson(explanation) as object), ...shown?.liveJson(live) }, null, 2));
  else {
    io.stdout.write(renderExplanation(explanation));
    if (live !== undefined) for (const line of shown?.liveLines(live, io.columns) ?? []) say(io, line);
  }
  return exit.good;
}

function flagsOf(invocation: Invocation): ExplainFlags {
  const status = invocation.number("status");
  const one = (name: string): string | undefined => invocation.text(name);
  const many = (name: string): readonly string[] | undefined => {
    const values = invocation.texts(name);
    return values.length === 0 ? undefined : values;
  };
  const flags = {
    status,
    code: one("code"),
    message: one("message"),
    calls: many("call"),
    grant: one("grant"),
    scopes: many("scope"),
    permissions: many("permission"),
    roles: many("role"),
    headers: many("header"),
    hosts: many("host"),
    region: one("region"),
    divisions: many("division"),
  };
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as ExplainFlags;
}

/** The text: arguments, a file, or standard input when `-` asks for it or nothing else is given. */
async function inputOf(invocation: Invocation, io: Io, hasFlags: boolean): Promise<string | BoundedInput | undefined> {
  const file = invocation.text("file");
  if (file !== undefined) return readFile(resolve(io.cwd, file), file);
  const words = invocation.args;
  if (words.length === 1 && words[0] === "-") return io.stdin === undefined ? undefined : readBounded(io.stdin);
  if (words.length > 0) return words.join(" ");
  if (hasFlags) return undefined;
  if (io.stdin === undefined) {
    throw new UserError({
      what: "there is nothing to explain",
      where: "genesys-access explain",
      next: "give the error's body, a log line or what you see in words, as arguments, with --file FILE, or on standard input; or use flags, see --help.",
    });
  }
  return readBounded(io.stdin);
}

async function readFile(path: string, shown: string): Promise<BoundedInput> {
  if (!existsSync(path)) throw new UserError({ what: "the file does not exist", where: shown });
  if (statSync(path).isDirectory()) throw new UserError({ what: "this is a folder, not a file", where: shown });
  try {
    return await readBounded(createReadStream(path));
  } catch (error) {
    throw new UserError({ what: "the file cannot be read", where: shown, why: error instanceof Error ? error.message : String(error) });
  }
}
