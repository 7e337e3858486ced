/**
 * `npm run bench -- steps [mandelbrot] [matmul]`: the steps of the manual's two chapters on speed, from plain Python on.
 *
 * In: examples/steps, bench/steps. Out: a table with the speed-up of each step over Python and over the step before, all in one run.
 */
import { join } from "node:path";
import { MeasureError, renderTable, runOnce } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { buildMojo, root } from "./workshop.ts";

type Chapter = {
  readonly name: string;
  readonly size: number;
  /** Python's is smaller where it would take minutes. */
  readonly pythonSize: number;
  readonly unit: string;
  /** Whether the printed numbers are speeds; else they are seconds. */
  readonly isSpeed: boolean;
};

const chapters: readonly Chapter[] = [
  { name: "mandelbrot", size: 960, pythonSize: 960, unit: "s", isSpeed: false },
  { name: "matmul", size: 512, pythonSize: 128, unit: "GFLOP/s", isSpeed: true },
];

export function benchSteps(options: BenchOptions): boolean {
  for (const chapter of chapters) {
    if (options.names.length > 0 && !options.names.includes(chapter.name)) continue;
    const { name, size, pythonSize, unit, isSpeed } = chapter;
    const python = runOnce({ command: "python3", arguments: [join(root, "bench", "steps", `${name}.py`), String(pythonSize)] });
    const mojo = runOnce({ command: buildMojo(join(root, "examples", "steps", `${name}.mojo`)), arguments: [String(size)] });
    const steps = [...readSteps(python), ...readSteps(mojo)];
    const sums = new Set(steps.map((step) => step.sum).filter((sum) => sum !== undefined));
    if (sums.size > 1) throw new MeasureError(`the steps of ${name} differ: ${[...sums].join(", ")}`);
    const faster = (slow: number, fast: number): string => `${(isSpeed ? fast / slow : slow / fast).toFixed(2)} x`;
    const first = steps[0]?.value as number;
    const rows = steps.map(({ step, value }, index) => {
      const before = steps[index - 1]?.value ?? value;
      return [step, `${value.toPrecision(4)} ${unit}`, faster(first, value), faster(before, value)];
    });
    console.log(`${name}, ${size} x ${size}${pythonSize === size ? "" : ` (Python ${pythonSize} x ${pythonSize})`}`);
    console.log(`${renderTable([["step", isSpeed ? "speed" : "time", "over Python", "over the step before"], ...rows])}\n`);
  }
  return true;
}

/** Lines `name number`, with `sum number` behind where results can be compared. */
function readSteps(output: string): { step: string; value: number; sum: string | undefined }[] {
  return Array.from(output.matchAll(/^(\w+) ([\d.e+-]+)(?: sum (\S+))?$/gm), ([, step = "", value, sum]) => ({
    step,
    value: Number(value),
    sum,
  }));
}
