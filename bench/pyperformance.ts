/**
 * `npm run bench -- pyperformance|programs`: Python programs by others, unmodified, against CPython.
 *
 * pyperformance: `benchmarks/bm_NAME/run_benchmark.py` in `$SALAMANDER_DATA/pyperformance` (or data/pyperformance), with `bench/python/pyperf.py` in
 * place of pyperf and `packages` beside `benchmarks` for what some import. Compared are the times that the programs take themselves, and what their
 * functions give. programs: `*.py` in `real`; compared are whole processes and what they print.
 * Out: a table of times and ratios (above 1: ours is the faster one), and the geometric mean; false when a goal is missed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { least, MeasureError, renderTable, runOnce, showSeconds } from "./measure.ts";
import type { BenchOptions } from "./run.ts";
import { root } from "./workshop.ts";

/** In Python alone: what they measure is no module in C. */
const programs = (
  "async_generators barnes_hut bpe_tokeniser btree chaos comprehensions coroutines crypto_pyaes deepcopy deltablue fannkuch float generators go " +
  "hexiom mdp meteor_contest nbody nqueens pyflate raytrace richards richards_super scimark spectral_norm unpack_sequence"
).split(" ");

const goals = { pyperformance: 6, programs: 5 } as const;

type Times = { readonly times: ReadonlyMap<string, number>; readonly results: string };

export function benchPyperformance(options: BenchOptions): boolean {
  const folder = dataFolder("pyperformance");
  const wanted = programs.filter((name) => options.names.length === 0 || options.names.includes(name));
  const python = join(root, "bench", "python");
  const environment = { PYTHONPATH: [python, join(folder, "packages")].join(":") };
  return compareAll(
    options,
    wanted,
    goals.pyperformance,
    (name, command, words) => {
      const place = join(folder, "benchmarks", `bm_${name}`);
      return readTimes(runOnce({ command, arguments: [...words], environment, folder: place }));
    },
    (name) => ({ file: join(folder, "benchmarks", `bm_${name}`, "run_benchmark.py"), environment }),
  );
}

export function benchPrograms(options: BenchOptions): boolean {
  const folder = dataFolder("real");
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".py"))
    .map((name) => name.slice(0, -3))
    .sort();
  const wanted = names.filter((name) => options.names.length === 0 || options.names.includes(name));
  return compareAll(
    options,
    wanted,
    goals.programs,
    (name, command, words) => {
      const start = performance.now();
      const results = runOnce({ command, arguments: [...words], folder });
      return { times: new Map([[name, (performance.now() - start) / 1000]]), results };
    },
    (name) => ({ file: join(folder, `${name}.py`), environment: {} }),
  );
}

function dataFolder(name: string): string {
  const folder = join(process.env["SALAMANDER_DATA"] ?? join(root, "data"), name);
  if (!existsSync(folder)) throw new MeasureError(`the programs are not there: ${folder}`);
  return folder;
}

type Place = { readonly file: string; readonly environment: Readonly<Record<string, string>> };

function compareAll(
  options: BenchOptions,
  names: readonly string[],
  goal: number,
  run: (name: string, command: string, words: readonly string[]) => Times,
  placeOf: (name: string) => Place,
): boolean {
  const rows = [["program", "mojo", "CPython", "ratio"]];
  const ratios: number[] = [];
  let isComplete = true;
  const built = mkdtempSync(join(tmpdir(), "bench-"));
  for (const name of names) {
    try {
      const { file, environment } = placeOf(name);
      const program = join(built, name);
      build(file, program, environment);
      const [mine, theirs]: [Times[], Times[]] = [[], []];
      for (let repetition = 0; repetition < (options.repetitions ?? 1); repetition++) {
        mine.push(run(name, program, []));
        theirs.push(run(name, "python3", [file]));
      }
      const [first, other] = [mine[0] as Times, theirs[0] as Times];
      if (first.results !== other.results) throw new MeasureError(`${name}: what it prints differs from CPython`);
      for (const part of first.times.keys()) {
        const [ours, cpython] = [mine, theirs].map((all) => least(all.map(({ times }) => times.get(part) ?? Number.NaN))) as [
          number,
          number,
        ];
        ratios.push(cpython / ours);
        rows.push([part, showSeconds(ours), showSeconds(cpython), (cpython / ours).toFixed(2)]);
      }
    } catch (error) {
      if (!(error instanceof MeasureError)) throw error;
      isComplete = false;
      rows.push([name, "failed", "", ""]);
      console.error(error.message);
    }
    console.error((rows.at(-1) as string[]).join("  "));
  }
  rmSync(built, { recursive: true });
  const mean = Math.exp(ratios.reduce((sum, value) => sum + Math.log(value), 0) / Math.max(1, ratios.length));
  rows.push(["geometric mean", "", "", mean.toFixed(2)], ["goal", "", "", `>= ${goal}, none below 1`]);
  console.log(renderTable(rows));
  return isComplete && mean >= goal && ratios.every((ratio) => ratio >= 1);
}

function build(file: string, program: string, environment: Readonly<Record<string, string>>): void {
  const { status, stderr } = spawnSync(join(root, "mojo"), ["build", "-o", program, file], {
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new MeasureError(`cannot build ${file}\n${stderr.slice(0, 500)}`);
}

/** Lines `time NAME SECONDS`; everything else is a result. */
function readTimes(output: string): Times {
  const times = new Map<string, number>();
  const results: string[] = [];
  for (const line of output.split("\n")) {
    const match = /^time (.*) (\S+)$/.exec(line);
    if (match === null) results.push(line);
    else times.set(match[1] as string, Number(match[2]));
  }
  return { times, results: results.join("\n") };
}
