import { passphraseVariable } from "./passphrase";
import { UserError, type UserErrorParts } from "../../access/errors";
import { parseLocks, type StackLock } from "./lock";
import type { EngineOutcome } from "./engine-run";
import { urnName, urnType } from "./events";

/** What is known about the run that failed. */
export interface MistakeContext {
  readonly org: string;
  readonly command: string;
  readonly emulated: boolean;
  /** Base address of the API that was asked. */
  readonly apiBase?: string;
  readonly backend: string;
  readonly orgFile: string;
}

interface Translation {
  readonly pattern: RegExp;
  readonly tell: (match: RegExpExecArray, context: MistakeContext) => UserErrorParts;
}

const translations: readonly Translation[] = [
  {
    pattern: /incorrect passphrase/,
    tell: (_, { org, emulated, orgFile }) => ({
      what: `the passphrase does not open the state of ${org}`,
      where: orgFile,
      why: `PULUMI_CONFIG_PASSPHRASE or ${passphraseVariable(org)} (or the file that one of them names with _FILE) is not the one that the stack was made with.`,
      next: emulated
        ? "unset these variables: the passphrase of an emulated org is a documented constant. Or set the one it was made with. Nothing was changed."
        : "set the passphrase that this stack was made with. It cannot be recovered. Nothing was changed.",
    }),
  },
  {
    pattern: /passphrase must be set with PULUMI_CONFIG_PASSPHRASE/,
    tell: (_, { org, orgFile }) => ({
      what: `the state of ${org} needs its passphrase`,
      where: orgFile,
      why: "a real org's secrets are encrypted with a passphrase of your own, and none is set.",
      next: `export ${passphraseVariable(org)}_FILE=<file> (for this org alone) or PULUMI_CONFIG_PASSPHRASE_FILE=<file>, or name a secrets provider in the org file.`,
    }),
  },
  {
    pattern: /no stack named '([^']*)' found/,
    tell: (match, { command }) => ({
      what: `${match[1] ?? "the stack"} has never been brought up`,
      where: `genesys-access ${command}`,
      next: `npx genesys-access up ${match[1] ?? ""}`.trim(),
    }),
  },
  {
    pattern: /PULUMI_ACCESS_TOKEN must be set for login/,
    tell: (_, { backend }) => ({
      what: "the Pulumi backend wants a login",
      where: backend,
      next: "`pulumi login`, or set PULUMI_ACCESS_TOKEN; unset PULUMI_BACKEND_URL to use the embedded state folder.",
    }),
  },
  {
    pattern: /(?:permission denied|read-only file system|operation not permitted|EACCES|EROFS)/i,
    tell: (_, { backend }) => ({
      what: "a folder cannot be written",
      where: backend,
      why: "the engine keeps its state there, and this user may not write it.",
      next: "give this user the right to write there, or point PULUMI_BACKEND_URL at another place. Nothing was changed.",
    }),
  },
  {
    pattern: /failed to load checkpoint: EOF/,
    tell: (_, { org, backend }) => ({
      what: `the state of ${org} has an empty file of attributes beside it`,
      where: backend,
      why: "an engine was killed while it wrote; the state itself is complete.",
      next: `delete .pulumi/stacks/*/${org}.json.attrs there (it holds no state), and add ?metadata=skip to PULUMI_BACKEND_URL so that it cannot happen again.`,
    }),
  },
  {
    pattern: /no space left on device|ENOSPC/i,
    tell: (_, { backend }) => ({
      what: "the disk is full",
      where: backend,
      next: "free some space and run the same command again; it goes on where it ended.",
    }),
  },
];

const unreachable = /ECONNREFUSED|connection refused|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|socket hang up|fetch failed|cannot be reached|not reachable|no answer from/i;

/** The texts in which the engine, the program and the provider say what went wrong. */
export function errorTexts(outcome: EngineOutcome): readonly string[] {
  const told = outcome.view.diagnostics.filter((d) => d.severity === "error").map((d) => d.message);
  return told.length > 0 ? told : [outcome.stderr, outcome.stdout].map((text) => text.trim()).filter((text) => text !== "");
}

/** Locks that stopped a run, if that is what stopped it. */
export function locksOf(outcome: EngineOutcome): readonly StackLock[] {
  return parseLocks(`${outcome.stderr}\n${outcome.stdout}\n${errorTexts(outcome).join("\n")}`);
}

