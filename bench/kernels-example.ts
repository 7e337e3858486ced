/**
 * `npm run bench -- kernels example`: the matrix product example of Mojo 24.6, as it stands, against our own kernel and against plain Python.
 *
 * In: examples/matmul.mojo and pymatmul.py of the folder with programs of others. Out: a table; false when the best variant is below its share of
 * our kernel on the same shape, type and number of threads. The example prints means of half a second each; the best of all runs counts, for our kernel too.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { MeasureError, readNumber, renderTable, runOnce } from "./measure.ts";
import { buildC, buildMojo, root } from "./workshop.ts";

const goal = 0.6;
/** The variant that `reordered.c` has the loops of. */
const twin = "Reordered";

type Variant = { readonly name: string; readonly speed: number };

export function benchExample(gemmProgram: string, rounds: number): boolean {
  const folder = join(process.env["SALAMANDER_DATA"] ?? join(root, "data"), "mojo-head", "examples");
  const source = join(folder, "matmul.mojo");
  if (!existsSync(source)) {
    console.log(`example: skipped, there is no ${source} (set SALAMANDER_DATA to the folder with programs of others)`);
    return true;
  }
  const threads = availableParallelism();
  // The example's own compiler rounds a product and a sum once
  const programs = [
    { way: "two roundings", path: buildMojo(source) },
    { way: "one rounding (-D FP_CONTRACT)", path: buildMojo(source, ["-D", "FP_CONTRACT"]) },
  ];
  const peer = buildC(join(root, "bench", "kernels", "reordered.c"), ["-ffp-contract=fast", "-mprefer-vector-width=512"]);
  const bestOf = programs.map(() => new Map<string, number>());
  const onOneThread = { mojo: 0, peer: 0, kernel: 0 };
  let shape = "";
  let ours = 0;
  for (let round = 0; round < rounds; round++) {
    programs.forEach(({ path }, index) => {
      const output = runOnce({ command: path, arguments: [], folder, environment: { PYTHONPATH: folder } });
      shape = /^Problem Size \(M N K\): (\d+ \d+ \d+)$/m.exec(output)?.[1] ?? "";
      for (const { name, speed } of readVariants(output)) {
        const best = bestOf[index] as Map<string, number>;
        best.set(name, Math.max(best.get(name) ?? 0, speed));
      }
    });
    ours = Math.max(ours, kernelSpeed(gemmProgram, threads, shape.split(" ")));
    const environment = { PYTHONPATH: folder, MOJO_NUM_THREADS: "1", CI: "only the last variant" };
    const output = runOnce({ command: (programs[1] as (typeof programs)[1]).path, arguments: [], folder, environment });
    onOneThread.mojo = Math.max(onOneThread.mojo, ...readVariants(output).map(({ name, speed }) => (name === twin ? speed : 0)));
    onOneThread.peer = Math.max(onOneThread.peer, readNumber(runOnce({ command: peer, arguments: [] }), "speed"));
    onOneThread.kernel = Math.max(onOneThread.kernel, kernelSpeed(gemmProgram, 1, shape.split(" ")));
  }
  const rows = [["variant", "roundings", "GFLOP/s", "over Python", "per core", "of our kernel", "goal", ""]];
  let reached = false;
  programs.forEach(({ way }, index) => {
    const speeds = bestOf[index] as Map<string, number>;
    const python = speeds.get("Python") ?? Number.NaN;
    const mine = [...speeds].filter(([name]) => name !== "Python" && name !== "Numpy");
    const best = Math.max(...mine.map(([, speed]) => speed));
    for (const [name, speed] of mine) {
      const isBest = speed === best;
      const share = speed / ours;
      reached ||= isBest && share >= goal;
      const verdict = isBest ? [`>= ${goal}`, share >= goal ? "reached" : "MISSED"] : ["", ""];
      const over = speed / python;
      rows.push([name, way, speed.toFixed(1), `${over.toFixed(0)} x`, `${(over / threads).toFixed(0)} x`, share.toFixed(2), ...verdict]);
    }
    const numpy = speeds.get("Numpy");
    if (numpy !== undefined)
      rows.push(["(Numpy)", way, numpy.toFixed(1), `${(numpy / python).toFixed(0)} x`, "", (numpy / ours).toFixed(2), "", ""]);
  });
  rows.push(["our kernel", "", ours.toFixed(1), "", "", "1.00", "", ""]);
  console.log(`matmul of 24.6, ${shape.split(" ").join(" x ")}, ${threads} threads`);
  console.log(renderTable(rows));
  const { mojo, peer: inC, kernel } = onOneThread;
  console.log(
    `${twin} on one thread: ${mojo.toFixed(1)} GFLOP/s, ${(mojo / kernel).toFixed(2)} of our kernel (${kernel.toFixed(1)}); the same loops in C ${inC.toFixed(1)}, ratio ${(mojo / inC).toFixed(2)}`,
  );
  return reached;
}

function readVariants(output: string): Variant[] {
  const variants = [...output.matchAll(/^([A-Z][\w ]*):\s+([\d.]+) GFLOPS/gm)].map(([, name, speed]) => ({
    name: name as string,
    speed: Number(speed),
  }));
  if (variants.length < 3) throw new MeasureError(`the example printed no speeds\n${output}`);
  return variants;
}

/** GFLOP/s of the product with B as it lies, as the example has it. */
function kernelSpeed(program: string, threads: number, shape: readonly string[]): number {
  const output = runOnce({ command: program, arguments: [String(threads), "plain", "10", ...shape] });
  const seconds = Number(/^time \d+ \d+ \d+ (\S+)/m.exec(output)?.[1]);
  const operations = shape.reduce((product, side) => product * Number(side), 2);
  return operations / seconds / 1e9;
}
