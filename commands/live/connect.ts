import { LiveApi, type LiveApiOptions } from "../../live";
import { loadOrgFile, orgFilePath, type OrgFile } from "../../stacks/orgfile";
import { comparePin, connectTarget, type OrganizationIdentity, type Target } from "../../stacks/target";
import { UserError } from "../../access/errors";
import { note, type Io } from "../frame/io";
import { Progress } from "../frame/progress";
import { connectOrg } from "../stack/connect";
import { useEmulator } from "../stack/emulator-keeper";
import { chooseOrg, projectRoot } from "../stack/project";
import { openSession } from "../stack/session";

/** Who answered: printed with every answer that rests on it. */
export interface Asked {
  readonly kind: "emulator" | "org";
  readonly text: string;
}

/** A live org that is connected, with its org file. */
export interface LiveConnection {
  readonly root: string;
  readonly org: string;
  readonly path: string;
  readonly orgFile: OrgFile;
  readonly target: Target;
  readonly api: LiveApi;
  /** Compares the organization with the pinned one, and says who was asked. Throws a UserError for another organization. */
  readonly identify: (organization: OrganizationIdentity) => Asked;
  /** Lets go of what was started. */
  readonly close: () => void;
}

/** How a connection is made. */
export interface ConnectLiveOptions extends LiveApiOptions {
  /** The command line after `genesys-access`, for messages. */
  readonly command: string;
}

/** Connects to the org of an org file with the deployer's credentials. Nothing is asked yet. */
export async function connectLive(named: string | undefined, io: Io, options: ConnectLiveOptions): Promise<LiveConnection> {
  const root = projectRoot(io);
  const org = chooseOrg(root, named, io);
  const path = orgFilePath(root, org);
  const orgFile = loadOrgFile(path);
  const { target, close } = await targetOf(root, org, orgFile, io, options.command);
  return {
    root,
    org,
    path,
    orgFile,
    target,
    api: new LiveApi(target, options),
    identify: (organization) => {
      if (target.kind === "cloud") comparePin(orgFile, organization);
      return askedOf(target, organization);
    },
    close,
  };
}

/** Who answers at a target. */
export function askedOf(target: Pick<Target, "kind" | "apiBase" | "region">, { id, name }: OrganizationIdentity): Asked {
  if (target.kind === "emulator") return { kind: "emulator", text: `the emulator (${target.apiBase})` };
  return { kind: "org", text: `the org ${name === "" ? id : `${name} (${id})`} in ${target.region}` };
}

async function targetOf(root: string, org: string, orgFile: OrgFile, io: Io, command: string): Promise<{ readonly target: Target; readonly close: () => void }> {
  const tell = (line: string): void => note(io, line);
  if ((orgFile.org.target ?? "emulator") === "emulator") {
    const emulator = await useEmulator(root, io.env);
    try {
      const env = { ...io.env, GENESYS_ACCESS_EMULATOR: emulator.url };
      return { target: await connectTarget(orgFile, { root, env, note: tell }), close: () => emulator.release() };
    } catch (error) {
      emulator.release();
      throw error;
    }
  }
  if (orgFile.sections.deployer === undefined) {
    return { target: await connectTarget(orgFile, { root, env: io.env, note: tell }), close: () => undefined };
  }
  // Only the engine can decrypt the deployer's secrets.
  const progress = new Progress(io, 1);
  const session = await openSession({ io, named: org, command: () => command, progress, changes: false });
  try {
    const { target } = await connectOrg(session);
    return { target, close: () => session.close() };
  } catch (error) {
    session.close();
    throw error;
  } finally {
    progress.stop();
  }
}

/** The limit of calls that the user gave. Throws a UserError when it is too small to find anything out. */
export function callLimit(given: number | undefined): Pick<LiveApiOptions, "limit"> {
  if (given === undefined) return {};
  if (given < 10) throw new UserError({ what: "--calls must be at least 10", why: "about fifteen calls tell what every answer needs." });
  return { limit: given };
}