/** The error of a run that found its stack locked by somebody who may still be at work. */
export function lockedError(locks: readonly StackLock[], context: MistakeContext, hostname: string): UserError {
  const holders = locks.map((lock) => `process ${lock.pid} of ${lock.user}@${lock.host}, since ${lock.since}`);
  const elsewhere = locks.some((lock) => lock.host !== hostname);
  return new UserError({
    what: `${context.org} is being changed by another run`,
    where: `genesys-access ${context.command}`,
    why: `the stack is locked by ${holders.join(" and ")}.`,
    next: elsewhere
      ? `wait for it to end. If that machine is gone: eval "$(npx genesys-access env)" && pulumi cancel --yes --stack ${context.org}`
      : "wait for it to end and run the same command again, or end it there with Ctrl-C. Nothing was changed by this run.",
  });
}

/** Why a run of the engine failed, in our words. */
export function engineMistake(outcome: EngineOutcome, context: MistakeContext): UserError {
  if (outcome.interrupted) {
    return new UserError({
      what: "stopped",
      where: `genesys-access ${context.command}`,
      why: "you asked for it; what was done so far is in the state.",
      next: `npx genesys-access up ${context.org} goes on from there.`,
    });
  }
  const texts = errorTexts(outcome);
  const all = `${outcome.stderr}\n${outcome.stdout}\n${texts.join("\n")}`;
  const fromResources = outcome.view.diagnostics.filter((d) => d.severity === "error" && d.urn !== undefined);
  if (unreachable.test(all)) return new UserError(unreachableParts(context, texts));
  for (const { pattern, tell } of translations) {
    const match = pattern.exec(fromResources.length > 0 ? outcome.stderr : all);
    if (match !== null) return new UserError(tell(match, context));
  }
  const told = fromResources.filter((d) => !isFollowUp(d.message));
  if (told.length > 0) {
    const what = told.map((d) => describeDiagnostic(d.message, d.urn)).join("\n");
    // The provider says itself what to do where it knows.
    if (/^Next: /m.test(what)) return new UserError({ what });
    return new UserError({
      what,
      next: `put this right and run npx genesys-access ${context.command} again; what was done so far is kept.`,
    });
  }
  return new UserError({
    what: `the engine stopped with code ${outcome.exitCode}`,
    where: `genesys-access ${context.command}`,
    why: texts.map(cleanEngineText).filter((text) => text !== "").join("\n") || "it gave no reason.",
    next: `npx genesys-access ${context.command} --verbose shows all that it says.`,
  });
}

function unreachableParts(context: MistakeContext, texts: readonly string[]): UserErrorParts {
  const line = texts.flatMap((text) => text.split("\n")).find((text) => unreachable.test(text));
  return context.emulated
    ? {
        what: "the emulator does not answer any more",
        where: context.apiBase ?? "emulator",
        why: "it was ended while the run was on, or another program took its port.",
        next: `npx genesys-access up ${context.org} starts it again and goes on; the emulator lost nothing that it had acknowledged.`,
      }
    : {
        what: "the Genesys Cloud API cannot be reached",
        where: context.apiBase ?? "api",
        ...(line === undefined ? {} : { why: cleanEngineText(line) }),
        next: "check network, proxy and region, then run the same command again; what was done so far is kept.",
      };
}

/** Messages that only repeat that something else failed. */
function isFollowUp(message: string): boolean {
  return /^(update failed|preview failed|resource registration failed|one or more errors occurred)$/i.test(message.trim());
}

function describeDiagnostic(message: string, urn: string | undefined): string {
  const text = cleanEngineText(message);
  if (urn === undefined || urnType(urn) === "pulumi:pulumi:Stack") return text;
  return `${urnName(urn)}: ${text}`;
}

/** An engine's or provider's message without its frame: prefixes, stack traces, go-style wrapping. */
export function cleanEngineText(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.replace(/^(error|warning):\s*/i, "").trimEnd())
    .filter((line) => !/^\s+at .*[:(]\d+|^\s*at (async )?\S+ \(/.test(line))
    .filter((line) => line.trim() !== "");
  return lines
    .join("\n")
    .replace(/^\d+ errors? occurred:\s*/i, "")
    .replace(/^\s*\* /gm, "")
    .trim();
}
