import type { Rule } from "../rule";

/** Rule `plain-secret`: Secrets in configuration are encrypted. */
export const plainSecret: Rule = {
  id: "plain-secret",
  title: "Secrets in configuration are encrypted",
  severity: "critical",
  defaultLevel: "mandatory",
  prevents: [],
  certainty: "confirmed",
  source: "Pulumi: plain configuration stands in the stack file, and in state, as it was written",
  why:
    "A client secret in plain configuration is in version control, in the state and in every log that prints configuration. " +
    "Anybody who can read one of them holds the client's rights.",
  fix: "Take the value out, replace the secret in Genesys Cloud, and set it with `pulumi config set --secret`.",
  examples: {
    bad: `
genesys-access:org: { region: eu-west-2, target: cloud }
genesys-access:deployer: { clientId: 5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11, clientSecret: not-a-real-secret-value }
`,
    good: `
genesys-access:org: { region: eu-west-2, target: cloud }
genesys-access:deployer: { clientId: 5f0c9f4e-7d55-4f0a-9d0b-0c7a1e9b2d11, clientSecret: { secure: "v1:notARealValue:notARealValue" } }
`,
  },
  check: (graph) =>
    (graph.org.plainSecrets ?? []).map(({ name, place }) => ({
      kind: "violation",
      key: name,
      subject: `configuration ${name}`,
      place,
      message: `"${name}" stands in plain text. Whoever can read this file, or the state, holds it.`,
      fix: `Remove it, replace the secret in Genesys Cloud, and ${place.kind === "urn" ? "hand it over with `pulumi.secret` or `config.requireSecret`" : `run \`pulumi config set --secret --path ${name} VALUE\``}.`,
    })),
};
