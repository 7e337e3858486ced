/**
 * `npm run bench -- compile`: how long `mojo run` takes as a whole process, with an empty cache and with a warm one.
 *
 * Out: a table with the goal of each row, and where the time of a cold start went (`--time-passes`).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { least, MeasureError, median, renderTable, runOnce, showSeconds } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { dataPath, mojo, root, workPath } from "./workshop.ts";

type Case = {
  readonly name: string;
  readonly arguments: () => readonly string[];
  readonly isWarm: boolean;
  readonly goalSeconds: number;
};

const defaultRepetitions = 7;

export function benchCompile(options: BenchOptions): boolean {
  const hello = join(root, "examples", "hello.mojo");
  const cases: Case[] = [
    { name: "run hello.mojo, warm", arguments: () => ["run", hello], isWarm: true, goalSeconds: 0.3 },
    { name: "run hello.mojo, empty cache", arguments: () => ["run", hello], isWarm: false, goalSeconds: 1.0 },
    {
      name: "compile matmul.mojo of 24.6, empty cache",
      arguments: () => ["build", "--emit=object", "-o", workPath("matmul.o"), join(dataPath("mojo-head"), "examples", "matmul.mojo")],
      isWarm: false,
      goalSeconds: 2.5,
    },
  ];
  const rows = [["what", "best", "median", "goal", ""]];
  const shares: string[] = [];
  let reached = true;
  for (const item of cases.filter(({ name }) => options.names.every((word) => name.includes(word)))) {
    try {
      const times = measureProcess(item, options.repetitions ?? defaultRepetitions);
      const isReached = least(times) <= item.goalSeconds;
      reached &&= isReached;
      rows.push([
        item.name,
        showSeconds(least(times)),
        showSeconds(median(times)),
        `<= ${showSeconds(item.goalSeconds)}`,
        isReached ? "reached" : "MISSED",
      ]);
      if (!item.isWarm) shares.push(`\n${item.name}\n${timePasses(item)}`);
    } catch (error) {
      if (!(error instanceof MeasureError)) throw error;
      reached = false;
      rows.push([item.name, "-", "-", "-", "failed"]);
      console.error(`${item.name}: ${error.message}`);
    }
  }
  console.log(renderTable(rows));
  console.log(shares.join("\n"));
  return reached;
}

function measureProcess(item: Case, repetitions: number): number[] {
  const cache = mkdtempSync(join(tmpdir(), "salamander-cache-"));
  try {
    if (item.isWarm) runOnce({ command: mojo, arguments: item.arguments(), environment: cacheIn(cache) });
    return Array.from({ length: repetitions }, () => {
      if (!item.isWarm) rmSync(cache, { recursive: true, force: true });
      const start = process.hrtime.bigint();
      runOnce({ command: mojo, arguments: item.arguments(), environment: cacheIn(cache) });
      return Number(process.hrtime.bigint() - start) / 1e9;
    });
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** Our share and LLVM's, as the compiler tells them. */
function timePasses(item: Case): string {
  const cache = mkdtempSync(join(tmpdir(), "salamander-cache-"));
  const [command, ...rest] = item.arguments() as [string, ...string[]];
  try {
    return runOnce({ command: mojo, arguments: [command, "--time-passes", ...rest], environment: cacheIn(cache) });
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

function cacheIn(folder: string): Record<string, string> {
  return { SALAMANDER_CACHE: folder };
}
