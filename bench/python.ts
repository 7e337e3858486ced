/**
 * `npm run bench -- python`: Python programs by others, unmodified, against CPython and PyPy: whole processes with a warm cache.
 *
 * In: are-we-fast-yet's `benchmarks/Python` in `$SALAMANDER_DATA/awfy` (or data/awfy). Out: a table of times and ratios, and
 * geometric means; false when a goal is missed. A ratio above 1 means that ours is the faster one.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { least, MeasureError, type Peer, renderTable, runOnce, showSeconds } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { root } from "./workshop.ts";

/** Inner iterations: CPython needs about two seconds for each. (Those of CD are aircraft: only some numbers have a known result.) */
const programs: Readonly<Record<string, number>> = {
  Bounce: 2000,
  CD: 250,
  DeltaBlue: 40_000,
  Havlak: 1,
  Json: 150,
  List: 1500,
  Mandelbrot: 500,
  NBody: 250_000,
  Permute: 1500,
  Queens: 1500,
  Richards: 30,
  Sieve: 2500,
  Storage: 900,
  Towers: 900,
};

const goals = { cpython: 10, pypy: 1.1 } as const;
const defaultRepetitions = 3;

export function benchPython(options: BenchOptions): boolean {
  const folder = join(process.env["SALAMANDER_DATA"] ?? join(root, "data"), "awfy", "benchmarks", "Python");
  if (!existsSync(folder)) throw new MeasureError(`are-we-fast-yet is not there: ${folder}`);
  const wanted = (name: string): boolean =>
    options.names.length === 0 || options.names.some((word) => name.toLowerCase().includes(word.toLowerCase()));
  const hasPyPy = spawnSync("pypy3", ["--version"]).error === undefined;
  const rows = [["program", "mojo", "CPython", "ratio", "PyPy", "ratio"]];
  const ratios: { cpython: number[]; pypy: number[] } = { cpython: [], pypy: [] };
  for (const [name, iterations] of Object.entries(programs)) {
    if (!wanted(name)) continue;
    const peer = (label: string, command: string, words: readonly string[]): Peer => ({
      name: label,
      command,
      arguments: [...words, "harness.py", name, "1", String(iterations)],
      folder,
    });
    const peers = [peer("mojo", join(root, "mojo"), ["run"]), peer("CPython", "python3", [])];
    if (hasPyPy) peers.push(peer("PyPy", "pypy3", []));
    try {
      runOnce(peers[0] as Peer);
      const times = measureWhole(peers, options.repetitions ?? defaultRepetitions);
      const [mine, cpython, pypy] = times as [number, number, number | undefined];
      ratios.cpython.push(cpython / mine);
      if (pypy !== undefined) ratios.pypy.push(pypy / mine);
      const pypyCells = pypy === undefined ? ["-", "-"] : [showSeconds(pypy), (pypy / mine).toFixed(2)];
      rows.push([name, showSeconds(mine), showSeconds(cpython), (cpython / mine).toFixed(2), ...pypyCells]);
    } catch (error) {
      if (!(error instanceof MeasureError)) throw error;
      rows.push([name, "failed", "", "", "", ""]);
      console.error(error.message);
    }
    console.error((rows.at(-1) as string[]).join("  "));
  }
  rows.push(["geometric mean", "", "", mean(ratios.cpython), "", mean(ratios.pypy)]);
  rows.push(["goal", "", "", `>= ${goals.cpython}`, "", hasPyPy ? `>= ${goals.pypy}` : "no pypy3"]);
  console.log(renderTable(rows));
  const isComplete = ratios.cpython.length === Object.keys(programs).filter(wanted).length;
  return isComplete && Number(mean(ratios.cpython)) >= goals.cpython && Number(mean(ratios.pypy)) >= goals.pypy;
}

/** The least time of each peer, one run of each after the other. */
function measureWhole(peers: readonly Peer[], repetitions: number): number[] {
  const times = peers.map((): number[] => []);
  for (let repetition = 0; repetition < repetitions; repetition++)
    peers.forEach((peer, index) => {
      const start = performance.now();
      runOnce(peer);
      (times[index] as number[]).push((performance.now() - start) / 1000);
    });
  return times.map(least);
}

function mean(values: readonly number[]): string {
  if (values.length === 0) return "-";
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length).toFixed(2);
}
