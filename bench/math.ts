/**
 * `npm run bench -- math [FUNCTIONS]`: the library's vector mathematics against glibc's (libmvec, AVX-512), and the errors of both.
 *
 * In: bench/math. Out: a table; false when a function is slower or less exact than it should be. A ratio above 1 means that
 * ours is the faster one. Errors are in units of the last place, over two million values of all sizes and specials.
 */
import { existsSync, globSync } from "node:fs";
import { dirname, join } from "node:path";
import { MeasureError, renderTable, runOnce } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { mojo, root, workPath } from "./workshop.ts";

const folder = join(root, "bench", "math");
/** Largest error allowed. */
const goals: Readonly<Record<string, number>> = { exp: 1, log: 1, sin: 1, cos: 1, tanh: 2, erf: 2 };

export function benchMath(options: BenchOptions): boolean {
  const vectorLibrary = globSync("/lib/*/libmvec.so.1").find(existsSync);
  if (vectorLibrary === undefined) throw new MeasureError("glibc's libmvec is not here");
  const library = workPath("libfunctions.so");
  runOnce({ command: mojo, arguments: ["build", "--emit=shared-lib", "-o", library, join(folder, "functions.mojo")] });
  const [accuracy, program] = [workPath("accuracy.o"), workPath("math")];
  runOnce({ command: "clang-19", arguments: ["-O2", "-c", join(folder, "accuracy.c"), "-o", accuracy] });
  const search = [`-L${dirname(library)}`, `-Wl,-rpath,${dirname(library)}`];
  const libraries = ["-lfunctions", "-lm", vectorLibrary];
  const sources = [join(folder, "measure.c"), accuracy];
  runOnce({ command: "clang-19", arguments: ["-O3", "-march=native", "-w", ...sources, "-o", program, ...search, ...libraries] });

  const rows = [["function", "type", "largest error", "at", "glibc's", "ours", "glibc's", "ratio", "goal", ""]];
  let reached = true;
  for (const name of options.names.length > 0 ? options.names : Object.keys(goals)) {
    for (const line of runOnce({ command: program, arguments: [name] })
      .trim()
      .split("\n")) {
      const [func = "", type = "", error, at, other, ours, theirs] = line.split(" ");
      const ratio = Number(theirs) / Number(ours);
      const goal = goals[func] ?? 1;
      const isReached = Number(error) <= goal && ratio >= 1;
      reached &&= isReached;
      const errors = [`${error} ulp`, Number(at).toPrecision(6), `${other} ulp`];
      rows.push([
        func,
        type,
        ...errors,
        `${ours} ns`,
        `${theirs} ns`,
        ratio.toFixed(2),
        `<= ${goal} ulp, >= 1`,
        isReached ? "reached" : "MISSED",
      ]);
    }
  }
  console.log(renderTable(rows));
  return reached;
}
