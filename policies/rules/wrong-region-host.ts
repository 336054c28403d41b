import { called, list } from "../reading/words";
import type { RuleFinding } from "../finding";
import type { Rule } from "../rule";

const genesysHost = /(^|\.)(mypurecloud|pure\.cloud|us-gov-pure\.cloud|eusc-pure\.cloud|pure-cloud|purecloud|genesys\.cloud|eu-gene\.com|genesyscloud)(\.|$)/i;
const ownPages = /^(developer|help|status|apps|community|www)\./i;

/** Rule `wrong-region-host`: Region and hosts exist and belong together. */
export const wrongRegionHost: Rule = {
  id: "wrong-region-host",
  title: "Region and hosts exist and belong together",
  cause: "wrong-region-host",
  severity: "high",
  defaultLevel: "mandatory",
  prevents: [
    { status: 400, code: "invalid_client" },
    { status: 401, code: "bad.credentials" },
  ],
  certainty: "confirmed",
  source: "Terraform provider, getRegionMap; JavaScript SDK, PureCloudRegionHosts: 18 public regions with a domain each",
  why:
    "An org lives in one region, and its clients are unknown everywhere else. The wrong host answers `invalid_client`, which reads like a wrong secret; " +
    "hosts such as api.us.genesys.cloud do not exist at all.",
  fix: "Use `api.`, `login.` and `apps.` of the domain of the org's region.",
  reach: "resource",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
    hosts: [api.mypurecloud.com]
`,
    good: `
genesys-access:org: { region: eu-west-2 }
genesys-access:applications:
  wallboard:
    calls: [GET /api/v2/routing/queues]
    hosts: [api.euw2.pure.cloud, wallboard.example.com]
`,
  },
  check: (graph, { reading }) => {
    const { catalogue } = reading;
    const findings: RuleFinding[] = [];
    const written = graph.org.region;
    const region = written === undefined ? undefined : catalogue.region(written);
    if (written !== undefined && region === undefined) {
      const near = catalogue.nearestRegions(written, 3);
      findings.push({
        kind: "violation",
        key: `region ${written}`,
        subject: `org ${graph.org.name}`,
        place: graph.org.place ?? { kind: "live", path: "org" },
        message: `Genesys Cloud has no region "${written}".`,
        fix: near.length === 0 ? `The regions are ${catalogue.regions.map((each) => each.region).join(", ")}.` : `Write \`region: ${near[0] ?? ""}\` if that is meant${near.length > 1 ? `; also near: ${near.slice(1).join(", ")}` : ""}.`,
      });
    }
    for (const application of graph.applications) {
      for (const { host, place } of application.hosts) {
        const name = bare(host);
        const of = catalogue.regionOfHost(name);
        if (of === undefined && (!genesysHost.test(name) || ownPages.test(name))) continue;
        if (of !== undefined && (region === undefined || of.region === region.region)) continue;
        findings.push({
          kind: "violation",
          key: `${application.key} ${name}`,
          subject: called("application", application),
          place,
          message:
            of === undefined
              ? `Genesys Cloud has no host "${name}": nothing answers there.`
              : `"${name}" belongs to ${of.region}, and this org is in ${String(region?.region)}: the client is unknown there.`,
          fix: region === undefined ? `Use the hosts of the org's region.` : `Use ${list([region.api, region.login])}.`,
          ...(of === undefined ? {} : { refuses: { call: `POST https://${of.login}/oauth/token`, status: 400, code: "invalid_client" } }),
        });
      }
    }
    return findings;
  },
};

function bare(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^[^/@]*@/, "")
    .replace(/[:/?#].*$/, "");
}
