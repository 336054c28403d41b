import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../../access/errors";
import { Store } from "../../../emulator/state/store";
import { scratch } from "../support";

const rowsOf = (store: Store, table: string): [string, unknown][] => [...store.table<unknown>(table).entries()].sort();

test("keeps what was committed, and only that", async () => {
  const folder = scratch();
  const first = Store.open(folder);
  first.table("a").put("1", { name: "one" });
  first.table("a").put("2", { name: "two" });
  first.commit();
  first.table("a").delete("1");
  first.commit();
  first.table("a").put("3", { name: "never committed" });
  await first.close();
  const second = Store.open(folder);
  expect(rowsOf(second, "a")).toEqual([["2", { name: "two" }]]);
  await second.close();
});

test("takes back the changes of a request that failed", async () => {
  const store = Store.open(scratch());
  store.table("a").put("1", "before");
  store.commit();
  store.table("a").put("1", "after");
  store.table("a").put("2", "new");
  store.table("a").delete("1");
  store.rollback();
  expect(rowsOf(store, "a")).toEqual([["1", "before"]]);
  await store.close();
});

test("cuts off a last line that a crash left unfinished, whatever byte it ended at, and loses no earlier transaction", async () => {
  const folder = scratch();
  const file = join(folder, "journal.jsonl");
  const store = Store.open(folder);
  store.table("a").put("1", "äöü one");
  store.commit();
  const before = statSync(file).size;
  store.table("a").put("2", "äöü two");
  store.table("b").put("1", "same transaction");
  store.commit();
  await store.close();
  const whole = readFileSync(file);
  for (let size = before; size < whole.length; size += 1) {
    writeFileSync(file, whole.subarray(0, size));
    const reopened = Store.open(folder);
    expect(rowsOf(reopened, "a")).toEqual([["1", "äöü one"]]);
    expect(rowsOf(reopened, "b")).toEqual([]);
    reopened.table("a").put("3", "after the crash");
    reopened.commit();
    await reopened.close();
    const again = Store.open(folder);
    expect(rowsOf(again, "a")).toEqual([
      ["1", "äöü one"],
      ["3", "after the crash"],
    ]);
    await again.close();
  }
});

test("cuts off a tail of zero bytes, as a loss of power leaves it", async () => {
  const folder = scratch();
  const store = Store.open(folder);
  store.table("a").put("1", "one");
  store.commit();
  await store.close();
  appendFileSync(join(folder, "journal.jsonl"), Buffer.alloc(4096));
  const reopened = Store.open(folder);
  expect(rowsOf(reopened, "a")).toEqual([["1", "one"]]);
  await reopened.close();
});

test("refuses a file that is damaged before intact lines, naming the line", async () => {
  const folder = scratch();
  const file = join(folder, "journal.jsonl");
  const store = Store.open(folder);
  for (const key of ["1", "2", "3"]) {
    store.table("a").put(key, key);
    store.commit();
  }
  await store.close();
  const lines = readFileSync(file, "utf8").split("\n");
  lines[2] = lines[2]?.slice(0, -3) ?? "";
  writeFileSync(file, lines.join("\n"));
  expect(() => Store.open(folder)).toThrow(UserError);
  expect(() => Store.open(folder)).toThrow(/journal\.jsonl:3:1/);
});

test("refuses a file that is not the emulator's", () => {
  const folder = scratch();
  writeFileSync(join(folder, "journal.jsonl"), '{"other":true}\n');
  expect(() => Store.open(folder)).toThrow(/not the emulator's/);
});

test("stays small when the same rows change over and over", async () => {
  const folder = scratch();
  const file = join(folder, "journal.jsonl");
  const store = Store.open(folder);
  for (let round = 0; round < 21_000; round += 1) {
    store.table("a").put(String(round % 10), { round });
    store.commit();
  }
  const size = statSync(file).size;
  expect(size).toBeLessThan(200_000);
  store.table("a").put("last", "after the compaction");
  store.commit();
  await store.close();
  const reopened = Store.open(folder);
  expect(rowsOf(reopened, "a")).toHaveLength(11);
  expect(reopened.table("a").get("9")).toEqual({ round: 20_999 });
  expect(reopened.table("a").get("last")).toBe("after the compaction");
  await reopened.close();
});

test("a compaction that was interrupted leaves the old file in force", async () => {
  const folder = scratch();
  const store = Store.open(folder);
  store.table("a").put("1", "one");
  store.commit();
  await store.close();
  writeFileSync(join(folder, "journal.jsonl.new"), '{"genesysAccessEmulator":1}\n[["a","1"');
  const reopened = Store.open(folder);
  expect(rowsOf(reopened, "a")).toEqual([["1", "one"]]);
  await reopened.close();
});

test("a truncated file that has lost even its header counts as empty", async () => {
  const folder = scratch();
  const store = Store.open(folder);
  await store.close();
  truncateSync(join(folder, "journal.jsonl"), 5);
  const reopened = Store.open(folder);
  expect(rowsOf(reopened, "a")).toEqual([]);
  await reopened.close();
});

const change = fc.record({
  table: fc.constantFrom("a", "b"),
  key: fc.constantFrom("1", "2", "3"),
  value: fc.option(fc.jsonValue(), { nil: undefined }),
});

test("reads back exactly what any sequence of transactions has left", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ changes: fc.array(change, { maxLength: 4 }), commit: fc.boolean() }), { maxLength: 12 }),
      async (transactions) => {
        const folder = scratch();
        const model = new Map<string, unknown>();
        const store = Store.open(folder);
        for (const { changes, commit } of transactions) {
          const draft = new Map(model);
          for (const { table, key, value } of changes) {
            if (value === undefined || value === null) {
              store.table(table).delete(key);
              draft.delete(`${table} ${key}`);
            } else {
              store.table(table).put(key, value);
              draft.set(`${table} ${key}`, value);
            }
          }
          if (commit) {
            store.commit();
            model.clear();
            for (const [key, value] of draft) model.set(key, value);
          } else {
            store.rollback();
          }
        }
        await store.close();
        const reopened = Store.open(folder);
        const found = ["a", "b"]
          .flatMap((table) => rowsOf(reopened, table).map(([key, value]): [string, unknown] => [`${table} ${key}`, value]))
          .sort();
        await reopened.close();
        expect(found).toEqual(JSON.parse(JSON.stringify([...model].sort())));
      },
    ),
    { numRuns: 60 },
  );
});
