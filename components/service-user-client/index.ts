import * as pulumi from "@pulumi/pulumi";
import { Application } from "../application";
import { consentUrl } from "../consent";
import { registered } from "../create";
import { declareAt, placesOf } from "../places";
import { ServiceUser } from "../service-user";
import type { ServiceUserClientArgs } from "./args";
import { partsOf, planServiceUserClient } from "./plan";

/**
 * A machine that needs a user's token, in one org: a service user, a client with an authorization
 * code, the scopes of the declared calls at the client and their permissions at the user. The user
 * signs in once and gives consent at `consentUrl`; the application keeps the refresh token, which
 * ends when the client's secret is replaced, the client is gone, or the user is inactive.
 *
 * ```ts
 * const watch = new ServiceUserClient("screen-watch", {
 *   userEmail: "screen-watch@example.com",
 *   calls: ["POST /api/v2/users/{userId}/screenmonitors/sessions"],
 *   redirectUris: ["https://screen-watch.example.com/oauth/callback"],
 *   divisions: ["Priority Care"],
 * });
 * ```
 */
export class ServiceUserClient extends pulumi.ComponentResource {
  /** Id that the application authenticates with. */
  readonly clientId: pulumi.Output<string>;
  /** Secret that the application authenticates with. */
  readonly clientSecret: pulumi.Output<string>;
  /** Id of the service user. */
  readonly userId: pulumi.Output<string>;
  /** Email address of the service user. */
  readonly email: pulumi.Output<string>;
  /** Permissions that the user gets for the application, sorted. */
  readonly permissions: pulumi.Output<string[]>;
  /** Page at which the user signs in and gives consent; empty without `loginUrl` or a redirect address. */
  readonly consentUrl: pulumi.Output<string>;

  constructor(name: string, args: ServiceUserClientArgs, opts?: pulumi.ComponentResourceOptions) {
    const type = "genesys-access:index:ServiceUserClient";
    super(type, name, { ...args }, opts);
    const placeOf = placesOf(args, type, name);
    const plan = planServiceUserClient(name, args, placeOf);
    const parts = partsOf(args);
    const user = new ServiceUser(name, declareAt(parts.user, placeOf), { parent: this });
    const application = new Application(name, declareAt({ ...parts.application, serviceUserId: user.userId }, placeOf), { parent: this });
    const { loginUrl, redirectUris } = args;
    const redirectUri = redirectUris?.[0];
    this.clientId = application.clientId;
    this.clientSecret = application.clientSecret;
    this.userId = user.userId;
    this.email = user.email;
    this.permissions = application.permissions;
    this.consentUrl =
      loginUrl === undefined || redirectUri === undefined
        ? pulumi.output("")
        : application.clientId.apply((clientId) => consentUrl(loginUrl, clientId, redirectUri));
    this.registerOutputs({
      plan: registered(plan),
      clientId: this.clientId,
      clientSecret: this.clientSecret,
      userId: this.userId,
      email: this.email,
      permissions: this.permissions,
      consentUrl: this.consentUrl,
    });
  }
}
