import type { Cause } from "../cause";

/** Cause `wrong-region-host`: The host does not exist, or belongs to another region than the org. */
export const wrongRegionHost: Cause = {
  id: "wrong-region-host",
  title: "The host does not exist, or belongs to another region than the org",
  stage: "address",
  certainty: "likely",
  source:
    "Region table of Genesys' Terraform provider and JavaScript SDK (18 regions); public reports of invalid_client with a wrong region",
  detectable: "program",
  configuration:
    "The program talks to a host of another region than the org's, to the login host of one region and the api host of another, or to a host that Genesys Cloud does not have.",
  seen: [
    {
      status: 400,
      code: "invalid_client",
      message: "client not found",
      note: "of the token endpoint; two reports show `authentication failed`",
    },
    {
      status: 401,
      code: "bad.credentials",
      message: "Invalid login credentials.",
      note: "a token of one region at another region's api host",
    },
    { note: "or the name does not resolve at all" },
  ],
  beliefs: [
    { belief: "One global host serves all orgs.", truth: "An org lives in one region; its clients and tokens are unknown in every other." },
    {
      belief: "Hosts look like api.eu.genesys.cloud, or carry the company's name.",
      truth: "They are api., login. and apps. before one of 18 domains, such as mypurecloud.ie or euw2.pure.cloud.",
    },
  ],
  fix: {
    sentence: "Use login.DOMAIN for tokens and api.DOMAIN for calls, with the domain of the org's region.",
    orgFile: `genesys-access:org:
  region: eu-west-2`,
    menu: "The address bar shows it: apps.DOMAIN while you are signed in to the org.",
  },
  prove: [
    "curl -s https://login.DOMAIN/oauth/token -u CLIENT_ID:CLIENT_SECRET -d grant_type=client_credentials",
    "genesys-access search regions",
  ],
  near: ["unknown-client-id", "wrong-client-secret", "wrong-token-endpoint", "cross-org-client-credentials"],
};
