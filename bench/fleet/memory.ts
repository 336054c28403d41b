import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Resident kilobytes; shared pages count for every process that has them. */
  readonly resident: number;
}

/** Watches how much memory a process and everything that it started hold together. */
export class MemoryWatch {
  private highest = 0;
  private running = true;
  private readonly watched: Promise<void>;

  /** @param pid The process that is watched with all its descendants. */
  constructor(private readonly pid: number) {
    this.watched = this.watch();
  }

  /** Ends watching. The peak in megabytes. */
  async end(): Promise<number> {
    this.running = false;
    await this.watched;
    return this.highest / 1024;
  }

  private async watch(): Promise<void> {
    while (this.running) {
      const all = await processes();
      const kilobytes = descendants(all, this.pid).reduce((sum, one) => sum + (proportional(one.pid) ?? one.resident), 0);
      this.highest = Math.max(this.highest, kilobytes);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function descendants(all: readonly Process[], root: number): readonly Process[] {
  const found = new Set([root]);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}

async function processes(): Promise<readonly Process[]> {
  try {
    return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
  } catch {
    // No /proc, as on macOS.
    const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss="]);
    return stdout.split("\n").flatMap((line) => {
      const [pid, parent, resident] = line.trim().split(/\s+/).map(Number);
      return pid === undefined || parent === undefined || resident === undefined ? [] : [{ pid, parent, resident }];
    });
  }
}

function statOf(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(fields[1]), resident: Number(fields[21]) * 4 };
  } catch {
    return undefined;
  }
}

/** Kilobytes with shared pages divided among those that share them; undefined where the system does not tell. */
function proportional(pid: number): number | undefined {
  try {
    const found = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}
