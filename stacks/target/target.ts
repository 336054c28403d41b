/** A way through which the API is reached, in the form of the provider's setting `gateways`. */
export interface Gateway {
  readonly protocol: string;
  readonly host: string;
  readonly port: string;
  readonly pathParams: readonly { readonly pathName: string; readonly pathValue: string }[];
}

/** The Genesys Cloud org that a run talks to, and as whom. Holds secrets: never print it whole. */
export interface Target {
  readonly kind: "emulator" | "cloud";
  readonly region: string;
  /** Address before `/api/v2`, without a slash at its end. */
  readonly apiBase: string;
  /** Address before `/oauth/token`. */
  readonly loginBase: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly accessToken?: string;
  readonly gateways?: readonly Gateway[];
  /** Id that the org must have: of the emulated org, or as the org file pins it. */
  readonly orgId?: string;
  /** Where the credentials come from, in a person's words and without any of them. */
  readonly credentials: string;
}

/** What a person is told about whom a run asks: `the emulator at 127.0.0.1:40123` or `Genesys Cloud eu-west-2`. */
export function describeTarget(target: Pick<Target, "kind" | "region" | "apiBase">): string {
  return target.kind === "emulator" ? `the emulator at ${new URL(target.apiBase).host}` : `Genesys Cloud ${target.region}`;
}
