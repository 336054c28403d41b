import { createHash, randomBytes } from "node:crypto";
import platformClient from "purecloud-platform-client-v2";
import { beforeEach, describe, expect, test } from "vitest";
import { grant, lastDay, makeRole, org, request, type TestOrg } from "./support";

const { ApiClient } = platformClient;

/** Points Genesys' JavaScript SDK at an org, by the gateway setting that it has for proxies. */
function pointAt(to: TestOrg): void {
  const { hostname, port, pathname } = new URL(to.base);
  ApiClient.instance.setGateway({
    host: hostname,
    protocol: "http",
    port: Number(port),
    path_params_login: pathname,
    path_params_api: pathname,
  } as never);
}

async function refusal(call: Promise<unknown>): Promise<{ status: number; code: string; message: string; contextId: string }> {
  return call.then(
    () => {
      throw new Error("the call was not refused");
    },
    (error: { status: number; code: string; message: string; contextId: string }) => error,
  );
}

describe("Genesys' JavaScript SDK, unchanged", () => {
  let to: TestOrg;

  beforeEach(async () => {
    to = await org();
    pointAt(to);
    await ApiClient.instance.loginClientCredentialsGrant(to.deployer.clientId, to.deployer.clientSecret);
  });

  test("signs in, and learns where it is", async () => {
    const me = await new platformClient.OrganizationApi().getOrganizationsMe();
    expect(me).toMatchObject({ id: to.id, name: "uk", defaultCountryCode: "US" });
    expect((await new platformClient.TokensApi().getTokensMe({})).OAuthClient?.id).toBe(to.deployer.clientId);
  });

  test("says why it could not sign in", async () => {
    await expect(ApiClient.instance.loginClientCredentialsGrant(to.deployer.clientId, "wrong")).rejects.toMatchObject({
      response: { data: { error: "invalid_client" } },
    });
  });

  test("provisions a client with a role in a division, a group with a role, and takes it all down again", async () => {
    const authorization = new platformClient.AuthorizationApi();
    const oauth = new platformClient.OAuthApi();
    const groups = new platformClient.GroupsApi();
    const division = (await authorization.getAuthorizationDivisions({ name: "UK Service Desk" })).entities?.[0];
    const role = await authorization.postAuthorizationRoles({
      name: "Screen recording reader",
      permissionPolicies: [
        { domain: "recording", entityName: "screenRecording", actionSet: ["view"] },
        { domain: "analytics", entityName: "conversationDetail", actionSet: ["view"] },
      ],
    } as never);
    await authorization.postAuthorizationSubjectBulkadd(to.deployer.clientId, { grants: [{ roleId: role.id, divisionId: "*" }] } as never, {
      subjectType: "PC_OAUTH_CLIENT",
    });
    const client = await oauth.postOauthClients({
      name: "ServiceNow",
      authorizedGrantType: "CLIENT-CREDENTIALS",
      roleDivisions: [{ roleId: role.id, divisionId: division?.id }],
    } as never);
    const group = await groups.postGroups({ name: "Quality", type: "official", visibility: "public", rulesVisible: true } as never);
    await groups.postGroupMembers(group.id ?? "", { memberIds: [await to.user("ann@example.com")], version: group.version } as never);
    await authorization.postAuthorizationSubjectBulkadd(
      group.id ?? "",
      { grants: [{ roleId: role.id, divisionId: division?.id }] } as never,
      { subjectType: "PC_GROUP" },
    );

    const secret = (client as unknown as { secret: string }).secret;
    await ApiClient.instance.loginClientCredentialsGrant(client.id ?? "", secret);
    const found = await new platformClient.ConversationsApi().postAnalyticsConversationsDetailsQuery({ interval: lastDay() } as never);
    expect(found.totalHits).toBe(2);
    const conversationId = found.conversations?.map((conversation) => conversation.conversationId ?? "").at(-1) ?? "";
    const recordings = new platformClient.RecordingApi();
    const metadata = await recordings.getConversationRecordingmetadata(conversationId);
    expect(metadata.map((recording) => recording.media)).toEqual(["screen"]);
    const recording = await recordings.getConversationRecording(conversationId, metadata[0]?.id ?? "", { formatId: "WEBM" });
    expect(recording.mediaUris?.["0"]?.mediaUri).toContain("/media/");
    const job = await recordings.postRecordingBatchrequests({ batchDownloadRequestList: [{ conversationId }] });
    expect((await recordings.getRecordingBatchrequest(job.id ?? "")).resultCount).toBe(1);

    await ApiClient.instance.loginClientCredentialsGrant(to.deployer.clientId, to.deployer.clientSecret);
    await oauth.putOauthClient(client.id ?? "", { ...client, state: "inactive" } as never);
    await oauth.deleteOauthClient(client.id ?? "");
    await groups.deleteGroup(group.id ?? "");
    await authorization.deleteAuthorizationRole(role.id ?? "");
    expect((await refusal(oauth.getOauthClient(client.id ?? ""))).status).toBe(404);
  });

  test("gets refusals in the form that it knows", async () => {
    const { id, secret } = await to.clientWith(["recording:screenRecording:view"], ["Sales"]);
    await ApiClient.instance.loginClientCredentialsGrant(id, secret);
    const permission = await refusal(new platformClient.OAuthApi().getOauthClients());
    expect(permission).toMatchObject({ status: 403, code: "missing.any.permissions", contextId: expect.any(String) });
    expect(permission.message).toBe(
      "Unable to perform the requested action. You must have at least one of the following permissions assigned: [oauth:client:view]",
    );
    expect(await refusal(new platformClient.UsersApi().getUsersMe({}))).toMatchObject({ status: 400, code: "not.a.user" });
  });

  test("pages through listings", async () => {
    const authorization = new platformClient.AuthorizationApi();
    const names: string[] = [];
    for (let pageNumber = 1; ; pageNumber += 1) {
      const { entities } = await authorization.getAuthorizationPermissions({ pageSize: 20, pageNumber });
      if (entities === undefined || entities.length === 0) break;
      names.push(...entities.map((entity) => entity.domain ?? ""));
    }
    expect(names).toContain("recording");
    expect(new Set(names).size).toBe(names.length);
  });

  test("waits for a batch and for a recording that is transcoded, loads the media, and edits the retention", async () => {
    const body = { agents: ["ann@example.com"], transcodingReads: 2 };
    const { id } = (await request("POST", `${to.emulator.url}/emulator/orgs/uk/conversations`, { body })).body as { id: string };
    const rights = ["recording:recording:view", "recording:recording:editRetention"];
    const { id: clientId, secret } = await to.clientWith(rights);
    await ApiClient.instance.loginClientCredentialsGrant(clientId, secret);
    const recordings = new platformClient.RecordingApi();
    const job = await recordings.postRecordingBatchrequests({ batchDownloadRequestList: [{ conversationId: id }] });
    const states: string[] = [];
    let batch = await recordings.getRecordingBatchrequest(job.id ?? "");
    for (; batch.status !== "Completed"; batch = await recordings.getRecordingBatchrequest(job.id ?? "")) states.push(batch.status ?? "");
    expect([states, batch.resultCount, batch.expectedResultCount]).toEqual([["InProgress", "InProgress"], 1, 1]);
    expect((await fetch(batch.results?.[0]?.resultUrl ?? "")).headers.get("content-type")).toBe("audio/wav");

    const again = (await request("POST", `${to.emulator.url}/emulator/orgs/uk/conversations`, { body })).body as { id: string };
    let found = await recordings.getConversationRecordings(again.id, {});
    let reads = 1;
    for (; !Array.isArray(found) || found.length === 0; found = await recordings.getConversationRecordings(again.id, {})) reads += 1;
    expect(reads).toBe(3);
    expect((await fetch(found[0]?.mediaUris?.["0"]?.mediaUri ?? "")).status).toBe(200);
    const edited = await recordings.putConversationRecording(again.id, found[0]?.id ?? "", { ...found[0], archiveDate: "2099-01-01T00:00:00Z" });
    expect(edited.archiveDate).toBe("2099-01-01T00:00:00Z");

    await ApiClient.instance.loginClientCredentialsGrant(to.deployer.clientId, to.deployer.clientSecret);
    expect(await refusal(recordings.getRecordingBatchrequest(job.id ?? ""))).toMatchObject({ status: 403, code: "batch.download.permission.denied" });
  });

  test("signs a service user in by authorization code and keeps it signed in by refresh", async () => {
    await grant(to, await to.user("ann@example.com"), "PC_USER", await makeRole(to, "r", ["recording:screenRecording:view"]), ["*"]);
    const redirect = "https://app.example.com/back";
    const made = await to.api("POST", "oauth/clients", {
      name: "app",
      authorizedGrantType: "CODE",
      scope: ["user-basic-info", "recordings:readonly"],
      registeredRedirectUri: [redirect],
    });
    const signIn = async (more: Record<string, string> = {}): Promise<string> => {
      const answer = await request("POST", `${to.base}/oauth/authorize`, {
        body: new URLSearchParams({
          response_type: "code",
          client_id: made.body.id,
          redirect_uri: redirect,
          email: "ann@example.com",
          consent: "allow",
          ...more,
        }),
      });
      return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
    };
    const auth = (await ApiClient.instance.loginCodeAuthorizationGrant(made.body.id, made.body.secret, await signIn(), redirect)) as {
      refreshToken?: string;
    };
    expect((await new platformClient.UsersApi().getUsersMe({})).email).toBe("ann@example.com");
    await ApiClient.instance.refreshCodeAuthorizationGrant(made.body.id, made.body.secret, auth.refreshToken ?? "");
    expect((await new platformClient.RecordingApi().getRecordingsScreensessionsDetails()).count).toBe(0);

    const verifier = randomBytes(48).toString("base64url");
    const code = await signIn({ code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256" });
    await ApiClient.instance.authorizePKCEGrant(made.body.id, verifier, code, redirect);
    expect((await new platformClient.UsersApi().getUsersMe({})).email).toBe("ann@example.com");
  });
});
