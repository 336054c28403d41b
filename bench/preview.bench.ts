import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { benchmark } from "./runner/bench";
import { openWorkspace, root } from "./runner/workspace";

const org = "servicenow-uk";

/** The least that the engine can run with a policy pack: nothing, compiled, with nothing to check. */
function writeEmptyProject(folder: string): void {
  const salt = /^encryptionsalt: .*$/m.exec(readFileSync(join(root, "stacks", "orgs", `Pulumi.${org}.yaml`), "utf8"))?.[0] ?? "";
  const files: Readonly<Record<string, string>> = {
    "Pulumi.yaml": "name: empty\nruntime:\n  name: nodejs\n  options: { typescript: false }\nmain: dist/index.js\n",
    "Pulumi.empty.yaml": `${salt}\n`,
    "package.json": `{"name":"empty","version":"0.0.1"}`,
    "dist/index.js": `require("@pulumi/pulumi");\n`,
    "pack/PulumiPolicy.yaml": "runtime:\n  name: nodejs\n  options: { typescript: false }\nversion: 0.0.1\n",
    "pack/package.json": `{"name":"empty-pack","version":"0.0.1","main":"index.js"}`,
    "pack/index.js": `new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  for (const name of ["pulumi", "policy"]) {
    const link = join(folder, "node_modules", "@pulumi", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", "@pulumi", name), link);
  }
}

benchmark("A preview in which nothing changes, against an empty one on the same engine", async (bench) => {
  const { pulumi, plainPulumi, folder, close } = await openWorkspace();
  try {
    const empty = join(folder, "empty");
    writeEmptyProject(empty);
    const pack = join(root, "policies");
    await pulumi(root, "stack", "init", org, "--no-select");
    await pulumi(root, "up", "--yes", "--stack", org, "--policy-pack", pack);
    await pulumi(empty, "stack", "init", "empty", "--no-select");
    await pulumi(empty, "up", "--yes", "--stack", "empty", "--policy-pack", "pack");

    const preview = ["preview", "--expect-no-changes", "--stack"];
    const seconds = await bench.compare({
      ours: () => pulumi(root, ...preview, org, "--policy-pack", pack),
      empty: () => plainPulumi(empty, ...preview, "empty", "--policy-pack", "pack"),
      emptyFast: () => pulumi(empty, ...preview, "empty", "--policy-pack", "pack"),
    }, { rounds: 9 });
    bench.figure({ name: `${org}, all resources and rules`, value: seconds.ours.median, unit: "s", spread: seconds.ours });
    bench.figure({ name: "empty program, empty pack", value: seconds.empty.median, unit: "s", spread: seconds.empty });
    bench.figure({ name: "against the empty one", value: seconds.ours.median / seconds.empty.median, unit: "times", target: { atMost: 1.3 } });
    bench.figure({ name: "empty, with our start-up settings", value: seconds.emptyFast.median, unit: "s", spread: seconds.emptyFast });
    bench.note(`against that one: ${(seconds.ours.median / seconds.emptyFast.median).toFixed(2)} times`);
  } finally {
    await close();
  }
});
