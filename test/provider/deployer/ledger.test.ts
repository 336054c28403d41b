import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLedger, writeLedger } from "../../../provider/deployer/ledger";

const pair = fc.record({ roleId: fc.uuid(), divisionId: fc.oneof(fc.uuid(), fc.constant("*")) });

describe("the ledger", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), fc.uuid(), (pairs, subjectId) => {
        const ledger = { stack: "abcd-_12", subjectType: "PC_OAUTH_CLIENT" as const, subjectId, pairs };
        const read = readLedger(writeLedger(ledger));
        expect(read).toMatchObject({ stack: "abcd-_12", subjectType: "PC_OAUTH_CLIENT", subjectId });
        expect(new Set(read?.pairs.map(({ roleId, divisionId }) => `${roleId} ${divisionId}`))).toEqual(
          new Set(pairs.map(({ roleId, divisionId }) => `${roleId} ${divisionId}`)),
        );
      }),
    );
  });

  it("is no other description", () => {
    expect(readLedger(undefined)).toBeUndefined();
    expect(readLedger("Reads recordings (pulumi:abcdefgh.abcdefghijkl)")).toBeUndefined();
  });
});
