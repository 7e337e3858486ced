/**
 * `npm run bench -- threads`: functions in Python on one thread and on two at once, which do twice the work.
 *
 * Out: a table with the times and how much two threads get done against one; false when a goal is missed. Ours is compiled with `PYTHON_PARALLEL`.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { MeasureError, renderTable, showSeconds } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { root } from "./workshop.ts";

/** On two processors, of functions that work on values of their own. */
const goal = 1.7;
/** Held by the lock of the run time for much of what they do. */
const withoutGoal: ReadonlySet<string> = new Set(["texts"]);

export function benchThreads(_: BenchOptions): boolean {
  const program = join(root, "bench/python/threads.py");
  const mine = measure(join(root, "mojo"), ["run", "-D", "PYTHON_PARALLEL=True", program]);
  const theirs = measure("python3", [program]);
  const rows = [["function", "mojo, one", "two", "speedup", "CPython, one", "two", "speedup"]];
  let isReached = true;
  for (const [name, [one, two]] of mine) {
    const [theirOne, theirTwo] = theirs.get(name) as Times;
    const speedup = (2 * one) / two;
    isReached &&= speedup >= goal || withoutGoal.has(name);
    rows.push([
      name,
      ...[one, two].map(showSeconds),
      speedup.toFixed(2),
      ...[theirOne, theirTwo].map(showSeconds),
      ((2 * theirOne) / theirTwo).toFixed(2),
    ]);
  }
  rows.push(["goal", "", "", `>= ${goal}`, "", "", ""]);
  console.log(renderTable(rows));
  return isReached;
}

type Times = readonly [number, number];

function measure(command: string, words: readonly string[]): ReadonlyMap<string, Times> {
  const { stdout, stderr, status } = spawnSync(command, words, { encoding: "utf8" });
  if (status !== 0) throw new MeasureError(`${command} failed: ${stderr}`);
  return new Map(
    stdout
      .trim()
      .split("\n")
      .map((line): [string, Times] => {
        const [name = "", one, two] = line.split(" ");
        return [name, [Number(one), Number(two)]];
      }),
  );
}
