import type { CallerArgs } from "../application/args";

/** Arguments of {@link ServiceUserClient}: those of an application, and the user for whom it acts. */
export interface ServiceUserClientArgs extends CallerArgs {
  /** Email address and login name of the service user. */
  userEmail: string;
  /** Name of the user in Genesys Cloud. Default: the component's name. */
  userName?: string;
  /** Whether the user is there already and only receives grants. Default: `false`. */
  existingUser?: boolean;
  /** Division that the user itself is in, by name, or `home`. Default: `home`. */
  userDivision?: string;
  /** Where the user gives consent, such as `https://login.euw2.pure.cloud`: the login host of the org's region. */
  loginUrl?: string;
}
