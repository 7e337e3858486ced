/**
 * `npm run bench -- kernels [WORD...]`: kernels of library/kernels against OpenBLAS, this processor's peak, the same
 * loops in C, and themselves. Words: cubes, threads, random, vectors, convolutions, memory, roofline, example, batched, tuned, attention, sort, fft,
 * sparse, reductions. Files beside this one (`kernels-*.ts`, `roofline.ts`) have most of them.
 *
 * In: the programs below bench/kernels. Out: a table of rates and ratios; false when a goal is missed. Peers run in turn, a few products
 * at a time; each figure is the best of all rounds, so that other work on the machine weighs on both alike. The ratio to the peak is a
 * median: each product is set against the peak of the same moment, since the processor's frequency wanders by a tenth.
 */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { benchConvolutions } from "./kernels-convolutions.ts";
import { benchExample } from "./kernels-example.ts";
import { benchMemory, memorySource } from "./kernels-memory.ts";
import { benchMoreKernels } from "./kernels-more.ts";
import { MeasureError, median, readNumber, renderTable, runOnce } from "./measure.ts";
import { benchRoofline } from "./roofline.ts";
import type { BenchOptions } from "./run.ts";
import { buildC, buildMojo, root } from "./workshop.ts";

const folder = join(root, "bench", "kernels");
const defaultRounds = 5;
const productsAtATime = 10;
const vectorGoal = 0.9;

type Shape = readonly [m: number, n: number, k: number];
/** A program that prints `time m n k seconds checksum` for each shape it is given. */
type Contestant = {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};
type Timing = { readonly seconds: number; readonly checksum: number };

const cubes: readonly Shape[] = [512, 1024, 2048].map((side) => [side, side, side]);

export function benchKernels(options: BenchOptions): boolean {
  const wanted = (name: string): boolean => options.names.length === 0 || options.names.some((word) => name.includes(word));
  const rounds = options.repetitions ?? defaultRounds;
  const gemm = (): string => buildMojo(join(folder, "gemm.mojo"));
  const parts: Readonly<Record<string, () => boolean>> = {
    convolutions: () => benchConvolutions(rounds),
    vectors: () => benchVectors(rounds),
    memory: () => benchMemory(buildMojo(memorySource()), rounds),
    roofline: () => benchRoofline(buildMojo(memorySource()), gemm(), rounds, options.svg),
    example: () => benchExample(gemm(), rounds),
  };
  let reached = !["cubes", "threads", "random"].some(wanted) || benchProducts(wanted, rounds);
  for (const [name, run] of Object.entries(parts)) if (wanted(name)) reached = run() && reached;
  return benchMoreKernels(wanted, rounds, () => fastestCore(buildC(join(folder, "gemm.c"), ["-lopenblas"]))) && reached;
}

/** Against OpenBLAS, and against the processor's peak. */
function benchProducts(wanted: (name: string) => boolean, rounds: number): boolean {
  const programs = {
    gemm: buildMojo(join(folder, "gemm.mojo")),
    peer: buildC(join(folder, "gemm.c"), ["-lopenblas"]),
  };
  const mojo = (mode: "constant" | "plain", threads: number): Contestant => ({
    command: programs.gemm,
    arguments: [String(threads), mode, "3"],
  });
  const core = fastestCore(programs.peer);
  const blas = (threads: number): Contestant => ({
    command: programs.peer,
    arguments: ["3"],
    environment: { OPENBLAS_CORETYPE: core, OPENBLAS_NUM_THREADS: String(threads) },
  });
  console.error(`OpenBLAS as ${core}`);
  const rows: string[][] = [["product", "threads", "peer", "GFLOP/s", "peer's", "ratio", "goal", ""]];
  let reached = true;
  const judge = (name: string, threads: number, peer: string, mine: number, other: number, ratio: number, goal: number): void => {
    reached &&= ratio >= goal;
    const show = (rate: number): string => (Number.isNaN(rate) ? "" : (rate / 1e9).toFixed(1));
    rows.push([name, String(threads), peer, show(mine), show(other), ratio.toFixed(3), `>= ${goal}`, ratio >= goal ? "reached" : "MISSED"]);
    console.error((rows.at(-1) as string[]).join("  "));
  };

  if (wanted("cubes")) {
    const ofPeak = cubes.map((): number[] => []);
    const times = best([mojo("constant", 1), blas(1), mojo("plain", 1)], cubes, rounds, () => {
      const output = runOnce({ command: programs.gemm, arguments: ["1", "peak", "30", ...cubes.flat().map(String)] });
      cubes.forEach((shape, i) => {
        (ofPeak[i] as number[]).push(readNumber(output, `peak ${shape.join(" ")}`));
      });
    });
    cubes.forEach((shape, i) => {
      const [constant, other, plain] = times.map((list) => operations(shape) / (list[i] as Timing).seconds) as [number, number, number];
      judge(`${shape.join(" x ")}, constant B`, 1, "peak", Number.NaN, Number.NaN, median(ofPeak[i] as number[]), 0.86);
      judge(`${shape.join(" x ")}, constant B`, 1, "OpenBLAS", constant, other, constant / other, 0.95);
      judge(`${shape.join(" x ")}`, 1, "OpenBLAS", plain, other, plain / other, 0.95);
    });
  }
  if (wanted("threads") && availableParallelism() > 1) {
    const [one, two, other] = best([mojo("constant", 1), mojo("constant", 2), blas(2)], cubes.slice(1), rounds) as [
      Timing[],
      Timing[],
      Timing[],
    ];
    cubes.slice(1).forEach((shape, i) => {
      const rates = [one, two, other].map((list) => operations(shape) / (list[i] as Timing).seconds) as [number, number, number];
      judge(`${shape.join(" x ")}, constant B`, 2, "1 thread", rates[1], rates[0], rates[1] / rates[0], 1.85);
      judge(`${shape.join(" x ")}, constant B`, 2, "OpenBLAS", rates[1], rates[2], rates[1] / rates[2], 0.95);
    });
  }
  if (wanted("random")) {
    const shapes = randomShapes(100, 3000);
    const [mine, other] = best([mojo("plain", 1), blas(1)], shapes, Math.min(rounds, 3)) as [Timing[], Timing[]];
    const ratios = shapes.map((_, i) => (other[i] as Timing).seconds / (mine[i] as Timing).seconds);
    const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
    const worst = ratios.indexOf(Math.min(...ratios));
    judge(`100 random shapes, mean`, 1, "OpenBLAS", Number.NaN, Number.NaN, mean, 1);
    console.error(`slowest: ${(shapes[worst] as Shape).join(" x ")}, ${(ratios[worst] as number).toFixed(3)}`);
  }
  console.log(renderTable(rows));
  return reached;
}

