import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../access/catalogue";
import { toxicPairs } from "../../../policies/data/toxicPairs";

const folder = resolve(__dirname, "../../../policies/rules");

/** Operations that a rule names only to say that they do not exist. */
const invented = ["/api/v2/analytics/screenrecordings", "/api/v2/oauth/token"];

describe("the advice of rules", () => {
  it.each(readdirSync(folder).filter((file) => file.endsWith(".ts")))("in %s names real operations only", (file) => {
    const source = readFileSync(join(folder, file), "utf8");
    for (const [call, path = ""] of source.matchAll(/\b(?:GET|POST|PUT|PATCH|DELETE) (\/api\/v2\/[A-Za-z0-9/{}_-]+)/g)) {
      if (invented.some((each) => path.startsWith(each)) || path.endsWith("/")) continue;
      expect(catalogue().resolve(call).known, call).toBe(true);
    }
  });

  it("about pairs that are dangerous together names real permissions, each pair with a reason", () => {
    for (const { id, one, other, reason } of toxicPairs) {
      for (const permission of [...one, ...other]) expect(catalogue().isPermission(permission), `${id}: ${permission}`).toBe(true);
      expect(reason.length).toBeGreaterThan(20);
    }
    expect(new Set(toxicPairs.map(({ id }) => id)).size).toBe(toxicPairs.length);
  });

  it.each(readdirSync(folder).filter((file) => file.endsWith(".ts")))("in %s names real permissions only", (file) => {
    const source = readFileSync(join(folder, file), "utf8").replace(/examples: \{[^]*?\n {2}\},/, "");
    for (const [name] of source.matchAll(/\b(?:recording|routing|analytics|authorization|oauth|directory|conversation|realtimeMonitor|quality):[a-zA-Z]+:[a-zA-Z]+\b/g)) {
      expect(catalogue().isPermission(name), name).toBe(true);
    }
  });
});
