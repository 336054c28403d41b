import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, redact, renderExplanation } from "../../../access/explain";
import { cases } from "./cases";

const secret = "kQ3vX9pLm2ZtR7wYbN4cD8fGhJ5sAqEuT1oViKxW0zB";
const token = "Zx8Qm1vT5rK2pL9wYbN4cD7fGhJ3sAqEuV6oIiKxW0zBtR8wYbN4cD8fGhJ5sAqEuT1oViKxW0zBnM2";
const jwt =
  "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.NHVaYe26MbtOYhSKkoKYdFVomg4i8ZJd8_-RU8VNbftc4TSMb4bXP3l3YlNWACwyXPGffz5aXHc6lty1Y2t4SWRqGteragsVdZufDn5BlnJl9pdR_kdVFUsra2rWKEofkZeIC4yWytE58sMIihvo9H1ScmmVwBcQP6XETqYd0aSHp1gOa9RdUPDvoXQ5oqygTqVtxaDr6wUFKrKItgBMzWIdNZ6y7O9E0DhEPTbE9rfBo6KTFsHAZnMg4k68CDp2woYIaXbmYTWcvbzIuHO7_37GT79XdIwkm95QJ7hYC9RiwrV7mesbY4PAahERJawntho0my942XheVLmGwLMBkQ";
const basic = Buffer.from(`1a2b3c4d-1111-2222-3333-444455556666:${secret}`).toString("base64");

/** Ways in which people paste secrets. */
const pasted: readonly (readonly [string, string, string])[] = [
  ["a bearer header of curl", `curl -H "Authorization: Bearer ${token}" https://api.mypurecloud.ie/api/v2/users/me`, token],
  ["a bearer header without quotes", `> authorization: bearer ${token}`, token],
  ["a JSON web token anywhere", `the token is ${jwt} as you see`, jwt.slice(20, 80)],
  ["a Basic header", `Authorization: Basic ${basic}`, basic],
  ["curl's -u", `curl -u 1a2b3c4d-1111-2222-3333-444455556666:${secret} https://login.mypurecloud.ie/oauth/token`, secret],
  ["a form body", `grant_type=client_credentials&client_id=abc&client_secret=${secret}`, secret],
  ["a JSON body", `{"client_id": "abc", "client_secret": "${secret}"}`, secret],
  ["camelCase in JSON", `{"clientSecret":"${secret}","accessToken":"${token}"}`, secret],
  ["HCL", `oauthclient_secret = "${secret}"`, secret],
  ["an environment variable", `GENESYSCLOUD_OAUTHCLIENT_SECRET=${secret}`, secret],
  ["YAML", `clientSecret: ${secret}`, secret],
  ["prose", `my client secret is ${secret}, is that the right one?`, secret],
  ["a short password in JSON", `{"username": "a@example.com", "password": "hunter2!"}`, "hunter2!"],
  ["a refresh token", `refresh_token=${token}&grant_type=refresh_token`, token],
  ["an answer of the token endpoint", `{"access_token":"${token}","token_type":"bearer","expires_in":86399}`, token],
  [
    "a signed S3 address",
    `https://b.s3.amazonaws.com/a.webm?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260301&X-Amz-Signature=9f2c1b7e8d6a5c4b3a29181716151413121110090807060504030201aabbccdd`,
    "9f2c1b7e8d6a5c4b",
  ],
  ["an access token in a query string", `wss://api.mypurecloud.com/v2?access_token=${token}`, token],
  ["an authorization code", `https://app.example.com/cb?code=${token.slice(0, 43)}&state=1`, token.slice(0, 43)],
  ["a cookie", `Cookie: session=${token}; other=1`, token],
  ["a cloud key", "aws_access_key_id AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"],
  ["credentials in a URL", `https://user:${secret}@proxy.example.com:8080`, secret],
  ["a private key", `-----BEGIN RSA PRIVATE KEY-----\n${token}\n${token}\n-----END RSA PRIVATE KEY-----`, token],
  ["a bare random text", `token ${token}`, token],
  ["a bare hexadecimal text", "key 9f2c1b7e8d6a5c4b3a29181716151413", "9f2c1b7e8d6a5c4b3a29181716151413"],
  ["a Python dictionary", `{'client_secret': '${secret}'}`, secret],
  ["a shell assignment", `TOKEN="${token}"`, token],
  ["escaped JSON", `"{\\"client_secret\\":\\"${secret}\\"}"`, secret],
  ["a secret with slashes and plus signs", "clientSecret = ab+Cd/3f8Gh2+KlmN/p9Qr4StUv6WxYz0/1Bc5De7Fg8H==", "Cd/3f8Gh2"],
];

function everything(text: string): string {
  const explanation = explain({ text });
  return JSON.stringify(explanation) + renderExplanation(explanation);
}

describe("secrets", () => {
  it.each(pasted)("are taken out of %s, and never repeated", (_name, text, hidden) => {
    expect(redact(text).text).not.toContain(hidden);
    expect(redact(text).kinds.length).toBeGreaterThan(0);
    const shown = everything(`403 Forbidden on GET /api/v2/users/me\n${text}`);
    expect(shown).not.toContain(hidden);
    expect(shown).toContain("replace them");
  });

  it("are taken out of flags as well", () => {
    const explanation = explain({
      flags: {
        headers: [`Authorization: Bearer ${token}`],
        message: `secret=${secret}`,
        calls: [`GET https://api.mypurecloud.ie/api/v2/users?access_token=${token}`],
      },
    });
    const shown = JSON.stringify(explanation) + renderExplanation(explanation);
    expect(shown).not.toContain(token);
    expect(shown).not.toContain(secret);
  });

  it("are not seen where there are none", () => {
    for (const text of [
      "GET /api/v2/conversations/1a2b3c4d-1111-2222-3333-444455556666/recordings",
      "the operation postAnalyticsConversationsAggregatesQuery and quality.evaluation.agent.doesnt.have.participate.permission",
      "POST /api/v2/conversations/calls/{conversationId}/participants/{participantId}/consult/contact/external",
      "client credentials, client_secret is missing, the token expired, secret: <your secret>, Authorization: Bearer $TOKEN, Bearer <token>",
      "ININ-Correlation-Id: c5fad4cb-d540-4913-be4a-761b3dec1281",
      "X-Genesys-Organization-Id, recording:crossPlatformRetentionPolicy:view, genesyscloud_recording_media_retention_policy",
      "conversation.error.forbidden.not.active.participant",
    ]) {
      expect(redact(text), text).toEqual({ text, kinds: [] });
    }
  });

  it("never survive, whatever stands around them", () => {
    const wrap = fc.constantFrom(...pasted.map(([, text]) => text), ...cases.flatMap((one) => one.text ?? []));
    const random = fc
      .array(fc.constantFrom(..."ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789".split("")), { minLength: 43, maxLength: 60 })
      .map((characters) => characters.join(""))
      .filter((word) => /\d.*\d.*\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word));
    fc.assert(
      fc.property(
        wrap,
        random,
        fc.constantFrom("Bearer ", "client_secret=", '"access_token":"', "token: ", " ", "&code="),
        (text, word, before) => {
          expect(everything(`${text}\n${before}${word}\n${text}`)).not.toContain(word);
        },
      ),
      { numRuns: 60 },
    );
  });
});
