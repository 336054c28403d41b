import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Analysis } from "../policies/pack/analysis";
import { parseState } from "../policies/program/state";
import { fromWire } from "../policies/program/wire";
import { allRules } from "../policies/rules";
import { toAnalyzerResource } from "../policies/testkit/engine";
import { benchmark, type Bench } from "./runner/bench";
import { openWorkspace, root } from "./runner/workspace";
import { conftestVersion, ensureConftest, run } from "./policies/conftest";
import { writeOrgs } from "./policies/orgs";
import { resources, stateOf, writeProgram } from "./policies/program";

const cli = join(root, "dist", "cli.js");
const pack = join(root, "policies");

/** A check as a whole process; throws unless it ends as it should. */
function check(cwd: string, args: readonly string[], wanted: number): () => Promise<string> {
  return async () => {
    const { code, output } = await run(process.execPath, [cli, "check", ...args], { CI: "" }, cwd);
    if (code !== wanted) throw new Error(`check ended with exit code ${code}:\n${output}`);
    return output;
  };
}

const emptyNode = (): Promise<unknown> => run(process.execPath, ["-e", "0"], {});

async function orgFiles(bench: Bench): Promise<void> {
  const folder = writeOrgs(100, 10);
  try {
    const seconds = await bench.compare({ all: check(folder, [], 0), one: check(folder, ["org-007"], 0), node: emptyNode }, { rounds: 9 });
    bench.figure({ name: "check, 100 orgs of 10 applications", value: seconds.all.median, unit: "s", target: { atMost: 1 }, spread: seconds.all });
    bench.figure({ name: "check, one org", value: seconds.one.median, unit: "s", spread: seconds.one });
    bench.figure({ name: "  against Node.js alone", value: seconds.one.median / seconds.node.median, unit: "times", target: { atMost: 5 } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the start of a pack, as the language host starts it, to the port that the engine waits for. */
function load(folder: string): () => Promise<void> {
  const runner = join(root, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack", "index.js");
  return () =>
    new Promise((resolve, reject) => {
      // An address that refuses: a pack asks nothing of the engine before the engine asks it.
      const child = spawn(process.execPath, [runner, "127.0.0.1:9", folder], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
      const early = (code: number | null): void => reject(new Error(`the pack ended with exit code ${code}`));
      child.once("error", reject).once("exit", early);
      child.stdout.once("data", () => {
        child.off("exit", early);
        child.once("close", () => resolve());
        child.kill("SIGKILL");
      });
    });
}

async function engine(bench: Bench): Promise<void> {
  const { folder, emptyPack } = writeProgram();
  const workspace = await openWorkspace();
  try {
    const loads = await bench.compare({ ours: load(pack), empty: load(emptyPack) }, { rounds: 9 });
    bench.figure({ name: "pack load", value: loads.ours.median, unit: "s", spread: loads.ours });
    bench.figure({ name: "  against an empty pack", value: loads.ours.median / loads.empty.median, unit: "times", target: { atMost: 1.2 } });

    await workspace.plainPulumi(folder, "stack", "init", "bench", "--no-select");
    const onTop = async (count: number, rounds: number): Promise<number> => {
      writeFileSync(join(folder, "resources.json"), JSON.stringify(resources(count, { deployable: true })));
      const preview = (policyPack: string, ...more: readonly string[]) => () =>
        workspace.plainPulumi(folder, "preview", "--stack", "bench", "--policy-pack", policyPack, "--suppress-outputs", ...more);
      const seconds = await bench.compare({ ours: preview(pack, "--policy-pack-config", advisory), empty: preview(emptyPack) }, { rounds });
      const more = seconds.ours.median - seconds.empty.median;
      bench.figure({ name: `preview of ${count} resources`, value: seconds.ours.median, unit: "s", spread: seconds.ours });
      return more;
    };
    // Every finding is shown and none ends the preview early.
    const advisory = join(folder, "advisory.json");
    writeFileSync(advisory, JSON.stringify({ all: "advisory" }));
    const thousand = await onTop(1000, 5);
    bench.figure({ name: "  on top of an empty pack", value: thousand, unit: "s", target: { atMost: 2 } });
    const five = await onTop(5000, 3);
    bench.figure({ name: "  on top of an empty pack", value: five, unit: "s", target: { atMost: 10 } });
    if (thousand > 0.2) bench.note(`5,000 resources cost ${(five / thousand).toFixed(1)} times what 1,000 cost; linear would be 5 times`);
    else bench.note("what 1,000 resources cost on top of an empty pack is less than two previews differ by on this machine");
  } finally {
    await workspace.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const inRego = ["missing-client-roles", "client-credentials-ignores-scopes", "implicit-grant-retired", "unprotected-client", "unprotected-role"];

/** How often each of the five rules finds something: the number must be the same on both sides. */
function counts(findings: readonly string[]): string {
  return inRego.map((rule) => `${rule} ${findings.filter((finding) => finding === rule).length}`).join(", ");
}

async function sideBySide(bench: Bench): Promise<void> {
  const conftest = await ensureConftest((text) => bench.note(text));
  if ("missing" in conftest) {
    bench.note(`no comparison with conftest: ${conftest.missing}`);
    return;
  }
  const folder = writeOrgs(0, 0);
  try {
    let former: number | undefined;
    for (const count of [1000, 5000]) {
      const state = join(folder, `state-${count}.json`);
      writeFileSync(state, stateOf(resources(count)));
      const ours = check(folder, ["--state", state, "--json"], 1);
      const args = ["test", "--policy", join(root, "bench", "policies", "rules.rego"), "--output", "json", state];
      const theirs = async (): Promise<string> => (await run(conftest.command, args, {}, folder)).output;

      const [mine, other] = [await ours(), await theirs()];
      const found = (JSON.parse(mine) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
      const denied = (JSON.parse(other) as { failures?: { msg: string }[] }[]).flatMap(({ failures = [] }) => failures.map(({ msg }) => msg.split(":")[0] ?? ""));
      if (counts(found) !== counts(denied)) throw new Error(`the two disagree:\n  ours: ${counts(found)}\n  conftest: ${counts(denied)}`);

      const seconds = await bench.compare({ ours, theirs }, { rounds: 7 });
      bench.figure({ name: `check --state, ${count}, all rules`, value: seconds.ours.median, unit: "s", spread: seconds.ours });
      if (former !== undefined) bench.figure({ name: "  against 1000", value: seconds.ours.median / former, unit: "times", target: { atMost: 5 } });
      former = seconds.ours.median;
      bench.figure({ name: `conftest ${conftestVersion}, five rules`, value: seconds.theirs.median, unit: "s", spread: seconds.theirs });
      bench.figure({ name: "  ours against conftest", value: seconds.ours.median / seconds.theirs.median, unit: "times", target: { atMost: 1 } });
      const perRule = seconds.ours.median / allRules.length / (seconds.theirs.median / inRego.length);
      bench.figure({ name: `  for each rule, ${allRules.length} against ${inRego.length}`, value: perRule, unit: "times", target: { atMost: 1 } });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the pack does with the engine's messages, in processor time: other work on the machine does not count. */
function rulesAlone(bench: Bench): void {
  const seconds = (count: number): number => {
    const messages = parseState("bench", stateOf(resources(count, { deployable: true }))).resources.map(toAnalyzerResource);
    const once = (): number => {
      const analysis = new Analysis({ rules: allRules, today: "2026-11-21", strict: false });
      analysis.configureStack("bench");
      const before = process.cpuUsage();
      for (const message of messages) analysis.resource(fromWire(message));
      analysis.stackResources(messages.map(fromWire));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    return [once(), once(), once()].sort((one, other) => one - other)[1] ?? 0;
  };
  const [thousand, five] = [seconds(1000), seconds(5000)];
  bench.figure({ name: "all rules, 1000 resources, CPU", value: thousand, unit: "s", target: { atMost: 2 } });
  bench.figure({ name: "all rules, 5000 resources, CPU", value: five, unit: "s", target: { atMost: 10 } });
  bench.figure({ name: "  against 1000", value: five / thousand, unit: "times", target: { atMost: 6 } });
}

benchmark("Policies: check, pack, and five of the rules in conftest", async (bench) => {
  await orgFiles(bench);
  await sideBySide(bench);
  rulesAlone(bench);
  await engine(bench);
});
