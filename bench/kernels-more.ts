/**
 * `npm run bench -- kernels batched tuned attention sort fft sparse reductions`: kernels that are neither one matrix product nor bound by memory alone.
 *
 * In: a program in Mojo and its peers for each word, below bench/kernels. All print `time NAME seconds checksum`, one line for each piece of
 * work, and perhaps `share NAME ratio`, its share of the processor's peak. They run in turn, and each figure is the least of all rounds.
 * Out: a table for each word; false when a goal is missed.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { MeasureError, median, renderTable, runOnce } from "./measure.ts";
import { buildC, buildMojo, root } from "./workshop.ts";

const folder = join(root, "bench", "kernels");

type Program = {
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Shown, without a goal. */
  readonly isShownOnly?: boolean;
};
type Work = { readonly seconds: number; readonly checksum: number; readonly shares: readonly number[] };
type Suite = {
  readonly word: string;
  /** The first is ours. */
  readonly programs: (core: string) => readonly Program[];
  /** The peer's time over ours, at least. */
  readonly goal: number;
};

const oneThread = { OPENBLAS_NUM_THREADS: "1" };

const suites: readonly Suite[] = [
  {
    word: "batched",
    programs: (core) => [
      mojoProgram("batched", ["1", "10"]),
      {
        name: "OpenBLAS",
        command: buildC(join(folder, "batched.c"), ["-lopenblas"]),
        arguments: ["1", "10"],
        environment: { ...oneThread, OPENBLAS_CORETYPE: core },
      },
    ],
    goal: 0.95,
  },
  {
    word: "attention",
    programs: (core) => {
      const tiled = mojoProgram("attention", ["tiled", "1", "5"]);
      return [
        tiled,
        { ...tiled, name: "naive", arguments: ["naive", "1", "3"] },
        {
          name: "OpenBLAS",
          command: buildC(join(folder, "attention.c"), ["-ffast-math", "-fveclib=libmvec", "-lmvec", "-lopenblas"]),
          arguments: ["3"],
          environment: { ...oneThread, OPENBLAS_CORETYPE: core },
        },
      ];
    },
    goal: 1,
  },
  {
    word: "sort",
    programs: () => [
      mojoProgram("sort", ["5"]),
      { name: "C++", command: buildC(join(folder, "sort.cpp"), ["-Wno-deprecated-declarations"], "clang++-19"), arguments: ["3"] },
      ...numpyProgram("sort", ["3"]).map((program) => ({ ...program, isShownOnly: true })),
    ],
    goal: 1,
  },
  {
    word: "fft",
    programs: () => [mojoProgram("fft", ["10"]), ...numpyProgram("fft", ["3"])],
    goal: 1,
  },
  {
    word: "sparse",
    programs: () => [
      mojoProgram("sparse", ["20"]),
      { name: "C", command: buildC(join(folder, "sparse.c"), ["-ffast-math"]), arguments: ["20"] },
    ],
    goal: 0.95,
  },
  {
    word: "reductions",
    programs: () => [
      mojoProgram("reductions", ["20"]),
      { name: "C", command: buildC(join(folder, "reductions.c"), ["-ffast-math"]), arguments: ["20"] },
    ],
    goal: 0.9,
  },
];

/** Tables for those of the words of this file that are wanted; `core`: the kernels of OpenBLAS that are fastest here. */
export function benchMoreKernels(wanted: (name: string) => boolean, rounds: number, findCore: () => string): boolean {
  let reached = true;
  let core: string | undefined;
  for (const suite of suites) if (wanted(suite.word)) reached = benchSuite(suite, rounds, (core ??= findCore())) && reached;
  if (wanted("tuned")) reached = benchTuned(rounds) && reached;
  return reached;
}

