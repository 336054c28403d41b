import { describe, expect, it } from "vitest";
import { explain, permissionsIn } from "../../../provider/api/explain";
import { ApiError, ConnectionError, ProviderError } from "../../../provider/api/errors";
import { resolveSettings } from "../../../provider/config/settings";

const settings = resolveSettings({ awsRegion: "eu-west-2", oauthclientId: "deployer-id", oauthclientSecret: "x" }, {});
const refused = (status: number, code: string, apiMessage = "", call = "POST /api/v2/oauth/clients"): string =>
  explain(new ApiError({ call, status, code, apiMessage, correlationId: "c-77" }), 'make OAuth client "app"', settings);

describe("an error of the API, for a user", () => {
  it("says that the deployer lacks which permission, what to do, and the API's own words", () => {
    expect(
      refused(
        403,
        "missing.any.permissions",
        "Unable to perform the requested action. You must have at least one of the following permissions assigned: [oauth:client:add, oauth:client:edit]",
      ),
    ).toBe(
      [
        'make OAuth client "app": Genesys Cloud refused it.',
        "The deploying client deployer-id lacks one of these permissions: oauth:client:add, oauth:client:edit.",
        "Next: grant the deployer a role with it; a new grant needs up to five minutes to act.",
        "Answer: 403 missing.any.permissions: Unable to perform the requested action. You must have at least one of the following permissions assigned: " +
          "[oauth:client:add, oauth:client:edit] (POST /api/v2/oauth/clients, correlation id c-77)",
      ].join("\n"),
    );
  });

  it("knows the permission when the answer does not name it", () => {
    expect(refused(403, "not.authorized")).toContain("lacks the permission oauth:client:add");
    expect(refused(403, "missing.permissions", "", "POST /api/v2/authorization/divisions")).toContain(
      "lacks these permissions: authorization:division:add, authorization:grant:add",
    );
  });

  it("names the division as the place where the permission is missing", () => {
    expect(
      refused(
        403,
        "missing.division.permission",
        "You are missing the following permission 'authorization:grant:add' in the provided division(s).",
      ),
    ).toMatch(/lacks the permission authorization:grant:add, in a division that this touches[\s\S]*in all divisions/);
  });

  it.each([
    [400, "invalid_client", /does not accept the credentials.*region eu-west-2[\s\S]*own region only/],
    [401, "bad.credentials", /token.*not valid/],
    [401, "ip.not.authorized", /does not allow calls from this machine's address/],
    [403, "authz.policy.denied", /access policy/],
    [403, "app.not.authorized.for.scope", /scope/],
    [403, "integrations.forbidden", /does not have the product or feature.*no permission helps/],
    [403, "feature.toggle.disabled", /does not have the product or feature/],
    [400, "bad.client.role", /every role of the client/],
    [400, "auth.too.many.clients", /as many OAuth clients/],
    [429, "rate.limit.exceeded", /300 a minute/],
    [500, "internal", /nothing|again/],
  ])("explains %i %s", (status, code, expected) => {
    expect(refused(status, code)).toMatch(expected);
    expect(refused(status, code)).toContain("c-77");
  });

  it("leaves an answer that needs no explanation as it is", () => {
    expect(refused(400, "general.bad.request", "Role name is required.")).toBe(
      'make OAuth client "app": Genesys Cloud refused it.\nAnswer: 400 general.bad.request: Role name is required. (POST /api/v2/oauth/clients, correlation id c-77)',
    );
  });
});

describe("other errors", () => {
  it("say which host did not answer, and that running again is safe", () => {
    const error = new ConnectionError({
      call: "GET /api/v2/groups",
      host: "api.euw2.pure.cloud",
      effect: "not-sent",
      reason: "no such host",
    });
    expect(explain(error, "read group", settings)).toMatch(
      /no answer from api\.euw2\.pure\.cloud: no such host[\s\S]*Running again is safe/,
    );
  });

  it("are told as they are when they are meant for the user, and as a bug otherwise", () => {
    expect(explain(new ProviderError("Do this."), "make role", settings)).toBe("make role: Do this.");
    expect(explain(new TypeError("x is undefined"), "make role", settings)).toContain("a bug of the provider");
  });
});

describe("permissions in a message", () => {
  it("are found wherever they stand", () => {
    expect(permissionsIn("needs [a:b:c, directory:user:view] or 'recording:*:view'")).toEqual([
      "a:b:c",
      "directory:user:view",
      "recording:*:view",
    ]);
    expect(permissionsIn("nothing of the kind at 12:30:00")).toEqual([]);
  });
});
