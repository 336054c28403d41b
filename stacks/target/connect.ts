import { catalogue } from "../../access/catalogue";
import { UserError } from "../../access/errors";
import { describePlace } from "../../access/graph/place";
import type { OrgFile } from "../orgfile";
import { findCredentials, genesysVariables } from "./credentials";
import { connectEmulator, emulatorAddress } from "./emulator";
import { gatewayOf } from "./gateway";
import type { Target } from "./target";

/** What a connection depends on beside the org file. */
export interface ConnectOptions {
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** Default: the process's own environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Decrypted value of the Pulumi configuration `genesys-access:deployer`. */
  readonly secrets?: unknown;
  /** Receives lines that a person should read. */
  readonly note?: (line: string) => void;
}

/**
 * Finds the org that an org file is about, and the credentials for it. For an emulated org this
 * asks the emulator; for a real one nothing is sent anywhere. Throws a UserError.
 */
export async function connectTarget(orgFile: OrgFile, options: ConnectOptions): Promise<Target> {
  const env = options.env ?? process.env;
  if ((orgFile.org.target ?? "emulator") === "emulator") {
    const ignored = genesysVariables.filter((name) => (env[name] ?? "") !== "");
    if (ignored.length > 0) options.note?.(`${ignored.join(", ")}: ignored, because the target of '${orgFile.name}' is the emulator.`);
    return connectEmulator(orgFile, emulatorAddress(options.root, env));
  }
  const addresses = addressesOf(orgFile);
  const { credentials, from } = await findCredentials(orgFile, { env, root: options.root, secrets: options.secrets });
  return {
    kind: "cloud",
    ...addresses,
    ...credentials,
    ...(orgFile.org.orgId === undefined ? {} : { orgId: orgFile.org.orgId }),
    credentials: from,
  };
}

/** Where a real org's API and token endpoint are: in its region, or below the gateway that the file names. Throws a UserError for an unknown region. */
export function addressesOf(orgFile: OrgFile): Pick<Target, "region" | "apiBase" | "loginBase" | "gateways"> {
  const region = catalogue().region(orgFile.org.region);
  if (region === undefined) {
    const near = catalogue().nearestRegions(orgFile.org.region);
    throw new UserError({
      what: `'${orgFile.org.region}' is not a region of Genesys Cloud.`,
      where: describePlace(orgFile.place(["org", "region"])),
      next: `Did you mean ${near.slice(0, 3).join(" or ")}?`,
    });
  }
  const gateway = orgFile.org.gateway?.replace(/\/+$/, "");
  if (gateway === undefined) return { region: region.region, apiBase: `https://${region.api}`, loginBase: `https://${region.login}` };
  return { region: region.region, apiBase: gateway, loginBase: gateway, gateways: [gatewayOf(gateway, gateway)] };
}