function benchSuite({ programs, goal }: Suite, rounds: number, core: string): boolean {
  const all = programs(core);
  const least = all.map(() => new Map<string, Work>());
  for (let round = 0; round < rounds; round++) all.forEach((program, i) => readTimes(program, least[i] as Map<string, Work>));
  const [mine, ...others] = least as [Map<string, Work>, ...Map<string, Work>[]];
  const hasShares = [...mine.values()].some(({ shares }) => shares.length > 0);
  const rows = [
    ["work", "mojo", ...(hasShares ? ["of the peak"] : []), ...all.slice(1).flatMap(({ name }) => [name, "ratio"]), "goal", ""],
  ];
  let reached = true;
  for (const [name, work] of mine) {
    const cells = [name, showTime(work.seconds), ...(hasShares ? [median(work.shares).toFixed(2)] : [])];
    let ratio = Number.POSITIVE_INFINITY;
    others.forEach((other, i) => {
      const its = other.get(name);
      if (its === undefined) return cells.push("", "");
      if (!(Math.abs(its.checksum - work.checksum) <= 2e-3 * Math.max(1, Math.abs(work.checksum))))
        throw new MeasureError(`${all[i + 1]?.name} does not agree on ${name}: ${its.checksum}, ${work.checksum}`);
      if (all[i + 1]?.isShownOnly !== true) ratio = Math.min(ratio, its.seconds / work.seconds);
      return cells.push(showTime(its.seconds), (its.seconds / work.seconds).toFixed(2));
    });
    const verdict = ratio === Number.POSITIVE_INFINITY ? "" : ratio >= goal ? "reached" : "MISSED";
    reached &&= verdict !== "MISSED";
    rows.push([...cells, `>= ${goal}`, verdict]);
  }
  console.log(renderTable(rows));
  return reached;
}

/** The tile that `search` found while the program was compiled, against all that it could have chosen. */
function benchTuned(rounds: number): boolean {
  const output = runOnce({ command: buildMojo(join(folder, "tuned.mojo")), arguments: [String(4 * rounds)] });
  const times = [...output.matchAll(/^time (.*) (\S+)$/gm)].map(([, tile, seconds]) => ({ tile, seconds: Number(seconds) }));
  const chosen = /^chosen (.*)$/m.exec(output)?.[1];
  const best = Math.min(...times.map(({ seconds }) => seconds));
  const rows = [["tile, 512 cubed", "time", "best / it", ""]];
  let reached = false;
  for (const { tile, seconds } of times) {
    const isChosen = tile === chosen;
    if (isChosen) reached = best / seconds >= 0.95;
    rows.push([
      tile as string,
      showTime(seconds),
      (best / seconds).toFixed(3),
      isChosen ? `chosen: ${reached ? "reached" : "MISSED"} 0.95` : "",
    ]);
  }
  console.log(renderTable(rows));
  return reached;
}

function readTimes(program: Program, least: Map<string, Work>): void {
  const output = runOnce(program);
  for (const [, name, seconds, checksum] of output.matchAll(/^time (\S+) (\S+) (\S+)$/gm)) {
    const before = least.get(name as string);
    const share = new RegExp(`^share ${name} (\\S+)$`, "m").exec(output)?.[1];
    const shares = [...(before?.shares ?? []), ...(share === undefined ? [] : [Number(share)])];
    const isBetter = before === undefined || Number(seconds) < before.seconds;
    least.set(name as string, isBetter ? { seconds: Number(seconds), checksum: Number(checksum), shares } : { ...before, shares });
  }
}

function mojoProgram(name: string, words: readonly string[]): Program {
  return { name: "mojo", command: buildMojo(join(folder, `${name}.mojo`)), arguments: words };
}

/** Nothing where numpy is not installed. */
function numpyProgram(name: string, words: readonly string[]): Program[] {
  if (spawnSync("python3", ["-c", "import numpy"], { stdio: "ignore" }).status !== 0) return [];
  return [{ name: "numpy", command: "python3", arguments: [join(folder, `${name}.py`), ...words], environment: oneThread }];
}

function showTime(seconds: number): string {
  return seconds < 1e-3 ? `${(seconds * 1e6).toFixed(2)} us` : `${(seconds * 1e3).toFixed(3)} ms`;
}
