import { describe, expect, it } from "vitest";
import { corrected } from "../../../../access/explain/facts/spelling";

describe("misspellings", () => {
  it.each([
    ["we use clinet credentails", "we use client credentials"],
    ["not in the EMEA devision, only the home divison", "not in the EMEA division, only the home division"],
    ["Permision forbiden", "permission forbidden"],
  ])("of words that matter are corrected: %s", (given, right) => {
    expect(corrected(given)).toBe(right);
  });

  it.each([
    "agents participate in the organisation of regions",
    "GET /api/v2/conversatons/{conversationId}/recordng",
    "recording:screenrecording:view",
    "api.mypurcloud.com",
    "getRecordng and clientCredentails",
    "the licence expires",
  ])("are left alone in names, and in words that are none: %s", (text) => {
    expect(corrected(text)).toBe(text);
  });
});