/** Kernels that are bound by memory, against the same loops in C, vectorised by clang with its vector mathematics. */
function benchVectors(rounds: number): boolean {
  const options = ["-ffast-math", "-fveclib=libmvec", "-lmvec"];
  const programs = [buildMojo(join(folder, "vectors.mojo")), buildC(join(folder, "vectors.c"), options)];
  const least = programs.map(() => new Map<string, number>());
  for (let round = 0; round < rounds; round++)
    programs.forEach((command, number) => {
      const times = least[number] as Map<string, number>;
      for (const [, name, seconds] of runOnce({ command, arguments: ["20"] }).matchAll(/^time (\S+ \d+) (\S+) \S+$/gm))
        times.set(name as string, Math.min(times.get(name as string) ?? Number.POSITIVE_INFINITY, Number(seconds)));
    });
  const [mine, other] = least as [Map<string, number>, Map<string, number>];
  const rows = [["kernel", "floats", "mojo", "C", "ratio", "goal", ""]];
  let reached = true;
  for (const [name, seconds] of mine) {
    const ratio = (other.get(name) ?? Number.NaN) / seconds;
    reached &&= ratio >= vectorGoal;
    const show = (time: number): string => `${(time * 1e6).toFixed(2)} us`;
    const verdict = ratio >= vectorGoal ? "reached" : "MISSED";
    rows.push([...name.split(" "), show(seconds), show(other.get(name) ?? Number.NaN), ratio.toFixed(2), `>= ${vectorGoal}`, verdict]);
  }
  console.log(renderTable(rows));
  return reached;
}

function operations([m, n, k]: Shape): number {
  return 2 * m * n * k;
}

/** The least time of each contestant for each shape. Checksums of all contestants must agree. */
function best(contestants: readonly Contestant[], shapes: readonly Shape[], rounds: number, eachRound?: () => void): Timing[][] {
  const timings = contestants.map((): (Timing | undefined)[] => shapes.map(() => undefined));
  for (let round = 0; round < rounds; round++) {
    eachRound?.();
    for (let start = 0; start < shapes.length; start += productsAtATime)
      contestants.forEach((contestant, number) => {
        const list = timings[number] as (Timing | undefined)[];
        run(contestant, shapes.slice(start, start + productsAtATime)).forEach((timing, i) => {
          if (timing.seconds < (list[start + i]?.seconds ?? Number.POSITIVE_INFINITY)) list[start + i] = timing;
        });
      });
  }
  const complete = timings as Timing[][];
  shapes.forEach((shape, i) => {
    const sums = complete.map((list) => (list[i] as Timing).checksum);
    const [first] = sums as [number];
    if (sums.some((sum) => !(Math.abs(sum - first) <= 1e-3 * Math.max(1, Math.abs(first)))))
      throw new MeasureError(`the peers do not agree on ${shape.join(" x ")}: ${sums.join(", ")}`);
  });
  return complete;
}

function run(contestant: Contestant, shapes: readonly Shape[]): Timing[] {
  const output = runOnce({ ...contestant, arguments: [...contestant.arguments, ...shapes.flat().map(String)] });
  const timings = [...output.matchAll(/^time \d+ \d+ \d+ (\S+) (\S+)$/gm)].map(([, seconds, checksum]) => ({
    seconds: Number(seconds),
    checksum: Number(checksum),
  }));
  if (timings.length !== shapes.length) throw new MeasureError(`${contestant.command} did not time every product\n${output}`);
  return timings;
}

/** OpenBLAS does not know every processor; the kernels that are fastest here are its best. */
function fastestCore(peer: string): string {
  const cores = ["SAPPHIRERAPIDS", "COOPERLAKE", "SKYLAKEX", "HASWELL"];
  const seconds = cores.map((core) => {
    const times = [1, 2, 3].map(() => {
      const environment = { OPENBLAS_CORETYPE: core, OPENBLAS_NUM_THREADS: "1" };
      return (run({ command: peer, arguments: ["3"], environment }, [[1024, 1024, 1024]])[0] as Timing).seconds;
    });
    return Math.min(...times);
  });
  return cores[seconds.indexOf(Math.min(...seconds))] as string;
}

/** The same shapes in every run. */
function randomShapes(count: number, most: number): Shape[] {
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return 1 + ((state >> 8) % most);
  };
  return Array.from({ length: count }, () => [next(), next(), next()] as const);
}
