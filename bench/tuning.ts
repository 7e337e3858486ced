/**
 * `npm run bench -- tuning`: whether searches find what an exhaustive run finds, and what they cost.
 *
 * In: bench/tuning/tiles.mojo. For this processor and for one with AVX2 only (`--target-cpu x86-64-v3`): the program is built with an empty cache, again
 * with what was measured, and once for each candidate; all of these are timed in turn. Out: a table; false when the winner is more
 * than 5 % slower than the best candidate, or the second build measured something.
 */
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { least, type Measurement, measureInTurn, renderTable, runOnce } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { mojo, root, workPath } from "./workshop.ts";

const source = join(root, "bench", "tuning", "tiles.mojo");
const candidateCount = 10;

export function benchTuning(options: BenchOptions): boolean {
  const rows = [["processor", "first build", "second build", "winner", "its time", "best", "its time", "winner / best", ""]];
  let reached = true;
  for (const processor of [undefined, "x86-64-v3"]) {
    const target = processor === undefined ? [] : ["--target-cpu", processor];
    const cache = workPath(`cache-${processor ?? "host"}`);
    const build = (name: string, words: readonly string[]): { path: string; seconds: number } => {
      const path = workPath(name);
      const start = performance.now();
      runOnce({ command: mojo, arguments: ["build", ...target, ...words, "-o", path, source], environment: { SALAMANDER_CACHE: cache } });
      return { path, seconds: (performance.now() - start) / 1000 };
    };
    const kept = (): number => (existsSync(cache) ? globSync("tuned/*/*.json", { cwd: cache }).length : 0);
    const first = build("searched", []);
    const measured = kept();
    const second = build("searched", []);
    const programs = [first, ...Array.from({ length: candidateCount }, (_, index) => build(`candidate-${index}`, ["-D", `tile=${index}`]))];
    const peers = programs.map(({ path }) => ({ name: path, command: path, arguments: [] }));
    const [winner, ...candidates] = measureInTurn(peers, options.repetitions ?? 7) as [Measurement, ...Measurement[]];
    const best = candidates.reduce((a, b) => (least(b.values) < least(a.values) ? b : a));
    const ratio = least(winner.values) / least(best.values);
    const isReached = ratio <= 1.05 && measured === 1 && kept() === measured;
    reached &&= isReached;
    const show = (measurement: Measurement): [string, string] => [
      measurement.output.replace("tile ", ""),
      `${(least(measurement.values) * 1e6).toFixed(1)} µs`,
    ];
    const builds = [first, second].map(({ seconds }) => `${seconds.toFixed(2)} s`);
    rows.push([processor ?? "this one", ...builds, ...show(winner), ...show(best), ratio.toFixed(3), isReached ? "reached" : "MISSED"]);
  }
  console.log(renderTable(rows));
  return reached;
}
