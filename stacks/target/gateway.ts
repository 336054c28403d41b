import type { Gateway } from "./target";

/** Two addresses on one host in the form of the provider's setting `gateways`. */
export function gatewayOf(apiBase: string, loginBase: string): Gateway {
  const api = new URL(apiBase);
  const path = (url: URL): string => url.pathname.replace(/^\/+|\/+$/g, "");
  return {
    protocol: api.protocol.replace(":", ""),
    host: api.hostname,
    port: api.port !== "" ? api.port : api.protocol === "http:" ? "80" : "443",
    pathParams: [
      { pathName: "api", pathValue: path(api) },
      { pathName: "login", pathValue: path(new URL(loginBase)) },
    ],
  };
}
