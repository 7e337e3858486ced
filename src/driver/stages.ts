/**
 * The stages of a compile as they run: their names, their times, and which one was running when something went wrong.
 *
 * A stage inside a stage is allowed (reading files while elaborating); time counts for the inner one.
 */

/** Whose time it is: ours, LLVM's, or the system's (files, linker). */
export type StageOwner = "salamander" | "llvm" | "system";

export type StageTime = { readonly name: string; readonly owner: StageOwner; readonly timeMs: number; readonly runs: number };

export class Stages {
  private readonly times = new Map<string, { owner: StageOwner; timeMs: number; runs: number }>();
  private readonly open: { name: string; owner: StageOwner; innerMs: number }[] = [];
  private failed: string | undefined;

  /** The stage that is running, or in which an exception came up. */
  get current(): string {
    return this.failed ?? this.open.at(-1)?.name ?? "start";
  }

  run<T>(name: string, owner: StageOwner, work: () => T): T {
    const start = performance.now();
    this.open.push({ name, owner, innerMs: 0 });
    try {
      const result = work();
      // What failed before was handled by an outer stage.
      this.failed = undefined;
      return result;
    } catch (error) {
      this.failed ??= name;
      throw error;
    } finally {
      this.close(start);
    }
  }

  async runAsync<T>(name: string, owner: StageOwner, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    this.open.push({ name, owner, innerMs: 0 });
    try {
      return await work();
    } catch (error) {
      this.failed ??= name;
      throw error;
    } finally {
      this.close(start);
    }
  }

  /** Time measured by someone else, inside the stage that is running. */
  add(name: string, owner: StageOwner, timeMs: number): void {
    const entry = this.times.get(name) ?? { owner, timeMs: 0, runs: 0 };
    entry.timeMs += timeMs;
    entry.runs++;
    this.times.set(name, entry);
    const outer = this.open.at(-1);
    if (outer !== undefined) outer.innerMs += timeMs;
  }

  private close(start: number): void {
    const { name, owner, innerMs } = this.open.pop() as { name: string; owner: StageOwner; innerMs: number };
    const wholeMs = performance.now() - start;
    const outer = this.open.at(-1);
    if (outer !== undefined) outer.innerMs += wholeMs;
    const entry = this.times.get(name) ?? { owner, timeMs: 0, runs: 0 };
    entry.timeMs += wholeMs - innerMs;
    entry.runs++;
    this.times.set(name, entry);
  }

  all(): StageTime[] {
    return [...this.times].map(([name, entry]) => ({ name, ...entry }));
  }
}

export function renderStageTimes(times: readonly StageTime[], wholeProcessMs: number): string {
  const known = times.reduce((sum, stage) => sum + stage.timeMs, 0);
  const rows = [...times, { name: "start-up and other", owner: "system" as const, timeMs: Math.max(0, wholeProcessMs - known), runs: 1 }];
  const nameWidth = Math.max(...rows.map((row) => row.name.length));
  const lines = rows.map(({ name, owner, timeMs }) => {
    const share = (100 * timeMs) / wholeProcessMs;
    return `${name.padEnd(nameWidth)} ${timeMs.toFixed(1).padStart(9)} ms ${share.toFixed(0).padStart(3)} %  ${owner}`;
  });
  const owners = (["salamander", "llvm", "system"] as const).map((owner) => {
    const sum = rows.filter((row) => row.owner === owner).reduce((total, row) => total + row.timeMs, 0);
    return `${owner} ${sum.toFixed(1)} ms`;
  });
  return `${lines.join("\n")}\n${"whole process".padEnd(nameWidth)} ${wholeProcessMs.toFixed(1).padStart(9)} ms        ${owners.join(", ")}\n`;
}
