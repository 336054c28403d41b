import { flag, object, oneOf, setOf, text, type Properties } from "./define";
import { regionNames } from "../config/regions";

const notNeeded = "Accepted so that a program written for the bridged provider runs unchanged; it has no effect here.";

const credentials: Properties = {
  username: { type: text, description: `User name. ${notNeeded}` },
  password: { type: text, description: `Password. ${notNeeded}`, secret: true },
};

const gateway = object("ProviderGateway", {
  host: { type: text, description: "Host name or address of the gateway." },
  port: { type: text, description: "Port of the gateway." },
  protocol: { type: oneOf("http", "https"), description: "Protocol that the gateway speaks." },
  pathParams: {
    type: setOf(
      object("ProviderGatewayPathParam", {
        pathName: {
          type: text,
          required: true,
          description: "What the prefix is for: `api` for the Platform API, `login` for the token endpoint.",
        },
        pathValue: { type: text, required: true, description: "Path that is put before `/api/v2` or `/oauth/token`." },
      }),
    ),
    description: "Path prefixes of the API and of the token endpoint behind the gateway.",
  },
  auth: {
    type: object("ProviderGatewayAuth", credentials),
    description: "The bridged provider takes it and never sends it; nor does this one.",
  },
});

const proxy = object("ProviderProxy", {
  host: { type: text, description: "Host name or address of the forward proxy." },
  port: { type: text, description: "Port of the forward proxy." },
  protocol: { type: oneOf("http", "https"), description: "Protocol that the proxy itself speaks." },
  auth: {
    type: object("ProviderProxyAuth", {
      username: { type: text, description: "User name for the proxy." },
      password: { type: text, description: "Password for the proxy.", secret: true },
    }),
    description: "Credentials for the proxy.",
  },
});

/** The provider's settings. Names and meanings are the bridged provider's; `ours` marks what it does not have. */
export const settingProperties: Properties = {
  accessToken: {
    type: text,
    secret: true,
    description: "Access token to use instead of a client's credentials. Environment: `GENESYSCLOUD_ACCESS_TOKEN`.",
  },
  oauthclientId: {
    type: text,
    description:
      "Id of the OAuth client that deploys: a client with the grant type client credentials. Environment: `GENESYSCLOUD_OAUTHCLIENT_ID`.",
  },
  oauthclientSecret: {
    type: text,
    secret: true,
    description: "Secret of that client. Environment: `GENESYSCLOUD_OAUTHCLIENT_SECRET`.",
  },
  awsRegion: {
    type: text,
    description: `Region of the organization: ${regionNames.join(", ")}. Environment: \`GENESYSCLOUD_REGION\`.`,
  },
  gateways: {
    type: setOf(gateway),
    description: "Gateway through which the API is reached instead of directly; at most one.",
  },
  proxy: { type: proxy, description: "Forward proxy. Without it `HTTPS_PROXY` and `NO_PROXY` hold; loopback addresses are never proxied." },
  deployerRoles: {
    type: oneOf("borrow", "keep", "never"),
    ours: true,
    description:
      "Creating, changing or deleting an OAuth client needs every role of that client. What to do about the roles that the deployer lacks: " +
      "`borrow` (default) grants them to the deployer for the moment and takes them back; `keep` grants and leaves them; " +
      "`never` grants nothing, and the error names the roles.",
  },
  organizationId: {
    type: text,
    ours: true,
    description:
      "Id of the organization that the credentials must belong to. With credentials of any other organization everything stops before the first change.",
  },
  grantTimeout: {
    type: { kind: "number", min: 0, max: 3600 },
    ours: true,
    description: "Seconds to wait at most for a grant to act. Genesys Cloud needs up to five minutes; 330 unless set.",
  },
  customRetryTimeout: { type: text, description: notNeeded },
  logStackTraces: { type: flag, description: notNeeded },
  logStackTracesFilePath: { type: text, description: notNeeded },
  sdkClientPoolDebug: { type: flag, description: notNeeded },
  sdkDebug: { type: flag, description: notNeeded },
  sdkDebugFilePath: { type: text, description: notNeeded },
  sdkDebugFormat: { type: text, description: notNeeded },
  tokenAcquireTimeout: { type: text, description: notNeeded },
  tokenInitTimeout: { type: text, description: notNeeded },
  tokenPoolSize: { type: { kind: "number" }, description: notNeeded },
};
