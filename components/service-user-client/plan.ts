import type { ApplicationArgs } from "../application/args";
import { planApplication, type ApplicationPlan } from "../application/plan";
import { mergeParts } from "../merge-parts";
import { pick } from "../pick";
import type { PlaceOf, Plan } from "../plan";
import type { ServiceUserArgs } from "../service-user/args";
import { planServiceUser, type ServiceUserPlan } from "../service-user/plan";
import type { ServiceUserClientArgs } from "./args";

/** A service user, and the client with an authorization code that acts for it. */
export interface ServiceUserClientPlan extends Plan {
  readonly user: ServiceUserPlan;
  readonly application: ApplicationPlan;
}

/** Arguments of the two components that it is made of. */
export function partsOf(args: ServiceUserClientArgs): { readonly user: ServiceUserArgs; readonly application: ApplicationArgs } {
  const { userEmail, userName, existingUser, userDivision, loginUrl: _, ...application } = args;
  return {
    user: {
      email: userEmail,
      ...pick(args, ["description", "protect"]),
      ...(userName === undefined ? {} : { userName }),
      ...(existingUser === undefined ? {} : { existing: existingUser }),
      ...(userDivision === undefined ? {} : { division: userDivision }),
    },
    application: { ...application, grantType: "CODE", serviceUserEmail: userEmail },
  };
}

/** Both plans as one. */
export function planServiceUserClient(name: string, args: ServiceUserClientArgs, placeOf: PlaceOf): ServiceUserClientPlan {
  const parts = partsOf(args);
  const user = planServiceUser(name, parts.user, placeOf);
  const application = planApplication(name, parts.application, placeOf);
  return { user, application, ...mergeParts([user, application]) };
}
