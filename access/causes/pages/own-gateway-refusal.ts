import type { Cause } from "../cause";

/** Cause `own-gateway-refusal`: The refusal comes from the caller's own proxy or gateway. */
export const ownGatewayRefusal: Cause = {
  id: "own-gateway-refusal",
  title: "The refusal comes from the caller's own proxy or gateway",
  stage: "outside",
  certainty: "likely",
  source: "Shape of Genesys' errors (JSON with message, code, status, contextId; ININ-Correlation-Id header), which the answer lacks",
  detectable: "run",
  configuration: "A forward proxy, web filter, API gateway or firewall between the program and Genesys Cloud answers instead of it.",
  seen: [
    { status: 403, note: "an HTML page or another product's JSON; no ININ-Correlation-Id header; Server or Via names a proxy" },
    { status: 407, note: "the proxy wants its own sign-in" },
  ],
  beliefs: [
    {
      belief: "It says 403, so Genesys refused.",
      truth: "Genesys' refusals are JSON with a code and a contextId; this one never arrived there.",
    },
    { belief: "It works from my laptop, so the role is right and the server is slow.", truth: "The server goes through another network." },
  ],
  fix: {
    sentence: "Have the proxy admit api.DOMAIN and login.DOMAIN, without rewriting the Authorization header.",
    menu: "Not in Genesys Cloud; your network's proxy or gateway",
  },
  prove: [
    "curl -v https://api.DOMAIN/api/v2/tokens/me from the same machine: no ININ-Correlation-Id header means that something else answered",
    "the same request from a network without the proxy",
  ],
  near: ["third-party-403", "ip-not-allowlisted", "embed-domain-not-allowed"],
};
