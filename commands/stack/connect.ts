import { answered, UserError } from "../../access/errors";
import { comparePin, connectTarget, pinOrg, type Target } from "../../stacks/target";
import { note } from "../frame/io";
import { Asker, realClock } from "../proof/ask";
import { Pace } from "../proof/pace";
import { engineMistake } from "./mistakes";
import { runEngine } from "./engine-run";
import type { Session } from "./session";

/** The org that a command is about to work on, after its identity was compared. */
export interface Connected {
  readonly target: Target;
  /** Asks the org with the deployer's own token. */
  readonly ask: () => Promise<DeployerAsker>;
  /** Sends a request in this org's pace, for readers that bring their own. */
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
  /** Writes the organization's id and name into an org file that names none yet. */
  readonly pin: () => void;
}

/** The deployer's own way to ask. */
export interface DeployerAsker {
  readonly asker: Asker;
  readonly token: string;
}

/**
 * Connects with the deployer's credentials and compares the organization with the one that the org
 * file pins. Another one stops everything before anything is changed.
 */
export async function connectOrg(session: Session): Promise<Connected> {
  const secrets = await deployerSecrets(session);
  const target = await connectTarget(session.orgFile, {
    root: session.root,
    env: session.call.env,
    note: (line) => note(session.io, line),
    ...(secrets === undefined ? {} : { secrets }),
  });
  const pace = target.kind === "emulator" ? undefined : new Pace(realClock);
  const asker = new Asker(target.apiBase, target.loginBase, realClock, pace);
  const send: Connected["send"] = async (url, init) => {
    const answered = await pace?.turn();
    try {
      return await fetch(url, init);
    } finally {
      answered?.();
    }
  };
  let token: Promise<string> | undefined;
  const ask = async (): Promise<DeployerAsker> => ({ asker, token: await (token ??= deployerToken(asker, target, session)) });
  if (target.kind === "emulator") return { target, ask, send, pin: () => undefined };
  const organization = await asker.organization((await ask()).token);
  if ("refused" in organization) {
    const { status, code, message } = organization.refused;
    if (status === 0) throw unreachable(target.apiBase, message);
    throw new UserError({
      what: "the org does not say which organization it is",
      where: `${target.apiBase}/api/v2/organizations/me`,
      why: `${answered({ status, code, message })}.`,
      next: `check the credentials (${target.credentials}). Nothing was changed.`,
    });
  }
  const isPinned = comparePin(session.orgFile, organization) === "pinned";
  if (!isPinned) session.mayPin?.(organization);
  const pin = (): void => {
    if (isPinned) return;
    pinOrg(session.path, organization);
    note(session.io, `${session.context.orgFile} now names its organization: ${organization.name} (${organization.id}). Commit it.`);
  };
  return { target, ask, send, pin };
}

async function deployerToken(asker: Asker, target: Target, session: Session): Promise<string> {
  if (target.accessToken !== undefined) return target.accessToken;
  const token = await asker.clientToken(target.clientId ?? "", target.clientSecret ?? "");
  if ("token" in token) return token.token;
  const { status, code, message } = token.refused;
  if (status === 0) throw unreachable(target.loginBase, message);
  throw new UserError({
    what: "the deployer gets no token",
    where: `${target.loginBase}/oauth/token`,
    why:
      code === "invalid_client"
        ? `Genesys Cloud says ${message ?? code}: the secret is wrong, or the client is of another region or org. Credentials from: ${target.credentials}.`
        : `${answered({ status, code, message })}. Credentials from: ${target.credentials}.`,
    next: `correct the credentials of ${session.org} and run the same command again. Nothing was changed.`,
  });
}

function unreachable(where: string, why: string | undefined): UserError {
  return new UserError({
    what: "Genesys Cloud cannot be reached",
    where,
    ...(why === undefined ? {} : { why }),
    next: "check network, proxy and region, then run the same command again. Nothing was changed.",
  });
}

/** The decrypted value of `genesys-access:deployer`, when the org file has one. */
async function deployerSecrets(session: Session): Promise<unknown> {
  if (session.orgFile.sections.deployer === undefined) return undefined;
  const outcome = await runEngine(session.call, ["config", "get", "genesys-access:deployer", "--json", "--stack", session.org], { io: session.io });
  if (outcome.exitCode !== 0) throw engineMistake(outcome, session.context);
  try {
    const answer = JSON.parse(outcome.stdout) as { value?: unknown; objectValue?: unknown };
    return answer.objectValue ?? (typeof answer.value === "string" ? (JSON.parse(answer.value) as unknown) : answer.value);
  } catch {
    throw new UserError({ what: "the configuration genesys-access:deployer cannot be read", where: session.context.orgFile, next: "set it again with `pulumi config set --secret --path`." });
  }
}
