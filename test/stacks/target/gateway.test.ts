import { describe, expect, it } from "vitest";
import { parseOrgFile } from "../../../stacks/orgfile";
import { addressesOf } from "../../../stacks/target";

function addresses(gateway?: string) {
  const line = gateway === undefined ? "" : `    gateway: ${gateway}\n`;
  return addressesOf(parseOrgFile(`config:\n  genesys-access:org:\n    target: cloud\n    region: eu-west-2\n${line}`, "f.yaml", "f"));
}

describe("the addresses of a real org", () => {
  it("are those of its region", () => {
    expect(addresses()).toEqual({ region: "eu-west-2", apiBase: "https://api.euw2.pure.cloud", loginBase: "https://login.euw2.pure.cloud" });
  });

  it("lie below a gateway when the file names one", () => {
    expect(addresses("https://gateway.example.com/genesys/")).toEqual({
      region: "eu-west-2",
      apiBase: "https://gateway.example.com/genesys",
      loginBase: "https://gateway.example.com/genesys",
      gateways: [
        {
          protocol: "https",
          host: "gateway.example.com",
          port: "443",
          pathParams: [
            { pathName: "api", pathValue: "genesys" },
            { pathName: "login", pathValue: "genesys" },
          ],
        },
      ],
    });
  });

  it.each(["gateway.example.com", "ftp://x", "https://user:secret@x", "https://x/?a=b"])("are refused when the gateway is %j", (gateway) => {
    expect(() => addresses(gateway)).toThrow(/must be an address such as/);
  });
});
