/**
 * Domain of each region: the API is at `api.<domain>`, the token endpoint at `login.<domain>`.
 * From the region map of Genesys' Terraform provider v1.84.1 and the hosts of its JavaScript SDK.
 */
const domains: Readonly<Record<string, string>> = {
  "ap-northeast-1": "mypurecloud.jp",
  "ap-northeast-2": "apne2.pure.cloud",
  "ap-northeast-3": "apne3.pure.cloud",
  "ap-south-1": "aps1.pure.cloud",
  "ap-southeast-1": "apse1.pure.cloud",
  "ap-southeast-2": "mypurecloud.com.au",
  "ca-central-1": "cac1.pure.cloud",
  "eu-central-1": "mypurecloud.de",
  "eu-central-2": "euc2.pure.cloud",
  "eu-west-1": "mypurecloud.ie",
  "eu-west-2": "euw2.pure.cloud",
  "eusc-de-east-1": "edee1.eusc-pure.cloud",
  "me-central-1": "mec1.pure.cloud",
  "mx-central-1": "mxc1.pure.cloud",
  "sa-east-1": "sae1.pure.cloud",
  "us-east-1": "mypurecloud.com",
  "us-east-2": "use2.us-gov-pure.cloud",
  "us-west-2": "usw2.pure.cloud",
};

/** Regions of Genesys itself, which its provider accepts too. */
const internalDomains: Readonly<Record<string, string>> = { dca: "inindca.com", tca: "inintca.com" };

/** The public regions, sorted. */
export const regionNames: readonly string[] = Object.keys(domains);

/** Domain of a region, whatever the case of its letters; undefined for a region that does not exist. */
export function regionDomain(region: string): string | undefined {
  const key = region.toLowerCase();
  return domains[key] ?? internalDomains[key];
}
